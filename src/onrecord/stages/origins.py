"""What claims go back to: documents, press events, interviews, agency copies."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from onrecord.lexicons import Lexicons, StoryLexicon
from onrecord.records import (
    Claim,
    ClaimId,
    CopyLink,
    Evidence,
    Interval,
    Origin,
    OriginId,
    OriginKind,
    PassageKind,
    Reading,
    ReportId,
    content_id,
)
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.quoting import same_quote
from onrecord.stages.stories.sources_named import NamedSource, name_source, sentence_spans

_SPECIFIC = (OriginKind.INTERVIEW, OriginKind.PRESS_EVENT, OriginKind.DOCUMENT, OriginKind.SPEAKER)
_DAYS = 4  # a statement is reported within so many days of another report of it
_SHOWN = 4


def find_origins(
    readings: Sequence[Reading], claims: Sequence[Claim], copies: Sequence[CopyLink], lexicons: Lexicons
) -> tuple[Origin, ...]:
    """The origins of a story's claims. A claim whose report names a source has exactly one; one without a source has
    none, unless two reports that copy each other both have it.
    """
    by_id = {r.report.id: r for r in readings}
    sentences, canon = sentence_spans(readings), Canon((), lexicons.names)
    ordered = sorted(claims, key=lambda c: (c.report, c.evidence, c.id))
    named = [
        source
        for claim in ordered
        if (source := name_source(claim, by_id[claim.report], sentences[claim.report], canon, lexicons.stories))
    ]
    groups: dict[tuple[str, str], list[NamedSource]] = defaultdict(list)
    for source in named:
        own = source.claim.report if source.private else ""
        groups[own, source.what if source.kind is OriginKind.DOCUMENT else source.who].append(source)
    origins = [_origin(cluster) for key in sorted(groups) for cluster in _clusters(groups[key])]
    taken = {claim for origin in origins for claim in origin.claims}
    origins += _copied(copies, ordered, by_id, taken)
    origins += _credited(readings, lexicons.stories)
    origins += _published(readings)
    return tuple(sorted(origins, key=lambda o: o.id))


def _clusters(sources: Sequence[NamedSource]) -> Iterator[list[NamedSource]]:
    """The sources of one speaker or kind of document, apart by occasion."""
    clusters: list[list[NamedSource]] = []
    for source in sorted(
        sources, key=lambda s: (s.said.low, s.said.high, s.claim.report, s.claim.evidence, s.claim.id)
    ):
        home = next((c for c in reversed(clusters[-6:]) if any(_one_occasion(source, other) for other in c[-8:])), None)
        if home is None:
            clusters.append([source])
        else:
            home.append(source)
    yield from clusters


def _one_occasion(one: NamedSource, two: NamedSource) -> bool:
    """Whether two claims of a speaker, or two mentions of a kind of document, go back to one occasion."""
    if one.kind is OriginKind.INTERVIEW and two.kind is OriginKind.INTERVIEW and one.what != two.what:
        return any(same_quote(a, b) for a, b in product(one.quotes, two.quotes))
    if one.claim.report == two.claim.report:
        return one.said.overlaps(two.said)
    if any(same_quote(a, b) for a, b in product(one.quotes, two.quotes)):
        return True
    return _near(one.said, two.said) if one.kind is OriginKind.DOCUMENT else one.said.overlaps(two.said)


def _near(one: Interval, two: Interval) -> bool:
    if one.overlaps(two):
        return True
    return (max(one.low, two.low) - min(one.high, two.high)).days <= _DAYS


def _origin(cluster: Sequence[NamedSource]) -> Origin:
    """One origin of these claims, named by the most specific of its sources."""
    best = min(cluster, key=lambda s: (_SPECIFIC.index(s.kind), -len(s.name), s.claim.report, s.claim.evidence))
    claims = tuple(s.claim.id for s in cluster)
    return Origin(
        id=OriginId(content_id("o", best.kind, best.name, *sorted(claims))),
        kind=best.kind,
        name=best.name,
        claims=claims,
        reports=tuple(sorted({s.claim.report for s in cluster})),
        evidence=_evidence(cluster),
        held=best.kind not in {OriginKind.DOCUMENT, OriginKind.INTERVIEW},
    )


def _evidence(cluster: Sequence[NamedSource]) -> tuple[Evidence, ...]:
    """The sentence of each report's first claim."""
    first: dict[ReportId, Evidence] = {}
    for source in cluster:
        first.setdefault(source.claim.report, Evidence(report=source.claim.report, span=source.evidence))
    return tuple(first[report] for report in sorted(first))[:_SHOWN]


def _copied(
    copies: Sequence[CopyLink], claims: Sequence[Claim], by_id: dict[ReportId, Reading], taken: set[ClaimId]
) -> Iterator[Origin]:
    """The one text behind each pair of copies, with the claims of aligned sentences that name no source."""
    for link in copies:
        spans = {link.left: [a for a, _ in link.aligned], link.right: [b for _, b in link.aligned]}
        own = [
            c
            for c in claims
            if c.report in spans and c.id not in taken and any(s.covers(c.evidence) for s in spans[c.report])
        ]
        taken.update(c.id for c in own)
        pair = (link.left, link.right)
        names = sorted(by_id[r].report.outlet or by_id[r].report.key for r in pair)
        yield Origin(
            id=OriginId(content_id("o", "copy", *pair)),
            kind=OriginKind.AGENCY_COPY,
            name=f"one text behind {names[0]} and {names[1]}",
            claims=tuple(c.id for c in own),
            reports=tuple(sorted(pair)),
            evidence=tuple(Evidence(report=report, span=spans[report][0]) for report in pair if spans[report]),
            held=False,
        )


def _credited(readings: Sequence[Reading], lexicon: StoryLexicon) -> Iterator[Origin]:
    """The agencies that credit lines and datelines name, each over the reports that name it."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        for passage in reading.passages:
            if passage.kind in {PassageKind.CREDIT, PassageKind.DATELINE}:
                line = passage.span.of(reading.text).lower()
                for agency in lexicon.agencies:
                    if re.search(rf"(?<!\w){re.escape(agency)}(?!\w)", line):
                        found[agency].append(Evidence(report=reading.report.id, span=passage.span))
    for agency in sorted(found):
        if any(agency != other and agency in other and found[other] == found[agency] for other in found):
            continue
        yield Origin(
            id=OriginId(content_id("o", "agency", agency, *(e.report for e in found[agency]))),
            kind=OriginKind.AGENCY_COPY,
            name=agency.upper() if len(agency) <= 4 else agency.title(),
            claims=(),
            reports=tuple(sorted({e.report for e in found[agency]})),
            evidence=tuple(found[agency][:_SHOWN]),
            held=False,
        )


def _published(readings: Sequence[Reading]) -> Iterator[Origin]:
    """Reports of one outlet: not copies, but not independent either."""
    by_outlet: dict[str, list[ReportId]] = defaultdict(list)
    for reading in readings:
        if reading.report.outlet:
            by_outlet[reading.report.outlet].append(reading.report.id)
    for outlet, reports in sorted(by_outlet.items()):
        if len(reports) > 1:
            yield Origin(
                id=OriginId(content_id("o", "publisher", outlet, *sorted(reports))),
                kind=OriginKind.SAME_PUBLISHER,
                name=outlet,
                claims=(),
                reports=tuple(sorted(reports)),
            )
