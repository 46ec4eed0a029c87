"""What ordinary pairs of a story's reports show of each sign of copying: the median, for any pair but itself."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from onrecord.lexicons.stories import CopySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """The values of each sign over ordinary pairs, and over a few prior pairs, which carry a tiny story; sorted."""

    values: Mapping[str, Sequence[float]]

    @classmethod
    def of(cls, ordinary: Sequence[Mapping[str, float]], settings: CopySettings) -> Self:
        """The background that these pairs make with the prior ones."""
        return cls(
            values={
                name: sorted([signs[name] for signs in ordinary] + [prior] * settings.prior_pairs)
                for name, prior in settings.prior.items()
            }
        )

    def without(self, own: Mapping[str, float] | None) -> Mapping[str, float]:
        """The median of each sign, without the pair itself where it is one of the ordinary."""
        return {name: _median(values, None if own is None else own[name]) for name, values in self.values.items()}


def _median(values: Sequence[float], left_out: float | None) -> float:
    """The median of sorted values without one of them.

    >>> _median([1.0, 2.0, 4.0, 8.0], 2.0)
    4.0
    """
    gap = len(values) if left_out is None else bisect_left(values, left_out)
    size = len(values) - (left_out is not None)

    def at(place: int) -> float:
        return values[place + (place >= gap)]

    return (at((size - 1) // 2) + at(size // 2)) / 2
