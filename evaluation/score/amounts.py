"""How many numbers that are no amounts are taken for some, and how many amounts are found beside them."""

from collections.abc import Sequence
from pathlib import Path

from evaluation.files import Row, read_rows


def score_amounts(predicted_file: Path, _: Path) -> dict[str, Row]:
    """Numbers that are no amounts and those mistaken for one; amounts and those found with right ends and unit."""
    rows = read_rows(predicted_file)
    kinds = dict.fromkeys(row["kind"] for row in rows)
    return {"all": count_numbers(rows)} | {k: count_numbers([r for r in rows if r["kind"] == k]) for k in kinds}


def count_numbers(rows: Sequence[Row]) -> Row:
    """The counts of some lines of `judge_numbers`, with both shares in per cent where there is something to share."""
    none = [row for row in rows if row["is"] != "amount"]
    true = [row for row in rows if row["is"] == "amount"]
    mistaken, right = sum(not row["right"] for row in none), sum(row["right"] for row in true)
    shares = {"mistaken %": (mistaken, none), "found %": (right, true)}
    return {
        "no amounts": len(none),
        "mistaken": mistaken,
        "amounts": len(true),
        "right": right,
        **{name: round(100 * count / len(of), 1) for name, (count, of) in shares.items() if of},
    }
