"""A folder that `onrecord fetch` keeps: the log of what was asked for and when, and the bytes that came."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import cattrs

from onrecord.errors import InputError
from onrecord.readers.entries import Feed, read_entry
from onrecord.readers.feeds import parse_feed
from onrecord.readers.files import COLLECTION_FILE, RAW_FOLDER
from onrecord.readers.json_documents import feed_of, is_json_feed
from onrecord.readers.jsonl import numbered_lines, parse_object
from onrecord.readers.outcome import FILE_LIMIT, Outcome, Place, numbered, shown
from onrecord.readers.responses import charset_of, media_type
from onrecord.readers.warc import PAGE_KINDS, TEXT_KINDS, captured, read_page
from onrecord.records import Capture, RawReport, RejectionReason, sha256_hex

FETCHED = "fetched"
PAGE, FEED, SITEMAP = "page", "feed", "sitemap"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One line of the log: what was asked for, when (UTC), and what came.

    `sha256` names the bytes kept, also where the server said that nothing had changed (304); None where nothing came,
    and then `problem` says why. `kind` is page, feed or sitemap.
    """

    at: str
    url: str
    kind: str
    final_url: str
    method: str = "GET"
    status: int | None = None
    sha256: str | None = None
    size: int | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: str | None = None
    redirects: tuple[str, ...] = ()
    outlet: str | None = None
    problem: str | None = None


def is_collection(path: Path) -> bool:
    """Whether a file is the log of a kept folder."""
    return path.name == COLLECTION_FILE and (path.parent / RAW_FOLDER).is_dir()


def raw_path(folder: Path, sha256: str) -> Path:
    """Where the bytes with this digest are kept; InputError for a name that is no digest."""
    if not _DIGEST.fullmatch(sha256):
        raise InputError(f"{shown(sha256, 70)!r} is no SHA-256 digest. Correct the line, or delete it.")
    return folder / RAW_FOLDER / sha256[:2] / sha256


def parse_log(stream: IO[bytes]) -> Iterator[tuple[int, Fetched | str]]:
    """The lines of a log with their numbers; what is wrong with one that cannot be read, in its place."""
    for number, line in numbered_lines(stream):
        if line is None:
            yield number, "a line that is too long. Delete it."
            continue
        if not line.strip():
            continue
        try:
            yield number, cattrs.structure(parse_object(line), Fetched)
        except InputError as exc:
            yield number, exc.message
        except Exception as exc:  # noqa: BLE001 cattrs raises groups of whatever went wrong in the fields
            yield number, f"no line of a collection log ({type(exc).__name__}). Delete it; the bytes stay."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of the log with its place."""

    place: Place
    fetched: Fetched

    @property
    def capture(self) -> Capture:
        return Capture(url=self.fetched.final_url, at=self.fetched.at)


def touched_lines(path: Path, since: int) -> tuple[int, tuple[int, ...]]:
    """How many lines a log has, and the numbers of those that tell of an address of which a line after `since` tells
    something new.
    """
    with path.open("rb") as stream:
        lines = [(number, line) for number, line in parse_log(stream) if isinstance(line, Fetched)]
    touched = _touched(lines, since)
    numbers = tuple(n for n, line in lines if not touched.isdisjoint((line.url, line.final_url)))
    return max((number for number, _ in lines), default=0), numbers


def _touched(lines: Iterable[tuple[int, Fetched]], since: int) -> set[str]:
    """The addresses of the lines after `since` that tell something new: other bytes than before, or that none came."""
    before: dict[tuple[str, str], str | None] = {}
    touched: set[str] = set()
    for number, line in lines:
        known = before.get((line.kind, line.final_url))
        if number > since and (line.sha256 is None or line.sha256 != known):
            touched |= {line.url, line.final_url}
        before[line.kind, line.final_url] = line.sha256 or known
    return touched


def read_collection(place: Place, path: Path, since: int = 0) -> Iterator[Outcome]:
    """The reports in a kept folder, each capture of an address in turn, so that a corrected report follows the first.

    An entry of a feed counts only where its page was not fetched. An address that never gave a page is a rejection.
    With `since`, only what the lines after that one touch.
    """
    lines: dict[int, _Line] = {}
    with path.open("rb") as stream:
        for number, item in parse_log(stream):
            here = numbered(place, number)
            if isinstance(item, Fetched):
                lines[number] = _Line(place=here, fetched=item)
            elif number > since:
                yield here.refuse(RejectionReason.BAD_JSON, item)
    touched = _touched(((number, line.fetched) for number, line in lines.items()), since)
    pages = [line for line in lines.values() if line.fetched.kind == PAGE]
    kept = [line for line in pages if line.fetched.sha256]
    yield from _read_pages(path.parent, [line for line in kept if line.fetched.final_url in touched])
    yield from _never_came([p for p in pages if p.fetched.url in touched], {line.fetched.url for line in kept})
    known = {url for line in kept for url in (line.fetched.url, line.fetched.final_url)}
    changes = _changes({n: line for n, line in lines.items() if line.fetched.kind == FEED and line.fetched.sha256})
    yield from _read_feeds(path.parent, [line for number, line in changes.items() if number > since], known)


def _read_pages(folder: Path, lines: Iterable[_Line]) -> Iterator[Outcome]:
    """Each page at its first and last capture of the same bytes; the same bytes are read once."""
    read: dict[tuple[str, str], Outcome] = {}
    for line in _first_and_last(lines):
        key = (line.fetched.final_url, line.fetched.sha256 or "")
        if (before := read.get(key)) is None:
            read[key] = outcome = _read_page(folder, line)
            yield outcome
        elif isinstance(before, RawReport):
            yield captured(replace(before, location=line.place.location), line.capture, FETCHED)


def _first_and_last(lines: Iterable[_Line]) -> list[_Line]:
    """The lines without those between two of the same address and bytes."""
    by_address: dict[str, list[_Line]] = {}
    for line in lines:
        by_address.setdefault(line.fetched.final_url, []).append(line)
    found = []
    for same in by_address.values():
        for before, line, after in zip([None, *same], same, [*same[1:], None], strict=False):
            if not (before and after and before.fetched.sha256 == line.fetched.sha256 == after.fetched.sha256):
                found.append(line)
    return found


def _read_page(folder: Path, line: _Line) -> Outcome:
    fetched = line.fetched
    data = _kept_bytes(folder, line)
    if not isinstance(data, bytes):
        return data
    kind = media_type(fetched.content_type or "text/html")
    if kind not in PAGE_KINDS | TEXT_KINDS:
        what = (
            f"{shown(fetched.final_url)} is of the kind {shown(kind, 60)}. A feed or sitemap: pass --feed or --sitemap."
        )
        return line.place.refuse(RejectionReason.UNSUPPORTED, what)
    outcome = read_page(line.place, data, kind, charset_of(fetched.content_type or ""))
    return _named(captured(outcome, line.capture, FETCHED), fetched.outlet)


def _named(outcome: Outcome, outlet: str | None) -> Outcome:
    """The report with the outlet that the user gave for its source."""
    if outlet is None or not isinstance(outcome, RawReport):
        return outcome
    return replace(outcome, metadata=replace(outcome.metadata, outlet=outlet))


def _kept_bytes(folder: Path, line: _Line) -> bytes | Outcome:
    """The bytes of a line; a rejection when they are gone or are not those that came."""
    sha256 = line.fetched.sha256 or ""
    try:
        with raw_path(folder, sha256).open("rb") as stream:
            data = stream.read(FILE_LIMIT + 1)
    except InputError as exc:
        return line.place.refuse(RejectionReason.UNREADABLE, exc.message)
    except OSError as exc:
        what = f"the kept bytes of {shown(line.fetched.url)} cannot be opened ({exc.strerror}). Fetch it again."
        return line.place.refuse(RejectionReason.UNREADABLE, what)
    if sha256_hex(data) != sha256:
        what = f"the kept bytes of {shown(line.fetched.url)} are not those that came. Fetch it again."
        return line.place.refuse(RejectionReason.UNREADABLE, what)
    return data


def _never_came(pages: Iterable[_Line], kept: set[str]) -> Iterator[Outcome]:
    """A rejection for each address of which no page was ever kept, with what its last try said."""
    last = {line.fetched.url: line for line in pages if line.fetched.url not in kept}
    for url, line in last.items():
        why = line.fetched.problem or f"status {line.fetched.status}"
        what = f"{shown(url)} was not fetched ({shown(why)}). Fetch it again, or save the report by hand."
        yield line.place.refuse(RejectionReason.NOT_FETCHED, what)


def _changes(lines: Mapping[int, _Line]) -> dict[int, _Line]:
    """The lines whose bytes are not those that came from the same address before."""
    before: dict[str, str | None] = {}
    found = {}
    for number, line in lines.items():
        if before.get(line.fetched.url) != line.fetched.sha256:
            found[number] = line
        before[line.fetched.url] = line.fetched.sha256
    return found


def _read_feeds(folder: Path, lines: Sequence[_Line], known: set[str]) -> Iterator[Outcome]:
    """The reports that feeds carry whole; of the others those that stand in the last state of their feed."""
    last = {line.fetched.url: line for line in lines}
    for line in lines:
        data = _kept_bytes(folder, line)
        if not isinstance(data, bytes):
            yield data
            continue
        try:
            feed = any_feed(data, line.place.name, line.fetched.final_url)
        except InputError as exc:
            yield line.place.refuse(RejectionReason.UNREADABLE, exc.message)
            continue
        for outcome in _read_entries(line, feed, known):
            if isinstance(outcome, RawReport) or line is last[line.fetched.url]:
                yield outcome


def _read_entries(line: _Line, feed: Feed, known: set[str]) -> Iterator[Outcome]:
    for entry in feed.entries:
        if entry.link in known:
            continue
        outcome = read_entry(line.place, feed, entry, FEED)
        if isinstance(outcome, RawReport) and entry.link:
            outcome = captured(outcome, Capture(url=entry.link, at=line.fetched.at), FETCHED)
        yield _named(outcome, line.fetched.outlet)


def any_feed(data: bytes, name: str, base: str = "") -> Feed:
    """What an RSS, Atom or JSON feed from the address `base` says; raises InputError when it is none."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return parse_feed(data, name, base)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as exc:
        raise InputError("not a feed: JSON that cannot be read. Fetch it again.") from exc
    if not is_json_feed(value):
        raise InputError("not a feed: JSON of another kind. Check the address.")
    return feed_of(value)
