"""Times in words that people read, and the parts of a time that words like `early` and `around` name."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from onrecord.records.interval import SHARP, Fuzz, Interval, month_of, year_of
from onrecord.records.value import TimeRelation

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ONE_DAY = timedelta(days=1)
# The share of a time that `early` and `late` may reach to, the one that `the start of` and `the end of` it may, and how
# much less of the time is surely meant.
_REACH, _DOUBT = 0.4, 0.2
_EDGE, _EDGE_DOUBT = 0.25, 0.15
# The share of a time on either side that `mid` leaves out, and how much more of it may be left out.
_OUTER, _MID_DOUBT = 0.28, 0.12
# The share of its own length, and the least number of days, by which `around` a time may miss it on either side.
_AROUND, _AROUND_DAYS = 0.25, 3


class Part(StrEnum):
    """A part of a time whose edges are not sharp."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    START = "start"
    END = "end"


def part_of(whole: Interval, part: Part) -> tuple[Interval, Fuzz]:
    """The days that a part of a time may cover, and how sharp their ends are.

    >>> early, fuzz = part_of(month_of(date(2024, 3, 1)), Part.EARLY)
    >>> tell_days(early), fuzz.high
    ('1 to 13 Mar 2024', 6)
    """
    assert whole.lo is not None
    assert whole.hi is not None
    length = (whole.hi - whole.lo).days
    edge = part in {Part.START, Part.END}
    reach = timedelta(days=round(length * (_EDGE if edge else _REACH)))
    doubt = round(length * (_EDGE_DOUBT if edge else _DOUBT))
    match part:
        case Part.EARLY | Part.START:
            return Interval(lo=whole.lo, hi=whole.lo + reach), Fuzz(high=doubt)
        case Part.LATE | Part.END:
            return Interval(lo=whole.hi - reach, hi=whole.hi), Fuzz(low=doubt)
        case Part.MID:
            outer, doubt = timedelta(days=round(length * _OUTER)), round(length * _MID_DOUBT)
            return Interval(lo=whole.lo + outer, hi=whole.hi - outer), Fuzz(low=doubt, high=doubt)


def around(stated: Interval) -> tuple[Interval, Fuzz]:
    """The days that `around` a time may mean: some more on either side, of which none is sure.

    >>> wide, fuzz = around(Interval(lo=date(2024, 3, 12), hi=date(2024, 3, 12)))
    >>> tell_days(wide), tell_time(wide, fuzz=fuzz)
    ('9 to 15 Mar 2024', 'around 12 Mar 2024')
    """
    margin = max(_AROUND_DAYS, round((stated.days or 0) * _AROUND))
    wide = Interval(lo=stated.shift(-margin).lo, hi=stated.shift(margin).hi)
    low = 0 if stated.lo is None or wide.lo is None else (stated.lo - wide.lo).days
    return wide, Fuzz(low=low, high=0 if stated.hi is None or wide.hi is None else (wide.hi - stated.hi).days)


def fuzz_of(interval: Interval, part: str | None) -> Fuzz:
    """How sharp the ends of days that stand for a part of a month or year are; sharp where they stand for none."""
    named = (part_of(whole, p) for p in Part if p == part for whole in _wholes(interval))
    return next((fuzz for days, fuzz in named if days == interval), SHARP)


def tell_day(day: date) -> str:
    """A day in words, in any locale.

    >>> tell_day(date(2025, 9, 30))
    '30 Sep 2025'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def tell_days(interval: Interval) -> str:
    """A stretch of days in words, as short as it can be said.

    >>> tell_days(Interval(lo=date(2025, 9, 1), hi=date(2025, 9, 30)))
    'Sep 2025'
    """
    lo, hi = interval.lo, interval.hi
    if lo is None or hi is None:
        return f"by {tell_day(hi)}" if hi else f"from {tell_day(lo)}" if lo else "no date"
    if lo == hi:
        return tell_day(lo)
    if (lo, hi) == (year_of(lo).lo, year_of(hi).hi):
        return str(lo.year) if lo.year == hi.year else f"{lo.year} to {hi.year}"
    if (lo, hi) == (month_of(lo).lo, month_of(hi).hi):
        first, last = _tell_month(lo), _tell_month(hi)
        return first if first == last else f"{first} to {last}"
    if (lo.year, lo.month) == (hi.year, hi.month):
        return f"{lo.day} to {tell_day(hi)}"
    return f"{tell_day(lo)} to {tell_day(hi)}"


def tell_time(interval: Interval, relation: TimeRelation = TimeRelation.ON, *, fuzz: Fuzz = SHARP) -> str:
    """When something is, or falls due: `interval` holds the days on which its point may lie, `relation` says how the
    report puts it.

    >>> tell_time(Interval(lo=date(2025, 9, 1), hi=date(2025, 9, 30)), TimeRelation.BY)
    'by 30 Sep 2025'
    >>> tell_time(Interval(lo=None, hi=date(2024, 9, 30)), TimeRelation.BEFORE)
    'before Oct 2024'
    >>> tell_time(Interval(lo=date(2026, 9, 1), hi=None), TimeRelation.UNTIL_AT_LEAST)
    'until at least Sep 2026'
    """
    lo, hi = interval.lo, interval.hi
    match relation:
        case TimeRelation.BY | TimeRelation.WITHIN if hi is not None:
            return f"by {_tell_last(hi, fuzz)}"
        case TimeRelation.BEFORE if hi is not None and hi < date.max:
            return f"before {_tell_start(hi + _ONE_DAY)}"
        case TimeRelation.UNTIL if interval.known:
            return f"until {_tell_end(interval, fuzz)}"
        case TimeRelation.UNTIL_AT_LEAST if lo is not None:
            return f"until at least {_tell_start(lo)}"
        case TimeRelation.NOT_BEFORE if lo is not None:
            return f"not before {_tell_start(lo)}"
        case TimeRelation.AFTER if lo is not None and lo > date.min:
            last = lo - _ONE_DAY
            return f"after {_tell_month(last) if last == month_of(last).hi else tell_day(last)}"
        case TimeRelation.FROM if lo is not None:
            return f"from {tell_day(lo)}"
        case TimeRelation.SINCE if lo is not None:
            return f"since {tell_day(lo)}"
        case _:
            return _tell_fuzzy(interval, fuzz) or tell_days(interval)


def _tell_month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _tell_start(day: date) -> str:
    """The first day of a time: the month where it is a month's first."""
    return _tell_month(day) if day.day == 1 else tell_day(day)


def _tell_last(hi: date, fuzz: Fuzz) -> str:
    """The last day; where it may lie earlier, between which days it lies."""
    first = Interval(lo=None, hi=hi).shift(-fuzz.high).hi
    if not fuzz.high or first is None:
        return tell_day(hi)
    for whole in (month_of(hi), year_of(hi)):
        for part in Part:
            days, edges = part_of(whole, part)
            if (days.hi, edges.high) == (hi, fuzz.high):
                return _tell_part(part, whole)
    return f"a day between {_tell_without(first, hi)} and {tell_day(hi)}"


def _tell_part(part: Part, whole: Interval) -> str:
    """`early Mar 2024`, `the end of 2025`."""
    word = f"the {part.value} of" if part in {Part.START, Part.END} else part.value
    return f"{word} {tell_days(whole)}"


def _tell_without(day: date, other: date) -> str:
    """A day without the year and the month that it shares with another, which is told after it."""
    if day.year != other.year:
        return tell_day(day)
    return str(day.day) if day.month == other.month else f"{day.day} {_MONTHS[day.month - 1]}"


def _tell_end(interval: Interval, fuzz: Fuzz) -> str:
    """When something ends: a known day or stretch, or that it ends at latest or at earliest then."""
    if interval.lo is None or interval.hi is None:
        day = interval.hi or interval.lo
        assert day is not None
        return f"{tell_day(day)} at the {'latest' if interval.hi else 'earliest'}"
    return _tell_fuzzy(interval, fuzz) or tell_days(interval)


def _tell_fuzzy(interval: Interval, fuzz: Fuzz) -> str | None:
    """`early Mar 2024`, `around 12 Mar 2024`: where days and fuzz are just what such words name."""
    if fuzz.sharp:
        return None
    core = fuzz.core(interval)
    if core is not None and (core.days == 1 or core in _wholes(core)) and around(core) == (interval, fuzz):
        return f"around {tell_days(core)}"
    for whole in _wholes(interval):
        for part in Part:
            if part_of(whole, part) == (interval, fuzz):
                return _tell_part(part, whole)
    return None


def _wholes(interval: Interval) -> Iterator[Interval]:
    """The month and the year that hold all the days, where there are such."""
    if interval.lo is None or interval.hi is None:
        return
    for whole in (month_of(interval.lo), year_of(interval.lo)):
        if interval.inside(whole):
            yield whole
