"""What claims go back to: documents, press events, interviews, agency copies."""

from collections.abc import Sequence

from onrecord.lexicons import Lexicons
from onrecord.records import Claim, CopyLink, Origin, Reading


def find_origins(
    readings: Sequence[Reading], claims: Sequence[Claim], copies: Sequence[CopyLink], lexicons: Lexicons
) -> tuple[Origin, ...]:
    """The origins of a story's claims; every claim that has a source belongs to one at least."""
    del readings, claims, copies, lexicons
    return ()
