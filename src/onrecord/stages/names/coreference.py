"""Whom pronouns and descriptions stand for, told from what the report said last; silent where two fit."""

from collections.abc import Sequence

from onrecord.lexicons import NameLexicon
from onrecord.records import Confidence, NameKind, ReportEntity
from onrecord.stages.names.descriptions import Description, Pointing
from onrecord.stages.names.name_keys import body_key, name_key
from onrecord.stages.names.salience import stands_out
from onrecord.stages.names.sightings import NOBODY, UNNAMED, Backdrop, Found, Sighting

_LATELY = 24  # sightings looked at for a body; more than two sentences hold
_LATELY_TOLD = 3  # told sentences back in which someone unnamed may be meant again
_NEAR_BODY = 3  # told sentences back to the body that `the company` may stand for
_IMPERSONAL = frozenset({NameKind.ORGANISATION, NameKind.DOCUMENT})


def resolve_description(
    description: Description,
    seen: Sequence[Sighting],
    backdrop: Backdrop,
    lexicon: NameLexicon,
) -> Found:
    """The entity the words point at, given everything sighted before them, in order."""
    match description.pointing:
        case Pointing.PRONOUN:
            return _pronoun(description, seen, backdrop, lexicon)
        case Pointing.OFFICE:
            return _office(description, seen, backdrop, lexicon)
        case Pointing.BODY:
            return _body(description, seen, backdrop, lexicon)
        case Pointing.UNNAMED:
            return NOBODY


def _pronoun(description: Description, seen: Sequence[Sighting], backdrop: Backdrop, lexicon: NameLexicon) -> Found:
    """A person who stands out for `he` and `she`; for `it` the last body that acted."""
    if description.quoted:
        return NOBODY
    if description.head in lexicon.words.pronouns_masculine:
        return stands_out(description, "m", seen, backdrop)
    if description.head in lexicon.words.pronouns_feminine:
        return stands_out(description, "f", seen, backdrop)
    return _body_meant(description, seen)


def _body_meant(description: Description, seen: Sequence[Sighting]) -> Found:
    """The one body or document that acted in the sentence itself or the one before it."""
    for sentence in (description.sentence, description.sentence - 1):
        here = [
            s
            for s in reversed(seen[-_LATELY:])
            if s.sentence == sentence and s.subject and s.kind in _IMPERSONAL and not s.quoted
        ]
        met = {s.entity for s in here}
        if len(met) == 1:
            return Found(entity=met.pop(), confidence=Confidence.MEDIUM)
        if met:
            return NOBODY
    return NOBODY


def _office(
    description: Description,
    seen: Sequence[Sighting],
    backdrop: Backdrop,
    lexicon: NameLexicon,
) -> Found:
    """The one person of the report so far whose office the words name, else the one spoken of whom they may vary."""
    gender = "f" if description.head in lexicon.words.feminine_offices else None
    gender = gender or ("m" if description.head in lexicon.words.masculine_offices else None)
    last: dict[int, int] = {}
    unnamed, lately = -1, False
    for sighting in seen:
        if sighting.entity != UNNAMED and sighting.kind is NameKind.PERSON:
            last[sighting.entity] = sighting.start
        elif sighting.entity == UNNAMED and sighting.head == description.head:
            unnamed = sighting.start
            lately = backdrop.since(sighting.sentence, description.sentence) <= _LATELY_TOLD
    fit = [
        entity
        for entity in sorted(last)
        if backdrop.genders[entity] in {None, gender} or gender is None
        if any(holds_office(office, description, lexicon) for office in backdrop.entities[entity].offices)
    ]
    if not fit and not lately:
        return _varied(description, gender, seen, backdrop, lexicon)
    if len(fit) != 1 or unnamed > last[fit[0]]:
        return NOBODY
    return Found(entity=fit[0], confidence=Confidence.MEDIUM)


def _varied(
    description: Description,
    gender: str | None,
    seen: Sequence[Sighting],
    backdrop: Backdrop,
    lexicon: NameLexicon,
) -> Found:
    """`the businessman`, `the senator` of one just spoken of by name, when nothing known of him stands against it."""
    loose = description.head in lexicon.words.loose_descriptions or lexicon.nationality(description.head.title())
    if not description.subject or description.complement or (description.bodily and not loose):
        return NOBODY
    found = stands_out(description, gender, seen, backdrop)
    if found.entity is None or found.confidence is Confidence.LOW:
        return NOBODY
    if backdrop.entities[found.entity].offices and not loose:
        return NOBODY
    return Found(entity=found.entity, confidence=Confidence.LOW)


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
    description: Description,
    seen: Sequence[Sighting],
    backdrop: Backdrop,
    lexicon: NameLexicon,
) -> Found:
    """The one body of the report so far whose name holds the noun and the capitalised modifiers, else the one spoken
    of that may be called so.
    """
    if description.complement:
        return NOBODY
    wanted = {*body_key(description.head), *(k for m in description.modifiers for k in name_key(m))}
    met = sorted({s.entity for s in seen if s.kind in {NameKind.ORGANISATION, NameKind.FACILITY} and s.entity >= 0})
    words = {e: {w for name in _names(backdrop.entities[e]) for w in body_key(name)} for e in met}
    schools = lexicon.words.education_bodies
    if description.head in schools:
        taught = [e for e in met if words[e] & schools]
        if len(taught) != 1:
            return NOBODY
        return Found(entity=taught[0], confidence=Confidence.MEDIUM)
    fit = [e for e in met if wanted <= words[e]]
    loose = description.head in lexicon.words.loose_bodies
    if not loose or (len(fit) == 1 and _lately_met(fit[0], description, seen, backdrop)):
        return Found(entity=fit[0], confidence=Confidence.MEDIUM) if len(fit) == 1 else NOBODY
    spoken = _spoken_of(description, seen, backdrop)
    if spoken != fit and (fit or _called_so_elsewhere(wanted, spoken, backdrop)):
        return NOBODY
    fit = spoken
    if len(fit) != 1 or words.get(fit[0], set()) & lexicon.words.plain_bodies - {description.head}:
        return NOBODY
    return Found(entity=fit[0], confidence=Confidence.MEDIUM)


def _called_so_elsewhere(wanted: set[str], spoken: Sequence[int], backdrop: Backdrop) -> bool:
    """Whether the report names another body with the noun in its name, before or after: `the union` of a report that
    goes on to name the Weavers' Union is not the mill just spoken of.
    """
    others = (e for number, e in enumerate(backdrop.entities) if number not in spoken)
    bodies = (e for e in others if e.kind is NameKind.ORGANISATION)
    return any(wanted <= {w for name in _names(e) for w in body_key(name)} for e in bodies)


def _lately_met(entity: int, description: Description, seen: Sequence[Sighting], backdrop: Backdrop) -> bool:
    """Whether the body was named in the last sentences."""
    return any(s.entity == entity and backdrop.since(s.sentence, description.sentence) <= _NEAR_BODY for s in seen)


def _spoken_of(description: Description, seen: Sequence[Sighting], backdrop: Backdrop) -> list[int]:
    """The bodies that acted in the nearest of the last sentences in which any did."""
    nearest: int | None = None
    found = set()
    for sighting in reversed(seen):
        if backdrop.since(sighting.sentence, description.sentence) > _NEAR_BODY:
            break
        acted = sighting.kind is NameKind.ORGANISATION and sighting.subject and not sighting.quoted
        if acted and sighting.entity >= 0 and nearest in {None, sighting.sentence}:
            nearest = sighting.sentence
            found.add(sighting.entity)
    return sorted(found)


def _names(entity: ReportEntity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)
