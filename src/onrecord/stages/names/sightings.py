"""What a report has named or described so far, as what comes later may look back on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Confidence, NameKind, ReportEntity

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """What is known of the whole report while its words are read in order.

    `told` counts for each sentence those before it in which the narrator has a word: a long quotation takes nobody
    further away. `named` holds for each sentence where it names which entity, and whether inside a quotation.
    """

    entities: Sequence[ReportEntity]
    genders: Sequence[str | None]
    told: Mapping[int, int]
    named: Mapping[int, Sequence[tuple[int, int, bool]]]

    def since(self, earlier: int, later: int) -> int:
        """How many sentences of the narrator's lie between two."""
        return self.told[later] - self.told[earlier]
