"""`onrecord verify` finds what was changed behind the program's back, and nothing in a ledger that nobody touched."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import build_ledger
from onrecord.pipeline.verifying import spans_of, verify_ledger
from onrecord.records import Claim, Span

TAMPERED = {
    "a word of a report": (
        "UPDATE reports SET text = replace(text, 'killed', 'spared')",
        "not what its id was made from",
    ),
    "raw bytes": ("UPDATE raw SET data = x'00'", "raw bytes are damaged"),
    "the hash of a report": (
        "UPDATE reports SET record = json_set(record, '$.sha256', 'f00d')",
        "raw bytes are not what it was read from",
    ),
    "a figure": (
        "UPDATE claims SET record = json_set(record, '$.content.amount.low', '1') WHERE low > '10'",
        "claims: the rules do not give",
    ),
    "evidence": ("UPDATE claims SET record = json_set(record, '$.evidence.end', 1000000)", "ends after its text"),
    "an id": (
        "UPDATE claims SET record = json_set(record, '$.id', 'c_0') WHERE rowid = 1",
        "not the id of",
    ),
    "a reason": (
        "UPDATE origins SET record = json_set(record, '$.name', 'Somebody')",
        "origins: the rules do not give",
    ),
    "a lost track": ("DELETE FROM tracks", "which the ledger does not hold"),
    "half a relation": ("DELETE FROM relations", "dangling reference in relation_claims"),
    "a lost sentence": ("DELETE FROM sentences", "does not stand in its sentence"),
    "a field nobody knows": (
        "UPDATE tracks SET record = json_set(record, '$.mood', 'good')",
        "cannot be read as a record",
    ),
    "whose claim it is": (
        "UPDATE claims SET record = json_set(record, '$.report', 'r_0') WHERE rowid = 1",
        "r_0 is no report that the ledger holds",
    ),
    "a space": ("UPDATE stories SET record = replace(record, '\":', '\": ')", "not in canonical form"),
}


@pytest.fixture
def ledger(folder: Path, tmp_path: Path) -> Path:
    build_ledger([folder], tmp_path / "story.db", analyser="rules")
    return tmp_path / "story.db"


@pytest.mark.parametrize("reread", [False, True])
def test_a_ledger_as_built_is_sound_and_stays_as_it_is(ledger: Path, reread: bool) -> None:
    before = ledger.read_bytes()
    found = verify_ledger(ledger, reread=reread)
    assert found.problems == found.notes == ()
    counts = dict(found.checked)
    with Ledger(ledger) as opened:
        claims = sum(len(opened.account(s.id).claims) for s in opened.stories())
        relations = sum(len(opened.account(s.id).relations) for s in opened.stories())
    assert relations
    assert counts["claims"] == claims
    assert counts["hashes of reports"] == 4
    assert counts["spans"] > counts["records"] // 2
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(("sql", "told"), TAMPERED.values(), ids=TAMPERED)
def test_what_was_changed_is_told(ledger: Path, sql: str, told: str) -> None:
    with closing(sqlite3.connect(ledger)) as connection, connection:
        assert connection.execute(sql).rowcount > 0
    assert any(told in problem for problem in verify_ledger(ledger).problems)
    result = CliRunner().invoke(cli, ["verify", str(ledger)])
    assert result.exit_code == 1
    assert "WRONG" in result.stdout


def test_a_decision_is_part_of_what_is_worked_out_again(ledger: Path) -> None:
    with Ledger(ledger) as opened:
        claim = opened.account(opened.stories()[0].id).claims[0]
    assert CliRunner().invoke(cli, ["set", str(ledger), "reject", claim.id]).exit_code == 0
    with Ledger(ledger) as opened:
        assert opened.claims([claim.id])[claim.id].rejected
    assert verify_ledger(ledger).problems == ()


def test_damage_to_the_file_is_told_before_records_are_looked_at(ledger: Path) -> None:
    size = ledger.stat().st_size
    with ledger.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * 8192)
    result = CliRunner().invoke(cli, ["verify", str(ledger)])
    assert result.exit_code == 1


def test_spans_are_found_wherever_they_stand(ledger: Path) -> None:
    with Ledger(ledger) as opened:
        claims: tuple[Claim, ...] = opened.account(opened.stories()[0].id).claims
    for claim in claims:
        found = list(spans_of(claim))
        assert claim.evidence in found
        assert all(isinstance(span, Span) for span in found)
        assert set(claim.own_words) <= set(found)
