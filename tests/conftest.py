"""What several tests start from: the bundled example, built once a process."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the golden files anew instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "reports"


@pytest.fixture(scope="session")
def example_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the bundled example; read only."""
    from onrecord.pipeline.session import build_ledger

    path = tmp_path_factory.mktemp("example") / "story.db"
    build_ledger([EXAMPLE], path)
    return path


@pytest.fixture(scope="session")
def hostile_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of reports that try to run something wherever they are shown; read only."""
    from tests.hostile import build_hostile

    return build_hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def example(example_db: Path):
    """The example's ledger, open."""
    from onrecord.ledger.query import Ledger

    with Ledger(example_db) as ledger:
        yield ledger
