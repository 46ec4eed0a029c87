"""Ordered chains of sentences that two reports share: what a rewrite keeps when every word of it has been changed."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from onrecord.records import Span

_SHORTEST = 4  # a line with fewer terms is a heading or a fragment and says nothing about copying
_MANY = 30  # lines: a term that more of a long report's lines have is passed over
_FEWEST_OWN = 2  # sentences of a report's own from which on their share says something
_LOWEST = 0.24  # below this two sentences share a topic, not a source


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence as chains see it: where it stands and the terms in it (numbers and names among them). `handed_out`
    where it has what any report of one statement has: quoted words, a number, or what somebody said; `weight` that of
    its terms together.
    """

    span: Span
    terms: frozenset[str]
    handed_out: bool = False
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Aligned sentences in the order of both reports, their share of the shorter one's, and how alike they are on
    average: sentences on one matter align too, but are less alike than those of one text. `own` is the share of the
    aligned among the sentences that were not handed out, None where a report has hardly any.
    """

    pairs: tuple[tuple[Span, Span], ...]
    share: float
    alike: float
    own: float | None = None


def weigh_terms(reports: Sequence[Sequence[Line]]) -> Mapping[str, float]:
    """The weight of each term: how few of the story's sentences have it."""
    counts = Counter(term for lines in reports for line in lines for term in line.terms)
    total = sum(len(lines) for lines in reports)
    return {term: log(1 + total / count) for term, count in counts.items()}


def find_chain(left: Sequence[Line], right: Sequence[Line], weights: Mapping[str, float]) -> Chain:
    """The longest chain of mutually best aligned sentences that runs in the order of both reports."""
    left = [line for line in left if len(line.terms) >= _SHORTEST]
    right = [line for line in right if len(line.terms) >= _SHORTEST]
    shorter = min(len(left), len(right))
    if not shorter:
        return Chain(pairs=(), share=0.0, alike=0.0)
    scores = _score_lines(left, right, weights)
    mutual = _mutual_best(scores)
    chain = _longest_rising(mutual)
    return Chain(
        pairs=tuple((left[i].span, right[j].span) for i, j in chain),
        share=len(chain) / shorter,
        alike=sum(scores[pair] for pair in chain) / len(chain) if chain else 0.0,
        own=_own_share(left, right, chain),
    )


def _own_share(left: Sequence[Line], right: Sequence[Line], chain: Sequence[tuple[int, int]]) -> float | None:
    """How much of what a report tells by itself, beyond what is handed out to all, the other tells as well."""
    fewer = min(sum(not line.handed_out for line in lines) for lines in (left, right))
    if fewer < _FEWEST_OWN:
        return None
    return sum(not (left[i].handed_out or right[j].handed_out) for i, j in chain) / fewer


def _score_lines(
    left: Sequence[Line], right: Sequence[Line], weights: Mapping[str, float]
) -> dict[tuple[int, int], float]:
    """Dice similarity of the sentence pairs that share a term, by weight."""
    having: dict[str, list[int]] = defaultdict(list)
    for j, line in enumerate(right):
        for term in line.terms:
            having[term].append(j)
    most = max(_MANY, len(right) // 5)
    scores: dict[tuple[int, int], float] = {}
    for i, line in enumerate(left):
        shared: dict[int, float] = defaultdict(float)
        for term in sorted(line.terms):
            lines = having.get(term, ())
            if len(lines) <= most:
                for j in lines:
                    shared[j] += weights[term]
        for j, weight in shared.items():
            if (score := round(2 * weight / (line.weight + right[j].weight), 9)) >= _LOWEST:
                scores[i, j] = score
    return scores


def _mutual_best(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs in which each sentence is the other's best, in the order of the left report."""
    best_right: dict[int, tuple[float, int]] = {}
    best_left: dict[int, tuple[float, int]] = {}
    for (i, j), score in sorted(scores.items()):
        if score > best_right.get(i, (0.0, 0))[0]:
            best_right[i] = (score, j)
        if score > best_left.get(j, (0.0, 0))[0]:
            best_left[j] = (score, i)
    return [(i, j) for i, (_, j) in sorted(best_right.items()) if best_left[j][1] == i]


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises on both sides (patience sorting; the pairs rise on the left)."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for k, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(at[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(j)
            at.append(k)
        else:
            tops[pile], at[pile] = j, k
    chain: list[tuple[int, int]] = []
    step = at[-1] if at else None
    while step is not None:
        chain.append(pairs[step])
        step = before[step]
    return chain[::-1]
