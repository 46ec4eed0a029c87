"""Reaching the cluster that an option names: processes of this machine, a scheduler that runs, or jobs of SLURM."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from onrecord.errors import MissingExtraError, SettingsError

if TYPE_CHECKING:
    from distributed import Client

_WAIT = 30
"""Seconds in which a scheduler must answer."""
_FAREWELL = 5
"""Seconds to take leave of a scheduler, which may be gone."""
_LOOPBACK = "127.0.0.1"
_LOGS = ("distributed", "distributed.client", "distributed.nanny", "distributed.scheduler", "distributed.worker")
# Dask looks at itself many times a second, which costs 7 % of a core for two idle workers; this leaves a fifth of it.
_CALM = {
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.scheduler.active-memory-manager.start": False,
}
_SCHEMES = ("tcp://", "tls://")


class Kind(Enum):
    """Where the workers are."""

    LOCAL = "local"
    ADDRESS = "address"
    SLURM = "slurm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cluster as the user names it: its address, or how many workers to start."""

    kind: Kind
    address: str = ""
    workers: int = 1


def parse_place(text: str) -> Place:
    """The cluster that is meant; raises SettingsError where none is.

    >>> parse_place("local:2").workers
    2
    >>> parse_place("tcp://10.0.0.5:8786").address
    'tcp://10.0.0.5:8786'
    """
    if text.startswith(_SCHEMES):
        return Place(kind=Kind.ADDRESS, address=text)
    name, colon, count = text.partition(":")
    if name in {Kind.LOCAL.value, Kind.SLURM.value} and (not colon or (count.isdecimal() and int(count))):
        return Place(kind=Kind(name), workers=int(count or 1))
    raise SettingsError(
        f"--cluster {text!r}: no cluster. Give local:N for N processes of this machine, slurm:N for N jobs, or the "
        "address of a scheduler: tcp://HOST:8786."
    )


@contextmanager
def connected(place: Place) -> Iterator["Client"]:
    """A client of the cluster; what was started for it ends with the block.

    Raises MissingExtraError without the packages, and SettingsError when no scheduler answers.
    """
    try:
        import dask.config
        from distributed import Client
    except ImportError as exc:
        raise MissingExtraError("a cluster needs Dask. Install it: pip install 'onrecord[cluster]'") from exc
    with ExitStack() as stack, _quiet(), dask.config.set(_CALM):
        target: object = place.address
        match place.kind:
            case Kind.LOCAL:
                target = stack.enter_context(_local(place.workers))
            case Kind.SLURM:
                target = stack.enter_context(_slurm(place.workers))
            case Kind.ADDRESS:
                pass
        try:
            client = Client(target, timeout=_WAIT, set_as_default=False)
        except (OSError, ValueError) as exc:
            raise SettingsError(
                f"{place.address}: no scheduler answers. Check the address, and that `dask scheduler` runs. ({exc})"
            ) from exc
        stack.callback(client.close, timeout=_FAREWELL)
        if place.kind is Kind.ADDRESS:
            _await_worker(client, place.address)
        yield client


def _await_worker(client: "Client", address: str) -> None:
    """Do not wait for ever on a scheduler that nobody works for."""
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError as exc:
        raise SettingsError(
            f"{address}: the scheduler has no workers. Start some: dask worker {address} --nthreads 1"
        ) from exc


@contextmanager
def _local(workers: int) -> Iterator[object]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host=_LOOPBACK,
        dashboard_address=f"{_LOOPBACK}:0",  # any port that is free: the usual one may be another build's
        silence_logs=logging.CRITICAL,
    ) as cluster:
        yield cluster


@contextmanager
def _slurm(jobs: int) -> Iterator[object]:
    try:
        from dask_jobqueue import SLURMCluster
    except ImportError as exc:
        raise MissingExtraError(
            "--cluster slurm needs a package more: pip install dask-jobqueue. Or start a scheduler and workers with "
            "sbatch, as docs/guides/cluster.md shows, and give the scheduler's address."
        ) from exc
    import dask.config

    if shutil.which(SLURMCluster.job_cls.submit_command) is None:
        raise SettingsError("--cluster slurm: no sbatch on this machine. Start the build where jobs are submitted.")
    # Cores, memory and partition are the user's to say, in the jobqueue.yaml that dask-jobqueue reads.
    said = dask.config.get("jobqueue.slurm")
    if said.get("cores") is None or said.get("memory") is None:
        raise SettingsError(
            "--cluster slurm: nothing says how large a job is. Write `cores: 1` and `memory: 2GB` under `jobqueue:`, "
            "`slurm:` into ~/.config/dask/jobqueue.yaml."
        )
    with SLURMCluster(job_script_prologue=[*(said.get("job-script-prologue") or ()), *_exports()]) as cluster:
        cluster.scale(jobs=jobs)
        yield cluster


def _exports() -> list[str]:
    """What a job's script must say so that its worker is as calm as those of this machine."""
    names = {name: name.replace(".", "__").replace("-", "_").upper() for name in _CALM}
    return [f"export DASK_{names[name]}={value}" for name, value in _CALM.items()]


@contextmanager
def _quiet() -> Iterator[None]:
    """Leave lost workers and closed connections to our own messages, which say what to do."""
    before = [(log, log.level) for log in map(logging.getLogger, _LOGS)]
    for log, _ in before:
        log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for log, level in before:
            log.setLevel(level)
