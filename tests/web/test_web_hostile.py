"""Reports are hostile input: whatever their text, titles and outlets hold, no page runs it."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from onrecord.pipeline.session import build_ledger
from tests.web.conftest import Ask, reports_of
from tests.web.seen_page import SeenPage, unsafe

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<a href="javascript:alert(1)">go</a>',
    "{{ 7 * 7 }}{% raw %}",
    "<!--><script>alert(1)</script-->",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202egnp.exe <base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "javascript:alert(1)",
    "//evil.example/x",
]


@pytest.fixture(scope="module")
def hostile_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    lines = []
    for n, words in enumerate(HOSTILE):
        text = (
            f"{words} Dam breaks above Ostrel\n\n"
            f"About {1200 + n} people {words} have left Ostrel, Mayor Ina {words} Torvik said on Monday. "
            f'"We will {words} rebuild the bridge by 30 June 2031," she said.\n\n'
            f"The ministry of {words} said {300 + 50 * n} houses in Ostrel were lost."
        )
        fields = {"id": f"k{n} {words}", "text": text, "title": f"{words} title", "outlet": f"{words} Gazette {n}"}
        lines.append(json.dumps({**fields, "published": f"2031-03-{n + 1:02d}", "author": words}))
    path = folder / "news.jsonl"
    path.write_text("\n".join(lines))
    build_ledger([path], folder / "story.db", analyser="rules")
    return folder / "story.db"


def test_no_page_runs_what_a_report_holds(hostile_db: Path, asking: Ask) -> None:
    pages = asking(hostile_db)
    seen = 0
    for address in addresses(pages):
        page = pages.get(address)
        assert page.status_code == 200, address
        assert not unsafe(SeenPage(page.text)), address
        assert "49{" not in page.text
        seen += "alert(1)" in SeenPage(page.text).text
    assert seen > len(HOSTILE)


def addresses(pages: TestClient) -> list[str]:
    """Every page of the ledger, one claim of each report selected."""
    found = ["/overview", "/stories", "/reports", "/claims?low=1", "/disputes", "/deadlines", "/decisions"]
    found += ["/quantities", "/timeline", "/origins", "/speakers"]
    found += [f"/quantities/{t['id']}" for t in pages.get("/quantities.json").json()["value"]["tracks"]]
    speakers = pages.get("/speakers.json").json()["value"]["speakers"]
    found += [f"/speakers?{urlencode({'name': s['name']})}" for s in speakers]
    for report in reports_of(pages):
        page = pages.get(f"/reports/{report['id']}.json").json()["value"]
        claims = [p["claim"] for b in page["blocks"] for p in b["pieces"] if p["claim"]]
        found.append(f"/reports/{report['id']}" + (f"?claim={claims[0]}" if claims else ""))
    return found


@pytest.mark.parametrize("words", HOSTILE)
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
