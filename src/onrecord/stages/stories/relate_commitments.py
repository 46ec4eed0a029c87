"""Commitments to one act against each other: deadlines, delays, revocations, outcomes."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from onrecord.records import (
    Claim,
    ClaimId,
    Commitment,
    CommitmentKind,
    Confidence,
    Deadline,
    Interval,
    Modality,
    OutcomeStatus,
    PromiseStatus,
    RelationType,
    ReportId,
    Slot,
    TimeRelation,
    month_of,
    tell_days,
)
from onrecord.stages.stories.finding import Finding

_INSTEAD = re.compile(r"\b(?:instead of|rather than)\s+(?:[A-Za-z]+\s+){0,3}\d", re.IGNORECASE)
_COMPARED = 12
_ONE_DECISION = 7  # days: reports so close together speak of one decision unless one says that it changed
_CHANGED = frozenset(
    {PromiseStatus.SLIPPED, PromiseStatus.REVISED, PromiseStatus.WITHDRAWN, PromiseStatus.BROUGHT_FORWARD}
)
_BEFORE_DECISION = "One of the deadlines lies before its own decision: an error in passing it on."
_YEAR = "The one was past when its report promised it, and is the other but for the year: an error in passing it on."
_DONE = frozenset({OutcomeStatus.MET, OutcomeStatus.PARTLY_MET})


def relate_commitments(
    slots: Mapping[Slot, Sequence[Claim]],
    broken: Collection[ClaimId],
    copied: Collection[frozenset[ReportId]],
    texts: Mapping[ReportId, str] = MappingProxyType({}),
) -> Iterator[Finding]:
    """Findings between the commitments of each slot. `broken` are those whose deadline lies before their own
    decision, `copied` pairs of reports that go back to one text.
    """
    for _, members in sorted(slots.items(), key=lambda item: repr(item[0])):
        ordered = sorted(members, key=_order)
        moved = _moved(ordered, texts)
        for claim in ordered:
            if claim.id in broken:
                yield _own_contradiction(claim)
        for index, later in enumerate(ordered):
            grouped: dict[tuple[RelationType, str], list[Finding]] = defaultdict(list)
            for earlier in ordered[max(0, index - _COMPARED) : index]:
                if finding := _compare(earlier, later, broken, copied, moved):
                    grouped[finding.type, finding.rule].append(finding)
            for same in grouped.values():
                yield _joined(same, later)


def _moved(claims: Sequence[Claim], texts: Mapping[ReportId, str]) -> frozenset[Interval]:
    """The days that, by some report's words, an act was moved to: put off until them, or set instead of others."""
    return frozenset(
        _end_point(deadline)
        for claim in claims
        if (deadline := content_of(claim).deadline)
        and (
            content_of(claim).promise in _CHANGED
            or (claim.report in texts and _INSTEAD.search(claim.evidence.of(texts[claim.report])))
        )
    )


def _joined(findings: Sequence[Finding], later: Claim) -> Finding:
    """Findings of one rule about one later claim, as one."""
    first = findings[-1]
    others = tuple(c for f in findings for c in (*f.left, *f.right) if c.id != later.id)
    left, right = (others, (later,)) if first.right == (later,) else ((later,), others)
    return Finding(
        type=first.type,
        rule=first.rule,
        left=left,
        right=right,
        reason=first.reason,
        explained_by=first.explained_by,
        confidence=first.confidence,
    )


def content_of(claim: Claim) -> Commitment:
    """The commitment that the claim makes."""
    assert isinstance(claim.content, Commitment)
    return claim.content


def _order(claim: Claim) -> tuple[str, str, int, str]:
    published, said = claim.clocks.published.interval, claim.clocks.said_on.interval
    return (published.high.isoformat(), said.high.isoformat(), claim.evidence.start, claim.id)


def _own_contradiction(claim: Claim) -> Finding:
    deadline = content_of(claim).deadline
    assert deadline is not None
    return Finding(
        type=RelationType.SELF_INCONSISTENT,
        rule="deadline.before-decision",
        left=(claim,),
        right=(),
        reason=f"The deadline, {tell_days(_end_point(deadline))}, lies before the decision that set it, by the "
        "report's own words.",
        confidence=Confidence.HIGH,
    )


def _compare(
    earlier: Claim,
    later: Claim,
    broken: Collection[ClaimId],
    copied: Collection[frozenset[ReportId]],
    moved: Collection[Interval],
) -> Finding | None:
    one, two = content_of(earlier), content_of(later)
    if two.kind is CommitmentKind.REFUSAL and one.kind is not CommitmentKind.REFUSAL:
        # Only a refusal to go on with an act shares the slot of those who promised it.
        return _finding(RelationType.SUPERSEDES, "commitment.withdrawn", earlier, later, "The commitment was given up.")
    if later.modality is Modality.DENIED or earlier.modality is Modality.DENIED:
        return None
    if two.outcome in _DONE and one.outcome is OutcomeStatus.PENDING:
        return _finding(RelationType.MET, "commitment.met", earlier, later, "A later report says that it was done.")
    if two.promise is PromiseStatus.WITHDRAWN and one.promise is not PromiseStatus.WITHDRAWN:
        return _finding(RelationType.SUPERSEDES, "commitment.withdrawn", earlier, later, "The commitment was given up.")
    if one.deadline and two.deadline:
        return _compare_deadlines(earlier, later, one.deadline, two.deadline, broken, copied, moved)
    if two.promise is PromiseStatus.SLIPPED and one.promise is PromiseStatus.STANDS and earlier.report != later.report:
        return _finding(RelationType.SLIPS, "commitment.put-off", earlier, later, "A later report says it was put off.")
    if two.promise in _CHANGED and one.promise is PromiseStatus.STANDS and earlier.report != later.report:
        return _finding(
            RelationType.SUPERSEDES, "commitment.revised", earlier, later, "A later report says that it was revised."
        )
    if earlier.report == later.report or any(c.promise in _CHANGED and c.deadline is None for c in (one, two)):
        return None
    if one.deadline is None and two.deadline is None:
        return _finding(
            RelationType.CORROBORATES, "commitment.same-act", earlier, later, "Both report the same undertaking."
        )
    with_day, without = (earlier, later) if one.deadline else (later, earlier)
    return _finding(RelationType.REFINES, "deadline.given", with_day, without, "One gives the day, the other does not.")


def _end_point(deadline: Deadline) -> Interval:
    """The days the end point may lie on: of `by September` the days of September, not those before."""
    interval = deadline.interval
    if interval.hi is None or deadline.relation in {TimeRelation.ON, TimeRelation.DURING, TimeRelation.UNTIL}:
        return interval
    month = month_of(interval.hi)
    start = month.low if month.hi == interval.hi else interval.hi
    return Interval(lo=max(start, interval.low), hi=interval.hi)


def _compare_deadlines(
    earlier: Claim,
    later: Claim,
    first: Deadline,
    second: Deadline,
    broken: Collection[ClaimId],
    copied: Collection[frozenset[ReportId]],
    moved: Collection[Interval],
) -> Finding | None:
    one, two = _end_point(first), _end_point(second)
    both = f"One gives {tell_days(one)} and the other {tell_days(two)}"
    if first.relation is not second.relation and not one.overlaps(two):
        return None
    if one == two:
        if earlier.report == later.report:
            return None
        return _finding(RelationType.CORROBORATES, "deadline.equal", earlier, later, f"Both give {tell_days(one)}.")
    if one.inside(two) or two.inside(one):
        finer, coarser = (earlier, later) if one.inside(two) else (later, earlier)
        return _finding(
            RelationType.REFINES, "deadline.inside", finer, coarser, f"{both}; the one lies within the other."
        )
    if one.overlaps(two):
        if earlier.report == later.report:
            return None
        return _finding(RelationType.CORROBORATES, "deadline.overlap", earlier, later, f"{both}, which can be one day.")
    if earlier.id in broken or later.id in broken:
        return _transmission(earlier, later, both, copied)
    if _another_year(one, two) and _stale(earlier, one) != _stale(later, two):
        return _transmission(earlier, later, both, copied, _YEAR)
    changed = content_of(later).promise in _CHANGED or (two in moved and one not in moved)
    if changed or not _one_decision(earlier, later):
        if earlier.report == later.report and not changed:
            return None
        slips = one.before(two)
        kind = RelationType.SLIPS if slips else RelationType.SUPERSEDES
        rule = "deadline.later" if slips else "deadline.earlier"
        return _finding(kind, rule, earlier, later, f"The day was {tell_days(one)} and became {tell_days(two)}.")
    if earlier.report == later.report:
        return None
    if frozenset({earlier.report, later.report}) in copied:
        return _transmission(earlier, later, both, copied)
    reason = f"{both} for the same act; neither report speaks of a change."
    return _finding(RelationType.CONTRADICTS, "deadline.disjoint", earlier, later, reason)


def _another_year(one: Interval, two: Interval) -> bool:
    """Whether two deadlines are one day of the calendar in two years."""
    if one.hi is None or two.hi is None:
        return False
    return (one.hi.month, one.hi.day) == (two.hi.month, two.hi.day) and one.hi.year != two.hi.year


def _stale(claim: Claim, deadline: Interval) -> bool:
    """Whether a report promises what is to come by a day that was past when it was published."""
    content = content_of(claim)
    open_yet = content.outcome is OutcomeStatus.PENDING and content.promise is PromiseStatus.STANDS
    return open_yet and deadline.before(claim.clocks.published.interval)


def _transmission(
    earlier: Claim, later: Claim, both: str, copied: Collection[frozenset[ReportId]], why: str = _BEFORE_DECISION
) -> Finding:
    """A clash with a deadline that cannot be right, or between copies: an error of one, not two witnesses."""
    shared = frozenset({earlier.report, later.report}) in copied
    return Finding(
        type=RelationType.CONTRADICTS,
        rule="deadline.transmission",
        left=(earlier,),
        right=(later,),
        reason=f"{both} for the same act.",
        explained_by="The reports go back to one text: an error in passing it on." if shared else why,
    )


def _one_decision(earlier: Claim, later: Claim) -> bool:
    """Whether the reports are so close in time, as far as known, that they speak of one decision."""
    one, two = earlier.clocks.published.interval, later.clocks.published.interval
    if not (one.known and two.known):
        return False
    if one.overlaps(two):
        return True
    return (max(one.low, two.low) - min(one.high, two.high)).days <= _ONE_DECISION


def _finding(kind: RelationType, rule: str, left: Claim, right: Claim, reason: str) -> Finding:
    return Finding(type=kind, rule=rule, left=(left,), right=(right,), reason=reason)
