"""Stories (BCubed), copies, dating and timelines."""

from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median

from evaluation.files import day_of, read_rows
from evaluation.score.prf import prf


def score_stories(predicted_file: Path, gold_file: Path) -> dict[str, dict[str, float]]:
    """BCubed precision, recall and F1 over all texts (Bagga and Baldwin 1998)."""
    mine = {row["id"]: row["story"] for row in read_rows(predicted_file)}
    its = {row["id"]: row["story"] for row in read_rows(gold_file)}
    both = Counter((mine[i], its[i]) for i in its)
    made, true = Counter(mine[i] for i in its), Counter(its.values())
    n = max(1, len(its))
    p = sum(c * c / made[a] for (a, _), c in both.items()) / n
    r = sum(c * c / true[b] for (_, b), c in both.items()) / n
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    row = {"P": round(100 * p, 1), "R": round(100 * r, 1), "F1": round(100 * f1, 1)}
    return {"BCubed": {**row, "predicted": len(made), "gold": len(true)}}


def score_copies(predicted_file: Path, gold_file: Path) -> dict[str, dict[str, float]]:
    """Pairs of texts by relation, order within a pair ignored."""

    def pairs(path: Path, relation: str) -> set[frozenset[str]]:
        return {frozenset((r["a"], r["b"])) for r in read_rows(path) if r["relation"] == relation}

    found = {}
    for relation in ("near_copy", "shared_origin"):
        mine, its = pairs(predicted_file, relation), pairs(gold_file, relation)
        found[relation] = prf(len(mine & its), len(mine), len(its)).row()
    return found


def score_dating(predicted_file: Path, gold_file: Path) -> dict[str, dict[str, float]]:
    """How often the true day is inside; intervals under a year with their median width; the error of `best`."""
    truth = {row["id"]: day_of(row) for row in read_rows(gold_file)}
    contained = given = 0
    widths, errors = [], []
    rows = [row for row in read_rows(predicted_file) if truth.get(row["id"])]
    for row in rows:
        true = truth[row["id"]]
        assert true is not None
        lo, hi = ((row["published"] or {}).get(end) for end in ("lo", "hi"))
        low = date.fromisoformat(lo) if lo else date.min
        high = date.fromisoformat(hi) if hi else date.max
        contained += low <= true <= high
        if lo and hi and (high - low).days < 366:
            given += 1
            widths.append((high - low).days + 1)
        if row.get("best"):
            errors.append(abs((date.fromisoformat(row["best"]) - true).days))
    n = max(1, len(rows))
    return {
        "dating": {
            "contains %": round(100 * contained / n, 1),
            "coverage %": round(100 * given / n, 1),
            "median width": median(widths) if widths else 0,
            "median error": median(errors) if errors else 0,
            "reports": len(rows),
        }
    }


def score_timeline(predicted_file: Path, gold_file: Path) -> dict[str, dict[str, float]]:
    """Date F1 at the length and range of each gold timeline, averaged over timelines."""
    ranked = {row["topic"]: row["dates"] for row in read_rows(predicted_file)}
    scores = []
    for row in read_rows(gold_file):
        gold = {str(day)[:10] for day, _ in row["timeline"]}
        first, last = min(gold), max(gold)
        inside = [d for d in ranked.get(row["topic"], []) if first <= d <= last]
        mine = set(inside[: len(gold)])
        scores.append(prf(len(mine & gold), len(mine), len(gold)).f1)
    mean = sum(scores) / max(1, len(scores))
    return {"date F1": {"F1": round(100 * mean, 1), "timelines": len(scores)}}
