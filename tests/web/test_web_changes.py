"""The page of changes says what `onrecord diff` says, and leads to every sentence."""

from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger.query import Ledger
from onrecord.views.diff import diff
from onrecord.views.scope import story_scope
from onrecord.web.changes import PARTS
from tests.web.seen_page import SeenPage, unsafe

DAYS = (date(2024, 4, 1), date(2024, 10, 10))
ASKED = f"since={DAYS[0]}&until={DAYS[1]}"


def test_the_page_holds_every_section_of_the_view(pages: TestClient, example_db: Path) -> None:
    with Ledger(example_db) as ledger:
        story = ledger.story(None).id
        view = diff(*(story_scope(ledger, story, as_of=day) for day in DAYS))
    shown = pages.get(f"/diff.json?{ASKED}").json()["value"]["parts"]
    names = {key: name for name, key, _ in PARTS}
    assert {(p["name"], p["total"]) for p in shown} == {(names[s.title], len(s.lines)) for s in view.sections}
    assert shown


def test_every_change_leads_to_its_sentence(pages: TestClient) -> None:
    seen = SeenPage(pages.get(f"/diff?{ASKED}").text)
    assert not unsafe(seen)
    links = {a["href"] for a in seen.all("a") if a.get("class") == "cite"}
    assert links
    assert all(pages.get(link).status_code == 303 for link in links)


def test_a_section_by_itself_is_shown_whole_in_pages(pages: TestClient) -> None:
    parts = pages.get(f"/diff.json?{ASKED}").json()["value"]["parts"]
    longest = max(parts, key=lambda p: p["total"])
    alone = pages.get(f"/diff.json?{ASKED}&part={longest['name']}").json()["value"]
    assert alone["leaf"]["total"] == longest["total"]
    assert len(alone["parts"][0]["lines"]) == min(50, longest["total"])
    assert alone["parts"][0]["lines"][: len(longest["lines"])] == longest["lines"]


def test_without_days_the_last_day_is_set_beside_the_one_before(pages: TestClient) -> None:
    value = pages.get("/diff.json?as_of=2024-10-04").json()["value"]
    assert (value["since"], value["until"]) == ("2024-10-03", "2024-10-04")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("since=2024-10-10&until=2024-04-01", 400),
        ("since=2024-10-10&until=2024-10-10", 400),
        ("until=0001-01-01", 400),
        ("since=soon", 400),
        ("part=rumours", 422),
    ],
)
def test_days_that_cannot_be_compared_are_told(pages: TestClient, asked: str, status: int) -> None:
    assert pages.get(f"/diff?{asked}").status_code == status
