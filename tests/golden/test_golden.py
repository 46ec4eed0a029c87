"""The example's account, record by record, as it was when somebody last looked at it and agreed.

After a change that is meant, look at the difference and accept it: `pytest tests/golden --update-golden`.
"""

import json
from pathlib import Path

import pytest

from onrecord.exports.jsonl import export_jsonl
from onrecord.ledger.query import Ledger

GOLDEN = Path(__file__).parent / "example.jsonl"
KEPT = frozenset({"publication", "claim", "copy", "origin", "relation", "track"})


def test_the_account_is_as_agreed(example: Ledger, request: pytest.FixtureRequest) -> None:
    lines = [line for line in export_jsonl(example) if json.loads(line)["record"] in KEPT]
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text("".join(lines), encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines(keepends=True)
