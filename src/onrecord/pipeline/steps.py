"""The steps of a build with the keys their results are kept under.

A key digests everything a step's result depends on: the report, the step's version (code, lexicons, weights), and
the results it was given. So building twice changes nothing, and a changed rule redoes its step and what follows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import ParamSpec, TypeAlias, TypeVar

from onrecord.errors import OnRecordError
from onrecord.ledger.codec import decode, encode, split
from onrecord.ledger.sqlite import ReadingLines
from onrecord.lexicons import load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.loading import AnalyserKind, load_analyser
from onrecord.models.meaning.reading import table_digest
from onrecord.pipeline.plan import (
    Heard,
    Parsed,
    claim_report,
    compose_reading,
    date_alone,
    date_story,
    group_outlines,
    hear_report,
    outline_report,
    parse_report,
    relate_story,
)
from onrecord.pipeline.versions import modules_called, stage_version
from onrecord.records import Claim, Publication, Reading, Report, content_id

P = ParamSpec("P")
R = TypeVar("R")

READERS = {AnalyserKind.MODEL: "onrecord.models.encoder.analyser", AnalyserKind.RULES: "onrecord.models.rules"}
MEANING = "onrecord.models.meaning.table"
PARSE = modules_called(parse_report)
HEAR = modules_called(hear_report)
OUTLINE = modules_called(outline_report)
DATE = (*modules_called(date_alone), *modules_called(date_story))
CLAIM = modules_called(claim_report)
RELATE = modules_called(relate_story)
GROUP = modules_called(group_outlines)


@dataclass(frozen=True, slots=True)
class Failure:
    """A step that broke on one report: what happened, and where in our code, in one line."""

    what: str


def attempt(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R | Failure:
    """What the function gives, or how it failed. An error that is the user's to mend (a broken word list) is raised,
    for it concerns every report.
    """
    try:
        return function(*args, **kwargs)
    except OnRecordError:
        raise
    except Exception as exc:  # noqa: BLE001 one report on which a rule breaks must not end the build
        return Failure(_describe(exc))


def _describe(error: Exception) -> str:
    """`ValueError: no such day (onrecord.stages.times, line 88)`; the place is the last of a stage."""
    said = " ".join(f"{type(error).__name__}: {error}".split())
    place = ""
    trace = error.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("onrecord.") and not module.startswith("onrecord.pipeline."):
            place = f" ({module}, line {trace.tb_lineno})"
        trace = trace.tb_next
    return f"{said[:200].removesuffix(': ')}{place}"


@cache
def analyser(kind: AnalyserKind) -> Analyser:
    """The analyser of this kind; one a process. Raises ModelError when its weights are missing or damaged."""
    return load_analyser(kind, load_lexicons())


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Under what the text-only results of a report are kept."""

    parse: str
    hear: str
    date: str
    outline: str

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Stage and key of each."""
        return (("parse", self.parse), ("hear", self.hear), ("date", self.date), ("outline", self.outline))

    @property
    def all_texts(self) -> str:
        """One key for them all, under which it is noted that they could not be made."""
        return content_id("text", self.parse, self.hear, self.date, self.outline)


def text_keys(report: Report, kind: AnalyserKind) -> Keys:
    """The keys of the steps that look at one report alone."""
    undated = encode(replace(report, text="", metadata=replace(report.metadata, dates=(), places=())))
    parse = content_id("parse", report.id, undated, stage_version(*PARSE, READERS[kind]), analyser(kind).digest)
    dates = encode(report.metadata)
    return Keys(
        parse=parse,
        hear=content_id("hear", parse, stage_version(*HEAR)),
        date=content_id("date", parse, dates, stage_version(*DATE)),
        outline=content_id("outline", parse, stage_version(*OUTLINE, MEANING), table_digest()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TextResults:
    """What the text-only steps gave, as canonical JSON; None where it is still to be made."""

    parsed: str | None
    heard: str | None
    publication: str | None
    outline: str | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be made."""
        return None not in (self.parsed, self.heard, self.publication, self.outline)


TextJob: TypeAlias = tuple[Report, TextResults, AnalyserKind]


def run_text_steps(job: TextJob) -> TextResults:
    """Make what is missing. Runs in a worker: takes and gives only what pickles cheaply."""
    return make_reading(job)[0]


def make_reading(job: TextJob) -> tuple[TextResults, Reading]:
    """What is missing made, and the reading that the results describe."""
    report, have, kind = job
    lexicons = load_lexicons()
    parsed = decode(Parsed, have.parsed) if have.parsed else parse_report(report, analyser(kind), lexicons)
    heard = decode(Heard, have.heard) if have.heard else hear_report(report, parsed, lexicons)
    publication = decode(Publication, have.publication) if have.publication else date_alone(report, parsed, lexicons)
    made = TextResults(
        parsed=have.parsed or encode(parsed),
        heard=have.heard or encode(heard),
        publication=have.publication or encode(publication),
        outline=have.outline or encode(outline_report(report, parsed.passages, lexicons)),
    )
    return made, compose_reading(report, parsed, heard, publication)


def attempt_text_steps(job: TextJob) -> TextResults | Failure:
    """`run_text_steps`, with a failure as a result. Runs in a worker."""
    return attempt(run_text_steps, job)


Line: TypeAlias = str | Failure
"""What a step gave, as canonical JSON, or how it broke."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMade:
    """All that a report gives by itself: its text results, and where its own words or metadata settle its day, so that
    the story will hardly change it, its claims under the key they will be asked for; None where these are known.
    """

    results: TextResults
    settled: str | None
    claims: Line | None


def attempt_report_steps(job: tuple[TextJob, Keys, frozenset[str]]) -> ReportMade | Failure:
    """The text steps of one report, and its claims unless their key is among those known. Runs in a worker."""
    texts, keys, known = job
    made = attempt(make_reading, texts)
    if isinstance(made, Failure):
        return made
    results, reading = made
    key = settled_key(keys, reading.publication)
    claims = None if key is None or key in known else attempt_claim_step((reading, reading.publication))
    return ReportMade(results=results, settled=key, claims=claims)


def settled_key(keys: Keys, publication: Publication) -> str | None:
    """The key of a report's claims where it is published on one known day; else None, for the story may narrow it."""
    return claim_key(keys, publication) if publication.clock.interval.days == 1 else None


def reading_of(report: Report, results: TextResults) -> Reading:
    """The reading that complete results describe."""
    assert results.parsed is not None
    assert results.heard is not None
    assert results.publication is not None
    parsed, heard = decode(Parsed, results.parsed), decode(Heard, results.heard)
    return compose_reading(report, parsed, heard, decode(Publication, results.publication))


def lines_of(results: TextResults) -> ReadingLines:
    """The lines of the records that the ledger's tables hold, out of complete results."""
    assert results.parsed is not None
    assert results.heard is not None
    passages, sentences = split(results.parsed, ("passages",), ("analyses", "sentence"))
    mentions, attributions = split(results.heard, ("mentions",), ("attributions",))
    return ReadingLines(passages=passages, sentences=sentences, mentions=mentions, attributions=attributions)


def claim_key(keys: Keys, publication: Publication) -> str:
    """The key of a report's claims once its publication is settled."""
    return content_id("claim", keys.hear, encode(publication), stage_version(*CLAIM))


def run_claim_step(job: tuple[Reading, Publication]) -> str:
    """The claims of a report as canonical JSON. Runs in a worker."""
    reading, publication = job
    claims = claim_report(reading, publication, load_lexicons())
    assert len({c.id for c in claims}) == len(claims), "two claims with one id"
    return encode(claims)


def attempt_claim_step(job: tuple[Reading, Publication]) -> str | Failure:
    """`run_claim_step`, with a failure as a result. Runs in a worker."""
    return attempt(run_claim_step, job)


def decode_claims(line: str) -> tuple[Claim, ...]:
    """The claims that `run_claim_step` gave."""
    return decode(tuple[Claim, ...], line)


def settings_digest(kind: AnalyserKind) -> str:
    """A digest of the code, word lists and weights that all steps rest on: while it is the same, what a ledger holds
    of a report that did not change holds still.
    """
    stages = (PARSE, HEAR, DATE, OUTLINE, CLAIM, RELATE, GROUP)
    versions = [stage_version(*stage) for stage in stages]
    return content_id("settings", *versions, stage_version(READERS[kind]), analyser(kind).digest)


def story_key(stage: str, parts: Sequence[str], modules: Sequence[str]) -> str:
    """The key of a story-wide step: its members' keys in order, and the step's version."""
    return content_id(stage, *parts, stage_version(*modules))
