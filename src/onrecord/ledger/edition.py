"""Which edition of a ledger there is: the same until a build or a decision changes what its readers see."""

import sqlite3
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from onrecord.ledger.decisions import decisions_file
from onrecord.ledger.faults import explained_faults

Stamp: TypeAlias = tuple[object, ...]


class Edition:
    """A ledger watched by its own count of builds, which changes in the one transaction that changes the rest.

    What a build writes on its way is no edition. A file put in the place of another, or written over it, is one. Its
    method may be called from any thread.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._file: Stamp = ()
        self._builds = ""
        self._connection: sqlite3.Connection | None = None

    def stamp(self) -> Stamp:
        """Equal to the one before only where nothing that is shown has changed since.

        Raises LedgerError where the file cannot be read; one that is not there has an edition of its own.
        """
        with self._lock, explained_faults(self._path):
            here = _file(self._path)
            if not here:
                return ()
            if self._connection is None or here != self._file:
                self._open(here)
            builds = self._count()
            if builds != self._builds:
                # The file by itself then holds all of it, as it does where nobody watches.
                with suppress(sqlite3.Error):
                    self._execute("PRAGMA wal_checkpoint(PASSIVE)")
                self._builds, self._file = builds, _file(self._path)
            return *self._file, builds, *_file(decisions_file(self._path))

    def _open(self, here: Stamp) -> None:
        """Watch the file that lies there now; while it is watched no other is taken for it."""
        if self._connection is not None:
            self._connection.close()
        try:
            self._connect("mode=rw")
        except sqlite3.OperationalError:
            self._connect("mode=ro&immutable=1")  # in a place where nothing can be written beside it
        self._file = here

    def _connect(self, how: str) -> None:
        name = f"{self._path.resolve().as_uri()}?{how}"
        self._connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False, uri=True)
        weakref.finalize(self, self._connection.close)
        self._builds = self._count()

    def _count(self) -> str:
        found = self._execute("SELECT value FROM meta WHERE name = 'builds'")
        return str(found[0][0]) if found else ""

    def _execute(self, sql: str) -> list[tuple[object, ...]]:
        assert self._connection is not None
        return self._connection.execute(sql).fetchall()


def _file(path: Path) -> Stamp:
    """What tells a file from another at its place; nothing where there is none."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size
