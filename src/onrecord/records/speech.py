"""Who is said to have said it."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.records.interval import Confidence
from onrecord.records.span import Span


class Mode(StrEnum):
    """How words reach the reader."""

    DIRECT_QUOTE = "direct_quote"
    PARTIAL_QUOTE = "partial_quote"
    INDIRECT = "indirect"
    NARRATOR = "narrator"
    DOCUMENT = "document"
    HEARSAY = "hearsay"


class SourceType(StrEnum):
    """What kind of source vouches."""

    NAMED_PERSON = "named_person"
    UNNAMED_PERSON = "unnamed_person"
    COLLECTIVE = "collective"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    POLL = "poll"
    COURT = "court"
    SOCIAL_POST = "social_post"
    NARRATOR = "narrator"


class CueSense(StrEnum):
    """What the reporting word does with its content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DECLINES = "declines"
    ASKS = "asks"
    URGES = "urges"
    PROMISES = "promises"
    EXPECTS = "expects"
    BELIEVES = "believes"
    ALLEGES = "alleges"
    RETRACTS = "retracts"


class Grounding(StrEnum):
    """The mark a view prints before a source: N named, U unnamed, D document, – none given."""

    NAMED = "N"
    UNNAMED = "U"
    DOCUMENT = "D"
    NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One act of speech or writing that a report relays.

    `source`, `cue` and `content` are spans of the report; `quoted` are the parts of the content inside quotation
    marks, the speaker's own words. `speaker` is the fullest name the report gives (later the story's), or for an
    unnamed source a description that starts with `anonymous`; None while unresolved and for the narrator. `chain`
    lists who relayed it, nearest first (`The Post quoted an official who claimed` → `("The Post",)`). `told` is the
    outlet spoken to. `anonymity` is the reason given for not naming the source. `spoken` is False where nobody speaks
    or writes, as with what somebody wants, plans, feels or backs (`the union wants a rise`).
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quoted: tuple[Span, ...] = ()
    mode: Mode
    source_type: SourceType
    sense: CueSense = CueSense.ASSERTS
    negated: bool = False
    hypothetical: bool = False
    speaker: str | None = None
    speaker_role: str | None = None
    entity: int | None = None
    chain: tuple[str, ...] = ()
    told: str | None = None
    hedges: tuple[str, ...] = ()
    anonymity: str | None = None
    spoken: bool = True
    confidence: Confidence = Confidence.MEDIUM

    @property
    def relayed(self) -> bool:
        """Whether someone stands between the source and the report."""
        return bool(self.chain)

    @property
    def grounding(self) -> Grounding:
        """The one-letter mark for the kind of source."""
        match self.source_type:
            case SourceType.NARRATOR:
                return Grounding.NONE
            case SourceType.DOCUMENT | SourceType.POLL | SourceType.COURT:
                return Grounding.DOCUMENT
            case SourceType.UNNAMED_PERSON | SourceType.COLLECTIVE:
                return Grounding.UNNAMED
            case SourceType.NAMED_PERSON | SourceType.ORGANISATION | SourceType.OUTLET | SourceType.SOCIAL_POST:
                return Grounding.NAMED


NARRATOR = Attribution(
    source=None, cue=None, content=(), mode=Mode.NARRATOR, source_type=SourceType.NARRATOR, confidence=Confidence.HIGH
)
