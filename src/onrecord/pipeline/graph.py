"""The graph of likeness that grouping keeps up, in the ledger's working tables: rows are read when asked for."""

import hashlib
import json
import sqlite3
from array import array
from collections.abc import Collection, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Generic, TypeVar

from onrecord.records import Interval
from onrecord.stages.stories.clusters import Near
from onrecord.stages.stories.meaning import Meaning
from onrecord.stages.stories.nearness import Place, Row
from onrecord.stages.stories.regroup import Left, Node
from onrecord.stages.stories.surroundings import Surroundings, Vector

V = TypeVar("V")
_ROOM = 10_000
"""Rows that are kept in memory, about."""
_WAITING = ("turned", "dirty", "loose")


@lru_cache(maxsize=1 << 18)
def term_number(term: str) -> int:
    """The number that stands for a term in the tables."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "big", signed=True)


class StoredCounts(Mapping[str, int]):
    """In how many sampled reports each term is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, term: str) -> int:
        row = self._connection.execute(
            "SELECT reports FROM group_counts WHERE term = ?", (term_number(term),)
        ).fetchone()
        if row is None:
            raise KeyError(term)
        return int(row[0])

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError("only numbers stand for the terms here")

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM group_counts").fetchone()[0])


class StoredCommon(Collection[str]):
    """The terms too common to look reports up by; there are few."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._terms = {term for (term,) in connection.execute("SELECT term FROM group_counts WHERE common")}

    def __contains__(self, term: object) -> bool:
        return term_number(str(term)) in self._terms

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError("only numbers stand for the terms here")

    def __len__(self) -> int:
        return len(self._terms)


@dataclass(slots=True)
class _Kept:
    """A row of `group_nodes`; `stored_group` is the one it has in the table."""

    own: dict[int, float]
    near: dict[int, int]
    place: Place | None
    published: Interval | None
    group: int | None
    home: int | None
    stored_group: int | None


class _Column(MutableMapping[int, V], Generic[V]):
    """One field of the rows."""

    def __init__(self, graph: "StoredGraph", name: str) -> None:
        self._graph, self._name = graph, name

    def __getitem__(self, node: int) -> V:
        kept = self._graph.row(node)
        value: V | None = getattr(kept, self._name) if kept else None
        if value is None:
            raise KeyError(node)
        return value

    def __setitem__(self, node: int, value: V) -> None:
        setattr(self._graph.change(node), self._name, value)

    def __delitem__(self, node: int) -> None:
        if self._name in {"own", "near"}:  # both go with the row, see `unpost`
            return
        if getattr(self._graph.row(node), self._name, None) is None:
            raise KeyError(node)
        setattr(self._graph.change(node), self._name, None)

    def __contains__(self, node: object) -> bool:
        kept = self._graph.row(node) if isinstance(node, int) else None
        return kept is not None and getattr(kept, self._name) is not None

    def __iter__(self) -> Iterator[int]:
        raise NotImplementedError("rows are only asked for by number")

    def __len__(self) -> int:
        raise NotImplementedError("rows are only asked for by number")


class StoredGraph:
    """A `Graph` over the tables. What changes stays in memory until `flush`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[int, _Kept | None] = {}
        self._changed: set[int] = set()
        self._gone: set[int] = set()
        self._left: list[int] = []
        self._names: dict[int, tuple[str, str, str, str]] = {}
        self.own: MutableMapping[int, Row] = _Column(self, "own")
        self.near: MutableMapping[int, Near] = _Column(self, "near")
        self.places: MutableMapping[int, Place] = _Column(self, "place")
        self.published: MutableMapping[int, Interval] = _Column(self, "published")
        self.group: MutableMapping[int, int] = _Column(self, "group")
        self.home: MutableMapping[int, int] = _Column(self, "home")

    def row(self, node: int) -> _Kept | None:
        """The row of a report; None where there is none."""
        if node not in self._rows:
            found = self._connection.execute(
                'SELECT own, near, square, lean, lo, hi, "group", home FROM group_nodes WHERE node = ?', (node,)
            ).fetchone()
            self._rows[node] = _kept(*found) if found else None
        return self._rows[node]

    def change(self, node: int) -> _Kept:
        """The row of a report, to be changed."""
        kept = self.row(node)
        if kept is None:
            kept = self._rows[node] = _Kept({}, {}, None, None, None, None, None)
        self._changed.add(node)
        return kept

    def products(self, vector: Vector, common: Collection[str], least: float) -> Mapping[int, int]:
        """The products of a vector with those stored that share a term with it that is not common, as far as they are
        at least so large.
        """
        weights = {term_number(term): weight for term, weight in vector.items() if term not in common}
        rows = self._connection.execute(
            "SELECT t.node, sum(j.value * t.weight) AS product FROM json_each(?) j "
            "JOIN group_terms t ON t.term = CAST(j.key AS INTEGER) GROUP BY t.node HAVING product >= ?",
            (json.dumps(weights), least),
        )
        return {node: product for node, product in rows if node not in self._gone}

    def meanings(self, nodes: Collection[int]) -> Mapping[int, Meaning]:
        """What these reports mean, as far as they have a meaning."""
        rows = self._connection.execute(
            "SELECT m.node, m.share, m.vector FROM json_each(?) j JOIN group_meanings m ON m.node = j.value",
            (json.dumps(list(nodes)),),
        )
        return {node: Meaning(share=share, vector=vector) for node, share, vector in rows}

    def post(self, node: int, new: Node, common: Collection[str]) -> None:
        """Let a report be found by its terms."""
        rows = [(term_number(term), node, weight) for term, weight in new.vector.items() if term not in common]
        self._connection.executemany("INSERT OR REPLACE INTO group_terms VALUES (?, ?, ?)", rows)
        if new.meaning:
            row = (node, new.meaning.share, new.meaning.vector)
            self._connection.execute("INSERT OR REPLACE INTO group_meanings VALUES (?, ?, ?)", row)

    def unpost(self, node: int) -> None:
        """Let a report be found no longer, and forget its row."""
        kept = self.row(node)
        if kept is not None and kept.stored_group is not None:
            self._left.append(kept.stored_group)
        self._gone.add(node)
        self._rows[node] = None
        self._changed.discard(node)

    def sizes(self, groups: Collection[int]) -> Mapping[int, int]:
        """How many reports are in each group."""
        found = dict.fromkeys(groups, 0)
        rows = self._connection.execute(
            'SELECT "group", count(*) FROM group_nodes WHERE "group" IN (SELECT value FROM json_each(?)) GROUP BY 1',
            (json.dumps(sorted(groups)),),
        )
        found.update((int(group), int(count)) for group, count in rows)
        for node in self._changed:
            kept = self._rows[node]
            if kept is not None and kept.stored_group != kept.group:
                _count(found, kept.group, 1)
                _count(found, kept.stored_group, -1)
        for group in self._left:
            _count(found, group, -1)
        return found

    def name(self, node: int, report: str, outline: str, day: str, content: str) -> None:
        """Say which report a new node is, and under which keys its outline and date stand."""
        self._names[node] = (report, outline, day, content)

    def waiting(self) -> Left:
        """What is left to be looked at of the changes written so far."""
        left = Left()
        for what, node in self._connection.execute("SELECT what, node FROM group_waiting"):
            getattr(left, what).add(node)
        return left

    def wait(self, left: Left) -> None:
        """Note what a change leaves to be looked at."""
        rows = [(what, node) for what in _WAITING for node in sorted(getattr(left, what))]
        self._connection.executemany("INSERT OR IGNORE INTO group_waiting VALUES (?, ?)", rows)

    def wait_no_more(self, left: Left) -> None:
        """Note that this was looked at."""
        rows = [(what, node) for what in _WAITING for node in sorted(getattr(left, what))]
        self._connection.executemany("DELETE FROM group_waiting WHERE what = ? AND node = ?", rows)

    def ease(self) -> None:
        """Write what changed, and forget all rows, where many are in memory; called inside a transaction."""
        if len(self._rows) >= _ROOM:
            self.flush()

    def flush(self) -> None:
        """Write what changed, and forget it; called inside a transaction."""
        many = self._connection.executemany
        gone = (json.dumps(sorted(self._gone)),)
        if self._gone:
            for table in ("group_terms", "group_meanings", "group_nodes"):
                self._connection.execute(f"DELETE FROM {table} WHERE node IN (SELECT value FROM json_each(?))", gone)  # noqa: S608
        fresh = sorted(self._names.items())
        many(
            "INSERT OR REPLACE INTO group_nodes VALUES (?, ?, ?, ?, ?, NULL, NULL, 0, 0, 0, NULL, x'', x'')",
            [(node, *name) for node, name in fresh],
        )
        many(
            'UPDATE group_nodes SET own = ?, near = ?, square = ?, lean = ?, lo = ?, hi = ?, "group" = ?, home = ? '
            "WHERE node = ?",
            [(*_columns(kept), node) for node in sorted(self._changed) if (kept := self._rows[node]) is not None],
        )
        self._rows, self._changed, self._gone = {}, set(), set()
        self._names, self._left = {}, []


def _count(found: dict[int, int], group: int | None, by: int) -> None:
    if group in found:
        found[group] += by


def _kept(
    own: bytes, near: bytes, square: float, lean: float, lo: str | None, hi: str | None, group: int, home: int | None
) -> _Kept:
    published = Interval(lo=date.fromisoformat(lo) if lo else None, hi=date.fromisoformat(hi) if hi else None)
    place = Place(square=square, lean=lean)
    return _Kept(_unpack(own, "d"), _unpack(near, "q"), place, published, group, home, group)


def _columns(kept: _Kept) -> tuple[object, ...]:
    assert kept.place is not None
    assert kept.published is not None
    lo, hi = kept.published.lo, kept.published.hi
    return (
        _pack(kept.own, "d"),
        _pack(kept.near, "q"),
        kept.place.square,
        kept.place.lean,
        lo.isoformat() if lo else None,
        hi.isoformat() if hi else None,
        kept.group,
        kept.home,
    )


def _pack(row: Mapping[int, float], kind: str) -> bytes:
    """Numbers of reports, then what is kept for each."""
    return array("q", row).tobytes() + array(kind, row.values()).tobytes()


def _unpack(data: bytes, kind: str) -> dict[int, Any]:
    nodes, values = array("q"), array(kind)
    nodes.frombytes(data[: len(data) // 2])
    values.frombytes(data[len(data) // 2 :])
    return dict(zip(nodes, values, strict=True))


def store_counts(connection: sqlite3.Connection, around: Surroundings) -> None:
    """Keep what was counted in the sample, in place of what was."""
    connection.execute("DELETE FROM group_counts")
    connection.executemany(
        "INSERT OR IGNORE INTO group_counts VALUES (?, ?, ?)",
        [(term_number(term), count, int(term in around.common)) for term, count in around.rarity.counts.items()],
    )


def empty_graph(connection: sqlite3.Connection) -> None:
    """Forget all that was grouped."""
    connection.execute("DELETE FROM group_nodes")
    connection.execute("DELETE FROM group_terms")
    connection.execute("DELETE FROM group_meanings")
    connection.execute("DELETE FROM group_waiting")
