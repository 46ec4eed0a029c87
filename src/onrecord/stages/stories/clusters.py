"""Average-link clustering over a sparse table of likeness; input order does not matter."""

import heapq
from collections.abc import Mapping, Sequence

_NEARLY = 0.8  # so much of the likeness asked for lets a vector left alone join the one group it is close to
_CLEARLY = 2  # times as close as to any other
_MANY = 3  # a group of so many is surely one


def cluster(near: list[dict[int, float]], alike: float) -> list[list[int]]:
    """Groups of indices whose members are on average `alike`. `near`, the likeness of each to others, is used up.

    The likeness of two groups is the mean of their pairs', which adds up when groups merge, so that no pair is looked
    at again.
    """
    members = [[index] for index in range(len(near))]
    version = [0] * len(near)
    heap = [(-product, a, b, 0, 0) for a, row in enumerate(near) for b, product in row.items() if a < b]
    heap = [entry for entry in heap if -entry[0] >= alike]
    heapq.heapify(heap)
    while heap:
        _, a, b, seen_a, seen_b = heapq.heappop(heap)
        if version[a] != seen_a or version[b] != seen_b:
            continue
        if len(near[b]) > len(near[a]):  # what is near the one with less is moved to the other
            a, b = b, a
        _merge(near, a, b)
        members[a] += members[b]
        members[b] = []
        version[a] += 1
        version[b] = -1
        for other, product in near[a].items():
            likeness = round(product / (len(members[a]) * len(members[other])), 9)
            if likeness >= alike:
                low, high = min(a, other), max(a, other)
                heapq.heappush(heap, (-likeness, low, high, version[low], version[high]))
    for single, home in _strays(members, near, alike):
        members[home] += members[single]
        members[single] = []
    return [sorted(own) for own in members if own]


def _strays(
    members: Sequence[Sequence[int]], near: Sequence[Mapping[int, float]], alike: float
) -> list[tuple[int, int]]:
    """Each vector left alone that is nearly alike to one group, and far less so to any other, with that group."""
    found = []
    for single, own in enumerate(members):
        if len(own) != 1:
            continue
        means = sorted(
            ((product / len(members[other]), -other) for other, product in near[single].items() if members[other]),
            reverse=True,
        )
        (best, home), (second, _) = (*means, (0.0, 0), (0.0, 0))[:2]
        if best >= _NEARLY * alike and best >= _CLEARLY * second and len(members[-home]) >= _MANY:
            found.append((single, -home))
    return found


def _merge(near: list[dict[int, float]], kept: int, gone: int) -> None:
    """Adds the products of one group to another's and forgets it."""
    del near[kept][gone]
    for other, product in near[gone].items():
        if other != kept:
            near[kept][other] = near[other][kept] = near[kept].get(other, 0.0) + product
            del near[other][gone]
    near[gone] = {}
