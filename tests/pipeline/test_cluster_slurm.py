"""Workers as jobs of SLURM: `sbatch` and `scancel` of our own stand in, and start each job's script here."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from onrecord.errors import SettingsError
from onrecord.pipeline.cluster.connect import connected, parse_place
from onrecord.pipeline.session import build_ledger

jobqueue = pytest.importorskip("dask_jobqueue", reason="pip install dask-jobqueue")

# Job n is the process group whose leader's number is in the file n; its script and what it says lie beside.
SBATCH = """#!{python}
import os, shutil, subprocess, sys
queue = {queue!r}
number = 1 + sum(name.isdecimal() for name in os.listdir(queue))
script = os.path.join(queue, f"{{number}}.sh")
shutil.copy(sys.argv[1], script)
with open(os.path.join(queue, f"{{number}}.out"), "wb") as out:
    job = subprocess.Popen(["bash", script], stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
with open(os.path.join(queue, str(number)), "w") as file:
    file.write(str(job.pid))
print(f"Submitted batch job {{number}}")
"""
SCANCEL = """#!{python}
import os, signal, sys
queue = {queue!r}
for number in sys.argv[1:]:
    with open(os.path.join(queue, number)) as file:
        group = int(file.read())
    with open(os.path.join(queue, f"{{number}}.cancelled"), "w"):
        pass
    try:
        os.killpg(group, signal.SIGTERM)
    except ProcessLookupError:
        pass
"""
SETTINGS = {
    "jobqueue.slurm.cores": 1,
    "jobqueue.slurm.memory": "2GB",
    "jobqueue.slurm.queue": "night",
    "jobqueue.slurm.walltime": "00:10:00",
    "jobqueue.slurm.death-timeout": 60,
    "jobqueue.slurm.scheduler-options": {"host": "127.0.0.1", "dashboard_address": None},
}


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the jobs lie; whatever of them is left is killed at the end."""
    import dask.config

    home, programs = tmp_path / "queue", tmp_path / "bin"
    for made in (home, programs):
        made.mkdir()
    for name, code in (("sbatch", SBATCH), ("scancel", SCANCEL)):
        (programs / name).write_text(code.format(python=sys.executable, queue=str(home)))
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    with dask.config.set({**SETTINGS, "jobqueue.slurm.local-directory": str(tmp_path / "scratch")}):
        yield home
    for file in home.iterdir():
        if file.name.isdecimal():
            with suppress(ProcessLookupError):
                os.killpg(int(file.read_text()), signal.SIGKILL)


def test_jobs_of_slurm_give_the_ledger_of_one_machine(
    folder: Path, tmp_path: Path, queue: Path, canonical: Callable[[Path], list[str]]
) -> None:
    build_ledger([folder], tmp_path / "alone.db", analyser="rules")
    ledger = tmp_path / "story.db"
    summary = build_ledger([folder], ledger, analyser="rules", cluster="slurm:2", work=tmp_path / "shared")
    assert (summary.reports, summary.rejections) == (4, ())
    assert canonical(ledger) == canonical(tmp_path / "alone.db")
    assert not (tmp_path / "shared").exists()
    scripts = [path.read_text() for path in sorted(queue.glob("*.sh"))]
    assert len(scripts) == 2
    for script in scripts:
        assert "#SBATCH -p night" in script
        assert "#SBATCH --mem=2G" in script
        assert "export DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL=1s" in script
        assert "distributed.cli.dask_worker tcp://127.0.0.1:" in script
    assert {path.stem for path in queue.glob("*.cancelled")} == {"1", "2"}


def test_a_cancelled_job_changes_nothing(
    folder: Path, tmp_path: Path, queue: Path, canonical: Callable[[Path], list[str]]
) -> None:
    """SLURM takes a job away as its time is up: another one goes on."""
    build_ledger([folder], tmp_path / "alone.db", analyser="rules")
    killed: list[int] = []

    def kill(what: str, done: int, total: int) -> None:
        if not killed:
            killed.append(int((queue / "1").read_text()))
            os.killpg(killed[0], signal.SIGKILL)

    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger, analyser="rules", cluster="slurm:2", work=tmp_path / "shared", progress=kill)
    assert killed
    assert canonical(ledger) == canonical(tmp_path / "alone.db")


def test_jobs_without_a_size_are_told(queue: Path) -> None:
    import dask.config

    with (
        dask.config.set({"jobqueue.slurm.cores": None}),
        pytest.raises(SettingsError, match=r"nothing says how large a job is.*jobqueue\.yaml"),
        connected(parse_place("slurm:1")),
    ):
        pass


def test_a_machine_without_slurm_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SettingsError, match="no sbatch on this machine"), connected(parse_place("slurm:1")):
        pass
