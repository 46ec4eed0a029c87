"""Amounts: how much of what, where."""

from collections.abc import Sequence

from onrecord.lexicons import Lexicons
from onrecord.records import Claim, Reading, TimeExpression


def find_quantities(reading: Reading, times: Sequence[TimeExpression], lexicons: Lexicons) -> tuple[Claim, ...]:
    """One claim for each number about the world."""
    del reading, times, lexicons
    return ()
