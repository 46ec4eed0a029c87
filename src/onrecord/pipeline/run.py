"""What one build works with: the ledger, its stage results, the decisions, and processes to work in."""

import signal
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Protocol, TypeVar

from onrecord.ledger.results import StageResults
from onrecord.models.loading import AnalyserKind
from onrecord.readers.outcome import PageRead
from onrecord.records import Decision, ReportId, Story

if TYPE_CHECKING:
    from onrecord.pipeline.texts import Texts

J = TypeVar("J")
R = TypeVar("R")
BATCH = 64
"""Reports whose results are written together: what a killed build loses at most."""

_AHEAD = 4  # jobs for each process: enough that none waits, and no more in memory


class Progress(Protocol):
    """Told of work done: what, how much, of how much."""

    def __call__(self, what: str, done: int, total: int, /) -> None:
        """Take note; must not raise."""
        ...


def silent(what: str, done: int, total: int, /) -> None:
    """Progress for those who do not want any."""


class Mapper(Protocol):
    """`map`, here or in other processes; results come in the order of the jobs."""

    def __call__(self, function: Callable[[J], R], jobs: Iterable[J], /) -> Iterator[R]:
        """The results of the function."""
        ...


class TakeApart(Protocol):
    """Takes web pages apart, here or elsewhere."""

    def __call__(self, pages: Sequence[bytes], /) -> Iterable[PageRead | None]:
        """What each gives, in their order; None for one that holds no report."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What decisions made or undone since the build before are about: raw bytes by hash, or with `all` anything."""

    hashes: frozenset[str]
    all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one build works with; `decisions` are those that stand, `every_decision` also those undone. `settled` where
    code, word lists and weights are those of the build before.
    """

    connection: sqlite3.Connection
    results: StageResults
    every_decision: tuple[Decision, ...]
    decisions: tuple[Decision, ...]
    analyser: AnalyserKind
    progress: Progress
    map: Mapper
    settled: bool
    touched: Touched
    ahead: "Ahead | None" = None


class Ahead(Protocol):
    """Has the costly steps run elsewhere before the build asks for what they give, and leaves it where the build will
    look: what is then still missing, the build makes itself.
    """

    def take_apart(self, pages: Sequence[bytes], /) -> Iterable[PageRead | None]:
        """See `TakeApart`."""
        ...

    def read_texts(self, run: "Run", reports: Sequence[ReportId], /) -> None:
        """The steps that look at one report alone."""
        ...

    def relate_stories(self, run: "Run", texts: "Texts", wanted: Sequence[tuple[Story, str]], /) -> None:
        """The steps that look at a story whole; each of `wanted` comes with the key of its account."""
        ...


@contextmanager
def mapper(workers: int) -> Iterator[Mapper]:
    """A `map` that uses so many processes and takes jobs only as they are needed; when the block ends early, work not
    begun is dropped.
    """
    if workers == 1:
        yield map
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    try:
        yield lambda function, jobs: _in_order(pool, _AHEAD * workers, function, jobs)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts() -> None:
    """Leave it to the first process to end the build when the user interrupts it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_order(pool: ProcessPoolExecutor, ahead: int, function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
    """The results in the order of the jobs, of which at most `ahead` are under way or not yet asked for."""
    waiting: deque[Future[R]] = deque()
    for job in jobs:
        waiting.append(pool.submit(function, job))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def batches(items: Iterable[J], size: int = BATCH) -> Iterator[list[J]]:
    """The items, so many at a time."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
