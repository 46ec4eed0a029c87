"""Deadlines that lie before the decision which, by the same sentence, set them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from onrecord.lexicons.stories import CompareSettings
from onrecord.records import Claim, ClaimId, Commitment, Confidence, Interval, Reading, ReportId, Span

_REACH = 160  # characters before the claim in which the decision and its time stand
_SURE = 0.9  # the share of possible publication days on which the deadline must lie before the decision


def precede_decision(
    claims: Sequence[Claim],
    readings: Mapping[ReportId, Reading],
    sentences: Mapping[ReportId, Mapping[int, Span]],
    settings: CompareSettings,
) -> frozenset[ClaimId]:
    """The commitments whose deadline was past when, by the report's own words, they were decided on: `an agreement
    last year to finish by` a day of the year before.
    """
    return frozenset(
        claim.id
        for claim in claims
        if isinstance(claim.content, Commitment)
        and claim.content.deadline
        and claim.content.deadline.interval.hi
        and (_said_later(claim) or _told_later(claim, readings[claim.report].text, sentences[claim.report], settings))
    )


def _deadline(claim: Claim) -> date:
    assert isinstance(claim.content, Commitment)
    assert claim.content.deadline is not None
    assert claim.content.deadline.interval.hi is not None
    return claim.content.deadline.interval.hi


def _said_later(claim: Claim) -> bool:
    """Whether the commitment's own clock says so."""
    said = claim.clocks.said_on
    stated = said.confidence is not Confidence.LOW and said.interval != claim.clocks.published.interval
    return stated and said.interval.lo is not None and _deadline(claim) < said.interval.lo


def _told_later(claim: Claim, text: str, sentences: Mapping[int, Span], settings: CompareSettings) -> bool:
    """Whether the sentence dates the decision to the last year or month, after the deadline."""
    published = claim.clocks.published.interval
    sentence = sentences.get(claim.sentence, claim.evidence)
    before = text[max(sentence.start, claim.evidence.start - _REACH) : claim.evidence.start].lower()
    words = before.replace(",", " ").split()
    if not published.known or not settings.decisions & set(words):
        return False
    deadline = _deadline(claim)
    if "last year" in before:
        return _share_from(published, date(deadline.year + 2, 1, 1)) >= _SURE
    if "last month" in before:
        turn = (deadline.replace(day=1) + timedelta(days=62)).replace(day=1)
        return _share_from(published, turn) >= _SURE
    return False


def _share_from(interval: Interval, start: date) -> float:
    """The share of an interval's days from `start` on."""
    if interval.lo is None or interval.hi is None:
        return float(interval.lo is not None and interval.lo >= start)
    days = (interval.hi - interval.lo).days + 1
    return max(0, min(days, (interval.hi - start).days + 1)) / days
