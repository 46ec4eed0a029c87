"""What broke inside, told to the user like any other input that was skipped."""

import sqlite3
from collections.abc import Mapping, Sequence

from onrecord.pipeline.accounts import Related
from onrecord.records import Rejection, RejectionReason, Report, ReportId

_REPORT = "This is a fault of OnRecord: please report it with this line."


def internal_rejections(
    connection: sqlite3.Connection,
    reports: Sequence[Report],
    failed: Mapping[ReportId, str],
    related: Sequence[Related],
) -> tuple[Rejection, ...]:
    """A rejection for every report or story on which a step broke. Its report stays with its text, without claims, and
    is tried again once the step, its word lists or the report change.
    """
    keys = {r.id: r.key for r in reports}
    told = [_of_report(connection, report, keys[report], "not read", what) for report, what in failed.items()]
    for item in related:
        for broken in item.outcome.broken:
            if broken.report is not None:
                told.append(_of_report(connection, broken.report, keys[broken.report], "no claims", broken.what))
            else:
                told.append(_of_story(item, broken.what))
    return tuple(sorted(told, key=lambda r: (r.key, r.location, r.message)))


def _of_report(connection: sqlite3.Connection, report: ReportId, key: str, state: str, what: str) -> Rejection:
    row = connection.execute("SELECT min(location) FROM sources WHERE report_id = ?", (report,)).fetchone()
    return Rejection(
        key=key,
        location=(row[0] or "").split("\t", 1)[0],
        reason=RejectionReason.INTERNAL,
        message=f"{key}: kept with its text, but {state}, for a step broke on it: {what}. {_REPORT}",
    )


def _of_story(item: Related, what: str) -> Rejection:
    name = f"story {item.story.id}"
    return Rejection(
        key=name,
        location=name,
        reason=RejectionReason.INTERNAL,
        message=f"{name} ({item.story.title}): its claims are kept, but not compared, for a step broke on it: {what}. "
        f"{_REPORT}",
    )
