"""Reports that rest on one source: the document, occasion or speaker they share, and the words that show it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from onrecord.records import Claim, ClaimId, Origin, OriginKind, Quantity, ReportId
from onrecord.stages.stories.quoting import same_quote
from onrecord.stages.stories.terms import words_of

_NAMED = frozenset({OriginKind.DOCUMENT, OriginKind.INTERVIEW})
_SOURCES = frozenset({*_NAMED, OriginKind.PRESS_EVENT, OriginKind.SPEAKER})
_COMPARED = 12


def find_shared(
    origins: Sequence[Origin], claims: Mapping[ClaimId, Claim], texts: Mapping[ReportId, str]
) -> Iterator[tuple[Origin, tuple[ReportId, ReportId], str]]:
    """Origins that two reports share, with the reason. A document or interview that both name suffices; a speaker does
    only where both have the same words or the same exact figure from him.
    """
    for origin in origins:
        if origin.kind not in _SOURCES or len(origin.reports) < 2:
            continue
        by_report: dict[ReportId, list[Claim]] = {report: [] for report in origin.reports}
        for claim_id in origin.claims:
            claim = claims[claim_id]
            by_report[claim.report].append(claim)
        for left, right in list(combinations(origin.reports, 2))[: _COMPARED * _COMPARED]:
            if reason := _reason(origin, by_report[left], by_report[right], texts):
                yield origin, (left, right), reason


def _reason(origin: Origin, left: Sequence[Claim], right: Sequence[Claim], texts: Mapping[ReportId, str]) -> str | None:
    for one, two in product(left[:_COMPARED], right[:_COMPARED]):
        if _same_figure(one, two):
            return f"Both have the same figure from {origin.name}."
        quotes = ([tuple(words_of(s.of(texts[c.report]))) for s in c.own_words] for c in (one, two))
        if any(min(len(a), len(b)) >= 5 and same_quote(a, b) for a, b in product(*quotes)):
            return f"Both quote the same words of {origin.name}."
    return f"Both name {origin.name}." if origin.kind in _NAMED else None


def _same_figure(one: Claim, two: Claim) -> bool:
    first, second = one.content, two.content
    if not isinstance(first, Quantity) or not isinstance(second, Quantity) or first.amount != second.amount:
        return False
    low = first.amount.low
    return first.amount.exact and low is not None and len(f"{low.normalize():f}".rstrip("0")) >= 3
