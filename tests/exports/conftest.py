"""A ledger of the example in which a person has accepted one claim and rejected another."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from onrecord.exports import FORMATS, Choice
from onrecord.ledger.query import Ledger


@dataclass(frozen=True)
class Reviewed:
    """The ledger, the claim that was accepted, whose deadline is known, and the one that was rejected."""

    path: Path
    accepted: str
    rejected: str


@pytest.fixture(scope="session")
def reviewed(example_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    path = Path(shutil.copy(example_db, tmp_path_factory.mktemp("reviewed") / "story.db"))
    listed = json.loads(CliRunner().invoke(cli, ["claims", str(path), "--json"]).stdout)["value"]
    accepted = next(c["id"] for c in listed if "by 30 Sep 2024" in c["value"])
    rejected = next(c["id"] for c in listed if c["type"] == "statement")
    for field, claim in (("accept", accepted), ("reject", rejected)):
        done = CliRunner().invoke(cli, ["set", str(path), field, claim, "--reviewer", "ann"])
        assert done.exit_code == 0, done.output
    return Reviewed(path, accepted, rejected)


def written(path: Path, name: str, choice: Choice | None = None) -> bytes:
    """A ledger in a format."""
    with Ledger(path) as ledger:
        pieces = list(FORMATS[name].write(ledger, choice or Choice()))
    return b"".join(p if isinstance(p, bytes) else p.encode() for p in pieces)
