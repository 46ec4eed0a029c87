"""Which commitments are about one act: the same actor, act and place in different words."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import log

from onrecord.lexicons import StoryLexicon
from onrecord.lexicons.stories import ActWords
from onrecord.records import Claim, ClaimId, ClaimType, Commitment, CommitmentKind, ReportId, Slot
from onrecord.stages.stories.canon import Canon, sorted_key
from onrecord.stages.stories.settled_acts import settled_act
from onrecord.stages.stories.terms import stem, terms_of, words_of

_ALIKE = 0.42
_SAME_KIND = 0.2  # what acts of one kind (`wrap up`, `conclude`) on one object gain
_SAME_VERB = 0.1
_SAME_THING = 0.5  # acts of one kind on one named thing, told without more
_SHOWN = 4
_COMPARED = 6
_NO_LONGER = re.compile(r"\bno longer\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    claim: Claim
    actor: str
    about: str
    action: str
    kind: str
    terms: frozenset[str]
    object: frozenset[str]
    figures: frozenset[str]
    places: frozenset[str]
    until: date | None
    refused: bool
    partial: bool


def commitment_slots(
    claims: Sequence[Claim], texts: Mapping[ReportId, str], canon: Canon, lexicon: StoryLexicon
) -> dict[ClaimId, Slot]:
    """The slots of the commitments; those about one act share theirs."""
    acts = [_read_act(c, c.content, texts, canon, lexicon) for c in claims if isinstance(c.content, Commitment)]
    counts = Counter(term for act in acts for term in act.terms)
    weights = {term: log(1 + len(acts) / count) for term, count in counts.items()}
    slots: dict[ClaimId, Slot] = {}
    taken: Counter[Slot] = Counter()
    for members in _gather(acts, weights, frozenset(map(frozenset, lexicon.acts.opposed))):
        slot = _slot([acts[i] for i in members], weights)
        taken[slot] += 1
        if taken[slot] > 1:  # two acts whose words make one key stay two
            slot = replace(slot, status=f"act {taken[slot]}")
        slots |= {acts[i].claim.id: slot for i in members}
    return slots


def kind_of_act(action: str, words: ActWords) -> str:
    """The kind of act that a verb with its particles stands for; empty where no kind is known.

    >>> kind_of_act("wrap up", load_stories().acts)
    'end'
    """
    parts = action.lower().split()
    forms = (" ".join(parts), " ".join(parts[:2]), parts[0] if parts else "")
    return next((kind for form in forms if (kind := words.by_word.get(form))), "")


def _read_act(
    claim: Claim, content: Commitment, texts: Mapping[ReportId, str], canon: Canon, lexicon: StoryLexicon
) -> _Act:
    clause = claim.evidence.of(texts[claim.report])
    content, aside = settled_act(content, clause, lexicon.acts)
    told = " ".join(filter(None, (content.action, content.object, content.scope)))
    kind = kind_of_act(content.action, lexicon.acts)
    own = {stem(word) for word in (*content.action.lower().split(), *aside)}
    terms = {
        t for t in terms_of(f"{told} {clause}", lexicon.function_words) if not t[0].isdigit() and not canon.calendar(t)
    }
    aims = terms_of(content.object or "", lexicon.function_words | lexicon.acts.part)
    until = content.deadline.interval.hi if content.deadline else None
    about = _about(content, canon) if kind else ""
    marks = {f"={kind}"} if kind else set()
    marks |= {f"@{about}"} if about else set()
    return _Act(
        claim=claim,
        actor=canon.actor(content.actor),
        about=about,
        action=stem(content.action.split(" ")[0].lower()) if content.action else "",
        kind=kind,
        terms=frozenset(terms - own | marks if kind else terms - {stem(word) for word in aside}),
        object=frozenset(t for t in aims if not t[0].isdigit()) - own,
        figures=frozenset(t for t in aims if t[0].isdigit()),
        places=canon.places_in(clause) | {p for p in (canon.place(content.scope),) if p},
        until=until,
        refused=content.kind is CommitmentKind.REFUSAL and not _NO_LONGER.search(clause),
        partial=bool(lexicon.acts.part & set(words_of(f"{content.object or ''} {content.actor or ''}"))),
    )


def _about(content: Commitment, canon: Canon) -> str:
    """Who or what an act is done to, where it has a name: of `Norhall will close` and `Norhall is closed` the same."""
    one = content.actor if not content.object else content.object if not content.actor else None
    return canon.actor(one) if one and one[:1].isupper() else ""


@dataclass(slots=True)
class _Groups:
    """Groups of acts while they are gathered; the first members of each stand for it."""

    acts: Sequence[_Act]
    weights: Mapping[str, float]
    opposed: frozenset[frozenset[str]]
    members: list[list[int]] = field(default_factory=list)
    having: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def nearest(self, own: Sequence[int], *, apart_from: int = -1) -> tuple[float, int]:
        """The likeness and place of the group that some acts are most like, unless one of them is another act."""
        terms = sorted({term for i in own for term in self.acts[i].terms})
        shared = Counter(g for term in terms for g in self.having[term] if g != apart_from)
        scores = [(self._alike(own, place), -place) for place, n in shared.items() if n >= 2]
        score, place = max(scores, default=(0.0, 0))
        return score, -place

    def add(self, index: int, place: int) -> None:
        """Put an act into a group."""
        self.members[place].append(index)
        if len(self.members[place]) <= _COMPARED:
            for term in self.acts[index].terms:
                if self.having[term][-1:] != [place]:
                    self.having[term].append(place)

    def _alike(self, own: Sequence[int], place: int) -> float:
        pairs = [
            (self.acts[i], self.acts[j]) for i in own[:_COMPARED] for j in self.members[place][:_COMPARED] if i != j
        ]
        if any(_apart(one, two, self.opposed) for one, two in pairs):
            return 0.0
        return round(max((_likeness(one, two, self.weights) for one, two in pairs), default=0.0), 9)


def _gather(acts: Sequence[_Act], weights: Mapping[str, float], opposed: frozenset[frozenset[str]]) -> list[list[int]]:
    """Acts in groups; each joins the group it is most like, then groups join that a later member brings together."""
    groups = _Groups(acts=acts, weights=weights, opposed=opposed)
    for index in range(len(acts)):
        score, place = groups.nearest([index])
        if score < _ALIKE:
            place = len(groups.members)
            groups.members.append([])
        groups.add(index, place)
    for place, own in reversed(list(enumerate(groups.members))):
        score, home = groups.nearest(own, apart_from=place)
        if own and score >= _ALIKE and groups.members[home]:
            groups.members[home] += own
            groups.members[place] = []
    return [sorted(own) for own in groups.members if own]


def _apart(left: _Act, right: _Act, opposed: frozenset[frozenset[str]]) -> bool:
    """Whether place, direction, extent or amount tell two acts apart: opening is not closing, a part is not the whole,
    and two verbs of one clause are two acts.
    """
    if left.refused != right.refused or left.partial != right.partial:
        return True
    if left.places and right.places and not left.places & right.places:
        return True
    if left.figures and right.figures and not left.figures & right.figures:
        return True
    one_clause = left.claim.report == right.claim.report and left.claim.evidence.overlaps(right.claim.evidence)
    if one_clause and left.action != right.action:
        return True
    return frozenset({left.kind, right.kind}) in opposed


def _likeness(left: _Act, right: _Act, weights: Mapping[str, float]) -> float:
    """Dice over weighted terms, more for acts of one kind; 1 for acts of one kind, by one day, on one object. Acts on
    two objects are two acts: leaving some bases is not leaving the country.
    """
    shared = left.terms & right.terms
    if left.object and right.object and not (left.object & right.object):
        return 0.0
    same_kind = bool(left.kind) and left.kind == right.kind
    if same_kind and left.until and left.until == right.until and len(shared - left.places) >= 3:
        return 1.0
    if (
        left.actor
        and right.actor
        and left.actor != right.actor
        and not set(left.actor.split()) & set(right.actor.split())
    ):
        return 0.0
    if same_kind and left.about and left.about == right.about:
        return _SAME_THING
    both = sum(sorted(weights[t] for t in shared))
    total = sum(sorted(weights[t] for t in left.terms)) + sum(sorted(weights[t] for t in right.terms))
    score = 2 * both / total if total else 0.0
    if same_kind and len(shared) >= 3:
        return score + _SAME_KIND
    return score + (_SAME_VERB if left.action == right.action else -_SAME_VERB)


def _slot(acts: Sequence[_Act], weights: Mapping[str, float]) -> Slot:
    """The key of a group of acts: its first member's act, and the terms that all share most."""
    counts = Counter(term for act in acts for term in act.terms)
    first = acts[0]
    ranked = sorted((t for t in counts if t[0] != "@"), key=lambda t: (-counts[t], -round(weights[t], 9), t))
    places = Counter(place for act in acts for place in act.places)
    actors = Counter(act.actor for act in acts if act.actor)
    return Slot(
        type=ClaimType.COMMITMENT,
        what=(first.action, *sorted_key(t for t in ranked[:_SHOWN] if t != first.action)),
        where=min(places, key=lambda p: (-places[p], p)) if places else "",
        actor=min(actors, key=lambda a: (-actors[a], a)) if actors else "",
        kind="refusal" if first.refused else "commitment",
    )
