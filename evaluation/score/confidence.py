"""How often claims are right that are read with high, medium and low confidence: a reliability table."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from evaluation.files import Row, open_text
from evaluation.score.gold import FIELDS, claims_of, match

LEVELS = ("high", "medium", "low")
# What makes a claim of each type right, beside being one of the gold's.
_OWN = {"quantity": ("bounds", "unit"), "statement": ("speaker",), "commitment": ()}
_NAMES = {"quantity": "ends and unit", "statement": "speaker"}
Verdict: TypeAlias = tuple[Row, bool]


class Judged(NamedTuple):
    """A predicted claim and the gold claim it is matched with; None where it is none of the gold's."""

    claim: Row
    gold: Row | None


def score_confidence(predicted_file: Path, gold_file: Path) -> dict[str, Row]:
    """The reliability table of several stories together; each file has a story's `{"records": [...]}` a line.

    A claim is `found` where the gold has a claim of its type there, so that a true claim that the gold leaves out
    counts against it. The other rows count on claims found: of an amount the ends and the unit (all three the gold's)
    and what is counted (half of the content words shared), of a statement the speaker, of any claim the modality. A
    claim is `right` that is found and, if an amount, has the gold's ends and unit, if a statement, the gold's speaker.
    """
    made, true = ([json.loads(line) for line in open_text(p) if line.strip()] for p in (predicted_file, gold_file))
    return reliability([one for p, g in zip(made, true, strict=True) for one in judge(p, g)])


def judge(predicted: Row, gold: Row) -> list[Judged]:
    """The predicted quantities, statements and commitments of a story's scored reports, each with its gold claim."""
    known = {r["doc"] for r in gold["records"] if "doc" in r}
    claims = [c for c in claims_of(predicted) if c["doc"] in known and c["type"] in _OWN]
    by_id = {g["id"]: g for g in claims_of(gold)}
    matched = match(claims, list(by_id.values()))
    return [Judged(c, by_id.get(matched.get(c["id"], ""))) for c in claims]


def reliability(judged: Sequence[Judged]) -> dict[str, Row]:
    """The rows of the table: right, of how many, and the share in per cent, for each level of confidence."""
    rows: dict[str, list[Verdict]] = {"all: right": [(j.claim, j.gold is not None and _right(j)) for j in judged]}
    for kind, fields in _OWN.items():
        own = [j for j in judged if j.claim["type"] == kind]
        rows[f"{kind}: found"] = [(j.claim, j.gold is not None) for j in own]
        if fields:
            rows[f"{kind}: {_NAMES[kind]}"] = [(j.claim, _right(j)) for j in own if j.gold is not None]
    rows["quantity: what is counted"] = _checked(judged, "what")
    rows["modality"] = _checked(judged, "modality")
    return {name: _shares(verdicts) for name, verdicts in rows.items()}


def _right(judged: Judged) -> bool:
    """Whether the fields of a claim that was found are the gold's."""
    claim, gold = judged
    assert gold is not None
    return all(FIELDS[name](claim, gold) is not False for name in _OWN[claim["type"]])


def _checked(judged: Sequence[Judged], field: str) -> list[Verdict]:
    verdicts = [(claim, FIELDS[field](claim, gold)) for claim, gold in judged if gold is not None]
    return [(claim, verdict) for claim, verdict in verdicts if verdict is not None]


def _shares(verdicts: Sequence[Verdict]) -> Row:
    row: dict[str, int | float] = {}
    for level in LEVELS:
        own = [right for claim, right in verdicts if claim["confidence"] == level]
        row[f"{level}: right"], row[f"{level}: of"] = sum(own), len(own)
        if own:
            row[f"{level} %"] = round(100 * sum(own) / len(own), 1)
    return row
