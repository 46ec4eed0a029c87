"""Time expressions by TempEval-3's measures: strict and relaxed extent, value and type F1."""

from pathlib import Path

from evaluation.files import Row, read_rows
from evaluation.score.prf import prf


def score(predicted_file: Path, gold_file: Path) -> dict[str, dict[str, float]]:
    """`{measure: {P, R, F1, …}}`; lines are `{"id", "timex": [{"start", "end", "type", "value"}]}`."""
    predicted = {row["id"]: row["timex"] for row in read_rows(predicted_file)}
    right = {"strict": 0, "relaxed": 0, "value": 0, "type": 0}
    made = true = 0
    for row in read_rows(gold_file):
        gold = [t for t in row["timex"] if not t.get("dct")]
        found = predicted.get(row["id"], [])
        made, true = made + len(found), true + len(gold)
        for g, p in _paired(gold, found):
            right["relaxed"] += 1
            right["strict"] += (g["start"], g["end"]) == (p["start"], p["end"])
            right["value"] += g.get("value") == p.get("value")
            right["type"] += g.get("type") == p.get("type")
    return {name: prf(count, made, true).row() for name, count in right.items()}


def _paired(gold: list[Row], found: list[Row]) -> list[tuple[Row, Row]]:
    """Each gold expression with the free prediction that shares most characters with it."""
    pairs, free = [], list(range(len(found)))
    for g in gold:
        shared = {i: min(g["end"], found[i]["end"]) - max(g["start"], found[i]["start"]) for i in free}
        touching = [i for i in free if shared[i] > 0]
        if touching:
            best = max(touching, key=lambda i: shared[i])
            free.remove(best)
            pairs.append((g, found[best]))
    return pairs
