"""A newcomer's tour in a real browser: find the disputed figure, read both sentences, decide, undo, take the data."""

import json
import re

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def to_decide(visit: Visit) -> int:
    """How many disputes the page says are to be decided."""
    return int(visit.page.locator(".tabs .count").first.inner_text())


def shown_in_json(visit: Visit) -> int:
    """How many disputes the data says are open, the browser being at it."""
    return int(json.loads(visit.page.locator("body").inner_text())["value"]["open"])


def read_the_claim(visit: Visit) -> str:
    """The sentence selected in the reader, with its record beside it."""
    assert re.search(r"/reports/[^?]+\?.*claim=", visit.page.url)
    assert visit.page.locator(".record, #record, aside").first.is_visible()
    return str(visit.page.url.partition("#")[2])


def test_a_newcomers_tour_by_mouse(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.home)
    assert page.url.endswith("/overview")
    visit.click(page.get_by_role("link", name=re.compile("^Decide: ")))
    before = to_decide(visit)
    card = page.locator("article").filter(has=page.locator("mark")).first
    name = card.get_attribute("id")
    assert card.locator("blockquote").count() == 2

    seen = []
    for side in (0, 1):
        visit.click(page.locator(f"[id='{name}'] a.open").nth(side))
        seen.append(read_the_claim(visit))
        visit.back()
    assert len(set(seen)) == 2

    visit.click(page.locator(f"[id='{name}']").get_by_role("button", name="Not comparable"))
    assert to_decide(visit) == before - 1
    assert page.locator(f"[id='{name}']").count() == 0
    visit.click(page.get_by_role("link", name=re.compile("^Decided")))
    assert "decided by ann" in page.locator("article").first.inner_text()
    visit.click(page.locator("article").first.get_by_role("button", name="Undo"))
    visit.click(page.get_by_role("link", name=re.compile("^To decide")))
    assert to_decide(visit) == before
    visit.click(page.get_by_role("link", name="This page as JSON"))
    assert shown_in_json(visit) == before


def test_a_newcomers_tour_by_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.home)
    visit.press("g", "d")
    before = to_decide(visit)

    visit.press("j", "Enter")
    first = read_the_claim(visit)
    visit.back()
    page.keyboard.press("j")
    page.keyboard.press("Tab")
    visit.press("Enter")
    assert read_the_claim(visit) != first
    visit.back()

    visit.press("j", "x", "Enter")
    assert to_decide(visit) == before - 1
    visit.tab_to("Decided 1")
    visit.press("Enter")
    visit.press("j", "z", "Enter")
    visit.press("g", "d")
    assert to_decide(visit) == before
    visit.tab_to("This page as JSON")
    visit.press("Enter")
    assert shown_in_json(visit) == before


def test_one_key_decides_nothing(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.home}disputes")
    before = to_decide(visit)
    for key in ("j", "a", "u", "x", "r"):
        page.keyboard.press(key)
    page.reload()
    assert to_decide(visit) == before
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.keyboard.type("which of them counted the valley?")
    visit.press("Enter")
    assert "which of them counted the valley?" in page.locator("article").first.inner_text()
    assert to_decide(visit) == before


def test_a_sentence_is_checked_and_its_record_opened_by_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.home)
    visit.press("g", "s")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "sentence":
        page.keyboard.press("Tab")
    page.keyboard.type("Some 2,100 people are still living outside the valley.")
    page.keyboard.press("Tab")
    visit.press("Enter")
    assert page.locator(".verdict").is_visible()
    visit.press("j", "Enter")
    assert "/reports/" in page.url


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_no_page_is_wider_than_the_window(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    for path in (
        "overview",
        "reports",
        "claims",
        "disputes",
        "deadlines",
        "decisions",
        "diff?since=2024-04",
        "check",
        "search?q=water",
        "keys",
    ):
        visit.page.goto(visit.home + path)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path
