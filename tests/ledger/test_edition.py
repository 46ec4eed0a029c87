"""When there is another edition of a ledger: after a build or a decision, and not for what is written on the way."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger.decisions import append_decision, decisions_file, report_target
from onrecord.ledger.edition import Edition
from onrecord.ledger.query import Ledger
from onrecord.ledger.results import StageResults
from onrecord.ledger.sqlite import connect
from onrecord.pipeline.session import build_ledger, rebuild_ledger
from onrecord.records import Action, Decision

TEXT = "The pier at Orlo is shut, Mayor Ann Bo said on 3 May 2031. The repair will cost $4 million.\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(TEXT)
    build_ledger([tmp_path / "reports"], tmp_path / "story.db", analyser="rules")
    return tmp_path / "story.db"


def test_reading_and_what_a_build_keeps_on_its_way_are_no_edition(ledger: Path) -> None:
    edition = Edition(ledger)
    before = edition.stamp()
    with Ledger(ledger) as opened:
        assert opened.stories()
        connection = connect(ledger)
        StageResults(connection).put([("parse", "k", "[]")])
        assert edition.stamp() == before
        connection.close()


def test_every_build_is_one_and_the_file_holds_all_of_it(ledger: Path) -> None:
    edition, seen = Edition(ledger), set()
    for _ in range(4):
        seen.add(edition.stamp())
        assert edition.stamp() in seen
        rebuild_ledger(ledger)
    seen.add(edition.stamp())
    assert len(seen) == 5
    alone = Path(shutil.copy(ledger, ledger.with_name("alone.db")))
    with sqlite3.connect(alone) as copied:
        assert copied.execute("SELECT value FROM meta WHERE name = 'builds'").fetchone() == ("5",)
    copied.close()


def test_a_decision_is_one(ledger: Path) -> None:
    edition = Edition(ledger)
    before = edition.stamp()
    with Ledger(ledger) as opened:
        target = report_target(opened.report_rows[0].report)
    decision = Decision.made(
        "2031-05-04T09:00:00Z", "ann", Action.SET_DATE, target, value="2031-05-02", reason="", undoes=None
    )
    append_decision(decisions_file(ledger), decision)
    assert edition.stamp() != before


@pytest.mark.parametrize("way", ["another file", "written over", "deleted and built again"])
def test_another_ledger_at_its_place_is_one(ledger: Path, way: str) -> None:
    edition = Edition(ledger)
    before = edition.stamp()
    other = Path(shutil.copy(ledger, ledger.with_name("other.db")))
    if way == "another file":
        other.replace(ledger)
    elif way == "written over":
        ledger.write_bytes(other.read_bytes())
    else:
        ledger.unlink()
        assert edition.stamp() == ()
        build_ledger([ledger.parent / "reports"], ledger, analyser="rules")
    assert edition.stamp() != before
    assert edition.stamp() == edition.stamp()


def test_what_is_no_ledger_is_told(ledger: Path) -> None:
    edition = Edition(ledger)
    edition.stamp()
    ledger.write_bytes(b"no ledger " * 500)
    with pytest.raises(LedgerError, match="cannot be used as a ledger"):
        edition.stamp()
