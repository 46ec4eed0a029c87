"""A build on this machine: what is new is read, what it touches is worked out again, and the ledger changes once."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.errors import LedgerError
from onrecord.ledger.codec import encode
from onrecord.ledger.decisions import decisions_file, judge_standing, read_decisions, standing_decisions
from onrecord.ledger.faults import explained_faults
from onrecord.ledger.names import keep_names, story_members
from onrecord.ledger.results import StageResults
from onrecord.ledger.sqlite import (
    connect,
    delete_readings,
    delete_stories,
    transaction,
    write_account,
    write_decisions,
    write_reading,
)
from onrecord.ledger.working import (
    ReportState,
    load_states,
    load_story_keys,
    open_working,
    report_texts,
    unlike_stored,
    write_states,
    write_story_keys,
)
from onrecord.models.loading import AnalyserKind, usual_analyser
from onrecord.pipeline import steps
from onrecord.pipeline.accounts import ACCOUNT, RELATED, Related, claim_keys, relate_all
from onrecord.pipeline.failures import internal_rejections
from onrecord.pipeline.grouping import note_told
from onrecord.pipeline.intake import Intake, read_given, store_intake, store_rejections, take_in
from onrecord.pipeline.pages import LedgerPages, drop_pages, taker
from onrecord.pipeline.run import Ahead, Mapper, Progress, Run, Touched, mapper, silent
from onrecord.pipeline.texts import (
    READ,
    Texts,
    content_key,
    dated_each,
    fetch_lines,
    is_written,
    keys_of,
    read_texts,
    result_keys,
)
from onrecord.readers.files import root_of
from onrecord.records import Applied, Decision, RawReport, Rejection, ReportId, StoryId, content_id

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
    ahead: Ahead | None = None,
    pages: LedgerPages | None = None,
) -> BuildSummary:
    """Bring the ledger up to date with `inputs`, everything read under the folders and files `roots`.

    Reports of earlier builds stay. Under `roots`, a report that is no longer found is marked as vanished, or with
    `sync` taken out with all that rested on it, as are the reports in `remove`. With no inputs the ledger is worked
    out again from what it holds, which is cheap and honours new decisions. Without `analyser`, what read the ledger's
    reports reads the new ones, too; with another, all are read anew. Output does not depend on `workers` or on the
    order of inputs, nor on `ahead`, which has the costly steps run elsewhere, nor on `pages`, which tell the inputs
    what this ledger has read before. A bad input, or a report on which a step breaks, becomes a Rejection in the
    summary. Raises LedgerError, and then the ledger holds what it held before.
    """
    under = tuple(str(root_of(root)) for root in roots)
    with explained_faults(ledger), closing(connect(ledger, create=True)) as connection, mapper(workers) as mapped:
        open_working(connection)
        if pages is not None:
            pages.open(connection)
            pages.take_apart(taker(mapped) if ahead is None else ahead.take_apart, progress)
        given = read_given(connection, inputs, pages)
        try:
            while True:
                before = _builds(connection)
                run = replace(_open_run(connection, ledger, analyser, progress, mapped), ahead=ahead)
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
    kind = analyser or (AnalyserKind(before) if before else usual_analyser())
    standing = standing_decisions(decisions)
    return Run(
        connection=connection,
        results=StageResults(connection),
        every_decision=decisions,
        decisions=standing,
        analyser=kind,
        progress=progress,
        map=mapped,
        settled=_meta(connection, "settings") == steps.settings_digest(kind),
        touched=_touched(_meta(connection, "decisions") or "[]", decisions, standing),
    )


def _touched(before: str, decisions: Sequence[Decision], standing: Sequence[Decision]) -> Touched:
    """What decisions are about that stand now and did not at the build before, or the other way round."""
    known = {_digest(d): d.target.sha256 for d in decisions}
    changed = {_digest(d) for d in standing} ^ set(json.loads(before))
    return Touched(hashes=frozenset(known[i] for i in changed & known.keys()), all=not changed <= known.keys())


def _digest(decision: Decision) -> str:
    """A decision's whole line, so that one changed by hand is another."""
    return content_id("d", encode(decision))


def _builds(connection: sqlite3.Connection) -> str:
    """How many builds the ledger has seen."""
    return _meta(connection, "builds") or "0"


def _meta(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def _store_meta(run: Run, builds: int) -> None:
    """How often the ledger was built, with what, and which decisions it honours: after a build, all reports were read
    by the same.
    """
    rows = [
        ("builds", str(builds)),
        ("analyser", run.analyser),
        ("weights", steps.analyser(run.analyser).digest),
        ("settings", steps.settings_digest(run.analyser)),
        ("decisions", json.dumps(sorted(map(_digest, run.decisions)))),
    ]
    run.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)


def _rebuild(run: Run, intake: Intake, before: str) -> BuildSummary | None:
    """Work everything out and write it; None when another build has changed the ledger since `before`."""
    current = intake.current | frozenset(intake.given.reports.values())
    stored, keys = load_states(run.connection), load_story_keys(run.connection)
    states = {report: state for report, state in stored.items() if report in current}
    redo = _to_redo(run, current, states)
    texts = read_texts(run, redo, states)
    earlier = read_texts(run, _earlier_versions(run, intake, stored) - current, {})
    related = relate_all(run, texts)
    with transaction(run.connection):
        if _builds(run.connection) != before:
            return None
        _store_meta(run, int(before) + 1)
        store_intake(run.connection, intake)
        for read in (texts, earlier):
            _store_readings(run, read)
        _store_accounts(run, related, intake.revised, int(before) + 1)
        _store_states(run, texts, related)
        write_states(run.connection, sorted(earlier.states.items()))
        internal = internal_rejections(run, texts, related)
        store_rejections(run.connection, intake, internal)
        applied = _store_decisions(run, related)
        run.results.drop_unused(_stale(run, stored, keys, related))
        drop_pages(run.connection, unread=bool(intake.removed or intake.revised or intake.missing))
        return _summary(run, intake, len(texts.states), internal, applied)


def _to_redo(run: Run, current: frozenset[ReportId], states: Mapping[ReportId, ReportState]) -> frozenset[ReportId]:
    """The reports whose steps must be looked at: new ones, those with other metadata or another date by decision, and
    all of them where code, word lists or weights are not what they were.
    """
    if run.touched.all or not run.settled:
        return current
    redo = (current - states.keys()) | (unlike_stored(run.connection) & current)
    if run.touched.hashes:
        rows = run.connection.execute("SELECT id, sha256 FROM reports")
        redo |= {ReportId(report) for report, sha256 in rows if sha256 in run.touched.hashes} & current
    return redo


def _earlier_versions(run: Run, intake: Intake, stored: Mapping[ReportId, ReportState]) -> frozenset[ReportId]:
    """The reports that another one has taken the place of and that are to be read all the same, for people compare the
    two: those that came together with their successor, and all where code, word lists or weights are others now.
    """
    if run.settled:
        return frozenset(intake.given.later) - stored.keys() - intake.removed
    rows = run.connection.execute("SELECT id FROM reports WHERE superseded_by IS NOT NULL")
    return (
        frozenset(ReportId(i) for (i,) in rows) | intake.given.later.keys() | intake.revised.keys()
    ) - intake.removed


def _store_readings(run: Run, texts: Texts) -> None:
    fresh = [r for r in sorted(texts.redone) if not texts.states[r].failed and not is_written(run, r, texts.states[r])]
    failed = sorted(r for r in texts.redone if texts.states[r].failed)
    delete_readings(run.connection, [*fresh, *failed])
    for report in dated_each(run, fresh):
        write_reading(run.connection, report, fetch_lines(run, report, keys_of(texts.states[report.id])))
    run.results.note((READ, content_key(r, texts.states[r]), "") for r in fresh)


def _store_accounts(run: Run, related: Sequence[Related], revised: Mapping[ReportId, ReportId], build: int) -> None:
    """Put the accounts that wait in the place of what is no longer so, one by one."""
    kept = {r.story for r in related if not r.fresh}
    stored = {story for (story,) in run.connection.execute("SELECT id FROM stories")}
    here = {r.story for r in related}
    gone = story_members(run.connection, sorted(stored - here))
    old = {story: [revised.get(report, report) for report in reports] for story, reports in gone.items()}
    delete_stories(run.connection, sorted(stored - kept))
    for item in related:
        if item.fresh:
            account = run.results.get(ACCOUNT, item.key)
            assert account is not None, f"the account of {item.story} was not kept"
            write_account(run.connection, account, dict(report_texts(run.connection, item.reports)))
    fresh = [r for r in related if r.fresh]
    run.results.note(("relate", r.key, encode(r.outcome)) for r in fresh)
    named = {story for (story,) in run.connection.execute("SELECT story_id FROM story_names")}
    new = {r.story: r.reports for r in related if r.story not in named}
    titles = {story: title for story, title in run.connection.execute("SELECT id, title FROM stories") if story in new}
    keep_names(run.connection, build, old, new, titles)
    note_told(run)
    write_story_keys(run.connection, [(r.story, r.key) for r in fresh])


def _store_states(run: Run, texts: Texts, related: Sequence[Related]) -> None:
    """Note where results stand, of the reports looked at and of those whose story was."""
    claims = claim_keys([r for r in related if r.fresh])
    changed = {report: replace(texts.states[report], claim=key) for report, key in claims.items()}
    changed = {report: texts.states[report] for report in texts.redone} | changed
    write_states(run.connection, sorted(changed.items()))


def _stale(
    run: Run, before: Mapping[ReportId, ReportState], keys: Mapping[StoryId, str], related: Sequence[Related]
) -> list[tuple[str, str]]:
    """The results that nothing rests on after this build. Where code, word lists or weights changed, all are looked
    through, so that what builds left that were killed goes, too.
    """
    after = load_states(run.connection)
    kept = {row for report, state in after.items() if before.get(report) != state for row in result_keys(report, state)}
    kept |= {("relate", item.key) for item in related}
    if run.settled:
        old = {row for r, state in before.items() if after.get(r) != state for row in result_keys(r, state)}
        old |= {("relate", key) for key in keys.values()}
        old |= {(stage, item.key) for item in related if item.fresh for stage in (ACCOUNT, RELATED)}
        return sorted(old - kept)
    kept |= {row for report, state in after.items() for row in result_keys(report, state)}
    return [row for row in run.results.every() if row not in kept]


def _store_decisions(run: Run, related: Sequence[Related]) -> tuple[Applied, ...]:
    if not run.every_decision:
        write_decisions(run.connection, ())
        return ()
    attached = frozenset(name for r in related for name in r.outcome.attached)
    current = "SELECT sha256 FROM reports WHERE superseded_by IS NULL"
    applied = judge_standing(run.every_decision, attached, frozenset(h for (h,) in run.connection.execute(current)))
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
