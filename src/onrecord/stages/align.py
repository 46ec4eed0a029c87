"""Claims of one slot over all reports, in groups of one value."""

from collections.abc import Mapping, Sequence

from onrecord.lexicons import Lexicons
from onrecord.records import Claim, ClaimId, Entity, Origin, Reading, Slot, StoryId, Track, ValueGroup


def find_slots(
    readings: Sequence[Reading], claims: Sequence[Claim], entities: Sequence[Entity], lexicons: Lexicons
) -> Mapping[ClaimId, Slot]:
    """The slot of every claim that can be compared, under canonical keys."""
    del readings, claims, entities, lexicons
    return {}


def align_claims(
    story: StoryId, claims: Sequence[Claim], slots: Mapping[ClaimId, Slot], origins: Sequence[Origin]
) -> tuple[tuple[ValueGroup, ...], tuple[Track, ...]]:
    """Value groups, and tracks of them over time."""
    del story, claims, slots, origins
    return (), ()
