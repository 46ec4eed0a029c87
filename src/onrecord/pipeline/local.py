"""A build on this machine: what is new is read, what it touches is worked out again, and the ledger changes once."""

import sqlite3
from collections.abc import Iterable, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import LedgerError
from onrecord.ledger.codec import encode
from onrecord.ledger.decisions import (
    date_by_decision,
    decisions_file,
    judge_standing,
    read_decisions,
    standing_decisions,
)
from onrecord.ledger.faults import explained_faults
from onrecord.ledger.results import StageResults
from onrecord.ledger.sqlite import (
    connect,
    delete_readings,
    delete_stories,
    load_report,
    transaction,
    write_account,
    write_decisions,
    write_reading,
)
from onrecord.models.loading import AnalyserKind, usual_analyser
from onrecord.pipeline import steps
from onrecord.pipeline.accounts import Related, relate_all
from onrecord.pipeline.failures import internal_rejections
from onrecord.pipeline.intake import Intake, read_given, store_intake, store_rejections, take_in
from onrecord.pipeline.run import Mapper, Progress, Run, mapper, silent
from onrecord.pipeline.texts import READ, Texts, content_key, fetch_lines, is_written, read_texts
from onrecord.readers.files import root_of
from onrecord.records import Applied, RawReport, Rejection, Report, ReportId

__all__ = ["BuildSummary", "Progress", "build", "silent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """What a build did."""

    added: int
    unchanged: int
    revised: int
    vanished: int
    removed: int
    rejections: tuple[Rejection, ...]
    reports: int
    stories: int
    claims: int
    relations: int
    orphans: int
    analyser: AnalyserKind


def build(
    inputs: Iterable[RawReport | Rejection],
    ledger: Path,
    *,
    roots: Sequence[Path] = (),
    workers: int = 1,
    sync: bool = False,
    remove: Sequence[ReportId] = (),
    analyser: AnalyserKind | None = None,
    progress: Progress = silent,
) -> BuildSummary:
    """Bring the ledger up to date with `inputs`, everything read under the folders and files `roots`.

    Reports of earlier builds stay. Under `roots`, a report that is no longer found is marked as vanished, or with
    `sync` taken out with all that rested on it, as are the reports in `remove`. With no inputs the ledger is worked
    out again from what it holds, which is cheap and honours new decisions. Without `analyser`, what read the ledger's
    reports reads the new ones, too; with another, all are read anew. Output does not depend on `workers` or on the
    order of inputs. A bad input, or a report on which a step breaks, becomes a Rejection in the summary. Raises
    LedgerError, and then the ledger holds what it held before.
    """
    under = tuple(str(root_of(root)) for root in roots)
    with explained_faults(ledger), closing(connect(ledger, create=True)) as connection, mapper(workers) as mapped:
        given = read_given(inputs)
        try:
            while True:
                before = _builds(connection)
                run = _open_run(connection, ledger, analyser, progress, mapped)
                intake = take_in(connection, given, under, sync=sync, remove=remove)
                summary = _rebuild(run, intake, before)
                if summary is not None:
                    return summary
        except BrokenProcessPool as exc:
            raise LedgerError(
                f"{ledger}: a process that read reports has died, perhaps for want of memory. The ledger is as it was; "
                "run the same command again, with fewer --workers, to go on."
            ) from exc


def _open_run(
    connection: sqlite3.Connection, ledger: Path, analyser: AnalyserKind | None, progress: Progress, mapped: Mapper
) -> Run:
    decisions = read_decisions(decisions_file(ledger))
    before = _meta(connection, "analyser")
    return Run(
        connection=connection,
        results=StageResults(connection),
        every_decision=decisions,
        decisions=standing_decisions(decisions),
        analyser=analyser or (AnalyserKind(before) if before else usual_analyser()),
        progress=progress,
        map=mapped,
    )


def _builds(connection: sqlite3.Connection) -> str:
    """How many builds the ledger has seen."""
    return _meta(connection, "builds") or "0"


def _meta(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def _store_meta(run: Run, builds: int) -> None:
    """How often the ledger was built, and what read its reports: after a build, all were read by the same."""
    rows = [("builds", str(builds)), ("analyser", run.analyser), ("weights", steps.analyser(run.analyser).digest)]
    run.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)


def _rebuild(run: Run, intake: Intake, before: str) -> BuildSummary | None:
    """Work everything out and write it; None when another build has changed the ledger since `before`."""
    reports = [date_by_decision(report, run.decisions) for report in _current_reports(run.connection, intake)]
    texts = read_texts(run, reports)
    related = relate_all(run, texts)
    with transaction(run.connection):
        if _builds(run.connection) != before:
            return None
        _store_meta(run, int(before) + 1)
        store_intake(run.connection, intake)
        _store_readings(run, texts)
        _store_accounts(run, related, {r.id: r.text for r in reports})
        internal = internal_rejections(run.connection, reports, texts.failed, related)
        store_rejections(run.connection, intake, internal)
        applied = _store_decisions(run, reports, related)
        run.results.drop_unused()
        return _summary(run, intake, len(reports), internal, applied)


def _current_reports(connection: sqlite3.Connection, intake: Intake) -> list[Report]:
    """Every report that counts, in the order of key and id, whatever order they came in."""
    found = [report for report, _ in intake.given.reports.values()]
    for name, text, record in connection.execute("SELECT id, text, record FROM reports"):
        if name in intake.current:
            found.append(load_report(text, record))
    return sorted({r.id: r for r in found}.values(), key=lambda r: (r.key, r.id))


def _store_readings(run: Run, texts: Texts) -> None:
    fresh = [r for r in texts.reports if not is_written(run, r, texts.keys[r.id])]
    delete_readings(run.connection, [*(r.id for r in fresh), *sorted(texts.failed)])
    for report in fresh:
        write_reading(run.connection, report, fetch_lines(run, report, texts.keys[report.id]))
    run.results.note((READ, content_key(r, texts.keys[r.id]), "") for r in fresh)


def _store_accounts(run: Run, related: Sequence[Related], texts: dict[ReportId, str]) -> None:
    kept = {r.story.id for r in related if r.account is None}
    stored = [story for (story,) in run.connection.execute("SELECT id FROM stories ORDER BY id")]
    delete_stories(run.connection, [story for story in stored if story not in kept])
    for story in related:
        if story.account is not None:
            write_account(run.connection, story.account, texts)
    run.results.note(("relate", r.key, encode(r.outcome)) for r in related if r.account is not None)


def _store_decisions(run: Run, reports: Sequence[Report], related: Sequence[Related]) -> tuple[Applied, ...]:
    attached = frozenset(name for r in related for name in r.outcome.attached)
    applied = judge_standing(run.every_decision, attached, frozenset(r.sha256 for r in reports))
    write_decisions(run.connection, applied)
    return applied


def _summary(
    run: Run, intake: Intake, reports: int, internal: Sequence[Rejection], applied: Sequence[Applied]
) -> BuildSummary:
    def count(table: str) -> int:
        return int(run.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608

    return BuildSummary(
        **intake.counts(),
        rejections=(*intake.given.rejections, *internal),
        reports=reports,
        stories=count("stories"),
        claims=count("claims"),
        relations=count("relations"),
        orphans=sum(a.standing.value == "orphan" for a in applied),
        analyser=run.analyser,
    )
