"""The steps that look at a story whole: run where its reports, their results or a decision on them changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.codec import decode, encode
from onrecord.ledger.decisions import apply_to_claims
from onrecord.lexicons import load_lexicons
from onrecord.pipeline import steps
from onrecord.pipeline.plan import date_story, find_stories, relate_story
from onrecord.pipeline.run import Run
from onrecord.pipeline.soundness import check_account
from onrecord.pipeline.steps import Failure
from onrecord.pipeline.texts import FAILED, Texts, fetch_publication, fetch_reading
from onrecord.records import Account, Claim, Decision, Publication, Reading, Report, ReportId, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A report, or with None the story as a whole, on which a step failed, and how."""

    report: ReportId | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the story-wide steps say beside the account: the decisions that found their claim, what failed, and the
    keys of the claims used, which stay for the day a report joins the story.
    """

    attached: tuple[str, ...]
    broken: tuple[Broken, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A story worked out: `account` is None when the ledger holds it already, under the same key."""

    story: Story
    key: str
    account: Account | None
    outcome: Outcome


def relate_all(run: Run, texts: Texts) -> list[Related]:
    """Every story, worked out where something changed."""
    stories = _stories(run, texts)
    by_id = {r.id: r for r in texts.reports}
    found = []
    for done, story in enumerate(stories, 1):
        found.append(_relate_changed(run, texts, story, [by_id[i] for i in sorted(story.reports)]))
        run.progress("relating stories", done, len(stories))
    return found


def _stories(run: Run, texts: Texts) -> tuple[Story, ...]:
    """The stories, grouped anew only when a report or its date changed."""
    parts = [part for r in texts.reports for part in (r.id, texts.keys[r.id].date)]
    key = steps.story_key("group", parts, steps.GROUP)
    stored = run.results.get("group", key)
    if stored is not None:
        return decode(tuple[Story, ...], stored)
    dated = [(r, fetch_publication(run, r, texts.keys[r.id])) for r in texts.reports]
    stories = find_stories(dated, load_lexicons())
    run.results.put([("group", key, encode(stories))])
    return stories


def _relate_changed(run: Run, texts: Texts, story: Story, members: Sequence[Report]) -> Related:
    """The story, worked out unless the ledger holds what the same reports, rules and decisions gave."""
    hashes = {r.sha256 for r in members}
    touching = [d for d in run.decisions if d.target.sha256 in hashes]
    parts = [part for r in members for part in (r.id, texts.keys[r.id].hear, texts.keys[r.id].date)]
    parts += [encode(d) for d in touching] + [encode(story)]
    key = steps.story_key("relate", parts, (*steps.DATE, *steps.CLAIM, *steps.RELATE))
    stored = run.results.get("relate", key)
    held = run.connection.execute("SELECT 1 FROM stories WHERE id = ?", (story.id,)).fetchone()
    if stored is not None and held:
        outcome = decode(Outcome, stored)
        for claims in outcome.claims:
            _ = run.results.has("claim", claims) or run.results.has(FAILED, claims)
        return Related(story=story, key=key, account=None, outcome=outcome)
    account, outcome = _relate(run, texts, story, members, touching)
    return Related(story=story, key=key, account=account, outcome=outcome)


def _relate(
    run: Run, texts: Texts, story: Story, members: Sequence[Report], decisions: Sequence[Decision]
) -> tuple[Account, Outcome]:
    lexicons = load_lexicons()
    readings = [fetch_reading(run, r, texts.keys[r.id]) for r in members]
    broken: list[Broken] = []
    dated = steps.attempt(date_story, readings, lexicons)
    if isinstance(dated, Failure):
        broken.append(Broken(report=None, what=dated.what))
        dated = {r.report.id: r.publication for r in readings}
    claims: list[Claim] = []
    attached: set[str] = set()
    keys = [steps.claim_key(texts.keys[r.id], dated[r.id]) for r in members]
    lines = _claims(run, [(r, dated[r.report.id]) for r in readings], keys)
    for report, line in zip(members, lines, strict=True):
        if isinstance(line, Failure):
            broken.append(Broken(report=report.id, what=line.what))
            continue
        settled, found = apply_to_claims(report, steps.decode_claims(line), decisions)
        claims += settled
        attached |= found
    account = steps.attempt(_relate_soundly, story, readings, dated, claims)
    if isinstance(account, Failure):
        broken.append(Broken(report=None, what=account.what))
        account = bare_account(story, dated, claims)
    return account, Outcome(attached=tuple(sorted(attached)), broken=tuple(broken), claims=tuple(keys))


def _claims(run: Run, jobs: Sequence[tuple[Reading, Publication]], keys: Sequence[str]) -> list[str | Failure]:
    """The claims of each report as canonical JSON, or how the step broke, made where there is neither."""
    lines: list[str | Failure | None] = []
    for key in keys:
        line = run.results.get("claim", key)
        what = run.results.get(FAILED, key) if line is None else None
        lines.append(line if what is None else Failure(what))
    waiting = [job for job, line in zip(jobs, lines, strict=True) if line is None]
    made = iter(list(run.map(steps.attempt_claim_step, waiting)))
    found = [next(made) if line is None else line for line in lines]
    run.results.put(
        (FAILED, key, new.what) if isinstance(new, Failure) else ("claim", key, new)
        for key, new, old in zip(keys, found, lines, strict=True)
        if old is None
    )
    return found


def _relate_soundly(
    story: Story,
    readings: Sequence[Reading],
    publications: Mapping[ReportId, Publication],
    claims: Sequence[Claim],
) -> Account:
    account = relate_story(story, readings, publications, claims, load_lexicons())
    check_account(account)
    return account


def bare_account(story: Story, publications: Mapping[ReportId, Publication], claims: Sequence[Claim]) -> Account:
    """The claims alone, without relations: of a story whose reports could not be set against each other."""
    return Account(
        story=story,
        publications=tuple(sorted(publications.items())),
        claims=tuple(claims),
        entities=(),
        links=(),
        copies=(),
        origins=(),
        groups=(),
        tracks=(),
        relations=(),
    )
