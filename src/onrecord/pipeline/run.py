"""What one build works with: the ledger, its stage results, the decisions, and processes to work in."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Protocol, TypeVar

from onrecord.ledger.results import StageResults
from onrecord.models.loading import AnalyserKind
from onrecord.records import Decision

J = TypeVar("J")
R = TypeVar("R")
BATCH = 64
"""Reports whose results are written together: what an interrupted build loses at most."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one build works with; `decisions` are those that stand, `every_decision` also those undone."""

    connection: sqlite3.Connection
    results: StageResults
    every_decision: tuple[Decision, ...]
    decisions: tuple[Decision, ...]
    analyser: AnalyserKind
    progress: Progress
    map: Mapper


@contextmanager
def mapper(workers: int) -> Iterator[Mapper]:
    """A `map` that uses so many processes; when the block ends early, work not begun is dropped."""
    if workers == 1:
        yield map
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield lambda function, jobs: pool.map(function, jobs, chunksize=2)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def batches(items: Sequence[J]) -> Iterator[list[J]]:
    """The items, so many at a time."""
    waiting = iter(items)
    while batch := list(islice(waiting, BATCH)):
        yield batch
