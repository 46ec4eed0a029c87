"""Stocks of which a later report says that none is left: `all the hostages were freed`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.lexicons.stories import StoryLexicon
from onrecord.records import (
    CLAIM_BEARING,
    Claim,
    ClaimId,
    Evidence,
    Modality,
    Quantity,
    QuantityKind,
    Reading,
    RelationType,
    Slot,
)
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.other_occasions import of_another
from onrecord.stages.stories.terms import stem, words_of
from onrecord.stages.stories.values import amount_of

_MOST = 12


def relate_ended(
    claims: Sequence[Claim], slots: Mapping[ClaimId, Slot], readings: Sequence[Reading], lexicon: StoryLexicon
) -> Iterator[Finding]:
    """Findings `updates` of counts of people or things held, missing or cut off, by the sentence of a later report
    that tells that all of them are so no longer.
    """
    by_noun: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if noun := _noun(claim, slots, lexicon):
            by_noun[noun].append(claim)
    if not by_noun:
        return
    ended: set[ClaimId] = set()
    for reading in sorted(readings, key=lambda r: (r.publication.clock.interval.low, r.report.id)):
        for analysis in reading.analyses:
            text = analysis.sentence.span.of(reading.text)
            if analysis.sentence.kind not in CLAIM_BEARING or not (told := re.search(lexicon.slots.none_left, text)):
                continue
            counted = {stem(word) for word in words_of(told["noun"])}
            published = reading.publication.clock.interval
            before = [
                c
                for noun in sorted(counted & by_noun.keys())
                for c in by_noun[noun]
                if c.id not in ended and c.clocks.published.interval.high < published.low and _fits(c, reading.text)
            ]
            ended |= {c.id for c in before}
            if before:
                yield Finding(
                    type=RelationType.UPDATES,
                    rule="quantity.none-left",
                    left=tuple(before[-_MOST:]),
                    right=(),
                    told=(Evidence(report=reading.report.id, span=analysis.sentence.span),),
                    reason="A later report says that none is left.",
                )


def _noun(claim: Claim, slots: Mapping[ClaimId, Slot], lexicon: StoryLexicon) -> str:
    """The noun of a count of how many are in a state that ends; empty for any other amount."""
    content, slot = claim.content, slots.get(claim.id)
    if not isinstance(content, Quantity) or content.kind is not QuantityKind.STOCK or slot is None or of_another(slot):
        return ""
    if claim.modality is not Modality.ASSERTED:
        return ""
    counted = [w for w in words_of(content.what) if w not in lexicon.function_words]
    return stem(counted[0]) if counted else ""


def _fits(claim: Claim, text: str) -> bool:
    """Whether the later report speaks of the place of the count, where its own report gives it one."""
    place = amount_of(claim).stated_where
    return not place or place in text
