"""How far a ledger has read what only grows, written in the ledger itself, so that it goes where the ledger goes."""

from contextlib import closing
from pathlib import Path

from onrecord.ledger.faults import explained_faults
from onrecord.ledger.sqlite import connect, transaction

_PREFIX = "read up to: "


def read_mark(ledger: Path, name: str) -> str | None:
    """The mark of this name; None where there is none, or no ledger yet."""
    if not ledger.exists():
        return None
    with explained_faults(ledger), closing(connect(ledger)) as connection:
        row = connection.execute("SELECT value FROM meta WHERE name = ?", (_PREFIX + name,)).fetchone()
    return str(row[0]) if row else None


def write_mark(ledger: Path, name: str, value: str) -> None:
    """Set the mark of this name."""
    with explained_faults(ledger), closing(connect(ledger)) as connection, transaction(connection):
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_PREFIX + name, value))
