"""A build on a cluster beside one with a process pool, and what a kill costs.

`python -m benchmarks.cluster` makes stories (as `benchmarks.stories` does), builds a ledger of them with two processes
and with `--cluster local:2`, and compares CPU, memory and the canonical export. Then a worker, the scheduler and the
build itself are killed (SIGKILL) in the middle, in turn, and the build is run again. CPU is that of all processes
of a build together.
"""

import argparse
import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.stories.desk import make_story
from benchmarks.stories.reading import write_folder
from onrecord.exports.jsonl import export_jsonl
from onrecord.ledger.query import Ledger
from onrecord.models.loading import analyser_kind, usual_analyser

SIZE = 24
_DASK = ("--no-dashboard",)
# Runs one build; where a moment is given, its victim is killed there: the build itself, or a process by its number.
_CODE = """
import json, os, resource, signal, sys
from onrecord import build
given = json.loads(sys.argv[1])
def main():
    left = [given.pop("victim")]
    moment = given.pop("moment")
    def progress(what, done, total):
        if left[0] is not None and what == "reading reports" and done >= moment * total:
            os.kill(left.pop() or os.getpid(), signal.SIGKILL)
            left.append(None)
    build([given.pop("folder")], given.pop("ledger"), progress=progress, **given)
    own = resource.getrusage(resource.RUSAGE_SELF)
    print(own.ru_utime + own.ru_stime)
if __name__ == "__main__":
    main()
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build cost in all its processes and in its `first` one, which reads inputs and writes the ledger, and how
    it ended. Memory is that of the largest process.
    """

    cpu: float
    first: float
    wall: float
    mib: float
    ended: int


def run_build(folder: Path, ledger: Path, *, victim: int | None = None, moment: float = 0.5, **options: object) -> Cost:
    """Build in a process of its own; `victim` 0 is that process."""
    given = {"folder": str(folder), "ledger": str(ledger), "victim": victim, "moment": moment, **options}
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    # From a file, for the processes of a pool import the first module of their parent.
    script = ledger.with_suffix(".py")
    script.write_text(_CODE)
    command = [sys.executable, str(script), json.dumps(given)]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, float(done.stdout or 0), time.monotonic() - begin, after.ru_maxrss / 1024, done.returncode)


def digest(ledger: Path) -> str:
    """The hash of the canonical export."""
    whole = hashlib.sha256()
    with Ledger(ledger) as opened:
        for line in export_jsonl(opened):
            whole.update(line.encode())
    return whole.hexdigest()


@contextmanager
def dask(folder: Path, workers: int) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and workers as processes of their own: its address, and their numbers, the scheduler's first."""
    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    with ExitStack() as stack:
        start = ["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)]
        processes = [stack.enter_context(_process(start))]
        while not (file.exists() and file.read_text().endswith("}")):
            time.sleep(0.1)
        join = ["dask_worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny"]
        processes += [stack.enter_context(_process(join)) for _ in range(workers)]
        yield json.loads(file.read_text())["address"], [p.pid for p in processes]


@contextmanager
def _process(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    program, *options = command
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{program}", *_DASK, *options], stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def make_reports(folder: Path, count: int) -> int:
    """Stories of 24 reports each, until there are so many."""
    for seed in range(max(1, count // SIZE)):
        write_folder(make_story(seed, SIZE), folder / f"{seed:04}")
    return sum(1 for _ in folder.rglob("*.txt"))


def compare(folder: Path, room: Path, analyser: str) -> str:
    """Print both ways beside each other; the digest that all must have."""
    pool = run_build(folder, room / "pool.db", workers=2, analyser=analyser)
    crew = run_build(folder, room / "cluster.db", cluster="local:2", analyser=analyser)
    print(f"{'':34s} {'CPU s':>8s} {'first':>8s} {'wall s':>8s} {'MiB':>6s}")
    for name, cost in (("--workers 2", pool), ("--cluster local:2", crew)):
        print(f"{name:34s} {cost.cpu:8.1f} {cost.first:8.1f} {cost.wall:8.1f} {cost.mib:6.0f}")
    print(f"{'CPU, cluster over pool':34s} {crew.cpu / pool.cpu:8.2f}")
    print(f"{'ledger, MiB':34s} {(room / 'cluster.db').stat().st_size / 2**20:8.1f}")
    assert (pool.ended, crew.ended) == (0, 0)
    wanted = digest(room / "pool.db")
    print(f"{'same export':34s} {digest(room / 'cluster.db') == wanted!s:>8s}\n")
    return wanted


def kill_each(folder: Path, room: Path, analyser: str, wanted: str) -> None:
    """Kill a worker, the scheduler and the build in the middle of reading, and print what came of it."""
    for index, name in ((1, "a worker"), (0, "the scheduler"), (None, "the build")):
        ledger = room / f"killed-{name.split()[1]}.db"
        with dask(room, 2) as (address, processes):
            victim = 0 if index is None else processes[index]
            first = run_build(folder, ledger, victim=victim, cluster=address, analyser=analyser)
        ending = "went on" if first.ended == 0 else _go_on(folder, ledger, first.ended, analyser)
        print(f"kill -9 of {name:13s} {ending}; same export: {digest(ledger) == wanted}")


def _go_on(folder: Path, ledger: Path, ended: int, analyser: str) -> str:
    """Run the same build again, and say from what it went on."""
    shards = list((ledger.with_name(f"{ledger.name}.work") / "texts").glob("*.parquet"))
    size = sum(shard.stat().st_size for shard in shards) / 2**20
    again = run_build(folder, ledger, cluster="local:2", analyser=analyser)
    assert again.ended == 0
    return f"ended with {ended}, {len(shards)} shards ({size:.1f} MiB) kept; again: {again.cpu:.1f} CPU s"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="A build on a cluster beside one with a process pool.")
    parser.add_argument("--reports", type=int, default=240, help="about so many reports")
    parser.add_argument("--analyser", type=analyser_kind, default=usual_analyser(), help="model or rules")
    given = parser.parse_args()
    room = Path(tempfile.mkdtemp(prefix="cluster"))
    try:
        count = make_reports(room / "reports", given.reports)
        print(f"{describe_machine()}, {os.cpu_count()} cores; {count} reports, read by {given.analyser.value}\n")
        wanted = compare(room / "reports", room, given.analyser.value)
        kill_each(room / "reports", room, given.analyser.value, wanted)
    finally:
        shutil.rmtree(room, ignore_errors=True)


if __name__ == "__main__":
    main()
