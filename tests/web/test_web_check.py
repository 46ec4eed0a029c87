"""Check in the browser: a verdict with its records, each leading to its sentence; one reader for all questions."""

import pytest
from fastapi.testclient import TestClient

from onrecord.web import checking
from tests.web.seen_page import SeenPage, unsafe

ASKED = [
    "Some 2,100 people are still living outside the valley.",
    "The death toll in the valley has risen to 900.",
    "The moon is made of cheese.",
]


@pytest.mark.parametrize("sentence", ASKED)
def test_a_sentence_gets_a_verdict_and_every_record_leads_to_its_place(pages: TestClient, sentence: str) -> None:
    page, data = (pages.get(path, params={"sentence": sentence}) for path in ("/check", "/check.json"))
    value = data.json()["value"]
    assert (page.status_code, data.json()["kind"]) == (200, "check")
    assert value["verdict"] in {"supported", "contradicted", "disputed", "not as it stands", "nothing known"}
    assert value["view"]["header"][0] in SeenPage(page.text).text
    seen = SeenPage(page.text)
    assert not unsafe(seen)
    links = [a["href"] for a in seen.all("a") if a.get("class") == "cite"]
    lines = [row for section in value["view"]["sections"] for row in section["lines"]]
    assert len(links) >= len(lines)
    assert all(pages.get(link).status_code in (200, 303) for link in links)


def test_the_records_meet_the_sentence_with_a_reason(pages: TestClient) -> None:
    value = pages.get("/check.json", params={"sentence": ASKED[0]}).json()["value"]
    meetings = [m for part in value["checked"]["parts"] for m in part["meetings"]]
    assert value["verdict"] != "nothing known"
    assert meetings
    assert all(m["reason"] and m["bearing"] in {"supports", "contradicts", "qualifies"} for m in meetings)


def test_the_search_page_has_the_form_and_nothing_is_read_without_a_sentence(pages: TestClient) -> None:
    for address in ("/search?q=water&as_of=2024-10-04", "/check", "/check?sentence=+++"):
        seen = SeenPage(pages.get(address).text)
        assert any(f.get("action") == "/check" for f in seen.all("form"))
    assert pages.get("/check.json").json()["value"]["verdict"] is None


def test_the_reader_is_loaded_once_and_an_answer_kept(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[object] = []
    load_analyser = checking.load_analyser
    monkeypatch.setattr(checking, "load_analyser", lambda *given: loaded.append(given) or load_analyser(*given))
    checking._reader.cache_clear()
    first = [pages.get("/check.json", params={"sentence": s}).content for s in ASKED]
    assert [pages.get("/check.json", params={"sentence": s}).content for s in ASKED] == first
    assert len(loaded) == 1


def test_limits_are_told(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pages.get("/check", params={"sentence": "x" * 401}).status_code == 422
    assert pages.get("/check", params={"sentence": ASKED[0], "story": "nothing"}).status_code == 404
    monkeypatch.setattr(checking, "_PATIENCE", 0.01)
    turn = pages.app.state.checker._turn  # type: ignore[attr-defined]
    with turn:
        busy = pages.get("/check.json", params={"sentence": ASKED[0]})
    assert (busy.status_code, busy.headers["content-type"]) == (503, "application/problem+json")
