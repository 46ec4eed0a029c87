"""News sitemaps and lists of addresses: they name reports and hold none, so each is a thing to fetch."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from onrecord.errors import InputError
from onrecord.readers.entries import web_address
from onrecord.readers.feeds import xml_text
from onrecord.readers.outcome import Outcome, Place, shown
from onrecord.records import RejectionReason

_MOST = 50_000  # what the standard allows in one file
_LIST = re.compile(r"\s*(?:https?://\S{1,2000}|#.{0,1000})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An address that a sitemap gives, with what it says of the report there."""

    url: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """The addresses of reports in a sitemap, and those of the further sitemaps that an index names."""

    listed: tuple[Listed, ...]
    further: tuple[str, ...]


def parse_sitemap(data: bytes) -> Sitemap:
    """What a sitemap or an index of sitemaps names; raises InputError when it is neither.

    >>> parse_sitemap(b"<urlset><url><loc>https://vale.example/bridge</loc></url></urlset>").listed[0].url
    'https://vale.example/bridge'
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(xml_text(data).encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise InputError("no sitemap: not XML that can be read. Check the address, or fetch it again.") from exc
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise InputError("no sitemap: its outermost element is neither urlset nor sitemapindex. Check the address.")
    if _name(root) == "sitemapindex":
        found = [web_address(_texts(child).get("loc")) for child in list(root)[:_MOST]]
        return Sitemap(listed=(), further=tuple(dict.fromkeys(url for url in found if url)))
    listed = [entry for child in list(root)[:_MOST] if (entry := _listed(child)) is not None]
    return Sitemap(listed=tuple({entry.url: entry for entry in listed}.values()), further=())


def _listed(element: etree._Element) -> Listed | None:  # the library's only name for its elements
    fields = _texts(element)
    url = web_address(fields.get("loc"))
    if url is None:
        return None
    return Listed(
        url=url,
        title=fields.get("title"),
        outlet=fields.get("name"),
        published=fields.get("publication_date") or fields.get("lastmod"),
    )


def _texts(element: etree._Element) -> dict[str, str]:
    """The text of every element below, the first of each name."""
    found: dict[str, str] = {}
    for inner in element.iterdescendants():
        text = " ".join((inner.text or "").split())
        if text and isinstance(inner.tag, str):
            found.setdefault(_name(inner), text)
    return found


def _name(element: etree._Element) -> str:
    # By hand, for of broken XML the parser gives names that it will not take apart itself.
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def read_sitemap(place: Place, data: bytes) -> Iterator[Outcome]:
    """A sitemap as the rejection that it is: it names reports and holds none."""
    try:
        sitemap = parse_sitemap(data)
    except InputError as exc:
        yield place.refuse(RejectionReason.UNREADABLE, exc.message)
        return
    count = len(sitemap.listed) or len(sitemap.further)
    kind = "sitemaps" if sitemap.further else "reports"
    what = f"a sitemap that names {count:,} {kind} and holds none. Fetch them: onrecord fetch --sitemap URL -o FOLDER"
    yield place.refuse(RejectionReason.NOT_FETCHED, what)


def listed_addresses(text: str) -> tuple[str, ...]:
    r"""The addresses of a text that is a list of them, one a line, `#` before a remark; empty when it is no list.

    >>> listed_addresses("# bridges\nhttps://vale.example/bridge\n"), listed_addresses("See https://vale.example")
    (('https://vale.example/bridge',), ())
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if not all(_LIST.fullmatch(line) for line in lines):
        return ()
    return tuple(dict.fromkeys(url for line in lines if (url := web_address(line))))


def refuse_list(place: Place, text: str, sha256: str) -> Outcome | None:
    """The rejection of a text that is only a list of addresses; None when it is a report."""
    urls = listed_addresses(text)
    if not urls:
        return None
    what = (
        f"a list of {len(urls):,} addresses ({shown(urls[0], 60)} …) and no report. Fetch them: onrecord fetch --list"
    )
    return place.refuse(RejectionReason.NOT_FETCHED, f"{what} {place.name} -o FOLDER", sha256)
