"""Web pages that a ledger has read before: what was got out of their bytes is not got out of them again."""

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from onrecord.ledger.codec import decode, encode
from onrecord.ledger.results import pack, unpack
from onrecord.ledger.sqlite import transaction
from onrecord.pipeline.run import Mapper, Progress, TakeApart, batches
from onrecord.pipeline.versions import stage_version
from onrecord.readers.html import read_html
from onrecord.readers.outcome import FILE_LIMIT, PageRead, Place
from onrecord.records import content_id, sha256_hex

_LIBRARIES = ("charset-normalizer", "justext", "lxml", "lxml_html_clean", "trafilatura")
"""What takes pages apart beside our own code."""

_TOGETHER = 512  # pages in memory at once


@cache
def reader_version() -> str:
    """A digest of the code and the libraries that take pages apart."""
    return content_id("pages", stage_version("onrecord.readers.html"), *(f"{n} {version(n)}" for n in _LIBRARIES))


class LedgerPages:
    """`KnownPages` in the working tables of a ledger, once it is open; before that nothing is known. Of `files`, which
    hold a page each, those that are new can be taken apart before they are asked for.
    """

    def __init__(self, files: Sequence[Path] = ()) -> None:
        self._files = files
        self._connection: sqlite3.Connection | None = None
        self._fresh: dict[tuple[str, str], bytes] = {}

    def open(self, connection: sqlite3.Connection) -> None:
        """From now on know what this ledger has read."""
        self._connection = connection

    def recall(self, sha256: str, charset: str | None) -> PageRead | None:
        """See `KnownPages`."""
        row = self._row(sha256, charset)
        try:
            return decode(PageRead, unpack(row[0])) if row else None
        except (zlib.error, UnicodeDecodeError):  # damaged: it is read again
            return None

    def keep(self, sha256: str, charset: str | None, page: PageRead) -> None:
        """See `KnownPages`; it stands once `write` is called."""
        self._fresh[sha256, charset or ""] = pack(encode(page))

    def take_apart(self, take: TakeApart, progress: Progress) -> None:
        """Have the new ones of the files taken apart, in other processes or elsewhere, and know them."""
        assert self._connection is not None
        done = 0
        for batch in batches(self._files, _TOGETHER):
            found = {sha256: data for sha256, data in map(_content, batch) if not self._knows(sha256)}
            for sha256, page in zip(found, take(list(found.values())), strict=True):
                if page is not None:
                    self.keep(sha256, None, page)
            with transaction(self._connection):
                self.write()
            done += len(batch)
            progress("taking pages apart", done, len(self._files))

    def _knows(self, sha256: str) -> bool:
        return not sha256 or self._row(sha256, None) is not None

    def _row(self, sha256: str, charset: str | None) -> tuple[bytes] | None:
        if self._connection is None:
            return None
        row: tuple[bytes] | None = self._connection.execute(
            "SELECT output FROM page_reads WHERE version = ? AND sha256 = ? AND charset = ?",
            (reader_version(), sha256, charset or ""),
        ).fetchone()
        return row

    def write(self) -> None:
        """Write what was read since the last time; called inside a transaction."""
        if self._connection is not None:
            rows = [(reader_version(), *key, output) for key, output in sorted(self._fresh.items())]
            self._connection.executemany("INSERT OR REPLACE INTO page_reads VALUES (?, ?, ?, ?)", rows)
            self._fresh.clear()


def drop_pages(connection: sqlite3.Connection, *, unread: bool) -> None:
    """Forget what another version got out of pages; with `unread` also pages that no report of the ledger was."""
    other = "DELETE FROM page_reads WHERE version < ?1 OR version > ?1"
    connection.execute(other, (reader_version(),))
    if unread:
        connection.execute("DELETE FROM page_reads WHERE sha256 NOT IN (SELECT sha256 FROM reports)")


def _content(path: Path) -> tuple[str, bytes]:
    """The bytes of a file with their hash; nothing of one that is told of when it is read in its turn."""
    try:
        with path.open("rb") as stream:
            data = stream.read(FILE_LIMIT + 1)
    except OSError:
        return "", b""
    return (sha256_hex(data), data) if len(data) <= FILE_LIMIT else ("", b"")


def take_apart(data: bytes) -> PageRead | None:
    """What a page's bytes give; None where that is no report. Runs in a worker."""
    only = _Only()
    read_html(Place(key="", location="", name="", pages=only), data)
    return only.page


class _Only:
    """Knows nothing, and keeps one page."""

    page: PageRead | None = None

    def recall(self, sha256: str, charset: str | None) -> PageRead | None:  # noqa: ARG002
        """See `KnownPages`."""
        return None

    def keep(self, sha256: str, charset: str | None, page: PageRead) -> None:  # noqa: ARG002
        """See `KnownPages`."""
        self.page = page


def taker(mapped: Mapper) -> TakeApart:
    """Pages taken apart by the processes of a build."""

    def take(pages: Sequence[bytes]) -> Iterator[PageRead | None]:
        return mapped(take_apart, pages)

    return take
