"""Reading and writing the files of every task: JSON lines, gzip or not, order kept, nothing dropped."""

import gzip
import json
import math
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]  # a line of a foreign file; its own shape is each task's to check


def open_text(path: Path) -> Iterator[str]:
    """The lines of a text file, unpacked when its name ends in .gz."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from file


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


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write the rows as JSON lines, packed when the name ends in .gz."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wt", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def day_of(row: Row) -> date | None:
    """The date of a line: `dct`, `date` or `published`, ISO or epoch milliseconds; None where none is usable."""
    for name in ("dct", "date", "published"):
        value = row.get(name)
        if value in (None, ""):
            continue
        if isinstance(value, int | float) or (
            isinstance(value, str) and value.strip().lstrip("-").isdigit() and len(value) > 8
        ):
            milliseconds = float(value)
            if math.isfinite(milliseconds):
                return datetime.fromtimestamp(milliseconds / 1000, UTC).date()
        try:
            return date.fromisoformat(str(value)[:10])
        except ValueError:
            continue
    return None
