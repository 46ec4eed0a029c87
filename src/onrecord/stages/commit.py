"""Commitments and scheduled events: who is to do what by when."""

from collections.abc import Sequence

from onrecord.lexicons import Lexicons
from onrecord.records import Claim, Reading, TimeExpression


def find_commitments(reading: Reading, times: Sequence[TimeExpression], lexicons: Lexicons) -> tuple[Claim, ...]:
    """One claim for each act that someone is bound, planned or expected to do, and for each scheduled event."""
    del reading, times, lexicons
    return ()
