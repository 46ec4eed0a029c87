"""A folder of what was fetched: bytes under their digest, and a log that is only ever added to."""

import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from onrecord.collecting.fetcher import Answer
from onrecord.errors import InputError
from onrecord.readers.collection import Fetched, parse_log, raw_path
from onrecord.readers.files import COLLECTION_FILE, RAW_FOLDER

LOCK_FILE = ".lock"


class Collection:
    """A kept folder, held by one process at a time; use it as a context manager.

    What `keep` was given stands on the disk when it returns; bytes first, then the line that names them, so that a
    crash leaves no line without its bytes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._log = folder / COLLECTION_FILE
        self._last: dict[str, Fetched] = {}
        try:
            (folder / RAW_FOLDER).mkdir(parents=True, exist_ok=True)
            self._lock = (folder / LOCK_FILE).open("ab")
            _hold(self._lock, folder)
            self._log.touch()
            self._mend()
            with self._log.open("rb") as stream:
                for _, line in parse_log(stream):
                    self._note(line)
        except OSError as exc:
            raise InputError(
                f"{folder}: cannot be written ({exc.strerror}). Check the path and its permissions."
            ) from exc

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.close()

    def before(self, url: str) -> Fetched | None:
        """The last line for an address of which bytes were kept; None when there is none, or its bytes are gone."""
        line = self._last.get(url)
        return line if line is not None and line.sha256 and raw_path(self.folder, line.sha256).exists() else None

    def body(self, answer: Answer) -> bytes | None:
        """The bytes of an answer, also where the server said that they are as before."""
        if answer.body is not None or answer.fetched.sha256 is None:
            return answer.body
        return raw_path(self.folder, answer.fetched.sha256).read_bytes()

    def keep(self, answer: Answer) -> None:
        """Write an answer down; raises InputError when the disk does not take it."""
        try:
            if answer.body is not None and answer.fetched.sha256 is not None:
                _write_once(raw_path(self.folder, answer.fetched.sha256), answer.body)
            told = {name: value for name, value in asdict(answer.fetched).items() if value not in (None, ())}
            with self._log.open("ab") as stream:
                stream.write(f"{json.dumps(told, ensure_ascii=False)}\n".encode("utf-8", errors="replace"))
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as exc:
            raise InputError(f"{self._log}: cannot be written ({exc.strerror}). What is in it stands.") from exc
        self._note(answer.fetched)

    def _note(self, line: Fetched | str) -> None:
        if isinstance(line, Fetched) and line.sha256:
            self._last[line.url] = line

    def _mend(self) -> None:
        """Take away the half line that a crash in the middle of writing left; its bytes are kept under their digest."""
        data = self._log.read_bytes()
        if data and not data.endswith(b"\n"):
            whole = data[: data.rfind(b"\n") + 1]
            write_whole(self._log, whole)


def _hold(lock: IO[bytes], folder: Path) -> None:
    """Keep other processes out until the file is closed, where the system can."""
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            lock.close()
            raise InputError(f"{folder}: another onrecord is fetching into it. Wait for it, or end it.") from exc


def _write_once(path: Path, data: bytes) -> None:
    """Write bytes under their digest, unless they are there already."""
    if not (path.exists() and path.stat().st_size == len(data)):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
