"""A newcomer's tour in a real browser: find the disputed figure, read both sentences, decide, undo, take the data."""

import json
import re

import pytest

from tests.browser.addresses import every_address
from tests.browser.conftest import Inspector, Visit

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
    card = page.locator("article").filter(has_text="for the same act").first
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
    visit.forgiven = "404"
    for path in every_address(visit.home):
        visit.page.goto(visit.home + path)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_axe_finds_nothing_serious_on_any_page(inspector: Inspector) -> None:
    found = {}
    for path in every_address(inspector.home):
        inspector.page.goto(inspector.home + path)
        inspector.page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
        if faults := inspector.faults():
            found[path] = faults
    assert not found


def test_the_chart_of_a_figure_is_opened_by_keys_and_drawn_for_a_narrow_window(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.home)
    visit.press("g", "a")
    visit.press("j", "Enter")
    picture = page.get_by_role("img", name=re.compile("values from"))
    assert picture.count() == 1
    assert "wide" in (picture.get_attribute("class") or "")
    page.set_viewport_size({"width": 390, "height": 900})
    assert picture.count() == 1
    assert "narrow" in (picture.get_attribute("class") or "")
    visit.press("j", "j", "Enter")
    read_the_claim(visit)


def test_a_claim_is_corrected_by_keys_and_the_correction_taken_back(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.home}claims?kind=quantity")
    visit.press("j", "Enter")
    claim = read_the_claim(visit)
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "field.amount"
    page.keyboard.press("Control+A")
    page.keyboard.type(">=4321")
    visit.press("Enter")
    settle(visit)
    assert "4,321" in page.locator(".record .facts2").inner_text()
    assert "reviewed by a person" in page.locator(".record").inner_text()
    visit.press("z", "Enter")
    settle(visit)
    assert claim in page.url
    assert "4,321" not in page.locator(".record .facts2").inner_text()


def settle(visit: Visit) -> None:
    """Load the page again until what was decided is worked in."""
    for _ in range(100):
        if not visit.page.locator(".work").count():
            return
        visit.page.wait_for_timeout(200)
        visit.page.reload()
    raise AssertionError("the decision is never worked in")
