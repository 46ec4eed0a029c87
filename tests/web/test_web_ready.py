"""Pages made before they are asked for, made once for all who ask, and read no more than they are about."""

import threading
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import rebuild_ledger
from onrecord.records import StoryId
from onrecord.views.scope import Scope
from onrecord.web.ready import Keeper
from onrecord.web.shelf import Shelf


def test_the_largest_story_is_read_again_after_a_change_that_somebody_may_meet(ledger: Path) -> None:
    shelf = Shelf(ledger)
    keeper = Keeper(shelf)
    assert [keeper.look(), keeper.look()] == [True, False]
    rebuild_ledger(ledger)
    assert not keeper.look()  # nobody has asked for a page since
    shelf.scope(None, None, None)
    rebuild_ledger(ledger)
    assert [keeper.look(), keeper.look()] == [True, False]


def test_a_ledger_that_is_gone_stops_no_keeper(ledger: Path) -> None:
    keeper = Keeper(Shelf(ledger))
    ledger.unlink()
    assert not keeper.look()


def test_what_many_ask_for_at_once_is_made_once(ledger: Path) -> None:
    shelf = Shelf(ledger)
    scope, made = shelf.scope(None, None, None), []

    def make(_: Scope) -> object:
        time.sleep(0.1)
        made.append(object())
        return made[-1]

    got: list[object] = []
    threads = [threading.Thread(target=lambda: got.append(shelf.kept(scope, "slow", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert got == made * 8


def test_what_could_not_be_made_is_tried_again(ledger: Path) -> None:
    shelf = Shelf(ledger)
    scope = shelf.scope(None, None, None)

    def fail(_: Scope) -> object:
        raise ValueError("odd")

    with pytest.raises(ValueError, match="odd"):
        shelf.kept(scope, "odd", fail)
    assert shelf.kept(scope, "odd", lambda _: 7) == 7


@pytest.mark.parametrize("page", ["decisions", "search?q=bridge", "stories"])
def test_a_page_that_is_about_no_story_reads_none(
    pages: TestClient, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(ledger: Ledger, story: StoryId) -> None:
        pytest.fail("an account was read")

    monkeypatch.setattr(Ledger, "account", read)
    monkeypatch.setattr(Ledger, "report_rows", property(lambda _: pytest.fail("every report was read")))
    assert pages.get(f"/{page}").status_code == 200
