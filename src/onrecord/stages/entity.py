"""Which names of different reports stand for the same person, body or place."""

from collections.abc import Iterable, Sequence

from onrecord.lexicons import NameLexicon
from onrecord.records import (
    Entity,
    EntityId,
    EntityLink,
    NameKind,
    Reading,
    ReportEntity,
    ReportId,
    content_id,
)
from onrecord.stages.names.entity_groups import Member, group_bodies, group_people, group_places
from onrecord.stages.names.name_index import NameIndex
from onrecord.stages.names.places import lies_within, place_key
from onrecord.stages.names.report_entities import shouted

__all__ = ["canonical_name", "lies_within", "place_key", "resolve_entities"]

_PLACES = frozenset({NameKind.PLACE, NameKind.NATIONALITY})


def resolve_entities(
    readings: Sequence[Reading], lexicon: NameLexicon
) -> tuple[tuple[Entity, ...], tuple[EntityLink, ...]]:
    """The story's entities under their fullest names, and which of them each report's entity is.

    The result does not depend on the order of the reports. Two people whom one report tells apart stay apart, as do
    people of different first names.
    """
    members = sorted(_member(r.report.id, e) for r in readings for e in r.entities)
    people = [m for m in members if m.kind is NameKind.PERSON]
    places = [m for m in members if m.kind in _PLACES]
    bodies = [m for m in members if m.kind is not NameKind.PERSON and m.kind not in _PLACES]
    groups = [
        *group_people(people, lexicon),
        *group_places(places, lexicon),
        *group_bodies(bodies, lexicon),
    ]
    resolved = [(_entity(group, lexicon), group) for group in groups]
    merged = _merge_strays(resolved)
    entities = tuple(sorted((e for e, _ in merged), key=lambda e: (e.kind, e.name, e.id)))
    links = (EntityLink(report=m.report, index=m.index, entity=entity.id) for entity, group in merged for m in group)
    return entities, tuple(sorted(links, key=lambda link: (link.report, link.index)))


def canonical_name(entities: Iterable[Entity], text: str) -> str:
    """The story's fullest name for a speaker, actor or place string; the string itself where no entity fits.

    For many strings build one `NameIndex` and ask it.
    """
    return NameIndex(entities).canonical(text)


def _member(report: ReportId, entity: ReportEntity) -> Member:
    return Member(
        report=report,
        index=entity.index,
        name=entity.name,
        kind=entity.kind,
        aliases=entity.aliases,
        offices=entity.offices,
    )


def _entity(group: Sequence[Member], lexicon: NameLexicon) -> Entity:
    kind = min({m.kind for m in group}, key=lambda k: (-sum(m.kind is k for m in group), k.value))
    if kind is NameKind.NATIONALITY and any(m.kind is NameKind.PLACE for m in group):
        kind = NameKind.PLACE
    names = sorted({m.name for m in group if kind is not NameKind.PLACE or m.kind is NameKind.PLACE})
    own = lexicon.words.organisations
    # A country's usual name and a body's own spelling before others, a name with a stray stop last; else the fullest.
    country = lexicon.countries if kind is NameKind.PLACE else {}
    name = min(
        names,
        key=lambda n: (
            n not in own,
            country.get(n) != n,
            n not in country,
            _cut(n),
            shouted(n),
            -len(n.split()),
            -len(n),
            n,
        ),
    )
    forms = sorted({form for m in group for form in (m.name, *m.aliases)} - {name})
    offices = sorted({office for m in group for office in m.offices})
    return Entity(
        id=EntityId(content_id("e", kind.value, name)),
        name=name,
        kind=kind,
        aliases=tuple(forms),
        offices=tuple(offices),
    )


def _cut(name: str) -> bool:
    """Whether a name ends in the stop of its sentence, not in that of initials or of a short form (`LA.`)."""
    return name.endswith(".") and name.count(".") == 1 and name[:-1].isupper()


def _merge_strays(resolved: Sequence[tuple[Entity, Sequence[Member]]]) -> list[tuple[Entity, tuple[Member, ...]]]:
    """Entities of unsettled kind join the only one that bears their name; equal ids become one entity."""
    by_name: dict[str, list[int]] = {}
    for i, (entity, _) in enumerate(resolved):
        if entity.kind is not NameKind.OTHER:
            surname = {entity.name.split()[-1]} if entity.kind is NameKind.PERSON else set()
            for form in {entity.name, *entity.aliases, *surname}:
                by_name.setdefault(form, []).append(i)
    home = list(range(len(resolved)))
    for i, (entity, _) in enumerate(resolved):
        bearers = by_name.get(entity.name, [])
        if entity.kind is NameKind.OTHER and len(bearers) == 1:
            home[i] = bearers[0]
    gathered: dict[EntityId, tuple[Entity, tuple[Member, ...]]] = {}
    for i in sorted(range(len(resolved)), key=lambda i: home[i] != i):
        entity = resolved[home[i]][0]
        _, members = gathered.get(entity.id, (entity, ()))
        gathered[entity.id] = entity, (*members, *resolved[i][1])
    return list(gathered.values())
