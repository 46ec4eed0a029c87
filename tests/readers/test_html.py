"""Web pages: what is taken from them, what they say about themselves, what is left out."""

import pytest

from onrecord.readers.html import EXTRACTOR, count_dropped, read_html
from onrecord.readers.outcome import Outcome, Place
from onrecord.records import RawReport

PLACE = Place(key="page.html", location="/x/page.html", name="page.html")
FIRST = "The dam above Orlen gave way on Tuesday, and at least 12 people died, the mayor of the town said."
SECOND = "“We will find them,” said the mayor, Ina Holt, who had asked the water board for help since Sunday."
THIRD = "Work on a new wall is to begin in June, the board said, which has asked the state for three million crowns."
ARTICLE = f"<h1>Dam gives way</h1><p>{FIRST}</p><h2>Search goes on</h2><p>{SECOND}</p><p>{THIRD}</p>"
JSON_LD = """<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Vale"},
 {"@type": ["NewsArticle"], "headline": "Dam gives way", "datePublished": "2024-05-07T06:00:00Z",
  "dateModified": "2024-05-08T09:30:00Z", "inLanguage": "en-GB",
  "author": [{"@type": "Person", "name": "Ada Brook"}, {"@type": "Person", "name": "Bo Lind"}],
  "publisher": {"@type": "Organization", "name": "The Vale Post"}}]}</script>"""


def page(head: str = "", body: str = f"<article>{ARTICLE}</article>") -> bytes:
    return f"<!DOCTYPE html><html><head><title>Dam | Vale</title>{head}</head><body>{body}</body></html>".encode()


def read(data: bytes) -> RawReport:
    outcome: Outcome = read_html(PLACE, data)
    assert isinstance(outcome, RawReport), outcome
    return outcome


def test_headings_and_paragraphs_become_lines() -> None:
    report = read(page())
    assert report.text.split("\n") == ["Dam gives way", FIRST, "Search goes on", SECOND, THIRD]
    assert report.extractor == EXTRACTOR
    assert report.key == "page.html"


def test_schema_org_fields() -> None:
    metadata = read(page(JSON_LD)).metadata
    assert metadata.title == "Dam gives way"
    assert metadata.outlet == "The Vale Post"
    assert metadata.authors == ("Ada Brook", "Bo Lind")
    assert metadata.language == "en-GB"
    assert [(date.name, date.value) for date in metadata.dates] == [
        ("schema.org datePublished", "2024-05-07T06:00:00Z"),
        ("schema.org dateModified", "2024-05-08T09:30:00Z"),
    ]


def test_meta_tags() -> None:
    head = (
        '<meta property="og:title" content="Dam gives way - Vale"><meta property="og:site_name" content="Vale">'
        '<meta property="article:published_time" content="2024-05-07"><meta name="author" content="Ada Brook">'
        '<meta property="article:author" content="https://vale.example/people/ada">'
        '<link rel="canonical" href="https://vale.example/dam">'
    )
    report = read(page(head))
    assert report.key == report.metadata.url == "https://vale.example/dam"
    assert (report.metadata.title, report.metadata.outlet) == ("Dam gives way", "Vale")
    assert report.metadata.authors == ("Ada Brook",)
    assert [(date.name, date.value) for date in report.metadata.dates] == [
        ("meta article:published_time", "2024-05-07")
    ]


def test_conflicting_dates_are_all_kept() -> None:
    head = JSON_LD + '<meta property="article:published_time" content="2023-01-01">'
    assert len(read(page(head)).metadata.dates) == 3


@pytest.mark.parametrize("script", ["{not json", "[[[", '{"@type": "Article", "headline": 5, "author": 3}', "null"])
def test_broken_json_ld_is_passed_over(script: str) -> None:
    report = read(page(f'<script type="application/ld+json">{script}</script>'))
    assert FIRST in report.text


def test_a_headline_that_the_extraction_lacks_is_put_first() -> None:
    head = '<meta property="og:title" content="Twelve dead in Orlen">'
    body = f"<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
    assert read(page(head, body)).text.split("\n")[:2] == ["Twelve dead in Orlen", FIRST]


def test_the_page_s_own_heading_is_not_doubled() -> None:
    head = '<meta property="og:title" content="Twelve dead in Orlen after dam breaks">'
    assert read(page(head)).text.split("\n")[:2] == ["Dam gives way", FIRST]


def test_blocks_left_out_are_counted() -> None:
    plain = read(page())
    more = read(
        page(body=f"<nav><ul><li>News</li><li>Sport</li></ul></nav><article>{ARTICLE}</article><footer>Legal</footer>")
    )
    assert more.text == plain.text
    assert more.dropped_blocks - plain.dropped_blocks == 3


def test_words_that_only_begin_like_the_text_count_as_dropped() -> None:
    assert count_dropped(("The dam above Lyra broke", "The dam above Orlen gave way on", ""), FIRST) == 1


def test_the_declared_encoding_is_used() -> None:
    body = f"<article><h1>Żurawia</h1><p>{FIRST} Zażółć gęślą jaźń.</p><p>{SECOND}</p></article>".replace(
        "“", '"'
    ).replace("”", '"')
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">'
    data = page(head, body).decode().encode("iso-8859-2")
    assert "Zażółć gęślą jaźń" in read(data).text
