"""A browser before a server of the bundled example; without either the tests are skipped, and say why."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("ONRECORD_CHROMIUM") or shutil.which("chromium")
_PATIENCE = 15_000  # milliseconds for a page to come


def missing(config: pytest.Config) -> str | None:
    """Why no browser is opened; None when one is."""
    if config.getoption("markexpr") != "browser":
        return "a browser is opened by make test-browser only"
    if find_spec("playwright") is None:
        return "playwright is not installed; make test-browser installs it"
    if CHROMIUM is None:
        return "no chromium found; install Debian's package or name one in ONRECORD_CHROMIUM"
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none."""
    if reason := missing(config):
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=reason))


@dataclass
class Visit:
    """A page in the browser, and what it did that it should not have."""

    home: str
    page: Any
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    forgiven: str = "nothing"

    def watch(self) -> None:
        """Note every request to another host and every error that the console tells."""
        self.page.on("request", lambda r: None if r.url.startswith(self.home) else self.foreign.append(r.url))
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))

    def press(self, *keys: str) -> None:
        """Press keys, the last of which leads to another page."""
        for key in keys[:-1]:
            self.page.keyboard.press(key)
        with self.page.expect_navigation():
            self.page.keyboard.press(keys[-1])

    def tab_to(self, words: str) -> None:
        """Go with Tab alone to the link or button of these words."""
        for _ in range(400):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.textContent.trim()") == words:
                return
        raise AssertionError(f"Tab never comes to {words!r}")

    def click(self, link: Any) -> None:
        """Click what leads to another page."""
        with self.page.expect_navigation():
            link.click()

    def back(self) -> None:
        """Go back to the page before, as the key of the browser itself does."""
        self.page.go_back()


@pytest.fixture
def home(example_db: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server of a copy of the example."""
    ledger = shutil.copy(example_db, tmp_path / "story.db")
    command = [sys.executable, "-m", "onrecord", "serve", str(ledger), "--port", "0", "--reviewer", "ann"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            yield server.stderr.readline().split(" at ")[1].split()[0]
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, headless; without its sandbox only where root runs it, who can have none."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield opened
        opened.close()


@dataclass
class Inspector:
    """A window in which axe-core may be put into pages, which their own policy would not let in."""

    home: str
    page: Any

    def faults(self) -> list[str]:
        """What axe-core finds serious or critical on the page shown."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response
        assert found["passes"], "axe-core looked at nothing"
        return [
            f"{v['impact']}: {v['id']} at {v['nodes'][0]['target']} ({len(v['nodes'])})"
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
        ]


@pytest.fixture(params=["light", "dark"])
def inspector(browser: Any, home: str, request: pytest.FixtureRequest) -> Iterator[Inspector]:
    """A window for axe-core, in light and in dark colours."""
    pytest.importorskip("axe_playwright_python")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True, color_scheme=request.param)
    context.set_default_timeout(_PATIENCE)
    yield Inspector(home, context.new_page())
    context.close()


@pytest.fixture
def visit(browser: Any, home: str) -> Iterator[Visit]:
    """A newcomer's window; when it closes it must have asked no other host and told of no error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(_PATIENCE)
    visit = Visit(home, context.new_page())
    visit.watch()
    yield visit
    context.close()
    assert not visit.foreign
    assert not [told for told in visit.errors if visit.forgiven not in told]
