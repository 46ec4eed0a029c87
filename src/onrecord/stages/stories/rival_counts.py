"""Counts of different sources that one report sets side by side."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.lexicons.stories import StoryLexicon
from onrecord.records import Claim, ClaimId, Quantity, RelationType, ReportId, Slot
from onrecord.stages.align import describe_bound
from onrecord.stages.stories.closeness import middle
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.other_occasions import of_another
from onrecord.stages.stories.values import Value, amount_of, close_time

HANDFUL = 10  # smaller counts of people or things are often of some among them
APART = 3  # counts this many times apart are rather of two things than two counts of one
_TOLLS = frozenset({"case", "death"})
_BEFORE = 60  # characters before a number in which `of those` makes it one of a part
_BACK = 4  # amounts before a rival count among which the other one stands


def two_counts(one: Value, two: Value) -> Finding | None:
    """Different counts that one report sets side by side, of one day, each of its own source."""
    if one.bound.overlaps(two.bound) or not _like_size(one, two):
        return None
    for first in one.claims:
        for second in two.claims:
            near = first.report == second.report and abs(first.paragraph - second.paragraph) <= 1
            days = first.clocks.as_of.interval, second.clocks.as_of.interval
            if near and all(d.known and close_time(d) for d in days) and days[0].overlaps(days[1]):
                if (sources := _sources_apart(first, second)) is None:
                    continue
                return Finding(
                    type=RelationType.CONTRADICTS,
                    rule="quantity.two-counts",
                    left=(first,),
                    right=(second,),
                    reason=f"{one.words} ({sources[0]}) and {two.words} ({sources[1]}) for the same time.",
                )
    return None


def relate_rivals(
    claims: Sequence[Claim],
    slots: Mapping[ClaimId, Slot],
    texts: Mapping[ReportId, str],
    lexicon: StoryLexicon,
) -> Iterator[Finding]:
    """Findings between two counts of one thing that stand side by side though their slots differ: the noun of the one
    is left out (`2,050 of its members were out; the company put the number at 1,700`), or it counts a part that is
    larger than the other's whole (`14 dead`, `19 bodies`).
    """
    by_report: dict[ReportId, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.content, Quantity):
            by_report[claim.report].append(claim)
    counting = re.compile(lexicon.comparing.counting, re.IGNORECASE)
    for report in sorted(by_report):
        own = sorted(by_report[report], key=lambda c: (amount_of(c).number, c.id))
        for index, later in enumerate(own):
            for earlier in reversed(own[max(0, index - _BACK) : index]):
                if finding := _beside(earlier, later, slots, texts[report], counting, lexicon):
                    yield finding
                    break


def _beside(
    one: Claim,
    two: Claim,
    slots: Mapping[ClaimId, Slot],
    text: str,
    counting: re.Pattern[str],
    lexicon: StoryLexicon,
) -> Finding | None:
    """Two amounts of a report as rival counts of one thing, if that is what they are."""
    first, second = amount_of(one), amount_of(two)
    days = one.clocks.as_of.interval, two.clocks.as_of.interval
    apart = abs(one.paragraph - two.paragraph) <= 1 and not first.amount.overlaps(second.amount)
    if first.unit != second.unit or not apart or not _like(first, second):
        return None
    if not all(d.known and close_time(d) for d in days) or not days[0].overlaps(days[1]):
        return None
    if any(slot is not None and of_another(slot) for slot in (slots.get(one.id), slots.get(two.id))):
        return None
    if not _one_count(one, two, slots, lexicon) or _is_part(two, text, lexicon):
        return None
    sources = _sources_apart(one, two)
    if sources is None and one.attribution.speaker and not two.attribution.speaker and one.sentence != two.sentence:
        counted = counting.search(text[two.evidence.start : second.number.start])
        sources = (one.attribution.speaker, "another count") if counted else None
    if sources is None:
        return None
    told = (describe_bound(first.amount), describe_bound(second.amount))
    return Finding(
        type=RelationType.CONTRADICTS,
        rule="quantity.two-counts",
        left=(one,),
        right=(two,),
        reason=f"{told[0]} ({sources[0]}) and {told[1]} ({sources[1]}) for the same time.",
    )


def _is_part(later: Claim, text: str, lexicon: StoryLexicon) -> bool:
    """Whether the later amount is of some among those just counted: `Of those, 200 came`."""
    start = max(text.rfind(mark, 0, later.evidence.end) + 1 for mark in (". ", "\n"))
    start = min(start, later.evidence.start)
    before = text[max(start, amount_of(later).number.start - _BEFORE) : amount_of(later).number.start]
    return re.search(lexicon.comparing.among, before) is not None


def _one_count(one: Claim, two: Claim, slots: Mapping[ClaimId, Slot], lexicon: StoryLexicon) -> bool:
    """Whether two amounts of one report count one thing: one slot wherever, a noun left out, or a part that exceeds
    the whole.
    """
    first, second = slots.get(one.id), slots.get(two.id)
    if (place := amount_of(two).stated_where) and place != amount_of(one).where:
        return False
    if amount_of(two).elided and amount_of(one).what.casefold() == amount_of(two).what.casefold():
        return True
    if first is None or second is None or first == second or first.status != second.status:
        return first is not None and first == second
    if first.what == second.what:
        return amount_of(two).elided
    if first.what[0] == second.what[0] in lexicon.slots.conditions:
        return {*second.what[1:]} <= {*first.what[1:]}  # `porters on strike` may be called `strikers` the next time
    heads = first.what[0], second.what[0]
    sizes = middle(amount_of(one).amount), middle(amount_of(two).amount)
    marks = {*first.what[1:]} ^ {*second.what[1:]}
    larger, smaller = (first, second) if sizes[0] > sizes[1] else (second, first)
    if not marks and lexicon.slots.among(larger.what[0], smaller.what[0]):
        return True
    # A body counted is a death, whatever its noun.
    extra = {word for word in marks if lexicon.slots.heads.get(word) == "body"}
    return heads[0] == heads[1] == "death" and bool(extra) and marks == extra and bool(extra & {*larger.what[1:]})


def _like(one: Quantity, two: Quantity) -> bool:
    """Whether two amounts are near enough in size to be counts of one thing."""
    low, high = sorted((middle(one.amount), middle(two.amount)))
    return APART * low >= high and (high >= HANDFUL or (two.elided and one.unit in _TOLLS))


def _sources_apart(one: Claim, two: Claim) -> tuple[str, str] | None:
    """The sources of two claims, where they are not one; a number whose noun is left out (`the aid group counted 40`)
    is of another than the one before even if no name is known.
    """
    names = [c.attribution.speaker or "" for c in (one, two)]
    words = [set(name.lower().split()) for name in names]
    if one.sentence == two.sentence or words[0] == words[1]:
        return None
    if all(words) and (words[0] <= words[1] or words[1] <= words[0]):
        return None
    if all(names):
        return names[0], names[1]
    unnamed = next(c for c, name in zip((one, two), names, strict=True) if not name)
    if not (isinstance(unnamed.content, Quantity) and unnamed.content.elided):
        return None
    return names[0] or "another count", names[1] or "another count"


def _like_size(one: Value, two: Value) -> bool:
    """Whether two counts are near enough in size to be of one thing."""
    low, high = sorted((middle(one.bound), middle(two.bound)))
    return APART * low >= high >= HANDFUL
