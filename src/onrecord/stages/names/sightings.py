"""What a report has named or described so far, as what comes later may look back on it."""

from dataclasses import dataclass

from onrecord.records import Confidence, NameKind

UNNAMED = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Someone or something at a point of the text; `entity` is UNNAMED for a person brought in without a name,
    `doubtful` says that a pronoun was read here without certainty, `guessed` that only capitals speak for a person.
    """

    start: int
    sentence: int
    entity: int
    kind: NameKind
    gender: str | None
    subject: bool
    speaks: bool
    quoted: bool
    head: str = ""
    doubtful: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Which entity a description stands for and how sure that is."""

    entity: int | None
    confidence: Confidence = Confidence.LOW


NOBODY = Found(entity=None)
