"""One file, opened by what it is: its kind's reader gives the reports in it, and whatever fails is its rejection."""

import io
import re
import zlib
from collections.abc import Iterator
from typing import IO

from onrecord.errors import InputError
from onrecord.readers.collection import is_collection, read_collection
from onrecord.readers.encoding import decode
from onrecord.readers.feeds import read_feed
from onrecord.readers.files import InputFile
from onrecord.readers.html import read_html
from onrecord.readers.json_documents import read_json_document
from onrecord.readers.jsonl import read_jsonl
from onrecord.readers.outcome import FILE_LIMIT, Outcome, Place, too_long
from onrecord.readers.packed import open_packed
from onrecord.readers.plain import read_plain
from onrecord.readers.sitemaps import read_sitemap, refuse_list
from onrecord.readers.wacz import read_wacz
from onrecord.readers.warc import read_warc
from onrecord.records import RejectionReason, sha256_hex

PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
LINES = frozenset({".jsonl", ".ndjson"})
MARKUP = frozenset({".xml", ".rss", ".atom", ".rdf"})
JSON = frozenset({".json", ".jsonld"})
_PAGE_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,500}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP_START = re.compile(rb"<(?:\?xml\b|rss\b|feed\b|rdf:rdf\b|urlset\b|sitemapindex\b)", re.IGNORECASE)
_JSON_MARKS = (b"jsonfeed.org/version/", b'"articleBody"')
_HEAD = 4000
_ROOT = re.compile(r"<(?![!?])(?:[\w.-]{1,60}:)?([\w.-]{1,60})")


def open_file(file: InputFile, since: int = 0) -> Iterator[Outcome]:
    """The reports of one file as they are; of a kept folder those that its log tells of after the line `since`.

    Raises MissingExtraError where its kind needs an extra that is not installed.
    """
    try:
        if is_collection(file.path):
            yield from read_collection(file.place, file.path, since)
        elif file.suffix == ".wacz":
            yield from read_wacz(file.place, file.path)
        elif file.suffix in {".warc", *LINES}:
            with _stream(file) as stream:
                yield from (read_jsonl if file.suffix in LINES else read_warc)(file.place, stream)
        elif file.suffix in PLAIN | PAGES | MARKUP | JSON or file.sniff:
            yield from _read_whole(file)
        else:
            what = f"files of the kind {file.suffix} are not read. Save the report as .txt, .html or .jsonl."
            yield file.place.refuse(RejectionReason.UNSUPPORTED, what)
    except OSError as exc:
        what = f"cannot be opened ({exc.strerror or exc}). Check the file and its permissions."
        yield file.place.refuse(RejectionReason.UNREADABLE, what)
    except (EOFError, zlib.error) as exc:
        yield file.place.refuse(RejectionReason.UNREADABLE, f"damaged gzip file ({exc}). Fetch it again.")
    except InputError as exc:
        yield file.place.refuse(RejectionReason.UNREADABLE, exc.message)


def _read_whole(file: InputFile) -> Iterator[Outcome]:
    """The reports of a file that is read at once; no more than the limit is read."""
    with _stream(file) as stream:
        data = stream.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        yield too_long(file.place, f"more than {FILE_LIMIT:,} bytes")
    elif file.suffix in PAGES:
        yield read_html(file.place, data)
    elif file.suffix in MARKUP:
        yield from _read_markup(file.place, data)
    elif file.suffix in JSON:
        yield from read_json_document(file.place, data)
    elif file.suffix in PLAIN:
        yield read_one(file.place, data)
    else:
        yield from read_any(file.place, data)


def _stream(file: InputFile) -> IO[bytes]:
    """The file's bytes, unpacked."""
    return open_packed(file.path) if file.packed else file.path.open("rb")


def _read_markup(place: Place, data: bytes) -> Iterator[Outcome]:
    """What an XML file holds, told by its outermost element."""
    if _PAGE_START.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")):
        yield read_html(place, data)
        return
    try:
        root = _ROOT.search(decode(data[:20_000])[0])
    except InputError as exc:
        yield place.refuse(RejectionReason.BAD_ENCODING, exc.message)
        return
    match root.group(1).lower() if root else "":
        case "rss" | "feed" | "rdf":
            yield from read_feed(place, data)
        case "urlset" | "sitemapindex":
            yield from read_sitemap(place, data)
        case "":
            yield place.refuse(RejectionReason.EMPTY, "no XML in it. Delete it, or fetch it again.")
        case _:
            what = "an XML file that is no feed and no sitemap. Save the report as .txt, .html or .jsonl."
            yield place.refuse(RejectionReason.UNSUPPORTED, what)


def read_any(place: Place, data: bytes) -> Iterator[Outcome]:
    """The reports in bytes that nothing names the kind of, told by how they begin."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"WARC/"):
        yield from read_warc(place, io.BytesIO(data))
    elif _MARKUP_START.match(head) and not _PAGE_START.match(head):
        yield from _read_markup(place, data)
    elif head.startswith((b"{", b"[")) and any(mark in data for mark in _JSON_MARKS):
        yield from read_json_document(place, data)
    else:
        yield read_one(place, data)


def read_one(place: Place, data: bytes) -> Outcome:
    """The report in bytes of unknown kind: a web page where they begin as one, else plain text."""
    if _PAGE_START.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")):
        return read_html(place, data)
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"http://", b"https://", b"#")):
        refused = refuse_list(place, data.decode("utf-8", errors="replace"), sha256_hex(data))
        if refused is not None:
            return refused
    return read_plain(place, data)
