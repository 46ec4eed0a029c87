"""Deadlines: the days in which the end of a promised act lies, and how the text says so."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Deadline, Fuzz, Interval, Span, TimeExpression, TimeRelation, TimexType, fuzz_of, hull, on
from onrecord.stages.commitments.lengths import is_counted
from onrecord.stages.time.anchoring import end_point
from onrecord.stages.time.timex_values import day_shifted

_WEEK = 7
_WEEKDAY = "weekday"
_END = "end"
_MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?$")
_FAR_BACK = 60
_WITHIN = frozenset({TimeRelation.WITHIN, TimeRelation.DURING})
_NO_FIRST_DAY = frozenset({TimeRelation.BY, TimeRelation.BEFORE})
_AT_THE_END = frozenset(
    {TimeRelation.BY, TimeRelation.BEFORE, TimeRelation.UNTIL, TimeRelation.UNTIL_AT_LEAST, TimeRelation.AFTER}
)
_BOUND_BELOW = frozenset({TimeRelation.UNTIL, TimeRelation.BEFORE})
_REFERENCES = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})


def times_in(times: Sequence[TimeExpression], span: Span) -> Sequence[TimeExpression]:
    """Those of the `times`, which stand in the order of the text, that begin inside `span`."""
    first = bisect_left(times, span.start, key=lambda t: t.span.start)
    return times[first : bisect_left(times, span.end, key=lambda t: t.span.start)]


def find_deadline(
    times: Sequence[TimeExpression],
    reach: Sequence[Span],
    act: Span,
    published: Interval,
    *,
    negated: bool = False,
    coming: bool = False,
    missed: bool = False,
) -> Deadline | None:
    """The deadline among the `times` that lie in one of the `reach` spans, the nearest after `act` first.

    Times that are over before publication set no deadline, but for what was `missed` and for limits with a date of
    their own (`had planned to leave by May 2019`). With `negated`, `until` and `before` bound from below: `unlikely to
    reopen until May` means not before May. A `coming` act's bare weekday that was read a few days back lies ahead.
    """
    inside = [t for t in times if any(r.covers(t.span) for r in reach) and t.value not in _REFERENCES]
    ranked = sorted(inside, key=lambda t: (_rank(t), t.span.start < act.start, abs(t.span.start - act.end)))
    for time in ranked:
        held = replace(_at_its_end(time), relation=_relation(time.relation, negated=negated))
        interval = _ahead(end_point(held, published), time, published, coming=coming)
        interval = _year_back(interval, time, published) if missed else interval
        if interval.known and (missed or _is_dated_limit(held) or not _over(interval, published)):
            return _deadline(interval, held, published)
    return None


def _is_dated_limit(time: TimeExpression) -> bool:
    return time.explicit and time.relation in _AT_THE_END


def _deadline(interval: Interval, time: TimeExpression, published: Interval) -> Deadline:
    """The deadline, open where its relation leaves it open; `by` and `before` know no first day."""
    text = hull([time.cue, time.span]) if time.cue else time.span
    fuzz = fuzz_of(time.interval, time.fuzzy)
    if time.relation in _NO_FIRST_DAY and interval.hi is not None:
        interval, fuzz = Interval(lo=None, hi=interval.hi), Fuzz(high=fuzz.high)
    elif time.relation is TimeRelation.AFTER:
        interval = interval.shift(1)
    elif time.relation in _WITHIN and is_counted(time, published):
        doubt = (published.days or 1) - 1
        fuzz = Fuzz(low=doubt, high=doubt)
    return Deadline(interval=interval, relation=time.relation, text=text, fuzz=fuzz)


def _at_its_end(time: TimeExpression) -> TimeExpression:
    """A limit at the end of a time is its last day: `until the end of March`, `before the end of the year`."""
    last = time.interval.hi
    if time.fuzzy != _END or last is None or time.relation not in _AT_THE_END:
        return time
    return replace(time, interval=on(last).shift(int(time.relation is TimeRelation.BEFORE)), fuzzy=None)


def _ahead(interval: Interval, time: TimeExpression, published: Interval, *, coming: bool) -> Interval:
    """The weekday moved a week on (`will sail on Friday`); from its first day on where only that is known."""
    if not interval.known and time.interval.lo is not None and time.relation in _WITHIN:
        return Interval(lo=time.interval.lo, hi=None)
    near = published.lo is not None and interval.hi is not None and 0 < (published.lo - interval.hi).days < _WEEK
    weekday = time.rule == _WEEKDAY and time.cue is not None
    if coming and near and weekday:
        return interval.shift(_WEEK)
    return _next_year(interval, time, published) if coming else interval


def _next_year(interval: Interval, time: TimeExpression, published: Interval) -> Interval:
    """A day or month without a year that was read as the last one lies ahead: `expect the bank to cut rates in May`."""
    bare = not time.explicit and time.type is TimexType.DATE and _MONTH.match(time.value) is not None
    if not bare or interval.lo is None or interval.hi is None or published.lo is None or published.hi is None:
        return interval
    lo, hi = day_shifted(interval.lo, 1, "year"), day_shifted(interval.hi, 1, "year")
    behind = interval.hi < published.lo and (published.lo - interval.hi).days > _FAR_BACK
    return Interval(lo=lo, hi=hi) if behind and lo and hi and hi >= published.hi else interval


def _year_back(interval: Interval, time: TimeExpression, published: Interval) -> Interval:
    """What was missed lies behind: what was read as coming, a month, day or weekday
    without a year, is the last one.
    """
    ahead = time.interval.hi is not None and published.hi is not None and time.interval.hi > published.hi
    if not ahead or time.explicit or interval.hi is None or time.type is not TimexType.DATE:
        return interval
    if time.rule == _WEEKDAY:
        return Interval(lo=None, hi=interval.hi).shift(-_WEEK)
    hi = day_shifted(interval.hi, -1, "year")
    return Interval(lo=None, hi=hi) if hi else interval


def _rank(time: TimeExpression) -> int:
    """A time with a word of limit before a plain day: `by June` before `on Monday`."""
    if time.relation is TimeRelation.FROM:
        return 1  # "will be shut from Friday until Monday"
    return 2 * int(time.relation in {TimeRelation.ON, TimeRelation.DURING})


def _relation(relation: TimeRelation, *, negated: bool) -> TimeRelation:
    return TimeRelation.NOT_BEFORE if negated and relation in _BOUND_BELOW else relation


def _over(interval: Interval, published: Interval) -> bool:
    return interval.hi is not None and published.lo is not None and interval.hi < published.lo
