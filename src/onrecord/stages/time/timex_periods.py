"""Readings of accounting periods, and of what figures are compared with: `the year-earlier quarter`, `a year ago`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from onrecord.records import UNKNOWN, Interval, TimeExpression, TimexType
from onrecord.stages.time.anchoring import Setting
from onrecord.stages.time.timex_reading import Meaning, Reading, Words, dated
from onrecord.stages.time.timex_values import (
    BLANKS,
    Stretch,
    day_shifted,
    month_at,
    part_of_year,
    period,
    unit_around,
    unit_shifted,
    valid_day,
    year_at,
)

_QUARTER = re.compile(r"(\d{4})-Q(\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
# How many sentences back a figure's period may be named that another is compared with.
_REACH = 3
# Rules whose time lies a year before the period they speak of.
_COMPARISONS = frozenset(
    {"ago", "earlier or later", "year-earlier period", "same period of last year", "period of a year"}
)
_COUNTS_FROM = ("ended ", "ending ")
# A quarter that ends on a day lies mostly in the quarter around the day this long before.
_MIDDLE_OF_QUARTER = 45


def _near(setting: Setting) -> Iterator[TimeExpression]:
    """The expressions of the last sentences, latest first."""
    for time in reversed(setting.recent):
        if setting.index - time.sentence >= _REACH:
            return
        yield time


def _quarter_named(setting: Setting) -> tuple[int, int] | None:
    """Year and number of the last quarter named that is not itself what another is compared with."""
    for time in _near(setting):
        found = _QUARTER.fullmatch(time.value)
        if found and time.rule not in _COMPARISONS:
            return int(found[1]), int(found[2])
    return None


def year_back(words: Words, setting: Setting) -> Meaning | None:
    """`a year ago` beside a figure compares like with like: it is the figure's quarter or month, a year back.

    None where no quarter or month is named near by.
    """
    for time in _near(setting):
        if time.rule in _COMPARISONS and "year" in time.span.of(setting.text).lower():
            return Meaning(type=time.type, value=time.value, interval=time.interval)
        if quarter := _QUARTER.fullmatch(time.value):
            return _loosely(part_of_year(int(quarter[1]) - 1, "Q", int(quarter[2])), words, setting)
        if (month := _MONTH.fullmatch(time.value)) and time.sentence == setting.index and int(month[1]) > 1:
            return _loosely(month_at(int(month[1]) - 1, int(month[2])), words, setting)
    return None


def _loosely(stretch: Stretch, words: Words, setting: Setting) -> Meaning | None:
    """The stretch for a value, and the year around it for its days, since the comparison may be of another period."""
    meaning = dated(stretch, words, setting, explicit=False)
    around = unit_around(stretch.interval.low, "year")
    return replace(meaning, interval=around.interval) if meaning and around else meaning


def _year_earlier(words: Words, setting: Setting) -> Meaning | None:
    """`the year-earlier quarter`: the quarter named before, or the latest, a year back."""
    unit = words.get("unit") or "quarter"
    unit = "quarter" if unit == "period" else unit
    named = _quarter_named(setting)
    if unit == "quarter" and named:
        return dated(part_of_year(max(1, named[0] - 1), "Q", named[1]), words, setting, explicit=False)
    if unit == "quarter" and words.get("unit") is None and (before := year_back(words, setting)) is not None:
        return before

    def at(anchor: date) -> Stretch | None:
        earlier = day_shifted(anchor, -1, "year")
        if earlier is None:
            return None
        return unit_shifted(earlier, -1, unit) if unit == "quarter" else unit_around(earlier, unit)

    return dated(setting.against(at, BLANKS[unit]), words, setting, explicit=False)


def _period_of_year(words: Words, setting: Setting) -> Meaning | None:
    """`the 1988 period`: the quarter named before, in that year."""
    year, named = words.year or 1, _quarter_named(setting)
    stretch = part_of_year(year, "Q", named[1]) if named else year_at(year)
    return dated(stretch, words, setting, explicit=True)


def _latest_period(words: Words, setting: Setting) -> Meaning | None:
    """`the latest quarter`: the one that the report has named, or the last whole one before it."""
    unit = (words.get("unit") or "").removeprefix("fiscal ")
    unit = "quarter" if unit == "period" else unit
    if unit == "quarter" and (ended := ended_on(setting)):
        middle = day_shifted(ended, -_MIDDLE_OF_QUARTER, "day") or ended
        return dated(unit_around(middle, "quarter"), words, setting, explicit=False)
    named = _quarter_named(setting) if unit == "quarter" else None
    if (
        named
        and setting.anchor.hi
        and (quarter := part_of_year(named[0], "Q", named[1])).interval.high <= setting.anchor.hi
    ):
        return dated(quarter, words, setting, explicit=False)
    shift = 0 if unit == "year" else -1
    return dated(setting.against(lambda d: unit_shifted(d, shift, unit), BLANKS[unit]), words, setting, explicit=False)


def _whole_unit(words: Words, setting: Setting) -> Meaning | None:
    """`for the year`, `nine months of the year`: the one around the report; `the year ended 30 June`: twelve months."""
    unit = words.unit or "year"
    if _names_an_end(setting):
        ended = ended_on(setting)
        interval = stretch_to(ended, 1, unit) if ended else UNKNOWN
        return Meaning(type=TimexType.DURATION, value=period(1, unit), interval=interval)
    if not setting.lexicon.whole_unit.search(setting.before):
        return None
    return dated(setting.against(lambda d: unit_around(d, unit), BLANKS[unit]), words, setting, explicit=False)


def _names_an_end(setting: Setting) -> bool:
    after = setting.after.lstrip(" ,").lower()
    return after.startswith(_COUNTS_FROM) or setting.lexicon.ended.match(setting.after) is not None


def ended_on(setting: Setting) -> date | None:
    """The day right after the period on which it ended or will end: `ended Sept. 30`, `to the end of June`."""
    found = setting.lexicon.ended.match(setting.after)
    if found is None or setting.anchor.hi is None:
        return None
    name, dom = found["month"] or found["month_last"] or found["month_alone"], found["dom"] or found["dom_first"]
    month = setting.lexicon.tables.months[name.lower().rstrip(".")]

    def in_year(year: int) -> date | None:
        return valid_day(year, month, int(dom)) if dom else month_at(year, month).interval.hi

    if found["year"]:
        return in_year(int(found["year"])) if int(found["year"]) else None
    year = setting.anchor.hi.year
    days = [d for y in (year - 1, year, year + 1) if 0 < y < date.max.year and (d := in_year(y))]
    if found["ahead"] or (found["to"] and setting.forward):
        return next((d for d in days if d >= setting.anchor.hi), None)
    # What ends with this month is told of before its last day.
    return next((d for d in reversed(days) if (d if dom else d.replace(day=1)) <= setting.anchor.hi), None)


def stretch_to(last: date, count: float, unit: str) -> Interval:
    """So many units that end with a day: three months to 30 June begin on 1 April."""
    after = day_shifted(last, 1, "day") or last
    return Interval(lo=day_shifted(after, -count, unit), hi=last)


PERIOD_READINGS: Mapping[str, Reading] = {
    "year_earlier": _year_earlier,
    "period_of_year": _period_of_year,
    "latest_period": _latest_period,
    "unit_here": _whole_unit,
}
