"""How two intervals lie to each other: Allen's thirteen relations on days, and what is still possible where an end is
open or not sharp.

A closed interval of days is read as the time from the first moment of its first day to the first moment of the day
after its last. So one day meets the next: `A meets B` when B's first day is the day after A's last, and A lies before B
when at least one day between them is in neither. Source: J. F. Allen, Maintaining knowledge about temporal intervals,
CACM 26 (1983).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import TypeAlias

from onrecord.records.interval import SHARP, Fuzz, Interval


class Allen(StrEnum):
    """The ways in which two stretches of time can lie to each other; of two with known ends exactly one holds."""

    BEFORE = "before"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    STARTS = "starts"
    DURING = "during"
    FINISHES = "finishes"
    EQUAL = "equal"
    FINISHED_BY = "finished_by"
    CONTAINS = "contains"
    STARTED_BY = "started_by"
    OVERLAPPED_BY = "overlapped_by"
    MET_BY = "met_by"
    AFTER = "after"


class Order(StrEnum):
    """What can be said of two times that are known only within bounds."""

    BEFORE = "certainly before"
    PERHAPS = "perhaps at one time"
    TOGETHER = "certainly at one time"
    AFTER = "certainly after"


# An interval has a first moment and a moment at which it is over, numbered 0 and 1; those of the other are 2 and 3.
# A relation is the order of the four: `(1, 2, 1)` says that the first is over at least a day before the second begins,
# `(1, 2, 0), (2, 1, 0)` that it is over just then.
Step: TypeAlias = tuple[int, int, int]


def _earlier(one: int, two: int) -> tuple[Step, ...]:
    return ((one, two, 1),)


def _same(one: int, two: int) -> tuple[Step, ...]:
    return ((one, two, 0), (two, one, 0))


_STEPS: Mapping[Allen, tuple[Step, ...]] = {
    Allen.BEFORE: _earlier(1, 2),
    Allen.MEETS: _same(1, 2),
    Allen.OVERLAPS: (*_earlier(0, 2), *_earlier(2, 1), *_earlier(1, 3)),
    Allen.STARTS: (*_same(0, 2), *_earlier(1, 3)),
    Allen.DURING: (*_earlier(2, 0), *_earlier(1, 3)),
    Allen.FINISHES: (*_earlier(2, 0), *_same(1, 3)),
    Allen.EQUAL: (*_same(0, 2), *_same(1, 3)),
    Allen.FINISHED_BY: (*_earlier(0, 2), *_same(1, 3)),
    Allen.CONTAINS: (*_earlier(0, 2), *_earlier(3, 1)),
    Allen.STARTED_BY: (*_same(0, 2), *_earlier(3, 1)),
    Allen.OVERLAPPED_BY: (*_earlier(2, 0), *_earlier(0, 3), *_earlier(3, 1)),
    Allen.MET_BY: _same(3, 0),
    Allen.AFTER: _earlier(3, 0),
}
_ORDERED = tuple(Allen)  # from before to after, mirrored at equal


def converse(relation: Allen) -> Allen:
    """The relation of the second to the first.

    >>> converse(Allen.STARTS)
    <Allen.STARTED_BY: 'started_by'>
    """
    return _ORDERED[-1 - _ORDERED.index(relation)]


def relation_of(one: Interval, two: Interval) -> Allen:
    """The one relation of two intervals whose ends are known.

    >>> from datetime import date
    >>> march, april = (Interval(lo=date(2024, m, 1), hi=date(2024, m, 30)) for m in (3, 4))
    >>> relation_of(march, april)
    <Allen.BEFORE: 'before'>
    """
    possible = possible_relations(one, two)
    assert len(possible) == 1, "an end is open: ask for the possible relations"
    return next(iter(possible))


def possible_relations(one: Interval, two: Interval, first: Fuzz = SHARP, second: Fuzz = SHARP) -> frozenset[Allen]:
    """Every relation that may hold: an open end may lie anywhere, one that is not sharp anywhere in its margin.

    >>> from datetime import date
    >>> by_june = Interval(lo=None, hi=date(2024, 6, 30))
    >>> sorted(possible_relations(by_june, Interval(lo=date(2024, 7, 2), hi=None)))
    [<Allen.BEFORE: 'before'>]
    """
    bounds = (*_bounds(one, first), *_bounds(two, second))
    return frozenset(r for r in Allen if _feasible(bounds, _STEPS[r]))


def compose(first: Allen, second: Allen) -> frozenset[Allen]:
    """How A may lie to C where A lies so to B, and B so to C.

    >>> sorted(compose(Allen.BEFORE, Allen.MEETS))
    [<Allen.BEFORE: 'before'>]
    """
    given = (*_renumbered(_STEPS[first], (0, 1, 2, 3)), *_renumbered(_STEPS[second], (2, 3, 4, 5)))
    free = (_Bound(), _Bound()) * 3
    return frozenset(r for r in Allen if _feasible(free, (*given, *_renumbered(_STEPS[r], (0, 1, 4, 5)))))


def order(one: Interval, two: Interval, first: Fuzz = SHARP, second: Fuzz = SHARP) -> Order:
    """Whether one time certainly lies before or after another, certainly shares a day with it, or nothing is sure.

    Of an interval with an open end only the known end is sure.
    """
    if one.before(two):
        return Order.BEFORE
    if two.before(one):
        return Order.AFTER
    sure, other = first.core(one), second.core(two)
    ends_known = None not in {one.lo, one.hi, two.lo, two.hi}
    return Order.TOGETHER if ends_known and sure and other and sure.overlaps(other) else Order.PERHAPS


@dataclass(frozen=True, slots=True)
class _Bound:
    """The earliest and the latest day on which a moment may lie; None where there is no such bound."""

    least: int | None = None
    most: int | None = None


def _bounds(interval: Interval, fuzz: Fuzz) -> tuple[_Bound, _Bound]:
    lo = interval.lo.toordinal() if interval.lo else None
    over = interval.hi.toordinal() + 1 if interval.hi else None
    return (
        _Bound(lo, None if lo is None else lo + fuzz.low),
        _Bound(None if over is None else over - fuzz.high, over),
    )


def _renumbered(steps: Iterable[Step], numbers: Sequence[int]) -> tuple[Step, ...]:
    return tuple((numbers[a], numbers[b], days) for a, b, days in steps)


def _feasible(bounds: Sequence[_Bound], steps: Iterable[Step]) -> bool:
    """Whether days can be found for all moments within their bounds, each step at least so long.

    The longest way from each moment to each other, over a fixed day as one more moment: none may lead back to itself
    later than it began.
    """
    count = len(bounds)
    fixed = count
    inside = [(2 * i, 2 * i + 1, 1) for i in range(count // 2)]  # an interval holds at least one day
    after = [(fixed, i, b.least) for i, b in enumerate(bounds) if b.least is not None]
    until = [(i, fixed, -b.most) for i, b in enumerate(bounds) if b.most is not None]
    longest: dict[tuple[int, int], int] = {}
    for start, end, days in (*steps, *inside, *after, *until):
        longest[start, end] = max(days, longest.get((start, end), days))
    for via, start, end in product(range(count + 1), repeat=3):
        first, then = longest.get((start, via)), longest.get((via, end))
        if first is not None and then is not None:
            longest[start, end] = max(first + then, longest.get((start, end), first + then))
    return all(longest.get((i, i), 0) <= 0 for i in range(count + 1))
