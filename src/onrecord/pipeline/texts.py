"""The steps that look at one report alone: run where a result is missing, fetched where one is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import LedgerError
from onrecord.ledger.codec import decode
from onrecord.ledger.sqlite import ReadingLines
from onrecord.pipeline import steps
from onrecord.pipeline.run import Run, batches
from onrecord.pipeline.steps import Failure, Keys
from onrecord.records import Publication, Reading, Report, ReportId

FAILED = "failed"
"""The stage under which it is noted that a step broke, so that it is not tried again until something changes."""

READ = "reading"
"""The stage under which it is noted that the ledger's tables hold a report's reading; written together with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The reports that could be read, in order, with the keys of their results, and how the others failed."""

    reports: tuple[Report, ...]
    keys: Mapping[ReportId, Keys]
    failed: Mapping[ReportId, str]


def read_texts(run: Run, reports: Sequence[Report]) -> Texts:
    """Run the text-only steps where a result is missing."""
    keys = {report.id: steps.text_keys(report, run.analyser) for report in reports}
    failed: dict[ReportId, str] = {}
    waiting: list[Report] = []
    for report in reports:
        # Every key is asked for, so that each counts as used.
        there = [run.results.has(stage, key) for stage, key in keys[report.id].rows()]
        if not all(there):
            what = run.results.get(FAILED, keys[report.id].all_three)
            if what is None:
                waiting.append(report)
            else:
                failed[report.id] = what
    done = 0
    for batch in batches(waiting):
        failed |= _read_batch(run, batch, keys, (done, len(waiting)))
        done += len(batch)
    return Texts(reports=tuple(r for r in reports if r.id not in failed), keys=keys, failed=failed)


def _read_batch(
    run: Run, reports: Sequence[Report], keys: Mapping[ReportId, Keys], progress: tuple[int, int]
) -> dict[ReportId, str]:
    """Run the steps on some reports and store what they give; how some failed."""
    rows: list[tuple[str, str, str]] = []
    failed: dict[ReportId, str] = {}
    done, total = progress
    jobs = [(report, _stored(run, keys[report.id]), run.analyser) for report in reports]
    for report, made in zip(reports, run.map(steps.attempt_text_steps, jobs), strict=True):
        if isinstance(made, Failure):
            failed[report.id] = made.what
            rows.append((FAILED, keys[report.id].all_three, made.what))
        else:
            rows += _rows(keys[report.id], made)
        done += 1
        run.progress("reading reports", done, total)
    run.results.put(rows)
    return failed


def _rows(keys: Keys, made: steps.TextResults) -> list[tuple[str, str, str]]:
    outputs = (made.parsed, made.heard, made.publication)
    return [(stage, key, output or "") for (stage, key), output in zip(keys.rows(), outputs, strict=True)]


def _stored(run: Run, keys: Keys) -> steps.TextResults:
    get = run.results.get
    return steps.TextResults(
        parsed=get("parse", keys.parse), heard=get("hear", keys.hear), publication=get("date", keys.date)
    )


def _results(run: Run, report: Report, keys: Keys) -> steps.TextResults:
    """The results of the three steps; what is damaged is made again."""
    have = _stored(run, keys)
    if None in (have.parsed, have.heard, have.publication):
        made = steps.attempt_text_steps((report, have, run.analyser))
        if isinstance(made, Failure):
            raise LedgerError(f"{report.key}: damaged in the ledger, and cannot be made again. {made.what}")
        run.results.put(_rows(keys, made))
        return made
    return have


def fetch_reading(run: Run, report: Report, keys: Keys) -> Reading:
    """The reading of a report whose steps have run."""
    return steps.reading_of(report, _results(run, report, keys))


def fetch_lines(run: Run, report: Report, keys: Keys) -> ReadingLines:
    """What of a report's reading goes into the ledger's tables."""
    return steps.lines_of(_results(run, report, keys))


def fetch_publication(run: Run, report: Report, keys: Keys) -> Publication:
    """When the report was published, as it tells by itself."""
    line = run.results.get("date", keys.date) or _results(run, report, keys).publication
    assert line is not None
    return decode(Publication, line)


def is_written(run: Run, report: Report, keys: Keys) -> bool:
    """Whether the ledger's tables hold this very reading of the report."""
    return run.results.has(READ, content_key(report, keys))


def content_key(report: Report, keys: Keys) -> str:
    """The key under which the writing of a reading is noted."""
    return f"{report.id} {keys.hear}"
