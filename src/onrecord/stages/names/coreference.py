"""Whom pronouns and descriptions stand for, told from what the report said last; silent where two fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicons import NameLexicon
from onrecord.records import Confidence, NameKind, ReportEntity
from onrecord.stages.names.descriptions import Description, Pointing
from onrecord.stages.names.name_keys import body_key, name_key

UNNAMED = -1
_REACH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Someone or something at a point of the text; `entity` is UNNAMED for a person brought in without a name,
    `doubtful` says that a pronoun was read here without certainty.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Which entity a description stands for and how sure that is."""

    entity: int | None
    confidence: Confidence = Confidence.LOW


NOBODY = Found(entity=None)


def resolve_description(
    description: Description,
    seen: Sequence[Sighting],
    entities: Sequence[ReportEntity],
    genders: Sequence[str | None],
    lexicon: NameLexicon,
) -> Found:
    """The entity the words point at, given everything sighted before them, in order."""
    match description.pointing:
        case Pointing.PRONOUN:
            return _pronoun(description, seen, lexicon)
        case Pointing.OFFICE:
            return _office(description, seen, entities, genders, lexicon)
        case Pointing.BODY:
            return _body(description, seen, entities, lexicon)
        case Pointing.UNNAMED:
            return NOBODY


def _pronoun(description: Description, seen: Sequence[Sighting], lexicon: NameLexicon) -> Found:
    """The nearest who fits: a subject for `he` and `she`, anybody for other forms if nobody else is near."""
    if description.quoted:
        return NOBODY
    by_sentence = _candidates(description, seen, lexicon)
    nearest = sorted(by_sentence, reverse=True)
    if description.head not in lexicon.words.pronouns_nominative:
        return _only_one([s for n in nearest[:2] for s in by_sentence[n]])
    if description.speaks and (speaker := _last_speaker(by_sentence)) is not None:
        return speaker
    for sentence in nearest:
        here = by_sentence[sentence]
        subjects = {s.entity for s in here if s.subject}
        if len(subjects) == 1:
            near = [s for n in nearest[:2] for s in by_sentence[n]]
            alone = len({s.entity for s in near}) == 1 and any(s.subject and not s.doubtful for s in near)
            return _found(subjects.pop(), sure=alone and description.sentence - sentence <= 2)
        if subjects or sentence == description.sentence or len({s.entity for s in here}) > 1:
            return NOBODY
        if description.speaks:
            return _only_one(here)
    return NOBODY


def _candidates(description: Description, seen: Sequence[Sighting], lexicon: NameLexicon) -> dict[int, list[Sighting]]:
    """Who was sighted within reach and may be meant by the pronoun, by sentence."""
    w = lexicon.words
    head = description.head
    gender = "m" if head in w.pronouns_masculine else "f" if head in w.pronouns_feminine else None
    wanted = frozenset({NameKind.PERSON}) if gender else frozenset({NameKind.ORGANISATION, NameKind.DOCUMENT})
    found: dict[int, list[Sighting]] = {}
    for sighting in reversed(seen):
        if description.sentence - sighting.sentence > (_REACH if gender else 1):
            break
        fits = sighting.kind in wanted and (gender is None or sighting.gender in {None, gender})
        if fits and not sighting.quoted:
            found.setdefault(sighting.sentence, []).append(sighting)
    return found


def _last_speaker(by_sentence: Mapping[int, Sequence[Sighting]]) -> Found | None:
    """Whoever spoke last before `he said`, when no other subject came between."""
    for sentence in sorted(by_sentence, reverse=True):
        subjects = {s.entity for s in by_sentence[sentence] if s.subject}
        speakers = {s.entity for s in by_sentence[sentence] if s.speaks}
        if len(speakers) == 1 and subjects == speakers:
            certain = any(s.speaks and not s.doubtful for s in by_sentence[sentence])
            return _found(speakers.pop(), sure=certain)
        if subjects:
            return None
    return None


def _only_one(near: Sequence[Sighting]) -> Found:
    everyone = {s.entity for s in near}
    return _found(everyone.pop(), sure=False) if len(everyone) == 1 else NOBODY


def _found(entity: int, *, sure: bool) -> Found:
    if entity == UNNAMED:
        return NOBODY
    return Found(entity=entity, confidence=Confidence.MEDIUM if sure else Confidence.LOW)


def _office(
    description: Description,
    seen: Sequence[Sighting],
    entities: Sequence[ReportEntity],
    genders: Sequence[str | None],
    lexicon: NameLexicon,
) -> Found:
    """The one person of the report so far whose office the words name."""
    gender = "f" if description.head in lexicon.words.feminine_offices else None
    gender = gender or ("m" if description.head in lexicon.words.masculine_offices else None)
    last: dict[int, int] = {}
    unnamed = -1
    for sighting in seen:
        if sighting.entity != UNNAMED and sighting.kind is NameKind.PERSON:
            last[sighting.entity] = sighting.start
        elif sighting.entity == UNNAMED and sighting.head == description.head:
            unnamed = sighting.start
    fit = [
        entity
        for entity in sorted(last)
        if genders[entity] in {None, gender} or gender is None
        if any(holds_office(office, description, lexicon) for office in entities[entity].offices)
    ]
    if len(fit) != 1 or unnamed > last[fit[0]]:
        return NOBODY
    return Found(entity=fit[0], confidence=Confidence.MEDIUM)


def holds_office(office: str, description: Description, lexicon: NameLexicon) -> bool:
    """Whether the description may stand for the holder of the office: same noun, same rank, no other country."""
    words = office_words(office, lexicon)
    if not words or words[-1] != description.head:
        return False
    ranks = lexicon.words.rank_modifiers
    if {w for w in words if w in ranks} != {m for m in description.modifiers if m in ranks}:
        return False
    if description.complement and not set(description.complement) <= set(name_key(office)):
        return False
    held = {_country(w, lexicon) for w in office.replace("-", " ").split()} - {None}
    for modifier in description.modifiers:
        country = _country(modifier.title(), lexicon)
        if country is not None and held and country not in held:
            return False
        if country is None and modifier in lexicon.words.office_modifiers and modifier not in words:
            return False
    return True


def office_words(office: str, lexicon: NameLexicon) -> tuple[str, ...]:
    """The words of an office up to its noun, before `of` or `for`.

    >>> from onrecord.lexicons import load_lexicons
    >>> office_words("deputy head of the bureau", load_lexicons().names)
    ('deputy', 'head')
    """
    words: list[str] = []
    for word in office.lower().replace("-", " ").split():
        bare = word.strip(",.")
        if words and bare in lexicon.words.function_words:
            break
        words.append(bare)
    while words and words[-1] not in lexicon.words.offices:
        words.pop()
    return tuple(words)


def _country(word: str, lexicon: NameLexicon) -> str | None:
    bare = word.strip(",.").removesuffix("'s").removesuffix("’s")
    return lexicon.countries.get(bare) or lexicon.demonyms.get(bare)


def _body(
    description: Description, seen: Sequence[Sighting], entities: Sequence[ReportEntity], lexicon: NameLexicon
) -> Found:
    """The one body of the report so far whose name holds the noun and the capitalised modifiers."""
    if description.complement:
        return NOBODY
    wanted = {*body_key(description.head), *(k for m in description.modifiers for k in name_key(m))}
    met = sorted({s.entity for s in seen if s.kind in {NameKind.ORGANISATION, NameKind.FACILITY} and s.entity >= 0})
    words = {e: {w for name in _names(entities[e]) for w in body_key(name)} for e in met}
    schools = lexicon.words.education_bodies
    if description.head in schools and len([e for e in met if words[e] & schools]) > 1:
        return NOBODY
    fit = [e for e in met if wanted <= words[e]]
    return Found(entity=fit[0], confidence=Confidence.MEDIUM) if len(fit) == 1 else NOBODY


def _names(entity: ReportEntity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)
