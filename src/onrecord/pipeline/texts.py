"""The steps that look at one report alone: run where a result is missing, fetched where one is needed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.errors import LedgerError
from onrecord.ledger.codec import decode
from onrecord.ledger.decisions import date_by_decision
from onrecord.ledger.sqlite import ReadingLines
from onrecord.ledger.working import ReportState, load_reports
from onrecord.pipeline import steps
from onrecord.pipeline.run import Run, batches
from onrecord.pipeline.steps import Failure, Keys, Line, ReportMade, TextResults
from onrecord.records import Publication, Report, ReportId

FAILED = "failed"
"""The stage under which it is noted that a step broke, so that it is not tried again until something changes."""

READ = "reading"
"""The stage under which it is noted that the ledger's tables hold a report's reading; written together with it."""

Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Every report that counts with the state of its results, those looked at anew (`redone`) with their new ones."""

    states: Mapping[ReportId, ReportState]
    redone: frozenset[ReportId]

    @property
    def read(self) -> tuple[ReportId, ...]:
        """The reports that could be read, in order."""
        return tuple(sorted(report for report, state in self.states.items() if not state.failed))


def read_texts(run: Run, redo: Collection[ReportId], before: Mapping[ReportId, ReportState]) -> Texts:
    """Run the text-only steps on the reports of `redo` where a result is missing, some at a time; of the others what
    was known `before` holds.
    """
    waiting = sorted(redo)
    if run.ahead is not None and waiting:
        run.ahead.read_texts(run, waiting)
    states = {report: state for report, state in before.items() if report not in redo}
    done = 0
    for batch in batches(waiting):
        states |= _read_batch(run, batch, before, (done, len(waiting)))
        done += len(batch)
    return Texts(states=states, redone=frozenset(waiting))


def dated_reports(run: Run, reports: Sequence[ReportId]) -> list[Report]:
    """These reports, in their order, with the dates that reviewers gave them."""
    found = load_reports(run.connection, reports)
    return [date_by_decision(found[report], run.decisions) for report in reports]


def dated_each(run: Run, reports: Sequence[ReportId]) -> Iterator[Report]:
    """The same, with few of them in memory."""
    for batch in batches(reports):
        yield from dated_reports(run, batch)


def _read_batch(
    run: Run, reports: Sequence[ReportId], before: Mapping[ReportId, ReportState], progress: tuple[int, int]
) -> dict[ReportId, ReportState]:
    """Run the steps on some reports, store what they give, and say where that stands."""
    batch = dated_reports(run, reports)
    keys = [steps.text_keys(report, run.analyser) for report in batch]
    earlier = {report: before[report].claim for report in reports if report in before}
    states: dict[ReportId, ReportState] = {}
    waiting: list[tuple[Report, Keys]] = []
    for report, own in zip(batch, keys, strict=True):
        if (state := stored_state(run, own)) is not None:
            states[report.id] = replace(state, claim=state.claim or earlier.get(report.id))
        else:
            waiting.append((report, own))
    done = progress[0] + len(states)
    jobs = [_job(run, report, own, earlier.get(report.id)) for report, own in waiting]
    rows: list[Row] = []
    try:
        for (report, own), made in zip(waiting, run.map(steps.attempt_report_steps, jobs), strict=True):
            rows += made_rows(own, made)
            claim = made.settled if isinstance(made, ReportMade) else None
            states[report.id] = state_of(own, claim or earlier.get(report.id), failed=isinstance(made, Failure))
            done += 1
            run.progress("reading reports", done, progress[1])
    finally:  # what was made before an interrupt need not be made again
        run.results.put(rows)
    return states


def _job(run: Run, report: Report, keys: Keys, earlier: str | None) -> tuple[steps.TextJob, Keys, frozenset[str]]:
    """What a worker needs to know to read a report."""
    have = stored_results(run, keys)
    claim = steps.settled_key(keys, decode(Publication, have.publication)) if have.publication else None
    known = frozenset(key for key in (claim, earlier) if key and _has_claims(run, key))
    return (report, have, run.analyser), keys, known


def _has_claims(run: Run, key: str) -> bool:
    """Whether claims were made under a key, or could not be."""
    return run.results.has("claim", key) or run.results.has(FAILED, key)


def stored_state(run: Run, keys: Keys) -> ReportState | None:
    """The state of a report on which no step is left to run; None where one is."""
    # Every key is asked for, so that each counts as used.
    there = [run.results.has(stage, key) for stage, key in keys.rows()]
    if not all(there):
        return state_of(keys, None, failed=True) if run.results.has(FAILED, keys.all_texts) else None
    line = run.results.get("date", keys.date)
    if line is None:
        return None
    claim = steps.settled_key(keys, decode(Publication, line))
    if claim is not None and not _has_claims(run, claim):
        return None
    return state_of(keys, claim, failed=False)


def state_of(keys: Keys, claim: str | None, *, failed: bool) -> ReportState:
    """The state of a report whose results stand under these keys."""
    return ReportState(
        parse=keys.parse, hear=keys.hear, date=keys.date, outline=keys.outline, claim=claim, failed=failed
    )


def keys_of(state: ReportState) -> Keys:
    """The keys of a report's text results."""
    return Keys(parse=state.parse, hear=state.hear, date=state.date, outline=state.outline)


def made_rows(keys: Keys, made: ReportMade | Failure) -> list[Row]:
    """How what a report gave is stored."""
    if isinstance(made, Failure):
        return [(FAILED, keys.all_texts, made.what)]
    claims = [(made.settled, made.claims)] if made.settled and made.claims is not None else []
    return result_rows(keys, made.results) + claim_rows(claims)


def result_rows(keys: Keys, made: TextResults) -> list[Row]:
    """How complete text results are stored."""
    outputs = (made.parsed, made.heard, made.publication, made.outline)
    return [(stage, key, output or "") for (stage, key), output in zip(keys.rows(), outputs, strict=True)]


def claim_rows(claims: Iterable[tuple[str, Line]]) -> list[Row]:
    """How claims made, or the failure to make them, are stored."""
    return [(FAILED, key, line.what) if isinstance(line, Failure) else ("claim", key, line) for key, line in claims]


def stored_results(run: Run, keys: Keys) -> TextResults:
    """What the ledger has of a report's text results."""
    get = run.results.get
    return TextResults(
        parsed=get("parse", keys.parse),
        heard=get("hear", keys.hear),
        publication=get("date", keys.date),
        outline=get("outline", keys.outline),
    )


def fetch_results(run: Run, report: Report, keys: Keys) -> TextResults:
    """The results of a report whose steps have run; what is damaged is made again."""
    have = stored_results(run, keys)
    if have.complete:
        return have
    made = steps.attempt_text_steps((report, have, run.analyser))
    if isinstance(made, Failure):
        raise LedgerError(f"{report.key}: damaged in the ledger, and cannot be made again. {made.what}")
    run.results.put(result_rows(keys, made))
    return made


def fetch_lines(run: Run, report: Report, keys: Keys) -> ReadingLines:
    """What of a report's reading goes into the ledger's tables."""
    return steps.lines_of(fetch_results(run, report, keys))


def fetch_small(run: Run, report: ReportId, keys: Keys) -> tuple[str, str]:
    """Publication and outline of a report as canonical JSON, what it needs to be grouped."""
    published, outline = run.results.get("date", keys.date), run.results.get("outline", keys.outline)
    if published is None or outline is None:
        made = fetch_results(run, dated_reports(run, [report])[0], keys)
        published, outline = made.publication, made.outline
    assert published is not None
    assert outline is not None
    return published, outline


def fetch_claims(run: Run, key: str) -> Line | None:
    """The claims under a key, or how they could not be made; None where that is not known."""
    line = run.results.get("claim", key)
    if line is not None:
        return line
    what = run.results.get(FAILED, key)
    return None if what is None else Failure(what)


def is_written(run: Run, report: ReportId, state: ReportState) -> bool:
    """Whether the ledger's tables hold this very reading of the report."""
    return run.results.has(READ, content_key(report, state))


def content_key(report: ReportId, state: ReportState) -> str:
    """The key under which the writing of a reading is noted."""
    return f"{report} {state.hear}"


def result_keys(report: ReportId, state: ReportState) -> list[tuple[str, str]]:
    """Stage and key of every result that a report with this state may have."""
    own = keys_of(state)
    found = [*own.rows(), (FAILED, own.all_texts), (READ, content_key(report, state))]
    return found + ([("claim", state.claim), (FAILED, state.claim)] if state.claim else [])
