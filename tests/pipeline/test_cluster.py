"""A build on a cluster gives the ledger of a build on one machine, whoever is killed while it is under way."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from onrecord.errors import LedgerError, MissingExtraError, SettingsError
from onrecord.pipeline import accounts, steps
from onrecord.pipeline.cluster import connect, tasks
from onrecord.pipeline.cluster.connect import Kind, Place, connected, parse_place
from onrecord.pipeline.session import build_ledger, rebuild_ledger
from onrecord.readers import html
from tests.pipeline.conftest import REPORTS
from tests.readers.archives import page

ROOT = Path(__file__).resolve().parents[2]
READING = "reading reports"
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Two workers of this machine, for all tests here: to start them takes longer than most of these builds."""
    with connected(parse_place("local:2")) as found:
        yield found


@pytest.fixture
def address(client: Any) -> str:
    """Where the scheduler of these workers listens."""
    client.wait_for_workers(2, timeout=60)
    return str(client.scheduler.address)


@pytest.fixture
def alone(folder: Path, tmp_path: Path, canonical: Callable[[Path], list[str]]) -> list[str]:
    """What a build in one process gives."""
    build_ledger([folder], tmp_path / "alone.db", analyser="rules")
    return canonical(tmp_path / "alone.db")


COSTLY = [(steps, "attempt_report_steps"), (steps, "attempt_text_steps"), (accounts, "work_out_story")]


def refuse(*_: object) -> None:
    raise AssertionError("run by the build itself, not by a worker")


def test_a_cluster_gives_the_ledger_of_one_machine(
    folder: Path, tmp_path: Path, address: str, canonical: Callable[[Path], list[str]], alone: list[str]
) -> None:
    ledger = tmp_path / "story.db"
    with pytest.MonkeyPatch.context() as idle:
        for module, name in COSTLY:
            idle.setattr(module, name, refuse)
        summary = build_ledger([folder], ledger, analyser="rules", cluster=address)
    assert (summary.reports, summary.added, summary.rejections) == (4, 4, ())
    assert [p.name for p in tmp_path.iterdir() if "work" in p.name] == []
    assert canonical(ledger) == alone
    assert rebuild_ledger(ledger).reports == 4
    assert canonical(ledger) == alone


def test_workers_take_web_pages_apart(
    tmp_path: Path, address: str, canonical: Callable[[Path], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    web = tmp_path / "web"
    web.mkdir()
    for name, text in REPORTS.items():
        title, *rest = text.split("\n")
        (web / f"{name}.html").write_bytes(page(*filter(None, rest), title=title))
    build_ledger([web], tmp_path / "alone.db", analyser="rules")
    monkeypatch.setattr(html, "_read_page", refuse)
    summary = build_ledger([web], tmp_path / "story.db", analyser="rules", cluster=address)
    assert (summary.reports, summary.rejections) == (4, ())
    assert canonical(tmp_path / "story.db") == canonical(tmp_path / "alone.db")
    assert [p.name for p in tmp_path.iterdir() if "work" in p.name] == []


def test_the_command_takes_a_cluster(folder: Path, tmp_path: Path, address: str) -> None:
    ledger = tmp_path / "story.db"
    options = ["--analyser", "rules", "--cluster", address, "--work-dir", str(tmp_path / "work")]
    result = CliRunner().invoke(cli, ["build", str(folder), "-o", str(ledger), *options], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert "4 reports in" in result.output


def test_a_ledger_grown_by_a_cluster_is_the_same(
    folder: Path, tmp_path: Path, address: str, canonical: Callable[[Path], list[str]], alone: list[str]
) -> None:
    """The results of reports read before, on this machine, reach the workers through the work folder."""
    ledger, held = tmp_path / "story.db", tmp_path / "held"
    shutil.copytree(folder, held)
    (held / "bridge_three.txt").unlink()
    build_ledger([held], ledger, analyser="rules")
    shutil.copy(folder / "bridge_three.txt", held)
    summary = build_ledger([held], ledger, cluster=address, work=tmp_path / "work")
    assert (summary.added, summary.unchanged) == (1, 3)
    assert canonical(ledger) == alone
    assert not (tmp_path / "work").exists()


def test_a_folder_of_the_users_keeps_what_else_is_in_it(folder: Path, tmp_path: Path, address: str) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "notes.txt").write_text("mine")
    build_ledger([folder], tmp_path / "story.db", analyser="rules", cluster=address, work=work)
    assert [p.name for p in work.iterdir()] == ["notes.txt"]


def test_a_step_that_breaks_on_a_worker_is_told_as_ever(
    tmp_path: Path, folder: Path, address: str, client: Any
) -> None:
    def break_it() -> None:
        def breaking(report, *arguments):
            if "Sunder" in report.text:
                raise ValueError("no such ferry")
            return steps.whole(report, *arguments)

        steps.whole, steps.parse_report = steps.parse_report, breaking

    def mend() -> None:
        steps.parse_report = steps.whole

    client.run(break_it)
    try:
        summary = build_ledger([folder], tmp_path / "story.db", analyser="rules", cluster=address)
    finally:
        client.run(mend)
    (rejection,) = summary.rejections
    assert rejection.key == "ferry.txt"
    assert "kept with its text, but not read, for a step broke on it: ValueError: no such ferry" in rejection.message


def test_a_killed_worker_changes_nothing(
    folder: Path,
    tmp_path: Path,
    address: str,
    client: Any,
    canonical: Callable[[Path], list[str]],
    alone: list[str],
) -> None:
    killed: list[int] = []

    def kill(what: str, done: int, total: int) -> None:
        if not killed:
            killed.extend(client.run(os.getpid).values())
            os.kill(killed[0], signal.SIGKILL)

    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger, analyser="rules", cluster=address, progress=kill)
    assert killed
    assert canonical(ledger) == alone


CODE = """
import os, signal
from onrecord import build
def stop(what, done, total):
    if what == {moment!r}:
        os.kill(os.getpid(), signal.SIGKILL)
build([{folder!r}], {ledger!r}, analyser="rules", cluster={address!r}, progress=stop)
"""


@pytest.mark.parametrize("moment", [READING, "relating stories"])
def test_a_killed_build_goes_on_where_it_was(
    folder: Path,
    tmp_path: Path,
    address: str,
    canonical: Callable[[Path], list[str]],
    alone: list[str],
    moment: str,
) -> None:
    ledger = tmp_path / "story.db"
    code = CODE.format(moment=moment, folder=str(folder), ledger=str(ledger), address=address)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    died = subprocess.run([sys.executable, "-c", code], env=environment, check=False, stderr=subprocess.DEVNULL)
    assert died.returncode == -signal.SIGKILL
    work = tmp_path / "kept"
    shutil.copytree(tmp_path / "story.db.work", work)
    assert list((work / "texts").glob("*.parquet"))
    build_ledger([folder], ledger, analyser="rules", cluster=address)
    assert canonical(ledger) == alone
    # The shards alone are enough, too, where the ledger itself is lost.
    other = tmp_path / "other.db"
    build_ledger([folder], other, analyser="rules", cluster=address, work=work)
    assert canonical(other) == alone


def test_a_killed_scheduler_is_told_and_the_next_build_goes_on(
    folder: Path, tmp_path: Path, address: str, canonical: Callable[[Path], list[str]], alone: list[str]
) -> None:
    ledger = tmp_path / "story.db"
    with (
        scheduler_of_its_own(tmp_path) as (its, scheduler),
        started("dask_worker", its, "--nthreads", "1", "--no-nanny"),
        pytest.raises(LedgerError, match=r"the scheduler is gone.*run the same command again"),
    ):
        build_ledger([folder], ledger, analyser="rules", cluster=its, progress=lambda *_: scheduler.kill())
    assert len(canonical(ledger)) == 1
    assert list((tmp_path / "story.db.work" / "texts").glob("*.parquet"))
    build_ledger([folder], ledger, analyser="rules", cluster=address)
    assert canonical(ledger) == alone


@contextmanager
def scheduler_of_its_own(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler apart from the one that the other tests share, and where it listens."""
    file = folder / "scheduler.json"
    with started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)) as process:
        while not (file.exists() and file.read_text().endswith("}")):
            time.sleep(0.1)
        yield json.loads(file.read_text())["address"], process


@contextmanager
def started(program: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Dask of its own, killed at the end."""
    command = [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_worker_with_other_code_is_refused(
    folder: Path, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "installed_digest", lambda: "another")
    with pytest.raises(SettingsError, match=r"another version of OnRecord.*Install the same on both"):
        build_ledger([folder], tmp_path / "story.db", analyser="rules", cluster=address)


def test_a_shard_that_is_damaged_is_made_again(
    folder: Path, tmp_path: Path, address: str, canonical: Callable[[Path], list[str]], alone: list[str]
) -> None:
    work = tmp_path / "work"

    def stop(what: str, done: int, total: int) -> None:
        if what == "relating stories":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_ledger([folder], tmp_path / "one.db", analyser="rules", cluster=address, work=work, progress=stop)
    for shard in (work / "texts").iterdir():
        shard.write_bytes(shard.read_bytes()[:-20])
    build_ledger([folder], tmp_path / "two.db", analyser="rules", cluster=address, work=work)
    assert canonical(tmp_path / "two.db") == alone


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("local", Place(kind=Kind.LOCAL, workers=1)),
        ("local:2", Place(kind=Kind.LOCAL, workers=2)),
        ("slurm:40", Place(kind=Kind.SLURM, workers=40)),
        ("tcp://10.0.0.5:8786", Place(kind=Kind.ADDRESS, address="tcp://10.0.0.5:8786")),
        ("tls://head:8786", Place(kind=Kind.ADDRESS, address="tls://head:8786")),
    ],
)
def test_clusters_are_named(text: str, place: Place) -> None:
    assert parse_place(text) == place


@pytest.mark.parametrize("text", ["", "local:", "local:0", "local:two", "http://head:8786", "head:8786"])
def test_what_names_no_cluster_is_told(text: str) -> None:
    with pytest.raises(SettingsError, match=r"no cluster\. Give local:N"):
        parse_place(text)


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "_WAIT", 1)
    with (
        pytest.raises(SettingsError, match=r"no scheduler answers\. Check the address"),
        connected(parse_place("tcp://127.0.0.1:9")),
    ):
        pass


def test_a_scheduler_without_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "_WAIT", 5)
    with (
        scheduler_of_its_own(tmp_path) as (its, _),
        pytest.raises(SettingsError, match="the scheduler has no workers"),
        connected(parse_place(its)),
    ):
        pass


@pytest.mark.parametrize(("module", "place"), [("distributed", "local:1"), ("dask_jobqueue", "slurm:1")])
def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, module: str, place: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match="pip install"), connected(parse_place(place)):
        pass


def test_parquet_is_named_where_it_is_not_installed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("onrecord.pipeline.cluster.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'onrecord\[cluster\]'"):
        build_ledger([folder], tmp_path / "story.db", cluster="local:1")
