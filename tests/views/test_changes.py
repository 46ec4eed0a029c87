"""What changed between two days, and what stands on one: each thing once, and no old value beside the new."""

from collections.abc import Iterator
from datetime import date

import pytest

from onrecord.ledger.query import Ledger
from onrecord.views.brief import brief
from onrecord.views.diff import diff
from onrecord.views.line import View
from onrecord.views.scope import Scope, story_scope
from onrecord.views.state import state
from tests.views.told_story import open_story

STORY = {
    "2031-03-04": (
        "Ferry sinks off Tarn\n\nThe coastguard said on Tuesday that 12 people had died in the disaster off Tarn. "
        "Harbour Lines has pledged to raise the wreck by 20 March 2031. "
        "In the ferry disaster of 2019, 31 people died. "
        "The minister, Ada Holt, said: “We were told too late and we were not ready.”\n"
    ),
    "2031-03-09": (
        "Ferry death toll rises\n\nThe coastguard said on Sunday that 19 people had died in the disaster off Tarn. "
        "Harbour Lines abandoned its promise to raise the wreck on Saturday. "
        "The port has 14 divers and 3 tugs at the wreck.\n"
    ),
    "2031-03-10": (
        "Ferry owner gives up\n\nThe coastguard said on Sunday that 19 people had died in the disaster off Tarn. "
        "Harbour Lines abandoned its promise to raise the wreck on Saturday.\n"
    ),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    yield from open_story(tmp_path_factory.mktemp("ferry"), STORY)


def seen(ledger: Ledger, day: str | None = None) -> Scope:
    return story_scope(ledger, ledger.story(None).id, as_of=date.fromisoformat(day) if day else None)


def rows(view: View, section: str) -> list[str]:
    return [f"{row.text} ({row.note})" for s in view.sections if s.title.startswith(section) for row in s.lines]


@pytest.fixture(scope="module")
def changes(told: Ledger) -> View:
    return diff(seen(told, "2031-03-04"), seen(told, "2031-03-10"))


def test_a_promise_given_up_is_one_line_for_all_who_tell_it(changes: View) -> None:
    (revised,) = rows(changes, "REVISED")
    assert "abandoned" in revised


def test_a_figure_gives_both_days(changes: View) -> None:
    (moved,) = rows(changes, "FIGURE")
    assert moved.startswith("12 deaths (4 Mar 2031) to 19 deaths (9 Mar 2031)")
    assert "no trend" not in moved


def test_silence_is_told_of_nothing_replaced_given_up_or_of_another_occasion(changes: View) -> None:
    silent = " ".join(rows(changes, "NO WORD"))
    assert "12 people" not in silent
    assert "pledged" not in silent
    assert "2019" not in silent


def test_a_sentence_is_new_once(changes: View) -> None:
    assert sum("14 divers" in row for row in rows(changes, "NEW")) == 1


def test_no_value_that_was_replaced_stands_as_one_with_no_figure_since(told: Ledger) -> None:
    now = state(seen(told, "2031-03-10"))
    assert not any("12 people" in row for row in rows(now, "NO FIGURE"))


def test_figures_of_one_sentence_stand_in_one_line_each_with_its_note(told: Ledger) -> None:
    (both,) = (row for row in rows(brief(seen(told)), "STANDS") if "tugs" in row)
    assert both.count("NO FIGURE") <= 1


def test_what_stands_above_is_not_told_again_as_happened_or_said(told: Ledger) -> None:
    now = state(seen(told, "2031-03-10"))
    assert not any("19 people had died" in row for row in rows(now, "POSITIONS"))
