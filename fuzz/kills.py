"""Kill builds and reviews at random moments and see what is left: `python -m fuzz.kills --rounds 200`.

Each round adds a report to a ledger and kills the build, or the command of a reviewer, at some moment. What the ledger
then holds must be all of what it held or all of what it was to hold, every decision that was told as kept must be
there, and running the same command again must end as if nothing had happened.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.stories.desk import make_story
from benchmarks.stories.reading import write_folder
from onrecord.exports.jsonl import export_jsonl
from onrecord.ledger.decisions import decisions_file, read_decisions
from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import build_ledger, rebuild_ledger
from onrecord.pipeline.verifying import verify_ledger

# All is well, or some input was told as left out: `meta.json` names reports that are yet to come.
ENDED = (0, 3)
COMMAND = [sys.executable, "-c", "from onrecord.cli.main import main; main()"]


def held(ledger: Path) -> list[str]:
    """What the ledger holds, as its canonical export."""
    with Ledger(ledger) as opened:
        return list(export_jsonl(opened))


def run_and_kill(command: list[str], delay: float) -> int:
    """The exit code of a command that is killed after so many seconds, if it still runs by then."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return process.wait(timeout=delay)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        return process.wait()


@contextmanager
def again(base: Path) -> Iterator[Path]:
    """The prepared folder once more, always at the one place: a ledger knows its inputs by where they lie."""
    here = base.with_name("case")
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(base, here)
    yield here


def kill_build(base: Path, chance: random.Random, length: float) -> str:
    """One round with a build; how it ended, raising AssertionError when something was lost."""
    with again(base) as here:
        ledger, reports = here / "story.db", here / "reports"
        before = held(ledger)
        spare = sorted((here / "spare").glob("*.txt"))
        chance.choice(spare).rename(reports / "added.txt")
        code = run_and_kill(
            [*COMMAND, "build", str(reports), "-o", str(ledger), "--analyser", "rules"], chance.uniform(0.1, length)
        )
        left = held(ledger)
        build_ledger([reports], ledger, analyser="rules")
        after = held(ledger)
        assert left in (before, after), "half a build is shown"
        assert verify_ledger(ledger).problems == (), "the ledger is not sound"
        fresh = here / "fresh.db"
        build_ledger([reports], fresh, analyser="rules")
        assert held(fresh) == after, "a build that goes on ends otherwise than one from nothing"
        return (
            "build ended"
            if code in ENDED
            else "build killed, all there"
            if left == after
            else "build killed, as before"
        )


def kill_review(base: Path, chance: random.Random, length: float) -> str:
    """One round with a reviewer's command."""
    with again(base) as here:
        ledger = here / "story.db"
        with Ledger(ledger) as opened:
            claim = chance.choice([c.id for s in opened.stories() for c in opened.account(s.id).claims])
        code = run_and_kill([*COMMAND, "set", str(ledger), "reject", claim], chance.uniform(0.1, length))
        kept = read_decisions(decisions_file(ledger))
        assert code not in ENDED or len(kept) == 1, "a decision that was told as kept is lost"
        rebuild_ledger(ledger)
        with Ledger(ledger) as opened:
            assert opened.claims([claim])[claim].rejected == bool(kept), "a decision does not show"
        assert verify_ledger(ledger).problems == (), "the ledger is not sound"
        return "review ended" if code in ENDED else "review killed, kept" if kept else "review killed, not yet made"


def prepare(folder: Path) -> float:
    """A ledger of some reports with others to come; how long a build of one more takes, in seconds."""
    reports, spare, ledger = folder / "reports", folder / "spare", folder / "story.db"
    write_folder(make_story(5, 12), reports)
    spare.mkdir()
    for path in sorted(reports.glob("*.txt"))[8:]:
        path.rename(spare / path.name)
    build_ledger([reports], ledger, analyser="rules")
    begin = time.monotonic()
    command = [*COMMAND, "build", str(reports), "-o", str(ledger), "--analyser", "rules"]
    assert subprocess.run(command, capture_output=True, check=False).returncode in ENDED
    return time.monotonic() - begin


def main() -> int:
    """Run the rounds and tell how they ended; exit 1 at the first that lost something."""
    parser = argparse.ArgumentParser(prog="fuzz.kills", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        first, base = Path(name) / "case", Path(name) / "base"
        length = 1.6 * prepare(first)
        first.rename(base)
        for number in range(chosen.rounds):
            one = kill_review if number % 4 == 3 else kill_build
            ends[one(base, chance, length)] += 1
    for what, count in sorted(ends.items()):
        print(f"{count:>5} {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
