"""Reports are hostile input: whatever their text, titles and outlets hold, no page runs it."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from tests.hostile import VECTORS
from tests.web.conftest import Ask, reports_of
from tests.web.seen_page import SeenPage, unsafe


def test_no_page_runs_what_a_report_holds(hostile_db: Path, asking: Ask) -> None:
    pages = asking(hostile_db)
    seen = 0
    for address in addresses(pages):
        page = pages.get(address)
        assert page.status_code == 200, address
        assert not unsafe(SeenPage(page.text)), address
        assert "49{" not in page.text
        seen += "alert(1)" in SeenPage(page.text).text
    assert seen > len(VECTORS)


def addresses(pages: TestClient) -> list[str]:
    """Every page of the ledger, one claim of each report selected."""
    described = pages.get("/openapi.json").json()["paths"]
    found = [p.removesuffix(".json") for p, asked in described.items() if "get" in asked and "{" not in p]
    found += ["/claims?low=1", "/disputes?show=decided"]
    found += [f"/quantities/{t['id']}" for t in pages.get("/quantities.json").json()["value"]["tracks"]]
    speakers = pages.get("/speakers.json").json()["value"]["speakers"]
    found += [f"/speakers?{urlencode({'name': s['name']})}" for s in speakers]
    for report in reports_of(pages):
        page = pages.get(f"/reports/{report['id']}.json").json()["value"]
        claims = [p["claim"] for b in page["blocks"] for p in b["pieces"] if p["claim"]]
        found.append(f"/reports/{report['id']}" + (f"?claim={claims[0]}" if claims else ""))
    return found


@pytest.mark.parametrize("words", VECTORS)
def test_no_page_runs_what_an_address_holds(hostile_db: Path, asking: Ask, words: str) -> None:
    pages = asking(hostile_db)
    for path, name in (
        ("/search", "q"),
        ("/claims", "speaker"),
        ("/claims", "outlet"),
        ("/overview", "story"),
        ("/check", "sentence"),
        ("/speakers", "name"),
    ):
        page = pages.get(path, params={name: words})
        assert page.status_code in (200, 404)
        assert not unsafe(SeenPage(page.text)), (path, name)
    assert not unsafe(SeenPage(pages.get("/reports/" + words.replace("/", "%2F")).text))
