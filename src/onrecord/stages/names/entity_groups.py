"""Groups the people, bodies and places that the reports of a story name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicons import NameLexicon
from onrecord.records import NameKind, ReportId
from onrecord.stages.names.name_keys import body_key, initials, person_key
from onrecord.stages.names.person_match import same_person, spellings
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
    groups = _group_full_names({key: own for key, own in by_key.items() if len(key) > 1}, lexicon)
    bearers: dict[Key, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        _enter(bearers, index, _borne(group, lexicon))
    for key in sorted(k for k in by_key if len(k) == 1):
        fit = bearers.get(key, [])
        joined = by_key[key]
        if len(fit) == 1:
            home = groups[fit[0]]
            told_apart = {p.report for p in home}
            welcome = [p for p in joined if p.report not in told_apart]
            joined = [p for p in joined if p.report in told_apart]
            _enter(bearers, fit[0], _borne(welcome, lexicon))
            home += welcome
        if joined:
            groups.append(list(joined))
            _enter(bearers, len(groups) - 1, _borne(joined, lexicon))
    return groups


def _group_full_names(by_key: Mapping[Key, list[Member]], lexicon: NameLexicon) -> list[list[Member]]:
    """Names of two words and more, spellings of one name together.

    Only names whose surnames may be spellings of one another are compared, so the cost grows with the names.
    """
    groups: list[list[Member]] = []
    keys: list[Key] = []
    like: dict[str, list[int]] = defaultdict(list)
    # Fuller names first, so that a shorter one meets every fuller one it may stand for.
    for key in sorted(by_key, key=lambda k: (-len(k), k)):
        forms = spellings(key[-1])
        near = sorted({i for form in forms for i in like[form]})
        fit = [i for i in near if _one_person(key, keys[i], by_key[key], groups[i], lexicon)]
        if len(fit) == 1:
            groups[fit[0]] += by_key[key]
            continue
        keys.append(key)
        groups.append(list(by_key[key]))
        for form in forms:
            like[form].append(len(keys) - 1)
    return groups


def _enter(bearers: dict[Key, list[int]], index: int, names: Iterable[Key]) -> None:
    for name in names:
        if index not in bearers[name]:
            bearers[name].append(index)


def _borne(group: Sequence[Member], lexicon: NameLexicon) -> list[Key]:
    """The short names that people of the group go by: surnames and the aliases that reports give."""
    full = [k for p in group if len(k := person_key(p.name, lexicon)) > 1]
    aliases = [person_key(a, lexicon) for p in group for a in p.aliases]
    return sorted({(k[-1],) for k in full} | {k for k in aliases if len(k) == 1})


def _one_person(key: Key, other: Key, people: Sequence[Member], group: Sequence[Member], lexicon: NameLexicon) -> bool:
    if {p.report for p in people} & {p.report for p in group}:
        return False
    offices = ([o for p in people for o in p.offices], [o for p in group for o in p.offices])
    return same_person(key, other, offices, lexicon)


def group_places(places: Sequence[Member], lexicon: NameLexicon) -> list[list[Member]]:
    """Places by key, so that demonyms and short names stand with their country."""
    groups: dict[str, list[Member]] = {}
    for place in places:
        groups.setdefault(place_key(place.name, lexicon), []).append(place)
    return [groups[key] for key in sorted(groups)]


def group_bodies(bodies: Sequence[Member], lexicon: NameLexicon) -> list[list[Member]]:
    """Bodies and things by name in either spelling, by known initials, by initials that only one of them has, and
    companies by their name without its last words (`Norhall` for `Norhall Energy`) where only one is so called.
    """
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
    return [own for _, own in sorted(_join_companies(groups, lexicon).items())]


def _join_companies(groups: Mapping[Key, list[Member]], lexicon: NameLexicon) -> dict[Key, list[Member]]:
    """The groups, a shorter name with the only longer one that adds no more than what companies are called."""
    longer: dict[Key, set[Key]] = defaultdict(set)
    for key, own in groups.items():
        if any(b.kind is NameKind.ORGANISATION for b in own):
            cut = len(key)
            while cut > 1 and key[cut - 1] in lexicon.words.company_endings:
                cut -= 1
                longer[key[:cut]].add(key)
    joined: dict[Key, list[Member]] = {}
    moved: dict[Key, Key] = {}
    for key in sorted(groups, key=lambda k: (-len(k), k)):
        homes = {home for home in longer.get(key, ()) if len(home) > len(key)}
        nearest = sorted(home for home in homes if not any(home != o and home[: len(o)] == o for o in homes))
        own = groups[key]
        named = all(b.kind is not NameKind.EVENT and len(b.name) > 2 for b in own)
        if len(nearest) == 1 and named:
            moved[key] = moved.get(nearest[0], nearest[0])
            joined[moved[key]] += own
        else:
            joined[key] = list(own)
    return joined
