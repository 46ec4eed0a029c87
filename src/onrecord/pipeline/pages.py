"""Web pages that a ledger has read before: what was got out of their bytes is not got out of them again."""

import sqlite3
import zlib
from functools import cache
from importlib.metadata import version

from onrecord.ledger.codec import decode, encode
from onrecord.ledger.results import pack, unpack
from onrecord.pipeline.versions import stage_version
from onrecord.readers.outcome import PageRead
from onrecord.records import content_id

_LIBRARIES = ("charset-normalizer", "justext", "lxml", "lxml_html_clean", "trafilatura")
"""What takes pages apart beside our own code."""


@cache
def reader_version() -> str:
    """A digest of the code and the libraries that take pages apart."""
    return content_id("pages", stage_version("onrecord.readers.html"), *(f"{n} {version(n)}" for n in _LIBRARIES))


class LedgerPages:
    """`KnownPages` in the working tables of a ledger, once it is open; before that nothing is known."""

    def __init__(self) -> None:
        self._connection: sqlite3.Connection | None = None
        self._fresh: dict[tuple[str, str], bytes] = {}

    def open(self, connection: sqlite3.Connection) -> None:
        """From now on know what this ledger has read."""
        self._connection = connection

    def recall(self, sha256: str, charset: str | None) -> PageRead | None:
        """See `KnownPages`."""
        if self._connection is None:
            return None
        row = self._connection.execute(
            "SELECT output FROM page_reads WHERE version = ? AND sha256 = ? AND charset = ?",
            (reader_version(), sha256, charset or ""),
        ).fetchone()
        try:
            return decode(PageRead, unpack(row[0])) if row else None
        except (zlib.error, UnicodeDecodeError):  # damaged: it is read again
            return None

    def keep(self, sha256: str, charset: str | None, page: PageRead) -> None:
        """See `KnownPages`; it stands once `write` is called."""
        self._fresh[sha256, charset or ""] = pack(encode(page))

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
