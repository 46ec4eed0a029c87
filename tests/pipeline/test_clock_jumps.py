"""A build and its views give the same whatever the clock says and wherever the machine stands."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from onrecord.pipeline.session import build_ledger

VIEWS = ("brief", "state", "deadlines", "disputes", "quantities", "timeline", "speakers", "copies")


def told(ledger: Path) -> str:
    runs = [CliRunner().invoke(cli, [view, str(ledger)], catch_exceptions=False) for view in VIEWS]
    assert all(run.exit_code == 0 for run in runs)
    return "".join(run.stdout for run in runs)


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Move the machine to a time zone while the test lasts."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("seconds", "place"), [(0.0, "XXX-14"), (4e9, "XXX+12")])
def test_the_clock_changes_nothing(
    folder: Path,
    tmp_path: Path,
    canonical: Callable[[Path], list[str]],
    monkeypatch: pytest.MonkeyPatch,
    zone: Callable[[str], None],
    seconds: float,
    place: str,
) -> None:
    build_ledger([folder], tmp_path / "now.db", analyser="rules")
    expected, views = canonical(tmp_path / "now.db"), told(tmp_path / "now.db")
    zone(place)
    monkeypatch.setattr(time, "time", lambda: seconds)
    monkeypatch.setattr(time, "time_ns", lambda: int(seconds * 1e9))
    assert time.time() == seconds
    build_ledger([folder], tmp_path / "then.db", analyser="rules")
    assert canonical(tmp_path / "then.db") == expected
    assert told(tmp_path / "then.db") == views
