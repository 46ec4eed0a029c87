"""How alike reports are, by the terms they share and by the reports that are nearest to them.

Two short texts on one matter may share no word and yet each share words with a third. So a part of a report's likeness
to others is that of the reports nearest to it, its own the rest; that of a pair is the mean of what both give.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from onrecord.stages.stories.surroundings import UNIT

Row: TypeAlias = Mapping[int, float]
"""The own likeness of one report to others, by their numbers."""

FINE = 1_000_000_000
"""Likeness of pairs is kept in whole parts of this: they add up to the same in any order."""

_LEAST = 0.4  # of the likeness asked for; products below this share of it hardly carry an average to where groups merge
_NEAR = 0.7  # of the likeness asked for; reports as near as this are asked what they are near to
_SLACK = 2e-9  # more than rounding makes of a likeness
_NEAREST = 20  # of them, so many at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a report adds to its likeness to others: the square of its vector, and how much it leans on its nearest."""

    square: float
    lean: float


def square_of(vector: Mapping[str, int]) -> float:
    """The product of a vector with itself."""
    return sum(weight * weight for weight in vector.values()) / UNIT**2


def least_product(alike: float) -> float:
    """The smallest product of two vectors that matters."""
    return _LEAST * alike * UNIT**2


def own_likeness(product: int, closeness: float) -> float:
    """The likeness that a product of two vectors gives."""
    return round(product / UNIT**2 * closeness, 9)


@dataclass(slots=True, kw_only=True)
class Leaning:
    """Likeness by way of the nearest, over rows of own likeness."""

    own: Mapping[int, Row]
    places: Mapping[int, Place]
    alike: float
    _nearest: dict[int, tuple[list[tuple[int, float]], float]] = field(default_factory=dict)
    _close: dict[int, list[int]] = field(default_factory=dict)
    _most: dict[int, float] = field(default_factory=dict)

    def is_near(self, likeness: float) -> bool:
        """Whether one so like is among those that may be leant on."""
        return likeness >= _NEAR * self.alike

    def row(self, node: int) -> Mapping[int, float]:
        """The likeness of a report to others, as it and its nearest give it."""
        nearest, total = self._nearest_to(node)
        if not nearest:
            return self.own[node]
        share = self.places[node].lean
        found = {other: (1 - share) * likeness for other, likeness in self.own[node].items()}
        for other, likeness in nearest:
            part = share * likeness / total
            found[other] += part * self.places[other].square
            for third, theirs in self.own[other].items():
                found[third] = found.get(third, 0.0) + part * theirs
        return found

    def entry(self, node: int, wanted: int) -> float:
        """One entry of that row, the same to the last bit."""
        nearest, total = self._nearest_to(node)
        own = self.own[node].get(wanted, 0.0)
        if not nearest:
            return own
        share = self.places[node].lean
        found = (1 - share) * own
        for other, likeness in nearest:
            part = share * likeness / total
            if other == wanted:
                found += part * self.places[other].square
            elif (theirs := self.own[other].get(wanted)) is not None:
                found += part * theirs
        return found

    def pair(self, one: float, two: float) -> int | None:
        """The likeness of a pair from what both give, in `FINE` parts; None where it is too small to matter."""
        if one + two < 2 * (_LEAST * self.alike - _SLACK):  # so that few are rounded
            return None
        mean = round((one + two) / 2, 9)
        return round(mean * FINE) if mean >= _LEAST * self.alike else None

    def may_count(self, given: float, node: int, wanted: int) -> bool:
        """Whether a pair of which one gives so much can count, whatever the other, `node`, gives: what that has from
        its nearest is at most what it leans on them of the most that any has in common with the one wanted.
        """
        own = self.own[wanted]
        if node in own:
            return True
        if wanted not in self._most:
            self._most[wanted] = max(own.values(), default=0.0)
        most = self.places[node].lean * self._most[wanted]
        return given + most >= 2 * (_LEAST * self.alike - _SLACK)

    def reached_by(self, node: int) -> set[int]:
        """The reports whose row may hold this one."""
        found = set(self.own[node])
        for other in (node, *self.own[node]):
            found.update(self._close_to(other))
        return found

    def _close_to(self, node: int) -> list[int]:
        """The reports that may lean on this one."""
        if node not in self._close:
            least = _NEAR * self.alike
            self._close[node] = [other for other, likeness in self.own[node].items() if likeness >= least]
        return self._close[node]

    def _nearest_to(self, node: int) -> tuple[list[tuple[int, float]], float]:
        if node not in self._nearest:
            near = ((-self.own[node][other], other) for other in self._close_to(node))
            nearest = [(other, -likeness) for likeness, other in sorted(near)[:_NEAREST]]
            self._nearest[node] = nearest, sum(likeness for _, likeness in nearest)
        return self._nearest[node]
