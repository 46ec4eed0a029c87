"""Correcting a claim through the pages: edit, merge, split, speaker, origin, add; all marked as a person's."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import reports_of
from tests.web.seen_page import SeenPage
from tests.web.test_web_decisions import send


def an_amount(pages: TestClient) -> dict[str, Any]:
    return next(r for r in pages.get("/claims.json?kind=quantity").json()["value"]["rows"] if r["speaker"])


def here(row: dict[str, Any]) -> str:
    return f"/reports/{row['report']}?claim={row['claim']}"


def record(pages: TestClient, row: dict[str, Any]) -> dict[str, Any]:
    page = pages.get(here(row).replace("?", ".json?")).json()["value"]
    return {**page["selected"], "correct": page["correct"]}


def actions(ledger: Path) -> list[str]:
    return [json.loads(line)["action"] for line in (ledger.parent / "decisions.jsonl").read_text().splitlines()]


def test_fields_are_edited_and_only_what_changed_is_kept(pages: TestClient, ledger: Path) -> None:
    row = an_amount(pages)
    send(pages, here(row), "edit", **{"field.amount": "4000..4100", "field.where": "Upper Serrin"})
    after = record(pages, row)
    assert (after["facts"][0][0], after["facts"][0][1][:14]) == ("value", "4,000 to 4,100")
    assert after["decided"] == ["edit"]
    (line,) = (ledger.parent / "decisions.jsonl").read_text().splitlines()
    assert json.loads(line)["value"] == "amount=4000..4100\nwhere=Upper Serrin"
    assert "reviewed by a person" in pages.get(here(row)).text
    shown = [r for r in pages.get("/claims.json?kind=quantity").json()["value"]["rows"] if r["claim"] == row["claim"]]
    assert shown[0]["decided"] == ["edit"]
    send(pages, here(row), "undo")
    assert record(pages, row)["facts"] != after["facts"]


def test_a_speaker_and_an_origin_are_set(pages: TestClient, ledger: Path) -> None:
    row = an_amount(pages)
    send(pages, here(row), "speaker", value="Tora Lind")
    send(pages, here(row), "origin", value="the district's bulletin")
    after = record(pages, row)
    assert after["chain"][-1]["name"] == "Tora Lind"
    assert after["origins"] == ["the district's bulletin"]
    assert actions(ledger) == ["set_speaker", "set_origin"]
    assert pages.get("/speakers", params={"name": "Tora Lind"}).status_code == 200


def test_a_claim_is_split_off_and_merged(pages: TestClient, ledger: Path) -> None:
    row = next(
        r for r in pages.get("/claims.json?kind=quantity").json()["value"]["rows"] if len(record(pages, r)["slot"]) > 2
    )
    send(pages, here(row), "split")
    assert len(record(pages, row)["slot"]) == 0
    other, _ = record(pages, row)["correct"]["into"][0]
    send(pages, here(row), "undo")
    send(pages, here(row), "merge", value=other)
    assert other in {w["claim"] for w in record(pages, row)["slot"]}
    assert actions(ledger) == ["split", "undo", "merge"]
    assert {r["standing"] for r in pages.get("/decisions.json").json()["value"]["rows"]} == {"attached", "undone"}


def test_a_missed_claim_is_added_by_its_words(pages: TestClient) -> None:
    report = reports_of(pages)[2]["id"]
    page = pages.get(f"/reports/{report}.json").json()["value"]
    block = next(b for b in page["blocks"] if b["kind"] == "body" and len(b["pieces"]) < 4)
    words = "".join(p["text"] for p in block["pieces"]).strip()[:60].strip()
    total = pages.get("/claims.json").json()["value"]["leaf"]["total"]
    send(
        pages, f"/reports/{report}", "add", words=words, kind="quantity",
        **{"field.amount": "3", "field.unit": "boat", "field.speaker": "Tora Lind"},
    )  # fmt: skip
    rows = pages.get("/claims.json?speaker=Tora+Lind").json()["value"]["rows"]
    assert [(r["words"]["text"], r["decided"]) for r in rows] == [(words, ["add"])]
    assert pages.get("/claims.json").json()["value"]["leaf"]["total"] == total + 1


@pytest.mark.parametrize(
    ("verb", "changed", "status"),
    [
        ("edit", {}, 400),
        ("edit", {"field.amount": "plenty"}, 400),
        ("edit", {"field.colour": "red"}, 400),
        ("edit", {"field.amount": "9" * 301}, 400),
        ("edit", {"field.what": "two\nlines"}, 400),
        ("speaker", {"value": " "}, 400),
        ("merge", {"value": "c_nothing"}, 404),
        ("add", {"words": "never written", "kind": "statement"}, 400),
        ("add", {"words": "the", "kind": "rumour"}, 400),
        ("add", {"report": "r_nothing", "words": "the", "kind": "statement"}, 404),
    ],
)
def test_what_cannot_be_is_refused_and_not_written(
    pages: TestClient, ledger: Path, verb: str, changed: dict[str, str], status: int
) -> None:
    fields = SeenPage(pages.get(here(an_amount(pages))).text).fields(verb)
    assert pages.post("/decide", data={**fields, **changed}).status_code == status
    assert not (ledger.parent / "decisions.jsonl").exists()


def test_orphans_have_a_list_of_their_own_and_quarrels_are_shown(pages: TestClient, ledger: Path) -> None:
    row = an_amount(pages)
    send(pages, here(row), "accept", reviewer="ann")
    send(pages, here(row), "reject", reviewer="bob")
    value = pages.get("/decisions.json").json()["value"]
    assert [(d["first"]["reviewer"], d["then"]["action"]) for d in value["disagreements"]] == [("ann", "reject")]
    assert "which counts" in pages.get("/decisions").text
    path = ledger.parent / "decisions.jsonl"
    first, second = (json.loads(line) for line in path.read_text().splitlines())
    first["target"]["sha256"] = "0" * 64
    path.write_text(f"{json.dumps(first)}\n{json.dumps(second)}\n")
    (orphan,) = pages.get("/decisions.json?standing=orphan").json()["value"]["rows"]
    assert (orphan["id"], orphan["report"]) == (first["id"], None)


def test_time_expressions_are_marked_with_their_days(pages: TestClient) -> None:
    days = {}
    for line in reports_of(pages):
        page = pages.get(f"/reports/{line['id']}.json").json()["value"]
        for piece in (*page["headline"], *(p for b in page["blocks"] for p in b["pieces"])):
            if piece["day"]:
                assert "time" in piece["layers"]
                days[piece["text"]] = piece["day"]
    assert any(day == "30 Jun 2024" for day in days.values())
    assert len(days) > 10


def test_a_program_decides_with_json(pages: TestClient, ledger: Path) -> None:
    row = an_amount(pages)
    asked = {"verb": "edit", "claim": row["claim"], "fields": {"where": "Upper Serrin"}, "reason": "the map says so"}
    answer = pages.post("/decide.json", json=asked)
    assert answer.status_code == 201, answer.text
    decision = answer.json()["value"]
    assert (decision["action"], decision["value"], decision["reviewer"]) == ("edit", "where=Upper Serrin", "ann")
    assert pages.app.state.rebuilder.wait(120)  # type: ignore[attr-defined]
    assert record(pages, row)["decided"] == ["edit"]
    undone = pages.post("/decide.json", json={"verb": "undo", "decision": decision["id"], "reviewer": "bob"})
    assert undone.json()["value"]["undoes"] == decision["id"]
    assert pages.app.state.rebuilder.wait(120)  # type: ignore[attr-defined]
    assert actions(ledger) == ["edit", "undo"]


@pytest.mark.parametrize(
    ("asked", "headers", "status"),
    [
        ({"verb": "drop"}, {}, 422),
        ({"verb": "accept", "row": 1}, {}, 422),
        ({"verb": "accept", "claim": "c_nothing"}, {}, 404),
        ({"verb": "undo", "decision": ""}, {}, 404),
        ({"verb": "accept", "claim": "c_nothing"}, {"Origin": "https://evil.example"}, 403),
        ({"verb": "accept", "claim": "c_nothing"}, {"Content-Type": "text/plain"}, 422),
    ],
)
def test_what_a_program_asks_wrongly_is_a_problem(
    pages: TestClient, ledger: Path, asked: dict[str, object], headers: dict[str, str], status: int
) -> None:
    answer = pages.post("/decide.json", json=asked, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert not (ledger.parent / "decisions.jsonl").exists()
