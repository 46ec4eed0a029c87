"""What reviewers decided so far, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.decisions import disagreements, standing_decisions
from onrecord.ledger.query import ReportRow
from onrecord.ledger.standing import what_became
from onrecord.records import Applied, Decision, ReportId, Standing
from onrecord.views.scope import Scope
from onrecord.web.question import Leaf, leaf_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A decision with what became of it; `undone` once a later one took it back."""

    id: str
    time: str
    reviewer: str
    action: str
    value: str | None
    reason: str
    record: str
    words: str
    other: str | None
    report: str | None
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two reviewers' decisions on one thing that cannot both hold; the later counts."""

    first: Row
    then: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The decisions, latest first, how many found what they are about, and where two reviewers disagree."""

    leaf: Leaf
    standing: str
    rows: tuple[Row, ...]
    disagreements: tuple[Disagreement, ...]
    counts: tuple[tuple[str, int], ...]


WORKING = "not worked in yet"


def decided_page(
    scopes: Sequence[Scope],
    rows: Mapping[ReportId, ReportRow],
    decisions: Sequence[Decision],
    applied: Sequence[Applied],
    page: int,
    standing: str = "",
) -> Page:
    """Every decision, or those that became what is asked for; an orphan found nothing that it fits, and is kept.

    `rows` are the reports that the decisions are about.
    """
    every_row = [rows, *(scope.rows for scope in scopes)]
    reports = {i: row.report for held in every_row for i, row in held.items() if row.story}
    became = what_became(decisions, applied, [scope.account for scope in scopes], reports)
    labels = {row.report.sha256: row.label for row in rows.values()}
    every = [_row(d, met.value if (met := became[d.id]) else WORKING, labels) for d in reversed(decisions)]
    told = [r for r in every if standing in ("", r.standing)]
    leaf = leaf_of(len(told), page)
    names = (*(s.value for s in Standing), WORKING)
    return Page(
        leaf=leaf,
        standing=standing,
        rows=tuple(told[leaf.rows]),
        disagreements=tuple(
            Disagreement(first=_row(one, "", labels), then=_row(two, "", labels))
            for one, two in disagreements(standing_decisions(decisions))
        ),
        counts=tuple((n, count) for n in names if (count := sum(r.standing == n for r in every))),
    )


def _row(decision: Decision, standing: str, labels: Mapping[str, str]) -> Row:
    return Row(
        id=decision.id,
        time=decision.time,
        reviewer=decision.reviewer,
        action=decision.action.value,
        value=decision.value,
        reason=decision.reason,
        record=decision.target.record,
        words=decision.target.exact,
        other=decision.other.exact if decision.other else None,
        report=labels.get(decision.target.sha256),
        standing=standing,
    )
