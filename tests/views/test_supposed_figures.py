"""Figures only supposed or looked back on, kept words and what is no longer planned, on an invented mill dispute."""

from collections.abc import Iterator

import pytest

from onrecord.views.brief import brief
from onrecord.views.deadlines import deadlines
from onrecord.views.line import View
from onrecord.views.scope import Scope, story_scope
from onrecord.views.state import state
from onrecord.views.timeline import timeline
from tests.views.told_story import open_story

STORY = {
    "2031-03-03": """Spinners strike at Orvik mill

Spinners at the Orvik mill walked out on Monday.

Tilda Brann, their leader, said the guild would end the strike if Harn Cloth guaranteed 700 jobs in Orvik.

Harn Cloth expects to close the dye works by 20 March, it said.
""",
    "2031-03-10": """Strike at Orvik mill ends

The guild ended the strike in Orvik on Monday, as it had promised.

The Orvik mill now employs 820 spinners, down from 1,340 spinners that it had in January.

Harn Cloth no longer expects to close the dye works by 20 March.
""",
}


@pytest.fixture(scope="module")
def scope(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scope]:
    for opened in open_story(tmp_path_factory.mktemp("mill"), STORY):
        yield story_scope(opened, opened.story(None).id)


def rows(view: View, title: str) -> list[tuple[str, str]]:
    """The lines of a section, each with its note."""
    return [(line.text, line.note or "") for s in view.sections if s.title == title for line in s.lines]


def test_a_figure_on_a_condition_does_not_stand_and_keeps_its_condition(scope: Scope) -> None:
    assert not any(text.startswith("700") for text, _ in rows(brief(scope), "STANDS"))
    ((text, note),) = (r for r in rows(state(scope), "FIGURES") if r[0].startswith("700"))
    assert "if Harn Cloth guaranteed" in " ".join(text.split())
    assert "supposed only" in note


def test_a_figure_that_is_only_looked_back_on_does_not_stand(scope: Scope) -> None:
    firsts = [text.split(":")[0] for text, _ in rows(brief(scope, everything=True), "STANDS")]
    assert any(first.startswith("820") for first in firsts)
    assert not any("1,340" in first for first in firsts)


def test_what_is_no_longer_expected_is_dropped_and_never_past_due(scope: Scope) -> None:
    view = deadlines(scope)
    assert any("dye works" in text and "PAST DUE" not in note for text, note in rows(view, "DROPPED"))
    assert not rows(view, "PAST DUE")


def test_a_word_that_was_kept_is_settled(scope: Scope) -> None:
    settled = rows(deadlines(scope), "SETTLED, no date given")
    assert any("as it had promised" in text and note.endswith("met") for text, note in settled)


def test_the_timeline_shows_no_shreds(scope: Scope) -> None:
    texts = [line.text for s in timeline(scope).sections for line in s.lines]
    assert len(texts) == len(set(texts))
    assert not any(text.startswith("'down from") for text in texts)
