"""Which names in one report are the same person, body or place."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.lexicons import NameLexicon
from onrecord.records import Confidence, NameKind, ReportEntity
from onrecord.stages.names.name_keys import body_key, initials, name_key, person_key
from onrecord.stages.names.naming_events import Named
from onrecord.stages.names.shared_names import told_apart

Key = tuple[str, ...]
_RANK = {Confidence.HIGH: 4, Confidence.MEDIUM: 2, Confidence.LOW: 1}
_BODIES = frozenset({NameKind.ORGANISATION, NameKind.FACILITY, NameKind.DOCUMENT, NameKind.LAW, NameKind.EVENT})
_BRACKETED = re.compile(r"\s*\(\s*(?:the\s+)?[\"“']?([A-Z][A-Za-z&.\-]{1,9})[\"”']?\s*[),;]")


@dataclass(slots=True)
class Cluster:
    """Names that stand for one entity, as indexes into the report's names; `keys` are their reduced forms."""

    kind: NameKind
    keys: set[Key] = field(default_factory=set)
    members: list[int] = field(default_factory=list)
    gender: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The report's entities, and for each name the index of its entity, None where two fit, and whether it is kept.

    For each entity `genders` holds what is known, `confidence` that of its best name, and `sure` whether it rests on
    more than capitals.
    """

    entities: tuple[ReportEntity, ...]
    of_name: tuple[int | None, ...]
    kept: tuple[bool, ...]
    genders: tuple[str | None, ...]
    sure: tuple[bool, ...]
    confidence: tuple[Confidence, ...]


def cast_of(text: str, named: Sequence[Named], lexicon: NameLexicon) -> Cast:
    """Gather the names of a report into entities, in order of first appearance."""
    kinds = settle_kinds(named, lexicon)
    kept = [_borne_out(n, kinds, named, lexicon) for n in named]
    clusters = [
        *_people(named, kinds, kept, lexicon),
        *_bodies(text, named, kinds, kept, lexicon),
        *_places(named, kinds, kept, lexicon),
    ]
    clusters.sort(key=lambda c: min(c.members))
    of_name: list[int | None] = [None] * len(named)
    for index, cluster in enumerate(clusters):
        for member in cluster.members:
            of_name[member] = index
    return Cast(
        entities=tuple(_entity(i, c, named, lexicon) for i, c in enumerate(clusters)),
        of_name=tuple(of_name),
        kept=tuple(kept),
        genders=tuple(c.gender for c in clusters),
        sure=tuple(_sure(c, named) for c in clusters),
        confidence=tuple(max((named[i].confidence for i in c.members), key=_RANK.__getitem__) for c in clusters),
    )


def _sure(cluster: Cluster, named: Sequence[Named]) -> bool:
    """Whether more than a guess from capitals says that there is such an entity of this kind."""
    return any(
        n.office or n.addressed or n.confidence is Confidence.HIGH or (n.speaks and len(n.text.split()) > 1)
        for n in (named[i] for i in cluster.members)
    )


def settle_kinds(named: Sequence[Named], lexicon: NameLexicon) -> Mapping[Key, NameKind]:
    """One kind for each distinct name: the best borne out over the report."""
    votes: dict[Key, Counter[NameKind]] = {}
    for n in named:
        if n.kind is not NameKind.OTHER:
            votes.setdefault(name_key(n.text), Counter())[n.kind] += _RANK[n.confidence]
    kinds = {key: min(count, key=lambda k: (-count[k], k.value)) for key, count in votes.items()}
    # A lone name that begins or ends a person's fuller name is that person's, unless a table says it is a place.
    full = [person_key(n.text, lexicon) for n in named if _full_person(n, kinds, lexicon)]
    surnames = {word for key in full for word in (key[0], key[-1])}
    addressed = {person_key(n.text, lexicon)[-1] for n in named if n.addressed or n.office}
    for n in named:
        key = name_key(n.text)
        if key not in kinds and len(key) > 1 and person_key(n.text, lexicon)[-1] in addressed:
            kinds[key] = NameKind.PERSON
        known = lexicon.place(n.text) or lexicon.nationality(n.text) or n.text in lexicon.bodies
        if len(person_key(n.text, lexicon)) == 1 and not known and person_key(n.text, lexicon)[0] in surnames:
            kinds[key] = NameKind.PERSON
    return kinds


def _full_person(n: Named, kinds: Mapping[Key, NameKind], lexicon: NameLexicon) -> bool:
    sure = n.confidence is not Confidence.LOW
    return sure and kinds.get(name_key(n.text)) is NameKind.PERSON and len(person_key(n.text, lexicon)) > 1


def _borne_out(n: Named, kinds: Mapping[Key, NameKind], named: Sequence[Named], lexicon: NameLexicon) -> bool:
    """Whether a guess is kept: a lone capital at the start of a sentence needs a second witness."""
    del named
    if n.confidence is not Confidence.LOW or not n.opening:
        return True
    kind = kinds.get(name_key(n.text))
    return kind is not None or len(person_key(n.text, lexicon)) > 1


def _people(
    named: Sequence[Named], kinds: Mapping[Key, NameKind], kept: Sequence[bool], lexicon: NameLexicon
) -> list[Cluster]:
    """Clusters of persons: shorter names join the only fuller one that holds them."""
    members: dict[Key, list[int]] = {}
    for i, n in enumerate(named):
        if kept[i] and kinds.get(name_key(n.text)) is NameKind.PERSON:
            members.setdefault(person_key(n.text, lexicon), []).append(i)
    clusters: list[Cluster] = []
    surnames = _surnames(named, lexicon)
    shared: list[tuple[Key, list[Cluster]]] = []
    for key in sorted(members, key=lambda k: (-len(k), members[k][0])):
        homes = _homes(key, clusters)
        if len(key) == 1 and key[0] in surnames:
            homes = [c for c in homes if _guessed_nowhere(c, key, named)]
        if not homes:
            clusters.append(Cluster(kind=NameKind.PERSON, keys={key}, members=list(members[key])))
        elif len(homes) == 1:
            homes[0].members += members[key]
            homes[0].keys.add(key)
        else:
            shared.append((key, homes))
    for key, homes in shared:
        fitting = {i: _fitting(named[i], homes, named, lexicon) for i in members[key]}
        for i, at in told_apart(members[key], [c.members for c in homes], named, fitting).items():
            homes[at].members.append(i)
            homes[at].keys.add(key)
    for cluster in clusters:
        cluster.gender = gender_of(cluster, named, lexicon)
    return clusters


def _surnames(named: Sequence[Named], lexicon: NameLexicon) -> frozenset[str]:
    """Lone words that a form of address makes surnames (`Mr Obara`), so that `Obara Speech` is no fuller name."""
    alone = (n for n in named if n.gender and n.text not in lexicon.genders)
    return frozenset(key[0] for n in alone if len(key := person_key(n.text, lexicon)) == 1)


def _guessed_nowhere(cluster: Cluster, key: Key, named: Sequence[Named]) -> bool:
    """Whether the fuller name ends in the surname, or more than capitals say that it is a person's."""
    ends = any(k[-1] == key[-1] for k in cluster.keys)
    return ends or any(named[i].confidence is not Confidence.LOW for i in cluster.members)


def _homes(key: Key, clusters: Sequence[Cluster]) -> list[Cluster]:
    """Fuller names that the shorter one may stand for: by surname if any fits so, else by any part in order."""
    by_end = [c for c in clusters if any(len(k) > len(key) and k[-1] == key[-1] and _within(key, k) for k in c.keys)]
    if by_end:
        return by_end
    return [c for c in clusters if any(len(k) > len(key) and _within(key, k) for k in c.keys)]


def _within(short: Key, full: Key) -> bool:
    rest = iter(full)
    return all(any(word == w or (len(word) == 1 and w[0] == word) for w in rest) for word in short)


def _fitting(n: Named, homes: Sequence[Cluster], named: Sequence[Named], lexicon: NameLexicon) -> list[int]:
    """Those of several bearers of a surname at whom the title or the form of address points."""
    if n.gender:
        fit = [at for at, c in enumerate(homes) if gender_of(c, named, lexicon) == n.gender]
        if len(fit) == 1:
            return fit
    if n.office:
        wanted = set(name_key(n.office))
        return [at for at, c in enumerate(homes) if any(wanted <= set(name_key(o)) for o in _offices(c, named))]
    return []


def gender_of(cluster: Cluster, named: Sequence[Named], lexicon: NameLexicon) -> str | None:
    """What forms of address and offices say, else what the first name says; None when they disagree or do not say."""
    told = {named[i].gender for i in cluster.members if named[i].gender}
    w = lexicon.words
    for office in _offices(cluster, named):
        words = set(name_key(office))
        told |= {"f"} if words & w.feminine_offices else set()
        told |= {"m"} if words & w.masculine_offices else set()
    if told:
        return told.pop() if len(told) == 1 else None
    longest = max((named[i].text for i in cluster.members), key=len)
    first = longest.split()[0].partition("-")[0]
    gender = lexicon.genders.get(first)
    return gender if gender in {"m", "f"} and len(longest.split()) > 1 else None


def _offices(cluster: Cluster, named: Sequence[Named]) -> list[str]:
    return list(dict.fromkeys(o for i in sorted(cluster.members) if (o := named[i].office)))


def _bodies(
    text: str, named: Sequence[Named], kinds: Mapping[Key, NameKind], kept: Sequence[bool], lexicon: NameLexicon
) -> list[Cluster]:
    """Clusters of bodies and things, by spelling, by initials given in brackets, and by known initials."""
    expansions = _abbreviations(text, named)
    clusters: dict[Key, Cluster] = {}
    short: list[tuple[int, Key]] = []
    for i, n in enumerate(named):
        kind = kinds.get(name_key(n.text), NameKind.OTHER)
        if not kept[i] or kind in {NameKind.PERSON, NameKind.PLACE, NameKind.NATIONALITY}:
            continue
        full = expansions.get(n.text) or lexicon.bodies.get(n.text) or n.text
        key = body_key(full)
        if len(key) == 1:
            short.append((i, key))
            continue
        clusters.setdefault(key, Cluster(kind=kind if kind in _BODIES else NameKind.OTHER)).members.append(i)
    letters = {n.text: initials(n.text, lexicon) for n in named} if short else {}
    for i, key in short:
        home = [k for k in clusters if len(k) > 1 and _shortens(key, k, named[i], clusters[k], named, letters)]
        target = home[0] if len(home) == 1 else key
        kind = kinds.get(name_key(named[i].text), NameKind.OTHER)
        clusters.setdefault(target, Cluster(kind=kind)).members.append(i)
    for key in sorted(clusters, key=len):
        _join_prefixed(key, clusters, lexicon)
    for key, cluster in clusters.items():
        cluster.keys.add(key)
    return list(clusters.values())


def _join_prefixed(key: Key, clusters: dict[Key, Cluster], lexicon: NameLexicon) -> None:
    """Gather `health ministry` into the only `<country> health ministry`, a bare name into the only body it begins."""
    if len(key) < 2 or key not in clusters:
        return
    longer = [
        k for k in clusters if len(k) > len(key) and k[-len(key) :] == key and _is_country(k[: -len(key)], lexicon)
    ]
    if len(longer) == 1:
        clusters[longer[0]].members += clusters.pop(key).members


def _is_country(words: Key, lexicon: NameLexicon) -> bool:
    name = " ".join(w.upper() if len(w) < 4 else w.title() for w in words)
    return name in lexicon.countries or name in lexicon.demonyms


def _shortens(
    key: Key,
    full: Key,
    n: Named,
    cluster: Cluster,
    named: Sequence[Named],
    letters: Mapping[str, frozenset[str]],
) -> bool:
    """Whether a lone word is a full name's initials, or its first word where nothing else is known of it."""
    if n.kind is NameKind.OTHER and full[0] == key[0]:
        return True
    if n.text[:1].islower() or not n.text[-1].isupper():
        return False
    return any(key[0] in letters[named[i].text] for i in cluster.members)


def _abbreviations(text: str, named: Sequence[Named]) -> dict[str, str]:
    """Initials that the report itself gives in brackets after a name."""
    found: dict[str, str] = {}
    for n in named:
        match = _BRACKETED.match(text, n.span.end, n.span.end + 24)
        if match and len(n.text.split()) > 1 and match.group(1)[0].lower() in {w[0].lower() for w in n.text.split()}:
            found.setdefault(match.group(1), n.text)
    return found


def _places(
    named: Sequence[Named], kinds: Mapping[Key, NameKind], kept: Sequence[bool], lexicon: NameLexicon
) -> list[Cluster]:
    """Clusters of places and peoples; a demonym stands with its country."""
    clusters: dict[Key, Cluster] = {}
    for i, n in enumerate(named):
        kind = kinds.get(name_key(n.text), NameKind.OTHER)
        if not kept[i] or kind not in {NameKind.PLACE, NameKind.NATIONALITY}:
            continue
        country = lexicon.countries.get(n.text) or lexicon.demonyms.get(n.text)
        country = country or lexicon.demonyms.get(n.text.removesuffix("s"))
        clusters.setdefault(name_key(country or n.text), Cluster(kind=kind)).members.append(i)
    for cluster in clusters.values():
        if any(named[i].kind is NameKind.PLACE for i in cluster.members):
            cluster.kind = NameKind.PLACE
    return list(clusters.values())


def _entity(index: int, cluster: Cluster, named: Sequence[Named], lexicon: NameLexicon) -> ReportEntity:
    forms = list(dict.fromkeys(named[i].text for i in sorted(cluster.members)))
    name = max(forms, key=lambda f: (_fullness(f, cluster.kind, lexicon), -forms.index(f)))
    if cluster.kind is NameKind.PLACE:
        # The usual name of a state: not `Republic of Korea` or `America` because they are longer than others.
        name = lexicon.countries.get(name) or (name.title() if shouted(name) else name)
    offices = _offices(cluster, named) if cluster.kind is NameKind.PERSON else []
    introduced = cluster.kind is not NameKind.PERSON or bool(offices) or len(person_key(name, lexicon)) > 1
    return ReportEntity(
        index=index,
        name=name,
        kind=cluster.kind,
        aliases=tuple(f for f in forms if f != name),
        offices=tuple(offices),
        introduced=introduced,
        gender=cluster.gender,
    )


def shouted(name: str) -> bool:
    """Whether a name stands in capitals as in a dateline, and not as initials."""
    return len(name) > 4 and name.isupper()


def _fullness(form: str, kind: NameKind, lexicon: NameLexicon) -> tuple[int, int, int, int]:
    named_place = kind is NameKind.PLACE and lexicon.place(form)
    return int(named_place), int(not shouted(form)), len(person_key(form, lexicon)), len(form)
