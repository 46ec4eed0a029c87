"""Commitments and scheduled events in sentences of news, through the whole path of a report, with every analyser.

The cases are data, `tests/constructions/promises/*.toml`, whose head says how they are written.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cattrs
import pytest

from evaluation.predict.constructions import installed_analysers
from evaluation.predict.reports import raw_report
from evaluation.reader import weights_folder
from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.loading import analyser_kind, load_analyser
from onrecord.pipeline.plan import claim_report, read_report
from onrecord.records import Claim, Commitment, Confidence, Event, Statement

FOLDER = Path(__file__).resolve().parents[1] / "constructions" / "promises"
MARK = re.compile(r"\[([^]]*)\]\{([^}]*)\}")
INSTALLED = [kind.value for kind in installed_analysers()]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A marked sentence and what its first mark's claim is to say; None is not looked at."""

    construction: int
    text: str
    actor: str | None = None
    speaker: str | None = None
    condition: str | None = None
    deadline: list[str] | None = None
    modality: str | None = None
    negated: bool | None = None
    promise: str | None = None
    outcome: str | None = None
    fails: dict[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Cases:
    """What a file holds."""

    case: list[Case]


def read_cases() -> list[Case]:
    read = cattrs.Converter(forbid_extra_keys=True).structure
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))]
    return [case for text in texts for case in read(tomllib.loads(text), Cases).case]


CASES = read_cases()


@cache
def lexicons() -> Lexicons:
    return load_lexicons()


@cache
def analyser(name: str) -> Analyser:
    return load_analyser(analyser_kind(name), lexicons(), weights_folder())


def claims_of(text: str, name: str) -> list[Claim]:
    raw = raw_report("case", text, published="2031-03-12")
    reading = read_report(raw, analyser(name), lexicons())
    return list(claim_report(reading, reading.publication, lexicons()))


def told(claim: Claim, text: str, case: Case) -> dict[str, object]:
    """What the claim says in the fields that the case gives."""
    content = claim.content
    if not isinstance(content, Commitment):
        return {"modality": claim.modality.value} | ({} if case.negated is None else {"negated": claim.negated})
    interval = content.deadline.interval if content.deadline else None
    days = [str(interval.lo or ""), str(interval.hi or "")] if interval else []
    every: dict[str, object] = {
        "actor": content.actor,
        "speaker": claim.attribution.speaker or (claim.attribution.source and claim.attribution.source.of(text)),
        "condition": content.condition.of(text) if content.condition else None,
        "deadline": days,
        "modality": claim.modality.value,
        "negated": claim.negated,
        "promise": content.promise.value,
        "outcome": content.outcome.value,
    }
    return {name: value for name, value in every.items() if getattr(case, name) is not None}


def params() -> list[object]:
    return [
        pytest.param(
            name,
            case,
            id=f"{name}-{case.construction}-{MARK.sub(lambda m: m.group(1), case.text)[:50]}",
            marks=[pytest.mark.xfail(strict=True, reason=case.fails[name])] if name in (case.fails or {}) else [],
        )
        for name in INSTALLED
        for case in CASES
    ]


def label(claim: Claim) -> str:
    """How a case marks such a claim."""
    match claim.content:
        case Event():
            return "event"
        case Commitment():
            return claim.content.kind.value
        case Statement():
            return "said"
    return ""


@pytest.mark.parametrize(("name", "case"), params())
def test_promise_construction(name: str, case: Case) -> None:
    text = MARK.sub(lambda m: m.group(1), case.text)
    wanted = [(m.group(1), m.group(2)) for m in MARK.finditer(case.text)]
    looked_at = Statement if ("said" in {kind for _, kind in wanted}) else (Commitment, Event)
    found = [
        claim
        for claim in claims_of(text, name)
        if isinstance(claim.content, looked_at) and (claim.confidence is not Confidence.LOW or looked_at is Statement)
    ]
    assert [(claim.evidence.of(text).rstrip(".,"), label(claim)) for claim in found] == wanted
    if found and not isinstance(found[0].content, Event):
        said = told(found[0], text, case)
        names = {name: getattr(case, name) for name in said}
        for who in ("actor", "speaker"):  # with or without the article
            if who in said:
                said[who], names[who] = (str(v).lower().removeprefix("the ") for v in (said[who], names[who]))
        assert said == names


def test_each_construction_of_promises_has_cases() -> None:
    assert sorted({case.construction for case in CASES}) == list(range(63, 69))
    assert len({case.text for case in CASES}) == len(CASES)
