"""The deadline board: commitments by due date, with what became of each and the dates it had before."""

from dataclasses import dataclass
from datetime import timedelta

from onrecord.records import Commitment, Event, Interval, OutcomeStatus, PromiseStatus, tell_day
from onrecord.views.deadlines import Due, deadline_words, find_dues, is_past, maybe_past
from onrecord.views.rank import best_claim
from onrecord.views.scope import Scope
from onrecord.web.frame import tally
from onrecord.web.record import Words, words_of

SOON_DAYS = 30
"""A commitment is due soon when its last day is at most so many days off."""

SECTIONS = {
    "overdue": "Overdue, and no report says whether it was done",
    "soon": f"Due within {SOON_DAYS} days",
    "open": "Open",
    "conditional": "Conditional",
    "undated": "No date given",
    "settled": "Settled",
    "impossible": "Impossible dates, counted nowhere",
}
"""The parts of the board, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A date that a commitment had, and the report that gave it."""

    when: str
    claim: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A commitment on the board; `past` are the dates it had before, oldest first."""

    section: str
    claim: str
    when: str
    last: str
    past: tuple[Step, ...]
    words: Words
    actor: str | None
    kind: str
    promise: str
    outcome: str
    derived: bool
    maybe_past: bool
    condition: str | None
    tally: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The board, the day it counts from, and how many rows each part has."""

    today: str | None
    slipped_only: bool
    slipped: int
    sections: tuple[tuple[str, str, tuple[Row, ...]], ...]


def deadline_board(scope: Scope, *, slipped_only: bool = False) -> Page:
    """The board of a story; with `slipped_only` only what got another date or was taken back."""
    dues = sorted(find_dues(scope), key=lambda d: (d.interval.high, d.interval.low, d.track.id))
    rows = [make_row(scope, d) for d in dues]
    moved = [r for r in rows if r.promise in _MOVED]
    shown = moved if slipped_only else rows
    parts = ((name, title, tuple(r for r in shown if r.section == name)) for name, title in SECTIONS.items())
    return Page(
        today=tell_day(scope.today) if scope.today else None,
        slipped_only=slipped_only,
        slipped=len(moved),
        sections=tuple(p for p in parts if p[2]),
    )


_MOVED = frozenset(p for p in PromiseStatus if p not in (PromiseStatus.STANDS, PromiseStatus.REAFFIRMED))


def make_row(scope: Scope, due: Due) -> Row:
    """A commitment as the board and the overview show it."""
    content = due.claim.content
    condition = content.condition if isinstance(content, Commitment) else None
    text = scope.rows[due.claim.report].report.text
    return Row(
        section=_section(scope, due, conditional=condition is not None),
        claim=due.claim.id,
        when=deadline_words(due.claim) if due.interval.known else "no date",
        last=_day(due.interval),
        past=_past(scope, due),
        words=words_of(scope, due.claim),
        actor=content.actor if isinstance(content, Commitment) else None,
        kind="event" if isinstance(content, Event) else (due.kind.value if due.kind else "commitment"),
        promise=due.promise.value,
        outcome=due.outcome.value,
        derived=due.outcome is OutcomeStatus.NOT_REPORTED,
        maybe_past=due.outcome is OutcomeStatus.PENDING and maybe_past(scope, due.interval),
        condition=" ".join(condition.of(text).split()) if condition else None,
        tally=tally(scope, scope.live(due.group.claims)),
    )


def _day(interval: Interval) -> str:
    day = interval.hi or interval.lo
    return day.isoformat() if day else ""


_ENDED = (OutcomeStatus.MET, OutcomeStatus.PARTLY_MET, OutcomeStatus.NOT_MET)


def _section(scope: Scope, due: Due, *, conditional: bool) -> str:
    if due.impossible:
        return "impossible"
    if due.outcome in _ENDED or due.promise is PromiseStatus.WITHDRAWN:
        return "settled"
    if is_past(due.interval, scope.today):
        return "overdue"
    if conditional:
        return "conditional"
    if not due.interval.known:
        return "undated"
    today = scope.today
    near = today is not None and due.interval.hi is not None and due.interval.hi <= today + timedelta(days=SOON_DAYS)
    return "soon" if near else "open"


def _past(scope: Scope, due: Due) -> tuple[Step, ...]:
    """The dates that a promise had before it was changed, each once, oldest first."""
    if due.promise not in _MOVED:
        return ()
    now = deadline_words(due.claim)
    found: dict[str, Step] = {}
    for group in scope.live_groups(due.track):
        if group.id == due.group.id:
            break
        claim = best_claim(scope, group)
        when = deadline_words(claim)
        if claim.clocks.deadline.interval.known and when != now:
            found.setdefault(when, Step(when=when, claim=claim.id, label=scope.rows[claim.report].label))
    return tuple(found.values())
