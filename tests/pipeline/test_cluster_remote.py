"""A whole build whose shards lie on a file system that is none of this machine's."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.pipeline.cluster.shards import WorkFolder
from onrecord.pipeline.session import build_ledger

distributed = pytest.importorskip("distributed")


@contextmanager
def crew() -> Iterator[str]:
    """Two workers in this process, so that they see the same memory; gives the address of their scheduler."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def build_twice(folder: Path, room: Path, work: str, canonical: Callable[[Path], list[str]]) -> None:
    """A build that is broken off once reports are read, then one that goes on from the shards: the ledger is that of
    one machine.
    """

    def stop(what: str, done: int, total: int) -> None:
        if what == "relating stories":
            raise KeyboardInterrupt

    build_ledger([folder], room / "alone.db", analyser="rules")
    with crew() as address:
        with pytest.raises(KeyboardInterrupt):
            build_ledger([folder], room / "one.db", analyser="rules", cluster=address, work=work, progress=stop)
        assert WorkFolder(work).names("texts")
        # Another ledger, so that nothing but the shards can tell what was read.
        build_ledger([folder], room / "two.db", analyser="rules", cluster=address, work=work)
    assert canonical(room / "two.db") == canonical(room / "alone.db")
    assert WorkFolder(work).names("texts") == []


def test_shards_in_memory_do(folder: Path, tmp_path: Path, canonical: Callable[[Path], list[str]]) -> None:
    build_twice(folder, tmp_path, "memory://shelf/work", canonical)


def test_a_work_folder_that_cannot_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    """An address that can be read and not written to, as that of a web server, ends the build with a message."""
    ledger = tmp_path / "story.db"
    (tmp_path / "file").write_text("no folder")
    with crew() as address, pytest.raises(LedgerError, match="the work folder cannot be written"):
        build_ledger([folder], ledger, analyser="rules", cluster=address, work=f"file://{tmp_path}/file/work")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty bucket of a stand-in for S3 on the loopback."""
    pytest.importorskip("moto", reason="pip install 'moto[server]' s3fs")
    s3fs = pytest.importorskip("s3fs", reason="pip install 'moto[server]' s3fs")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "stand-in")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "stand-in")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ,
    )
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        s3fs.S3FileSystem().mkdir("onrecord")
        yield "s3://onrecord/work"
    finally:
        server.kill()
        server.wait()


@pytest.mark.filterwarnings("default")  # what others' packages warn of is not ours to mend
def test_shards_in_a_bucket_do(
    folder: Path, tmp_path: Path, bucket: str, canonical: Callable[[Path], list[str]]
) -> None:
    build_twice(folder, tmp_path, bucket, canonical)
