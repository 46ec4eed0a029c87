"""Stretches of days, closed at both ends and open where nothing is known; the clocks that records carry."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
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
        return _between(max(self.low, other.low), min(self.high, other.high))

    def join(self, other: "Interval") -> "Interval":
        """The smallest interval that covers both, days between them included."""
        return _between(min(self.low, other.low), max(self.high, other.high))

    def gap(self, other: "Interval") -> "Gap":
        """How many days a day of this one lies before a day of the other, at least and at most.

        >>> on(date(2025, 9, 30)).gap(Interval(lo=date(2025, 10, 1), hi=date(2025, 10, 31)))
        Gap(least=1, most=31)
        """
        least = None if other.lo is None or self.hi is None else (other.lo - self.hi).days
        most = None if other.hi is None or self.lo is None else (other.hi - self.lo).days
        return Gap(least=least, most=most)

    def shift(self, days: int) -> "Interval":
        """The same stretch so many days later; an end that would leave the calendar stops at its edge."""
        return Interval(lo=self.lo and _day_later(self.lo, days), hi=self.hi and _day_later(self.hi, days))

    def shift_months(self, months: int) -> "Interval":
        """Both ends so many months later; a day that the month lacks becomes its last one.

        >>> on(date(2024, 1, 31)).shift_months(1).hi
        datetime.date(2024, 2, 29)
        """
        return Interval(lo=self.lo and _month_later(self.lo, months), hi=self.hi and _month_later(self.hi, months))


@dataclass(frozen=True, slots=True)
class Gap:
    """A number of days from `least` to `most`, below zero where it goes back; None where it is not known."""

    least: int | None
    most: int | None


UNKNOWN = Interval(lo=None, hi=None)


def on(day: date) -> Interval:
    """The interval of one day."""
    return Interval(lo=day, hi=day)


def month_of(day: date) -> Interval:
    """The month in which a day lies."""
    return Interval(lo=day.replace(day=1), hi=day.replace(day=monthrange(day.year, day.month)[1]))


def year_of(day: date) -> Interval:
    """The year in which a day lies."""
    return Interval(lo=date(day.year, 1, 1), hi=date(day.year, 12, 31))


def _between(lo: date, hi: date) -> Interval:
    """From one day to another; an end at the calendar's edge is open."""
    return Interval(lo=None if lo == date.min else lo, hi=None if hi == date.max else hi)


def _day_later(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _month_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fuzz:
    """How sharp the ends of an interval are: nothing lies outside the interval, but its first day may really lie up
    to `low` days later and its last up to `high` days earlier.
    """

    low: int = 0
    high: int = 0

    @property
    def sharp(self) -> bool:
        """Whether the ends are exact."""
        return not self.low and not self.high

    def core(self, interval: Interval) -> Interval | None:
        """The days that certainly belong to the interval; None where none does."""
        lo = interval.lo and _day_later(interval.lo, self.low)
        hi = interval.hi and _day_later(interval.hi, -self.high)
        return None if lo and hi and lo > hi else Interval(lo=lo, hi=hi)


SHARP = Fuzz()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time a record carries, and why we think so; `reason` is one plain phrase that `explain` prints."""

    interval: Interval
    reason: str
    confidence: Confidence = Confidence.MEDIUM
    fuzz: Fuzz = SHARP


NO_CLOCK = Clock(interval=UNKNOWN, reason="not stated", confidence=Confidence.LOW)
