"""The whole path, from web pages to a ledger: reports a second, CPU by stage, memory, bytes of the ledger.

`python -m benchmarks.whole` builds in a process of its own, with one worker. Pages are made around a sample of news
reports (`--articles`) where they are at hand, else around made ones.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.articles import read_texts, write_pages, write_texts
from benchmarks.growth import build_apart
from benchmarks.machine import describe_machine
from onrecord.models.loading import usual_analyser


def measure(folder: Path, count: int, kind: str, articles: Path | None, cluster: str | None = None) -> dict[str, Any]:
    """Build from so many pages, print the table, and give what it says; with a cluster of the first process alone."""
    what = write_texts(folder / "texts", count, articles)
    texts = read_texts(folder / "texts")
    write_pages(texts, folder / "pages")
    words = sum(len(text.split()) for text in texts)
    found = build_apart(folder / "pages", folder / "whole.db", kind, bare=False, cluster=cluster)
    where = "one process" if cluster is None else f"the first process of --cluster {cluster}"
    tell(f"{len(texts)} pages of {what}, {words // len(texts)} words each, read by {kind}, {where}", len(texts), found)
    return found


def tell(what: str, reports: int, found: dict[str, Any]) -> None:
    """Print what a build took, stage by stage for a thousand reports."""
    total = sum(found["spent"].values())
    print(f"\nWhole path: {what}")
    print(f"{'reports a CPU second':34s} {reports / total:10.2f}")
    print(f"{'reports a second on the clock':34s} {reports / found['wall']:10.2f}")
    print(f"{'peak memory, MiB':34s} {found['peak'] / 2**20:10.0f}")
    print(f"{'ledger, KiB a report':34s} {found['bytes'] / reports / 1024:10.1f}")
    print(f"{'CPU seconds for 1,000 reports':34s} {1000 * total / reports:10.1f}")
    for step, seconds in sorted(found["spent"].items(), key=lambda item: -item[1]):
        print(f"    {step:30s} {1000 * seconds / reports:10.1f} {100 * seconds / total:6.1f} %")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="From web pages to a ledger.")
    parser.add_argument("--articles", type=Path, help="sample reports from this JSON Lines file")
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--analyser", default=usual_analyser().value, help="model or rules")
    parser.add_argument("--cluster", help="what the first process still does where this one reads, as local:2")
    given = parser.parse_args()
    print(describe_machine())
    with tempfile.TemporaryDirectory(prefix="whole") as folder:
        measure(Path(folder), given.count, given.analyser, given.articles, given.cluster)


if __name__ == "__main__":
    main()
