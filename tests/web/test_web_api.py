"""The data beside the pages: pages of long lists, tags, errors, limits."""

import json
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient

from onrecord.errors import LedgerFaultError
from onrecord.ledger.query import Ledger
from onrecord.web import question
from onrecord.web.schema import ANSWERS
from tests.web.conftest import reports_of

LISTED = ["/overview", "/stories", "/reports", "/claims", "/disputes", "/deadlines", "/diff", "/decisions", "/keys"]


@pytest.mark.parametrize("path", LISTED)
def test_every_answer_names_its_version_and_fits_its_shape(pages: TestClient, path: str) -> None:
    spec = pages.get("/openapi.json").json()
    answer = pages.get(f"{path}.json").json()
    assert answer["schema"] == 1
    shape = spec["paths"][f"{path}.json"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({**shape, "components": spec["components"]}).validate(answer)


def test_a_report_and_a_sentence_fit_their_shapes(pages: TestClient) -> None:
    spec = pages.get("/openapi.json").json()
    name = reports_of(pages)[0]["id"]
    claim = pages.get("/claims.json?kind=quantity").json()["value"]["rows"][0]
    for path, address in (
        ("/reports/{name}", f"/reports/{name}.json"),
        ("/reports/{name}", f"/reports/{claim['report']}.json?claim={claim['claim']}"),
        ("/search", "/search.json?q=caravans"),
        ("/check", "/check.json?sentence=Five+people+have+died."),
    ):
        answer = pages.get(address).json()
        shape = spec["paths"][f"{path}.json"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.Draft202012Validator({**shape, "components": spec["components"]}).validate(answer)
    assert "/check" in ANSWERS


def test_a_long_list_is_walked_by_its_next(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question, "PAGE", 7)
    total = pages.get("/claims.json?kind=quantity").json()["value"]["leaf"]["total"]
    address, seen = "/claims.json?kind=quantity", []
    while address:
        answer = pages.get(address)
        told = answer.json()
        seen += [row["claim"] for row in told["value"]["rows"]]
        assert answer.headers.get("link") == (f'<{told["next"]}>; rel="next"' if told["next"] else None)
        address = told["next"]
    assert len(seen) == len(set(seen)) == total > 7


def test_a_tag_spares_sending_it_again(pages: TestClient) -> None:
    first = pages.get("/claims.json")
    tag = first.headers["etag"]
    assert tag.startswith('"')  # strong
    for asked in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = pages.get("/claims.json", headers={"If-None-Match": asked})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    for asked in ('"other"', tag.strip('"')[:-1], ""):
        assert pages.get("/claims.json", headers={"If-None-Match": asked}).status_code == 200
    assert pages.get("/claims.json?kind=quantity").headers["etag"] != tag


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/claims.json?page=0", 422),
        ("/claims.json?kind=nonsense", 422),
        ("/claims.json?said_from=yesterday", 400),
        ("/claims.json?speaker=" + "x" * 300, 422),
        ("/reports/nowhere.json", 404),
        ("/overview.json?story=nowhere", 404),
        ("/nowhere.json", 404),
        ("/search.json?q=" + "x" * 5000, 414),
    ],
)
def test_what_cannot_be_answered_is_a_problem(pages: TestClient, address: str, status: int) -> None:
    answer = pages.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert set(told) == {"type", "title", "status", "detail"}
    assert told["status"] == status
    assert len(told["detail"]) > 10


def test_a_question_that_takes_too_long_is_told_so(
    pages: TestClient, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(ledger, patience=0.0) as opened, pytest.raises(LedgerFaultError, match="Ask for less"):
        opened._rows(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000) SELECT max(i) FROM n"
        )

    def slow(self: Ledger, query: str, limit: int) -> None:
        raise LedgerFaultError(f"{self.path}: the question takes too long. Ask for less.")

    monkeypatch.setattr(Ledger, "search", slow)
    answer = pages.get("/search.json?q=water")
    assert answer.status_code == 503
    assert answer.json()["title"] == "Not possible now"


def test_a_ledger_that_breaks_is_no_crash(pages: TestClient, ledger: Path) -> None:
    assert pages.get("/overview.json").status_code == 200
    ledger.write_bytes(b"no ledger")
    answer = pages.get("/overview.json")
    assert answer.status_code == 503
    assert json.loads(answer.content)["detail"]


def test_who_begins_to_read_changes_no_page(pages: TestClient, ledger: Path) -> None:
    shelf = pages.app.state.shelf  # type: ignore[attr-defined]
    before = shelf.stamp()
    with Ledger(ledger) as opened:
        assert opened.stories()
        assert shelf.stamp() == before
    assert shelf.stamp() == before
