"""What broke inside, told to the user like any other input that was skipped."""

from collections.abc import Sequence

from onrecord.pipeline.accounts import Related
from onrecord.pipeline.run import Run
from onrecord.pipeline.texts import FAILED, Texts, keys_of
from onrecord.records import Rejection, RejectionReason, ReportId

_REPORT = "This is a fault of OnRecord: please report it with this line."


def internal_rejections(run: Run, texts: Texts, related: Sequence[Related]) -> tuple[Rejection, ...]:
    """A rejection for every report or story on which a step broke. Its report stays with its text, without claims, and
    is tried again once the step, its word lists or the report change.
    """
    told = [
        _of_report(run, report, "not read", run.results.get(FAILED, keys_of(state).all_texts) or "")
        for report, state in texts.states.items()
        if state.failed
    ]
    for item in related:
        for broken in item.outcome.broken:
            if broken.report is not None:
                told.append(_of_report(run, broken.report, "no claims", broken.what))
            else:
                told.append(_of_story(run, item, broken.what))
    return tuple(sorted(told, key=lambda r: (r.key, r.location, r.message)))


def _of_report(run: Run, report: ReportId, state: str, what: str) -> Rejection:
    (key,) = run.connection.execute("SELECT key FROM reports WHERE id = ?", (report,)).fetchone()
    row = run.connection.execute("SELECT min(location) FROM sources WHERE report_id = ?", (report,)).fetchone()
    return Rejection(
        key=key,
        location=(row[0] or "").split("\t", 1)[0],
        reason=RejectionReason.INTERNAL,
        message=f"{key}: kept with its text, but {state}, for a step broke on it: {what}. {_REPORT}",
    )


def _of_story(run: Run, item: Related, what: str) -> Rejection:
    name = f"story {item.story}"
    (title,) = run.connection.execute("SELECT title FROM stories WHERE id = ?", (item.story,)).fetchone()
    return Rejection(
        key=name,
        location=name,
        reason=RejectionReason.INTERNAL,
        message=f"{name} ({title}): its claims are kept, but not compared, for a step broke on it: {what}. {_REPORT}",
    )
