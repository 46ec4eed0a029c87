"""Average-link clustering of weighted term vectors through an inverted index; input order does not matter."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

Vector = Mapping[str, float]
_LEAST = 0.04  # products below this are left out: they cannot carry an average to where anything is merged
_WORK = 2_000  # products looked at for each vector, about; the most common terms are left out to stay below

_NEARLY = 0.8  # so much of the likeness asked for lets a vector left alone join the one group it is close to
_CLEARLY = 2  # times as close as to any other
_MANY = 3  # a group of so many is surely one


def cluster(vectors: Sequence[Vector], alike: float, closeness: Callable[[int, int], float]) -> list[list[int]]:
    """Groups of indices whose members are on average `alike`; `closeness` scales the likeness of a pair.

    The likeness of two groups is the mean of their pairs' products, which adds up when groups merge, so that no
    vector is looked at again.
    """
    near = _products(vectors, closeness)
    members = [[index] for index in range(len(vectors))]
    version = [0] * len(vectors)
    heap = [(-product, a, b, 0, 0) for a, row in enumerate(near) for b, product in row.items() if a < b]
    heap = [entry for entry in heap if -entry[0] >= alike]
    heapq.heapify(heap)
    while heap:
        _, a, b, seen_a, seen_b = heapq.heappop(heap)
        if version[a] != seen_a or version[b] != seen_b:
            continue
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


def _products(vectors: Sequence[Vector], closeness: Callable[[int, int], float]) -> list[dict[int, float]]:
    """For each vector its products with the others that share a term which is not common."""
    counts = Counter(term for vector in vectors for term in vector)
    ceiling = _ceiling(counts.values(), _WORK * len(vectors))
    having: dict[str, list[tuple[int, float]]] = defaultdict(list)
    near: list[dict[int, float]] = [{} for _ in vectors]
    for index, vector in enumerate(vectors):
        products: dict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            if counts[term] <= ceiling:
                postings = having[term]
                for other, theirs in postings:
                    products[other] += weight * theirs
                postings.append((index, weight))
        for other, product in products.items():
            if product >= _LEAST:
                near[index][other] = near[other][index] = round(product * closeness(index, other), 9)
    return near


def _ceiling(counts: Iterable[int], work: int) -> int:
    """The largest count at which comparing all vectors that share a term so common stays within the work allowed."""
    highest = 0
    for count, terms in sorted(Counter(counts).items()):
        work -= terms * count * count // 2
        if work < 0:
            break
        highest = count
    return highest
