"""What is written in a format that has a reader is read back as it was: made stories, and reports that try to run."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from html import unescape
from itertools import pairwise
from pathlib import Path

import icalendar
import networkx as nx
import pyarrow.parquet as pq
import pytest

from benchmarks.stories.desk import make_story
from benchmarks.stories.reading import write_folder
from onrecord.exports.choice import WHOLE
from onrecord.exports.wording import claim_text, legal, one_line
from onrecord.ledger.codec import decode, encode
from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import build_ledger
from onrecord.records import (
    Applied,
    Attribution,
    Claim,
    CopyLink,
    Entity,
    EntityLink,
    Mention,
    Origin,
    Passage,
    Publication,
    Rejection,
    Relation,
    Report,
    Story,
    Track,
    ValueGroup,
)
from onrecord.views.deadlines import find_dues
from onrecord.views.listing import list_claims
from onrecord.views.scope import Scope, story_scope
from tests.exports.conftest import written
from tests.hostile import build_hostile

KINDS: Mapping[str, type] = {
    "report": Report, "passage": Passage, "mention": Mention, "attribution": Attribution, "story": Story,
    "publication": Publication, "claim": Claim, "entity": Entity, "entity_link": EntityLink, "copy": CopyLink,
    "origin": Origin, "value_group": ValueGroup, "track": Track, "relation": Relation, "rejection": Rejection,
    "decision": Applied,
}  # fmt: skip


@pytest.fixture(scope="module", params=[4, 23, "hostile"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    if request.param == "hostile":
        return build_hostile(folder)
    write_folder(make_story(request.param, 10), folder / "reports")
    build_ledger([folder / "reports"], folder / "story.db", analyser="rules")
    return folder / "story.db"


def scopes(path: Path) -> list[Scope]:
    with Ledger(path) as opened:
        return [story_scope(opened, story.id) for story in opened.stories()]


def test_every_line_is_the_record_it_was(ledger: Path) -> None:
    head, *lines = (json.loads(line) for line in written(ledger, "jsonl").decode().strip().split("\n"))
    assert head["schema"] == 1
    for line in lines:
        plain = json.dumps(line["value"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert encode(decode(KINDS[line["record"]], plain)) == plain
    claims = {decode(Claim, json.dumps(line["value"])) for line in lines if line["record"] == "claim"}
    assert claims == {claim for scope in scopes(ledger) for claim in scope.account.claims}
    texts = {decode(Report, json.dumps(line["value"])).text for line in lines if line["record"] == "report"}
    assert texts == {row.report.text for scope in scopes(ledger) for row in scope.rows.values()}


def test_rows_of_a_spreadsheet_are_the_claims_listed(ledger: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(written(ledger, "csv").decode(), newline="")))
    lines = [(scope.account.story.id, line) for scope in scopes(ledger) for line in list_claims(scope, low=True)]
    by_id = {line.id: (story, asdict(line)) for story, line in lines}
    assert len(rows) == len(by_id)
    for row in rows:
        story, values = by_id[row["id"]]
        assert row.pop("story") == story
        for name, cell in row.items():
            value = values[name]
            told = "; ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
            assert cell.removeprefix("'" if told[:1] in ("=", "+", "-", "@", "\t", "\r") else "") == told


def test_typed_columns_are_the_claims(ledger: Path) -> None:
    rows = {r["claim"]: r for r in pq.read_table(io.BytesIO(written(ledger, "parquet"))).to_pylist()}
    claims = {c.id: (scope, c) for scope in scopes(ledger) for c in scope.account.claims}
    assert rows.keys() == claims.keys()
    for name, row in rows.items():
        scope, claim = claims[name]
        clocks = claim.clocks
        assert row["text"] == scope.rows[claim.report].report.text[row["start"] : row["end"]]
        assert (row["speaker"], row["chain"]) == (claim.attribution.speaker, list(claim.attribution.chain))
        for clock, prefix in ((clocks.published, "published"), (clocks.said_on, "said"), (clocks.as_of, "as_of")):
            interval = clock.interval if clock else None
            lo, hi = (interval.lo, interval.hi) if interval else (None, None)
            assert (row[f"{prefix}_lo"], row[f"{prefix}_hi"]) == (lo, hi), prefix


def test_annotations_point_at_the_words_of_every_claim(ledger: Path) -> None:
    items = json.loads(written(ledger, "annotation"))["first"]["items"]
    held = {c.id: scope.rows[c.report].report.text for scope in scopes(ledger) for c in scope.account.claims}
    seen = set()
    for item in items:
        bodies = [json.loads(b["value"]) for b in item["body"] if b["format"] == "application/json"]
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for body in bodies:
            seen.add(body["id"])
            for target in targets:
                position, quote = target["selector"]
                assert held[body["id"]][position["start"] : position["end"]] == quote["exact"]
    assert seen == {c.id for scope in scopes(ledger) for c in scope.account.claims if not c.rejected}


def test_a_graph_has_every_report_origin_and_copy(ledger: Path) -> None:
    graph = nx.parse_graphml(written(ledger, "graphml").decode(), force_multigraph=True)
    every = scopes(ledger)
    origins = {f"{scope.account.story.id}.{o.id}" for scope in every for o in scope.account.origins}
    assert set(graph.nodes) == {r for scope in every for r in scope.rows} | origins
    labels = {r: legal(row.label) for scope in every for r, row in scope.rows.items()}
    assert {n: d["label"] for n, d in graph.nodes(data=True) if d["kind"] == "report"} == labels
    links = {(k.left, k.right, k.relation.value) for scope in every for k in scope.account.copies}
    drawn = {(a, b, d["relation"]) for a, b, d in graph.edges(data=True) if d["relation"] != "goes_back_to"}
    assert {(frozenset(x[:2]), x[2]) for x in drawn} == {(frozenset(x[:2]), x[2]) for x in links}


@pytest.mark.parametrize("name", ["ical", "tasks"])
def test_a_calendar_has_every_known_deadline(ledger: Path, name: str) -> None:
    calendar = icalendar.Calendar.from_ical(written(ledger, name))
    parts = {str(p["X-ONRECORD-CLAIM"]): p for p in calendar.walk() if p.name in {"VEVENT", "VTODO"}}
    dues = {
        due.claim.id: (scope, due)
        for scope in scopes(ledger)
        for due in find_dues(scope)
        if due.interval.known and not due.impossible
    }
    assert parts.keys() == dues.keys()
    for claim, part in parts.items():
        scope, due = dues[claim]
        assert one_line(claim_text(scope, due.claim)) in one_line(str(part["DESCRIPTION"]))
        last = part["DUE"].dt if part.name == "VTODO" else part["DTSTART"].dt
        assert due.interval.lo is None or last >= due.interval.lo
        assert due.interval.hi is None or last <= due.interval.hi


def test_slides_are_claims_in_the_order_of_their_days(ledger: Path) -> None:
    slides = json.loads(written(ledger, "timelinejs"))["events"]
    with Ledger(ledger) as opened:
        scope = WHOLE.one(opened)
    for slide in slides:
        words = claim_text(scope, scope.claims[slide["unique_id"]])
        assert f"<p><q>{words}</q></p>" in unescape(slide["text"]["text"])
    days = [tuple(slide["start_date"][part] for part in ("year", "month", "day")) for slide in slides]
    assert all(one <= two for one, two in pairwise(days))


def test_the_gold_shape_has_every_claim_and_both_sides_of_what_relates_them(ledger: Path) -> None:
    records = {r["id"]: r for r in json.loads(written(ledger, "gold"))["records"] if "id" in r}
    for scope in scopes(ledger):
        texts = {row.report.key: row.report.text for row in scope.rows.values()}
        for claim in scope.account.claims:
            told = records[claim.id]
            assert told["text"] == texts[told["doc"]][told["start"] : told["end"]]
        for relation in scope.account.relations:
            members = [*relation.left, *relation.right] or [scope.rows[r].report.key for r in relation.reports]
            assert records[relation.id]["members"] == members
