"""Every page answers, with its data beside it, the same headers, and without writing anything."""

import hashlib
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import reports_of
from tests.web.seen_page import SeenPage, unsafe

PAGES = [
    "/overview",
    "/stories",
    "/reports",
    "/claims",
    "/claims?kind=quantity&kind=commitment&speaker=falk&said_from=2024-03-01&about_to=2024-12-31&low=1",
    "/claims?page=2",
    "/disputes",
    "/disputes?show=decided",
    "/disputes?part=errors",
    "/deadlines",
    "/deadlines?slipped=1",
    "/decisions",
    "/search?q=caravans",
    "/search?q=nothing+holds+this",
    "/check",
    "/quantities",
    "/quantities/people moved",
    "/timeline",
    "/speakers",
    "/speakers?name=Runa+Falk",
    "/origins",
    "/quantities?as_of=2024-04",
    "/origins?as_of=2024-04-30",
    "/timeline?as_of=2024-03-20",
    "/diff",
    "/diff?since=2024-04-01&until=2024-10-10",
    "/diff?since=2024-04-01&until=2024-10-10&part=new",
    "/keys",
    "/overview?as_of=2024-04-30",
    "/claims?as_of=2024-03&known_by=2024-04-30",
    "/disputes?as_of=2024",
]


def beside(address: str) -> str:
    """The address of a page's data."""
    path, mark, query = address.partition("?")
    return f"{path}.json{mark}{query}"


@pytest.mark.parametrize("address", PAGES)
def test_a_page_answers_with_its_data_beside_it(pages: TestClient, address: str) -> None:
    page, data = pages.get(address), pages.get(beside(address))
    assert (page.status_code, data.status_code) == (200, 200)
    assert data.json()["schema"] == 1
    seen = SeenPage(page.text)
    assert not unsafe(seen)
    assert len(seen.all("h1")) == 1
    assert len(seen.all("main")) == 1
    assert any(link["href"] == beside(address) for link in seen.all("a")) or "%" in address or "+" in address


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_leads_somewhere(pages: TestClient, address: str) -> None:
    seen = SeenPage(pages.get(address).text)
    for target in sorted({a["href"].partition("#")[0] for a in seen.all("a")} - {""}):
        assert pages.get(target).status_code in (200, 303), target


def test_the_pages_send_headers_that_let_nothing_in(pages: TestClient) -> None:
    for address in ("/overview", "/claims.json", "/nothing", "/nothing.json", "/static/style.css", "/claims?kind=x"):
        headers = pages.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


def test_reading_writes_nothing(pages: TestClient, ledger: Path) -> None:
    def held() -> dict[str, str]:
        files = (f for f in ledger.parent.iterdir() if not f.name.endswith(("-shm", "-wal")))
        return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}

    before = held()
    for address in PAGES:
        pages.get(address)
    assert pages.get("/decide").status_code == 405
    assert held() == before


def test_a_page_that_has_not_changed_is_not_sent_again(pages: TestClient) -> None:
    tag = pages.get("/claims").headers["etag"]
    again = pages.get("/claims", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing", 404),
        ("/reports/r_nothing", 404),
        ("/claims/c_nothing", 404),
        ("/quantities/icebergs", 404),
        ("/speakers?name=Nobody+At+All", 404),
        ("/overview?story=nothing", 404),
        ("/overview?as_of=yesterday", 400),
        ("/overview?as_of=2024-02-31", 400),
        ("/claims?kind=rumour", 422),
        ("/claims?page=0", 422),
        ("/search?q=" + "x" * 201, 422),
        ("/search?q=" + "x" * 5000, 414),
        ("/static/app.py", 404),
        ("/static/..%2Fapp.py", 404),
    ],
)
def test_what_cannot_be_shown_is_told_as_a_page_and_as_a_problem(pages: TestClient, address: str, status: int) -> None:
    page = pages.get(address)
    assert page.status_code == status
    assert "<h1>" in page.text
    assert not unsafe(SeenPage(page.text))
    data = pages.get(address, headers={"Accept": "application/json"})
    assert data.headers["content-type"] == "application/problem+json"
    assert data.json()["status"] == status


def test_the_reader_shows_every_word_of_a_report(pages: TestClient) -> None:
    for line in reports_of(pages):
        page = pages.get(f"/reports/{line['id']}.json").json()["value"]
        told = "".join(p["text"] for p in (*page["headline"], *(p for b in page["blocks"] for p in b["pieces"])))
        for claim in pages.get("/claims.json").json()["value"]["rows"]:
            if claim["report"] == line["id"]:
                assert "".join(claim["words"]["text"].split()) in "".join(told.split())


def test_a_claim_leads_to_its_sentence_and_its_record(pages: TestClient) -> None:
    row = next(r for r in pages.get("/claims.json?kind=quantity").json()["value"]["rows"] if r["marks"])
    moved = pages.get(f"/claims/{row['claim']}?as_of=2024-10-31")
    assert moved.status_code == 303
    assert moved.headers["location"] == (
        f"/reports/{row['report']}?as_of=2024-10-31&claim={row['claim']}#{row['claim']}"
    )
    seen = SeenPage(pages.get(moved.headers["location"].partition("#")[0]).text)
    assert [e for e in seen.elements if e[1].get("id") == row["claim"]]
    record = pages.get(f"/reports/{row['report']}.json?claim={row['claim']}").json()["value"]["selected"]
    assert record["claim"] == row["claim"]
    assert [t["name"] for t in record["times"]][:3] == ["published", "said on", "speaks of"]
    assert all(t["reason"] for t in record["times"] if t["when"] != "unknown")
    assert record["slot"] or record["beside"]


def test_every_claim_has_its_place_in_its_report(pages: TestClient) -> None:
    rows = [r for p in (1, 2) for r in pages.get(f"/claims.json?page={p}").json()["value"]["rows"]]
    for report in {r["report"] for r in rows}:
        ids = {e[1]["id"] for e in SeenPage(pages.get(f"/reports/{report}").text).elements if "id" in e[1]}
        assert {r["claim"] for r in rows if r["report"] == report} <= ids


def test_layers_of_the_reader_can_be_taken_away(pages: TestClient) -> None:
    report = reports_of(pages)[1]["id"]
    page = pages.get(f"/reports/{report}.json?layer=amount").json()["value"]
    layers = {name for b in page["blocks"] for p in b["pieces"] for name in p["layers"]}
    assert layers <= {"amount"}


def test_filters_narrow_the_claims(pages: TestClient) -> None:
    every = pages.get("/claims.json").json()["value"]["leaf"]["total"]
    amounts = pages.get("/claims.json?kind=quantity").json()["value"]
    assert {r["kind"] for r in amounts["rows"]} == {"amount"}
    assert 0 < amounts["leaf"]["total"] < every
    said = pages.get("/claims.json?speaker=falk").json()["value"]["rows"]
    assert said
    assert all("Falk" in r["speaker"] for r in said)
    assert not pages.get("/claims.json?said_from=2031-01-01").json()["value"]["rows"]


def test_the_board_strikes_the_old_date_of_what_slipped(pages: TestClient) -> None:
    board = pages.get("/deadlines.json?slipped=1").json()["value"]
    moved = [row for _, _, rows in board["sections"] for row in rows if row["past"]]
    assert any(step["when"] == "by 30 Jun 2024" for row in moved for step in row["past"]) or moved
    assert "<del" in pages.get("/deadlines").text


def test_the_openapi_document_names_the_data_and_no_page_loads_from_elsewhere(pages: TestClient) -> None:
    paths = pages.get("/openapi.json").json()["paths"]
    assert "/claims.json" in paths
    assert pages.get("/docs").status_code == 404
