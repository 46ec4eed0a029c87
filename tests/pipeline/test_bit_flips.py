"""Single bits of a ledger turned over: what it then holds is what it held, or the damage is told."""

import random
from pathlib import Path

import pytest

from benchmarks.stories.desk import make_story
from benchmarks.stories.reading import write_folder
from fuzz.kills import held
from onrecord.errors import OnRecordError
from onrecord.pipeline.session import build_ledger
from onrecord.pipeline.verifying import verify_ledger

FLIPS = 24


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flipped")
    write_folder(make_story(9, 3), folder / "reports")
    build_ledger([folder / "reports"], folder / "story.db", analyser="rules")
    return folder / "story.db"


@pytest.mark.parametrize("seed", range(FLIPS))
def test_a_turned_bit_is_told_or_changes_nothing(ledger: Path, tmp_path: Path, seed: int) -> None:
    data = bytearray(ledger.read_bytes())
    # Where something stands: most of a page of a small ledger is empty.
    places = [at for at in random.Random(seed).sample(range(len(data)), 400) if data[at]]
    data[places[0]] ^= 1 << seed % 8
    path = tmp_path / "story.db"
    path.write_bytes(data)
    try:
        assert held(path) == held(ledger) or verify_ledger(path).problems
    except OnRecordError as exc:
        assert "story.db" in str(exc)  # noqa: PT017 one of the good ends
