"""What is read off a sentence, once; rules and the trained model both produce it."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.records.ids import EntityId
from onrecord.records.interval import Confidence
from onrecord.records.report import Sentence
from onrecord.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or mark. `tag` is a Universal Dependencies UPOS; `head` the index of its head in the sentence, -1 for
    the root; `relation` a Universal Dependencies relation, `dep` where the analyser does not know.
    """

    span: Span
    text: str
    lemma: str
    tag: str
    head: int = -1
    relation: str = "dep"


class NameKind(StrEnum):
    """What sort of thing a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    FACILITY = "facility"
    NATIONALITY = "nationality"
    DOCUMENT = "document"
    LAW = "law"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a sentence: `span` without its title or office; `title` what stands before or after it."""

    span: Span
    kind: NameKind
    title: str | None = None
    confidence: Confidence = Confidence.MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechSpan:
    """One attribution as the analyser saw it, before speakers are resolved.

    It stands with the sentence of its cue; source and content may lie in the sentences around.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    confidence: Confidence = Confidence.MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Tokens, tags, heads, names and speech of one sentence; every stage is given it and none computes it again.

    `speech` is None where the analyser does not read speech at all (the rules leave it to the stages), and empty
    where it does and found nobody speaking.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    speech: tuple[SpeechSpan, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name or a definite description (`the prime minister`, `he`) in a report, and which of the report's entities
    it stands for; None where that could not be settled.
    """

    span: Span
    sentence: int
    kind: NameKind
    entity: int | None
    pronoun: bool = False
    confidence: Confidence = Confidence.MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntity:
    """Someone or something a report names: the fullest name it uses, other names, and offices it gives.

    `gender` is `m` or `f` where forms of address, offices or a first name tell it of a person.
    """

    index: int
    name: str
    kind: NameKind
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    introduced: bool = True
    gender: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Someone or something in a story, over all its reports."""

    id: EntityId
    name: str
    kind: NameKind
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
