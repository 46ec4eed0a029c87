"""Web archives (WARC): the pages that a crawl found, each with its address and when it was captured."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import IO

from onrecord.errors import InputError
from onrecord.readers.entries import web_address
from onrecord.readers.html import read_html
from onrecord.readers.outcome import FILE_LIMIT, Outcome, Place, numbered, shown, too_long
from onrecord.readers.plain import read_plain
from onrecord.readers.responses import Response, body_of, parse_response
from onrecord.readers.warc_records import WarcRecord, warc_records
from onrecord.records import Capture, DateField, RawReport, RejectionReason

WARC_DATE = "WARC-Date"
_KINDS = frozenset({"response", "revisit", "resource"})
PAGE_KINDS = frozenset({"text/html", "application/xhtml+xml"})
TEXT_KINDS = frozenset({"text/plain"})
# Room for the header fields and the chunk marks of a page at the limit.
_BLOCK_LIMIT = FILE_LIMIT + FILE_LIMIT // 8


def read_warc(place: Place, stream: IO[bytes]) -> Iterator[Outcome]:
    """The pages of an unpacked WARC file that were answered with status 200; pictures, styles and the like are no
    reports and are passed over. An archive that breaks off gives what it holds, and a rejection that says where.
    """
    number = found = 0
    earlier: dict[str, RawReport] = {}
    try:
        for number, record in enumerate(warc_records(stream), 1):
            for outcome in _read_record(numbered(place, number), record, earlier):
                found += 1
                yield outcome
    except (OSError, EOFError, ValueError, zlib.error, InputError) as exc:
        what = f"damaged after {number} records ({_reason(exc)}). What stands before was read; fetch the archive again."
        yield place.refuse(RejectionReason.UNREADABLE, what)
    else:
        if not found:
            what = "a web archive without a page answered with status 200. Nothing to do, or fetch it again."
            yield place.refuse(RejectionReason.NO_TEXT, what)


def _reason(exc: Exception) -> str:
    return exc.message.rstrip(".") if isinstance(exc, InputError) else shown(str(exc) or type(exc).__name__)


def _read_record(place: Place, record: WarcRecord, earlier: dict[str, RawReport]) -> Iterator[Outcome]:
    """The report of one record, if it is a page; `earlier` holds those before by the digest of their payload."""
    url = web_address(record.fields.get("warc-target-uri", "").strip("<> "))
    if url is None or record.kind not in _KINDS:
        return
    capture = Capture(url=url, at=stamp(record.fields.get("warc-date", "")))
    digest = record.fields.get("warc-payload-digest")
    if record.kind == "revisit":
        yield from _revisit(place, capture, record.fields.get("warc-refers-to-date"), earlier.get(digest or ""))
        return
    length = record.length
    if length > _BLOCK_LIMIT:
        yield too_long(place, f"{length:,} bytes at {shown(url)}")
        return
    block = record.read()
    if len(block) < length:
        what = f"{shown(url)} breaks off after {len(block):,} of {length:,} bytes. Fetch the archive again."
        yield place.refuse(RejectionReason.UNREADABLE, what)
        return
    if record.kind == "resource":
        kind = record.fields.get("content-type", "")
        response: Response | None = Response(status=200, fields={"content-type": kind}, body=block)
    else:
        response = parse_response(block)
    if response is None or response.status != 200 or response.kind not in PAGE_KINDS | TEXT_KINDS:
        return
    outcome = captured(_read_body(place, url, response), capture, WARC_DATE)
    if isinstance(outcome, RawReport) and digest:
        earlier.setdefault(digest, outcome)
    yield outcome


def _read_body(place: Place, url: str, response: Response) -> Outcome:
    try:
        body = body_of(response)
    except InputError as exc:
        return place.refuse(RejectionReason.UNREADABLE, f"{shown(url)}: {exc.message}")
    return read_page(place, body, response.kind, response.charset)


def read_page(place: Place, body: bytes, kind: str, charset: str | None) -> Outcome:
    """The report in the body of an answer of this media type."""
    return read_html(place, body, charset) if kind in PAGE_KINDS else read_plain(place, body)


def _revisit(place: Place, capture: Capture, refers: str | None, before: RawReport | None) -> Iterator[Outcome]:
    """A record that says that an address still, or again, answered what is archived elsewhere."""
    if before is None:
        when = f" of {shown(refers)}" if refers else ""
        what = f"{shown(capture.url)} was as in a capture{when} that is not in this archive. Add the archive with it."
        yield place.refuse(RejectionReason.NOT_FETCHED, what)
        return
    yield captured(replace(before, location=place.location), capture, WARC_DATE)


def captured(outcome: Outcome, capture: Capture, field: str) -> Outcome:
    """The report known by the address that it was taken from, not by one that it claims for itself; the report was out
    by the time of the capture.
    """
    if not isinstance(outcome, RawReport):
        return outcome
    own = tuple(date for date in outcome.metadata.dates if date.name != field)
    metadata = replace(outcome.metadata, url=capture.url, dates=(*own, DateField(name=field, value=capture.at)))
    return replace(outcome, key=capture.url, metadata=metadata, capture=capture)


def stamp(value: str) -> str:
    """A time of the form `2025-03-01T10:00:00Z` in the one form that sorts as time does; the earliest where it is none.

    >>> stamp("2025-03-01T10:00:00+01:00")
    '2025-03-01T09:00:00.000000Z'
    """
    try:
        moment = datetime.fromisoformat(value)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        moment = datetime.min.replace(tzinfo=UTC)
    return f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
