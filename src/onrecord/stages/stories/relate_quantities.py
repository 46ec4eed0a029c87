"""Amounts of one slot against each other: time first, then value."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from onrecord.lexicons.stories import CompareSettings
from onrecord.records import (
    Bound,
    Claim,
    Confidence,
    Interval,
    Quantity,
    RelationType,
    Slot,
)
from onrecord.stages.align import describe_bound
from onrecord.stages.stories.closeness import agree, at_limit, is_round, middle
from onrecord.stages.stories.finding import Finding

_COMPARED = 12  # a value is compared with so many values before it; older ones are related through these
_VAGUE = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "several"})
_LAG = "A report says that one count runs behind another."
_TOLLS = frozenset({"case", "death"})
_HANDFUL = 10  # smaller counts of people or things are often of some among them
_ORDER = 20
_APART = 3  # counts this many times apart are rather of two things than two counts of one
_SHORT = 4  # days: only a time known this closely can prove two counts to clash


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """One value of a slot and the claims that give it, oldest first."""

    bound: Bound
    claims: tuple[Claim, ...]

    @property
    def hedged(self) -> bool:
        return all(_hedge(c) for c in self.claims)

    @property
    def time(self) -> Interval | None:
        """The time spoken of, as the claim has it that knows it best among the first report's."""
        known = [c.clocks.as_of.interval for c in self.claims if c.clocks.as_of.interval.known]
        near = [i for i in known if i.overlaps(known[0])]
        return min(near, key=lambda i: (i.days or 9_999, i.high), default=None)

    @property
    def published(self) -> Interval:
        """When the first report that gives it was published."""
        return self.claims[0].clocks.published.interval

    @property
    def words(self) -> str:
        hedge = _hedge(self.claims[0]) if self.bound.exact else None
        return f"{hedge} {describe_bound(self.bound)}" if hedge else describe_bound(self.bound)


def relate_quantities(
    slots: Mapping[Slot, Sequence[Claim]], settings: CompareSettings, *, lagging: bool
) -> Iterator[Finding]:
    """Findings between the values of each slot; `lagging` when a report says that one count runs behind another."""
    placed = {_bare(slot) for slot in slots if slot.where}
    for slot, members in sorted(slots.items(), key=lambda item: repr(item[0])):
        for value in _values(members):
            yield from _agreement(value)
        if slot.where == "" and _bare(slot) in placed:
            continue
        values = _values(_unambiguous(members))
        for index, later in enumerate(values):
            yield from _against_earlier(values[max(0, index - _COMPARED) : index], later, settings, lagging=lagging)


def _bare(slot: Slot) -> Slot:
    """What is counted, wherever."""
    return replace(slot, where="", actor="", status="")


def _unambiguous(claims: Sequence[Claim]) -> list[Claim]:
    """The claims but for those of a report that gives one slot several values at one time from one source, outside
    one sentence: it then counts several things, and which of them another report means cannot be told.
    """
    by_source: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_source[claim.report, (claim.attribution.speaker or "").lower()].append(claim)
    kept: list[Claim] = []
    for own in by_source.values():
        for claim in own:
            rivals = [c for c in own[:_COMPARED] if c.sentence != claim.sentence and _rival(claim, c)]
            if not rivals:
                kept.append(claim)
    return kept


def _rival(one: Claim, two: Claim) -> bool:
    first, second = one.clocks.as_of.interval, two.clocks.as_of.interval
    apart = not _amount(one).amount.overlaps(_amount(two).amount)
    return apart and (first == second or (first.lo == second.lo and first.overlaps(second)))


def _amount(claim: Claim) -> Quantity:
    assert isinstance(claim.content, Quantity)
    return claim.content


def _hedge(claim: Claim) -> str | None:
    """The words that make the number less than exact."""
    hedge = _amount(claim).hedge
    return hedge if hedge and hedge != "exact" else None


def _when(claim: Claim) -> tuple[str, str, int, str]:
    clocks = claim.clocks
    spoken = clocks.as_of.interval if clocks.as_of.interval.known else clocks.published.interval
    return (spoken.high.isoformat(), spoken.low.isoformat(), claim.evidence.start, claim.id)


def _values(claims: Sequence[Claim]) -> list[_Value]:
    """The values of a slot in the order of their first claims."""
    by_bound: dict[Bound, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=_when):
        by_bound[_amount(claim).amount].append(claim)
    values = [_Value(bound=bound, claims=tuple(own)) for bound, own in by_bound.items()]
    return sorted(values, key=lambda v: _when(v.claims[0]))


def _agreement(value: _Value) -> Iterator[Finding]:
    """The same value in further reports; one or two of something is no agreement."""
    if middle(value.bound) <= 2 and _amount(value.claims[0]).unit not in _TOLLS:
        return
    seen: list[Claim] = []
    for claim in value.claims:
        others = tuple(c for c in seen if c.report != claim.report)[-_COMPARED:]
        if others:
            yield Finding(
                type=RelationType.CORROBORATES,
                rule="quantity.equal",
                left=others,
                right=(claim,),
                reason=f"Both give {value.words}.",
            )
        seen.append(claim)


def _against_earlier(
    earlier: Sequence[_Value],
    later: _Value,
    settings: CompareSettings,
    *,
    lagging: bool,
) -> Iterator[Finding]:
    """One value against those before it; plain updates of all of them are told as one finding."""
    replaced: list[_Value] = []
    for value in earlier:
        finding = _compare(value, later, settings, lagging=lagging)
        if finding and finding.type is RelationType.UPDATES:
            replaced.append(value)
        elif finding:
            yield finding
    if replaced:
        last = replaced[-1]
        yield Finding(
            type=RelationType.UPDATES,
            rule="quantity.disjoint-time",
            left=tuple(c for v in replaced for c in v.claims),
            right=later.claims,
            reason=f"{last.words.capitalize()} {_day(last)}, {later.words} {_day(later)}: a later state.",
        )


def _day(value: _Value) -> str:
    time = value.time
    if time is None:
        return "at an unknown time"
    if time.lo == time.hi:
        return f"on {time.high.isoformat()}"
    return f"by {time.hi.isoformat()}" if time.hi else f"from {time.low.isoformat()}"


def _compare(one: _Value, two: _Value, settings: CompareSettings, *, lagging: bool) -> Finding | None:
    kind = _kind(one.claims[0])
    if kind not in {"stock", "cumulative"}:
        return None
    if _another_order(one, two) and not _nested(one, two):
        return None
    first, second = one.time, two.time
    close = agree(one.bound, two.bound, settings)

    def found(
        type_: RelationType, rule: str, reason: str, explained_by: str | None = None, *, swap: bool = False
    ) -> Finding:
        left, right = (two, one) if swap else (one, two)
        return Finding(
            type=type_,
            rule=f"quantity.{rule}",
            left=left.claims,
            right=right.claims,
            reason=reason,
            explained_by=explained_by,
        )

    both = f"{one.words} and {two.words}"
    if first is None or second is None:
        if one.bound.overlaps(two.bound):
            return None
        return found(RelationType.UNRESOLVED, "unknown-time", f"{both}, but when one of them held is not known.")
    if at_limit(one.bound, two.bound):
        return found(RelationType.SOFT_DISCREPANCY, "hedge", f"{both}: one number, as a limit and as an estimate.")
    if _returns(one, two) and not close:
        return found(
            RelationType.CONTRADICTS, "outlier", f"{both}: other reports give the one value before and after the other."
        )
    if _nested(one, two):
        swap = one.bound.inside(two.bound)
        return found(RelationType.REFINES, "inside", f"{both}: the one lies within the other.", swap=swap)
    if first.before(second) or second.before(first):
        if lagging and _falls(one, two) and _may_lag(one, two):
            return found(RelationType.SOFT_DISCREPANCY, "lag", f"{both}, from different counts.", _LAG)
        if close and (one.hedged or two.hedged) and not _moves_within(one, two):
            return found(RelationType.SOFT_DISCREPANCY, "tolerance", f"{both} agree within the hedge.")
        return found(RelationType.UPDATES, "disjoint-time", "")
    rough = one.hedged or two.hedged or is_round(one.bound) or is_round(two.bound)
    if close and rough and not _moves_within(one, two):
        return found(RelationType.SOFT_DISCREPANCY, "tolerance", f"{both} agree within the hedge or the rounding.")
    return _clash(one, two, found, lagging=lagging)


def _clash(one: _Value, two: _Value, found: Callable[..., Finding], *, lagging: bool) -> Finding | None:
    """Different values of overlapping times: a lag, a growing count, or a contradiction."""
    first, second = one.time, two.time
    assert first is not None
    assert second is not None
    both = f"{one.words} and {two.words}"
    if first.high < second.high and not _falls(one, two):
        return found(RelationType.UPDATES, "later-publication", "")
    if _one_sentence(one, two):
        return None
    if lagging and _may_lag(one, two):
        return found(RelationType.SOFT_DISCREPANCY, "lag", f"{both} for the same time, from different counts.", _LAG)
    if _cannot_fall(one, two):
        return found(RelationType.CONTRADICTS, "total-fell", f"{both}: a running total cannot fall.")
    if first.lo is None or first.high != second.high or _published_apart(one, two):
        return found(RelationType.UPDATES, "later-publication", "")
    if one.bound.overlaps(two.bound) or not (_close_time(first) and _close_time(second)):
        return None
    if any(c.clocks.as_of.confidence is Confidence.LOW or _hedge(c) for c in (one.claims[0], two.claims[0])):
        return None
    if _moves_within(one, two) or not _sure_slot(one, two):
        return None
    return found(
        RelationType.CONTRADICTS, "overlapping-time", f"{both} for the same time; nothing in the texts explains it."
    )


def _one_sentence(one: _Value, two: _Value) -> bool:
    """Whether one sentence gives both values: `from 8 to 12`, or two counts side by side."""
    return bool({(c.report, c.sentence) for c in one.claims} & {(c.report, c.sentence) for c in two.claims})


def _moves_within(one: _Value, two: _Value) -> bool:
    """Whether one report gives both values: it then tells of a change, or counts two things."""
    return bool({c.report for c in one.claims} & {c.report for c in two.claims})


def _speakers(value: _Value) -> frozenset[str]:
    return frozenset((c.attribution.speaker or "").lower() for c in value.claims)


def _falls(one: _Value, two: _Value) -> bool:
    """Whether a running total is lower later, which no growth explains."""
    return _kind(one.claims[0]) == "cumulative" and middle(two.bound) < middle(one.bound)


def _may_lag(one: _Value, two: _Value) -> bool:
    """Whether one count may run behind the other: of different sources, or of reports that name none, and not of
    another order.
    """
    low, high = sorted((middle(one.bound), middle(two.bound)))
    sources = _speakers(one) | _speakers(two)
    apart = _speakers(one) != _speakers(two) or (sources == {""} and not _moves_within(one, two))
    return apart and 2 * low >= high


def _cannot_fall(one: _Value, two: _Value) -> bool:
    """Whether an exact running total of a named place is clearly lower in a report of a later day."""
    if not (_falls(one, two) and one.bound.exact and two.bound.exact and _published_apart(one, two)):
        return False
    claims = (one.claims[0], two.claims[0])
    if not _sure_slot(one, two):
        return False
    return all(_amount(c).where and not _hedge(c) for c in claims) and not _moves_within(one, two)


def _sure_slot(one: _Value, two: _Value) -> bool:
    """Whether both values surely count one thing: both name the place themselves, and more than a handful."""
    first, second = _amount(one.claims[0]), _amount(two.claims[0])
    low, high = sorted((middle(one.bound), middle(two.bound)))
    if _APART * low < high:
        return False
    return bool(first.where and second.where) and (high >= _HANDFUL or first.unit in _TOLLS)


def _another_order(one: _Value, two: _Value) -> bool:
    """Whether two stocks differ so much that they hardly are states of one thing."""
    low, high = sorted((middle(one.bound), middle(two.bound)))
    return _amount(one.claims[0]).unit not in _TOLLS and high > _ORDER * max(low, Decimal(1))


def _published_apart(one: _Value, two: _Value) -> bool:
    """Whether the values come from reports of different days."""
    return one.published.known and two.published.known and not one.published.overlaps(two.published)


def _nested(one: _Value, two: _Value) -> bool:
    """Whether one value lies in a range, below a limit, or in a vague number that the other gives.

    A number above `more than 40` is a later count, not a finer one, unless the times are the same.
    """
    first, second = one.time, two.time
    for inner, outer in ((one, two), (two, one)):
        if inner.bound.inside(outer.bound):
            if outer.bound.low is None and 2 * middle(inner.bound) < middle(outer.bound):
                return False  # a number far below a limit counts something else
            limit = outer.bound.high is not None
            vague = any(w in _VAGUE for w in (_hedge(outer.claims[0]) or "").lower().split())
            same = first is not None and second is not None and first.overlaps(second)
            return limit or vague or same
    return False


def _kind(claim: Claim) -> str:
    return _amount(claim).kind.value


def _close_time(interval: Interval) -> bool:
    return interval.days is not None and interval.days <= _SHORT


def _returns(one: _Value, two: _Value) -> bool:
    """Whether one of the values is given both before and after a single other one, by different reports."""
    for steady, stray in ((one, two), (two, one)):
        time = stray.time
        days = [c.clocks.as_of.interval for c in steady.claims if c.clocks.as_of.interval.known]
        if time is None or len({c.report for c in stray.claims}) > 1:
            continue
        if any(d.high < time.low for d in days) and any(d.low > time.high for d in days):
            return True
    return False
