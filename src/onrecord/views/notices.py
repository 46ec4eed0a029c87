"""What is worth telling of a story the day it appears: disputes, slips, figures, deadlines due, corrected reports."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onrecord.ledger.query import ReportRow
from onrecord.lexicons import SentenceLexicon
from onrecord.records import Interval, Relation, RelationType, ReportId
from onrecord.views.amounts import figure_line, find_figures
from onrecord.views.deadlines import due_line, find_dues, is_past
from onrecord.views.disputes import rank_relations, sides_line, split_errors
from onrecord.views.line import Line, Section, View, words
from onrecord.views.scope import Scope
from onrecord.views.versions import change_line, compare_versions

_DISPUTED = (RelationType.CONTRADICTS, RelationType.DISPUTED, RelationType.SOFT_DISCREPANCY)
_REVISED = (RelationType.SLIPS, RelationType.SUPERSEDES, RelationType.MET, RelationType.POSITION_CHANGE)
_CHANGES_SHOWN = 8


class NoticeKind(StrEnum):
    """What a notice tells of; the value is the title under which it stands."""

    DISPUTE = "DISPUTED"
    REVISED = "REVISED"
    DUE = "FELL DUE"
    SOON = "DUE SOON"
    FIGURE = "FIGURE"
    CORRECTED = "CORRECTED REPORT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told once, by the records it rested on: of a relation both sides, of anything else the left alone."""

    kind: NoticeKind
    left: tuple[str, ...]
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A line to tell, with further lines below it, and what it rests on."""

    told: Told
    lines: tuple[Line, ...]


class Memory:
    """What was told so far. More reports of what was told already make it no news: one record shared on each side of a
    notice is enough for it to be the same.
    """

    def __init__(self, told: Sequence[Told] = ()) -> None:
        self._told: list[Told] = []
        self._by_record: dict[tuple[NoticeKind, str], set[int]] = {}
        for item in told:
            self.add(item)

    @property
    def told(self) -> tuple[Told, ...]:
        """Everything told, in order."""
        return tuple(self._told)

    def add(self, item: Told) -> None:
        """Remember what was told."""
        for record in (*item.left, *item.right):
            self._by_record.setdefault((item.kind, record), set()).add(len(self._told))
        self._told.append(item)

    def has(self, item: Told) -> bool:
        """Whether this, or the same with fewer or other records, was told."""
        left, right = (self._sharing(item.kind, side) for side in (item.left, item.right))
        return bool(left & right if item.right else left)

    def _sharing(self, kind: NoticeKind, records: Collection[str]) -> set[int]:
        return {number for record in records for number in self._by_record.get((kind, record), ())}


def find_notices(scope: Scope, soon: int = 7) -> Iterator[Notice]:
    """Everything in a story that a notice can tell, as of the scope's day; `soon` is how many days ahead to warn."""
    disputed, _ = split_errors(scope, rank_relations(scope, _DISPUTED))
    yield from (_of_relation(scope, NoticeKind.DISPUTE, relation) for relation in disputed)
    for relation in rank_relations(scope, _REVISED):
        yield _of_relation(scope, NoticeKind.REVISED, relation)
    for due in find_dues(scope):
        kind = None if due.impossible else _due_kind(due.interval, scope.today, soon)
        if kind is not None:
            yield Notice(told=Told(kind=kind, left=due.group.claims), lines=(due_line(scope, due),))
    for figure in find_figures(scope):
        if not figure.stale:
            told = Told(kind=NoticeKind.FIGURE, left=figure.group.claims)
            yield Notice(told=told, lines=(figure_line(scope, figure),))


def _of_relation(scope: Scope, kind: NoticeKind, relation: Relation) -> Notice:
    told = Told(kind=kind, left=relation.left, right=relation.right)
    return Notice(told=told, lines=(sides_line(scope, relation),))


def _due_kind(interval: Interval, today: date | None, soon: int) -> NoticeKind | None:
    if today is None or interval.hi is None:
        return None
    if is_past(interval, today):
        return NoticeKind.DUE
    return NoticeKind.SOON if interval.hi - today <= timedelta(days=soon) else None


def find_corrections(rows: Sequence[ReportRow], lexicon: SentenceLexicon, memory: Memory) -> Iterator[Notice]:
    """Every report that a later text of its own replaced, with what was changed; those told are not compared again."""
    by_id: dict[ReportId, ReportRow] = {row.report.id: row for row in rows}
    for row in rows:
        later = by_id.get(row.superseded_by) if row.superseded_by else None
        told = Told(kind=NoticeKind.CORRECTED, left=(row.report.id,), right=(row.superseded_by or "",))
        if later is None or memory.has(told):
            continue
        changes = compare_versions(row.report, later.report, lexicon)
        reports = {row.report.id: row.report, later.report.id: later.report}
        name = later.report.metadata.title or later.label
        count = f"{len(changes)} sentence{'s' * (len(changes) != 1)} changed"
        head = Line(phrases=(words(f"{later.report.key}: {name}: {count}"),))
        yield Notice(told=told, lines=(head, *(change_line(c, reports) for c in changes[:_CHANGES_SHOWN])))


def notices_view(title: str, notices: Sequence[Notice]) -> View:
    """The notices under the title of their kind."""
    sections = []
    for kind in NoticeKind:
        lines = [
            line if number == 0 else Line(phrases=line.phrases, indent=True)
            for notice in notices
            if notice.told.kind is kind
            for number, line in enumerate(notice.lines)
        ]
        sections.append(Section(title=kind.value, lines=tuple(lines)))
    return View(title=title, header=(), sections=tuple(s for s in sections if s.lines))
