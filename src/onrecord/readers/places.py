"""Places that no table knows, as a user gives them in `places.csv`: where they lie, and what else they are called."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.errors import InputError
from onrecord.readers.encoding import read_table
from onrecord.records import KnownPlace, RawReport

PLACES_FILE = "places.csv"
_COLUMNS = ("name", "within")


def load_places(path: Path) -> tuple[KnownPlace, ...]:
    """The rows of a CSV file with the columns `name` and `within`, and where wanted `kind` and `aliases`, the aliases
    with semicolons between them (`Lund air base,Norland,base,Lund;Camp Lund`).

    Raises InputError naming file and line.
    """
    text = read_table(path)
    places = tuple(_rows(path, text))
    _check_circles(path, places)
    return places


def _rows(path: Path, text: str) -> Iterator[KnownPlace]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        if not set(_COLUMNS) <= set(header):
            raise InputError(f"{path}:1: needs the columns name and within. Write them as its first line.")
        for row in reader:
            cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
            if any(cells.values()):
                yield _place(f"{path}:{reader.line_num}", cells)
    except csv.Error as exc:
        raise InputError(f"{path}:{reader.line_num}: not valid CSV ({exc}). Fix the line.") from exc


def _place(row: str, cells: dict[str, str]) -> KnownPlace:
    name, within = cells.get("name", ""), cells.get("within", "")
    aliases = tuple(filter(None, (alias.strip() for alias in cells.get("aliases", "").split(";"))))
    if not name:
        raise InputError(f"{row}: a row without a name. Complete it or delete it.")
    if not within and not aliases:
        raise InputError(f"{row}: {name!r} has neither within nor aliases. Give one of them, or delete the row.")
    return KnownPlace(name=name, within=within, kind=cells.get("kind", ""), aliases=aliases)


def _check_circles(path: Path, places: Sequence[KnownPlace]) -> None:
    """No place may lie in itself, however many steps it takes."""
    within = {place.name.lower(): place.within.lower() for place in places}
    for place in places:
        seen = {place.name.lower()}
        step = within[place.name.lower()]
        while step and step not in seen:
            seen.add(step)
            step = within.get(step, "")
        if step == place.name.lower():
            raise InputError(f"{path}: {place.name!r} lies within itself. Correct one of the rows that lead round.")


def apply_places(raw: RawReport, places: Sequence[KnownPlace]) -> RawReport:
    """The report with the rows for places that its text names, and for those that they lie in."""
    by_name = {place.name.lower(): place for place in places}
    wanted = [p for p in places if any(_named(form, raw.text) for form in (p.name, *p.aliases))]
    for place in wanted:  # grows while it is gone through
        around = by_name.get(place.within.lower())
        if around is not None and around not in wanted:
            wanted.append(around)
    found = tuple(place for place in places if place in wanted)
    given = tuple(dict.fromkeys((*found, *raw.metadata.places)))
    return replace(raw, metadata=replace(raw.metadata, places=given)) if found else raw


def _named(name: str, text: str) -> bool:
    """Whether the text has the name as words of its own."""
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
