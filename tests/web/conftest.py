"""A server of the bundled example that a test may write to, asked from this machine."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.web.app import create_app
from onrecord.web.guard import Access

Ask = Callable[..., TestClient]
HOME = "http://127.0.0.1:8300"


def ask(ledger: Path, access: Access | None = None, client: str = "127.0.0.1") -> TestClient:
    """Something to ask the pages of a ledger with; it follows no redirects."""
    app = create_app(ledger, access, reviewer="ann")
    return TestClient(app, base_url=HOME, client=(client, 50_000), follow_redirects=False)


@pytest.fixture
def ledger(example_db: Path, tmp_path: Path) -> Path:
    """A copy of the example's ledger."""
    return Path(shutil.copy(example_db, tmp_path / "story.db"))


@pytest.fixture
def pages(ledger: Path) -> TestClient:
    """The pages of the copy."""
    return ask(ledger)


@pytest.fixture
def asking() -> Ask:
    """Pages of another ledger, or with other rules of access."""
    return ask


def reports_of(pages: TestClient) -> list[dict[str, str]]:
    """The reports of the largest story, earliest first."""
    return [listed["report"] for listed in pages.get("/reports.json").json()["value"]["reports"]]
