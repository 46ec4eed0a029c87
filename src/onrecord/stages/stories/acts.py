"""Which commitments are about one act: the same actor, act and place in different words."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from onrecord.lexicons import StoryLexicon
from onrecord.records import Claim, ClaimId, ClaimType, Commitment, CommitmentKind, ReportId, Slot
from onrecord.stages.stories.canon import Canon, sorted_key
from onrecord.stages.stories.terms import stem, terms_of

_ALIKE = 0.42
_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    claim: Claim
    actor: str
    action: str
    terms: frozenset[str]
    places: frozenset[str]
    refused: bool


def commitment_slots(
    claims: Sequence[Claim], texts: Mapping[ReportId, str], canon: Canon, lexicon: StoryLexicon
) -> dict[ClaimId, Slot]:
    """The slots of the commitments; those about one act share theirs."""
    acts = [_read_act(c, c.content, texts, canon, lexicon) for c in claims if isinstance(c.content, Commitment)]
    counts = Counter(term for act in acts for term in act.terms)
    weights = {term: log(1 + len(acts) / count) for term, count in counts.items()}
    home = _gather(acts, weights)
    slots: dict[ClaimId, Slot] = {}
    for members in home:
        slot = _slot([acts[i] for i in members], weights)
        slots |= {acts[i].claim.id: slot for i in members}
    return slots


def _read_act(
    claim: Claim, content: Commitment, texts: Mapping[ReportId, str], canon: Canon, lexicon: StoryLexicon
) -> _Act:
    told = " ".join(filter(None, (content.action, content.object, content.scope)))
    clause = claim.evidence.of(texts[claim.report])
    return _Act(
        claim=claim,
        actor=canon.actor(content.actor),
        action=stem(content.action.split(" ")[0].lower()) if content.action else "",
        terms=frozenset(
            t
            for t in terms_of(f"{told} {clause}", lexicon.function_words)
            if not t[0].isdigit() and not canon.calendar(t)
        ),
        places=canon.places_in(clause) | {p for p in (canon.place(content.scope),) if p},
        refused=content.kind is CommitmentKind.REFUSAL,
    )


def _gather(acts: Sequence[_Act], weights: Mapping[str, float]) -> list[list[int]]:
    """Acts in groups; each joins the group whose first member it is most like."""
    groups: list[list[int]] = []
    having: dict[str, list[int]] = defaultdict(list)
    for index, act in enumerate(acts):
        shared = Counter(g for term in sorted(act.terms) for g in having[term])
        scores = [(round(_likeness(act, acts[groups[g][0]], weights), 9), -g) for g, n in shared.items() if n >= 2]
        score, place = max(scores, default=(0.0, 0))
        if score >= _ALIKE:
            groups[-place].append(index)
        else:
            for term in act.terms:
                having[term].append(len(groups))
            groups.append([index])
    return groups


def _likeness(left: _Act, right: _Act, weights: Mapping[str, float]) -> float:
    """Dice over weighted terms; 0 where actor, place or direction tell the acts apart."""
    if left.refused != right.refused or (left.places and right.places and not left.places & right.places):
        return 0.0
    if (
        left.actor
        and right.actor
        and left.actor != right.actor
        and not set(left.actor.split()) & set(right.actor.split())
    ):
        return 0.0
    both = sum(sorted(weights[t] for t in left.terms & right.terms))
    total = sum(sorted(weights[t] for t in left.terms)) + sum(sorted(weights[t] for t in right.terms))
    score = 2 * both / total if total else 0.0
    return score + 0.1 * (left.action == right.action)


def _slot(acts: Sequence[_Act], weights: Mapping[str, float]) -> Slot:
    """The key of a group of acts: its first member's act, and the terms that all share most."""
    counts = Counter(term for act in acts for term in act.terms)
    first = acts[0]
    ranked = sorted(counts, key=lambda t: (-counts[t], -round(weights[t], 9), t))
    places = Counter(place for act in acts for place in act.places)
    actors = Counter(act.actor for act in acts if act.actor)
    return Slot(
        type=ClaimType.COMMITMENT,
        what=(first.action, *sorted_key(t for t in ranked[:_SHOWN] if t != first.action)),
        where=min(places, key=lambda p: (-places[p], p)) if places else "",
        actor=min(actors, key=lambda a: (-actors[a], a)) if actors else "",
        kind="refusal" if first.refused else "commitment",
    )
