"""How a build grows with the number of reports: time by step, memory and bytes of the ledger, and what one more costs.

`python -m benchmarks.growth 100 1000 10000` makes up stories (`benchmarks/stories`) of 24 reports each, builds a ledger
of so many of them in a process of its own, and then adds a single report in another. With `--bare` no sentence is read:
what is measured then is what a build does beside reading, on texts as varied as before. Reports and ledger of a size
are deleted before the next, unless `--folder` says where to keep them; a hundred thousand need some 4 GB of disk. How
far a build is goes to standard error.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.machine import describe_machine
from benchmarks.stories.desk import make_story
from onrecord.ledger.results import StageResults
from onrecord.models.loading import analyser_kind, usual_analyser
from onrecord.pipeline import accounts, local, steps
from onrecord.pipeline.pages import LedgerPages
from onrecord.pipeline.plan import Parsed
from onrecord.pipeline.run import Ahead
from onrecord.readers import opening
from onrecord.readers.inputs import page_files, read_inputs
from onrecord.stages.clean import label_passages

T = TypeVar("T")
STORY = 24
"""Reports of each made story."""

_MANY = 2_000

_WATCHED = (
    (local, "read_given", "taking in"),
    (opening, "read_html", "taking pages apart"),
    (local, "read_texts", "reading, beside its steps"),
    (steps, "parse_report", "reading: encoder, grammar, names"),
    (steps, "hear_report", "reading: who says what"),
    (steps, "date_alone", "reading: its day"),
    (steps, "outline_report", "reading: outline"),
    (steps, "claim_report", "reading: claims"),
    (accounts, "group_reports", "grouping"),
    (local, "relate_all", "relating"),
)
"""Functions by the step they belong to; what is called inside another counts for itself alone."""


def write_reports(folder: Path, count: int, before: int = 0, day: str | None = None) -> str:
    """So many made reports as text files with their metadata, of the stories after the first `before`, all of one `day`
    if need be; gives the last day.
    """
    folder.mkdir(parents=True, exist_ok=True)
    meta: dict[str, dict[str, str]] = {}
    for seed in range(before, before + -(-count // STORY)):
        for report in make_story(seed, STORY).reports[: count - len(meta)]:
            name = f"{seed:05}-{report.name}.txt"
            (folder / name).write_text(report.text, encoding="utf-8")
            meta[name] = {"outlet": report.outlet, "published": day or report.published.isoformat()}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return max(m["published"] for m in meta.values())


def watch(spent: dict[str, float], module: Any, name: str, step: str) -> None:
    """Add the CPU time of a function to its step whenever it is called, less what is watched inside it."""
    working: Callable[..., Any] = getattr(module, name)

    def watched(*given: Any, **named: Any) -> Any:
        begin, inside = time.process_time(), sum(spent.values())
        result = working(*given, **named)
        spent[step] += time.process_time() - begin - (sum(spent.values()) - inside)
        return result

    setattr(module, name, watched)


def read_nothing(job: steps.TextJob) -> tuple[steps.TextResults, Any]:
    """In place of reading: a report without sentences."""
    report, _, kind = job
    passages = label_passages(report, steps.load_lexicons().page)
    parsed = steps.encode(Parsed(passages=passages, analyses=()))
    return read_all((report, steps.TextResults(parsed=parsed, heard=None, publication=None), kind))


read_all = steps.make_reading


class Teller:
    """Tells on standard error, at every tenth of a step, how far it is; steps of few reports are passed over."""

    def __init__(self) -> None:
        self._tenths: dict[str, int] = {}
        self._begin = time.perf_counter()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Take note."""
        tenth = 10 * done // max(1, total)
        if total >= _MANY and tenth > self._tenths.get(what, -1):
            self._tenths[what] = tenth
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
            spent = f"{time.process_time():.0f} s CPU, {time.perf_counter() - self._begin:.0f} s in all"
            print(f"    {what}: {done} of {total}, {spent}, {peak:.0f} MiB", file=sys.stderr, flush=True)


def counted(inputs: Iterable[T], every: int = 10_000) -> Iterator[T]:
    """The inputs, told of on standard error as so many more were taken in."""
    begin = time.perf_counter()
    for done, item in enumerate(inputs, 1):
        yield item
        if done % every == 0:
            print(f"    taking in: {done}, {time.perf_counter() - begin:.0f} s in all", file=sys.stderr, flush=True)


def build_here(folder: Path, ledger: Path, kind: str, *, bare: bool, cluster: str | None = None) -> None:
    """Build in this process and print what it took as a line of JSON; with a cluster what it took of this process."""
    spent: dict[str, float] = defaultdict(float)
    if bare:
        steps.make_reading = read_nothing
    steps.analyser(analyser_kind(kind))
    steps.settings_digest(analyser_kind(kind))
    for module, name, step in _WATCHED:
        watch(spent, module, name, step)
    for name in ("put", "put_packed"):
        watch(spent, StageResults, name, "storing results")
    watch(spent, LedgerPages, "take_apart", "taking pages apart")
    begin, wall = time.process_time(), time.perf_counter()
    pages = LedgerPages(page_files([folder]) if cluster else ())
    with nullcontext() if cluster is None else started(cluster, ledger) as ahead:
        local.build(
            counted(read_inputs([folder], pages=pages)),
            ledger,
            roots=[folder],
            analyser=analyser_kind(kind),
            progress=Teller(),
            ahead=ahead,
            pages=pages,
        )
    spent["writing"] = time.process_time() - begin - sum(spent.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    size = sum(f.stat().st_size for f in ledger.parent.glob(f"{ledger.name}*"))
    print(json.dumps({"spent": spent, "wall": time.perf_counter() - wall, "peak": peak, "bytes": size}))


def started(cluster: str, ledger: Path) -> AbstractContextManager[Ahead]:
    """Workers for the build."""
    from onrecord.pipeline.cluster.build import cluster_ahead

    return cluster_ahead(cluster, None, ledger)


def build_apart(folder: Path, ledger: Path, kind: str, *, bare: bool, cluster: str | None = None) -> dict[str, Any]:
    """The same in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.growth", "--build", str(folder), str(ledger), "--analyser", kind]
    command += ["--bare"] * bare + (["--cluster", cluster] if cluster else [])
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def tell(what: str, reports: int, found: dict[str, Any]) -> None:
    """One line a build: CPU seconds by step, for each report where there are many."""
    total = sum(found["spent"].values())
    parts = ", ".join(f"{step} {seconds:.2f}" for step, seconds in sorted(found["spent"].items()) if seconds >= 0.005)
    print(
        f"{what:24s} {total:9.2f} s CPU ({1000 * total / reports:8.1f} ms a report), {found['wall']:8.1f} s in all, "
        f"peak {found['peak'] / 2**20:6.0f} MiB, {found['bytes'] / reports / 1024:6.1f} KiB a report\n    {parts}",
        flush=True,
    )


def measure(home: Path, size: int, kind: str, *, bare: bool) -> None:
    """Build a ledger of so many reports under `home`, add one report three times, and print what each took."""
    last = write_reports(home / "reports", size)
    ledger = home / "growth.db"
    tell(f"{size} reports", size, build_apart(home / "reports", ledger, kind, bare=bare))
    for more in range(3):
        # Of today, as the news is: it is no part of what the sample was taken from.
        write_reports(home / f"one{more}", 1, before=size // STORY + 1 + more, day=last)
        found = build_apart(home / f"one{more}", ledger, kind, bare=bare)
        tell(f"one more into {size + more}", size + more + 1, found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Growth of a build with the number of reports.")
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1_000])
    parser.add_argument("--bare", action="store_true", help="read no sentences")
    parser.add_argument("--analyser", default=usual_analyser().value, help="model or rules")
    parser.add_argument("--folder", type=Path, help="keep the reports and ledgers here")
    parser.add_argument("--build", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--cluster", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.build:
        build_here(*given.build, given.analyser, bare=given.bare, cluster=given.cluster)
        return
    print(describe_machine(), flush=True)
    root = given.folder or Path(tempfile.mkdtemp(prefix="growth"))
    for size in given.sizes:
        measure(root / str(size), size, given.analyser, bare=given.bare)
        if given.folder is None:
            shutil.rmtree(root / str(size))
    if given.folder is None:
        root.rmdir()


if __name__ == "__main__":
    main()
