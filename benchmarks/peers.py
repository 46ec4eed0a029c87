"""Ours beside other libraries on the same work, in one process: pages, amounts, and the encoder alone as the floor.

`python -m benchmarks.peers` measures CPU time; each way is warmed on the first item, and of several rounds the quickest
counts. A library that is not installed is named and left out. Near copies and times have modules of their own
(`benchmarks.near_copies`, `benchmarks.time`); `python -m benchmarks` runs them all.
"""

import argparse
import importlib
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.articles import make_page, read_texts, write_texts
from benchmarks.machine import describe_machine
from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.loading import AnalyserKind, analyser_kind, usual_analyser
from onrecord.pipeline import steps
from onrecord.pipeline.plan import claim_report, compose_reading, date_alone, hear_report, parse_report
from onrecord.readers.html import read_html
from onrecord.readers.outcome import Place
from onrecord.readers.plain import read_plain
from onrecord.records import RawReport, Reading, Report
from onrecord.stages.clean import make_report
from onrecord.stages.measure import find_quantities
from onrecord.stages.sentence_view import view_sentences
from onrecord.stages.times import find_times

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do the work: its name, how many items a CPU second, and what it found, in words."""

    name: str
    speed: float
    found: str


def timed(name: str, work: Callable[[T], int], items: Sequence[T], rounds: int, found: str = "found") -> Way:
    """Do the work on every item; `work` gives how much it found in one."""
    work(items[0])  # so that patterns are compiled and tables loaded
    best, total = float("inf"), 0
    for _ in range(rounds):
        begin = time.process_time()
        total = sum(map(work, items))
        best = min(best, time.process_time() - begin)
    return Way(name, len(items) / best, f"{total} {found}")


def tell(title: str, ways: Sequence[Way]) -> None:
    """One line a way; the first is ours, and the others stand in proportion to it."""
    print(f"\n{title}\n{'':34s} {'a CPU second':>12s} {'ms each':>10s} {'ours is':>16s}")
    for way in ways:
        ratio = "" if way is ways[0] else f"{ways[0].speed / way.speed:.2f} x as fast"
        print(f"{way.name:34s} {way.speed:12.1f} {1000 / way.speed:10.2f} {ratio:>16s}   {way.found}")


def pages(texts: Sequence[str], rounds: int) -> None:
    """A page taken apart with its metadata and what was left out counted, beside trafilatura's text alone."""
    trafilatura: Any = importlib.import_module("trafilatura")
    made = [make_page(text, number).encode() for number, text in enumerate(texts)]
    place = Place(key="page", location="page.html", name="page")

    def ours(page: bytes) -> int:
        read = read_html(place, page)
        return len(read.text) if isinstance(read, RawReport) else 0

    def alone(page: bytes) -> int:
        return len(trafilatura.extract(page.decode(), favor_precision=True, include_comments=False) or "")

    told = "characters"
    ways = [timed("onrecord", ours, made, rounds, told), timed("trafilatura alone", alone, made, rounds, told)]
    tell(f"Web pages: {len(made)} of them", ways)


def amounts(readings: Sequence[Reading], lexicons: Lexicons, rounds: int) -> None:
    """Amounts with what they count, their place in time and modality, beside quantulum3's values and units."""

    def ours(reading: Reading) -> int:
        times = find_times(reading.text, reading.analyses, reading.publication.clock.interval, lexicons.time)
        views = view_sentences(reading, times, lexicons.commitments)
        return len(find_quantities(reading, times, lexicons, views))

    def every_claim(reading: Reading) -> int:
        return len(claim_report(reading, reading.publication, lexicons))

    ways = [
        timed("onrecord: times, amounts", ours, readings, rounds),
        timed("onrecord: all claims", every_claim, readings, rounds),
    ]
    try:
        with warnings.catch_warnings(action="ignore"):
            parser: Any = importlib.import_module("quantulum3.parser")
            ways.append(timed("quantulum3", lambda reading: len(parser.parse(reading.text)), readings, rounds))
    except ImportError as exc:
        print(f"quantulum3 cannot be used ({exc}). Install it: pip install 'onrecord[bench]'")
    tell(f"Amounts: {len(readings)} reports, read before", ways)


def encoder(reports: Sequence[Report], analyser: Analyser, lexicons: Lexicons, rounds: int) -> None:
    """Reading a report, all steps, beside the passes through the network that this takes and nothing else."""
    from onrecord.models.encoder.network import Network

    given: list[tuple[Network, Any]] = []
    whole = Network.read

    def noting(network: Network, pieces: Any) -> Any:
        given.append((network, pieces))
        return whole(network, pieces)

    def all_steps(report: Report) -> int:
        return len(read_report(report, analyser, lexicons).attributions)

    Network.read = noting  # type: ignore[method-assign]
    try:
        passes = [_passes(report, given, analyser, lexicons) for report in reports]
    finally:
        Network.read = whole  # type: ignore[method-assign]

    def bare(windows: Sequence[tuple[Network, Any]]) -> int:
        return len([whole(network, pieces) for network, pieces in windows])

    ways = [
        timed("onrecord: all steps on a report", all_steps, reports, rounds, "sayings"),
        timed("the bare encoder", bare, passes, rounds, "windows"),
    ]
    tell(f"Reading: {len(reports)} reports", ways)


def _passes(
    report: Report, given: list[tuple[Any, Any]], analyser: Analyser, lexicons: Lexicons
) -> list[tuple[Any, Any]]:
    """What goes through the network for one report."""
    given.clear()
    parse_report(report, analyser, lexicons)
    return list(given)


def read_report(report: Report, analyser: Analyser, lexicons: Lexicons) -> Reading:
    """A report read, its claims made, too."""
    parsed = parse_report(report, analyser, lexicons)
    heard = hear_report(report, parsed, lexicons)
    reading = compose_reading(report, parsed, heard, date_alone(report, parsed, lexicons))
    claim_report(reading, reading.publication, lexicons)
    return reading


def make_reports(texts: Sequence[str]) -> list[Report]:
    """The texts as reports."""
    raw = [read_plain(Place(key=f"r{n}", location=f"r{n}.txt", name=f"r{n}"), t.encode()) for n, t in enumerate(texts)]
    return [make_report(one) for one in raw if isinstance(one, RawReport)]


def measure(texts: Sequence[str], rounds: int, kind: AnalyserKind) -> None:
    """Print all three tables."""
    lexicons, analyser, reports = load_lexicons(), steps.analyser(kind), make_reports(texts)
    pages(texts, rounds)
    amounts([read_report(report, analyser, lexicons) for report in reports], lexicons, rounds)
    if kind is AnalyserKind.MODEL:
        encoder(reports, analyser, lexicons, rounds)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Ours beside other libraries on the same work.")
    parser.add_argument("--articles", type=Path, help="sample reports from this JSON Lines file")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--analyser", type=analyser_kind, default=usual_analyser(), help="model or rules")
    given = parser.parse_args()
    print(describe_machine())
    with tempfile.TemporaryDirectory(prefix="peers") as folder:
        write_texts(Path(folder), given.count, given.articles)
        measure(read_texts(Path(folder)), given.rounds, given.analyser)


if __name__ == "__main__":
    main()
