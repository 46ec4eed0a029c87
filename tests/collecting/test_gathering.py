"""What is kept of feeds, sitemaps and pages, and how the kept folder reads: captures, corrections, crashes."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from onrecord.collecting.fetcher import Answer, Fetcher, Manners
from onrecord.collecting.gathering import Source, gather
from onrecord.collecting.keeping import Collection
from onrecord.errors import InputError
from onrecord.exports.jsonl import export_jsonl
from onrecord.ledger.query import Ledger
from onrecord.lexicons import load_lexicons
from onrecord.pipeline.growing import build_growing
from onrecord.pipeline.session import build_ledger
from onrecord.readers import collection, read_inputs
from onrecord.readers.collection import Fetched
from onrecord.records import RawReport, Rejection, RejectionReason
from onrecord.views.versions import versions
from tests.collecting.loopback import Site, StillClock, to_loopback

FOUR = "Four people were hurt when the lock gate at Orlen broke on Monday, the river authority said."
FIVE = "Five people were hurt when the lock gate at Orlen broke on Monday, the river authority said."
MORE = "The gate will be repaired by the end of April, the authority said in a statement on its website."

Fetch = Callable[..., list[Fetched]]


def page(*lines: str, title: str = "Lock gate breaks at Orlen") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"


def rss(site: Site, *paths: str, whole: str = "") -> str:
    items = "".join(
        f"<item><title>Item {p}</title><link>{site.url(p)}</link><description>In short.</description>"
        f"{f'<content:encoded><![CDATA[<p>{whole}</p>]]></content:encoded>' if whole else ''}</item>"
        for p in paths
    )
    name = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {name}><channel><title>Vale Post</title>{items}</channel></rss>'


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def fetch(tmp_path: Path, clock: StillClock) -> Fetch:
    """Fetches sources into the folder `kept` of the test."""

    def run(*sources: Source) -> list[Fetched]:
        manners = Manners(allow_private=True, delay=0.0)
        with Fetcher(manners, clock, lookup=to_loopback) as fetcher, Collection(tmp_path / "kept") as kept:
            return list(gather(sources, fetcher, kept, clock))

    return run


def read(tmp_path: Path) -> tuple[list[RawReport], list[Rejection]]:
    found = list(read_inputs([tmp_path / "kept"]))
    return [f for f in found if isinstance(f, RawReport)], [f for f in found if isinstance(f, Rejection)]


def test_a_page_is_kept_and_read(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    site.put("/lock", page(FOUR, MORE))
    fetch(Source(url=site.url("/lock"), outlet="Vale Post"))
    (report,), refused = read(tmp_path)
    assert not refused
    assert (report.key, report.metadata.outlet) == (site.url("/lock"), "Vale Post")
    assert report.metadata.dates[-1].name == "fetched"
    (line,) = (tmp_path / "kept" / "collection.jsonl").read_text().splitlines()
    told = json.loads(line)
    assert (told["method"], told["status"], told["at"]) == ("GET", 200, "2025-03-04T08:00:00.000000Z")
    assert (tmp_path / "kept" / "raw" / told["sha256"][:2] / told["sha256"]).read_bytes() == report.data


def test_a_feed_leads_to_its_pages_and_whole_entries_need_none(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    site.put("/short.xml", rss(site, "/lock"), "application/rss+xml")
    site.put("/whole.xml", rss(site, "/ferry", whole=f"{FOUR} {MORE} {FOUR}"), "application/rss+xml")
    site.put("/lock", page(FOUR, MORE))
    fetch(Source(url=site.url("/short.xml"), kind="feed"), Source(url=site.url("/whole.xml"), kind="feed"))
    assert site.paths() == ["/short.xml", "/lock", "/whole.xml"]
    reports, refused = read(tmp_path)
    assert not refused
    assert {r.key for r in reports} == {site.url("/lock"), site.url("/ferry")}


def test_a_sitemap_leads_to_its_newest_pages(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    entries = "".join(f"<url><loc>{site.url(f'/p{n}')}</loc><lastmod>2025-03-0{n}</lastmod></url>" for n in (1, 3, 2))
    site.put("/news.xml", f"<urlset>{entries}</urlset>", "application/xml")
    site.put("/index.xml", f"<sitemapindex><sitemap><loc>{site.url('/news.xml')}</loc></sitemap></sitemapindex>")
    for n in (1, 2, 3):
        site.put(f"/p{n}", page(f"{FOUR} Report {n}.", MORE))
    fetch(Source(url=site.url("/index.xml"), kind="sitemap", limit=2))
    assert site.paths() == ["/index.xml", "/news.xml", "/p3", "/p2"]
    assert len(read(tmp_path)[0]) == 2


def test_kept_pages_are_asked_again_only_when_due(site: Site, fetch: Fetch, clock: StillClock) -> None:
    site.put("/feed.xml", rss(site, "/lock"), "application/rss+xml")
    site.put("/lock", page(FOUR, MORE))
    source = Source(url=site.url("/feed.xml"), kind="feed")
    fetch(source)
    fetch(source)
    clock.wait(7 * 3600)
    fetch(source)
    assert site.paths().count("/lock") == 2


def test_what_cannot_be_fetched_loses_no_other(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    site.put("/odd.xml", "<html>moved</html>")
    site.put("/lock", page(FOUR, MORE))
    lines = fetch(
        Source(url=site.url("/gone.xml"), kind="feed"),
        Source(url=site.url("/odd.xml"), kind="feed"),
        Source(url="http://[::1", kind="page"),
        Source(url=site.url("/missing")),
        Source(url=site.url("/lock")),
    )
    assert [bool(line.problem) for line in lines] == [True] * 4 + [False]
    reports, refused = read(tmp_path)
    assert [r.key for r in reports] == [site.url("/lock")]
    assert RejectionReason.NOT_FETCHED in {r.reason for r in refused}


LAUGHS = (
    "<!DOCTYPE x [" + "".join(f'<!ENTITY {a} "{f"&{b};" * 9}">' for a, b in ("ab", "bc", "cd")) + '<!ENTITY d "ha">]>'
)
FILES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("head", [LAUGHS, FILES])
@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_entities_of_a_feed_or_sitemap_are_not_expanded(site: Site, fetch: Fetch, head: str, kind: str) -> None:
    place = f"<url><loc>{site.url('/lock')}</loc><x>&a;</x></url>"
    body = (
        f"<urlset>{place}</urlset>" if kind == "sitemap" else rss(site, "/lock", whole="&a;").replace("In short", "&a;")
    )
    site.put("/list.xml", head + body, "text/xml")
    site.put("/lock", page(FOUR, MORE))
    (line,) = fetch(Source(url=site.url("/list.xml"), kind=kind))
    assert "entities" in (line.problem or "")
    assert site.paths() == ["/list.xml"]


def corrected(site: Site, fetch: Fetch, clock: StillClock, *texts: str) -> None:
    for text in texts:
        site.put("/lock", page(text, MORE))
        fetch(Source(url=site.url("/lock")))
        clock.wait(3600)


def chain(ledger: Path) -> list[tuple[str, bool]]:
    with Ledger(ledger) as opened:
        return sorted((row.report.text.split("\n")[1][:4], row.superseded_by is None) for row in opened.report_rows)


def test_a_corrected_page_is_a_version(site: Site, fetch: Fetch, clock: StillClock, tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    corrected(site, fetch, clock, FOUR)
    assert build_ledger([tmp_path / "kept"], ledger, analyser="rules").added == 1
    corrected(site, fetch, clock, FIVE)
    assert build_ledger([tmp_path / "kept"], ledger).revised == 1
    assert build_ledger([tmp_path / "kept"], ledger).revised == 0
    assert chain(ledger) == [("Five", True), ("Four", False)]
    with Ledger(ledger) as opened:
        row = next(r for r in opened.report_rows if r.superseded_by)
        view = versions(opened.report_rows, row.report.id, load_lexicons().sentences)
    (section,) = view.sections
    assert [line.text for line in section.lines] == [f"reworded: '{FOUR}' → '{FIVE}'"]


def test_versions_read_at_once_are_as_those_read_step_by_step(
    site: Site, fetch: Fetch, clock: StillClock, tmp_path: Path
) -> None:
    step, once = tmp_path / "step.db", tmp_path / "once.db"
    six = FIVE.replace("Five", "Six")
    for text in (FOUR, FIVE, six):
        corrected(site, fetch, clock, text)
        build_ledger([tmp_path / "kept"], step, analyser="rules")
    assert build_ledger([tmp_path / "kept"], once, analyser="rules").added == 1
    assert chain(step) == chain(once) == [("Five", False), ("Four", False), ("Six ", True)]
    with Ledger(step) as a, Ledger(once) as b:
        assert [(r.report.id, r.superseded_by) for r in a.report_rows] == [
            (r.report.id, r.superseded_by) for r in b.report_rows
        ]


def test_a_text_that_comes_back_counts_again(site: Site, fetch: Fetch, clock: StillClock, tmp_path: Path) -> None:
    corrected(site, fetch, clock, FOUR, FIVE, FOUR)
    build_ledger([tmp_path / "kept"], tmp_path / "a.db", analyser="rules")
    assert chain(tmp_path / "a.db") == [("Five", False), ("Four", True)]


def test_a_damaged_byte_and_a_half_line_are_told_and_lose_no_other(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    site.put("/lock", page(FOUR, MORE))
    site.put("/ferry", page(FIVE, MORE, title="Ferry stays in port"))
    first, _ = fetch(Source(url=site.url("/lock")), Source(url=site.url("/ferry")))
    kept = tmp_path / "kept"
    (kept / "raw" / str(first.sha256)[:2] / str(first.sha256)).write_bytes(b"<html>other</html>")
    with (kept / "collection.jsonl").open("a") as log:
        log.write(
            '{"at": "x"}\n[1]\n{"at": "2025", "url": "u", "kind": "page", "final_url": "u", "sha256": "../../x"}\n{"at"'
        )
    reports, refused = read(tmp_path)
    assert [r.key for r in reports] == [site.url("/ferry")]
    assert len(refused) == 5
    fetch(Source(url=site.url("/ferry")))
    assert len(read(tmp_path)[1]) == 4


def test_a_folder_is_held_by_one_process(tmp_path: Path) -> None:
    with Collection(tmp_path / "kept"), pytest.raises(InputError, match="another onrecord"):
        Collection(tmp_path / "kept")


def test_a_file_of_reports_that_has_the_name_of_a_log_is_read(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "collection.jsonl").write_text(json.dumps({"text": FOUR}) + "\n")
    assert read(tmp_path)[0][0].text == FOUR


def test_bytes_stand_before_their_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, at = "http://a.example/", "2025-03-04T08:00:00.000000Z"
    line = Fetched(at=at, url=url, final_url=url, kind="page", sha256="0" * 64, status=200)
    with Collection(tmp_path / "kept") as kept:
        monkeypatch.setattr("onrecord.collecting.keeping.json.dumps", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            kept.keep(Answer(fetched=line, body=b"bytes"))
    assert (tmp_path / "kept" / "raw" / "00" / ("0" * 64)).read_bytes() == b"bytes"
    assert (tmp_path / "kept" / "collection.jsonl").read_bytes() == b""


def exported(ledger: Path) -> list[str]:
    """The export without what was read in texts that no longer count, which only some ledgers still hold."""
    with Ledger(ledger) as opened:
        earlier = {row.report.id for row in opened.report_rows if row.superseded_by}
        lines = [json.loads(line) for line in export_jsonl(opened)]
    kept = [li for li in lines if li["record"] == "report" or li.get("report") not in earlier]
    return sorted(json.dumps(line) for line in kept)


def test_a_ledger_that_grows_with_its_folder_is_as_one_built_at_once(
    site: Site, fetch: Fetch, clock: StillClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, grown = tmp_path / "kept", tmp_path / "grown.db"
    read_pages: list[str] = []
    whole = collection.read_page
    monkeypatch.setattr(
        collection, "read_page", lambda place, *rest: read_pages.append(place.key) or whole(place, *rest)
    )
    feed = Source(url=site.url("/feed.xml"), kind="feed", recheck=0.0)
    site.put("/ferry", page("The ferry to Marn will not run before May, the harbour master said.", MORE))

    def step(*paths: str) -> None:
        site.put("/feed.xml", rss(site, *paths), "application/rss+xml")
        fetch(feed, Source(url=site.url("/late")))
        build_growing(kept, grown)
        clock.wait(3600)

    site.put("/lock", page(FOUR, MORE))
    step("/lock")
    site.put("/lock", page(FIVE, MORE))
    step("/ferry", "/lock")
    read_pages.clear()
    site.put("/late", page("The town of Vale will vote on the new bridge in June, its council said.", MORE))
    step("/ferry")
    assert len(read_pages) == 1
    (kept / "dates.csv").write_text(f"key,published\n{site.url('/late')},2025-03-01\n")
    step("/ferry")
    read_pages.clear()
    build_growing(kept, grown)
    assert read_pages == []
    build_ledger([kept], tmp_path / "once.db")
    assert exported(grown) == exported(tmp_path / "once.db")
    with Ledger(grown) as a, Ledger(tmp_path / "once.db") as b:
        assert [r.message for r in a.rejections()] == [r.message for r in b.rejections()]


def test_a_feed_that_names_a_host_inside_gets_no_answer_from_it(tmp_path: Path, clock: StillClock) -> None:
    asked: list[str] = []

    class Front(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            asked.append(request.headers["host"])
            items = "".join(
                f"<item><link>http://{host}/a</link></item>" for host in ("inner.example", "[::1]", "10.0.0.1")
            )
            body = f"<rss version='2.0'><channel><title>V</title>{items}</channel></rss>"
            return (
                httpx.Response(404)
                if "robots" in request.url.path
                else httpx.Response(200, stream=httpx.ByteStream(body.encode()))
            )

    def lookup(host: str, port: int) -> tuple[str, ...]:
        return {"vale.example": ("93.184.215.14",), "inner.example": ("192.168.0.9",)}.get(host, (host,))

    with Fetcher(Manners(), clock, lookup=lookup, transport=Front()) as fetcher, Collection(tmp_path / "kept") as kept:
        feed, *pages = gather([Source(url="http://vale.example/feed", kind="feed")], fetcher, kept, clock)
    assert feed.status == 200
    assert len(pages) == 3
    assert all("inside a network" in (line.problem or "") for line in pages)
    assert set(asked) == {"vale.example"}


def test_links_that_start_at_the_feed_are_followed(site: Site, fetch: Fetch) -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><title>V</title><entry><link href="../lock"/></entry></feed>'
    site.put("/news/feed.xml", feed, "application/atom+xml")
    site.put("/lock", page(FOUR, MORE))
    fetch(Source(url=site.url("/news/feed.xml"), kind="feed"))
    assert site.paths() == ["/news/feed.xml", "/lock"]
