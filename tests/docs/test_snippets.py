"""Python snippets of the README and the docs run as they stand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs" / "guides").glob("*.md"))]
SNIPPETS = [
    (page.name, code)
    for page in PAGES
    for code in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
]


@pytest.mark.parametrize(("page", "code"), SNIPPETS)
def test_snippet_runs(tmp_path: Path, page: str, code: str) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, (page, done.stderr)
    assert done.stdout.strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_readmes_transcript_is_what_the_program_prints(example_db: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"```text\n(story\.db: .*?)```", text, re.DOTALL)
    command = [sys.executable, "-m", "onrecord", "brief", str(example_db)]
    environment = {**os.environ, "COLUMNS": "100"}
    printed = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    assert [block.partition("\n\n")[2].strip() for block in shown] == [printed.strip()]
