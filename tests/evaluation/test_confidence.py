"""The reliability table: what counts as right at each level of confidence."""

import json
from pathlib import Path

from evaluation.score.confidence import score_confidence


def claim(name: str, kind: str, confidence: str = "", start: int = 0, **fields: object) -> dict[str, object]:
    base = {"id": name, "record": "claim", "type": kind, "doc": "a.txt", "start": start, "end": start + 20}
    return base | {"modality": "asserted", "confidence": confidence} | fields


def amount(low: int, unit: str = "person") -> dict[str, object]:
    return {"lo": low, "hi": low, "unit": unit, "what": "striking miners", "where": None, "kind": "stock"}


def test_a_claim_is_right_with_its_ends_unit_and_speaker(tmp_path: Path) -> None:
    gold = [
        claim("g1", "quantity", start=0, quantity=amount(40)),
        claim("g2", "quantity", start=100, quantity=amount(8)),
        claim("g3", "statement", start=200, speaker="Ada Moran"),
        claim("g4", "commitment", start=300),
    ]
    made = [
        claim("p1", "quantity", "high", start=0, quantity=amount(40)),
        claim("p2", "quantity", "high", start=100, quantity=amount(8, "death")),
        claim("p3", "statement", "medium", start=200, speaker="Bruno Tasse"),
        claim("p4", "commitment", "high", start=300),
        claim("p5", "commitment", "low", start=900),
        claim("p6", "quantity", "low", start=0, doc="unscored.txt", quantity=amount(40)),
    ]
    for name, records in (("gold", gold), ("made", made)):
        (tmp_path / name).write_text(json.dumps({"records": records}) + "\n", encoding="utf-8")
    table = score_confidence(tmp_path / "made", tmp_path / "gold")
    assert table["quantity: found"].items() >= {"high: right": 2, "high: of": 2, "low: of": 0}.items()
    assert table["quantity: ends and unit"].items() >= {"high: right": 1, "high %": 50.0}.items()
    assert table["statement: found"]["medium: right"] == 1
    assert table["statement: speaker"]["medium: right"] == 0
    assert table["commitment: found"].items() >= {"high: right": 1, "low: right": 0, "low: of": 1}.items()
    assert table["all: right"].items() >= {"high: right": 2, "high: of": 3, "low: of": 1}.items()
    assert table["quantity: what is counted"]["high %"] == 100.0
    assert table["modality"]["medium: of"] == 1
    assert "low %" not in table["quantity: found"]
