"""Counts of one thing that two reports of one day give differently in nearly the same words."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from onrecord.lexicons.stories import StoryLexicon
from onrecord.records import Claim, ClaimId, Modality, Quantity, RelationType, ReportId, Slot
from onrecord.stages.align import describe_bound
from onrecord.stages.stories.closeness import middle
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.other_occasions import of_another
from onrecord.stages.stories.rival_counts import APART
from onrecord.stages.stories.terms import stem, terms_of, words_of
from onrecord.stages.stories.values import amount_of, close_time, hedge_of

_COMPARED = 12
_ALIKE = 0.6  # Dice over the terms of two clauses that tell one thing
_FEWEST = 4  # terms that two such clauses share

Pair = frozenset[ClaimId]


def relate_across(
    claims: Sequence[Claim],
    slots: Mapping[ClaimId, Slot],
    texts: Mapping[ReportId, str],
    related: Collection[Pair],
    lexicon: StoryLexicon,
) -> Iterator[Finding]:
    """Findings between different counts of different sources, for one time, published on one day, in clauses that are
    alike but for the number; also of a handful of things, and where no place is named, which alone tells too little.
    `related` are pairs that another rule has judged.
    """
    alike: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if (key := _key(claim, slots)) is not None:
            alike[key].append(claim)
    for _, own in sorted(alike.items()):
        terms = {c.id: _terms(c, texts[c.report], lexicon) for c in own}
        for index, two in enumerate(own):
            for one in own[max(0, index - _COMPARED) : index]:
                if frozenset({one.id, two.id}) not in related and _rivals(one, two, slots) and _same(terms, one, two):
                    yield _finding(one, two)


def _key(claim: Claim, slots: Mapping[ClaimId, Slot]) -> tuple[str, str, str] | None:
    """Unit, noun and kind, of an exact amount that its report asserts of a day it knows."""
    content = claim.content
    if not isinstance(content, Quantity) or claim.modality is not Modality.ASSERTED or claim.negated:
        return None
    time, slot = claim.clocks.as_of.interval, slots.get(claim.id)
    if not content.amount.exact or hedge_of(claim) or not time.known or not close_time(time):
        return None
    if slot is None or of_another(slot) or content.change or content.part_of_total:
        return None
    first = list(words_of(content.what))[:1]
    return content.unit, stem(first[0]) if first else "", content.kind.value


def _terms(claim: Claim, text: str, lexicon: StoryLexicon) -> frozenset[str]:
    """The terms of the claim's clause without its number."""
    number = amount_of(claim).number
    rest = f"{text[claim.evidence.start : number.start]} {text[number.end : claim.evidence.end]}"
    return frozenset(terms_of(rest, lexicon.function_words))


def _rivals(one: Claim, two: Claim, slots: Mapping[ClaimId, Slot]) -> bool:
    """Whether two reports of one day count one thing at one time, by two sources."""
    first, second = one.clocks, two.clocks
    published = first.published.interval.known and first.published.interval.overlaps(second.published.interval)
    if one.report == two.report or not published or not first.as_of.interval.overlaps(second.as_of.interval):
        return False
    sizes = sorted((middle(amount_of(one).amount), middle(amount_of(two).amount)))
    if sizes[0] == sizes[1] or APART * sizes[0] < sizes[1]:
        return False
    if (one.attribution.speaker or "").casefold() == (two.attribution.speaker or "").casefold() != "":
        return False
    places = {slots[c.id].where for c in (one, two)} - {""}
    holders = {slots[c.id].actor for c in (one, two)} - {""}
    statuses = {slots[c.id].status for c in (one, two)}
    return len(places) <= 1 and len(holders) <= 1 and len(statuses) == 1


def _same(terms: Mapping[ClaimId, frozenset[str]], one: Claim, two: Claim) -> bool:
    first, second = terms[one.id], terms[two.id]
    shared = len(first & second)
    return shared >= _FEWEST and 2 * shared >= _ALIKE * (len(first) + len(second))


def _finding(one: Claim, two: Claim) -> Finding:
    told = [f"{describe_bound(amount_of(c).amount)} ({c.attribution.speaker or 'one report'})" for c in (one, two)]
    return Finding(
        type=RelationType.CONTRADICTS,
        rule="quantity.same-words",
        left=(one,),
        right=(two,),
        reason=f"{told[0]} and {told[1]} in nearly the same words, for the same time.",
    )
