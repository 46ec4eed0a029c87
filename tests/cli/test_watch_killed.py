"""`watch --once` and `fetch`, killed at every place where they write or tell: nothing told or fetched is lost."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger.query import Ledger
from onrecord.pipeline.verifying import verify_ledger
from tests.cli.test_watch import LEAD, PROMISE, page, publish, watchlist
from tests.collecting.loopback import Site, serving

# Runs the command and kills it, with no chance to tidy up, before the n-th thing that it flushes, renames or prints.
DYING = """
import os, signal, sys
import click
left = int(sys.argv[1])
def dying(real):
    def call(*arguments, **options):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)
    return call
os.fsync, os.replace, click.echo = dying(os.fsync), dying(os.replace), dying(click.echo)
from onrecord.cli.main import main
sys.argv = ["onrecord", *sys.argv[2:]]
main()
"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        made.put("/one", page("Lock gate breaks at Orlen", LEAD, PROMISE))
        publish(made, "/one")
        yield made


def run(point: int, *arguments: object) -> tuple[int, str]:
    command = [sys.executable, "-c", DYING, str(point), *(str(a) for a in arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout


# The first rounds die while pages are kept, the later ones around the telling; the last is over before it would.
@pytest.mark.parametrize("point", [2, 5, 13, 17, 18, 19, 1000])
def test_what_a_killed_round_did_not_tell_the_next_one_tells(tmp_path: Path, site: Site, point: int) -> None:
    listed = watchlist(tmp_path, site)
    code, first = run(point, "watch", listed, "--once")
    assert code in {0, -9}, first
    again, second = run(0, "watch", listed, "--once")
    assert again == 0
    assert "30 Apr 2024" in first + second
    assert run(0, "watch", listed, "--once") == (0, "")
    ledger = next(tmp_path.rglob("*.db"))
    assert verify_ledger(ledger).problems == ()
    with Ledger(ledger) as opened:
        assert len(opened.report_rows) == 1


@pytest.mark.parametrize("point", [2, 4, 6])
def test_a_killed_fetch_is_taken_up_again(tmp_path: Path, site: Site, point: int) -> None:
    folder = tmp_path / "kept"
    feed = f"http://127.0.0.1:{site.port}/feed.xml"
    options = ("--feed", feed, "--allow-private", "--delay", "0", "-o", folder)
    run(point, "fetch", *options)
    code, told = run(0, "fetch", *options)
    assert code == 0, told
    log = (folder / "collection.jsonl").read_bytes()
    assert log.count(b'/one", "kind"') == 1
    assert log.endswith(b"\n")
