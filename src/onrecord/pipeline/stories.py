"""One story, worked out from plain values to plain values: here, in another process, or on another machine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.codec import encode
from onrecord.ledger.decisions import apply_to_claims
from onrecord.lexicons import load_lexicons
from onrecord.pipeline import steps
from onrecord.pipeline.plan import date_story, relate_story
from onrecord.pipeline.soundness import check_account
from onrecord.pipeline.steps import Failure, Keys, Line, TextResults
from onrecord.records import Account, Claim, Decision, Publication, Reading, Report, ReportId, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A report of a story with its complete text results. `claims` are those made before, each under its key: which
    of them hold depends on how the story dates the report.
    """

    report: Report
    keys: Keys
    results: TextResults
    claims: tuple[tuple[str, Line], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryJob:
    """A story to be worked out: its members in the order of their ids, and the decisions that touch them."""

    story: Story
    members: tuple[Member, ...]
    decisions: tuple[Decision, ...]


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
class StoryMade:
    """A story worked out: its account as canonical JSON, what is told beside it, and the claims that were made anew,
    by key.
    """

    account: str
    outcome: Outcome
    claims: tuple[tuple[str, Line], ...]


def work_out_story(job: StoryJob) -> StoryMade:
    """Date the story's reports together, claim what was not claimed under those dates, and relate. Runs in a worker;
    a step that breaks is told in the outcome.
    """
    lexicons = load_lexicons()
    readings = [steps.reading_of(m.report, m.results) for m in job.members]
    broken: list[Broken] = []
    dated = steps.attempt(date_story, readings, lexicons)
    if isinstance(dated, Failure):
        broken.append(Broken(report=None, what=dated.what))
        dated = {r.report.id: r.publication for r in readings}
    keys = [steps.claim_key(m.keys, dated[m.report.id]) for m in job.members]
    known = [dict(m.claims).get(key) for m, key in zip(job.members, keys, strict=True)]
    lines = [
        steps.attempt_claim_step((reading, dated[reading.report.id])) if line is None else line
        for reading, line in zip(readings, known, strict=True)
    ]
    claims, attached = _settle(job, lines)
    broken += [
        Broken(report=m.report.id, what=line.what)
        for m, line in zip(job.members, lines, strict=True)
        if isinstance(line, Failure)
    ]
    account = steps.attempt(_relate_soundly, job.story, readings, dated, claims)
    if isinstance(account, Failure):
        broken.append(Broken(report=None, what=account.what))
        account = bare_account(job.story, dated, claims)
    return StoryMade(
        account=encode(account),
        outcome=Outcome(attached=attached, broken=tuple(broken), claims=tuple(keys)),
        claims=tuple((key, line) for key, line, old in zip(keys, lines, known, strict=True) if old is None),
    )


def _settle(job: StoryJob, lines: Iterable[Line]) -> tuple[list[Claim], tuple[str, ...]]:
    """The claims of all members with what reviewers settled, and the decisions that found their claim."""
    claims: list[Claim] = []
    attached: set[str] = set()
    for member, line in zip(job.members, lines, strict=True):
        if not isinstance(line, Failure):
            settled, found = apply_to_claims(member.report, steps.decode_claims(line), job.decisions)
            claims += settled
            attached |= found
    return claims, tuple(sorted(attached))


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
