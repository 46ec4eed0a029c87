"""Deadlines: the days in which the end of a promised act lies, and how the text says so."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Deadline, Interval, Span, TimeExpression, TimeRelation, TimexType, hull
from onrecord.stages.time.anchoring import end_point, stretch_from
from onrecord.stages.time.timex_values import day_shifted

_WEEK = 7
_FOR_REACH = 24
_FOR = re.compile(r"\bfor (?:about |some |at least |up to |another |a further |an additional )?$", re.IGNORECASE)
_COUNT = re.compile(r"P(?P<n>\d{1,3})(?P<unit>[DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_WEEKDAY = "weekday"
_WITHIN = frozenset({TimeRelation.WITHIN, TimeRelation.DURING})
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

    Times that are over before publication set no deadline, but for what was `missed`. With `negated`, `until` bounds
    from below: `unlikely to reopen until May` means not before May. A `coming` act's bare weekday that was read a few
    days back lies ahead.
    """
    inside = [t for t in times if any(r.covers(t.span) for r in reach) and t.value not in _REFERENCES]
    ranked = sorted(inside, key=lambda t: (_rank(t), t.span.start < act.start, abs(t.span.start - act.end)))
    for time in ranked:
        held = replace(time, relation=_relation(time.relation, negated=negated))
        interval = _ahead(end_point(held, published), time, published, coming=coming)
        interval = _year_back(interval, time, published) if missed else interval
        if interval.known and (missed or not _over(interval, published)):
            text = hull([time.cue, time.span]) if time.cue else time.span
            return Deadline(interval=interval, relation=held.relation, text=text)
    return None


def lasting_until(time: TimeExpression, text: str, published: Interval) -> TimeExpression:
    """A length of time after `for` as the days on which it ends: `will close for a week`.

    When it begins is not said: at publication, or at most as long after it again.
    """
    count = _COUNT.fullmatch(time.value)
    before = text[max(0, time.span.start - _FOR_REACH) : time.span.start]
    if time.type is not TimexType.DURATION or time.interval.known or count is None or not (cue := _FOR.search(before)):
        return time
    once, twice = (stretch_from(published, n * int(count["n"]), _UNITS[count["unit"]], ahead=True).hi for n in (1, 2))
    start = time.span.start - len(before) + cue.start()
    words = Span(start=start, end=start + len(cue.group().rstrip()))
    least = "at least" in text[words.start : time.span.end].lower()
    relation = TimeRelation.UNTIL_AT_LEAST if least else TimeRelation.UNTIL
    return replace(time, interval=Interval(lo=once, hi=twice), relation=relation, cue=words)


def _ahead(interval: Interval, time: TimeExpression, published: Interval, *, coming: bool) -> Interval:
    """The weekday moved a week on (`will sail on Friday`); from its first day on where only that is known."""
    if not interval.known and time.interval.lo is not None and time.relation in _WITHIN:
        return Interval(lo=time.interval.lo, hi=None)
    near = published.lo is not None and interval.hi is not None and 0 < (published.lo - interval.hi).days < _WEEK
    weekday = time.rule == _WEEKDAY and time.cue is not None
    return interval.shift(_WEEK) if coming and near and weekday else interval


def _year_back(interval: Interval, time: TimeExpression, published: Interval) -> Interval:
    """What was missed lies behind: a month or day without a year that was read as coming is the last one."""
    ahead = time.interval.hi is not None and published.hi is not None and time.interval.hi > published.hi
    if not ahead or time.explicit or interval.hi is None or time.type is not TimexType.DATE:
        return interval
    hi = day_shifted(interval.hi, -1, "year")
    return Interval(lo=None, hi=hi) if hi else interval


def _rank(time: TimeExpression) -> int:
    """A time with a word of limit before a plain day: `by June` before `on Monday`."""
    return int(time.relation in {TimeRelation.ON, TimeRelation.DURING})


def _relation(relation: TimeRelation, *, negated: bool) -> TimeRelation:
    return TimeRelation.NOT_BEFORE if negated and relation is TimeRelation.UNTIL else relation


def _over(interval: Interval, published: Interval) -> bool:
    return interval.hi is not None and published.lo is not None and interval.hi < published.lo
