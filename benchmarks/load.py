"""Readers, a build and a reviewer at once: `python -m benchmarks.load --seconds 600 --readers 50`.

A server on loopback shows a ledger of made stories to many readers, while reports are added to it one after the other
and a reviewer decides through the pages' own forms. Told are the answers by status, the times of the slowest, and
whether every decision is there at the end.
"""

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.machine import describe_machine
from benchmarks.stories.desk import make_story
from benchmarks.stories.reading import write_folder
from onrecord.ledger.decisions import decisions_file, read_decisions
from onrecord.pipeline.session import build_ledger
from onrecord.pipeline.verifying import verify_ledger

PAGES = (
    "", "claims", "disputes", "deadlines", "search?q=strike", "claims.json", "disputes.json", "decisions", "reports",
    "diff", "check?sentence=The+strike+ended.", "stories.json",
)  # fmt: skip


@contextmanager
def serving(ledger: Path) -> Iterator[str]:
    """The address of a server for the ledger, up while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from onrecord.cli.main import main; main()", "serve", str(ledger)]
    process = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(300):
            try:
                httpx.get(address, timeout=1)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def read_pages(address: str, seed: int, end: float, seen: list[tuple[str, int, float]]) -> None:
    """One reader: page after page until the time is over."""
    chance = random.Random(seed)
    with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as client:
        while time.monotonic() < end:
            page = chance.choice(PAGES)
            begin = time.monotonic()
            try:
                status = client.get(page).status_code
            except httpx.TransportError:
                status = 0
            seen.append((page, status, time.monotonic() - begin))
            time.sleep(chance.uniform(0.05, 0.4))


def add_reports(folder: Path, spare: Path, ledger: Path, end: float, built: list[int]) -> None:
    """A build after each report more."""
    for path in sorted(spare.glob("*.txt")):
        if time.monotonic() > end:
            return
        path.rename(folder / path.name)
        built.append(build_ledger([folder], ledger, analyser="rules").reports)


def review(address: str, ledger: Path, end: float, made: list[str]) -> None:
    """A reviewer on the command line of the same machine, one decision after the other."""
    command = [sys.executable, "-c", "from onrecord.cli.main import main; main()"]
    with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as client:
        while time.monotonic() < end:
            rows = client.get("claims.json").json()
            names = sorted(set(_claim_ids(rows)))
            name = names[len(made) % len(names)]
            done = subprocess.run([*command, "set", str(ledger), "reject", name, "--reviewer", "ann"], check=False)
            if done.returncode == 0:
                made.append(name)


def _claim_ids(value: object) -> Iterator[str]:
    """Every id of a claim in an answer, wherever it stands."""
    if isinstance(value, dict):
        for member in value.values():
            yield from _claim_ids(member)
    elif isinstance(value, list):
        for member in value:
            yield from _claim_ids(member)
    elif isinstance(value, str) and value.startswith("c_"):
        yield value


def main() -> int:
    """Run it and print what came of it; exit 1 when an answer failed or a decision is missing."""
    parser = argparse.ArgumentParser(prog="benchmarks.load", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reports", type=int, default=40)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, spare, ledger = Path(name) / "reports", Path(name) / "spare", Path(name) / "story.db"
        write_folder(make_story(1, chosen.reports), folder)
        spare.mkdir()
        for path in sorted(folder.glob("*.txt"))[chosen.reports // 2 :]:
            path.rename(spare / path.name)
        build_ledger([folder], ledger, analyser="rules")
        return _run(chosen, folder, spare, ledger)


def _run(chosen: argparse.Namespace, folder: Path, spare: Path, ledger: Path) -> int:
    seen: list[tuple[str, int, float]] = []
    built: list[int] = []
    made: list[str] = []
    with serving(ledger) as address:
        end = time.monotonic() + chosen.seconds
        threads = [threading.Thread(target=read_pages, args=(address, n, end, seen)) for n in range(chosen.readers)]
        threads.append(threading.Thread(target=add_reports, args=(folder, spare, ledger, end, built)))
        threads.append(threading.Thread(target=review, args=(address, ledger, end, made)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    build_ledger([folder], ledger, analyser="rules")
    held = {d.id for d in read_decisions(decisions_file(ledger))}
    problems = verify_ledger(ledger).problems
    times = sorted(taken for _, status, taken in seen if status == 200)
    failed = Counter(
        f"{page or 'overview'} {status}" for page, status, _ in seen if (status >= 500 and status != 503) or not status
    )
    busy = sum(status == 503 for _, status, _ in seen)
    lost = len(made) - len(held)
    told = {
        "machine": describe_machine(), "load": round(os.getloadavg()[0], 1),
        "seconds": chosen.seconds, "readers": chosen.readers, "answers": len(seen),
        "failed": dict(failed), "asked_to_wait": busy,
        "median_s": round(statistics.median(times), 3),
        "p99_s": round(times[len(times) * 99 // 100], 3),
        "builds": len(built), "decisions": len(made), "decisions_lost": lost, "problems": list(problems)[:5],
    }  # fmt: skip
    print(json.dumps(told, indent=1))
    return int(bool(failed or lost or problems))


if __name__ == "__main__":
    sys.exit(main())
