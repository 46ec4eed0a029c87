"""When a report was published: from its metadata, its own words, and what its peers imply."""

from collections.abc import Mapping, Sequence

from onrecord.lexicons import Lexicons
from onrecord.records import UNKNOWN, Analysis, Passage, Publication, Reading, Report, ReportId
from onrecord.stages.copies import find_copies
from onrecord.stages.time.dating_evidence import sidebar_notes, text_signs
from onrecord.stages.time.dating_metadata import metadata_signs
from onrecord.stages.time.dating_offices import office_signs
from onrecord.stages.time.dating_peers import narrow_by_peers
from onrecord.stages.time.dating_signs import weigh_signs
from onrecord.stages.times import find_times_in_text


def date_report(
    report: Report, passages: Sequence[Passage], analyses: Sequence[Analysis], lexicons: Lexicons
) -> Publication:
    """The publication interval that this report alone gives, with reasons.

    Metadata decide where there are any, the user's own file first; else stamps, datelines and the dates the text
    names as past or as still to come narrow it as far as they can, and it stays open where they cannot.
    """
    del analyses
    fields = report.metadata.dates
    own = [f for f in fields if not f.of_office]
    signs, aside = metadata_signs(own, lexicons.dating, lexicons.time)
    offices = office_signs(report.text, passages, fields, lexicons.dating)
    times = find_times_in_text(report.text, UNKNOWN, lexicons.time)
    notes = () if signs else sidebar_notes(report.text, passages, times, lexicons)
    return weigh_signs((*signs, *text_signs(report.text, passages, times, lexicons), *offices), (*aside, *notes))


def date_by_peers(readings: Sequence[Reading], lexicons: Lexicons) -> Mapping[ReportId, Publication]:
    """Publication intervals of one story's reports, narrowed by what the others imply."""
    if all(r.publication.clock.interval.days == 1 for r in readings):
        return {r.report.id: r.publication for r in readings}
    return narrow_by_peers(readings, find_copies(readings, lexicons.stories), lexicons)
