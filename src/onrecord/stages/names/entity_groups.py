"""Groups the people, bodies and places that the reports of a story name."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicons import NameLexicon
from onrecord.records import NameKind, ReportId
from onrecord.stages.names.name_keys import body_key, initials, person_key
from onrecord.stages.names.person_match import same_person
from onrecord.stages.names.places import place_key

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Member:
    """One report's entity, as the story sees it."""

    report: ReportId
    index: int
    name: str
    kind: NameKind
    aliases: tuple[str, ...]
    offices: tuple[str, ...]


def group_people(people: Sequence[Member], lexicon: NameLexicon) -> list[list[Member]]:
    """People by full name, spellings of one name together; a bare surname joins the only one who bears it."""
    by_key: dict[Key, list[Member]] = {}
    for person in people:
        by_key.setdefault(person_key(person.name, lexicon), []).append(person)
    groups: list[list[Member]] = []
    keys: list[Key] = []
    # Fuller names first, so that a shorter one meets every fuller one it may stand for.
    for key in sorted((k for k in by_key if len(k) > 1), key=lambda k: (-len(k), k)):
        fit = [i for i, k in enumerate(keys) if _one_person(key, k, by_key[key], groups[i], lexicon)]
        if len(fit) == 1:
            groups[fit[0]] += by_key[key]
        else:
            keys.append(key)
            groups.append(list(by_key[key]))
    for key in sorted(k for k in by_key if len(k) == 1):
        fit = [i for i, g in enumerate(groups) if _bears(key, g, lexicon)]
        if len(fit) != 1:
            keys.append(key)
            groups.append(list(by_key[key]))
            continue
        told_apart = {p.report for p in groups[fit[0]]}
        groups[fit[0]] += [p for p in by_key[key] if p.report not in told_apart]
        if rest := [p for p in by_key[key] if p.report in told_apart]:
            groups.append(rest)
    return groups


def _one_person(key: Key, other: Key, people: Sequence[Member], group: Sequence[Member], lexicon: NameLexicon) -> bool:
    if {p.report for p in people} & {p.report for p in group}:
        return False
    offices = ([o for p in people for o in p.offices], [o for p in group for o in p.offices])
    return same_person(key, other, offices, lexicon)


def _bears(key: Key, group: Sequence[Member], lexicon: NameLexicon) -> bool:
    full = [k for p in group if len(k := person_key(p.name, lexicon)) > 1]
    return any(k[-1] == key[0] for k in full) or any(key == person_key(a, lexicon) for p in group for a in p.aliases)


def group_places(places: Sequence[Member], lexicon: NameLexicon) -> list[list[Member]]:
    """Places by key, so that demonyms and short names stand with their country."""
    groups: dict[str, list[Member]] = {}
    for place in places:
        groups.setdefault(place_key(place.name, lexicon), []).append(place)
    return [groups[key] for key in sorted(groups)]


def group_bodies(bodies: Sequence[Member], lexicon: NameLexicon) -> list[list[Member]]:
    """Bodies and things by name in either spelling, by known initials, and by initials that only one of them has."""
    groups: dict[Key, list[Member]] = {}
    short: dict[Key, list[Member]] = {}
    expansions: dict[Key, set[Key]] = {}
    for body in bodies:
        key = body_key(lexicon.bodies.get(body.name, body.name))
        if len(key) == 1 and not any(len(body_key(a)) > 1 for a in body.aliases):
            short.setdefault(key, []).append(body)
            continue
        groups.setdefault(key, []).append(body)
        forms = {body_key(a) for a in body.aliases} | {(letters,) for letters in initials(body.name, lexicon)}
        for form in sorted(forms):
            if len(form) == 1 and len(form[0]) > 1:
                expansions.setdefault(form, set()).add(key)
    for key in sorted(short):
        capitals = all(b.name.rstrip("s").isupper() or b.name in lexicon.bodies for b in short[key])
        homes = sorted(expansions.get(key, set())) if capitals else []
        groups.setdefault(homes[0] if len(homes) == 1 else key, []).extend(short[key])
    return [groups[key] for key in sorted(groups)]
