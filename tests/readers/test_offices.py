"""Who held an office, from a user's `offices.csv` to a report's days."""

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.lexicons import load_lexicons
from onrecord.readers.inputs import read_inputs
from onrecord.readers.offices import load_offices
from onrecord.records import Confidence, RawReport, tell_days
from onrecord.stages.clean import label_passages, make_report
from onrecord.stages.dating import date_report

LEXICONS = load_lexicons()
TABLE = "name,office,from,to\nAda Brook,Mayor,2011-05-03,2015-05-01\nIver Moss,Mayor,2015-05-02,\n"


def folder(tmp_path: Path, text: str, table: str = TABLE) -> Path:
    (tmp_path / "offices.csv").write_text(table, encoding="utf-8")
    (tmp_path / "bridge.txt").write_text(text, encoding="utf-8")
    return tmp_path


CALLED = [
    ("The bridge of Orlen is shut, Mayor Ada Brook said.", "3 May 2011 to 1 May 2015"),
    ("The bridge of Orlen is shut, mayor Brook said.", "3 May 2011 to 1 May 2015"),
    ("The bridge of Orlen is shut, Mayor Moss said.", "from 2 May 2015"),
    ("The bridge of Orlen is shut, former Mayor Brook said.", "no date"),
    ("The bridge of Orlen is shut, ex-mayor Brook said.", "no date"),
    ("The bridge of Orlen is shut, Ada Brook told the mayor.", "no date"),
    ("The bridge of Orlen is shut, Mayor Brooke said.", "no date"),
]


@pytest.mark.parametrize(("text", "wanted"), CALLED)
def test_a_report_appeared_while_somebody_held_the_office(tmp_path: Path, text: str, wanted: str) -> None:
    (raw,) = read_inputs([folder(tmp_path, text)])
    assert isinstance(raw, RawReport)
    report = make_report(raw)
    found = date_report(report, label_passages(report, LEXICONS.page), (), LEXICONS)
    assert tell_days(found.clock.interval) == wanted
    assert found.clock.confidence is Confidence.LOW


def test_the_reason_says_whose_office_and_where(tmp_path: Path) -> None:
    (raw,) = read_inputs([folder(tmp_path, "The bridge of Orlen is shut, Mayor Moss said.")])
    assert isinstance(raw, RawReport)
    report = make_report(raw)
    (reason,) = date_report(report, label_passages(report, LEXICONS.page), (), LEXICONS).reasons
    assert reason == "2 May 2015 or later, weak: calls Iver Moss “Mayor” (¶1), held then (offices.csv)"


def test_a_users_date_wins_over_an_office(tmp_path: Path) -> None:
    given = folder(tmp_path, "The bridge of Orlen is shut, Mayor Moss said.")
    (given / "dates.csv").write_text("file,published\nbridge.txt,2014-02-03\n", encoding="utf-8")
    (raw,) = read_inputs([given])
    assert isinstance(raw, RawReport)
    report = make_report(raw)
    found = date_report(report, label_passages(report, LEXICONS.page), (), LEXICONS)
    assert tell_days(found.clock.interval) == "3 Feb 2014"
    assert "set aside" in found.set_aside[0]


BROKEN = [
    ("name,office\nAda Brook,Mayor\n", ":1: needs the columns name, office, from and to"),
    ("name,office,from,to\n,Mayor,2011-05-03,\n", ":2: a row without name or office"),
    ("name,office,from,to\nAda Brook,Mayor,,\n", ":2: a row without from and to"),
    ("name,office,from,to\nAda Brook,Mayor,May 2011,\n", ":2: 'May 2011' is no day"),
    ("name,office,from,to\nAda Brook,Mayor,2011-02-30,\n", ":2: '2011-02-30' is no day"),
    ("name,office,from,to\nAda Brook,Mayor,2015-01-01,2011-01-01\n", ":2: 'Ada Brook' held the office to a day before"),
]


@pytest.mark.parametrize(("table", "message"), BROKEN)
def test_what_makes_no_sense_is_told(tmp_path: Path, table: str, message: str) -> None:
    path = tmp_path / "offices.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_offices(path)
