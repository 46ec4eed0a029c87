"""What every command keeps to: JSON with a version, plain output where it is asked for, exit codes, completion."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from onrecord.cli import output
from onrecord.cli.main import cli

ACTS = {"set", "remove", "review", "export", "dossier", "plot", "serve", "mcp", "fetch", "watch"}
"""Commands that list nothing: they change something, write a file or answer others."""

ASKED = {"search": ["water"], "diff": ["2024-03-31", "2024-10-04"], "check": ["Five people have died."]}


def test_every_listing_has_json() -> None:
    for name, command in cli.commands.items():
        options = {o for p in command.params if isinstance(p, click.Option) for o in p.opts}
        assert name in ACTS or "--json" in options, name


@pytest.mark.parametrize("name", sorted(set(cli.commands) - ACTS - {"build", "explain", "versions"}))
def test_json_has_a_schema_version(example_db: Path, name: str) -> None:
    result = CliRunner().invoke(cli, [name, str(example_db), *ASKED.get(name, []), "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["schema"] == 1
    assert told["kind"] == {"verify": "verification"}.get(name, name)
    assert told["value"]


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert output._bold("x") == "x"
    monkeypatch.setenv("NO_COLOR", "")  # empty means not set
    assert output._bold("x") != "x"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["deadlines", "--fail-on", "overdue"], 6),
        (["deadlines", "--fail-on", "overdue", "--as-of", "2024-03-06"], 0),
        (["disputes", "--fail-on", "disputes"], 6),
        (["deadlines", "--as-of", "tomorrow"], 2),
        (["brief", "--story", "nowhere"], 1),
    ],
)
def test_exit_codes(example_db: Path, asked: list[str], code: int) -> None:
    name, *options = asked
    command = [sys.executable, "-m", "onrecord", name, str(example_db), *options]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    assert subprocess.run(command, env=env, capture_output=True, check=False).returncode == code


def test_the_shell_completes_commands_and_formats() -> None:
    def complete(words: str, at: int) -> list[str]:
        env = {"COMP_WORDS": words, "COMP_CWORD": str(at), "_ONRECORD_COMPLETE": "bash_complete"}
        result = CliRunner().invoke(cli, [], prog_name="onrecord", env=env, complete_var="_ONRECORD_COMPLETE")
        return result.stdout.split()

    assert complete("onrecord doss", 1) == ["plain,dossier"]
    assert "plain,parquet" in complete("onrecord export --format ", 3)


def test_a_dossier_is_written_and_what_is_whole_takes_no_choice(example_db: Path, tmp_path: Path) -> None:
    out = tmp_path / "story.html"
    result = CliRunner().invoke(cli, ["dossier", str(example_db), "-o", str(out)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    refused = CliRunner().invoke(cli, ["export", str(example_db), "--format", "jsonl", "--as-of", "2024-05"])
    assert "writes the whole ledger" in str(refused.exception)
    lost = CliRunner().invoke(cli, ["dossier", str(example_db), "-o", str(tmp_path / "none" / "story.html")])
    assert "cannot be written" in str(lost.exception)
