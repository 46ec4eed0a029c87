"""Kill builds, reviews and watching at random moments and see what is left: `python -m fuzz.kills --rounds 200`.

Each round adds a report to a ledger and kills the build, or the command of a reviewer, at some moment. What the ledger
then holds must be all of what it held or all of what it was to hold, every decision that was told as kept must be
there, and running the same command again must end as if nothing had happened. Every tenth round kills `watch` while it
fetches from this machine: what it did not tell, the next one must tell. Each round is told as it ends, and a run that
was stopped goes on with `--first`, the number of the next round.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.stories.desk import make_story
from benchmarks.stories.reading import write_folder
from onrecord.exports.jsonl import export_jsonl
from onrecord.ledger.decisions import decisions_file, read_decisions
from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import build_ledger, rebuild_ledger
from onrecord.pipeline.verifying import verify_ledger
from tests.cli.test_watch import LEAD, PROMISE, SLIP, page, publish, watchlist
from tests.collecting.loopback import serving

# All is well, or some input was told as left out: `meta.json` names reports that are yet to come.
ENDED = (0, 3)
COMMAND = [sys.executable, "-c", "from onrecord.cli.main import main; main()"]


def held(ledger: Path) -> list[str]:
    """What the ledger holds, as its canonical export."""
    with Ledger(ledger) as opened:
        return list(export_jsonl(opened))


def run_and_kill(command: list[str], delay: float) -> tuple[int, str]:
    """The exit code and the output of a command that is killed after so many seconds, if it still runs by then."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        told, _ = process.communicate(timeout=delay)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        told, _ = process.communicate()
    return process.returncode, told


@contextmanager
def again(base: Path) -> Iterator[Path]:
    """The prepared folder once more, always at the one place: a ledger knows its inputs by where they lie."""
    here = base.with_name("case")
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(base, here)
    yield here


_FROM_NOTHING: dict[str, list[str]] = {}


def from_nothing(reports: Path, added: str) -> list[str]:
    """What a build of these reports from nothing holds; made once for each report that is added."""
    if added not in _FROM_NOTHING:
        fresh = reports.with_name("fresh.db")
        build_ledger([reports], fresh, analyser="rules")
        _FROM_NOTHING[added] = held(fresh)
    return _FROM_NOTHING[added]


def kill_build(base: Path, chance: random.Random, length: float) -> str:
    """One round with a build; how it ended, raising AssertionError when something was lost."""
    with again(base) as here:
        ledger, reports = here / "story.db", here / "reports"
        before = held(ledger)
        spare = sorted((here / "spare").glob("*.txt"))
        added = chance.choice(spare)
        added.rename(reports / "added.txt")
        code, _ = run_and_kill(
            [*COMMAND, "build", str(reports), "-o", str(ledger), "--analyser", "rules"], chance.uniform(0.1, length)
        )
        left = held(ledger)
        build_ledger([reports], ledger, analyser="rules")
        after = held(ledger)
        assert left in (before, after), "half a build is shown"
        assert verify_ledger(ledger).problems == (), "the ledger is not sound"
        assert from_nothing(reports, added.name) == after, "a build that goes on ends otherwise than one from nothing"
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
        code, _ = run_and_kill([*COMMAND, "set", str(ledger), "reject", claim], chance.uniform(0.1, length))
        kept = read_decisions(decisions_file(ledger))
        assert code not in ENDED or len(kept) == 1, "a decision that was told as kept is lost"
        rebuild_ledger(ledger)
        with Ledger(ledger) as opened:
            assert opened.claims([claim])[claim].rejected == bool(kept), "a decision does not show"
        assert verify_ledger(ledger).problems == (), "the ledger is not sound"
        return "review ended" if code in ENDED else "review killed, kept" if kept else "review killed, not yet made"


def kill_watch(base: Path, chance: random.Random, length: float) -> str:
    """One round with watching: what the killed one did not tell the next one tells, and a third tells nothing."""
    here = base.with_name("watched")
    shutil.rmtree(here, ignore_errors=True)
    here.mkdir()
    with serving() as site:
        site.put("/one", page("Lock gate breaks at Orlen", LEAD, PROMISE))
        site.put("/two", page("Lock at Orlen stays shut for longer", LEAD, SLIP, day="2024-04-20"))
        publish(site, "/one", "/two")
        watching = [*COMMAND, "watch", str(watchlist(here, site)), "--once"]
        code, first = run_and_kill(watching, chance.uniform(0.1, 2 * length))
        ended, second = run_and_kill(watching, 600)
        assert ended in ENDED, "a killed round cannot be taken up"
        assert "31 May 2024" in first + second, "something is not told"
        assert code not in ENDED or not second, "what was told is told again"
        assert run_and_kill(watching, 600) == (ended, ""), "what was told is told again"
        ledger = here / "story.db"
        assert verify_ledger(ledger).problems == (), "the ledger is not sound"
        with Ledger(ledger) as opened:
            assert len(opened.report_rows) == 2, "a page that was fetched is lost"
        return "watch ended" if code in ENDED else "watch killed, taken up again"


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


def chosen_for(number: int) -> Callable[[Path, random.Random, float], str]:
    """What the round of this number kills."""
    if number % 10 == 9:
        return kill_watch
    return kill_review if number % 4 == 3 else kill_build


def main() -> int:
    """Run the rounds, tell each and at the end how they ended; exit 1 at the first that lost something."""
    parser = argparse.ArgumentParser(prog="fuzz.kills", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="the round to begin with")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        first, base = Path(name) / "case", Path(name) / "base"
        length = 1.6 * prepare(first)
        first.rename(base)
        for number in range(chosen.first, chosen.rounds):
            # By its number, so that a round is the same whether others ran before it or not.
            end = chosen_for(number)(base, random.Random(f"{chosen.seed} {number}"), length)
            print(f"round {number}: {end}", flush=True)
            ends[end] += 1
    for what, count in sorted(ends.items()):
        print(f"{count:>5} {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
