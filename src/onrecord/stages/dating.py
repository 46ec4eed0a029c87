"""When a report was published: from its metadata, its own words, and what its peers imply."""

from collections.abc import Mapping, Sequence

from onrecord.lexicons import Lexicons
from onrecord.records import NO_CLOCK, Analysis, Passage, Publication, Reading, Report, ReportId


def date_report(
    report: Report, passages: Sequence[Passage], analyses: Sequence[Analysis], lexicons: Lexicons
) -> Publication:
    """The publication interval that this report alone gives, with reasons."""
    del report, passages, analyses, lexicons
    return Publication(clock=NO_CLOCK)


def date_by_peers(readings: Sequence[Reading], lexicons: Lexicons) -> Mapping[ReportId, Publication]:
    """Publication intervals of one story's reports, narrowed by what the others imply."""
    del lexicons
    return {reading.report.id: reading.publication for reading in readings}
