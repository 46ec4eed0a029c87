"""How near short reports are in what they mean, where they say it in other words.

A headline of eight words shares few of them with another on the same matter. What its words mean, a vector that a table
gives, says more, and the less so the more words there are: a long report is known by its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isqrt

import numpy as np

from onrecord.stages.stories.surroundings import UNIT

_WHOLE = 1_000  # shares are in thousandths, so that likeness stays a whole number
_LEAST = 50  # of them; below this meaning is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A report's vector, one byte a number, and which share of its likeness to others, in thousandths, goes by it."""

    share: int
    vector: bytes


def meaning_of(vector: bytes, share: float) -> Meaning | None:
    """The meaning of a report of which so large a share of likeness goes by it; None where that is too little."""
    thousandths = round(share * _WHOLE)
    return Meaning(share=thousandths, vector=vector) if vector and thousandths >= _LEAST else None


def blend(products: Mapping[int, int], meaning: Meaning | None, others: Mapping[int, Meaning]) -> Mapping[int, int]:
    """Products of a vector with others', each with its share of likeness in meaning, where both reports have one.

    The share is the smaller of the two: it is the same from either side.
    """
    if meaning is None or not others:
        return products
    known = sorted(others)
    nearness = _nearness(meaning.vector, [others[node].vector for node in known])
    blended = dict(products)
    for node, near in zip(known, nearness, strict=True):
        share = min(meaning.share, others[node].share)
        blended[node] = (products[node] * (_WHOLE - share) + near * share) // _WHOLE
    return blended


def _nearness(vector: bytes, others: Sequence[bytes]) -> list[int]:
    """The cosines of a vector to others, in parts of the square of `UNIT`; none is below nothing."""
    own = np.frombuffer(vector, dtype=np.int8).astype(np.int32)
    table = np.frombuffer(b"".join(others), dtype=np.int8).reshape(len(others), len(vector)).astype(np.int32)
    square = int(own @ own)
    dots, squares = (table @ own).tolist(), (table * table).sum(axis=1).tolist()
    return [max(0, dot) * UNIT**2 // (isqrt(square * other) or 1) for dot, other in zip(dots, squares, strict=True)]
