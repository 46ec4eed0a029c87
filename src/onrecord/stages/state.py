"""Statements: what named or unnamed speakers say, beyond an amount or a commitment."""

from onrecord.lexicons import Lexicons
from onrecord.records import Claim, Reading


def find_statements(reading: Reading, lexicons: Lexicons) -> tuple[Claim, ...]:
    """One claim for each proposition that an attribution relays."""
    del reading, lexicons
    return ()
