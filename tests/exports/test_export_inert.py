"""The dossier, the brief in Markdown and the rest are sent to others: nothing that a report holds runs in them."""

import base64
import hashlib
import io
import json
import re
from pathlib import Path

import icalendar
import networkx as nx
import pyarrow.parquet as pq
import pytest
from lxml import html
from markdown_it import MarkdownIt

from onrecord.exports.annotation import web_address
from onrecord.exports.markdown import markdown_words
from onrecord.exports.markup import element, html_text
from tests.exports.conftest import Reviewed, written
from tests.hostile import VECTORS
from tests.web.seen_page import SeenPage

ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "nav", "ul", "li", "a", "main",
    "section", "span", "bdi", "table", "thead", "tbody", "tr", "th", "td", "article", "blockquote", "mark", "footer",
}  # fmt: skip


@pytest.fixture(scope="module", params=["example", "hostile"])
def dossier(request: pytest.FixtureRequest, reviewed: Reviewed) -> str:
    path = reviewed.path if request.param == "example" else request.getfixturevalue("hostile_db")
    return written(path, "dossier").decode()


def test_a_dossier_runs_and_loads_nothing(dossier: str) -> None:
    page = SeenPage(dossier)
    assert {tag for tag, _ in page.elements} <= ALLOWED
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    for tag, attributes in page.elements:
        assert set(attributes) <= {
            "lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "scope", "aria-label",
        }, tag  # fmt: skip
        if "href" in attributes:
            assert attributes["href"].startswith("#")
            assert attributes["href"][1:] in ids  # every line leads to its evidence
    assert [tag for tag, _ in page.elements].count("style") == 1


def test_a_dossiers_policy_allows_its_own_style_alone(dossier: str) -> None:
    (policy,) = [
        m["content"] for m in SeenPage(dossier).all("meta") if m.get("http-equiv") == "Content-Security-Policy"
    ]
    style = dossier.split("<style>")[1].split("</style>", maxsplit=1)[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_another_parser_sees_the_same_dossier(dossier: str) -> None:
    tree = html.fromstring(dossier)
    assert {e.tag for e in tree.iter() if isinstance(e.tag, str)} <= ALLOWED
    assert not tree.xpath("//@style | //@*[starts-with(name(), 'on')]")
    assert len(tree.xpath("//article")) > 10
    assert len(set(tree.xpath("//@id"))) == len(tree.xpath("//@id"))


def test_a_dossier_shows_what_the_reports_say(hostile_db: Path, reviewed: Reviewed) -> None:
    text = SeenPage(written(hostile_db, "dossier").decode()).text
    assert "<script>alert(1)</script>" in text
    assert "reviewed by a person: accept" in SeenPage(written(reviewed.path, "dossier").decode()).text


@pytest.mark.parametrize("breaks", ["commonmark", "gfm-like"])
def test_a_brief_in_markdown_is_only_text(hostile_db: Path, breaks: str) -> None:
    reader = MarkdownIt("commonmark") if breaks == "commonmark" else MarkdownIt("commonmark").enable("table")
    page = SeenPage(reader.render(written(hostile_db, "markdown").decode()))
    assert {tag for tag, _ in page.elements} <= {"h1", "h2", "h3", "p", "ol", "ul", "li", "strong"}
    assert "alert(1)" in page.text


@pytest.mark.parametrize("words", VECTORS)
def test_markdown_shows_just_the_words(words: str) -> None:
    from onrecord.exports.wording import one_line

    page = SeenPage(MarkdownIt("commonmark").render("1. " + markdown_words(words)))
    assert {tag for tag, _ in page.elements} == {"ol", "li"}
    assert page.text.split() == one_line(words).split()


@pytest.mark.parametrize("words", VECTORS)
def test_an_element_shows_just_the_words(words: str) -> None:
    page = SeenPage(html_text(element("p", words, element("b", words), words, class_=words)))
    assert [tag for tag, _ in page.elements] == ["p", "b"]
    assert page.text == words.replace("\ufeff", "\ufeff") * 3


def test_timelinejs_texts_are_escaped(hostile_db: Path) -> None:
    page = json.loads(written(hostile_db, "timelinejs"))
    assert page["events"]
    for slide in [page["title"], *page["events"]]:
        for text in slide["text"].values():
            assert {tag for tag, _ in SeenPage(text).elements} <= {"p", "q"}


def test_xml_and_calendar_stay_whole(hostile_db: Path) -> None:
    graph = nx.parse_graphml(written(hostile_db, "graphml").decode(), force_multigraph=True)
    assert sum(d["kind"] == "report" for _, d in graph.nodes(data=True)) == len(VECTORS)
    assert not re.search(r"<!(?!\[)", written(hostile_db, "graphml").decode())
    calendar = icalendar.Calendar.from_ical(written(hostile_db, "ical"))
    assert {c.name for c in calendar.walk()} == {"VCALENDAR", "VEVENT"}


def test_no_annotation_leads_to_anything_but_the_web(hostile_db: Path) -> None:
    items = json.loads(written(hostile_db, "annotation"))["first"]["items"]
    scopes = {t["scope"] for i in items for t in [i["target"]] if "scope" in t}
    assert all(s.startswith("https://ostrel.example/") for s in scopes)
    assert web_address("javascript:alert(1)") is web_address("//x.example") is web_address("http://[x") is None


def test_a_spreadsheet_runs_no_cell(hostile_db: Path) -> None:
    import csv

    for row in csv.reader(io.StringIO(written(hostile_db, "csv").decode())):
        assert not any(cell[:1] in {"=", "+", "-", "@", "\t", "\r"} for cell in row)
    assert len(pq.read_table(io.BytesIO(written(hostile_db, "parquet"))).to_pylist()) > len(VECTORS)
