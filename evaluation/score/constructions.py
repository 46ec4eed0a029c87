"""How many of the constructions are read as marked."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evaluation.files import Row, read_rows

_STEP = 10


def score_constructions(predicted_file: Path, _: Path) -> dict[str, Row]:
    """Cases, those read as marked, and those listed as known failures, by ten constructions and in all; then the
    reasons given for the known failures.
    """
    rows = read_rows(predicted_file)
    figures: dict[str, Row] = {}
    for analyser in dict.fromkeys(row["analyser"] for row in rows):
        read = [row for row in rows if row["analyser"] == analyser]
        last = max(row["construction"] for row in read)
        for first in range(1, last + 1, _STEP):
            some = [row for row in read if first <= row["construction"] < first + _STEP]
            figures[f"{analyser}: {first} to {first + _STEP - 1}"] = _count(some)
        figures[f"{analyser}: all"] = _count(read)
        known = Counter(f"{analyser}, known: {row['construction']}, {row['known']}" for row in read if row["known"])
        figures |= {reason: {"known failures": count} for reason, count in known.items()}
    return figures


def _count(rows: Sequence[Row]) -> Row:
    return {
        "constructions": len({row["construction"] for row in rows}),
        "all of it read": len({r["construction"] for r in rows} - {r["construction"] for r in rows if r["problems"]}),
        "cases": len(rows),
        "passing": sum(not row["problems"] for row in rows),
        "known failures": sum(bool(row["known"]) for row in rows),
    }
