"""Who held an office from when to when, as a user says in `offices.csv`."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from onrecord.errors import InputError
from onrecord.readers.encoding import read_table
from onrecord.records import OFFICES_FIELD, DateField, RawReport

OFFICES_FILE = OFFICES_FIELD
_COLUMNS = ("name", "office", "from", "to")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Somebody held an office from a day until another; an end that is open is None."""

    name: str
    office: str
    start: date | None
    end: date | None

    @property
    def field(self) -> DateField:
        """The row as a date field of a report: `President;Ana Orlen;2009-01-20;2017-01-20`."""
        days = (day.isoformat() if day else "" for day in (self.start, self.end))
        return DateField(name=OFFICES_FILE, value=";".join((self.office, self.name, *days)))


def load_offices(path: Path) -> tuple[Office, ...]:
    """The rows of a CSV file with the columns `name`, `office`, `from` and `to`.

    Raises InputError naming file and line.
    """
    text = read_table(path)
    return tuple(_rows(path, text))


def _rows(path: Path, text: str) -> Iterator[Office]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        if not set(_COLUMNS) <= set(header):
            raise InputError(f"{path}:1: needs the columns name, office, from and to. Write them as its first line.")
        for row in reader:
            cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
            if any(cells.values()):
                yield _office(f"{path}:{reader.line_num}", cells)
    except csv.Error as exc:
        raise InputError(f"{path}:{reader.line_num}: not valid CSV ({exc}). Fix the line.") from exc


def _office(place: str, cells: dict[str, str]) -> Office:
    name, office = cells.get("name", ""), cells.get("office", "")
    if not name or not office or ";" in name + office:
        raise InputError(f"{place}: a row without name or office, or with a semicolon in them. Complete or correct it.")
    start, end = (_day(place, cells.get(column, "")) for column in ("from", "to"))
    if start is None and end is None:
        raise InputError(f"{place}: a row without from and to. Give at least one of the days, or delete the row.")
    if start is not None and end is not None and end < start:
        raise InputError(f"{place}: {name!r} held the office to a day before from. Exchange the days.")
    return Office(name=name, office=office, start=start, end=end)


def _day(place: str, value: str) -> date | None:
    if not value:
        return None
    found = _DAY.fullmatch(value)
    try:
        return date(*map(int, found.groups())) if found else _refuse(place, value)
    except ValueError:
        return _refuse(place, value)


def _refuse(place: str, value: str) -> date:
    raise InputError(f"{place}: {value!r} is no day. Write it as 2025-09-30, or leave it empty where the end is open.")


def apply_offices(raw: RawReport, offices: Sequence[Office]) -> RawReport:
    """The report with a date field for each office whose words and whose holder's last name its text has."""
    text = raw.text.lower()
    named = [o for o in offices if o.office.lower() in text and o.name.split()[-1].lower() in text]
    fields = dict.fromkeys((*raw.metadata.dates, *(o.field for o in named)))
    return replace(raw, metadata=replace(raw.metadata, dates=tuple(fields))) if named else raw
