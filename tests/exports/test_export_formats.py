"""Every format is read by a reader that is not ours, says what the ledger says, and marks what a person decided."""

import csv
import io
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import jsonschema
import networkx as nx
import pyarrow.parquet as pq
import pytest

from onrecord.errors import LedgerError, MissingExtraError
from onrecord.exports import FORMATS, Choice
from onrecord.ledger.query import Ledger
from tests.exports.conftest import Reviewed, written

SCHEMAS = Path(__file__).parent / "schemas"


def checked(name: str, data: bytes) -> Any:
    """JSON that fits the schema."""
    value = json.loads(data)
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_ledger_gives_the_same_bytes_twice(reviewed: Reviewed, name: str) -> None:
    first = written(reviewed.path, name)
    assert len(first) > 500
    assert written(reviewed.path, name) == first


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_persons_word_stands_in_every_format(reviewed: Reviewed, name: str) -> None:
    if name == "parquet":
        return  # its cells are read below
    if name == "graphml":
        assert re.search(rb'<data key="reviewed">[12]</data>', written(reviewed.path, name))
        return
    text = written(reviewed.path, name).replace(b"\r\n ", b"").decode()
    assert reviewed.accepted in text.replace("\\", "")
    assert "accept" in text or name == "gold"


def test_parquet_has_every_claim_in_typed_columns(reviewed: Reviewed) -> None:
    table = pq.read_table(io.BytesIO(written(reviewed.path, "parquet")))
    rows = {r["claim"]: r for r in table.to_pylist()}
    assert table.schema.metadata[b"onrecord.schema"] == b"1"
    with Ledger(reviewed.path) as ledger:
        texts = {r.report.id: r.report.text for r in ledger.report_rows}
        claims = [c for s in ledger.stories() for c in ledger.account(s.id).claims]
    assert set(rows) == {c.id for c in claims}
    for row in rows.values():
        assert texts[row["report"]][row["start"] : row["end"]] == row["text"]
    assert rows[reviewed.accepted]["decided"] == ["accept"]
    assert rows[reviewed.accepted]["deadline_hi"] == date(2024, 9, 30)
    assert (rows[reviewed.rejected]["rejected"], rows[reviewed.rejected]["decided"]) == (True, ["reject"])
    assert any(r["low"] == r["high"] == 5.0 and r["unit"] == "death" for r in rows.values())


def test_parquet_says_what_it_lacks(example_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"onrecord\[parquet\]"):
        written(example_db, "parquet")


def test_annotations_fit_the_model_and_point_into_the_text(reviewed: Reviewed) -> None:
    collection = checked("annotation", written(reviewed.path, "annotation"))
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len({i["id"] for i in items})
    with Ledger(reviewed.path) as ledger:
        texts = [r.report.text for r in ledger.report_rows]
    for item in items:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            position, quote = target["selector"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            (text,) = [t for t in texts if around in t and t[position["start"] : position["end"]] == quote["exact"]]
            assert text[position["start"] - len(quote["prefix"]) :].startswith(around)
    records = {json.loads(b["value"])["id"]: i for i in items for b in i["body"] if b["format"] == "application/json"}
    marks = [b["value"] for b in records[reviewed.accepted]["body"] if b["purpose"] == "assessing"]
    assert marks == ["reviewed by a person: accept"]
    assert reviewed.rejected not in records


def test_graphml_is_read_as_a_graph(example_db: Path) -> None:
    graph = nx.parse_graphml(written(example_db, "graphml").decode(), force_multigraph=True)
    kinds = Counter(data["kind"] for _, data in graph.nodes(data=True))
    assert kinds["report"] == 8
    assert sum(kinds.values()) > 8
    labels = nx.get_node_attributes(graph, "label")
    copies = {
        frozenset((labels[a], labels[b])) for a, b, data in graph.edges(data=True) if data["relation"] == "near_copy"
    }
    assert copies == {frozenset(("02", "03"))}
    assert any(d["claims"] > 2 for *_, d in graph.edges(data=True) if d["relation"] == "goes_back_to")


@pytest.mark.parametrize(("name", "kinds"), [("ical", {"VEVENT"}), ("tasks", {"VTODO", "VEVENT"})])
def test_a_calendar_reads_the_deadlines(reviewed: Reviewed, name: str, kinds: set[str]) -> None:
    data = written(reviewed.path, name)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(data)
    parts = [c for c in calendar.walk() if c.name in {"VEVENT", "VTODO"}]
    assert {c.name for c in parts} <= kinds
    assert len({c["UID"] for c in parts}) == len(parts) > 3
    assert {c["DTSTAMP"].dt.date() for c in parts} == {date(2024, 10, 4)}  # the latest report, and no clock
    bridge = next(c for c in parts if "bridge" in c["SUMMARY"])
    assert (bridge["DUE"] if name == "tasks" else bridge["DTSTART"]).dt == date(2024, 9, 30)
    assert "reviewed by a person: accept" in bridge["DESCRIPTION"]
    assert "REVIEWED BY A PERSON" in bridge["CATEGORIES"].cats
    assert not any(c.errors for c in parts)
    if name == "tasks":
        assert {c["STATUS"] for c in parts if c.name == "VTODO"} >= {"COMPLETED", "NEEDS-ACTION"}


def test_timelinejs_fits_its_schema(reviewed: Reviewed) -> None:
    page = checked("timelinejs", written(reviewed.path, "timelinejs"))
    for slide in page["events"]:
        first, last = (date(**slide[n]) if n in slide else None for n in ("start_date", "end_date"))
        assert first is not None
        assert last is None or last > first
    days = [date(**s["start_date"]) for s in page["events"]]
    assert days == sorted(days)


def test_csv_is_read_as_rows(reviewed: Reviewed) -> None:
    rows = {r["id"]: r for r in csv.DictReader(io.StringIO(written(reviewed.path, "csv").decode()))}
    assert rows[reviewed.accepted]["decided"] == "accept"
    assert reviewed.rejected not in rows


def test_a_choice_narrows_what_is_written(example_db: Path) -> None:
    early = Choice(as_of=date(2024, 3, 20))
    for name in ("csv", "parquet", "annotation", "graphml", "timelinejs", "markdown", "dossier"):
        assert len(written(example_db, name, early)) < len(written(example_db, name)), name
    with pytest.raises(LedgerError, match="no story fits"):
        written(example_db, "dossier", Choice(story="nowhere"))
