"""Amounts of one slot against each other: time first, then value."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from onrecord.lexicons.stories import CompareSettings
from onrecord.records import (
    Bound,
    Claim,
    Confidence,
    RelationType,
    ReportId,
    Slot,
    tell_day,
)
from onrecord.stages.stories.closeness import agree, at_limit, is_round, middle
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.lags import Lag
from onrecord.stages.stories.other_occasions import of_another
from onrecord.stages.stories.rises import told_rises
from onrecord.stages.stories.rival_counts import APART, HANDFUL, two_counts
from onrecord.stages.stories.values import Value, amount_of, close_time, hedge_of, values_of

_COMPARED = 12  # a value is compared with so many values before it; older ones are related through these
_VAGUE = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "several"})
_LIMIT = "The earlier number is a limit, not a count."
_LAG = "A report says that one count runs behind another."
_TOLLS = frozenset({"case", "death"})
_LEVELS = frozenset({"stock", "cumulative"})
_STEPS = frozenset({"level", "phase", "percent", "magnitude"})
_ORDER = 20
_TOLL_ORDER = 100
_PAST = 200  # days
_WEEK = 7


def relate_quantities(
    slots: Mapping[Slot, Sequence[Claim]],
    settings: CompareSettings,
    lag: Lag,
    texts: Mapping[ReportId, str] = MappingProxyType({}),
) -> Iterator[Finding]:
    """Findings between the values of each slot; `lag` holds what reports say of counts that run behind others."""
    placed: dict[Slot, set[str]] = defaultdict(set)
    for slot, members in slots.items():
        if slot.where:
            placed[_bare(slot)] |= {c.report for c in members}
    for slot, own in sorted(slots.items(), key=lambda item: repr(item[0])):
        rises, members = told_rises(own, texts)
        yield from rises
        for value in values_of(members):
            yield from _agreement(value)
        if of_another(slot):
            continue
        if slot.where == "" and 2 * len(placed[_bare(slot)]) >= len({c.report for c in members}):
            continue  # which of the places they mean cannot be told
        values = values_of(_unambiguous([c for c in members if not _long_past(c)]))
        refined: set[Bound] = set()
        for index, later in enumerate(values):
            earlier = values[max(0, index - _COMPARED) : index]
            yield from _against_earlier(earlier, later, settings, refined, lag)


def _long_past(claim: Claim) -> bool:
    """Whether the claim is of a time long before its report: what was then is no state of this story."""
    least = claim.clocks.as_of.interval.gap(claim.clocks.published.interval).least
    return least is not None and least > _PAST


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
    apart = not amount_of(one).amount.overlaps(amount_of(two).amount)
    return apart and (first == second or (first.lo == second.lo and first.overlaps(second)))


def _agreement(value: Value) -> Iterator[Finding]:
    """The same value in further reports; one or two of something is no agreement."""
    if middle(value.bound) <= 2 and amount_of(value.claims[0]).unit not in _TOLLS:
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
    earlier: Sequence[Value],
    later: Value,
    settings: CompareSettings,
    refined: set[Bound],
    lag: Lag,
) -> Iterator[Finding]:
    """One value against those before it; plain updates of all of them are told as one finding."""
    replaced: list[Value] = []
    for value in earlier:
        finding = two_counts(value, later) or _compare(value, later, settings, lag)
        if finding and finding.type is RelationType.UPDATES and _of_rival(value, later, earlier):
            continue
        if finding and finding.type is RelationType.REFINES and finding.left == value.claims:
            if value.bound in refined:
                continue  # the first finer value took its place
            refined.add(value.bound)
            finding = replace(finding, right=finding.right[:1])
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


def _of_rival(value: Value, later: Value, earlier: Sequence[Value]) -> bool:
    """Whether a later count is of the source that had another number beside the value in one report: it follows
    that one.
    """
    sources = _speakers(later) - {""}
    if not sources or sources & _speakers(value) or value.time is None:
        return False
    return any(
        bool(sources & _speakers(other))
        and _moves_within(value, other)
        and other.time
        and other.time.overlaps(value.time)
        for other in earlier
        if other is not value and not other.bound.overlaps(value.bound)
    )


def _day(value: Value) -> str:
    time = value.time
    if time is None:
        return "at an unknown time"
    if time.lo == time.hi:
        return f"on {tell_day(time.high)}"
    return f"by {tell_day(time.hi)}" if time.hi else f"from {tell_day(time.low)}"


def _compare(one: Value, two: Value, settings: CompareSettings, lag: Lag) -> Finding | None:
    if not any(_kind(c) in _LEVELS for c in (*one.claims, *two.claims)):
        return None
    if (_another_order(one, two) and not _nested(one, two)) or amount_of(one.claims[0]).unit in settings.fixed:
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
        if one.bound.overlaps(two.bound) or _moves_within(one, two):
            return None
        return found(RelationType.UNRESOLVED, "unknown-time", f"{both}, but when one of them held is not known.")
    if _at_end(one, two):
        return found(RelationType.SOFT_DISCREPANCY, "range", f"{both}: one gives as its number the end of a range.")
    if at_limit(one.bound, two.bound):
        if _one_report(one, two):
            return None  # a report that says a number twice, once with less care
        return found(RelationType.SOFT_DISCREPANCY, "hedge", f"{both}: one number, as a limit and as an estimate.")
    if _returns(one, two) and not close:
        return found(
            RelationType.CONTRADICTS, "outlier", f"{both}: other reports give the one value before and after the other."
        )
    if _nested(one, two):
        swap = one.bound.inside(two.bound)
        return found(RelationType.REFINES, "inside", f"{both}: the one lies within the other.", swap=swap)
    if first.before(second) or second.before(first):
        return _moved_on(one, two, found, lag, close=close)
    rough = one.hedged or two.hedged or is_round(one.bound) or is_round(two.bound)
    if close and rough and not _moves_within(one, two):
        return found(RelationType.SOFT_DISCREPANCY, "tolerance", f"{both} agree within the hedge or the rounding.")
    return _clash(one, two, found, lag)


def _at_end(one: Value, two: Value) -> bool:
    """Whether one is an estimate, and just the end of the range that the other gives."""
    for point, span in ((one, two), (two, one)):
        low, high = span.bound.low, span.bound.high
        if point.hedged and point.bound.exact and low is not None and high is not None and low < high:
            return point.bound.low in {low, high} and not _one_report(one, two)
    return False


def _moved_on(one: Value, two: Value, found: Callable[..., Finding], lag: Lag, *, close: bool) -> Finding | None:
    """Different values of different times: a later state, unless the texts give another reason."""
    both = f"{one.words} and {two.words}"
    if _falls(one, two) and one.bound.low is None:
        return found(RelationType.SOFT_DISCREPANCY, "limit", f"{both}: the first is only a limit.", _LIMIT)
    if _falls(one, two) and _may_lag(one, two, lag):
        return found(RelationType.SOFT_DISCREPANCY, "lag", f"{both}, from different counts.", _LAG)
    if close and (one.hedged or two.hedged) and not _moves_within(one, two):
        return found(RelationType.SOFT_DISCREPANCY, "tolerance", f"{both} agree within the hedge.")
    if _loose(one, two):
        return None
    if _falls(one, two) and amount_of(one.claims[0]).unit in _TOLLS and 5 * middle(two.bound) < 4 * middle(one.bound):
        return None  # a toll that falls by so much is another toll
    return found(RelationType.UPDATES, "disjoint-time", "")


def _loose(one: Value, two: Value) -> bool:
    """Whether counts of which no report says the place, nor one source of both, are a handful, or differ so much that
    they are of others.
    """
    low, high = sorted((middle(one.bound), middle(two.bound)))
    claims = (*one.claims, *two.claims)
    if any(amount_of(c).stated_where for c in claims) or (_speakers(one) & _speakers(two)) - {""}:
        return False
    if _kind(one.claims[0]) != "stock" or amount_of(one.claims[0]).unit in {*_STEPS, *_TOLLS}:
        return False
    if amount_of(one.claims[0]).unit == "person":
        return low < HANDFUL or high > APART * low
    return low < HANDFUL < high and high > APART * low


def _clash(one: Value, two: Value, found: Callable[..., Finding], lag: Lag) -> Finding | None:
    """Different values of overlapping times: a lag, a growing count, or a contradiction."""
    first, second = one.time, two.time
    assert first is not None
    assert second is not None
    both = f"{one.words} and {two.words}"
    if _one_sentence(one, two):
        return None
    if first.high < second.high and not _falls(one, two):
        return found(RelationType.UPDATES, "later-publication", "")
    if _published_apart(one, two) and one.published.before(two.published) and not _falls(one, two):
        return found(RelationType.UPDATES, "later-publication", "")
    if _may_lag(one, two, lag):
        return found(RelationType.SOFT_DISCREPANCY, "lag", f"{both} for the same time, from different counts.", _LAG)
    if _cannot_fall(one, two):
        return found(RelationType.CONTRADICTS, "total-fell", f"{both}: a running total cannot fall.")
    if first.lo is None or first.high != second.high or _published_apart(one, two):
        return found(RelationType.UPDATES, "later-publication", "")
    if one.bound.overlaps(two.bound) or not (close_time(first) and close_time(second)):
        return None
    if any(c.clocks.published.confidence is Confidence.LOW or hedge_of(c) for c in (one.claims[0], two.claims[0])):
        return None
    if _moves_within(one, two) or not _sure_slot(one, two):
        return None
    return found(
        RelationType.CONTRADICTS, "overlapping-time", f"{both} for the same time; nothing in the texts explains it."
    )


def _one_sentence(one: Value, two: Value) -> bool:
    """Whether one sentence gives both values: `from 8 to 12`, or two counts side by side."""
    return bool({(c.report, c.sentence) for c in one.claims} & {(c.report, c.sentence) for c in two.claims})


def _moves_within(one: Value, two: Value) -> bool:
    """Whether one report gives both values: it then tells of a change, or counts two things."""
    return bool({c.report for c in one.claims} & {c.report for c in two.claims})


def _one_report(one: Value, two: Value) -> bool:
    """Whether one report alone gives both values."""
    return len({c.report for c in (*one.claims, *two.claims)}) == 1


def _speakers(value: Value) -> frozenset[str]:
    return frozenset((c.attribution.speaker or "").lower() for c in value.claims)


def _falls(one: Value, two: Value) -> bool:
    """Whether a running total is lower later, which no growth explains."""
    return _kind(one.claims[0]) == "cumulative" and middle(two.bound) < middle(one.bound)


def _may_lag(one: Value, two: Value, lag: Lag) -> bool:
    """Whether one count may run behind the other: of different sources, or of reports that name none, and not of
    another order.
    """
    low, high = sorted((middle(one.bound), middle(two.bound)))
    sources = _speakers(one) | _speakers(two)
    apart = _speakers(one) != _speakers(two) or (sources == {""} and not _moves_within(one, two))
    return apart and 2 * low >= high and lag.explains((*one.claims, *two.claims))


def _cannot_fall(one: Value, two: Value) -> bool:
    """Whether an exact running total of a named place is clearly lower in a report of a later day."""
    if not (_falls(one, two) and one.bound.exact and two.bound.exact and _published_apart(one, two)):
        return False
    claims = (one.claims[0], two.claims[0])
    if not _sure_slot(one, two):
        return False
    return all(amount_of(c).stated_where and not hedge_of(c) for c in claims) and not _moves_within(one, two)


def _sure_slot(one: Value, two: Value) -> bool:
    """Whether both values surely count one thing: both name the place themselves, and more than a handful."""
    first, second = amount_of(one.claims[0]), amount_of(two.claims[0])
    low, high = sorted((middle(one.bound), middle(two.bound)))
    if APART * low < high:
        return False
    return bool(first.stated_where and second.stated_where) and (high >= HANDFUL or first.unit in _TOLLS)


def _another_order(one: Value, two: Value) -> bool:
    """Whether two stocks differ so much that they hardly are states of one thing; a toll has time to grow."""
    low, high = sorted((middle(one.bound), middle(two.bound)))
    order = _TOLL_ORDER if amount_of(one.claims[0]).unit in _TOLLS else _ORDER
    if order == _TOLL_ORDER and not _falls(one, two) and one.time and two.time:
        order *= 1 + max(0, one.time.gap(two.time).least or 0) // _WEEK
    return high > order * max(low, Decimal(1))


def _published_apart(one: Value, two: Value) -> bool:
    """Whether the values come from reports of different days."""
    return one.published.known and two.published.known and not one.published.overlaps(two.published)


def _nested(one: Value, two: Value) -> bool:
    """Whether one value lies in a range, below a limit, or in a vague number that the other gives.

    A number above `more than 40` is a later count, not a finer one, unless the times are the same and it is near; a
    number given by the very report that gives the other is of something else.
    """
    if _one_report(one, two):
        return False
    first, second = one.time, two.time
    for inner, outer in ((one, two), (two, one)):
        if inner.bound.low is None or inner.bound.high is None:
            continue  # a limit that differs from another is no finer number
        if inner.bound.inside(outer.bound):
            if outer.bound.low is None and 2 * middle(inner.bound) < middle(outer.bound):
                return False  # a number far below a limit counts something else
            limit = outer.bound.high is not None
            vague = any(w in _VAGUE for w in (hedge_of(outer.claims[0]) or "").lower().split())
            same = first is not None and second is not None and first.overlaps(second)
            near = limit or 2 * middle(inner.bound) <= 3 * middle(outer.bound)
            return limit or vague or (same and near)
    return False


def _kind(claim: Claim) -> str:
    return amount_of(claim).kind.value


def _returns(one: Value, two: Value) -> bool:
    """Whether one of the values is given both before and after a single other one, by different reports."""
    if max(middle(one.bound), middle(two.bound)) < HANDFUL:
        return False
    for steady, stray in ((one, two), (two, one)):
        time = stray.time
        days = [c.clocks.as_of.interval for c in steady.claims if c.clocks.as_of.interval.known]
        if time is None or len({c.report for c in stray.claims}) > 1:
            continue
        if any(d.high < time.low for d in days) and any(d.low > time.high for d in days):
            return True
    return False
