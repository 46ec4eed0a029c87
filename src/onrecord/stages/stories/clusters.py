"""Average-link clustering over a sparse table of likeness; input order does not matter."""

import heapq
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

Near: TypeAlias = Mapping[int, int]
"""The likeness of one report to others, in whole parts."""

_NEARLY = 0.8  # so much of the likeness asked for lets a report left alone join the one group it is close to
_CLEARLY = 2  # times as close as to any other
_MANY = 3  # a group of so many is surely one


def component(start: int, near: Callable[[int], Near], alike: int) -> set[int]:
    """The reports that a chain of pairs, each alike, connects with one: no group goes beyond them."""
    found = {start}
    waiting = [start]
    while waiting:
        for other, likeness in near(waiting.pop()).items():
            if likeness >= alike and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def cluster(members: Iterable[int], near: Callable[[int], Near], alike: int) -> list[list[int]]:
    """Groups of a component's members that are on average `alike`.

    The likeness of two groups is the mean of their pairs', which adds up when groups merge, so that no pair is looked
    at again.
    """
    known = set(members)
    rows = {node: {o: n for o, n in near(node).items() if o in known and o != node} for node in sorted(known)}
    groups = {node: [node] for node in rows}
    version = dict.fromkeys(rows, 0)
    pairs_alike = ((n, a, b) for a, row in rows.items() for b, n in row.items() if a < b and n >= alike)
    heap: list[tuple[float, int, int, int, int]] = [(-float(n), a, b, 0, 0) for n, a, b in pairs_alike]
    heapq.heapify(heap)
    while heap:
        _, a, b, seen_a, seen_b = heapq.heappop(heap)
        if version.get(a) != seen_a or version.get(b) != seen_b:
            continue
        if len(rows[b]) > len(rows[a]):  # what is near the one with less is moved to the other
            a, b = b, a
        _merge(rows, a, b)
        groups[a] += groups.pop(b)
        version[a] += 1
        del version[b]
        for other, total in rows[a].items():
            pairs = len(groups[a]) * len(groups[other])
            if total >= alike * pairs:
                low, high = min(a, other), max(a, other)
                heapq.heappush(heap, (-total / pairs, low, high, version[low], version[high]))
    return [sorted(own) for own in groups.values()]


def _merge(rows: dict[int, dict[int, int]], kept: int, gone: int) -> None:
    """Adds the likeness of one group to another's and forgets it."""
    del rows[kept][gone]
    for other, total in rows.pop(gone).items():
        if other != kept:
            rows[kept][other] = rows[other][kept] = rows[kept].get(other, 0) + total
            del rows[other][gone]


def home_of(row: Near, group_of: Callable[[int], int], size_of: Callable[[int], int], alike: int) -> int | None:
    """The one group that a report left alone, alike to others as `row` says, is nearly alike to, and far less so to any
    other; None where there is none.
    """
    totals: dict[int, int] = {}
    for other, likeness in row.items():
        group = group_of(other)
        totals[group] = totals.get(group, 0) + likeness
    means = sorted(((total / size_of(group), -group) for group, total in totals.items()), reverse=True)
    (best, home), (second, _) = (*means, (0.0, 0), (0.0, 0))[:2]
    if best and best >= _NEARLY * alike and best >= _CLEARLY * second and size_of(-home) >= _MANY:
        return -home
    return None
