"""Reading a ledger: named queries that give typed records."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self, TypeVar

from onrecord.errors import LedgerError, LedgerFaultError, OnRecordError
from onrecord.ledger.codec import decode
from onrecord.ledger.decisions import decisions_file, read_decisions
from onrecord.ledger.faults import explained_faults
from onrecord.ledger.judgements import judge_relations
from onrecord.ledger.names import StoryName, read_names
from onrecord.ledger.sqlite import connect, load_report
from onrecord.records import (
    Account,
    Applied,
    Attribution,
    Claim,
    CopyLink,
    Decision,
    Entity,
    EntityId,
    EntityLink,
    Mention,
    Origin,
    Passage,
    Publication,
    Rejection,
    Relation,
    Report,
    ReportId,
    Sentence,
    Span,
    Story,
    StoryId,
    Track,
    ValueGroup,
)

T = TypeVar("T")

# Of a word that is nearly everywhere only so many places are ranked: all of them would take seconds in a large ledger.
_RANKED = """SELECT {columns} FROM {table} t JOIN
  (SELECT rowid AS place, rank AS weight FROM {table} WHERE {table} MATCH ?1 LIMIT 20000) ON t.rowid = place
  ORDER BY weight, report_id, text LIMIT ?2"""

_STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock, a millisecond or so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report with what the ledger knows of it: its label as views cite it, its story, when it was published."""

    report: Report
    label: str
    story: StoryId | None
    publication: Publication | None
    superseded_by: ReportId | None
    vanished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage or claim that a search found; `claim` is None for a passage, `passage` for a claim."""

    report: ReportId
    text: str
    claim: str | None
    passage: int | None = None


class Ledger:
    """An open ledger, read only, in the one state it was in when it was first asked, whatever is built meanwhile.

    Use it as a context manager; raises LedgerError as `connect` does.

    A query that goes on when `patience` seconds have passed since the ledger was opened raises LedgerFaultError.
    """

    def __init__(self, path: Path, *, patience: float | None = None) -> None:
        self.path = path
        self._connection = connect(path)
        if patience is not None:
            until = monotonic() + patience
            self._connection.set_progress_handler(lambda: int(monotonic() > until), _STEPS)
        self._rows("PRAGMA query_only = ON")
        self._rows("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _rows(self, sql: str, *values: str | int) -> list[Any]:
        """The rows of a query; what SQLite finds wrong with the file comes as a LedgerError."""
        with explained_faults(self.path):
            return self._connection.execute(sql, values).fetchall()

    def _records(self, shape: type[T], sql: str, *values: str) -> tuple[T, ...]:
        with self._told_as_damage(shape):
            return tuple(decode(shape, row[0]) for row in self._rows(sql, *values))

    @contextmanager
    def _told_as_damage(self, shape: type) -> Iterator[None]:
        """A record of this kind that cannot be read is told as a fault of the file."""
        try:
            yield
        except OnRecordError:
            raise
        except Exception as exc:
            raise LedgerFaultError(
                f"{self.path}: is damaged: a record of the kind {shape.__name__} cannot be read. Put a sound copy in "
                "its place, or delete it and build it again; decisions.jsonl is kept apart and is not lost."
            ) from exc

    def stories(self) -> tuple[Story, ...]:
        """Every story, largest first, then by title."""
        found = self._records(Story, "SELECT record FROM stories")
        return tuple(sorted(found, key=lambda s: (-len(s.reports), s.title, s.id)))

    def story_names(self) -> tuple[StoryName, ...]:
        """The names that stories keep in this ledger, with what merged and split, oldest first."""
        with explained_faults(self.path):
            return read_names(self._connection)

    def story(self, name: str | None) -> Story:
        """The story whose id or title starts with `name` (any case), or the only or largest one when it is None.

        Raises LedgerError when nothing or more than one thing fits.
        """
        return choose_story(self.stories(), name, self.path)

    @cached_property
    def report_rows(self) -> tuple[ReportRow, ...]:
        """Every report, in the order of its key."""
        return self._report_rows("")

    def rows_for(self, reports: Iterable[str]) -> tuple[ReportRow, ...]:
        """The reports with these ids, in the order of their keys."""
        return self._report_rows("WHERE r.id IN (SELECT value FROM json_each(?))", json.dumps(sorted(reports)))

    def rows_of(self, hashes: Iterable[str]) -> tuple[ReportRow, ...]:
        """The reports read from bytes with these SHA-256 hashes, in the order of their keys."""
        return self._report_rows("WHERE r.sha256 IN (SELECT value FROM json_each(?))", json.dumps(sorted(hashes)))

    @cached_property
    def labels(self) -> dict[ReportId, str]:
        """What views call each report."""
        return label_keys([(ReportId(i), key) for i, key in self._rows("SELECT id, key FROM reports ORDER BY key, id")])

    def _report_rows(self, which: str, *values: str) -> tuple[ReportRow, ...]:
        rows = self._rows(
            f"""SELECT r.text, r.record, s.story_id, s.publication, r.superseded_by,
                 EXISTS (SELECT 1 FROM sources WHERE report_id = r.id)
                 AND NOT EXISTS (SELECT 1 FROM sources WHERE report_id = r.id AND NOT vanished)
               FROM reports r LEFT JOIN story_reports s ON s.report_id = r.id {which} ORDER BY r.key, r.id""",  # noqa: S608
            *values,
        )
        with self._told_as_damage(Report):
            reports = [load_report(text, record) for text, record, *_ in rows]
            labels = [self.labels[report.id] for report in reports]
        with self._told_as_damage(Publication):
            published = [decode(Publication, row[3]) if row[3] else None for row in rows]
        return tuple(
            ReportRow(
                report=report,
                label=label,
                story=row[2],
                publication=publication,
                superseded_by=row[4],
                vanished=bool(row[5]),
            )
            for report, label, publication, row in zip(reports, labels, published, rows, strict=True)
        )

    def report(self, name: str) -> ReportRow:
        """The report with this label, key or id (or start of one); raises LedgerError unless exactly one fits."""
        rows = self.report_rows
        exact = [r for r in rows if name in (r.label, r.report.key, r.report.id)]
        fitting = exact or [r for r in rows if r.report.id.startswith(name) or r.report.key.startswith(name)]
        if len(fitting) != 1:
            many = ", ".join(r.label for r in fitting[:5])
            raise LedgerError(
                f"{name}: {f'more than one report fits ({many})' if many else 'no such report'}. See: onrecord reports"
            )
        return fitting[0]

    def account(self, story: StoryId) -> Account:
        """Everything worked out about a story."""
        head = self._records(Story, "SELECT record FROM stories WHERE id = ?", story)
        if not head:
            raise LedgerError(f"{story}: no such story. See: onrecord stories")
        published = self._rows(
            "SELECT report_id, publication FROM story_reports WHERE story_id = ? ORDER BY report_id", story
        )
        links = self._rows(
            "SELECT report_id, entity, entity_id FROM entity_links WHERE story_id = ? ORDER BY report_id, entity", story
        )

        def of(shape: type[T], table: str, order: str = "rowid") -> tuple[T, ...]:
            return self._records(shape, f"SELECT record FROM {table} WHERE story_id = ? ORDER BY {order}", story)  # noqa: S608

        with self._told_as_damage(Publication):
            publications = tuple((ReportId(r), decode(Publication, p)) for r, p in published)
        account = Account(
            story=head[0],
            publications=publications,
            claims=of(Claim, "claims"),
            entities=of(Entity, "entities"),
            links=tuple(EntityLink(report=ReportId(r), index=i, entity=EntityId(e)) for r, i, e in links),
            copies=of(CopyLink, "copies"),
            origins=of(Origin, "origins"),
            groups=of(ValueGroup, "value_groups"),
            tracks=of(Track, "tracks"),
            relations=of(Relation, "relations"),
        )
        decisions = self.every_decision()
        return judge_relations(account, self._reports_of(story), decisions) if decisions else account

    def _reports_of(self, story: StoryId) -> dict[ReportId, Report]:
        """The reports of a story."""
        rows = self._rows(
            "SELECT r.text, r.record FROM reports r JOIN story_reports s ON s.report_id = r.id WHERE s.story_id = ?",
            story,
        )
        with self._told_as_damage(Report):
            reports = [load_report(text, record) for text, record in rows]
        return {report.id: report for report in reports}

    def every_decision(self) -> tuple[Decision, ...]:
        """What reviewers decided, by the file beside the ledger and by its last build, oldest first."""
        found = {a.decision.id: a.decision for a in self.decisions()}
        found.update((d.id, d) for d in read_decisions(decisions_file(self.path)))
        return tuple(sorted(found.values(), key=lambda d: (d.time, d.id)))

    def claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        """The claims with these ids."""
        found = self._records(
            Claim, "SELECT record FROM claims WHERE id IN (SELECT value FROM json_each(?))", json.dumps(sorted(ids))
        )
        return {c.id: c for c in found}

    def passages(self, report: ReportId) -> tuple[Passage, ...]:
        """The passages of a report in order."""
        return self._records(Passage, "SELECT record FROM passages WHERE report_id = ? ORDER BY idx", report)

    def sentences(self, report: ReportId) -> tuple[Sentence, ...]:
        """The sentences of a report in order."""
        return self._records(Sentence, "SELECT record FROM sentences WHERE report_id = ? ORDER BY idx", report)

    def sentence_spans(self, story: StoryId) -> dict[tuple[ReportId, int], Span]:
        """Where each sentence of a story's reports stands, by report and number."""
        rows = self._rows(
            """SELECT s.report_id, s.idx, s.start, s."end" FROM sentences s
               JOIN story_reports r ON r.report_id = s.report_id WHERE r.story_id = ?""",
            story,
        )
        return {(ReportId(r), int(i)): Span(start=int(start), end=int(end)) for r, i, start, end in rows}

    def sentence_paragraphs(self, story: StoryId) -> dict[tuple[ReportId, int], int]:
        """The paragraph of each sentence of a story's reports, by report and where the sentence starts."""
        rows = self._rows(
            """SELECT s.report_id, s.start, s.record ->> '$.paragraph' FROM sentences s
               JOIN story_reports r ON r.report_id = s.report_id WHERE r.story_id = ?""",
            story,
        )
        return {(ReportId(r), int(start)): int(paragraph) for r, start, paragraph in rows}

    def home_of(self, claim: str) -> tuple[ReportId, StoryId] | None:
        """The report and the story of a claim; None when there is no such claim."""
        rows = self._rows("SELECT report_id, story_id FROM claims WHERE id = ?", claim)
        return (ReportId(rows[0][0]), StoryId(rows[0][1])) if rows else None

    def story_of(self, record: str) -> StoryId | None:
        """The story of a claim or relation; None when there is no such record."""
        sql = "SELECT story_id FROM claims WHERE id = ?1 UNION ALL SELECT story_id FROM relations WHERE id = ?1"
        rows = self._rows(sql, record)
        return StoryId(rows[0][0]) if rows else None

    def mentions(self, report: ReportId) -> tuple[Mention, ...]:
        """The mentions of a report in order."""
        return self._records(Mention, 'SELECT record FROM mentions WHERE report_id = ? ORDER BY start, "end"', report)

    def attributions(self, report: ReportId) -> tuple[Attribution, ...]:
        """The attributions of a report in order."""
        return self._records(Attribution, "SELECT record FROM attributions WHERE report_id = ? ORDER BY idx", report)

    def rejections(self) -> tuple[Rejection, ...]:
        """What was not taken in, by key."""
        return self._records(Rejection, "SELECT record FROM rejections ORDER BY key, location")

    def decisions(self) -> tuple[Applied, ...]:
        """What reviewers decided and what became of it in the last build."""
        return self._records(Applied, "SELECT record FROM decisions ORDER BY rowid")

    def search(self, query: str, limit: int = 50) -> tuple[Hit, ...]:
        """Claims, then passages, that hold every word of `query`, best first; any punctuation is safe."""
        match = fts_query(query)
        if not match:
            return ()
        found = self._rows(_RANKED.format(columns="report_id, text, claim_id, NULL", table="claims_fts"), match, limit)
        if len(found) < limit:
            sql = _RANKED.format(columns="report_id, text, NULL, idx", table="passages_fts")
            found += self._rows(sql, match, limit - len(found))
        return tuple(
            Hit(report=ReportId(r), text=text, claim=claim, passage=None if idx is None else int(idx))
            for r, text, claim, idx in found
        )

    def nearest(self, words: str, limit: int = 40) -> tuple[tuple[ReportId, int], ...]:
        """The passages, by report and number, that share most words with `words`, rare ones counting most."""
        match = fts_query(words, every=False)
        if not match:
            return ()
        rows = self._rows(
            "SELECT report_id, idx FROM passages_fts WHERE passages_fts MATCH ? ORDER BY rank, report_id, idx LIMIT ?",
            match,
            limit,
        )
        return tuple((ReportId(r), int(i)) for r, i in rows)

    @property
    def analyser(self) -> str | None:
        """What read the reports, and the weights or rules it read them with; None in a ledger of before."""
        told = dict(self._rows("SELECT name, value FROM meta WHERE name IN ('analyser', 'weights')"))
        return f"the {told['analyser']} ({told['weights']})" if len(told) == 2 else None

    @property
    def analyser_kind(self) -> str | None:
        """`model` or `rules`, whichever read the reports; None in a ledger of before."""
        rows = self._rows("SELECT value FROM meta WHERE name = 'analyser'")
        return str(rows[0][0]) if rows else None

    def check(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file; nothing when it is sound."""
        try:
            found = [row[0] for row in self._connection.execute("PRAGMA integrity_check")]
            broken = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as exc:
            return (str(exc),)
        return (*(m for m in found if m != "ok"), *(f"dangling reference in {row[0]}" for row in broken))


def choose_story(stories: Sequence[Story], name: str | None, path: Path) -> Story:
    """Of the stories of a ledger, largest first, the one that is named, as `Ledger.story` tells; raises LedgerError."""
    if not stories:
        raise LedgerError(f"{path}: holds no reports yet. Build it: onrecord build FOLDER -o {path}")
    if name is None:
        return stories[0]
    fold = name.casefold()
    fitting = [s for s in stories if s.id == name or s.id.startswith(name) or s.title.casefold().startswith(fold)]
    fitting = fitting or [s for s in stories if fold in s.title.casefold()]
    if len(fitting) != 1:
        listed = "; ".join(f"{s.id} {s.title}" for s in fitting[:5]) or "see: onrecord stories"
        raise LedgerError(f"{name}: {'no' if not fitting else 'more than one'} story fits ({listed}). Give its id.")
    return fitting[0]


def fts_query(words: str, *, every: bool = True) -> str:
    """An FTS5 query for all the words, or any, each quoted, so that no character of the user's is syntax."""
    return (" " if every else " OR ").join(f'"{word}"' for word in re.findall(r"\w+", words))


def label_keys(keys: Sequence[tuple[ReportId, str]]) -> dict[ReportId, str]:
    """A short name for each report, given by id and key, as `000¶3` cites it: the first part of its key that tells it
    from the others.
    """
    stems = {i: re.sub(r"\.(txt|md|html?|jsonl)$", "", key.rstrip("/").rsplit("/", 1)[-1]) or key for i, key in keys}
    heads = {i: re.split(r"[_\s]", stem, maxsplit=1)[0] for i, stem in stems.items()}
    short_enough = len(set(heads.values())) == len(heads) and all(len(h) <= 24 for h in heads.values())
    chosen = heads if short_enough else stems
    seen: dict[str, int] = {}
    labels: dict[ReportId, str] = {}
    for report, _ in sorted(keys, key=lambda row: (row[1], row[0])):
        name = chosen[report][:40]
        seen[name] = seen.get(name, 0) + 1
        labels[report] = name if seen[name] == 1 else f"{name}~{seen[name]}"
    return labels


def open_ledger(path: Path | str) -> Ledger:
    """The ledger at `path`, for reading; raises LedgerError when there is none or it cannot be read."""
    return Ledger(Path(path))
