"""Working a ledger out again behind the pages, one build at a time, so that no page waits for it."""

import threading
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.pipeline.session import rebuild_ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is under way: the step with its counts, or why the last build failed."""

    step: str = ""
    done: int = 0
    total: int = 0
    running: bool = False
    failed: str | None = None


class Rebuilder:
    """Builds a ledger again when told that decisions came in; those that come in meanwhile make one more build."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._wanted = False
        self._thread: threading.Thread | None = None
        self._work = Work()

    @property
    def work(self) -> Work:
        """What is under way."""
        return self._work

    def ask(self) -> None:
        """See that a build begins after now."""
        with self._lock:
            self._wanted = True
            if self._thread is None:
                self._work = Work(step="reading the decisions", running=True)
                self._thread = threading.Thread(target=self._run, name="rebuild", daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait so long for the builds asked for to end; whether they have."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return self._thread is None

    def _run(self) -> None:
        failed = None
        while True:
            with self._lock:
                if not self._wanted:
                    self._work = Work(failed=failed)
                    self._thread = None
                    return
                self._wanted = False
            try:
                rebuild_ledger(self._ledger, progress=self._show)
                failed = None
            except OnRecordError as exc:
                failed = str(exc)
            except Exception as exc:  # noqa: BLE001 a thread that dies silently would leave the page waiting
                failed = f"{self._ledger}: the build broke ({exc}). Run: onrecord build"

    def _show(self, what: str, done: int, total: int, /) -> None:
        self._work = Work(step=what, done=done, total=total, running=True)
