"""What a user says about the reports of a folder: `meta.json`, `dates.csv`, `offices.csv` and `places.csv`."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from onrecord.errors import InputError
from onrecord.readers.encoding import read_table
from onrecord.readers.jsonl import metadata_of
from onrecord.readers.offices import OFFICES_FILE, Office, load_offices
from onrecord.readers.places import PLACES_FILE, load_places
from onrecord.records import DateField, KnownPlace, Metadata, RawReport, Rejection, RejectionReason

META_FILE = "meta.json"
DATES_FILE = "dates.csv"
DATES_NAME = "user dates.csv"
_KEY_COLUMNS = ("key", "file")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ][\d:.,+\-Zz ]+)?)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """Metadata by file name and dates by report key or file name, as one folder gives them.

    `used` takes note of every name that a report, or an input refused, was found to have.
    """

    meta: Mapping[str, Metadata] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    meta_file: Path = Path(META_FILE)
    dates_file: Path = Path(DATES_FILE)
    lines: Mapping[str, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    offices: tuple[Office, ...] = ()
    places: tuple[KnownPlace, ...] = ()


def load_sidecar(folder: Path) -> Sidecar:
    """The `meta.json`, `dates.csv`, `offices.csv` and `places.csv` of a folder; empty where they are not.

    Raises InputError naming the file, and the line where there is one, when their content makes no sense.
    """
    meta, dates, offices = folder / META_FILE, folder / DATES_FILE, folder / OFFICES_FILE
    dated = load_dates(dates) if dates.is_file() else Sidecar(dates_file=dates)
    held = load_offices(offices) if offices.is_file() else ()
    known = load_places(folder / PLACES_FILE) if (folder / PLACES_FILE).is_file() else ()
    told = _load_meta(meta) if meta.is_file() else {}
    return replace(dated, meta=told, meta_file=meta, offices=held, places=known)


def load_dates(path: Path) -> Sidecar:
    """Publication dates by report key or file name, from a CSV file with the columns `key` (or `file`) and `published`.

    Raises InputError naming file and line.
    """
    text = read_table(path)
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    for line, name, published in _rows(path, text):
        if name in found and found[name] != published:
            raise InputError(f"{path}:{line}: {name!r} has another date further up. Keep one of the rows.")
        if not valid_date(published):
            raise InputError(f"{path}:{line}: {published!r} is no date. Write it as 2025-09-30, 2025-09 or 2025.")
        found[name] = published
        lines.setdefault(name, line)
    return Sidecar(dates=found, dates_file=path, lines=lines)


def find_unmatched(sidecar: Sidecar) -> Iterator[Rejection]:
    """What the user says about reports that are not there: each row or entry as a rejection, so that none is lost."""
    for name in sorted(sidecar.dates.keys() - sidecar.used):
        file, line = sidecar.dates_file, sidecar.lines[name]
        what = f"{file.name}:{line}: {name!r} is no report that was read, so its date is not used."
        yield _unmatched(name, f"{_absolute(file)}:{line}", f"{what} Correct the file name or key, or delete the row.")
    for name in sorted(sidecar.meta.keys() - sidecar.used):
        file = sidecar.meta_file
        what = f"{file.name}: {name!r} is no file that was read, so what it says is not used."
        yield _unmatched(name, _absolute(file), f"{what} Correct the file name, or delete the entry.")


def _unmatched(name: str, location: str, message: str) -> Rejection:
    return Rejection(key=name, location=location, reason=RejectionReason.UNMATCHED, message=message)


def _absolute(file: Path) -> str:
    return str(file.parent.resolve() / file.name)


def _rows(path: Path, text: str) -> Iterator[tuple[int, str, str]]:
    """Line number, key and date of each row that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        column = next((header.index(name) for name in _KEY_COLUMNS if name in header), None)
        if column is None or "published" not in header:
            raise InputError(f"{path}:1: needs the columns key (or file) and published. Write them as its first line.")
        dated = header.index("published")
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if len(cells) <= max(column, dated) or not cells[column] or not cells[dated]:
                raise InputError(f"{path}:{reader.line_num}: a row without key or date. Complete it or delete it.")
            yield reader.line_num, cells[column], cells[dated]
    except csv.Error as exc:
        raise InputError(f"{path}:{reader.line_num}: not valid CSV ({exc}). Fix the line.") from exc


def valid_date(value: str) -> bool:
    """Whether a value is a year, month, day or time in ISO 8601, or two of them with a slash for a stretch.

    >>> valid_date("2025-09"), valid_date("2025-09-01/2025-09-30"), valid_date("9/30/25")
    (True, True, False)
    """
    parts = value.split("/")
    return len(parts) <= 2 and all(_valid_day(part.strip()) for part in parts)


def _valid_day(value: str) -> bool:
    """Whether a value is a year, month, day or time in ISO 8601."""
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    try:
        date(int(match.group(1)), int(match.group(2) or 1), int(match.group(3) or 1))
    except ValueError:
        return False
    return True


def _load_meta(path: Path) -> dict[str, Metadata]:
    """The metadata of each file that `meta.json` names; fields it does not know are left alone."""
    try:
        table = json.loads(read_table(path))
    except json.JSONDecodeError as exc:
        raise InputError(f"{path}:{exc.lineno}: not valid JSON ({exc.msg}). Fix the line.") from exc
    except (ValueError, RecursionError) as exc:
        raise InputError(f"{path}: not JSON that can be read. Write it again, or delete it.") from exc
    shape = '{"report.txt": {"outlet": "…", "published": "2025-09-30"}}'
    if not isinstance(table, dict):
        raise InputError(f"{path}: not an object of file names. Write it as {shape}.")
    for name, fields in table.items():
        if not isinstance(fields, dict):
            raise InputError(f"{path}: {name!r} has no object of fields. Write it as {shape}.")
        published = fields.get("published")
        if published is not None and not (isinstance(published, str) and valid_date(published)):
            raise InputError(f"{path}: {name!r} is published {published!r}, no date. Write it as 2025-09-30.")
    return {name: metadata_of(fields, "meta.json published") for name, fields in table.items()}


def apply_metadata(raw: RawReport, given: Metadata) -> RawReport:
    """The report with what the user gives in place of its own fields, and the user's dates before its own."""
    own = raw.metadata
    merged = Metadata(
        title=given.title or own.title,
        outlet=given.outlet or own.outlet,
        authors=given.authors or own.authors,
        url=given.url or own.url,
        language=given.language or own.language,
        dates=(*given.dates, *own.dates),
        places=(*given.places, *own.places),
    )
    return replace(raw, key=given.url or raw.key, metadata=merged)


def apply_date(raw: RawReport, published: str) -> RawReport:
    """The report with the user's date before all others."""
    dates = (DateField(name=DATES_NAME, value=published), *raw.metadata.dates)
    return replace(raw, metadata=replace(raw.metadata, dates=dates))
