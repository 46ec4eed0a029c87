"""Results of stages, kept in the ledger under the digest of everything they depend on."""

import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import nullcontext

from onrecord.ledger.sqlite import transaction

# Half the time of the usual level, for a tenth more bytes.
_LEVEL = 4


class StageResults:
    """What stages made. Each batch stands once written, so an interrupted build goes on where it stopped; the ledger's
    records change only at the end, all at once.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.used: set[tuple[str, str]] = set()

    def has(self, stage: str, key: str) -> bool:
        """Whether there is an output, read or not."""
        self.used.add((stage, key))
        found = self._connection.execute("SELECT 1 FROM stage_results WHERE stage = ? AND key = ?", (stage, key))
        return found.fetchone() is not None

    def get(self, stage: str, key: str) -> str | None:
        """The stored output, as canonical JSON; None when this was never made or its bytes are damaged."""
        self.used.add((stage, key))
        row = self._connection.execute(
            "SELECT output FROM stage_results WHERE stage = ? AND key = ?", (stage, key)
        ).fetchone()
        try:
            return zlib.decompress(row[0]).decode() if row else None
        except (zlib.error, UnicodeDecodeError):
            return None

    def put(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Store (stage, key, canonical JSON) rows so that they stand at once, unless a transaction is under way."""
        with nullcontext() if self._connection.in_transaction else transaction(self._connection):
            self.note(rows)

    def note(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Store rows inside the transaction that is under way, so that they stand if and only if it does."""
        packed = [(stage, key, zlib.compress(output.encode(), _LEVEL)) for stage, key, output in rows]
        self.used.update((stage, key) for stage, key, _ in packed)
        self._connection.executemany("INSERT OR REPLACE INTO stage_results VALUES (?, ?, ?)", packed)

    def drop_unused(self) -> None:
        """Remove what this build neither read nor wrote."""
        stored = self._connection.execute("SELECT stage, key FROM stage_results").fetchall()
        unused = [row for row in stored if row not in self.used]
        self._connection.executemany("DELETE FROM stage_results WHERE stage = ? AND key = ?", unused)
