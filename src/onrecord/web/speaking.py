"""The speaker page: what one person or body said, by topic over time, and where they said otherwise later."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.records import (
    Claim,
    ClaimId,
    ClaimType,
    Commitment,
    Interval,
    Quantity,
    Relation,
    RelationType,
    Statement,
    tell_days,
)
from onrecord.views.listing import claim_value
from onrecord.views.scope import Scope
from onrecord.web.bearing import Mark, Neighbours
from onrecord.web.frame import KINDS, put_words
from onrecord.web.question import Leaf, leaf_of
from onrecord.web.record import Words, words_of

_SHIFTS = frozenset({RelationType.POSITION_CHANGE, RelationType.POSSIBLE_SHIFT})
_APART = frozenset({RelationType.DISPUTED, RelationType.TENSION, RelationType.CONTRADICTS})
_SHARED = 2
"""So many words of topic in common make one topic of two claims."""

_WORDS = 14
"""Of a long claim so many words are looked at."""

_NAMED = 3
_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerLine:
    """A speaker in the list."""

    name: str
    roles: tuple[str, ...]
    claims: int
    reports: int
    first: str
    last: str
    shifts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """Who says something in a story, those with most claims first."""

    leaf: Leaf
    speakers: tuple[SpeakerLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A change of position, or somebody else against it: both sides and the reason."""

    relation: str
    type: str
    reason: str
    left: tuple[Words, ...]
    right: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim of the speaker."""

    kinds: tuple[str, ...]
    value: str
    when: str
    put: str
    words: Words
    marks: tuple[Mark, ...]
    decided: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What was said on one thing, earliest first; `rest` counts what is left out of a long list."""

    title: str
    said: tuple[Said, ...]
    rest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One speaker."""

    speaker: SpeakerLine
    shifts: tuple[Turn, ...]
    against: tuple[Turn, ...]
    topics: tuple[Topic, ...]


def speakers_page(scope: Scope, page: int) -> Speakers:
    """The speakers of a story."""
    lines = sorted(
        (_line(scope, name, claims) for name, claims in _by_speaker(scope).items()), key=lambda s: (-s.claims, s.name)
    )
    leaf = leaf_of(len(lines), page)
    return Speakers(leaf=leaf, speakers=tuple(lines[leaf.rows]))


def _by_speaker(scope: Scope) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in scope.claims.values():
        if claim.attribution.speaker:
            found.setdefault(claim.attribution.speaker, []).append(claim)
    return found


def speaker_page(scope: Scope, near: Neighbours, name: str) -> Page | None:
    """What a speaker of this very name said; None where nobody of that name says anything."""
    claims = sorted(_by_speaker(scope).get(name, ()), key=lambda c: _order(scope, c))
    if not claims:
        return None
    own = {c.id for c in claims}
    turns = [r for r in scope.relations if not own.isdisjoint((*r.left, *r.right))]
    return Page(
        speaker=_line(scope, name, claims),
        shifts=tuple(_turn(scope, r) for r in turns if r.type in _SHIFTS),
        against=tuple(_turn(scope, r) for r in turns if r.type in _APART),
        topics=tuple(_topics(scope, near, name, claims)),
    )


def _line(scope: Scope, name: str, claims: Sequence[Claim]) -> SpeakerLine:
    days = sorted((i.low, i.high, i) for c in claims if (i := _said_on(scope, c)).known)
    ids = {c.id for c in claims}
    return SpeakerLine(
        name=name,
        roles=tuple(sorted({c.attribution.speaker_role for c in claims if c.attribution.speaker_role})),
        claims=len(claims),
        reports=len({c.report for c in claims}),
        first=tell_days(days[0][2]) if days else "no date",
        last=tell_days(days[-1][2]) if days else "no date",
        shifts=sum(r.type in _SHIFTS and not ids.isdisjoint((*r.left, *r.right)) for r in scope.relations),
    )


def _said_on(scope: Scope, claim: Claim) -> Interval:
    said = claim.clocks.said_on.interval
    return said if said.known else scope.published(claim.report)


def _order(scope: Scope, claim: Claim) -> tuple[object, ...]:
    when = _said_on(scope, claim)
    return when.low, when.high, scope.rows[claim.report].label, claim.evidence.start


def _turn(scope: Scope, relation: Relation) -> Turn:
    left, right = (tuple(words_of(scope, c) for c in scope.live(side)[:2]) for side in (relation.left, relation.right))
    told = f"{relation.reason} {relation.explained_by}" if relation.explained_by else relation.reason
    return Turn(relation=relation.id, type=relation.type.value, reason=told, left=left, right=right)


def _topics(scope: Scope, near: Neighbours, name: str, claims: Sequence[Claim]) -> list[Topic]:
    """The claims by what they are about, the topics with most claims first; single ones together at the end."""
    own = set(name.casefold().split())
    words = {c.id: _words(c) - own for c in claims}
    spoken = _once(claims)
    for claim, more in spoken:
        words[claim.id].update(*(words[c.id] for c in more))
    kinds = {claim.id: (claim, *more) for claim, more in spoken}
    bound = _bound(scope, near, claims)
    topics: list[list[Claim]] = []
    home_of: dict[object, int] = {}
    for claim, _ in spoken:
        signs = _signs(words[claim.id], bound[claim.id])
        home = min((home_of[s] for s in signs if s in home_of), default=len(topics))
        if home == len(topics):
            topics.append([])
        topics[home].append(claim)
        for sign in signs:
            home_of.setdefault(sign, home)
    several = sorted((t for t in topics if len(t) > 1), key=lambda t: -len(t))
    single = [c for t in topics if len(t) == 1 for c in t]
    told = [(_title(t, words), t) for t in several]
    if single:
        told.append(("On other things" if several else "What was said", single))
    return [
        Topic(
            title=title,
            said=tuple(_said(scope, near, kinds[c.id]) for c in topic[:_SHOWN]),
            rest=max(0, len(topic) - _SHOWN),
        )
        for title, topic in told
    ]


def _once(claims: Sequence[Claim]) -> list[tuple[Claim, list[Claim]]]:
    """The claims, those over the same words of a report as one: the longest, with the others."""
    found: list[tuple[Claim, list[Claim]]] = []
    within: dict[str, list[tuple[Claim, list[Claim]]]] = {}
    for claim in sorted(claims, key=lambda c: (-len(c.evidence), c.type is not ClaimType.STATEMENT, c.id)):
        near = within.setdefault(claim.report, [])
        home = next((f for f in near if f[0].evidence.covers(claim.evidence)), None)
        if home is None:
            near.append((claim, []))
            found.append(near[-1])
        else:
            home[1].append(claim)
    places = {c.id: n for n, c in enumerate(claims)}
    return sorted(found, key=lambda f: places[f[0].id])


def _words(claim: Claim) -> set[str]:
    content = claim.content
    match content:
        case Statement():
            return set(content.topic)
        case Quantity():
            told = f"{content.what} {content.where or ''}".casefold().split()
            return {f"in {content.unit}", *(w for w in told if len(w) > 3)}
        case Commitment():
            return {w for w in f"{content.action} {content.object or ''}".casefold().split() if len(w) > 3}
        case _:
            return set()


def _bound(scope: Scope, near: Neighbours, claims: Sequence[Claim]) -> dict[ClaimId, set[str]]:
    """For each claim the tracks and relations it is in."""
    homes = {g: t.id for t in scope.account.tracks for g in t.groups}
    found: dict[ClaimId, set[str]] = {}
    for claim in claims:
        group = near.groups.get(claim.id)
        tracks = {str(homes[group.id])} if group and group.id in homes else set()
        found[claim.id] = tracks | {r.id for r in near.relations.get(claim.id, ())}
    return found


def _signs(words: set[str], bound: set[str]) -> list[object]:
    """What makes one topic of two claims that both have it: a pair of words, a track, a relation."""
    return [*combinations(sorted(words)[:_WORDS], _SHARED), *sorted(bound)]


def _title(claims: Sequence[Claim], words: dict[ClaimId, set[str]]) -> str:
    """The words that most of the claims share."""
    counts = Counter(w for c in claims for w in words[c.id])
    telling = [w for w, n in counts.items() if n > 1 and " " not in w and (len(w) > 3 or w.isdigit())]
    best = sorted(telling, key=lambda w: (-counts[w], w))[:_NAMED]
    return ", ".join(best).capitalize() or "One thing"


def _said(scope: Scope, near: Neighbours, together: Sequence[Claim]) -> Said:
    claim = together[0]
    when = _said_on(scope, claim)
    values = dict.fromkeys(v for c in together if (v := claim_value(c)))
    return Said(
        kinds=tuple(dict.fromkeys(KINDS[c.type] for c in together)),
        value="; ".join(values),
        when=tell_days(when) if when.known else "no date",
        put=put_words(claim),
        words=words_of(scope, claim),
        marks=tuple({m.bearing: m for c in together for m in near.marks(c)}.values()),
        decided=tuple(dict.fromkeys(d for c in together for d in c.decided)),
    )
