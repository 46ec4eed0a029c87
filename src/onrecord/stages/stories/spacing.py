"""What the days of two reports say about whether they tell of one matter."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Self

from onrecord.records import Interval

_KNOWN = 31  # an interval of so many days at most says when a report was published
_STEPS = 15  # gaps are told apart by their number of binary digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """How reports lie in time: for gaps of so many binary digits the share of pairs of reports no farther apart; after
    how many days likeness halves; and how much nearness counts where it is rare.
    """

    shares: tuple[float, ...]
    half_days: int
    dated_alike: float

    @classmethod
    def of(cls, published: Sequence[Interval], half_days: int, dated_alike: float) -> Self:
        """The spacing of reports published so."""
        days = sorted(day for interval in published if (day := _day(interval)) is not None)
        return cls(shares=tuple(_shares(days)), half_days=half_days, dated_alike=dated_alike)

    def closeness(self, left: Interval, right: Interval) -> float:
        """By what the likeness of two reports is to be multiplied.

        Reports years apart count as less. Days that are near count for more as far as nearness is rare here: in an
        archive of years, two reports of one week are the likelier of one matter; in the news of one day this says
        nothing.
        """
        gap = _days_between(left, right)
        fading = max(0.5, 1 - gap / (2 * self.half_days))
        if _day(left) is None or _day(right) is None:
            return fading
        return fading * (1 + self.dated_alike * (1 - sqrt(self.shares[min(_STEPS - 1, gap.bit_length())])))


def _day(interval: Interval) -> int | None:
    """The middle day of an interval narrow enough to say when something was."""
    width = (interval.high - interval.low).days
    return interval.low.toordinal() + width // 2 if width <= _KNOWN else None


def _shares(days: Sequence[int]) -> list[float]:
    """For gaps of so many binary digits, the share of all pairs of these days, in order, that are no farther apart."""
    pairs = len(days) * (len(days) - 1) // 2
    return [
        (1 + sum(bisect_right(days, day + 2**step - 1) - place - 1 for place, day in enumerate(days))) / (1 + pairs)
        for step in range(_STEPS)
    ]


def _days_between(left: Interval, right: Interval) -> int:
    """The least number of days between two publications; 0 where they may coincide."""
    if left.overlaps(right):
        return 0
    earlier, later = (left, right) if left.before(right) else (right, left)
    return (later.low - earlier.high).days
