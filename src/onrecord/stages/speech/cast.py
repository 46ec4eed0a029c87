"""The cast of a report: whom it names, and who has spoken so far."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.lexicons import SpeechLexicon
from onrecord.records import Confidence, Mention, NameKind, ReportEntity, SourceType, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A resolved source; `name` is None where it could not be settled. `head` is the noun that named it, `gender` is
    `m` or `f` where that is known of a person.
    """

    name: str | None
    type: SourceType
    role: str | None = None
    entity: int | None = None
    head: str = ""
    plural: bool = False
    gender: str | None = None
    confidence: Confidence = Confidence.MEDIUM


_LATELY = 400  # characters back to the only body named, which `the company` may be
NOBODY = Speaker(name=None, type=SourceType.NAMED_PERSON, confidence=Confidence.LOW)


@dataclass(slots=True)
class Cast:
    """Everyone the report names, and who has spoken so far; one is made per report and filled in text order."""

    entities: Sequence[ReportEntity]
    mentions: Sequence[Mention]
    lexicon: SpeechLexicon
    spoken: list[tuple[int, int, Speaker]] = field(default_factory=list)
    learned: dict[int, str] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mentions = sorted(self.mentions, key=lambda m: (m.span.start, m.span.end))
        self._starts = [m.span.start for m in self.mentions]

    def within(self, span: Span) -> list[Mention]:
        """The mentions inside `span`, in order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [m for m in self.mentions[first:last] if m.span.end <= span.end]

    def note(self, position: int, paragraph: int, speaker: Speaker) -> None:
        """Remember that this speaker spoke at this place."""
        if speaker.name is not None:
            self.spoken.append((position, paragraph, speaker))

    def gender(self, entity: int | None) -> str | None:
        """What the name tells of the entity's gender, or the pronoun that first stood for it."""
        return None if entity is None else self.entities[entity].gender or self.learned.get(entity)

    def meant_by(self, pronoun: str, speaker: Speaker) -> Speaker | None:
        """The speaker for whom a pronoun stands; None when it is a man's and she a woman, or the other way."""
        forms = self.lexicon.pronouns
        wanted = "m" if pronoun in forms.masculine else "f" if pronoun in forms.feminine else None
        nouns = self.lexicon.nouns
        known = self.gender(speaker.entity) or speaker.gender
        known = known or ("m" if speaker.head in nouns.men else "f" if speaker.head in nouns.women else None)
        if wanted is None or speaker.name is None:
            return speaker
        if known not in {None, wanted}:
            return None
        if speaker.entity is not None:
            self.learned.setdefault(speaker.entity, wanted)
        return replace(speaker, gender=wanted)

    def last(self, paragraph: int, within: int) -> Speaker | None:
        """Who spoke last, if no more than `within` paragraphs ago."""
        if not self.spoken:
            return None
        _, where, speaker = self.spoken[-1]
        return speaker if paragraph - where <= within else None

    def by_noun(self, noun: str, *, plural: bool) -> Speaker | None:
        """The last speaker whom this noun named or whose role holds it: `the official` after `a senior official`."""
        for _, _, speaker in reversed(self.spoken):
            if speaker.name is None or speaker.plural != plural:
                continue
            if speaker.head == noun or noun in self._offices(speaker.role):
                return speaker
        return None

    def holder(self, office: str) -> Speaker | None:
        """The one person of the report who holds the office; `its director` may come before the name."""
        people = [e.index for e in self.entities if e.kind is NameKind.PERSON]
        held = [i for i in people if any(office in self._offices(o) for o in self.entities[i].offices)]
        return self.named(held[0], NameKind.PERSON, sure=False) if len(held) == 1 else None

    def may_hold(self, office: str, before: int) -> bool:
        """Whether somebody of the report holds the office, or is named lately with no office told of them."""
        people = [e.index for e in self.entities if e.kind is NameKind.PERSON]
        if any(self.holds(person, office) for person in people):
            return True
        earlier = self.mentions[: bisect_left(self._starts, before)]
        lately = {m.entity for m in earlier[bisect_left(self._starts, before - _LATELY) :] if not m.pronoun}
        return any(person in lately and not self.entities[person].offices for person in people)

    def holds(self, entity: int, office: str) -> bool:
        """Whether the report says that the entity holds the office."""
        return any(office in self._offices(held) for held in self.entities[entity].offices)

    def owner(self, pronoun: Span) -> str | None:
        """The name of whom `his` or `her` at this place surely stands for."""
        found = next((m for m in self.within(pronoun) if m.pronoun), None)
        if found is None or found.entity is None or found.confidence is Confidence.LOW:
            return None
        return self.entities[found.entity].name

    def _offices(self, role: str | None) -> list[str]:
        """The words of a role up to what it is an office of: not `state` of `secretary of state`."""
        words = (role or "").lower().replace(",", " ").split()
        stop = next((i for i, word in enumerate(words) if i and word in self.lexicon.prepositions), len(words))
        return words[:stop]

    def body_by_noun(self, noun: str, before: int) -> Speaker:
        """`the ministry`: the body last named before `before` whose name holds the noun."""
        found = self.body_called(noun, before)
        if found is not None:
            return Speaker(name=self.entities[found].name, type=SourceType.ORGANISATION, entity=found, head=noun)
        known = self.by_noun(noun, plural=False)
        return known or Speaker(name=noun, type=SourceType.ORGANISATION, head=noun)

    def body_called(self, noun: str, before: int) -> int | None:
        """The body last named whose name holds the noun; for `the company` the only body named lately."""
        nouns = self.lexicon.nouns
        wanted = set(nouns.schools) if noun in nouns.schools else {noun}
        earlier = self.mentions[: bisect_left(self._starts, before)]
        for mention in reversed(earlier):
            if mention.entity is None or mention.kind is NameKind.PERSON:
                continue
            if wanted & set(self.entities[mention.entity].name.lower().split()):
                return mention.entity
        if noun not in nouns.enterprises:
            return None
        near = {
            m.entity
            for m in earlier[bisect_left(self._starts, before - _LATELY) :]
            if m.kind is NameKind.ORGANISATION and m.entity is not None and self._may_trade(m.entity)
        }
        return near.pop() if len(near) == 1 else None

    def _may_trade(self, entity: int) -> bool:
        """Whether the name is not that of another sort of body: no company is a board, a union or a radio station."""
        nouns = self.lexicon.nouns
        words = set(self.entities[entity].name.lower().split())
        return not words & {*nouns.body, *nouns.outlet} - {*nouns.enterprises}

    def named(
        self, index: int, kind: NameKind, *, sure: bool = True, doubtful: bool = False, role: str | None = None
    ) -> Speaker:
        """The speaker that an entity of the report is; a seat of power speaks for its state. `doubtful` says that it
        is only guessed to be meant.
        """
        entity = self.entities[index]
        head = entity.name.split()[-1].lower() if entity.name.split() else ""
        name, source_type = entity.name, SourceType.ORGANISATION
        match kind:
            case NameKind.PERSON:
                source_type = SourceType.NAMED_PERSON
                role = role or (entity.offices[0] if entity.offices else None)
            case NameKind.DOCUMENT | NameKind.LAW:
                source_type = SourceType.DOCUMENT
            case NameKind.PLACE:
                name = self.lexicon.capitals.get(entity.name, entity.name)
            case _:
                if any(w in self.lexicon.nouns.outlet for w in entity.name.lower().split()):
                    source_type = SourceType.OUTLET
        plain = kind in {NameKind.PERSON, NameKind.ORGANISATION}
        return Speaker(
            name=name,
            type=source_type,
            role=role,
            entity=index,
            head=head,
            confidence=Confidence.LOW if doubtful else Confidence.HIGH if plain and sure else Confidence.MEDIUM,
        )
