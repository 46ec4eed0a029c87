"""One source's number of one day that two reports give differently: digits exchanged, a wrong order of size, or one
wording with two numbers.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from onrecord.lexicons.stories import StoryLexicon
from onrecord.records import Claim, ClaimId, Modality, Quantity, QuantityKind, RelationType, ReportId, Slot
from onrecord.stages.align import describe_bound
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.terms import terms_of, words_of
from onrecord.stages.stories.values import amount_of, close_time, hedge_of

_COMPARED = 12
_LONG = 3  # digits: shorter numbers may hold the same digits by chance
_WORDS = 3  # content words that one wording has, besides the number and the day
_ORDERS = frozenset({Decimal(10) ** n for n in (1, 2, 3, 6)})
_UNCOUNTED = frozenset({QuantityKind.DURATION, QuantityKind.RATE})
_EXCHANGED = "The digits of the one are those of the other in another order: an error in passing it on."
_ORDER = "The one is the other with its decimal point or its order of size changed: an error in passing it on."

_Told = tuple[Claim, frozenset[str]]


def relate_one_wording(
    claims: Sequence[Claim],
    slots: Mapping[ClaimId, Slot],
    texts: Mapping[ReportId, str],
    canon: Canon,
    lexicon: StoryLexicon,
) -> Iterator[Finding]:
    """Findings between numbers of one named source for one time in different reports: a slip of the pen where the
    digits show it, a discrepancy where only the number differs in otherwise equal words.
    """
    by_source: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for claim in claims:
        speaker = canon.actor(claim.attribution.speaker)
        if speaker and _compares(claim):
            own = _wording(claim, texts[claim.report], canon, lexicon)
            by_source[speaker, amount_of(claim).unit].append((claim, own))
    for key in sorted(by_source):
        told = by_source[key]
        for index, (later, words) in enumerate(told):
            clashes = [
                finding
                for earlier, other in told[max(0, index - _COMPARED) : index]
                if (finding := _compare(earlier, later, slots, one_wording=words == other and len(words) >= _WORDS))
            ]
            yield from clashes[-1:]


def _compares(claim: Claim) -> bool:
    """Whether a claim gives a plain number of a known day."""
    content = claim.content
    if not isinstance(content, Quantity) or content.change or content.part_of_total or content.kind in _UNCOUNTED:
        return False
    as_of = claim.clocks.as_of.interval
    plain = content.amount.exact and not hedge_of(claim) and claim.modality is not Modality.DENIED
    return plain and as_of.known and close_time(as_of)


def _wording(claim: Claim, text: str, canon: Canon, lexicon: StoryLexicon) -> frozenset[str]:
    """The content words of a claim's clause but for the number and the day."""
    number = amount_of(claim).number
    clause = f"{text[claim.evidence.start : number.start]} {text[number.end : claim.evidence.end]}"
    words = {w for w in words_of(clause) if not canon.calendar(w.capitalize()) and not w[0].isdigit()}
    return frozenset(terms_of(" ".join(sorted(words)), lexicon.function_words))


def _compare(one: Claim, two: Claim, slots: Mapping[ClaimId, Slot], *, one_wording: bool) -> Finding | None:
    first, second = amount_of(one), amount_of(two)
    low, high = first.amount.low, second.amount.low
    if one.report == two.report or low is None or high is None or low == high:
        return None
    if not one.clocks.as_of.interval.overlaps(two.clocks.as_of.interval) or _elsewhere(first, second):
        return None
    same_head = _same_head(slots.get(one.id), slots.get(two.id))
    slip = _slip(low, high, alike=one_wording or same_head)
    at_once = one.clocks.published.interval == two.clocks.published.interval
    if not slip and not (one_wording and at_once):
        return None
    both = f"{describe_bound(first.amount)} and {describe_bound(second.amount)}"
    who = two.attribution.speaker
    return Finding(
        type=RelationType.CONTRADICTS if slip else RelationType.SOFT_DISCREPANCY,
        rule="quantity.slip" if slip else "quantity.one-wording",
        left=(one,),
        right=(two,),
        reason=f"{both}, both as the number that {who} gave for one day."
        if slip
        else f"{both} in the same words of {who}: it changed within the day, or was passed on wrongly.",
        explained_by=slip or None,
    )


def _elsewhere(one: Quantity, two: Quantity) -> bool:
    """Whether the reports themselves name two places."""
    return bool(one.stated_where and two.stated_where) and one.stated_where != two.stated_where


def _same_head(one: Slot | None, two: Slot | None) -> bool:
    """Whether slots count one kind of thing in one way, wherever."""
    if one is None or two is None:
        return False
    return one.what == two.what and one.status == two.status


def _slip(one: Decimal, two: Decimal, *, alike: bool) -> str:
    """What shows that one number is the other, passed on wrongly; empty where nothing does."""
    digits = [f"{n:f}" for n in (one, two)]
    if len(digits[0]) == len(digits[1]) and sorted(digits[0]) == sorted(digits[1]):
        return _EXCHANGED if alike or len(set(digits[0])) >= _LONG else ""
    low, high = sorted((one, two))
    return _ORDER if alike and low and len(set(f"{low:f}".strip("0."))) > 1 and high / low in _ORDERS else ""
