"""Stretches of the calendar with their TIMEX3 values: days, weeks, months, quarters, seasons, years and more."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.records import Interval, Part, on, part_of

_CENTURY_TURN = 40
DAY_PARTS_OF_YEAR = {"Q": 3, "H": 6}
# Season code to its first month and how many months it may run; northern, and wide at both ends.
_SEASON_MONTHS = {"SP": (3, 4), "SU": (6, 4), "FA": (9, 4), "WI": (12, 4)}
# TIMEX3 values of a unit of which nothing is known.
BLANKS = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
# Unit to its TIMEX3 period designator and how many of them it is.
_PERIODS = {
    "second": ("T", "S", 1),
    "minute": ("T", "M", 1),
    "hour": ("T", "H", 1),
    "day": ("", "D", 1),
    "week": ("", "W", 1),
    "fortnight": ("", "W", 2),
    "weekend": ("", "WE", 1),
    "month": ("", "M", 1),
    "quarter": ("", "Q", 1),
    "year": ("", "Y", 1),
    "decade": ("", "DE", 1),
    "century": ("", "CE", 1),
}
# Units whose fractions are told in the unit below: two and a half hours are PT2H30M.
_PARTS = {"year": ("M", 12), "hour": ("M", 60), "minute": ("S", 60)}
_LONG = {"decade": 10, "century": 100}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
# Words that part a stretch at the report's own day, and what they mean where that day lies outside it.
_FROM_HERE = frozenset({"earlier", "later", "rest"})
_PARTS_NAMED = {**{part.value: part for part in Part}, "earlier": Part.EARLY, "later": Part.LATE}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some days of the calendar and the TIMEX3 value that names them."""

    value: str
    interval: Interval


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """A year of two figures as people mean it around the turn of the century."""
    number = int(digits or 0)
    if len(digits) > 2:
        return number
    return number + (1900 if number > _CENTURY_TURN else 2000)


def day_at(day: date) -> Stretch:
    """One day."""
    return Stretch(value=day.isoformat(), interval=on(day))


def week_at(day: date) -> Stretch:
    """The week around a day, by its ISO number; Sunday to Sunday, since people count weeks from either day."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Stretch(
        value=f"{year:04d}-W{week:02d}", interval=Interval(lo=monday - timedelta(days=1), hi=monday + timedelta(days=6))
    )


def weekend_at(day: date) -> Stretch:
    """The weekend of the ISO week of a day."""
    year, week, weekday = day.isocalendar()
    saturday = day + timedelta(days=6 - weekday)
    return Stretch(value=f"{year:04d}-W{week:02d}-WE", interval=Interval(lo=saturday, hi=saturday + timedelta(days=1)))


def month_at(year: int, month: int) -> Stretch:
    """One month."""
    return Stretch(value=f"{year:04d}-{month:02d}", interval=_months(year, month, 1))


def part_of_year(year: int, letter: str, number: int) -> Stretch:
    """A quarter (`Q`) or half (`H`) of a year."""
    length = DAY_PARTS_OF_YEAR[letter]
    return Stretch(value=f"{year:04d}-{letter}{number}", interval=_months(year, (number - 1) * length + 1, length))


def season_at(year: int, code: str) -> Stretch:
    """A season, with a month's margin; a winter may be the one that begins or the one that ends in its year."""
    first, length = _SEASON_MONTHS[code]
    stretch = _months(year, first, length)
    if code == "WI" and stretch.lo is not None and year > 1:
        stretch = Interval(lo=date(year, 1, 1), hi=stretch.hi)
    return Stretch(value=f"{year:04d}-{code}", interval=stretch)


def year_at(year: int) -> Stretch:
    """One year."""
    return Stretch(value=f"{year:04d}", interval=_months(year, 1, 12))


def decade_at(decade: int) -> Stretch:
    """The decade that begins in ten times `decade`."""
    return Stretch(value=f"{decade:03d}", interval=_months(decade * 10, 1, 120))


def century_at(century: int) -> Stretch:
    """The century that begins in a hundred times `century`."""
    return Stretch(value=f"{century:02d}", interval=_months(max(1, century * 100), 1, 1200))


def unit_around(day: date, unit: str) -> Stretch | None:
    """The unit of the calendar in which a day lies; None for hours and smaller."""
    match unit:
        case "day":
            return day_at(day)
        case "week" | "fortnight":
            return week_at(day)
        case "weekend":
            return weekend_at(day)
        case "month":
            return month_at(day.year, day.month)
        case "quarter":
            return part_of_year(day.year, "Q", (day.month - 1) // 3 + 1)
        case "year":
            return year_at(day.year)
        case "decade":
            return decade_at(day.year // 10)
        case "century":
            return century_at(day.year // 100)
        case _:
            return None


def day_shifted(day: date, count: float, unit: str) -> date | None:
    """The day so many units later; None beyond the calendar or for hours and smaller.

    >>> day_shifted(date(2024, 1, 31), 1, "month")
    datetime.date(2024, 2, 29)
    """
    try:
        if unit in _DAYS_IN:
            return day + timedelta(days=round(count * _DAYS_IN[unit]))
        if unit not in _MONTHS_IN:
            return None
        year, month = divmod(day.year * 12 + day.month - 1 + round(count * _MONTHS_IN[unit]), 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError, calendar.IllegalMonthError):
        return None


def unit_shifted(day: date, count: float, unit: str) -> Stretch | None:
    """The unit so many units after the one in which a day lies."""
    moved = day_shifted(day, count, unit)
    return None if moved is None else unit_around(moved, unit)


def period(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time; None counts an unknown number.

    >>> period(2, "week"), period(None, "day"), period(1.5, "year")
    ('P2W', 'PXD', 'P1Y6M')
    """
    time_mark, letter, times = _PERIODS[unit]
    if count is None:
        return f"P{time_mark}X{letter}"
    if unit in _LONG:
        return f"P{round(count * _LONG[unit])}Y"
    total = count * times
    whole, part = int(total), total - int(total)
    if part and unit in _PARTS:
        letter_below, below = _PARTS[unit]
        rest = f"{round(part * below)}{letter_below}"
        return f"P{time_mark}{whole}{letter}{rest}" if whole else f"P{time_mark}{rest}"
    return f"P{time_mark}{total if part else whole}{letter}"


def narrow(stretch: Interval, portion: str, *, now: Interval) -> Interval:
    """The early, middle or late part of a stretch, generously; `later` and `rest` begin at the report's own time.

    `earlier` in a stretch that the report's own day lies in ends on that day.
    """
    if stretch.lo is None or stretch.hi is None:
        return stretch
    running = now.known and now.inside(stretch)
    if portion in _FROM_HERE and running:
        return Interval(lo=stretch.lo, hi=now.high) if portion == "earlier" else Interval(lo=now.low, hi=stretch.hi)
    part = _PARTS_NAMED.get(portion)
    return stretch if part is None else part_of(stretch, part)[0]


def _months(year: int, month: int, count: int) -> Interval:
    """So many months from the first day of one; clipped at the calendar's end."""
    lo = date(max(1, year), month, 1)
    after = day_shifted(lo, count, "month")
    return Interval(lo=lo, hi=date.max if after is None else after - timedelta(days=1))
