"""The two ends of a range, which share a year: `from 1 April to 30 September`, `between May and June 2012`."""

import re
from dataclasses import replace

from onrecord.records import TimeExpression, TimeRelation, TimexType
from onrecord.stages.time.anchoring import Setting, stretch_from

_BETWEEN = "between "
# Rules of weekdays, whose ranges end in weekdays; all others end in months and days of months.
_WEEKDAYS = frozenset({"weekday", "weekday of a week"})
_MONTHS = frozenset({"month", "month day", "day month", "month year", "day of a month in words", "day before another"})
# A range whose beginning is less settled than this many days says nothing of its end.
_LONGEST_START = 100
_COUNT = re.compile(r"P(?P<n>\d{1,3})(?P<unit>[DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def begun_on(length: TimeExpression, start: TimeExpression, text: str) -> TimeExpression:
    """A length of time with its days, where the time right after it is the one that it runs from.

    `for a week from Monday` ends a week after that Monday.
    """
    count = _COUNT.fullmatch(length.value)
    if count is None or length.type is not TimexType.DURATION or length.interval.known:
        return length
    if start.relation is not TimeRelation.FROM or start.cue is None or start.interval.days is None:
        return length
    if text[length.span.end : start.cue.start].strip(" ,\n"):
        return length
    unit = _UNITS[count["unit"]]
    return replace(length, interval=stretch_from(start.interval, int(count["n"]), unit, ahead=True))


def year_of_end(month: int, setting: Setting) -> int | None:
    """The year of the month with which a range begins, where its end right after it names one."""
    found = setting.lexicon.range_end.match(setting.text, setting.span.end, setting.sentence.end)
    if found is None:
        return None
    name = found["month"] or found["month_last"] or found["month_alone"]
    return int(found["year"]) - (month > setting.lexicon.tables.months[name.lower().rstrip(".")])


def range_start(setting: Setting, *, weekday: bool = False) -> TimeExpression | None:
    """The beginning of the range that ends in this expression; None where none does, or where it is not known."""
    start = setting.recent[-1] if setting.recent else None
    if start is None or start.sentence != setting.index or start.rule not in (_WEEKDAYS if weekday else _MONTHS):
        return None
    link = setting.lexicon.range_link.fullmatch(setting.text, start.span.end, setting.span.start)
    if link is None or (start.interval.days or _LONGEST_START) >= _LONGEST_START:
        return None
    before = setting.text[max(setting.sentence.start, start.span.start - len(_BETWEEN)) : start.span.start]
    return None if link["both"] and before.lower() != _BETWEEN else start
