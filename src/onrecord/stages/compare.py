"""How the claims of a story stand to each other, by the rules of the domain in their order."""

from collections.abc import Mapping, Sequence

from onrecord.lexicons import Lexicons
from onrecord.records import Claim, ClaimId, CopyLink, Origin, Reading, Relation, Slot, StoryId


def relate_claims(
    story: StoryId,
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    slots: Mapping[ClaimId, Slot],
    origins: Sequence[Origin],
    copies: Sequence[CopyLink],
    lexicons: Lexicons,
) -> tuple[Relation, ...]:
    """Every judgement, with its rule, its reason and the evidence on both sides."""
    del story, readings, claims, slots, origins, copies, lexicons
    return ()
