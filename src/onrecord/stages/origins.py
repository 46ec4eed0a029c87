"""What claims go back to: documents, press events, interviews, agency copies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from onrecord.lexicons import Lexicons
from onrecord.records import (
    Claim,
    ClaimId,
    CopyLink,
    Evidence,
    Interval,
    Origin,
    OriginId,
    OriginKind,
    Reading,
    ReportId,
    Span,
    content_id,
)
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.outlets import credited, outlets_read
from onrecord.stages.stories.quoting import same_quote
from onrecord.stages.stories.sources_named import NamedSource, name_source, sentence_spans

_SPECIFIC = (OriginKind.INTERVIEW, OriginKind.PRESS_EVENT, OriginKind.DOCUMENT, OriginKind.SPEAKER)
_DAYS = 4  # a statement is reported within so many days of another report of it
_SHOWN = 4
_QUOTES = 20
_LAST = 8  # a source is compared with so many of a cluster's last
_WIDE = 15  # days
_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five"}


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
    read = outlets_read(readings)
    origins = [_origin(cluster, read) for key in sorted(groups) for cluster in _clusters(groups[key])]
    taken = {claim for origin in origins for claim in origin.claims}
    materials = tuple(credited(readings, lexicons.stories))
    origins += _copied(copies, ordered, by_id, taken, materials)
    origins += materials
    origins += _published(readings)
    return tuple(sorted(origins, key=lambda o: o.id))


def _clusters(sources: Sequence[NamedSource]) -> Iterator[list[NamedSource]]:
    """The sources of one speaker or kind of document, apart by occasion."""
    clusters: list[list[NamedSource]] = []
    for source in sorted(
        sources, key=lambda s: (s.said.low, s.said.high, s.claim.report, s.claim.evidence, s.claim.id)
    ):
        home = next((c for c in reversed(clusters[-6:]) if _belongs(source, c)), None)
        if home is None:
            clusters.append([source])
        else:
            home.append(source)
    joined: list[list[NamedSource]] = []
    for cluster in clusters:
        home = next((c for c in joined if _share_words(c, cluster)), None)
        if home is None:
            joined.append(cluster)
        else:
            home += cluster
    yield from joined


def _belongs(source: NamedSource, cluster: Sequence[NamedSource]) -> bool:
    """Whether a source is of the occasion of a cluster. What one outlet was told goes back to that interview in another
    report only where it has the same words, or names it as well.
    """
    if not any(_one_occasion(source, other) for other in cluster[-_LAST:]):
        return False
    told = {s.what for s in cluster if s.kind is OriginKind.INTERVIEW}
    reports = {s.claim.report for s in cluster}
    if source.kind is OriginKind.INTERVIEW:
        return source.what in told or reports == {source.claim.report} or _share_words([source], cluster)
    return not told or source.claim.report in reports or _share_words([source], cluster)


def _share_words(one: Sequence[NamedSource], two: Sequence[NamedSource]) -> bool:
    """Whether two clusters have the same quoted words, which the first quotes of each show."""
    left, right = ([q for source in cluster for q in source.quotes][:_QUOTES] for cluster in (one, two))
    return any(same_quote(a, b) for a, b in product(left, right))


def _one_occasion(one: NamedSource, two: NamedSource) -> bool:
    """Whether two claims of a speaker, or two mentions of a kind of document, go back to one occasion."""
    if one.kind is OriginKind.INTERVIEW and two.kind is OriginKind.INTERVIEW and one.what != two.what:
        return any(same_quote(a, b) for a, b in product(one.quotes, two.quotes))
    if one.claim.report == two.claim.report:
        return one.said.overlaps(two.said)
    if any(same_quote(a, b) for a, b in product(one.quotes, two.quotes)):
        return True
    return _near(one.said, two.said) if one.kind is OriginKind.DOCUMENT else _at_once(one.said, two.said)


def _at_once(one: Interval, two: Interval) -> bool:
    """Whether two reports may speak of one occasion: a saying of some day of a month is no sign of it."""
    return one.overlaps(two) and all((said.days or _WIDE) < _WIDE for said in (one, two))


def _near(one: Interval, two: Interval) -> bool:
    if one.overlaps(two):
        return True
    return (max(one.low, two.low) - min(one.high, two.high)).days <= _DAYS


def _origin(cluster: Sequence[NamedSource], read: Iterable[str]) -> Origin:
    """One origin of these claims, named by the most specific of its sources. A document is named only, and so is an
    interview with an outlet that is not read.
    """
    best = min(cluster, key=lambda s: (_SPECIFIC.index(s.kind), -len(s.name), s.claim.report, s.claim.evidence))
    claims = tuple(s.claim.id for s in cluster)
    return Origin(
        id=OriginId(content_id("o", best.kind, best.name, *sorted(claims))),
        kind=best.kind,
        name=best.name,
        claims=claims,
        reports=tuple(sorted({s.claim.report for s in cluster})),
        evidence=_evidence(cluster),
        held=best.kind not in {OriginKind.DOCUMENT, OriginKind.INTERVIEW}
        or any(f"{best.what} ".startswith(f"{key} ") for key in read),
    )


def _evidence(cluster: Sequence[NamedSource]) -> tuple[Evidence, ...]:
    """The sentence of each report's first claim."""
    first: dict[ReportId, Evidence] = {}
    for source in cluster:
        first.setdefault(source.claim.report, Evidence(report=source.claim.report, span=source.evidence))
    return tuple(first[report] for report in sorted(first))[:_SHOWN]


def _copied(
    copies: Sequence[CopyLink],
    claims: Sequence[Claim],
    by_id: dict[ReportId, Reading],
    taken: set[ClaimId],
    materials: Sequence[Origin],
) -> Iterator[Origin]:
    """The one text behind reports that copy each other, with the claims of aligned sentences that name no source."""
    told: dict[ReportId, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.id not in taken:
            told[claim.report].append(claim)
    for links in _one_text(copies):
        spans = _aligned(links)
        reports = tuple(sorted(spans))
        own = [c.id for r in reports for c in told[r] if any(s.covers(c.evidence) for s in spans[r])]
        outlets = sorted({outlet for r in reports if (outlet := by_id[r].report.outlet)})
        sources = [m.name for m in materials if set(m.reports) <= set(reports) and (m.name in outlets or not m.held)]
        name = f"a report by {sources[0]}" if sources else f"one text in {_COUNTS.get(len(reports), 'several')} reports"
        if not sources and len(outlets) > 1:
            name = f"one text printed by {', '.join(outlets[:-1])} and {outlets[-1]}"
        yield Origin(
            id=OriginId(content_id("o", "copy", *reports)),
            kind=OriginKind.AGENCY_COPY,
            name=name,
            claims=tuple(own),
            reports=reports,
            evidence=tuple(Evidence(report=r, span=min(spans[r])) for r in reports)[:_SHOWN],
            held=not any(not m.held and m.name in name for m in materials),
        )


def _one_text(copies: Sequence[CopyLink]) -> Iterator[list[CopyLink]]:
    """The links, those together that lead from copy to copy: what copies a copy goes back to the same text."""
    homes: dict[ReportId, list[CopyLink]] = {}
    for link in copies:
        one, two = homes.setdefault(link.left, []), homes.setdefault(link.right, [])
        if one is not two:
            one += two
            for report in {r for held in (*two, link) for r in (held.left, held.right)}:
                homes[report] = one
        one.append(link)
    seen: set[int] = set()
    for report in sorted(homes):
        links = homes[report]
        if id(links) not in seen:
            seen.add(id(links))
            yield links


def _aligned(links: Sequence[CopyLink]) -> dict[ReportId, set[Span]]:
    """For each report of some copies the sentences that another has, too."""
    spans: dict[ReportId, set[Span]] = defaultdict(set)
    for link in links:
        for left, right in link.aligned:
            spans[link.left].add(left)
            spans[link.right].add(right)
    return spans


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
