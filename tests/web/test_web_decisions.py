"""Deciding through the pages: what is written, what it changes, and what is refused."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from onrecord.cli.main import cli
from tests.web.seen_page import SeenPage


def disputed(pages: TestClient) -> dict[str, str]:
    """The types of the relations that wait for a decision, by id."""
    cards = pages.get("/disputes.json").json()["value"]["cards"]
    return {c["relation"]: c["type"] for c in cards}


def send(pages: TestClient, page: str, verb: str, **more: str) -> None:
    """Press the first button for `verb` on a page."""
    fields = SeenPage(pages.get(page).text).fields(verb)
    answer = pages.post("/decide", data={**fields, **more})
    assert answer.status_code == 303, answer.text
    assert pages.app.state.rebuilder.wait(120)  # type: ignore[attr-defined]


def test_what_is_not_comparable_leaves_every_view_and_comes_back(pages: TestClient, ledger: Path) -> None:
    before = disputed(pages)
    send(pages, "/disputes", "not_comparable", reason="two ways of counting", reviewer="Ann")
    (gone,) = set(before) - set(disputed(pages))
    assert pages.get("/overview.json").json()["value"]["disputed"] == len(before) - 1
    (card,) = pages.get("/disputes.json?show=decided").json()["value"]["cards"]
    assert (card["relation"], card["judged"]["reviewer"]) == (gone, "Ann")
    assert "two ways of counting" in card["reason"]

    told = CliRunner().invoke(cli, ["disputes", str(ledger), "--json"]).stdout
    assert sum(len(s["lines"]) for s in json.loads(told)["value"]["sections"]) == len(before) - 1
    exported = CliRunner().invoke(cli, ["export", str(ledger), "--format", "jsonl"]).stdout
    assert "two ways of counting" in exported

    (row,) = pages.get("/decisions.json").json()["value"]["rows"]
    assert (row["standing"], row["action"]) == ("attached", "set_relation")
    send(pages, "/disputes?show=decided", "undo")
    assert disputed(pages) == before
    lines = (ledger.parent / "decisions.jsonl").read_text().splitlines()
    assert [json.loads(line)["action"] for line in lines] == ["set_relation", "undo"]  # nothing was taken away


def test_a_dispute_that_stands_stays_in_the_views_as_a_persons_word(pages: TestClient) -> None:
    before = disputed(pages)
    send(pages, "/disputes", "stands")
    assert len(disputed(pages)) == len(before) - 1  # no more to decide
    assert pages.get("/overview.json").json()["value"]["disputed"] == len(before)  # and still disputed
    assert "Accepted by ann" in pages.get("/disputes?show=decided").text


def test_a_rejected_claim_takes_no_part_in_anything(pages: TestClient) -> None:
    row = pages.get("/claims.json?kind=quantity").json()["value"]["rows"][3]
    here = f"/reports/{row['report']}?claim={row['claim']}"
    total = pages.get("/claims.json").json()["value"]["leaf"]["total"]
    send(pages, here, "reject", reason="misread")
    assert pages.get("/claims.json").json()["value"]["leaf"]["total"] == total - 1
    assert "rejected by a person" in pages.get(here).text
    assert pages.get("/overview.json").json()["value"]["reviewed"] == 1
    send(pages, here, "undo")
    assert pages.get("/claims.json").json()["value"]["leaf"]["total"] == total


def test_a_note_is_kept_beside_the_card_and_decides_nothing(pages: TestClient) -> None:
    before = disputed(pages)
    send(pages, "/disputes", "note", reason="ask the shelter")
    assert disputed(pages) == before
    assert "ask the shelter" in pages.get("/disputes").text


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"form_token": "guessed"}, 403),
        ({"form_token": ""}, 403),
        ({"verb": "drop"}, 400),
        ({"verb": "note", "reason": " "}, 400),
        ({"reviewer": " "}, 400),
        ({"reviewer": "x" * 81}, 400),
        ({"reason": "x" * 2001}, 400),
        ({"relation": "x_nothing"}, 404),
        ({"verb": "undo", "decision": "d_nothing"}, 404),
    ],
)
def test_what_is_no_decision_is_refused_and_not_written(
    pages: TestClient, ledger: Path, changed: dict[str, str], status: int
) -> None:
    fields = SeenPage(pages.get("/disputes").text).fields("stands")
    assert pages.post("/decide", data={**fields, **changed}).status_code == status
    assert not (ledger.parent / "decisions.jsonl").exists()


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_a_form_from_another_site_is_refused(pages: TestClient, ledger: Path, headers: dict[str, str]) -> None:
    fields = SeenPage(pages.get("/disputes").text).fields("stands")
    assert pages.post("/decide", data=fields, headers=headers).status_code == 403
    assert not (ledger.parent / "decisions.jsonl").exists()


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\nb"])
def test_no_form_leads_to_another_site(pages: TestClient, back: str) -> None:
    fields = SeenPage(pages.get("/disputes").text).fields("note")
    answer = pages.post("/decide", data={**fields, "reason": "n", "back": back})
    assert answer.headers["location"] == "/overview"
    assert pages.app.state.rebuilder.wait(120)  # type: ignore[attr-defined]


def test_a_decision_whose_words_are_gone_is_shown_as_an_orphan(pages: TestClient, ledger: Path) -> None:
    send(pages, "/disputes", "updates")
    path = ledger.parent / "decisions.jsonl"
    moved = json.loads(path.read_text())
    moved["other"]["exact"] = "words that no report holds"
    path.write_text(json.dumps(moved) + "\n")
    (row,) = pages.get("/decisions.json").json()["value"]["rows"]
    assert row["standing"] == "orphan"
    assert pages.get("/disputes.json?show=decided").json()["value"]["cards"] == []
