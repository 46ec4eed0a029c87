"""CPU milliseconds to bound one track of made-up claims, with a few of them wrong, and how many minimal sets come out.

Where scipy is at hand the ends are checked against its linear program (HiGHS), which the program itself does not use.
"""

import random
import time
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from benchmarks.machine import describe_machine
from onrecord.records import TrackId
from onrecord.stages.bounding.exclusion import find_exclusions
from onrecord.stages.bounding.figures import Bears, Figure
from onrecord.stages.bounding.limits import Layout, Series, limits_of
from onrecord.stages.bounding.system import GROUND, Limit, highest, lowest

FIRST = date(2031, 5, 1)


def made_series(size: int, wrong: int, chance: random.Random) -> Series:
    """A running total told by so many claims, so many of them with two digits swapped or of another year."""
    level, figures = 100, []
    for index in range(size):
        level += chance.randrange(1, 40)
        day = FIRST + timedelta(days=2 * index)
        number = level * 3 if index < wrong else level
        figures.append((number, day))
    chance.shuffle(figures)
    made = [
        Figure(
            claim=f"c{i:02}",  # type: ignore[arg-type]
            report=f"r{i:02}",
            track=TrackId("t"),
            bears=Bears.LEVEL,
            low=Decimal(number),
            high=Decimal(number),
            since=day - timedelta(days=1),
            until=day,
        )
        for i, (number, day) in enumerate(figures)
    ]
    return Series(track=TrackId("t"), figures=tuple(made), rises=True)


def milliseconds(series: Series) -> tuple[float, int]:
    """CPU time of all that is worked out on a track, and the number of minimal sets."""
    begin = time.process_time()
    layout = Layout([series])
    limits = limits_of([series], layout, frozenset())
    found = find_exclusions(limits)
    out = {p for e in found.sets for p in e.premises}
    left = [k for k in limits if k.premise not in out]
    levels = [layout.at(series.track, day) for day in layout.days]
    highest(left, levels)
    lowest(left, levels)
    return 1000 * (time.process_time() - begin), len(found.sets)


def agrees_with_highs(limits: Sequence[Limit], levels: Sequence[int], linprog: Any) -> bool:
    """Whether the linear program gives the same ends."""
    size = 1 + max(max(k.upper, k.lower) for k in limits)
    rows = [[(k.upper == i) - (k.lower == i) for i in range(size)] for k in limits]
    ends = highest(limits, levels), lowest(limits, levels)
    for level in levels:
        for sign, reach in ((-1, ends[0][level]), (1, ends[1][level])):
            cost = [sign * (i == level) for i in range(size)]
            bounds = [(0, 0) if i == GROUND else (None, None) for i in range(size)]
            told = linprog(cost, A_ub=rows, b_ub=[float(k.by) for k in limits], bounds=bounds, method="highs")
            if (reach.end is None) != (told.status == 3) or (
                reach.end is not None and abs(sign * told.fun - float(reach.end)) > 1e-6
            ):
                return False
    return True


def main() -> None:
    """Measure and print."""
    print(describe_machine())
    chance = random.Random(7)
    for size in (5, 10, 20, 40):
        for wrong in (0, 1, 3):
            told = [milliseconds(made_series(size, wrong, chance)) for _ in range(9)]
            times = sorted(t for t, _ in told)
            print(
                f"{size:3d} claims, {wrong} wrong: {times[4]:7.1f} ms (most {times[-1]:.1f}), {told[0][1]} minimal sets"
            )
    try:
        from scipy.optimize import linprog
    except ImportError:
        print("scipy is not installed: not checked against HiGHS")
        return
    for seed in range(20):
        series = made_series(6, 0, random.Random(seed))
        layout = Layout([series])
        limits = limits_of([series], layout, frozenset())
        assert agrees_with_highs(limits, [layout.at(series.track, d) for d in layout.days], linprog)
    begin = time.process_time()
    agrees_with_highs(limits, [layout.at(series.track, d) for d in layout.days], linprog)
    print(f"the same ends as HiGHS on 20 tracks; 6 claims there: {1000 * (time.process_time() - begin):.0f} ms")


if __name__ == "__main__":
    main()
