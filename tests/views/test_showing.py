"""What lines show of a claim, and what no longer stands, on an invented strike read by its whole path."""

from collections.abc import Iterator

import pytest

from onrecord.ledger.query import Ledger
from onrecord.views.brief import brief
from onrecord.views.deadlines import deadlines
from onrecord.views.disputes import disputes
from onrecord.views.line import View
from onrecord.views.scope import story_scope
from tests.views.told_story import open_story

STORY = {
    "2031-03-03": """Porters walk out in Orrimund

Porters in Orrimund went on strike on Monday. The Porters' League said 2,050 of its members were out.
Harn Lines, the operator, put the number at 1,700.

The company said it would close the Halle Street depot by the end of June.

The city council has promised to pay 12 million crowns for new barges by 1 September.

In the strike of 2019, 3,400 porters stopped work.
""",
    "2031-03-10": """Porters go back to work in Orrimund

The porters' strike in Orrimund ended on Monday. The company dropped its plan to close the Halle Street depot.

The city council said it would pay its 12 million crowns for new barges by 1 December instead of 1 September.
""",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    yield from open_story(tmp_path_factory.mktemp("strike"), STORY)


def rows(view: View, title: str) -> list[tuple[str, str]]:
    """The lines of a section, each with its note."""
    return [(line.text, line.note or "") for s in view.sections if s.title == title for line in s.lines]


def test_a_dropped_promise_is_not_due_and_leads_to_the_report_that_says_so(ledger: Ledger) -> None:
    view = deadlines(story_scope(ledger, ledger.story(None).id))
    assert not any("Halle Street" in text for text, _ in rows(view, "COMING"))
    (section,) = (s for s in view.sections if s.title == "DROPPED")
    (line,) = (row for row in section.lines if "Halle Street" in row.text)
    assert "2031-03-10" in {c.report for c in line.citations}


def test_a_day_put_off_says_what_it_was(ledger: Ledger) -> None:
    view = deadlines(story_scope(ledger, ledger.story(None).id))
    (note,) = (note for text, note in rows(view, "COMING") if "12 million" in text)
    assert "was by 1 Sep 2031" in note


def test_promises_are_shown_with_who_makes_them(ledger: Ledger) -> None:
    view = deadlines(story_scope(ledger, ledger.story(None).id))
    assert all("council" in text for text, _ in rows(view, "COMING") if "12 million" in text)


def test_figures_of_another_occasion_do_not_stand(ledger: Ledger) -> None:
    view = brief(story_scope(ledger, ledger.story(None).id), everything=True)
    assert not any("3,400" in text for text, _ in rows(view, "STANDS"))


def test_each_side_of_a_dispute_says_who_holds_it(ledger: Ledger) -> None:
    view = disputes(story_scope(ledger, ledger.story(None).id))
    ((text, _),) = rows(view, "REPORTS DISAGREE")
    one, two = text.split(" against ")
    assert "League" in one
    assert "Harn Lines" in two
