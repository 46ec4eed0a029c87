"""Feeds, sitemaps, JSON articles and lists of addresses on disk: what becomes a report, and what is only named."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.readers import read_inputs, read_stdin
from onrecord.readers.collection import any_feed
from onrecord.readers.sitemaps import parse_sitemap
from onrecord.records import RawReport, Rejection, RejectionReason

LEAD = "The ferry to Marn will not run before May, the harbour master of Orlen said on Tuesday."
WHOLE = " ".join([LEAD, *(f"Crossing number {n} was called off because of the wind." for n in range(8))])
URL = "https://vale.example/ferry"


def read(path: Path, content: str | bytes) -> tuple[list[RawReport], list[Rejection]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(read_inputs([path]))
    return [f for f in found if isinstance(f, RawReport)], [f for f in found if isinstance(f, Rejection)]


def rss(*items: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Vale Post</title><language>en</language>'
        f"{''.join(items)}</channel></rss>"
    )


def item(link: str = URL, *, whole: str | None = WHOLE, title: str = "Ferry stays in port") -> str:
    content = f"<content:encoded><![CDATA[<p>Buses run instead.</p><p>{whole}</p>]]></content:encoded>" if whole else ""
    return (
        f"<item><title>{title}</title><link>{link}</link><dc:creator>Ada Brook</dc:creator>"
        f"<pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate><description>{LEAD}</description>{content}</item>"
    )


def test_an_entry_with_its_whole_report_becomes_it(tmp_path: Path) -> None:
    (report,), refused = read(tmp_path / "feed.xml", rss(item()))
    assert not refused
    assert report.text == f"Ferry stays in port\nBuses run instead.\n{WHOLE}"
    assert (report.key, report.metadata.outlet, report.metadata.authors) == (URL, "Vale Post", ("Ada Brook",))
    assert report.metadata.dates[0].value == "Tue, 04 Mar 2025 08:00:00 GMT"


@pytest.mark.parametrize("whole", [None, LEAD, f"{WHOLE} […]", f"{WHOLE} Read more"])
def test_a_summary_is_to_be_fetched(tmp_path: Path, whole: str | None) -> None:
    reports, (refused,) = read(tmp_path / "feed.rss", rss(item(whole=whole)))
    assert not reports
    assert refused.reason is RejectionReason.NOT_FETCHED
    assert f"onrecord fetch {URL}" in refused.message


def test_atom_is_read_as_rss_is(tmp_path: Path) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Vale Post</title><entry><title>Ferry stays in port</title>'
        f'<link href="{URL}"/><id>tag:vale.example,2025:1</id><published>2025-03-04T08:00:00Z</published>'
        f'<updated>2025-03-05T08:00:00Z</updated><content type="html">&lt;p&gt;{WHOLE}&lt;/p&gt;</content>'
        "</entry></feed>"
    )
    (report,), refused = read(tmp_path / "feed.atom", atom)
    assert not refused
    assert WHOLE in report.text
    assert [d.name for d in report.metadata.dates] == ["feed published", "feed updated"]


def test_json_feed_is_read_as_rss_is(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Vale Post",
        "items": [
            {"id": "1", "url": URL, "title": "Ferry stays in port", "content_text": WHOLE},
            {"id": "2", "url": f"{URL}/2", "content_html": f"<p>{WHOLE}</p>", "authors": [{"name": "Ada Brook"}]},
            {"id": "3", "url": f"{URL}/3", "summary": LEAD},
            "no item",
        ],
    }
    reports, (refused,) = read(tmp_path / "feed.json", json.dumps(feed))
    assert [r.key for r in reports] == [URL, f"{URL}/2"]
    assert refused.reason is RejectionReason.NOT_FETCHED


def test_an_article_in_json_is_read(tmp_path: Path) -> None:
    article = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Vale Post"},
            {"@type": "NewsArticle", "headline": "Ferry stays in port", "url": URL, "articleBody": WHOLE,
             "datePublished": "2025-03-04", "publisher": {"name": "Vale Post"}},
        ],
    }  # fmt: skip
    (report,), refused = read(tmp_path / "ferry.jsonld", json.dumps(article))
    assert not refused
    assert (report.key, report.metadata.outlet) == (URL, "Vale Post")


def test_an_article_in_a_page_that_shows_it_by_script_is_read(tmp_path: Path) -> None:
    article = {"@type": "NewsArticle", "headline": "Ferry stays in port", "articleBody": WHOLE}
    page = f'<html><head><script type="application/ld+json">{json.dumps(article)}</script></head><body></body></html>'
    (report,), _ = read(tmp_path / "ferry.html", page)
    assert LEAD in report.text


SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    f"<url><loc>{URL}</loc><news:news><news:publication><news:name>Vale Post</news:name></news:publication>"
    "<news:publication_date>2025-03-04</news:publication_date><news:title>Ferry stays in port</news:title>"
    "</news:news></url>"
    "<url><loc>javascript:alert(1)</loc></url></urlset>"
)


def test_a_sitemap_names_reports_and_holds_none(tmp_path: Path) -> None:
    (listed,) = parse_sitemap(SITEMAP.encode()).listed
    assert (listed.url, listed.outlet, listed.title) == (URL, "Vale Post", "Ferry stays in port")
    reports, (refused,) = read(tmp_path / "news.xml", SITEMAP)
    assert not reports
    assert "names 1 reports" in refused.message


def test_an_index_names_further_sitemaps() -> None:
    index = f"<sitemapindex><sitemap><loc>{URL}.xml</loc></sitemap></sitemapindex>"
    assert parse_sitemap(index.encode()).further == (f"{URL}.xml",)


def test_a_list_of_addresses_is_no_report(tmp_path: Path) -> None:
    reports, (refused,) = read(tmp_path / "list.txt", f"# ferries\n{URL}\n\n{URL}/2\n")
    assert not reports
    assert "--list list.txt" in refused.message
    assert read(tmp_path / "note.txt", f"{URL}\n{LEAD}")[0]


JSON_FEED = {"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "url": URL, "content_text": WHOLE}]}
ARTICLE = {"@type": "Report", "url": URL, "articleBody": WHOLE}


@pytest.mark.parametrize(
    "content", [rss(item()), json.dumps(JSON_FEED, indent=1), json.dumps(JSON_FEED), json.dumps(ARTICLE)]
)
def test_what_is_piped_in_is_told_by_how_it_begins(content: str) -> None:
    (report,) = read_stdin(content.encode())
    assert isinstance(report, RawReport)
    assert report.key == URL


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("body", [rss(item(whole="&c; &a;")), SITEMAP.replace("Vale Post", "&c;&a;")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_a_file_are_not_expanded(tmp_path: Path, head: str, body: str, encoding: str) -> None:
    reports, (refused,) = read(
        tmp_path / "feed.xml", (head + body.removeprefix('<?xml version="1.0"?>')).encode(encoding)
    )
    assert not reports
    assert "entities of its own" in refused.message


def test_a_message_holds_no_control_characters_of_a_feed(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "items": [{"id": "1", "title": "\x1b[2J\u202egone", "url": URL}],
    }
    _, (refused,) = read(tmp_path / "feed.json", json.dumps(feed))
    assert "\x1b" not in refused.message
    assert "\u202e" not in refused.message


DEEP = {
    "deep.json": b"[" * 200_000,
    "deep.jsonld": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep.xml": b"<rss>" + b"<a>" * 100_000,
    "deep.html": b"<html><body>" + b"<div>" * 100_000 + WHOLE.encode(),
    "deep.jsonl": b'{"text":' + b"[" * 200_000 + b"\n",
    "line.jsonl": b'{"text": "' + b"a" * 25_000_000 + b'"}\n',
    "line.xml": b"<rss>" + b"a" * 25_000_000,
    "map.xml": b"<urlset>" + b"<url>" * 50_000,
    "number.json": b"1" * 50_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_and_long_files_end_in_a_rejection(tmp_path: Path, name: str) -> None:
    reports, refused = read(tmp_path / name, DEEP[name])
    assert not reports or name == "deep.html"
    assert len(refused) + len(reports) == 1


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_break_feeds_and_sitemaps(data: bytes) -> None:
    for parse in (lambda: any_feed(data, "x"), lambda: parse_sitemap(data)):
        try:
            parse()
        except InputError as exc:
            assert exc.message  # noqa: PT017


BROKEN = [
    b"<urlset:><url></url>",
    b"<?xml version='1.0'?>\x81\x8d<rss>\xff\xfe\x00",
    b"<urlset><loc\xff>",
    b"<feed:feed>",
]


@pytest.mark.parametrize("data", BROKEN)
def test_broken_xml_is_a_rejection(tmp_path: Path, data: bytes) -> None:
    assert not read(tmp_path / "a.xml", data)[0]
    assert read(tmp_path / "a.xml", data)[1]
    assert list(read_stdin(data))
