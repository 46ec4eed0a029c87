"""Stretches of days, closed at both ends and open where nothing is known."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a reading is. Views and relations rest on medium and high; low stays reachable."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Days from `lo` to `hi`, both included; None is an open end.

    >>> Interval(lo=date(2025, 9, 1), hi=date(2025, 9, 30)).inside(Interval(lo=None, hi=date(2025, 9, 30)))
    True
    """

    lo: date | None
    hi: date | None

    def __post_init__(self) -> None:
        assert self.lo is None or self.hi is None or self.lo <= self.hi, f"not an interval: {self.lo}..{self.hi}"

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return self.lo is not None or self.hi is not None

    @property
    def days(self) -> int | None:
        """How many days it covers; None when it is open."""
        return None if self.lo is None or self.hi is None else (self.hi - self.lo).days + 1

    @property
    def low(self) -> date:
        """The lower end, or the first day of the calendar."""
        return self.lo or date.min

    @property
    def high(self) -> date:
        """The upper end, or the last day of the calendar."""
        return self.hi or date.max

    def overlaps(self, other: "Interval") -> bool:
        """Whether some day may lie in both."""
        return self.low <= other.high and other.low <= self.high

    def before(self, other: "Interval") -> bool:
        """Whether every day of this one lies before every day of the other."""
        return self.high < other.low

    def inside(self, other: "Interval") -> bool:
        """Whether the other covers this one."""
        return other.low <= self.low and self.high <= other.high

    def meet(self, other: "Interval") -> "Interval | None":
        """The days in both; None when there is none."""
        if not self.overlaps(other):
            return None
        lo, hi = max(self.low, other.low), min(self.high, other.high)
        return Interval(lo=None if lo == date.min else lo, hi=None if hi == date.max else hi)

    def join(self, other: "Interval") -> "Interval":
        """The smallest interval that covers both."""
        lo, hi = min(self.low, other.low), max(self.high, other.high)
        return Interval(lo=None if lo == date.min else lo, hi=None if hi == date.max else hi)

    def shift(self, days: int) -> "Interval":
        """The same stretch so many days later."""
        step = timedelta(days=days)
        return Interval(lo=self.lo and self.lo + step, hi=self.hi and self.hi + step)


UNKNOWN = Interval(lo=None, hi=None)


def on(day: date) -> Interval:
    """The interval of one day."""
    return Interval(lo=day, hi=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time a record carries, and why we think so; `reason` is one plain phrase that `explain` prints."""

    interval: Interval
    reason: str
    confidence: Confidence = Confidence.MEDIUM


NO_CLOCK = Clock(interval=UNKNOWN, reason="not stated", confidence=Confidence.LOW)


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
        return f"by {tell_day(hi)}" if hi else f"from {tell_day(lo)}" if lo else "no date"
    if lo == hi:
        return tell_day(lo)
    if (lo.month, lo.day, hi.month, hi.day) == (1, 1, 12, 31):
        return str(lo.year) if lo.year == hi.year else f"{lo.year} to {hi.year}"
    whole_months = lo.day == 1 and hi.day == monthrange(hi.year, hi.month)[1]
    if whole_months:
        first, last = (f"{_MONTHS[d.month - 1]} {d.year}" for d in (lo, hi))
        return first if first == last else f"{first} to {last}"
    if (lo.year, lo.month) == (hi.year, hi.month):
        return f"{lo.day} to {tell_day(hi)}"
    return f"{tell_day(lo)} to {tell_day(hi)}"
