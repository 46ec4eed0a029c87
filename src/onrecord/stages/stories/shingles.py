"""Which pairs of reports are worth a close look: those that share runs of words or rare words, found without
comparing every pair (MinHash: Broder, 1997; banding: Leskovec, Rajaraman and Ullman, Mining of Massive Datasets).
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import fsum, log

_BANDS = 64
_ROWS = 2
_PRIME = (1 << 61) - 1
_RUN = 3


def _multipliers() -> tuple[tuple[int, int], ...]:
    """Fixed hash functions a·x + b modulo the prime, the same in every run."""
    seeds = (zlib.crc32(str(k).encode()) for k in range(2 * _BANDS * _ROWS))
    numbers = [(seed * 2654435761 + 1) % _PRIME for seed in seeds]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


_FUNCTIONS = _multipliers()


def runs_of(words: Sequence[str]) -> frozenset[int]:
    """The hashed runs of three words."""
    joined = (" ".join(words[k : k + _RUN]) for k in range(len(words) - _RUN + 1))
    return frozenset(zlib.crc32(run.encode()) for run in joined)


def _signature(runs: frozenset[int]) -> tuple[int, ...]:
    every = list(runs)
    return tuple(min([(a * run + b) % _PRIME for run in every]) for a, b in _FUNCTIONS)


def pairs_by_runs(runs: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    """Pairs of texts that agree on one band of their MinHash signatures."""
    buckets: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for index, own in enumerate(runs):
        if own:
            signature = _signature(own)
            for band in range(_BANDS):
                buckets[band, signature[band * _ROWS : (band + 1) * _ROWS]].append(index)
    # A bucket of many texts is a shared stock phrase; chaining neighbours keeps the number of pairs linear.
    return {(a, b) for members in buckets.values() for a, b in pairwise(members)} | {
        (a, b) for members in buckets.values() if len(members) <= 8 for a in members for b in members if a < b
    }


def pairs_by_rare_terms(terms: Sequence[frozenset[str]], nearest: int = 6) -> set[tuple[int, int]]:
    """For each text the few others that share most of its rare terms."""
    counts = Counter(term for own in terms for term in own)
    ceiling = max(8, len(terms) // 20)
    having: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(terms):
        for term in own:
            if 1 < counts[term] <= ceiling:
                having[term].append(index)
    found: set[tuple[int, int]] = set()
    for index, own in enumerate(terms):
        shared: dict[int, float] = defaultdict(float)
        for term in sorted(own):
            for other in having.get(term, ()):
                shared[other] += log(1 + len(terms) / counts[term])
        shared.pop(index, None)
        best = sorted(shared, key=lambda other: (-round(shared[other], 9), other))[:nearest]
        found.update((min(index, other), max(index, other)) for other in best)
    return found


def containment(left: frozenset[int], right: frozenset[int]) -> float:
    """The share of the smaller set that the larger one has."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def overlap(left: frozenset[str], right: frozenset[str], weights: Mapping[str, float], lighter: float) -> float:
    """Shared weight over the weight of the lighter set."""
    return fsum(weights[t] for t in left & right) / lighter if lighter else 0.0
