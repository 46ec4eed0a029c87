"""Which names of different reports stand for the same person, body or place."""

from collections.abc import Sequence

from onrecord.lexicons import NameLexicon
from onrecord.records import Entity, EntityLink, Reading


def resolve_entities(
    readings: Sequence[Reading], lexicon: NameLexicon
) -> tuple[tuple[Entity, ...], tuple[EntityLink, ...]]:
    """The story's entities under their fullest names, and which of them each report's entity is."""
    del readings, lexicon
    return (), ()
