"""What SQLite says when something is wrong with a file, as an error that tells the user what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import LedgerFaultError

# By SQLite's primary result code: what is wrong, and what to do about it.
_ADVICE = {
    sqlite3.SQLITE_READONLY: "cannot be written. Check the permissions of the file and its folder.",
    sqlite3.SQLITE_PERM: "cannot be opened. Check the permissions of the file and its folder.",
    sqlite3.SQLITE_AUTH: "cannot be opened. Check the permissions of the file and its folder.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Check that its folder exists and may be written.",
    sqlite3.SQLITE_FULL: "the disk is full. Free some space and run the same command again; the ledger is as it was.",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written. Check it, and run the same command again.",
    sqlite3.SQLITE_BUSY: "is being written by another build. Wait for it to end, then run the same command again.",
    sqlite3.SQLITE_LOCKED: "is being written by another build. Wait for it to end, then run the same command again.",
    sqlite3.SQLITE_CORRUPT: "is damaged. Put a sound copy in its place, or delete it and build it again; "
    "decisions.jsonl is kept apart and is not lost.",
    sqlite3.SQLITE_NOTADB: "cannot be used as a ledger, for it is none. Give another file, or delete it and build it "
    "again.",
}
_OTHER = "cannot be used as a ledger. Give another file, or delete it and build it again."


def explain_fault(path: Path, error: sqlite3.Error) -> LedgerFaultError:
    """The error for the user: where, what, what to do, and in brackets what SQLite said."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF == sqlite3.SQLITE_INTERRUPT:
        return LedgerFaultError(
            f"{path}: the question takes too long. Ask for less: one story, fewer words, fewer days."
        )
    if code is None and "decode" in str(error):
        return damaged(path, error)  # Python met bytes that are no text
    advice = _ADVICE.get(code & 0xFF, _OTHER) if code is not None else _OTHER
    return LedgerFaultError(f"{path}: {advice} (SQLite: {error})")


def damaged(path: Path, error: Exception) -> LedgerFaultError:
    """The error for a file that opens and whose content cannot be what a ledger holds."""
    return LedgerFaultError(f"{path}: {_ADVICE[sqlite3.SQLITE_CORRUPT]} ({' '.join(str(error).split())[:120]})")


@contextmanager
def explained_faults(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file into a LedgerError; a broken invariant of ours stays what it is."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as exc:
        raise explain_fault(path, exc) from exc
