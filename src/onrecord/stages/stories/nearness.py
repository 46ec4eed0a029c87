"""How alike reports are, by the terms they share and by the reports that are nearest to them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

Vector: TypeAlias = Mapping[str, float]
Rows: TypeAlias = list[dict[int, float]]
_LEAST = 0.4  # of the likeness asked for; products below this share of it hardly carry an average to where groups merge
_NEAR = 0.7  # of the likeness asked for; reports as near as this are asked what they are near to
_NEAREST = 20  # of them, so many at most
_WORK = 2_000  # products looked at for each vector, about; the most common terms are left out to stay below


def nearness(
    vectors: Sequence[Vector], lean: Sequence[float], alike: float, closeness: Callable[[int, int], float]
) -> Rows:
    """For each vector its likeness to others, as far as it matters where `alike` is asked for.

    Two short texts on one matter may share no word and yet each share words with a third. So `lean` of a vector's
    likeness is that of the vectors nearest to it, its own the rest; that of a pair is the mean of what both give.
    """
    own = _products(vectors, _LEAST * alike, closeness)
    squares = [sum(weight * weight for weight in vector.values()) for vector in vectors]
    leant = [_lean(index, own, squares, lean[index], alike) for index in range(len(vectors))]
    near: Rows = [{} for _ in vectors]
    for index, row in enumerate(leant):
        for other, likeness in row.items():
            if index < other or index not in leant[other]:
                mean = round((likeness + leant[other].get(index, 0.0)) / 2, 9)
                if mean >= _LEAST * alike and other != index:
                    near[index][other] = near[other][index] = mean
    return near


def _lean(index: int, own: Rows, squares: Sequence[float], share: float, alike: float) -> Mapping[int, float]:
    """A vector's likeness to others, `share` of it that of its nearest."""
    ranked = sorted((-product, other) for other, product in own[index].items() if product >= _NEAR * alike)
    nearest = [(other, -product) for product, other in ranked[:_NEAREST]]
    if not nearest:
        return own[index]
    total = sum(product for _, product in nearest)
    found = {other: (1 - share) * product for other, product in own[index].items()}
    for other, product in nearest:
        part = share * product / total
        found[other] += part * squares[other]
        for third, theirs in own[other].items():
            found[third] = found.get(third, 0.0) + part * theirs
    return found


def _products(vectors: Sequence[Vector], least: float, closeness: Callable[[int, int], float]) -> Rows:
    """For each vector its products with the others that share a term which is not common, down to `least`."""
    counts = Counter(term for vector in vectors for term in vector)
    ceiling = _ceiling(counts.values(), _WORK * len(vectors))
    having: dict[str, list[tuple[int, float]]] = defaultdict(list)
    near: Rows = [{} for _ in vectors]
    for index, vector in enumerate(vectors):
        products: dict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            if 1 < counts[term] <= ceiling:
                postings = having[term]
                for other, theirs in postings:
                    products[other] += weight * theirs
                postings.append((index, weight))
        for other, product in products.items():
            if product >= least:
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
