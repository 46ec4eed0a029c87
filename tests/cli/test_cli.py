"""The command line: every command on the example, exit codes, JSON, and what goes where."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli, main
from onrecord.exports import FORMATS

ROOT = Path(__file__).resolve().parents[2]
VIEWS = [
    "brief",
    "stories",
    "reports",
    "timeline",
    "claims",
    "quantities",
    "deadlines",
    "disputes",
    "speakers",
    "copies",
    "state",
]


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, [str(a) for a in arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("command", VIEWS)
def test_every_view_prints_and_gives_json(example_db: Path, command: str) -> None:
    code, text, _ = run(command, example_db)
    assert code == 0
    assert text.strip()
    code, text, _ = run(command, example_db, "--json")
    assert code == 0
    assert json.loads(text)["schema"] == 1


def test_diff_names_what_changed(example_db: Path) -> None:
    code, text, _ = run("diff", example_db, "2024-03-20", "2024-10-31")
    assert code == 0
    assert "FELL DUE" in text


def test_diff_wants_the_days_in_order(example_db: Path) -> None:
    result = CliRunner().invoke(cli, ["diff", str(example_db), "2024-05-01", "2024-03-01"])
    assert "Swap them" in str(result.exception)


@pytest.mark.parametrize("bad", ["yesterday", "2024-13", "2024-02-31", "24"])
def test_a_bad_date_is_a_usage_error(example_db: Path, bad: str) -> None:
    code, _, message = run("state", example_db, "--as-of", bad)
    assert code == 2
    assert "write YYYY-MM-DD" in message


def test_check_gives_a_verdict_with_evidence(example_db: Path) -> None:
    code, text, _ = run("check", example_db, "Lake Serrin has been drained.")
    assert code == 0
    assert text.splitlines()[1].startswith(("SUPPORTED", "NOT AS IT STANDS"))
    assert "08¶1" in text
    code, text, _ = run("check", example_db, "A comet fell on Osk.", "--json")
    assert json.loads(text)["kind"] == "check"
    code, _, _ = run("check", example_db, "A comet fell on Osk.", "--fail-on", "unsupported")
    assert code == 6


def test_the_exit_code_of_a_finding_leaves_the_program(example_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["onrecord", "disputes", str(example_db), "--fail-on", "disputes"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 6


def test_explain_tells_why(example_db: Path) -> None:
    _, listed, _ = run("claims", example_db)
    claim = listed.splitlines()[1].split("\t")[0]
    code, text, _ = run("explain", example_db, claim)
    assert code == 0
    assert "speaks of" in text
    assert "who says so" in text


def test_search_finds_words(example_db: Path) -> None:
    code, text, _ = run("search", example_db, "caravans")
    assert code == 0
    assert "caravans" in text


def test_state_before_the_first_dated_report_shows_only_what_is_possible(example_db: Path) -> None:
    _, text, _ = run("state", example_db, "--as-of", "1999-01-01")
    assert "no report is known to have been published by that day" in text
    _, text, _ = run("state", example_db, "--as-of", "2024-03-10")
    assert re.search(r"possibly published later than the day asked for: .*\b03\b", text)
    assert "possibly later" in text


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"parquet"}))
def test_exports_write_the_same_to_file_and_stdout(example_db: Path, tmp_path: Path, name: str) -> None:
    _, text, _ = run("export", example_db, "--format", name)
    run("export", example_db, "--format", name, "-o", tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == text
    assert len(text) > 500


def test_doctor_is_content(example_db: Path) -> None:
    code, text, _ = run("doctor", example_db)
    assert code == 0
    assert "BAD" not in text


def test_it_is_said_where_the_rules_read(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The mayor said that 12 houses were lost.\n", encoding="utf-8")
    code, _, message = run("build", tmp_path / "one.txt", "-o", tmp_path / "s.db", "--analyser", "rules")
    assert code == 0
    assert "note: rules alone read names, grammar and speech, which is weaker than the trained model" in message
    code, text, _ = run("doctor", tmp_path / "s.db")
    assert code == 0
    assert "1 reports, read by the rules (rules-" in text
    assert "ok    analyser: " in text


def test_an_analyser_that_does_not_exist(tmp_path: Path) -> None:
    code, _, message = run("build", tmp_path, "-o", tmp_path / "s.db", "--analyser", "guess")
    assert code == 2
    assert "'guess' is not one of 'model', 'rules'" in message


def test_skipped_inputs_exit_3_and_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(
        "The mayor said on Monday that 12 houses were lost in the flood.\n", encoding="utf-8"
    )
    code, _, message = run("build", tmp_path, "-o", tmp_path / "s.db")
    assert code == 3
    assert "empty.txt" in message
    code, text, _ = run("reports", tmp_path / "s.db", "--rejected")
    assert "empty.txt" in text
    code, *_ = run("build", tmp_path, "-o", tmp_path / "s.db", "--skip-bad")
    assert code == 0


def test_main_prints_errors_plainly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["onrecord", "brief", str(tmp_path / "none.db")])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 1
    assert "no such ledger" in capsys.readouterr().err


def test_reports_come_from_standard_input(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        cli,
        ["build", "-", "-o", str(tmp_path / "s.db")],
        input=b"The ferry line said on Friday that it would sell two of its nine ships by the end of May 2031.\n",
    )
    assert result.exit_code == 0, result.output
    assert "1 reports in 1 story" in result.stderr


def test_generated_reference_is_current() -> None:
    subprocess.run([sys.executable, str(ROOT / "docs" / "generate.py"), "--check"], check=True)


def test_readme_commands_run(tmp_path: Path) -> None:
    """Every `onrecord …` line of the README's console blocks exits 0 in a folder that holds the examples."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [
        line.removeprefix("$ ")
        for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
        if line.startswith("$ onrecord ")
    ]
    assert commands
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", *shlex.split(command)[1:]],
            check=False,
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, (command, done.stderr)
