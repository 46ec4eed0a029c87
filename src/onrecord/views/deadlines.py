"""Commitments by due date: what, what kind of promise, whether it stands, and what is known of the outcome."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from onrecord.records import (
    Claim,
    ClaimId,
    ClaimType,
    Commitment,
    CommitmentKind,
    Event,
    Interval,
    OutcomeStatus,
    PromiseStatus,
    Relation,
    RelationType,
    Span,
    TimeRelation,
    Track,
    ValueGroup,
    on,
    tell_day,
    tell_time,
)
from onrecord.stages.align import BECAME
from onrecord.views.line import Citation, Line, Section, View, line, quoted, words
from onrecord.views.rank import best_claim, ranked_tracks
from onrecord.views.scope import Scope
from onrecord.views.showing import cite_told, whole_span

FIRM = frozenset(
    {CommitmentKind.AGREEMENT, CommitmentKind.PROMISE, CommitmentKind.ORDER, CommitmentKind.PLAN, CommitmentKind.THREAT}
)


S = TypeVar("S", PromiseStatus, OutcomeStatus)

SETTLED = frozenset({OutcomeStatus.MET, OutcomeStatus.PARTLY_MET, OutcomeStatus.NOT_MET})

# Rules that find one decision given with two days, one of which cannot be.
_PROVEN = frozenset({"deadline.transmission"})
_GIVEN_UP = ("commitment.withdrawn", "event.dropped")
_DONE = ("commitment.met", "commitment.partly-met", "event.held")
# How many days a report may have appeared in and still tell how late it is.
_TELLING = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One commitment as it stands: its latest value group, the deadline it gives, and both statuses."""

    track: Track
    group: ValueGroup
    claim: Claim
    interval: Interval
    open_ended: bool
    kind: CommitmentKind | None
    promise: PromiseStatus
    outcome: OutcomeStatus
    impossible: bool


def deadline_words(claim: Claim) -> str:
    """The deadline as people write it: `by 30 Sep 2025`, `until at least Sep 2026`."""
    clock = claim.clocks.deadline
    deadline = claim.content.deadline if isinstance(claim.content, Commitment) else None
    return tell_time(clock.interval, deadline.relation if deadline else TimeRelation.ON, fuzz=clock.fuzz)


def due_point(claim: Claim) -> Interval:
    """The end of the time a commitment has: its last day for `by` and `until`, its first for `at least until`."""
    interval = claim.clocks.deadline.interval
    deadline = claim.content.deadline if isinstance(claim.content, Commitment) else None
    match deadline.relation if deadline else None:
        case TimeRelation.BY | TimeRelation.BEFORE | TimeRelation.WITHIN | TimeRelation.UNTIL if interval.hi:
            return Interval(lo=on(interval.hi).shift(-claim.clocks.deadline.fuzz.high).lo, hi=interval.hi)
        case TimeRelation.UNTIL_AT_LEAST | TimeRelation.NOT_BEFORE | TimeRelation.AFTER | TimeRelation.FROM:
            return Interval(lo=interval.lo, hi=interval.lo)
        case _:
            return interval


def impossible_claims(scope: Scope) -> frozenset[ClaimId]:
    """Claims that cannot be right: their own report proves it, or they clash with what they were copied from and put
    a deadline before the day they were published. They take no part in counting.
    """
    kinds = (RelationType.SELF_INCONSISTENT, RelationType.ANACHRONISM)
    proven = {c for r in scope.relations if r.type in kinds for c in r.left}
    copied = {c for r in scope.relations if is_transmission_error(scope, r) for c in (*r.left, *r.right)}
    return frozenset(proven | {c for c in copied if _before_its_report(scope, c)})


def is_transmission_error(scope: Scope, relation: Relation) -> bool:
    """Whether a contradiction is one origin's words, or one decision, passed on wrongly, and the texts show on which
    side.
    """
    clash = relation.type is RelationType.CONTRADICTS and (relation.same_origin or relation.rule in _PROVEN)
    return clash and any(_before_its_report(scope, c) for c in (*relation.left, *relation.right))


def _before_its_report(scope: Scope, claim_id: ClaimId) -> bool:
    claim = scope.claims.get(claim_id)
    return claim is not None and claim.clocks.deadline.interval.before(scope.published(claim.report))


def find_dues(scope: Scope) -> tuple[Due, ...]:
    """Every commitment and event in the scope, most telling first."""
    impossible = impossible_claims(scope)
    found = []
    for track in ranked_tracks(scope, ClaimType.COMMITMENT, ClaimType.EVENT):
        groups = scope.live_groups(track)
        sound = [g for g in groups if not all(c.id in impossible for c in scope.live(g.claims))]
        group = (sound or groups)[-1]
        claim = best_claim(scope, group)
        content = claim.content
        interval = claim.clocks.deadline.interval
        found.append(
            Due(
                track=track,
                group=group,
                claim=claim,
                interval=interval,
                open_ended=interval.hi is None,
                kind=content.kind if isinstance(content, Commitment) else None,
                promise=_promise(scope, track, claim),
                outcome=_outcome(scope, track, claim, interval),
                impossible=not sound,
            )
        )
    return tuple(found)


def _promise(scope: Scope, track: Track, claim: Claim) -> PromiseStatus:
    """What became of the promise, as far as this scope knows: a later report's word does not reach back."""
    own = claim.content.promise if isinstance(claim.content, Commitment) else PromiseStatus.STANDS
    return _known(scope, track, track.promise, own)


def _outcome(scope: Scope, track: Track, claim: Claim, interval: Interval) -> OutcomeStatus:
    """The outcome as reported, or, past due with no word either way, not reported: derived, never asserted."""
    own = claim.content.outcome if isinstance(claim.content, Commitment) else OutcomeStatus.PENDING
    said = _known(scope, track, track.outcome, own)
    promise = _promise(scope, track, claim)
    moved = isinstance(claim.content, Event) and promise is PromiseStatus.SLIPPED
    if said in SETTLED or promise is PromiseStatus.WITHDRAWN or moved:
        return said
    return OutcomeStatus.NOT_REPORTED if is_past(interval, scope.today) else OutcomeStatus.PENDING


def _known(scope: Scope, track: Track, status: S | None, own: S) -> S:
    """The track's status where the scope's claims or relations tell it; else the one that its last relation tells of
    this kind, or the claim's own.
    """
    claims = [c for g in scope.live_groups(track) for c in scope.live(g.claims)]
    ids = {c.id for c in claims}
    bound = [c.content for c in claims if isinstance(c.content, Commitment)]
    given = {s for content in bound for s in (content.promise, content.outcome)}
    related = [r for r in scope.relations if r.rule in BECAME and not ids.isdisjoint(r.left)]
    related.sort(key=lambda r: (max(scope.published(report).low for report in r.reports), r.id))
    told = [s for r in related if type(s := BECAME[r.rule]) is type(own)]
    if status is not None and (status in told or status in given):
        return status
    return told[-1] if told else own


def maybe_past(scope: Scope, interval: Interval) -> bool:
    """Whether the deadline may have passed by the time the last report was published, whose day is not certain.

    A report that may have appeared in any of so many days says nothing of what day it is.
    """
    published = [scope.published(row.report.id) for row in scope.reports]
    last = max((p.high for p in published if p.days is not None and p.days <= _TELLING), default=None)
    return scope.as_of is None and not is_past(interval, scope.today) and is_past(interval, last)


def is_past(interval: Interval, today: date | None) -> bool:
    """Whether the deadline has certainly passed on that day."""
    return interval.hi is not None and today is not None and interval.hi < today


def is_coming(due: Due, today: date | None) -> bool:
    """Whether a deadline is still to come, of an act that is not given up."""
    begun = due.interval.hi is None and due.interval.lo is not None and today is not None and due.interval.lo < today
    sound = due.interval.known and not due.impossible and due.promise is not PromiseStatus.WITHDRAWN
    return sound and not begun and due.outcome not in SETTLED and not is_past(due.interval, today)


def due_line(scope: Scope, due: Due) -> Line:
    """`30 Sep 2025  'conclude the mission ...'  agreement, stands; NOT REPORTED`."""
    kind = "event" if isinstance(due.claim.content, Event) else (due.kind.value if due.kind else "commitment")
    outcome = due.outcome.value.replace("_", " ")
    if due.outcome is OutcomeStatus.NOT_REPORTED:
        outcome = "PAST DUE, outcome NOT REPORTED [derived]"
    elif due.outcome is OutcomeStatus.PENDING and maybe_past(scope, due.interval):
        outcome = "pending, may be past due [derived]"
    own = scope.live(due.group.claims)
    settling, told = _settling(scope, due)
    claims = (*own, *(c for c in settling if c not in own))
    phrases = (words(f"{deadline_words(due.claim)}: "), *quoted(scope, due.claim, _shown(scope, due)))
    stands = due.promise.value.replace("_", " ")
    if after := _moved_to(scope, due):
        stands = f"{stands} to {after}"
    if before := _former_deadline(scope, due):
        stands = f"{stands}, was {before}"
    given_up = due.promise is PromiseStatus.WITHDRAWN or bool(after)
    given_up = given_up and due.outcome is OutcomeStatus.PENDING
    row = line(scope, phrases, claims, note=f"{kind}, {stands}" + ("" if given_up else f"; {outcome}"))
    return replace(row, citations=(*row.citations, *told))


def _shown(scope: Scope, due: Due) -> Span:
    """The words of the commitment, or its sentence where it begins in the middle of one; only its own where the day in
    the sentence is another act's, which would seem to be its own.
    """
    claim = due.claim
    if not due.interval.known and (claim.report, claim.sentence) in scope.dated_sentences:
        return claim.evidence
    return whole_span(scope, claim)


def _settling(scope: Scope, due: Due) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
    """The claims by which the promise was given up, or its act done, so that the line leads to them, and the places of
    sentences that tell so and are no claims.
    """
    own = {c.id for c in scope.live(due.group.claims)}
    wanted = due.promise is PromiseStatus.WITHDRAWN, due.outcome in SETTLED
    given_up, done = (dict.fromkeys(names, told) for names, told in zip((_GIVEN_UP, _DONE), wanted, strict=True))
    settling = [r for r in scope.relations if {**given_up, **done}.get(r.rule) and own & {*r.left}]
    claims = tuple(c for r in settling for c in scope.live(r.right))
    return claims, tuple(citation for r in settling if not r.right for citation in cite_told(scope, r))


def _former_deadline(scope: Scope, due: Due) -> str:
    """The deadline that a slipped or moved one came after, as the relation has it; empty where there was none."""
    own = {c.id for c in scope.live(due.group.claims)}
    moved = [
        r
        for r in scope.relations
        if r.rule in {"deadline.later", "deadline.earlier", "event.moved"} and own & {*r.right}
    ]
    before = [c for r in moved for c in scope.live(r.left) if c.clocks.deadline.interval.known and c.id not in own]
    told = max(before, key=lambda c: (scope.published(c.report).low, c.id), default=None)
    return deadline_words(told) if told is not None else ""


def _moved_to(scope: Scope, due: Due) -> str:
    """The day for which a later report sets an event that was to start before; empty where none does."""
    own = {c.id for c in scope.live(due.group.claims)}
    moved = [c for r in scope.relations if r.rule == "event.moved" and own & {*r.left} for c in scope.live(r.right)]
    told = max(moved, key=lambda c: (scope.published(c.report).low, c.id), default=None)
    return deadline_words(told) if told is not None and isinstance(due.claim.content, Event) else ""


def deadlines(scope: Scope) -> View:
    """The deadline board: past due, coming, open ended and undated, with impossible dates apart."""
    every = find_dues(scope)
    dated = sorted((d for d in every if d.interval.known and not d.impossible), key=_when)
    today = scope.today
    dropped = [d for d in every if d.promise is PromiseStatus.WITHDRAWN and not d.impossible]
    dated = [d for d in dated if d.promise is not PromiseStatus.WITHDRAWN]
    past = [d for d in dated if is_past(d.interval, today)]
    settled = [d for d in dated if d not in past and d.outcome in SETTLED]
    coming = [d for d in dated if is_coming(d, today)]
    going = [d for d in dated if d not in past and d not in coming and d not in settled]
    open_still = [d for d in every if not d.interval.known and not d.impossible and d not in dropped]
    done = [d for d in open_still if d.outcome in SETTLED]
    undated = [d for d in open_still if d not in done]
    impossible = [d for d in every if d.impossible]

    def part(title: str, dues: list[Due]) -> Section:
        return Section(title=title, lines=tuple(due_line(scope, d) for d in dues))

    parts = (
        part("PAST DUE", past),
        part("COMING", coming),
        part("SETTLED BEFORE ITS DAY", settled),
        part("BEGUN, no end given", going),
        part("NO DATE GIVEN", undated),
        part("SETTLED, no date given", done),
        part("DROPPED", dropped),
        part("IMPOSSIBLE DATES, excluded", impossible),
    )
    from_day = tell_day(today) if today else "unknown"
    return View(
        title=f"DEADLINES: {scope.account.story.title}",
        header=(f"due and past due are counted from {from_day}",),
        sections=tuple(p for p in parts if p.lines),
    )


def _when(due: Due) -> tuple[date, date, str]:
    return due.interval.hi or date.max, due.interval.low, due.track.id
