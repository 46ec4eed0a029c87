"""Places of a user's `places.csv`."""

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.readers.inputs import read_inputs
from onrecord.readers.places import load_places
from onrecord.records import KnownPlace, RawReport

TABLE = "name,within,kind,aliases\nLund air base,Lower Lund,base,Lund;Camp Lund\nLower Lund,Norland,,\nOsk,Norland,,\n"


def folder(tmp_path: Path, text: str, table: str = TABLE) -> Path:
    (tmp_path / "places.csv").write_text(table, encoding="utf-8")
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_report_is_given_the_places_it_names_and_those_they_lie_in(tmp_path: Path) -> None:
    (raw,) = read_inputs([folder(tmp_path, "Two jets left Camp Lund on Monday, the ministry said.")])
    assert isinstance(raw, RawReport)
    assert raw.metadata.places == (
        KnownPlace(name="Lund air base", within="Lower Lund", kind="base", aliases=("Lund", "Camp Lund")),
        KnownPlace(name="Lower Lund", within="Norland"),
    )


@pytest.mark.parametrize("text", ["Two jets left Lunden on Monday.", "The lund was full.", "Nothing happened."])
def test_a_report_that_names_none_is_left_alone(tmp_path: Path, text: str) -> None:
    (raw,) = read_inputs([folder(tmp_path, text)])
    assert isinstance(raw, RawReport)
    assert raw.metadata.places == ()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("name,kind\nLund,base\n", "places.csv:1: needs the columns name and within"),
        ("name,within\n,Norland\n", "places.csv:2: a row without a name"),
        ("name,within\nLund,\n", "neither within nor aliases"),
        ("name,within\nLund,Osk\nOsk,Lund\n", "lies within itself"),
        ("name,within\nLund,Lund\n", "lies within itself"),
    ],
)
def test_what_makes_no_sense_stops_the_build(tmp_path: Path, table: str, said: str) -> None:
    (tmp_path / "places.csv").write_text(table, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_places(tmp_path / "places.csv")


def test_empty_rows_and_a_missing_file_are_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("name,within\n\nLund,Norland\n,,\n", encoding="utf-8")
    assert load_places(tmp_path / "places.csv") == (KnownPlace(name="Lund", within="Norland"),)
    with pytest.raises(InputError, match="cannot be opened"):
        load_places(tmp_path / "none.csv")
