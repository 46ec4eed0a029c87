"""Kills, full disks, damaged and locked files: the ledger holds what it held, and the message says what to do."""

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import sqlite as ledger_file
from onrecord.ledger.query import open_ledger
from onrecord.ledger.results import StageResults
from onrecord.lexicons import load_lexicons
from onrecord.pipeline import local, steps
from onrecord.pipeline.session import build_ledger, rebuild_ledger

ROOT = Path(__file__).resolve().parents[2]
NEW = "bridge_three.txt"


@pytest.fixture
def begun(folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A ledger of three reports, and the folder in which a fourth has been put since."""
    ledger = tmp_path / "story.db"
    held = tmp_path / "held"
    shutil.copytree(folder, held)
    (held / NEW).unlink()
    build_ledger([held], ledger)
    shutil.copy(folder / NEW, held)
    return ledger, held


@pytest.fixture
def fresh(folder: Path, tmp_path: Path, canonical: Callable[[Path], list[str]]) -> list[str]:
    """What a build from nothing gives."""
    build_ledger([folder], tmp_path / "fresh.db")
    return canonical(tmp_path / "fresh.db")


def kill(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(module, name: str, folder: Path, ledger: Path) -> None:
    setattr(module, name, kill)
    build_ledger([folder], ledger)


# In the order of a build: while reports are read, after the first batch, and at every write of the one transaction.
MOMENTS = [
    (steps, "make_reading"),
    (steps, "run_claim_step"),
    (local, "relate_all"),
    (local, "store_intake"),
    (local, "write_reading"),
    (local, "write_account"),
    (local, "store_rejections"),
    (local, "write_decisions"),
    (StageResults, "drop_unused"),
    (local, "_summary"),
]


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
@pytest.mark.parametrize(("module", "name"), MOMENTS, ids=[name for _, name in MOMENTS])
def test_a_build_killed_there_changes_nothing_and_can_go_on(
    begun: tuple[Path, Path], canonical: Callable[[Path], list[str]], fresh: list[str], module, name: str
) -> None:
    ledger, held = begun
    before = canonical(ledger)
    process = multiprocessing.get_context("fork").Process(target=die_at, args=(module, name, held, ledger))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert canonical(ledger) == before
    build_ledger([held], ledger)
    assert canonical(ledger) == fresh


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
def test_a_killed_build_with_new_rules_leaves_no_old_record(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, canonical: Callable[[Path], list[str]]
) -> None:
    """Results of the new rules outlive the kill; what rests on the old ones must still be written again."""
    ledger = tmp_path / "story.db"
    with monkeypatch.context() as old:
        old.setattr(steps, "hear_report", lambda *_: steps.Heard(entities=(), mentions=(), attributions=()))
        old.setattr(steps, "stage_version", lambda *names: f"old {names}")
        build_ledger([folder], ledger)
    process = multiprocessing.get_context("fork").Process(target=die_at, args=(local, "store_intake", folder, ledger))
    process.start()
    process.join()
    build_ledger([folder], ledger)
    build_ledger([folder], tmp_path / "fresh.db")
    assert canonical(ledger) == canonical(tmp_path / "fresh.db")


def test_a_build_killed_at_any_moment_loses_nothing(
    begun: tuple[Path, Path], canonical: Callable[[Path], list[str]], fresh: list[str]
) -> None:
    ledger, held = begun
    before = canonical(ledger)
    code = f"from onrecord import build; build([{str(held)!r}], {str(ledger)!r})"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    delays = random.Random(3)
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", code], env=environment)
        time.sleep(delays.uniform(0.2, 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert canonical(ledger) in (before, fresh)
    build_ledger([held], ledger)
    assert canonical(ledger) == fresh


# How few pages there are to write to, from none more than the ledger has: less than one batch, or one account, needs.
@pytest.mark.parametrize("spare", [0, 4, 12])
def test_a_full_disk_is_told_and_changes_nothing(
    begun: tuple[Path, Path],
    canonical: Callable[[Path], list[str]],
    monkeypatch: pytest.MonkeyPatch,
    spare: int,
) -> None:
    ledger, held = begun
    lines = (f"The harbour of Kelp took in {n} ships in week {n}, the master said.\n" for n in range(40))
    (held / "harbour.txt").write_text("\n".join(lines))
    before = canonical(ledger)

    def small(path: Path, *, create: bool = False) -> sqlite3.Connection:
        connection = ledger_file.connect(path, create=create)
        connection.execute("VACUUM")
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + spare}")
        return connection

    with monkeypatch.context() as full:
        full.setattr(local, "connect", small)
        with pytest.raises(LedgerError, match=r"story\.db: the disk is full\. Free some space and run the same"):
            build_ledger([held], ledger)
    assert canonical(ledger) == before
    build_ledger([held], ledger)
    build_ledger([held], held.parent / "fresh.db")
    assert canonical(ledger) == canonical(held.parent / "fresh.db")


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that any user may enter; the tests below give up the rights of root, before which nothing is closed."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    path.chmod(0o755)
    shutil.rmtree(path)


def as_nobody(action: Callable[[], object]) -> object:
    """The result of the action, done by a user who may not write everywhere."""
    if os.geteuid() != 0:
        return action()
    os.seteuid(65534)
    try:
        return action()
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_ledger_that_may_not_be_written_can_be_read_and_says_so(
    begun: tuple[Path, Path], public: Path, canonical: Callable[[Path], list[str]]
) -> None:
    ledger, _ = begun
    before = canonical(ledger)
    shared = public / "story.db"
    shutil.copy(ledger, shared)
    shared.chmod(0o444)
    public.chmod(0o555)
    assert as_nobody(lambda: canonical(shared)) == before
    load_lexicons()  # while they may still be read
    with pytest.raises(LedgerError, match=r"permissions|may be written"):
        as_nobody(lambda: local.build((), shared))
    with pytest.raises(LedgerError, match=r"new\.db: cannot be opened\. Check that its folder exists"):
        as_nobody(lambda: local.build((), public / "new.db"))
    assert canonical(shared) == before


def test_a_folder_that_does_not_exist_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"none/story\.db: cannot be opened\. Check that its folder exists"):
        build_ledger([folder], tmp_path / "none" / "story.db")


def test_what_may_not_be_written_is_told_before_anything_is_read(
    begun: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, held = begun
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda path, **options: connect(f"file:{path}?mode=ro", **{**options, "uri": True})
    )
    read: list[object] = []
    monkeypatch.setattr(steps, "make_reading", read.append)
    with pytest.raises(LedgerError, match=r"cannot be written\. Check the permissions"):
        build_ledger([held], ledger)
    assert read == []


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_truncated_ledger_is_told_and_left_as_it_is(begun: tuple[Path, Path], part: float) -> None:
    ledger, held = begun
    data = ledger.read_bytes()
    ledger.write_bytes(data[: int(len(data) * part)])
    for action in (
        lambda: build_ledger([held], ledger),
        lambda: rebuild_ledger(ledger),
        lambda: open_ledger(ledger).report_rows,
    ):
        with pytest.raises(LedgerError, match=r"story\.db: is damaged.*build it again.*decisions\.jsonl is kept"):
            action()
    assert ledger.stat().st_size == int(len(data) * part)


def test_damage_in_the_middle_is_told_by_views(begun: tuple[Path, Path]) -> None:
    ledger, _ = begun
    data = bytearray(ledger.read_bytes())
    data[4096 * 2 : 4096 * 40] = b"\xff" * (4096 * 38)
    ledger.write_bytes(data)
    with pytest.raises(LedgerError, match="is damaged"):
        _ = [open_ledger(ledger).account(s.id) for s in open_ledger(ledger).stories()]


@pytest.mark.parametrize("stage", ["parse", "hear", "date", "claim", "relate", "outline", "reading"])
def test_damaged_results_of_a_stage_are_made_again(
    begun: tuple[Path, Path], canonical: Callable[[Path], list[str]], fresh: list[str], stage: str
) -> None:
    ledger, held = begun
    connection = sqlite3.connect(ledger)
    with connection:
        assert connection.execute("UPDATE stage_results SET output = x'00ff' WHERE stage = ?", (stage,)).rowcount
    connection.close()
    build_ledger([held], ledger)
    assert canonical(ledger) == fresh


def test_another_build_in_between_is_not_overwritten(
    begun: tuple[Path, Path],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    canonical: Callable[[Path], list[str]],
) -> None:
    ledger, held = begun
    (held / NEW).unlink()
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(folder / NEW, other / "new.txt")
    (held / "harbour.txt").write_text("The harbour of Kelp took in 4 ships on Monday, the master said.\n")
    store = local.store_intake

    def meanwhile(run, texts):
        monkeypatch.undo()
        build_ledger([other], ledger)
        return local.relate_all(run, texts)

    monkeypatch.setattr(local, "relate_all", meanwhile)
    build_ledger([held], ledger)
    assert local.store_intake is store
    build_ledger([held], tmp_path / "fresh.db")
    build_ledger([other], tmp_path / "fresh.db")
    assert canonical(ledger) == canonical(tmp_path / "fresh.db")


def test_a_build_waits_for_one_that_writes_and_then_says_so(
    begun: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, canonical: Callable[[Path], list[str]]
) -> None:
    ledger, held = begun
    before = canonical(ledger)
    monkeypatch.setattr(ledger_file, "WAIT", 0.1)
    writing = sqlite3.connect(ledger, isolation_level=None)
    writing.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match=r"story\.db: is being written by another build\. Wait for it to end"):
        build_ledger([held], ledger)
    # Reading goes on meanwhile.
    assert canonical(ledger) == before
    writing.execute("ROLLBACK")
    writing.close()
    build_ledger([held], ledger)


def crash(_: object) -> None:
    os._exit(7)


def test_a_worker_that_dies_is_told_and_changes_nothing(
    begun: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, canonical: Callable[[Path], list[str]], fresh: list[str]
) -> None:
    ledger, held = begun
    before = canonical(ledger)
    with monkeypatch.context() as dying:
        # Processes are started afresh and import the step by its name; one that cannot even begin dies, too.
        dying.setattr(steps, "attempt_report_steps", crash)
        with pytest.raises(LedgerError, match=r"story\.db: a process that read reports has died.*fewer --workers"):
            build_ledger([held], ledger, workers=2)
    assert canonical(ledger) == before
    build_ledger([held], ledger, workers=2)
    assert canonical(ledger) == fresh
