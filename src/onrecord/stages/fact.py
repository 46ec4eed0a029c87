"""The narrator's own assertions that set a state, rule or origin."""

from collections.abc import Sequence

from onrecord.lexicons import Lexicons
from onrecord.records import Claim, Reading


def find_facts(reading: Reading, taken: Sequence[Claim], lexicons: Lexicons) -> tuple[Claim, ...]:
    """One claim for each such clause that no claim in `taken` rests on."""
    del reading, taken, lexicons
    return ()
