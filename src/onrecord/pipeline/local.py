"""A build on this machine: what is new is read, what it touches is worked out again, and the ledger changes once."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, TypeVar

from onrecord.ledger.codec import decode, encode
from onrecord.ledger.decisions import (
    apply_to_claims,
    date_by_decision,
    decisions_file,
    judge_standing,
    read_decisions,
    standing_decisions,
)
from onrecord.ledger.sqlite import (
    StageResults,
    connect,
    delete_story,
    load_report,
    transaction,
    write_account,
    write_decisions,
    write_reading,
)
from onrecord.lexicons import load_lexicons
from onrecord.pipeline import steps
from onrecord.pipeline.intake import Intake, store_intake, take_in
from onrecord.pipeline.plan import date_story, find_stories, relate_story
from onrecord.records import (
    Account,
    Claim,
    Decision,
    Publication,
    RawReport,
    Reading,
    Rejection,
    Report,
    ReportId,
    Story,
)

J = TypeVar("J")
R = TypeVar("R")
BATCH = 64


class Progress(Protocol):
    """Told of work done: what, how much, of how much."""

    def __call__(self, what: str, done: int, total: int, /) -> None:
        """Take note; must not raise."""
        ...


def silent(what: str, done: int, total: int, /) -> None:
    """Progress for those who do not want any."""


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


@dataclass(slots=True)
class _Run:
    """What one build works with."""

    connection: sqlite3.Connection
    results: StageResults
    decisions: tuple[Decision, ...]
    progress: Progress
    map: Callable[[Callable[[J], R], Iterable[J]], Iterator[R]] = field(default=map)


def build(
    inputs: Iterable[RawReport | Rejection],
    ledger: Path,
    *,
    roots: Sequence[Path] = (),
    workers: int = 1,
    sync: bool = False,
    remove: Sequence[ReportId] = (),
    progress: Progress = silent,
) -> BuildSummary:
    """Bring the ledger up to date with `inputs`, everything read under the folders and files `roots`.

    Reports of earlier builds stay. Under `roots`, a report that is no longer found is marked as vanished, or with
    `sync` taken out with all that rested on it, as are the reports in `remove`. With no inputs the ledger is worked
    out again from what it holds, which is cheap and honours new decisions. Output does not depend on `workers` or on
    the order of inputs. Raises LedgerError; a bad input becomes a Rejection in the summary.
    """
    with ExitStack() as stack:
        connection = connect(ledger, create=True)
        stack.callback(connection.close)
        run = _Run(
            connection=connection,
            results=StageResults(connection),
            decisions=standing_decisions(read_decisions(decisions_file(ledger))),
            progress=progress,
        )
        if workers > 1:
            pool = stack.enter_context(ProcessPoolExecutor(workers, mp_context=get_context("spawn")))
            run.map = lambda function, jobs: pool.map(function, jobs, chunksize=2)
        intake = take_in(connection, inputs, roots, sync=sync, remove=remove)
        every = read_decisions(decisions_file(ledger))
        return _rebuild(run, intake, every)


def _rebuild(run: _Run, intake: Intake, every_decision: Sequence[Decision]) -> BuildSummary:
    reports = [date_by_decision(report, run.decisions) for report in _current_reports(run.connection, intake)]
    keys = {report.id: steps.text_keys(report) for report in reports}
    fresh = _read_all(run, reports, keys)
    dated = [(r, decode(Publication, _result(run, "date", keys[r.id].date))) for r in reports]
    stories = find_stories(dated, load_lexicons())
    by_id = {r.id: r for r in reports}
    accounts: list[tuple[Story, str, Account | None]] = []
    attached: set[str] = set()
    for done, story in enumerate(stories, 1):
        members = [by_id[i] for i in sorted(story.reports)]
        accounts.append((story, *_account_key_and_value(run, story, members, keys, attached)))
        run.progress("relating stories", done, len(stories))
    with transaction(run.connection):
        store_intake(run.connection, intake)
        for report in reports:
            if report.id in fresh:
                write_reading(run.connection, _reading(run, report, keys[report.id]))
        _store_accounts(run, accounts, by_id)
        known = frozenset(r.sha256 for r in reports)
        applied = judge_standing(every_decision, frozenset(attached), known)
        write_decisions(run.connection, applied)
        run.results.drop_unused()
    count = run.connection.execute
    return BuildSummary(
        **intake.counts(),
        rejections=intake.rejections,
        reports=len(reports),
        stories=len(stories),
        claims=count("SELECT count(*) FROM claims").fetchone()[0],
        relations=count("SELECT count(*) FROM relations").fetchone()[0],
        orphans=sum(a.standing.value == "orphan" for a in applied),
    )


def _current_reports(connection: sqlite3.Connection, intake: Intake) -> list[Report]:
    """Every report that counts, in the order of key and id, whatever order they came in."""
    stored = connection.execute("SELECT text, record FROM reports WHERE superseded_by IS NULL").fetchall()
    found = {r.id: r for r in (load_report(text, record) for text, record in stored)}
    found |= {r.id: r for r, _ in intake.reports.values()}
    gone = intake.gone
    return sorted((r for r in found.values() if r.id not in gone), key=lambda r: (r.key, r.id))


def _result(run: _Run, stage: str, key: str) -> str:
    found = run.results.get(stage, key)
    assert found is not None, f"no {stage} result"
    return found


def _text_results(run: _Run, keys: steps.Keys) -> steps.TextResults:
    get = run.results.get
    return steps.TextResults(
        parsed=get("parse", keys.parse), heard=get("hear", keys.hear), publication=get("date", keys.date)
    )


def _reading(run: _Run, report: Report, keys: steps.Keys) -> Reading:
    return steps.reading_of(report, _text_results(run, keys))


def _read_all(run: _Run, reports: Sequence[Report], keys: Mapping[ReportId, steps.Keys]) -> set[ReportId]:
    """Run the text-only steps where a result is missing; the ids of the reports whose reading is new."""
    jobs = [(report, _text_results(run, keys[report.id])) for report in reports]
    waiting = [job for job in jobs if None in (job[1].parsed, job[1].heard, job[1].publication)]
    stored = {row[0] for row in run.connection.execute("SELECT DISTINCT report_id FROM passages")}
    fresh = {report.id for report in reports if report.id not in stored}
    fresh |= {report.id for report, have in waiting if have.parsed is None or have.heard is None}
    finished = run.map(steps.run_text_steps, waiting)
    done = 0
    for batch in _batches(zip(waiting, finished, strict=True)):
        run.results.put(
            (stage, key, output)
            for (report, _), made in batch
            for stage, key, output in (
                ("parse", keys[report.id].parse, made.parsed or ""),
                ("hear", keys[report.id].hear, made.heard or ""),
                ("date", keys[report.id].date, made.publication or ""),
            )
        )
        done += len(batch)
        run.progress("reading reports", done, len(waiting))
    return fresh


def _batches(items: Iterable[J]) -> Iterator[list[J]]:
    waiting = iter(items)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _account_key_and_value(
    run: _Run,
    story: Story,
    members: Sequence[Report],
    keys: Mapping[ReportId, steps.Keys],
    attached: set[str],
) -> tuple[str, Account | None]:
    """The key of the story's account, and the account unless the ledger already holds it under that key."""
    touching = [d for d in run.decisions if d.target.sha256 in {r.sha256 for r in members}]
    parts = [part for r in members for part in (r.id, keys[r.id].hear, keys[r.id].date)]
    parts += [encode(d) for d in touching] + [encode(story)]
    modules = (*steps.DATE, *steps.CLAIM, *steps.RELATE)
    key = steps.story_key("relate", parts, modules)
    stored = run.results.get("relate", key)
    row = run.connection.execute("SELECT 1 FROM stories WHERE id = ?", (story.id,)).fetchone()
    if stored is not None and row:
        attached.update(decode(tuple[str, ...], stored))
        return key, None
    account, found = _relate(run, story, members, keys, touching)
    attached.update(found)
    run.results.put([("relate", key, encode(tuple(sorted(found))))])
    return key, account


def _relate(
    run: _Run,
    story: Story,
    members: Sequence[Report],
    keys: Mapping[ReportId, steps.Keys],
    decisions: Sequence[Decision],
) -> tuple[Account, frozenset[str]]:
    lexicons = load_lexicons()
    readings = [_reading(run, r, keys[r.id]) for r in members]
    publications = date_story(readings, lexicons)
    claims: list[Claim] = []
    attached: set[str] = set()
    lines = _claims(run, readings, publications, keys)
    for report, line in zip(members, lines, strict=True):
        settled, found = apply_to_claims(report, steps.decode_claims(line), decisions)
        claims += settled
        attached |= found
    return relate_story(story, readings, publications, claims, lexicons), frozenset(attached)


def _claims(
    run: _Run,
    readings: Sequence[Reading],
    publications: Mapping[ReportId, Publication],
    keys: Mapping[ReportId, steps.Keys],
) -> list[str]:
    named = [steps.claim_key(keys[r.report.id], publications[r.report.id]) for r in readings]
    have = [run.results.get("claim", key) for key in named]
    waiting = [(r, publications[r.report.id]) for r, line in zip(readings, have, strict=True) if line is None]
    made = iter(run.map(steps.run_claim_step, waiting))
    lines = [line if line is not None else next(made) for line in have]
    run.results.put(("claim", key, line) for key, line, old in zip(named, lines, have, strict=True) if old is None)
    return lines


def _store_accounts(
    run: _Run, accounts: Sequence[tuple[Story, str, Account | None]], reports: Mapping[ReportId, Report]
) -> None:
    kept = {story.id for story, _, account in accounts if account is None}
    for (stored,) in run.connection.execute("SELECT id FROM stories ORDER BY id").fetchall():
        if stored not in kept:
            delete_story(run.connection, stored)
    for _, _, account in accounts:
        if account is not None:
            texts = {i: reports[i].text for i in account.story.reports}
            write_account(run.connection, account, texts)
