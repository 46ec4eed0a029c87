"""Defaults from a TOML file and from the environment."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from onrecord.errors import SettingsError


def test_a_file_sets_defaults(example_db: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[claims]\nkinds = ['quantity']\n", encoding="utf-8")
    every = CliRunner().invoke(cli, ["claims", str(example_db)]).stdout
    some = CliRunner().invoke(cli, ["--settings", str(tmp_path / "mine.toml"), "claims", str(example_db)]).stdout
    assert len(some.splitlines()) < len(every.splitlines())
    assert all("\tquantity\t" in line for line in some.splitlines()[1:])


def test_the_environment_sets_options(example_db: Path) -> None:
    found = CliRunner().invoke(
        cli, ["timeline", str(example_db)], env={"ONRECORD_TIMELINE_LIMIT": "1"}, auto_envvar_prefix="ONRECORD"
    )
    assert found.exit_code == 0
    every = CliRunner().invoke(cli, ["timeline", str(example_db)])
    assert len(found.stdout) < len(every.stdout)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[brew]\nx = 1", "is no command"),
        ("[brief]\ncolour = 1", "has no option colour"),
        ("[brief", "not valid TOML"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["--settings", str(tmp_path / "bad.toml"), "stories", "x.db"])
    assert isinstance(result.exception, SettingsError)
    assert message in str(result.exception)
