"""Reports that rest on one source: the document, occasion or speaker they share, and the words that show it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product

from onrecord.records import (
    Claim,
    ClaimId,
    Evidence,
    Origin,
    OriginId,
    OriginKind,
    Quantity,
    ReportId,
    Span,
    Statement,
    content_id,
)
from onrecord.stages.stories.quoting import same_quote
from onrecord.stages.stories.terms import words_of

_NAMED = frozenset({OriginKind.DOCUMENT, OriginKind.INTERVIEW})
_SOURCES = frozenset({*_NAMED, OriginKind.PRESS_EVENT, OriginKind.SPEAKER})
_COMPARED = 12
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{20,600})[”\"]")
_OUTLET = re.compile(r" to |, quoted by ")
_LONG = 7  # words: a shorter quotation may be a saying, or said twice


def find_shared(
    origins: Sequence[Origin], claims: Mapping[ClaimId, Claim], texts: Mapping[ReportId, str]
) -> Iterator[tuple[Origin, tuple[ReportId, ReportId], str]]:
    """Origins that two reports share, with the reason. A document or interview that both name suffices; a speaker does
    only where both have the same words or the same exact figure from him. The same long quotation is one utterance
    also where a report does not say whose; where two say otherwise, it is told elsewhere that they do.
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
    yield from _share_quotations(claims, texts)


def _share_quotations(
    claims: Mapping[ClaimId, Claim], texts: Mapping[ReportId, str]
) -> Iterator[tuple[Origin, tuple[ReportId, ReportId], str]]:
    """Pairs of reports of which a claim of each has the same long quotation, and not of two speakers."""
    having: dict[tuple[str, ...], dict[ReportId, tuple[Span, str]]] = defaultdict(dict)
    told = _told(claims)
    for report in sorted(told.keys() & texts.keys()):
        for found in _QUOTED.finditer(texts[report]):
            span = Span(start=found.start(1), end=found.end(1))
            words = tuple(words_of(span.of(texts[report])))
            whose = [speaker for other, speaker in told[report] if span.overlaps(other)]
            if len(words) >= _LONG and whose:
                having[words].setdefault(report, (span, max(whose)))
    for words in sorted(having):
        reports = list(having[words])
        pairs = combinations(reports, 2) if len(reports) <= _COMPARED else pairwise(reports)
        for left, right in pairs:
            (first, one), (second, two) = having[words][left], having[words][right]
            if one and two and one.split()[-1] != two.split()[-1]:
                continue
            evidence = (Evidence(report=left, span=first), Evidence(report=right, span=second))
            origin = Origin(
                id=OriginId(content_id("o", "words", left, right, *words)),
                kind=OriginKind.SPEAKER,
                name="one speaker",
                claims=(),
                reports=(left, right),
                evidence=evidence,
            )
            yield origin, (left, right), f"Both quote the same {len(words)} words."


def _told(claims: Mapping[ClaimId, Claim]) -> Mapping[ReportId, list[tuple[Span, str]]]:
    """Where each report has statements, and whose they are, empty where it is not told: what else stands in quotation
    marks is a title, or of another page.
    """
    found: dict[ReportId, list[tuple[Span, str]]] = defaultdict(list)
    for claim in claims.values():
        if isinstance(claim.content, Statement) and not claim.rejected:
            found[claim.report].append((claim.evidence, claim.attribution.speaker or ""))
    return found


def _reason(origin: Origin, left: Sequence[Claim], right: Sequence[Claim], texts: Mapping[ReportId, str]) -> str | None:
    for one, two in product(left[:_COMPARED], right[:_COMPARED]):
        if _same_figure(one, two):
            return f"Both have the same figure from {origin.name}."
        quotes = ([tuple(words_of(s.of(texts[c.report]))) for s in c.own_words] for c in (one, two))
        if any(min(len(a), len(b)) >= 5 and same_quote(a, b) for a, b in product(*quotes)):
            return f"Both quote the same words of {origin.name}."
    both = (texts[claims[0].report] for claims in (left, right))
    return f"Both name {origin.name}." if origin.kind in _NAMED and all(_names(origin, t) for t in both) else None


def _names(origin: Origin, text: str) -> bool:
    """Whether a report names the document, or the outlet that was told: its words may have come by another way."""
    if origin.kind is not OriginKind.INTERVIEW:
        return True
    outlet = _OUTLET.split(origin.name)[-1].removeprefix("The ")
    return outlet.casefold() in text.casefold()


def _same_figure(one: Claim, two: Claim) -> bool:
    first, second = one.content, two.content
    if not isinstance(first, Quantity) or not isinstance(second, Quantity) or first.amount != second.amount:
        return False
    low = first.amount.low
    return first.amount.exact and low is not None and len(f"{low.normalize():f}".rstrip("0")) >= 3
