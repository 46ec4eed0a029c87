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
from onrecord.pipeline.plan import (
    Heard,
    Parsed,
    claim_report,
    compose_reading,
    date_alone,
    date_story,
    find_stories,
    hear_report,
    parse_report,
    relate_story,
)
from onrecord.pipeline.versions import modules_called, stage_version
from onrecord.records import Claim, Publication, Reading, Report, content_id

P = ParamSpec("P")
R = TypeVar("R")

READERS = {AnalyserKind.MODEL: "onrecord.models.encoder.analyser", AnalyserKind.RULES: "onrecord.models.rules"}
PARSE = modules_called(parse_report)
HEAR = modules_called(hear_report)
DATE = (*modules_called(date_alone), *modules_called(date_story))
CLAIM = modules_called(claim_report)
RELATE = modules_called(relate_story)
GROUP = modules_called(find_stories)


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
    """Under what the three text-only results of a report are kept."""

    parse: str
    hear: str
    date: str

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Stage and key of each."""
        return (("parse", self.parse), ("hear", self.hear), ("date", self.date))

    @property
    def all_three(self) -> str:
        """One key for the three, under which it is noted that they could not be made."""
        return content_id("text", self.parse, self.hear, self.date)


def text_keys(report: Report, kind: AnalyserKind) -> Keys:
    """The keys of the steps that look at one report alone."""
    undated = encode(replace(report, text="", metadata=replace(report.metadata, dates=(), places=())))
    parse = content_id("parse", report.id, undated, stage_version(*PARSE, READERS[kind]), analyser(kind).digest)
    dates = encode(report.metadata)
    return Keys(
        parse=parse,
        hear=content_id("hear", parse, stage_version(*HEAR)),
        date=content_id("date", parse, dates, stage_version(*DATE)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TextResults:
    """What the text-only steps gave, as canonical JSON; None where it is still to be made."""

    parsed: str | None
    heard: str | None
    publication: str | None


TextJob: TypeAlias = tuple[Report, TextResults, AnalyserKind]


def run_text_steps(job: TextJob) -> TextResults:
    """Make what is missing. Runs in a worker: takes and gives only what pickles cheaply."""
    report, have, kind = job
    lexicons = load_lexicons()
    parsed = decode(Parsed, have.parsed) if have.parsed else parse_report(report, analyser(kind), lexicons)
    heard = have.heard or encode(hear_report(report, parsed, lexicons))
    publication = have.publication or encode(date_alone(report, parsed, lexicons))
    return TextResults(parsed=have.parsed or encode(parsed), heard=heard, publication=publication)


def attempt_text_steps(job: TextJob) -> TextResults | Failure:
    """`run_text_steps`, with a failure as a result. Runs in a worker."""
    return attempt(run_text_steps, job)


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


def story_key(stage: str, parts: Sequence[str], modules: Sequence[str]) -> str:
    """The key of a story-wide step: its members' keys in order, and the step's version."""
    return content_id(stage, *parts, stage_version(*modules))
