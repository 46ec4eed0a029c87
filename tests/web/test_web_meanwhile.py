"""Pages while a build goes on: one state at a time, and a story that has grown is found by its id."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import build_ledger
from onrecord.records import Account, StoryId
from onrecord.views.scope import Scope, story_scope
from onrecord.web.shelf import Shelf

FIRST = "The pier at Orlo is shut, Mayor Ann Bo said on 3 May 2031. The repair will cost $4 million.\n"
LATER = "The pier at Orlo stays shut, Mayor Ann Bo said on 5 May 2031. The repair will cost $6 million.\n"


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path]:
    folder, ledger = tmp_path / "reports", tmp_path / "story.db"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST)
    build_ledger([folder], ledger, analyser="rules")
    return folder, ledger


def grow(folder: Path, ledger: Path) -> None:
    (folder / "b.txt").write_text(LATER)
    build_ledger([folder], ledger, analyser="rules")


def test_an_open_ledger_stays_in_the_state_it_was_first_asked_in(place: tuple[Path, Path]) -> None:
    folder, path = place
    with Ledger(path) as before:
        story = before.stories()[0]
        grow(folder, path)
        assert before.stories()[0] == story
        assert {c.report for c in before.account(story.id).claims} == set(story.reports)
        assert len(before.report_rows) == 1
    with Ledger(path) as after:
        assert len(after.report_rows) == 2


def test_a_story_that_has_grown_is_found_by_its_id(place: tuple[Path, Path]) -> None:
    folder, path = place
    shelf = Shelf(path)
    former = shelf.scope(None, None, None).account.story
    grow(folder, path)
    assert len(shelf.scope(former.id, None, None).reports) == 2
    with pytest.raises(LedgerError, match="no story fits"):
        shelf.scope("s_0000", None, None)


def test_a_build_between_two_looks_has_the_story_read_again(
    place: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, path = place
    shelf = Shelf(path)
    real = Ledger.account

    def grown(ledger: Ledger, story: StoryId) -> Account:
        monkeypatch.setattr(Ledger, "account", real)
        grow(folder, path)
        raise LedgerError("no such story")

    monkeypatch.setattr(Ledger, "account", grown)
    assert len(shelf.scope(None, None, None).reports) == 2


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("UPDATE claims SET record = replace(record, 'more_evidence', 'more_evmdence')", "Claim"),
        ("UPDATE story_reports SET publication = replace(publication, 'clock', 'clcck')", "Publication"),
        ("UPDATE reports SET record = replace(record, 'metadata', 'metadbta')", "Report"),
        ("UPDATE stories SET record = replace(record, 'terms', 'termz')", "Story"),
    ],
)
def test_a_record_that_cannot_be_read_is_told_as_damage(place: tuple[Path, Path], change: str, kind: str) -> None:
    path = place[1]
    with sqlite3.connect(path) as connection:
        connection.execute(change)
    connection.close()
    told = rf"story\.db: is damaged: a record of the kind {kind}"
    with Ledger(path) as ledger, pytest.raises(LedgerError, match=told):
        story_scope(ledger, ledger.stories()[0].id)


def test_two_days_are_compared_in_one_state(place: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, path = place
    shelf = Shelf(path)
    story = shelf.scope(None, None, None).account.story.id
    real = Shelf.scope

    def then_grown(self: Shelf, name: str | None, as_of: date | None, known_by: date | None) -> Scope:
        found = real(self, name, as_of, known_by)
        monkeypatch.setattr(Shelf, "scope", real)
        grow(folder, path)
        return found

    monkeypatch.setattr(Shelf, "scope", then_grown)
    before, after = shelf.scopes(story, (date(2031, 5, 3), date(2031, 5, 9)))
    assert before.account is after.account
    assert len(after.account.story.reports) == 2
