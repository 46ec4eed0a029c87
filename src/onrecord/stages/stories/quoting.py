"""When two quotes render the same words."""

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq


def same_quote(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two quotes render the same words: equal when short, else alike or one found in the other.

    >>> same_quote("we put the valley first".split(), "we put our valley first".split())
    True
    """
    if min(len(left), len(right)) < 4:
        return len(left) > 1 and tuple(left) == tuple(right)
    shorter, longer = sorted((left, right), key=len)
    if len(longer) < 2 * len(shorter) and 3 * LCSseq.similarity(shorter, longer) >= 2 * len(longer):
        return True
    return fuzz.partial_ratio(" ".join(shorter), " ".join(longer)) >= 85
