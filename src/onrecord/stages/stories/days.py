"""Days and stretches of days in words, for reasons that people read."""

from datetime import date, timedelta

from onrecord.records import Interval

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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
        return f"by {tell_day(hi)}" if hi else f"from {tell_day(lo)}" if lo else "no day"
    if lo == hi:
        return tell_day(lo)
    if (lo.month, lo.day, hi.month, hi.day) == (1, 1, 12, 31):
        return str(lo.year) if lo.year == hi.year else f"{lo.year} to {hi.year}"
    whole_months = lo.day == 1 and (hi + timedelta(days=1)).day == 1
    if whole_months and (lo.year, lo.month) == (hi.year, hi.month):
        return f"{_MONTHS[lo.month - 1]} {lo.year}"
    if (lo.year, lo.month) == (hi.year, hi.month):
        return f"{lo.day} to {tell_day(hi)}"
    return f"{tell_day(lo)} to {tell_day(hi)}"
