"""`make bench`, or `python -m benchmarks`: all measurements that go with `docs/scale.md`, in one run on one machine.

The whole path from pages to a ledger; growth from a hundred to a thousand reports; then ours beside other libraries on
the same texts: pages, near copies, times, amounts, and the bare encoder as the floor. Growth to ten and a hundred
thousand takes minutes and hours, and is asked for: `python -m benchmarks.growth --bare --analyser rules 10000 100000`.
"""

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks import growth, near_copies, peers, time, whole
from benchmarks.articles import read_texts, write_texts
from benchmarks.machine import describe_machine
from onrecord.models.loading import analyser_kind, usual_analyser


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="What a build costs, beside others.")
    parser.add_argument("--articles", type=Path, help="sample reports from this JSON Lines file")
    parser.add_argument("--count", type=int, default=120, help="pages of the whole path; of a third others are run")
    parser.add_argument("--grow", nargs="*", type=int, default=[100, 1_000], help="numbers of reports to grow through")
    parser.add_argument("--copies", type=int, default=3_000, help="texts for near copies")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--analyser", default=usual_analyser().value, help="model or rules")
    given = parser.parse_args()
    print(f"{describe_machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        folder = Path(name)
        whole.measure(folder / "whole", given.count, given.analyser, given.articles)
        print("\nGrowth, no sentence read: made stories")
        for size in given.grow:
            growth.measure(folder / "growth" / str(size), size, given.analyser, bare=True)
        write_texts(folder / "texts", max(2, given.count // 3), given.articles)
        texts = read_texts(folder / "texts")
        peers.measure(texts, given.rounds, analyser_kind(given.analyser))
        near_copies.measure(given.copies, given.rounds)
        time.compare([folder / "texts"], rounds=1)


if __name__ == "__main__":
    main()
