"""Results of stages, kept in the ledger under the digest of everything they depend on."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import nullcontext

from onrecord.ledger.sqlite import transaction

# Half the time of the usual level, for a tenth more bytes.
_LEVEL = 4


def pack(output: str) -> bytes:
    """An output as it is stored."""
    return zlib.compress(output.encode(), _LEVEL)


def unpack(stored: bytes) -> str:
    """The output that was packed; raises zlib.error or UnicodeDecodeError where the bytes are damaged."""
    return zlib.decompress(stored).decode()


class StageResults:
    """What stages made. Each batch stands once written, so an interrupted build goes on where it stopped; the ledger's
    records change only at the end, all at once.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def has(self, stage: str, key: str) -> bool:
        """Whether there is an output, read or not."""
        found = self._connection.execute("SELECT 1 FROM stage_results WHERE stage = ? AND key = ?", (stage, key))
        return found.fetchone() is not None

    def get(self, stage: str, key: str) -> str | None:
        """The stored output, as canonical JSON; None when this was never made or its bytes are damaged."""
        row = self._connection.execute(
            "SELECT output FROM stage_results WHERE stage = ? AND key = ?", (stage, key)
        ).fetchone()
        try:
            return unpack(row[0]) if row else None
        except (zlib.error, UnicodeDecodeError):
            return None

    def put(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Store (stage, key, canonical JSON) rows so that they stand at once, unless a transaction is under way."""
        with nullcontext() if self._connection.in_transaction else transaction(self._connection):
            self.note(rows)

    def put_packed(self, rows: Iterable[tuple[str, str, bytes]]) -> None:
        """Store (stage, key, packed output) rows as another process packed them, so that they stand at once."""
        with transaction(self._connection):
            self._connection.executemany("INSERT OR REPLACE INTO stage_results VALUES (?, ?, ?)", rows)

    def note(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Store rows inside the transaction that is under way, so that they stand if and only if it does."""
        packed = [(stage, key, pack(output)) for stage, key, output in rows]
        self._connection.executemany("INSERT OR REPLACE INTO stage_results VALUES (?, ?, ?)", packed)

    def drop_unused(self, stale: Iterable[tuple[str, str]]) -> None:
        """Remove these results, by stage and key, which nothing rests on any more."""
        self._connection.executemany("DELETE FROM stage_results WHERE stage = ? AND key = ?", stale)

    def every(self) -> Iterator[tuple[str, str]]:
        """Stage and key of all that is stored."""
        yield from self._connection.execute("SELECT stage, key FROM stage_results")
