"""Levels under limits on their differences: the lowest and highest each may have, and why.

A linear program whose every row limits the difference of two levels, `upper - lower <= by`, is one of shortest paths:
the highest level is the shortest way from the ground, the lowest the shortest way to it, and limits exclude each other
where a circle of them comes out below zero (Cormen et al., Introduction to Algorithms, on difference constraints). So
no solver is needed, and every number is exact.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

Level: TypeAlias = int
GROUND: Level = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """`upper` is at most `by` above `lower`; `GROUND` is zero. `premise` asserts it, `law` is what it follows from."""

    upper: Level
    lower: Level
    by: Decimal
    premise: str | None = None
    law: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a level goes one way, and the limits that stop it there; `end` is None where nothing does."""

    end: Decimal | None
    because: tuple[Limit, ...] = ()


def highest(limits: Sequence[Limit], levels: Iterable[Level]) -> dict[Level, Reach]:
    """The highest value of each level under limits that do not exclude each other."""
    return _reaches([(limit.lower, limit.upper, limit) for limit in limits], levels, Decimal(1))


def lowest(limits: Sequence[Limit], levels: Iterable[Level]) -> dict[Level, Reach]:
    """The lowest value of each level under limits that do not exclude each other."""
    return _reaches([(limit.upper, limit.lower, limit) for limit in limits], levels, Decimal(-1))


def _reaches(ways: Sequence[tuple[Level, Level, Limit]], levels: Iterable[Level], sign: Decimal) -> dict[Level, Reach]:
    """The shortest ways from the ground, of several the one over the fewest limits."""
    leaving: dict[Level, list[tuple[Level, Limit]]] = {}
    for start, end, limit in ways:
        leaving.setdefault(start, []).append((end, limit))
    best: dict[Level, tuple[Decimal, int]] = {GROUND: (Decimal(0), 0)}
    came: dict[Level, tuple[Level, Limit]] = {}
    waiting = deque([GROUND])
    while waiting:
        start = waiting.popleft()
        length, steps = best[start]
        for end, limit in leaving.get(start, ()):
            found = (length + limit.by, steps + 1)
            if end != GROUND and (end not in best or found < best[end]):
                best[end], came[end] = found, (start, limit)
                if end not in waiting:
                    waiting.append(end)
    return {
        level: Reach(end=sign * best[level][0], because=_way(came, level)) if level in best else Reach(end=None)
        for level in levels
    }


def _way(came: Mapping[Level, tuple[Level, Limit]], level: Level) -> tuple[Limit, ...]:
    """The limits on the way from the ground to a level."""
    found = []
    while level != GROUND:
        level, limit = came[level]
        found.append(limit)
    return tuple(reversed(found))


def find_circle(limits: Sequence[Limit]) -> tuple[Limit, ...]:
    """Limits that cannot all hold, none of them to spare; empty where all can."""
    best: dict[Level, Decimal] = {}
    for limit in limits:
        best[limit.lower] = best[limit.upper] = Decimal(0)
    came: dict[Level, Limit] = {}
    moved: Level | None = None
    for _ in best:
        moved = None
        for limit in limits:
            length = best[limit.lower] + limit.by
            if length < best[limit.upper]:
                best[limit.upper], came[limit.upper] = length, limit
                moved = limit.upper
        if moved is None:
            break
    if moved is None:
        return ()
    level = moved
    for _ in best:
        level = came[level].lower
    circle = [came[level]]
    while circle[-1].lower != level:
        circle.append(came[circle[-1].lower])
    return tuple(reversed(circle))
