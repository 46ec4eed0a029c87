"""When an act ends or comes whose time is told as a length: `will close for a week`, `will vote in three days`."""

import re
from dataclasses import replace
from datetime import date

from onrecord.records import Interval, Span, TimeExpression, TimeRelation, TimexType, on
from onrecord.stages.time.anchoring import stretch_from

_FOR_REACH = 24
_FOR = re.compile(r"\bfor (?:about |some |at least |up to |another |a further |an additional )?$", re.IGNORECASE)
_COUNT = re.compile(r"P(?P<n>\d{1,3})(?P<unit>[DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
# By how many days what comes `in two weeks` may miss them: a quarter or so of the unit.
_MISSED_BY = {"D": 0, "W": 2, "M": 8, "Y": 91}
_RUNNING = frozenset({TimeRelation.WITHIN, TimeRelation.DURING})


def is_counted(time: TimeExpression, published: Interval) -> bool:
    """Whether a length of time runs from the report's own day: `over the next 12 months`."""
    return time.type is TimexType.DURATION and time.interval.lo is not None and time.interval.lo == published.lo


def lasting_until(time: TimeExpression, text: str, published: Interval) -> TimeExpression:
    """A length of time as the days on which an act that lasts so long is over.

    `Will close for a week` does not say from when: from publication, or at most as long after it again. `Will stay shut
    over the next five days` ends on the fifth day, with the day of saying counted or not.
    """
    if is_counted(time, published) and time.relation in _RUNNING and time.interval.hi is not None:
        doubt = (published.days or 1) - 1
        return replace(
            time,
            interval=Interval(lo=on(time.interval.hi).shift(-1 - doubt).lo, hi=time.interval.hi),
            relation=TimeRelation.UNTIL,
        )
    cue = _before(time, text, _FOR)
    ahead = time.interval.days is not None and time.interval.high > published.high
    if cue and ahead and time.type is TimexType.DURATION:
        # The report says from when: `for a week from Monday`.
        return replace(time, interval=on(time.interval.high), relation=TimeRelation.UNTIL, cue=cue)
    if cue is None or (once := _after(time, published, 1)) is None or (twice := _after(time, published, 2)) is None:
        return time
    least = "at least" in text[cue.start : time.span.end].lower()
    relation = TimeRelation.UNTIL_AT_LEAST if least else TimeRelation.UNTIL
    return replace(time, interval=Interval(lo=once.hi, hi=twice.hi), relation=relation, cue=cue)


def coming_in(time: TimeExpression, published: Interval) -> TimeExpression:
    """A length of time after `in` as the days on which it is over; the longer its unit, the less it says which."""
    days = _after(time, published, 1) if time.relation is TimeRelation.ON and time.cue is not None else None
    if days is None:
        return time
    margin = _MISSED_BY[time.value[-1]]
    return replace(time, interval=Interval(lo=on(days.low).shift(-margin).lo, hi=on(days.high).shift(margin).hi))


def _before(time: TimeExpression, text: str, words: re.Pattern[str]) -> Span | None:
    """The words that stand right before a length of time."""
    begin = max(0, time.span.start - _FOR_REACH)
    found = words.search(text[begin : time.span.start])
    if found is None:
        return None
    return Span(start=begin + found.start(), end=begin + found.start() + len(found.group().rstrip()))


def _after(time: TimeExpression, published: Interval, times: int) -> Interval | None:
    """The days so many times a length of time after the report's own; None where the length is not one by itself."""
    count = _COUNT.fullmatch(time.value)
    if count is None or time.type is not TimexType.DURATION or time.interval.known:
        return None
    first, last = (_moved(day, times * int(count["n"]), _UNITS[count["unit"]]) for day in (published.lo, published.hi))
    return Interval(lo=first, hi=last) if first and last else None


def _moved(day: date | None, count: int, unit: str) -> date | None:
    return stretch_from(on(day), count, unit, ahead=True).hi if day else None
