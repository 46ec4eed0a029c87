"""From raw bytes' text to a report divided into labelled passages."""

from onrecord.lexicons import PageLexicon
from onrecord.records import Passage, PassageKind, RawReport, Report, Span, report_id


def make_report(raw: RawReport) -> Report:
    """The report a raw report holds; its text is fixed from here on."""
    return Report(
        id=report_id(raw.key, raw.metadata.outlet, raw.text),
        key=raw.key,
        sha256=raw.sha256,
        text=raw.text,
        metadata=raw.metadata,
        extractor=raw.extractor,
        dropped_blocks=raw.dropped_blocks,
    )


def label_passages(report: Report, lexicon: PageLexicon) -> tuple[Passage, ...]:
    """The report's passages in order, each with its purpose and the rule that gave it."""
    del lexicon
    found: list[Passage] = []
    at = paragraph = 0
    for line in report.text.split("\n"):
        if line.strip():
            paragraph += 1
            found.append(
                Passage(
                    index=len(found),
                    span=Span(start=at, end=at + len(line)),
                    kind=PassageKind.BODY,
                    paragraph=paragraph,
                    reason="text",
                )
            )
        at += len(line) + 1
    return tuple(found)
