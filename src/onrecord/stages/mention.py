"""Who and what a report names, and which words stand for whom."""

from collections.abc import Mapping, Sequence

from onrecord.lexicons import NameLexicon
from onrecord.records import Analysis, Confidence, Mention, NameKind, ReportEntity
from onrecord.stages.names.coreference import resolve_description
from onrecord.stages.names.descriptions import Description, Pointing, find_descriptions
from onrecord.stages.names.naming_events import Named, quoted_spans, read_named, told_before
from onrecord.stages.names.report_entities import Cast, cast_of
from onrecord.stages.names.sightings import UNNAMED, Backdrop, Found, Sighting


def find_mentions(
    text: str, analyses: Sequence[Analysis], lexicon: NameLexicon
) -> tuple[tuple[ReportEntity, ...], tuple[Mention, ...]]:
    """The report's entities and every mention of them, in the order of the text.

    A mention is a name, a pronoun (`she`) or a description (`the minister`, `the ministry`); a description may lie
    around a name (`the Iraqi premier`). Its `entity` is None where two fit or nobody named does.
    """
    quoted = quoted_spans(text, analyses)
    named = read_named(text, analyses, quoted, lexicon)
    cast = cast_of(text, named, lexicon)
    descriptions = find_descriptions(analyses, quoted, lexicon)
    backdrop = Backdrop(
        entities=cast.entities,
        genders=cast.genders,
        told=told_before(analyses, quoted),
        named=_named_in(named, cast),
    )
    seen: list[Sighting] = []
    mentions: list[Mention] = []
    items: list[tuple[int, Named | Description]] = [*enumerate(named), *enumerate(descriptions)]
    for index, what in sorted(items, key=_place):
        if isinstance(what, Named):
            if cast.kept[index]:
                mentions.append(_name_mention(what, cast, index))
                seen += _sighted(what, cast, index)
            continue
        found = resolve_description(what, seen, backdrop, lexicon)
        if what.pointing is not Pointing.UNNAMED:
            mentions.append(_pointing_mention(what, found, cast))
        seen += _described(what, found, cast, lexicon)
    return cast.entities, tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))


def _named_in(named: Sequence[Named], cast: Cast) -> Mapping[int, Sequence[tuple[int, int, bool]]]:
    """Where each sentence names which entity, and whether inside a quotation."""
    found: dict[int, list[tuple[int, int, bool]]] = {}
    for n, entity in zip(named, cast.of_name, strict=True):
        if entity is not None:
            found.setdefault(n.sentence, []).append((n.span.start, entity, n.quoted))
    return found


def _place(item: tuple[int, Named | Description]) -> tuple[int, int]:
    # A description ends after a name inside it and is read once that name is known.
    return item[1].span.end, item[1].span.start


def _name_mention(named: Named, cast: Cast, index: int) -> Mention:
    entity = cast.of_name[index]
    kind = named.kind if entity is None or named.kind is NameKind.NATIONALITY else cast.entities[entity].kind
    return Mention(
        span=named.span,
        sentence=named.sentence,
        kind=kind,
        entity=entity,
        confidence=named.confidence if entity is None else cast.confidence[entity],
    )


def _sighted(named: Named, cast: Cast, index: int) -> list[Sighting]:
    """What a name leaves behind for later pronouns; a person who is not settled, or only guessed, leaves a nobody."""
    entity = cast.of_name[index]
    kind = named.kind if entity is None else cast.entities[entity].kind
    if kind is NameKind.OTHER and named.subject:
        # A name that nothing tells about may be a person's, and then stands in the way of others.
        kind = NameKind.PERSON
    elif entity is None and kind is not NameKind.PERSON:
        return []
    settled = entity is not None and (kind is not NameKind.PERSON or cast.sure[entity])
    return [
        Sighting(
            start=named.span.start,
            sentence=named.sentence,
            entity=entity if settled and entity is not None else UNNAMED,
            kind=NameKind.NATIONALITY if named.kind is NameKind.NATIONALITY else kind,
            gender=named.gender or (cast.genders[entity] if entity is not None else None),
            subject=named.subject,
            speaks=named.speaks,
            quoted=named.quoted,
            guessed=not settled,
        )
    ]


def _pointing_mention(what: Description, found: Found, cast: Cast) -> Mention:
    person = NameKind.ORGANISATION if what.pointing is Pointing.BODY or what.head == "it" else NameKind.PERSON
    return Mention(
        span=what.span,
        sentence=what.sentence,
        kind=person if found.entity is None else cast.entities[found.entity].kind,
        entity=found.entity,
        pronoun=what.pointing is Pointing.PRONOUN,
        confidence=found.confidence if found.entity is not None else Confidence.LOW,
    )


def _described(what: Description, found: Found, cast: Cast, lexicon: NameLexicon) -> list[Sighting]:
    """What the words leave behind for later ones: whom they stood for, or a person still unnamed."""
    if found.entity is None and what.pointing not in {Pointing.UNNAMED, Pointing.OFFICE}:
        return []
    w = lexicon.words
    gender = "f" if what.head in w.feminine_offices else "m" if what.head in w.masculine_offices else None
    entity = UNNAMED if found.entity is None else found.entity
    return [
        Sighting(
            start=what.span.start,
            sentence=what.sentence,
            entity=entity,
            kind=NameKind.PERSON if found.entity is None else cast.entities[entity].kind,
            gender=gender if found.entity is None else gender or cast.genders[entity],
            subject=what.subject,
            speaks=what.speaks,
            quoted=what.quoted,
            head=what.head,
            doubtful=found.confidence is Confidence.LOW,
        )
    ]
