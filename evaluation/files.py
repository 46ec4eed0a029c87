"""Reading and writing the files of every task: JSON lines, gzip or not, order kept, nothing dropped."""

import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any, TypeAlias, cast

Row: TypeAlias = dict[str, Any]  # a line of a foreign file; its own shape is each task's to check

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DAY = re.compile(r"(\d{4})(?:-(?=\d\d-)|(?=\d{4}(?!\d)))(\d\d)-?(\d\d)(?!\d)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Shorter numbers are no milliseconds of any day news is from; `20090428` is a day.
_FEWEST_DIGITS = 9


def open_text(path: Path) -> Iterator[str]:
    """The lines of a text file, unpacked when its name ends in .gz; any line end is read as a line feed."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig") as file:
        yield from file


def create_text(path: Path) -> IO[str]:
    """A text file to write to, packed when its name ends in .gz; folders above it are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    opener = gzip.open if path.suffix == ".gz" else open
    return cast("IO[str]", opener(path, "wt", encoding="utf-8"))


def say(message: str) -> None:
    """A line of progress or trouble on standard error."""
    print(message, file=sys.stderr, flush=True)


def read_rows(path: Path) -> list[Row]:
    """The JSON objects of a file, one a line; raises ValueError naming the line that is none."""
    rows = []
    for number, line in enumerate(open_text(path), 1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as exc:
                message = f"{path}:{number}: not valid JSON ({exc.msg})"
                raise ValueError(message) from exc
    return rows


def stream_rows(path: Path) -> Iterator[Row]:
    """The JSON objects of a file as they come; a line that is none is told on standard error and gives `{}`, so that
    the lines that follow keep their places.
    """
    for number, line in enumerate(open_text(path), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as exc:
            say(f"{path}:{number}: not valid JSON ({exc}); an empty prediction stands for it")
            row = {}
        if not isinstance(row, dict):
            say(f"{path}:{number}: no JSON object; an empty prediction stands for it")
            row = {}
        yield row


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write the rows as JSON lines, as they come, packed when the name ends in .gz."""
    with create_text(path) as file:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False)
            # Half of a character beyond 16 bits has no UTF-8; escaped it comes back as it was.
            file.write((json.dumps(row) if _SURROGATE.search(line) else line) + "\n")


def text_of(row: Row, name: str = "text") -> str:
    """The text of a line, `""` where there is none; of the same length, with nothing in it that has no UTF-8."""
    value = row.get(name)
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else ""


def title_of(row: Row) -> str | None:
    """The headline of a line; None where it has none."""
    return text_of(row, "title").strip() or None


def day_of(row: Row) -> date | None:
    """The date of a line: `dct`, `date` or `published`, ISO or epoch milliseconds; None where none is usable.

    >>> day_of({"date": None, "published": "1394582617837"})
    datetime.date(2014, 3, 12)
    """
    days = (_day(row.get(name)) for name in ("dct", "date", "published"))
    return next((day for day in days if day is not None), None)


def _day(value: object) -> date | None:
    """The day a value names."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).strip()
    try:
        if _NUMBER.fullmatch(text) and len(text.lstrip("-").partition(".")[0]) >= _FEWEST_DIGITS:
            return datetime.fromtimestamp(float(text) / 1000, UTC).date()
        day = _DAY.match(text)
        return date(*map(int, day.groups())) if day else None
    except (ValueError, OverflowError, OSError):
        return None
