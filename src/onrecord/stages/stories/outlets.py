"""Outlets and agencies that reports rest on: which names are theirs, and what credit lines say."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.lexicons import StoryLexicon
from onrecord.records import (
    CLAIM_BEARING,
    Evidence,
    Origin,
    OriginId,
    OriginKind,
    PassageKind,
    Reading,
    Span,
    content_id,
)

_SHOWN = 4
_LINES = frozenset({PassageKind.CREDIT, PassageKind.DATELINE})
_TAIL = re.compile(r"(?<=[.!?])\s+")


def outlet_key(name: str | None) -> str:
    """An outlet's name in a form that meets across reports.

    >>> outlet_key("The Ostmere Courier")
    'ostmere courier'
    """
    key = (name or "").lower().strip(" .,")
    for ending in (" news agency", " newspaper", " magazine", "'s", "’s"):
        key = key.removesuffix(ending)
    return key.removeprefix("the ").strip()


def is_outlet(name: str | None, lexicon: StoryLexicon) -> bool:
    """Whether a name is an outlet's or an agency's, by the lists and the last word of outlets' names."""
    key = outlet_key(name)
    return key in lexicon.agencies or key.split(" ")[-1] in lexicon.origins.outlets


def outlets_read(readings: Sequence[Reading]) -> Mapping[str, str]:
    """The outlets whose reports are read, by key."""
    return {outlet_key(r.report.outlet): r.report.outlet for r in readings if r.report.outlet}


def credited(readings: Sequence[Reading], lexicon: StoryLexicon) -> Iterator[Origin]:
    """The agencies and outlets that credit lines and datelines name, each over the reports that name it; an outlet's
    own name over its own report says nothing.
    """
    read = outlets_read(readings)
    found: dict[str, list[Evidence]] = defaultdict(list)
    names: dict[str, str] = {}
    for reading in sorted(readings, key=lambda r: r.report.id):
        for name, span in (*_agencies(reading, lexicon), *_materials(reading, lexicon)):
            key = outlet_key(name)
            evidence = Evidence(report=reading.report.id, span=span)
            if key != outlet_key(reading.report.outlet) and evidence not in found[key]:
                names.setdefault(key, name)
                found[key].append(evidence)
    for key in sorted(found):
        if any(key != other and key in other and found[other] == found[key] for other in found):
            continue
        reports = tuple(sorted({e.report for e in found[key]}))
        yield Origin(
            id=OriginId(content_id("o", "agency", key, *(e.report for e in found[key]))),
            kind=OriginKind.AGENCY_COPY,
            name=read.get(key) or names[key],
            claims=(),
            reports=reports,
            evidence=tuple(found[key][:_SHOWN]),
            held=key in read,
        )


def _agencies(reading: Reading, lexicon: StoryLexicon) -> Iterator[tuple[str, Span]]:
    for passage in reading.passages:
        if passage.kind in _LINES:
            line = passage.span.of(reading.text).lower()
            for agency in lexicon.agencies:
                if re.search(rf"(?<!\w){re.escape(agency)}(?!\w)", line):
                    yield agency.upper() if len(agency) <= 4 else agency.title(), passage.span


def _materials(reading: Reading, lexicon: StoryLexicon) -> Iterator[tuple[str, Span]]:
    """Sources of material, in credit lines and short sentences; a contributor counts only where it is an outlet, since
    most are people.
    """
    spans = [p.span for p in reading.passages if p.kind is PassageKind.CREDIT]
    spans += [a.sentence.span for a in reading.analyses if a.sentence.kind in CLAIM_BEARING and len(a.tokens) <= 20]
    for span in spans:
        text = span.of(reading.text)
        for pattern in (*lexicon.origins.materials, *lexicon.origins.contributors):
            for match in re.finditer(pattern, text):
                name = _TAIL.split(match["source"])[0].rstrip(".").removeprefix("The ")
                if pattern in lexicon.origins.materials or is_outlet(name, lexicon):
                    yield name, span
