"""The canonical key of what an amount is an amount of: head noun and its marks, place, holder, kind, status."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from onrecord.lexicons.stories import StoryLexicon
from onrecord.records import (
    Claim,
    ClaimId,
    ClaimType,
    CountStatus,
    Modality,
    PlaceBasis,
    Quantity,
    QuantityKind,
    Reading,
    ReportId,
    Slot,
    Span,
)
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.closeness import middle
from onrecord.stages.stories.counted_heads import OWN_HEAD, plain_people, read_counted, read_fate, read_people
from onrecord.stages.stories.other_occasions import other_occasion
from onrecord.stages.stories.slot_places import WORLD, fill_actor, fill_where, join_places
from onrecord.stages.stories.terms import terms_of, words_of

_TOPIC_SHARE = 0.6
_KINDS = {QuantityKind.STOCK: "level", QuantityKind.CUMULATIVE: "level"}
_PART = re.compile(r"\W*(?:including|among them|of whom|of which|of these|of them|of the)\b", re.IGNORECASE)
_THAN = re.compile(r"\b\w+ than\b", re.IGNORECASE)  # `more than 40` is no further 40
_SETTLED = frozenset({CountStatus.UNSPECIFIED, CountStatus.CONFIRMED})
_UNSAID = frozenset({PlaceBasis.CONTEXT, PlaceBasis.REPORT})
_PERSON = "person"
_BESIDE = 3  # words before and after a number among which one makes the count one of a period or of others


def topic_terms(readings: Sequence[Reading], lexicon: StoryLexicon) -> frozenset[str]:
    """The stems that most reports of a story have: they name its topic and tell no two counts apart."""
    counts = Counter(t for r in readings for t in set(terms_of(r.text, lexicon.function_words)))
    return frozenset(t for t, n in counts.items() if n >= max(2, _TOPIC_SHARE * len(readings)))


def quantity_slots(
    claims: Sequence[Claim],
    texts: Mapping[ReportId, str],
    topic: frozenset[str],
    canon: Canon,
    lexicon: StoryLexicon,
    states: Mapping[str, Sequence[str]] = MappingProxyType({}),
    sentences: Mapping[ReportId, Mapping[int, Span]] = MappingProxyType({}),
) -> dict[ClaimId, Slot]:
    """The slots of the amounts that can be compared, with places and holders left out filled in where the story
    knows only one. `states` are phrases that say what became of people; `sentences` may name another occasion.
    """
    slots: dict[ClaimId, Slot] = {}
    fates: dict[tuple[ReportId, int], str] = {}
    for claim in claims:
        content = claim.content
        if not isinstance(content, Quantity):
            continue
        text = texts[claim.report]
        fate = read_fate(content, claim.evidence.of(text), states, lexicon)
        if content.unit == _PERSON and plain_people(content, states, lexicon):
            # `the aid group counted 2,750` is of the people that the paragraph spoke of.
            if not fate and content.elided:
                fate = fates.get((claim.report, claim.paragraph), "")
            fates[claim.report, claim.paragraph] = fate
        if slot := _quantity_slot(claim, content, text, fate, topic, canon, lexicon):
            sentence = sentences.get(claim.report, {}).get(claim.sentence, claim.evidence)
            other = other_occasion(sentence, content.number, text, claim.clocks.published.interval, lexicon.slots)
            slots[claim.id] = replace(slot, what=(*slot.what, other)) if other else slot
    reports = {claim.id: claim.report for claim in claims}
    sizes = {c.id: middle(c.content.amount) for c in claims if isinstance(c.content, Quantity)}
    inferred = {
        c.id: speaker
        for c in claims
        if isinstance(c.content, Quantity) and c.content.where_from in _UNSAID
        if (speaker := canon.actor(c.attribution.speaker))
    }
    placed = fill_where(join_places(slots, canon), reports, sizes, canon, inferred)
    return fill_actor(placed, reports, sizes)


def _quantity_slot(
    claim: Claim,
    quantity: Quantity,
    text: str,
    fate: str,
    topic: frozenset[str],
    canon: Canon,
    lexicon: StoryLexicon,
) -> Slot | None:
    clause = claim.evidence.of(text)
    if quantity.part_of_total or claim.modality is Modality.DENIED or _PART.match(clause):
        return None
    counted = read_people(quantity, fate, lexicon) if fate else read_counted(quantity, clause, topic, canon, lexicon)
    if counted is None:
        return None
    # A count over the whole world is of no other place, unlike one whose place is left out.
    where = WORLD if quantity.where == WORLD else canon.place(quantity.where)
    if where == counted.holder and quantity.where and quantity.where in quantity.what:
        where = ""
    holder = counted.holder or canon.actor(quantity.holder)
    kind = _kind(quantity, claim.evidence, text, lexicon, fate=bool(fate) or counted.lasts)
    if claim.modality in {Modality.PLANNED, Modality.EXPECTED, Modality.POSSIBLE}:
        kind = f"{kind}, {claim.modality.value}"
    return Slot(
        type=ClaimType.QUANTITY,
        what=(counted.head, *counted.marks),
        where=where,
        actor="" if counted.head in OWN_HEAD else holder,
        kind=kind,
        status="" if quantity.status in _SETTLED else quantity.status.value,
    )


def _kind(quantity: Quantity, clause: Span, text: str, lexicon: StoryLexicon, *, fate: bool) -> str:
    """Level, flow, rate, change, or addition (`40 more`, `four other sites`), which is of others than those counted
    before; a count of cases or deaths is a flow only where it is called new.
    """
    if quantity.change:
        return "change"
    kind = "level" if fate else _KINDS.get(quantity.kind, quantity.kind.value)
    words = lexicon.slots
    # The span of the number may hold the word itself (`a further 17`).
    number = set(words_of(_THAN.sub("", quantity.number.of(text))))
    before = list(words_of(_THAN.sub("", text[clause.start : quantity.number.start])))[-_BESIDE:]
    after = list(words_of(text[quantity.number.end : clause.end]))[:_BESIDE]
    if kind == "flow" and quantity.unit in OWN_HEAD:
        told = {*before, *after} | number | (words.daily & set(words_of(clause.of(text))))
        return "flow" if words.fresh & told else "level"
    beside = {*before[-1:], *after[:1]} | number
    return "addition" if kind == "level" and words.further & beside else kind
