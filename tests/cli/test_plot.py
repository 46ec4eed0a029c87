"""`onrecord plot`: pictures as files."""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import cli
from onrecord.errors import MissingExtraError, SettingsError


def plot(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["plot", *map(str, arguments)])


@pytest.mark.parametrize("what", [("--timeline",), ("--origins",), ("--track", "people moved")])
def test_a_picture_is_written_as_svg_and_as_png(example_db: Path, tmp_path: Path, what: tuple[str, ...]) -> None:
    done = plot(example_db, *what, "-o", tmp_path / "a.svg")
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "a.svg: " in done.stderr
    assert ET.parse(tmp_path / "a.svg").getroot().get("width") == "880"
    pytest.importorskip("vl_convert")
    assert plot(example_db, *what, "--width", 400, "-o", tmp_path / "a.png").exit_code == 0
    data = (tmp_path / "a.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 800


def test_png_without_its_extra_says_what_to_do(
    example_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    error = plot(example_db, "--timeline", "-o", tmp_path / "a.png").exception
    assert isinstance(error, MissingExtraError)
    assert "onrecord[plot]" in str(error)
    assert plot(example_db, "--timeline", "-o", tmp_path / "a.svg").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [("-o", "a.svg"), ("--timeline", "--origins", "-o", "a.svg"), ("--timeline", "-o", "a.jpg"), ("--timeline",)],
)
def test_what_is_asked_wrongly_is_told(example_db: Path, arguments: tuple[str, ...]) -> None:
    assert plot(example_db, *arguments).exit_code == click.UsageError.exit_code


def test_an_unknown_track_and_a_folder_that_is_not_there_are_told(example_db: Path, tmp_path: Path) -> None:
    assert isinstance(plot(example_db, "--track", "icebergs", "-o", tmp_path / "a.svg").exception, SettingsError)
    assert isinstance(plot(example_db, "--timeline", "-o", tmp_path / "no" / "a.svg").exception, SettingsError)
