"""Which scheduled events are one: the same occasion at the same place on days that may be the same."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons import StoryLexicon
from onrecord.records import Claim, ClaimId, ClaimType, Event, Interval, Slot
from onrecord.stages.stories.canon import Canon, sorted_key
from onrecord.stages.stories.terms import stem, terms_of, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Happening:
    claim: ClaimId
    head: str
    terms: frozenset[str]
    where: str
    days: Interval


def event_slots(claims: Sequence[Claim], canon: Canon, lexicon: StoryLexicon) -> dict[ClaimId, Slot]:
    """The slots of the scheduled events; those that may be one occasion share theirs.

    One that is told for other days is another slot: whether it was put off or comes again, only words can say.
    """
    by_head: dict[str, list[list[_Happening]]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.content, Event):
            own = _read(claim, claim.content, canon, lexicon)
            home = next((g for g in by_head[own.head] if all(_may_be_one(own, other) for other in g)), None)
            if home is None:
                by_head[own.head].append([own])
            else:
                home.append(own)
    slots: dict[ClaimId, Slot] = {}
    taken: Counter[Slot] = Counter()
    for _, groups in sorted(by_head.items()):
        for group in groups:
            slot = _slot(group)
            taken[slot] += 1
            if taken[slot] > 1:  # two occasions whose words make one key stay two
                slot = replace(slot, status=f"event {taken[slot]}")
            slots |= {member.claim: slot for member in group}
    return slots


def _read(claim: Claim, content: Event, canon: Canon, lexicon: StoryLexicon) -> _Happening:
    words = [w for w in words_of(content.what) if w not in lexicon.function_words]
    head = stem(words[-1]) if words else ""
    return _Happening(
        claim=claim.id,
        head=head,
        terms=frozenset(terms_of(content.what, lexicon.function_words)) - {head},
        where=canon.place(content.where),
        days=claim.clocks.deadline.interval,
    )


def _may_be_one(one: _Happening, two: _Happening) -> bool:
    """Whether nothing tells them apart: neither place, nor words of which each has some that the other lacks."""
    if one.where and two.where and one.where != two.where:
        return False
    named = one.terms <= two.terms or two.terms <= one.terms
    return named and one.days.known and two.days.known and one.days.overlaps(two.days)


def _slot(group: Sequence[_Happening]) -> Slot:
    terms = frozenset[str]().union(*(member.terms for member in group))
    return Slot(
        type=ClaimType.EVENT,
        what=(group[0].head, *sorted_key(terms)),
        where=max(member.where for member in group),
        kind="event",
    )
