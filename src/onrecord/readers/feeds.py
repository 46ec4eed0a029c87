"""RSS and Atom, by feedparser, from bytes alone: no entity of the file's own is expanded and nothing is fetched."""

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from onrecord.errors import InputError, MissingExtraError
from onrecord.readers.encoding import decode
from onrecord.readers.entries import Entry, Feed, one_line, read_entries, web_address
from onrecord.readers.outcome import Outcome, Place, shown
from onrecord.records import RejectionReason

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_NAMED = re.compile(r"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,30})""")
_MOST_ENTRIES = 5_000
_DEPTH = 200
_BROKEN_LIMIT = 300_000


def xml_text(data: bytes) -> str:
    """The XML in the bytes without its declaration. Raises InputError where it declares entities of its own, for these
    can grow without bound or reach for other files, and no feed or sitemap needs them.
    """
    named = _NAMED.match(data[:400].decode("latin-1"))
    text, _ = decode(data, named.group(1) if named else None)
    if _ENTITY.search(text):
        raise InputError("declares entities of its own, which are not read. Take the <!ENTITY …> lines out.")
    return _DECLARATION.sub("", text, count=1)


def read_feed(place: Place, data: bytes) -> Iterator[Outcome]:
    """The reports of an RSS or Atom file, the entries without a whole report as rejections.

    Raises MissingExtraError when feedparser is not installed.
    """
    try:
        feed = parse_feed(data, place.name)
    except InputError as exc:
        yield place.refuse(RejectionReason.UNREADABLE, exc.message)
        return
    yield from read_entries(place, feed, "feed")


def parse_feed(data: bytes, name: str, base: str = "") -> Feed:
    """What an RSS or Atom file from the address `base` says; raises InputError when it is neither."""
    try:
        import feedparser
    except ImportError as exc:
        raise MissingExtraError(f"{name}: reading feeds needs: pip install 'onrecord[feeds]'") from exc
    text = xml_text(data).encode("utf-8", errors="replace")
    _check_shape(text)
    source = io.BytesIO(text)
    try:
        # Only text is taken out of the HTML inside, so that nothing need be made safe for showing.
        kind = {"content-type": "application/xml; charset=utf-8", "content-location": base}
        parsed = feedparser.parse(source, response_headers=kind, sanitize_html=False, resolve_relative_uris=False)
    except Exception as exc:  # a library that mends broken feeds fails in many ways; none may end a build
        raise InputError(f"the feed cannot be taken apart ({type(exc).__name__}). Fetch it again.") from exc
    if not parsed.get("version") and not parsed.entries:
        raise InputError(f"no feed ({shown(str(parsed.get('bozo_exception', 'not XML')))}). Fetch it again.")
    return Feed(
        title=one_line(parsed.feed.get("title")),
        language=one_line(parsed.feed.get("language")),
        entries=tuple(_entry(entry) for entry in parsed.entries[:_MOST_ENTRIES]),
    )


def _check_shape(text: bytes) -> None:
    """Refuse what would take the parser hours: elements within elements without end, and long files that are broken."""
    depth = deepest = 0

    def start(*_: object) -> None:
        nonlocal depth, deepest
        depth += 1
        deepest = max(deepest, depth)

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(text, True)  # noqa: FBT003 the C function takes no names
    except expat.ExpatError as exc:
        if len(text) > _BROKEN_LIMIT:
            raise InputError(f"broken XML ({exc}), too long to be mended. Fetch it again.") from exc
    if deepest > _DEPTH:
        raise InputError(f"elements within elements, more than {_DEPTH} deep: no feed. Check the address.")


def _entry(entry: Any) -> Entry:  # feedparser's dictionaries are untyped
    content = max((c for c in entry.get("content", ()) if c.get("value")), key=lambda c: len(c["value"]), default=None)
    authors = [one_line(a.get("name")) for a in entry.get("authors", ()) if isinstance(a, dict)] or [
        one_line(entry.get("author"))
    ]
    return Entry(
        link=web_address(entry.get("link")),
        name=one_line(entry.get("id")),
        title=one_line(entry.get("title")),
        authors=tuple(dict.fromkeys(a for a in authors if a)),
        published=one_line(entry.get("published")),
        # Without one, feedparser would give the day of publication in its place, and warn.
        updated=one_line(entry["updated"]) if dict.__contains__(entry, "updated") else None,
        content=content["value"] if content else None,
        markup=content is None or content.get("type") != "text/plain",
    )
