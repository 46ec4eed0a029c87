"""From days and amounts to pixels, with round marks along the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import floor, log10

from onrecord.records import Interval

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 24_000, 60_000)
"""After how many months a mark may come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days from `first` to `last` over the pixels from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Where a day is; one outside stands at the edge."""
        span = max(1, self.last.toordinal() - self.first.toordinal())
        part = (day.toordinal() - self.first.toordinal()) / span
        return self.left + min(1.0, max(0.0, part)) * (self.right - self.left)

    def stretch(self, interval: Interval) -> tuple[float, float]:
        """Where an interval begins and ends; an open end lies at the edge."""
        return self.at(interval.low), self.at(interval.high)

    def marks(self, room: float) -> tuple[tuple[date, str], ...]:
        """Round days with their names, as many as have `room` pixels each."""
        most = max(2, int((self.right - self.left) / room))
        days = self.last.toordinal() - self.first.toordinal()
        step = next((s for s in (1, 2, 7, 14) if days / s <= most), None)
        if step is not None and days <= 14 * most:
            return tuple((d, _day_name(d)) for d in self._every(step))
        months = next(m for m in _STEPS if days / (30.4 * m) <= most or m == _STEPS[-1])
        return tuple((d, _month_name(d, months)) for d in self._months(months))

    def _every(self, step: int) -> Iterable[date]:
        return (date.fromordinal(n) for n in range(self.first.toordinal(), self.last.toordinal() + 1, step))

    def _months(self, step: int) -> Iterable[date]:
        number = -(-(self.first.year * 12 + self.first.month - 1 + (self.first.day > 1)) // step) * step
        while number < 9999 * 12 and (day := date(number // 12, number % 12 + 1, 1)) <= self.last:
            yield day
            number += step


def _day_name(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _month_name(day: date, step: int) -> str:
    return str(day.year) if step >= 12 else f"{_MONTHS[day.month - 1]} {day.year}"


def days_over(intervals: Sequence[Interval], left: float, right: float) -> Days | None:
    """A scale over all ends that are known, with a little room around them; None where none is."""
    ends = [d for i in intervals for d in (i.lo, i.hi) if d is not None]
    if not ends:
        return None
    first, last = min(ends), max(ends)
    room = max(2, (last - first).days // 25)
    return Days(
        first=date.fromordinal(max(1, first.toordinal() - room)),
        last=date.fromordinal(min(date.max.toordinal(), last.toordinal() + room)),
        left=left,
        right=right,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Amounts from `low` to `high` over the pixels from `bottom` up to `top`."""

    low: float
    high: float
    bottom: float
    top: float
    step: float

    def at(self, amount: Decimal | float) -> float:
        """Where an amount is; one outside stands at the edge."""
        part = (float(amount) - self.low) / (self.high - self.low)
        return self.bottom - min(1.0, max(0.0, part)) * (self.bottom - self.top)

    @property
    def marks(self) -> tuple[tuple[float, str], ...]:
        """Round amounts with their names."""
        count = round((self.high - self.low) / self.step)
        return tuple((v, amount_name(v)) for v in (self.low + self.step * n for n in range(count + 1)))


def amounts_over(values: Sequence[Decimal], bottom: float, top: float) -> Amounts:
    """A scale over the values, from zero where that does not press them together."""
    least, most = float(min(values)), float(max(values))
    low = min(0.0, least) if least < 0.6 * most or least == most else least - (most - least) * 0.3
    step = _round_step((most - low) / 4 if most > low else 1)
    low = floor(low / step) * step
    high = low + step
    while high < most + step * 0.25:
        high += step
    return Amounts(low=low, high=high, bottom=bottom, top=top, step=step)


def _round_step(rough: float) -> float:
    """The next 1, 2 or 5 of a power of ten."""
    power = 10.0 ** floor(log10(rough))
    return next(power * n for n in (1.0, 2.0, 5.0, 10.0) if power * n >= rough * 0.999)


def amount_name(value: float) -> str:
    """`2,500`, `0.5`, `3.5 million`, `2 billion`.

    >>> amount_name(3_500_000)
    '3.5 million'
    """
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:g} {name}"
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.6g}"
