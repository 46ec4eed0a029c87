"""The steps that look at a story whole: run where its reports, their results or a decision on them changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger.codec import decode, encode
from onrecord.ledger.working import load_story_keys
from onrecord.pipeline import steps
from onrecord.pipeline.grouping import Found, group_reports
from onrecord.pipeline.run import Run
from onrecord.pipeline.stories import Member, Outcome, StoryJob, StoryMade, work_out_story
from onrecord.pipeline.texts import Texts, claim_rows, dated_reports, fetch_claims, fetch_results, keys_of
from onrecord.records import Decision, Report, ReportId, Story, StoryId

ACCOUNT = "account"
"""The stage under which a new account waits, under its story's key, for the one transaction that writes them all."""

RELATED = "related"
"""The stage under which what is told beside such an account waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A story worked out: `fresh` where its account waits to be written, else the ledger's tables hold it already."""

    story: StoryId
    reports: tuple[ReportId, ...]
    key: str
    fresh: bool
    outcome: Outcome


def relate_all(run: Run, texts: Texts) -> list[Related]:
    """Every story, worked out where something changed. Accounts are stored one by one, so that an interrupted build
    goes on after the last, and none stays in memory.
    """
    held = _held(run)
    touched = _touched_reports(run, texts)
    related: dict[StoryId, Related] = {}
    waiting: list[tuple[Found, str]] = []
    for found in group_reports(run, texts):
        before = held.get(found.id)
        if before is not None and found.story is None and touched.isdisjoint(found.reports):
            related[found.id] = replace(before, reports=found.reports)
            continue
        whole = replace(found, story=found.story or _stored(run, found.id))
        key = _key(run, texts, whole)
        if before is not None and before.key == key:
            related[found.id] = replace(before, reports=found.reports)
        elif (made := _waiting(run, whole, key)) is not None:
            related[found.id] = made
        else:
            waiting.append((whole, key))
    related |= {item.story: item for item in _work_out(run, texts, waiting)}
    return [related[story] for story in sorted(related)]


def _held(run: Run) -> dict[StoryId, Related]:
    """What the ledger's tables hold, by story; without those whose outcome cannot be read."""
    found = {}
    for story, key in load_story_keys(run.connection).items():
        if (line := run.results.get("relate", key)) is not None:
            found[story] = Related(story=story, reports=(), key=key, fresh=False, outcome=decode(Outcome, line))
    return found


def _stored(run: Run, story: StoryId) -> Story:
    (record,) = run.connection.execute("SELECT record FROM stories WHERE id = ?", (story,)).fetchone()
    return decode(Story, record)


def _touched_reports(run: Run, texts: Texts) -> frozenset[ReportId]:
    """The reports of which something may have changed since the ledger's stories were worked out."""
    if run.touched.all or not run.settled:
        return frozenset(texts.states)
    if not run.touched.hashes:
        return texts.redone
    rows = run.connection.execute("SELECT id, sha256 FROM reports")
    return texts.redone | {ReportId(report) for report, sha256 in rows if sha256 in run.touched.hashes}


def _key(run: Run, texts: Texts, found: Found) -> str:
    """The key of a story's account."""
    states = [(report, texts.states[report]) for report in found.reports]
    parts = [part for report, state in states for part in (report, state.hear, state.date)]
    parts += [encode(d) for d in decisions_on(run, found.reports)] + [encode(found.story)]
    return steps.story_key("relate", parts, (*steps.DATE, *steps.CLAIM, *steps.RELATE))


def decisions_on(run: Run, reports: Sequence[ReportId]) -> tuple[Decision, ...]:
    """The standing decisions on any of the reports."""
    if not run.decisions:
        return ()
    hashes = {r.sha256 for r in dated_reports(run, reports)}
    return tuple(d for d in run.decisions if d.target.sha256 in hashes)


def _waiting(run: Run, found: Found, key: str) -> Related | None:
    """What a build that was interrupted made of the story."""
    line = run.results.get(RELATED, key) if run.results.has(ACCOUNT, key) else None
    if line is None:
        return None
    return Related(story=found.id, reports=found.reports, key=key, fresh=True, outcome=decode(Outcome, line))


def _work_out(run: Run, texts: Texts, wanted: Sequence[tuple[Found, str]]) -> Iterator[Related]:
    """Work these stories out, and keep what they give until it is written."""
    if run.ahead is not None:
        run.ahead.relate_stories(run, texts, [(found.story, key) for found, key in wanted if found.story is not None])
        ahead = {key: item for found, key in wanted if (item := _waiting(run, found, key)) is not None}
        yield from ahead.values()
        wanted = [(found, key) for found, key in wanted if key not in ahead]
    jobs = (_job(run, texts, found) for found, _ in wanted)
    for done, (made, (found, key)) in enumerate(zip(run.map(work_out_story, jobs), wanted, strict=True), 1):
        _store(run, key, made)
        run.progress("relating stories", done, len(wanted))
        yield Related(story=found.id, reports=found.reports, key=key, fresh=True, outcome=made.outcome)


def _job(run: Run, texts: Texts, found: Found) -> StoryJob:
    assert found.story is not None
    members = tuple(member_of(run, texts, report) for report in dated_reports(run, found.reports))
    return StoryJob(story=found.story, members=members, decisions=decisions_on(run, found.reports))


def member_of(run: Run, texts: Texts, report: Report) -> Member:
    """A report as a story needs it, with the claims that were made of it before."""
    state = texts.states[report.id]
    line = fetch_claims(run, state.claim) if state.claim else None
    return Member(
        report=report,
        keys=keys_of(state),
        results=fetch_results(run, report, keys_of(state)),
        claims=((state.claim, line),) if state.claim and line is not None else (),
    )


def _store(run: Run, key: str, made: StoryMade) -> None:
    run.results.put(story_rows(key, made))


def story_rows(key: str, made: StoryMade) -> list[tuple[str, str, str]]:
    """How a story worked out is stored until it is written."""
    rows = [(ACCOUNT, key, made.account), (RELATED, key, encode(made.outcome))]
    return [*rows, *claim_rows(made.claims)]


def claim_keys(related: Sequence[Related]) -> Mapping[ReportId, str]:
    """Under which key each report's claims stand."""
    return {report: key for item in related for report, key in zip(item.reports, item.outcome.claims, strict=True)}
