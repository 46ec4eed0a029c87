"""Which reports belong together, kept up as reports come and go: only what is near a change is looked at again.

The outcome is that of grouping all reports at once, whatever the steps: likeness is of two reports and those nearest to
them, groups never go beyond a chain of likeness, and all sums are of whole numbers.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from onrecord.records import Interval
from onrecord.stages.stories.clusters import Near, cluster, component, home_of
from onrecord.stages.stories.meaning import Meaning, blend
from onrecord.stages.stories.nearness import FINE, Leaning, Place, Row, least_product, own_likeness, square_of
from onrecord.stages.stories.surroundings import Surroundings, Vector

_TOGETHER = 512  # reports left alone that are looked at together
_LOOSE = 0.25  # of the product that matters; short reports so far apart in words are asked what they mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A report as grouping compares it."""

    vector: Vector
    lean: float
    published: Interval
    meaning: Meaning | None = None


class Graph(Protocol):
    """What is known of the reports grouped so far, by their numbers: rows of likeness (own, and with the nearest), the
    group each is in, and for one left alone the group it joined.
    """

    @property
    def own(self) -> MutableMapping[int, Row]:
        """Rows of own likeness."""
        ...

    @property
    def near(self) -> MutableMapping[int, Near]:
        """Rows of likeness with the nearest counted in."""
        ...

    @property
    def places(self) -> MutableMapping[int, Place]:
        """What each adds to its likeness."""
        ...

    @property
    def published(self) -> MutableMapping[int, Interval]:
        """When each was published."""
        ...

    @property
    def group(self) -> MutableMapping[int, int]:
        """The group of each, named by the lowest number in it."""
        ...

    @property
    def home(self) -> MutableMapping[int, int]:
        """The group that one left alone has joined."""
        ...

    def products(self, vector: Vector, common: Collection[str], least: float) -> Mapping[int, int]:
        """The products of a vector with those that share a term with it that is not common, as far as they are at least
        so large.
        """
        ...

    def meanings(self, nodes: Collection[int]) -> Mapping[int, Meaning]:
        """What these reports mean, as far as they have a meaning."""
        ...

    def post(self, node: int, new: Node, common: Collection[str]) -> None:
        """Let a report be found by its terms."""
        ...

    def unpost(self, node: int) -> None:
        """Let it be found no longer."""
        ...

    def sizes(self, groups: Collection[int]) -> Mapping[int, int]:
        """How many reports are in each group, those that joined it not counted."""
        ...

    def ease(self) -> None:
        """Forget what can be had again, where much is in memory."""
        ...


@dataclass(slots=True)
class MemoryGraph:
    """A graph in memory."""

    own: dict[int, Row] = field(default_factory=dict)
    near: dict[int, Near] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    published: dict[int, Interval] = field(default_factory=dict)
    group: dict[int, int] = field(default_factory=dict)
    home: dict[int, int] = field(default_factory=dict)
    _having: dict[str, dict[int, int]] = field(default_factory=dict)
    _meanings: dict[int, Meaning] = field(default_factory=dict)

    def products(self, vector: Vector, common: Collection[str], least: float) -> Mapping[int, int]:
        """See `Graph`."""
        found: dict[int, int] = {}
        for term, weight in vector.items():
            if term not in common:
                for other, theirs in self._having.get(term, {}).items():
                    found[other] = found.get(other, 0) + weight * theirs
        return {other: product for other, product in found.items() if product >= least}

    def meanings(self, nodes: Collection[int]) -> Mapping[int, Meaning]:
        """See `Graph`."""
        return {node: self._meanings[node] for node in nodes if node in self._meanings}

    def post(self, node: int, new: Node, common: Collection[str]) -> None:
        """See `Graph`."""
        if new.meaning:
            self._meanings[node] = new.meaning
        for term, weight in new.vector.items():
            if term not in common:
                self._having.setdefault(term, {})[node] = weight

    def unpost(self, node: int) -> None:
        """See `Graph`."""
        self._meanings.pop(node, None)
        for postings in self._having.values():
            postings.pop(node, None)

    def sizes(self, groups: Collection[int]) -> Mapping[int, int]:
        """See `Graph`."""
        found = dict.fromkeys(groups, 0)
        for group in self.group.values():
            if group in found:
                found[group] += 1
        return found

    def ease(self) -> None:
        """See `Graph`."""


@dataclass(slots=True)
class Left:
    """Reports that a change leaves to be looked at: those to which the nearest may be others now (`turned`), those of
    which a likeness that groups rest on is another (`dirty`), and those of which any is (`loose`).
    """

    turned: set[int] = field(default_factory=set)
    dirty: set[int] = field(default_factory=set)
    loose: set[int] = field(default_factory=set)


def regroup(graph: Graph, added: Mapping[int, Node], removed: Iterable[int], around: Surroundings) -> None:
    """Bring the graph up to date with the reports that came and went. All it holds must be of the same surroundings.

    Where many come, the four steps are better taken some reports at a time, each step for all before the next.
    """
    left = Left()
    take_out(graph, removed, around, left)
    put_in(graph, added, around, left)
    reshape(graph, left.turned, around, left)
    settle(graph, left, around)


def take_out(graph: Graph, removed: Iterable[int], around: Surroundings, left: Left) -> None:
    """Take reports out of the graph."""
    leaning = Leaning(own=graph.own, places=graph.places, alike=around.alike)
    for node in sorted(removed):
        _remove(graph, node, leaning, left)
        graph.ease()


def put_in(graph: Graph, added: Mapping[int, Node], around: Surroundings, left: Left) -> None:
    """Put reports into the graph, each with its own likeness to those that are in it."""
    leaning = Leaning(own=graph.own, places=graph.places, alike=around.alike)
    links: dict[int, dict[int, float]] = {}
    for node in sorted(added):
        links[node] = _add(graph, node, added[node], around)
        for other, likeness in links[node].items():
            links.setdefault(other, {})[node] = likeness
            if leaning.is_near(likeness):
                left.turned.add(other)
    for node, row in links.items():
        graph.own[node] = {**graph.own[node], **row}
    left.turned |= added.keys()


def neighbourhoods(graph: Graph, turned: Collection[int], size: int, around: Surroundings) -> Iterator[list[int]]:
    """These reports, so many at a time, those that are near to each other together: they lean on the same ones."""
    leaning = Leaning(own=graph.own, places=graph.places, alike=around.alike)
    left = set(turned)
    batch: list[int] = []
    for seed in sorted(turned):
        waiting = deque([seed] if seed in left else [])
        left.discard(seed)
        while waiting:
            node = waiting.popleft()
            if (row := graph.own.get(node)) is None:  # it has gone meanwhile
                continue
            batch.append(node)
            near = [other for other, likeness in row.items() if other in left and leaning.is_near(likeness)]
            waiting.extend(near)
            left.difference_update(near)
            if len(batch) == size:
                yield batch
                batch = []
    if batch:
        yield batch


def reshape(graph: Graph, turned: Iterable[int], around: Surroundings, left: Left) -> None:
    """Work out the likeness of these reports to others anew, now that the nearest may be others."""
    leaning = Leaning(own=graph.own, places=graph.places, alike=around.alike)
    here = {node for node in turned if node in graph.places}
    left.dirty |= here
    left.loose |= _reshape(graph, leaning, here, left.dirty, round(around.alike * FINE))


def settle(graph: Graph, left: Left, around: Surroundings) -> None:
    """Divide into groups again what hangs together with the dirty, and find homes for those left alone."""
    alike = round(around.alike * FINE)
    changed = _cluster(graph, {node for node in left.dirty if node in graph.places}, alike)
    changed |= dict.fromkeys(sorted(node for node in left.loose | left.dirty if node in graph.places))
    _settle_strays(graph, changed, alike)


def _remove(graph: Graph, node: int, leaning: Leaning, left: Left) -> None:
    for other in graph.own.pop(node):
        row = dict(graph.own[other])
        if leaning.is_near(row.pop(node)):
            left.turned.add(other)
        graph.own[other] = row
    for other in graph.near.pop(node):
        graph.near[other] = {o: n for o, n in graph.near[other].items() if o != node}
        left.dirty.add(other)
    graph.unpost(node)
    for table in (graph.places, graph.published, graph.group, graph.home):
        table.pop(node, None)


def _add(graph: Graph, node: int, new: Node, around: Surroundings) -> dict[int, float]:
    """Put a report into the graph; gives its likeness to those that are in it."""
    row: dict[int, float] = {}
    least = least_product(around.alike)
    found = graph.products(new.vector, around.common, least * _LOOSE if new.meaning else least)
    blended = blend(found, new.meaning, graph.meanings(found) if new.meaning else {})
    for other, product in sorted((other, product) for other, product in blended.items() if product >= least):
        row[other] = own_likeness(product, around.spacing.closeness(new.published, graph.published[other]))
    graph.own[node], graph.near[node] = {}, {}
    graph.places[node] = Place(square=square_of(new.vector), lean=new.lean)
    graph.published[node] = new.published
    graph.group[node] = node
    graph.post(node, new, around.common)
    return row


def _reshape(graph: Graph, leaning: Leaning, turned: set[int], dirty: set[int], alike: int) -> set[int]:
    """Work out the likeness of these reports to others anew; what is alike, before or now, is dirty. Gives the others
    of which some likeness changed.
    """
    loose: set[int] = set()
    changes: dict[int, dict[int, int]] = {}
    for node, found in _likeness(leaning, turned).items():
        before = graph.near[node]
        for other in found.keys() | before.keys():
            old, new = before.get(other, 0), found.get(other, 0)
            if old != new:
                loose.add(other)
                if max(old, new) >= alike:
                    dirty.add(other)
                if other not in turned:
                    changes.setdefault(other, {})[node] = new
        if found != before:  # what stays as it is need not be written
            graph.near[node] = found
    for other, changed in changes.items():
        graph.near[other] = {o: n for o, n in {**graph.near[other], **changed}.items() if n}
    return loose


def _likeness(leaning: Leaning, nodes: set[int]) -> dict[int, dict[int, int]]:
    """The likeness of these reports to all others; a pair of two of them is looked at once."""
    rows = {node: leaning.row(node) for node in sorted(nodes)}
    holding: dict[int, set[int]] = {}
    for node, row in rows.items():
        for other in row:
            if other in rows:
                holding.setdefault(other, set()).add(node)
    found: dict[int, dict[int, int]] = {node: {} for node in rows}
    for node, row in rows.items():
        mine = found[node]
        for other in (row.keys() & rows.keys()) | holding.get(node, set()):
            if other > node and (same := leaning.pair(row.get(other, 0.0), rows[other].get(node, 0.0))) is not None:
                mine[other] = found[other][node] = same
        for other in (row.keys() | leaning.reached_by(node)) - rows.keys():
            given = row.get(other, 0.0)
            if leaning.may_count(given, other, node):
                same = leaning.pair(given, leaning.entry(other, node))
                if same is not None:
                    mine[other] = same
    return found


def _cluster(graph: Graph, seeds: Collection[int], alike: int) -> dict[int, None]:
    """Divide the components of these reports into groups; gives their members, component by component."""
    seen: dict[int, None] = {}
    for seed in sorted(seeds):
        if seed not in seen:
            members = sorted(component(seed, graph.near.__getitem__, alike))
            seen.update(dict.fromkeys(members))
            for group in cluster(members, graph.near.__getitem__, alike):
                for node in group:
                    if graph.group[node] != group[0]:
                        graph.group[node] = group[0]
            graph.ease()
    return seen


def _settle_strays(graph: Graph, changed: Mapping[int, None], alike: int) -> None:
    """Find the homes of reports left alone, of these and of those that are like one of them."""
    asked = dict(changed)
    for node in changed:
        asked.update(dict.fromkeys(graph.near[node]))
        graph.ease()
    waiting = iter(asked)
    while batch := list(islice(waiting, _TOGETHER)):
        sizes = graph.sizes({graph.group[node] for node in batch})
        alone = {node for node in batch if sizes[graph.group[node]] == 1}
        near = graph.sizes({graph.group[other] for node in alone for other in graph.near[node]})
        for node in batch:
            home = (
                home_of(graph.near[node], graph.group.__getitem__, near.__getitem__, alike) if node in alone else None
            )
            if home is None:
                graph.home.pop(node, None)
            elif graph.home.get(node) != home:
                graph.home[node] = home
        graph.ease()
