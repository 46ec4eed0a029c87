"""Which pairs of reports are worth a close look: those that share runs of words or rare words, found without
comparing every pair. Of the runs of a text those are looked up whose hash falls into a fixed eighth of all numbers: two
texts that share many runs share an eighth of them there (sampling by the hash: Broder, 1997).
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from math import fsum, log
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Runs: TypeAlias = npt.NDArray[np.uint64]
"""The different runs of three words of a text as hashes, lowest first."""

_MIXED = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_RUN = len(_MIXED)
_SAMPLED = np.uint64(1 << 61)  # runs below are an eighth of all
_STOCK = 8  # texts: a run that more have is a stock phrase
_SHARED = 0.08  # of the sampled runs of the text that has fewer, so many are shared by a pair worth a look
_COMMONEST = 100  # texts: a term that more have leads to no pairs, however large the story
_MOST = 1 << 17  # numbers of words kept


class _Numbers(dict[str, int]):
    """The numbers of words, the same in every run of the program; kept for the words that were asked for last."""

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST:
            self.clear()
        self[word] = number = zlib.crc32(word.encode())
        return number


_NUMBERS = _Numbers()


def runs_of(words: Sequence[str]) -> Runs:
    """The hashed runs of three words."""
    if len(words) < _RUN:
        return np.empty(0, dtype=np.uint64)
    numbers = np.fromiter(map(_NUMBERS.__getitem__, words), dtype=np.uint64, count=len(words))
    first, second, third = (odd * numbers[k : len(words) - _RUN + k + 1] for k, odd in enumerate(_MIXED))
    mixed = (first ^ (second >> np.uint64(7)) ^ (third << np.uint64(9))) * _MIXED[0]
    mixed.sort()
    different: Runs = mixed[np.concatenate(([True], mixed[1:] != mixed[:-1]))]
    return different


def pairs_by_runs(runs: Sequence[Runs]) -> set[tuple[int, int]]:
    """Pairs of texts that share so many of their sampled runs that one may have been made from the other."""
    sizes = [int(np.searchsorted(own, _SAMPLED)) for own in runs]
    if not sum(sizes):
        return set()
    sampled = np.concatenate([own[:size] for own, size in zip(runs, sizes, strict=True)])
    texts = np.repeat(np.arange(len(runs)), sizes)
    order = np.argsort(sampled, kind="stable")
    sampled, texts = sampled[order], texts[order]
    starts = np.flatnonzero(np.concatenate(([True], sampled[1:] != sampled[:-1])))
    ends = np.append(starts[1:], len(sampled))
    several = ends - starts > 1
    shared: Counter[tuple[int, int]] = Counter()
    for start, end in zip(starts[several].tolist(), ends[several].tolist(), strict=True):
        members = texts[start:end].tolist()
        # Chaining neighbours keeps the number of pairs linear where a phrase is on everybody's lips.
        shared.update(combinations(members, 2) if len(members) <= _STOCK else pairwise(members))
    return {(a, b) for (a, b), n in shared.items() if n >= _SHARED * min(sizes[a], sizes[b])}


def pairs_by_rare_terms(terms: Sequence[frozenset[str]], nearest: int = 6) -> set[tuple[int, int]]:
    """For each text the few others that share most of its rare terms."""
    counts = Counter(term for own in terms for term in own)
    ceiling = max(8, min(_COMMONEST, len(terms) // 20))
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


def containment(left: Runs, right: Runs) -> float:
    """The share of the smaller set that the larger one has."""
    smaller = min(len(left), len(right))
    both = np.sort(np.concatenate((left, right)))
    return int(np.count_nonzero(both[1:] == both[:-1])) / smaller if smaller else 0.0


def overlap(left: frozenset[str], right: frozenset[str], weights: Mapping[str, float], lighter: float) -> float:
    """Shared weight over the weight of the lighter set."""
    return fsum(weights[t] for t in left & right) / lighter if lighter else 0.0
