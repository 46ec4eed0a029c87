"""Our scorers against the ones handed to us, where those lie beside the checkout; and on small cases by hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.score import attribution, corpus, gold, spans
from evaluation.score import time as time_scores

SHARED = Path(__file__).resolve().parents[3] / "shared"
needs_shared = pytest.mark.skipif(not (SHARED / "tools").exists(), reason="the shared scorers are not here")


def theirs(tool: str, predicted: Path, gold_file: Path, *flags: str) -> dict:
    command = [sys.executable, str(SHARED / "tools" / tool), str(predicted), str(gold_file), *flags]
    return json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[0]
        if not flags
        else subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )


def _write(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


@needs_shared
def test_attribution_figures_agree(tmp_path: Path) -> None:
    gold_file = SHARED / "data" / "attribution" / "polnear_dev.jsonl"
    rows = [json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines()[:20]]
    short_gold = _write(tmp_path / "gold.jsonl", rows)
    shaken = [
        {
            "id": r["id"],
            "attributions": [
                {**a, "content": a["content"][:1], "source": a["source"][: i % 2]}
                for i, a in enumerate(r["attributions"])
                if i % 5
            ],
        }
        for r in rows
    ]
    predicted = _write(tmp_path / "p.jsonl", shaken)
    its = theirs("score_attribution.py", predicted, short_gold, "--json")
    mine = attribution.score(predicted, short_gold)
    assert {k: (v["P"], v["R"], v["F1"]) for k, v in mine.items()} == {
        k: (v["P"], v["R"], v["F1"]) for k, v in its.items()
    }


@needs_shared
def test_time_figures_agree(tmp_path: Path) -> None:
    gold_file = SHARED / "data" / "time" / "aquaint.jsonl"
    rows = [json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines()]
    shaken = [
        {
            "id": r["id"],
            "timex": [
                {**t, "end": t["end"] - (i % 3 == 0), "value": "X" if i % 4 == 0 else t.get("value")}
                for i, t in enumerate(r["timex"])
                if i % 5
            ],
        }
        for r in rows
    ]
    predicted = _write(tmp_path / "p.jsonl", shaken)
    its = theirs("score_time.py", predicted, gold_file)
    mine = time_scores.score(predicted, gold_file)
    assert {k: mine[k]["F1"] for k in mine} == {k: its[k] for k in mine}


@needs_shared
@pytest.mark.parametrize("story", ["h1n1", "haiti"])
def test_gold_figures_agree(tmp_path: Path, story: str) -> None:
    gold_file = SHARED / "data" / "gold" / story / "gold.json"
    data = json.loads(gold_file.read_text(encoding="utf-8"))
    kept = [
        {**r, "end": r["end"] - (i % 4 == 0) * 9} if "end" in r else r for i, r in enumerate(data["records"]) if i % 6
    ]
    predicted = tmp_path / "p.json"
    predicted.write_text(json.dumps({"records": kept}), encoding="utf-8")
    its = theirs("score_gold.py", predicted, gold_file, "--json")
    mine = gold.score(predicted, gold_file)
    for kind, row in its["claims"].items():
        assert {k: row[k] for k in ("right", "gold", "predicted")} == {
            k: mine[f"claims: {kind}"][k] for k in ("right", "gold", "predicted")
        }
    assert its["fields"] == {k.removeprefix("field: "): v for k, v in mine.items() if k.startswith("field: ")}
    for family, row in its["relations"].items():
        assert row == mine[f"relation: {family}"]
    assert its["traps"] == mine["traps"]
    assert its["claims in boilerplate"] == mine["claims in boilerplate"]["count"]


def test_bcubed_by_hand(tmp_path: Path) -> None:
    its = _write(tmp_path / "g", [{"id": i, "story": s} for i, s in (("a", "x"), ("b", "x"), ("c", "y"))])
    mine = _write(tmp_path / "p", [{"id": i, "story": "one"} for i in "abc"])
    row = corpus.score_stories(mine, its)["BCubed"]
    assert (row["P"], row["R"]) == (55.6, 100.0)


def test_bio_spans() -> None:
    assert spans.bio_spans(["B-P", "I-P", "O", "I-L", "B-L"]) == {(0, 2, "P"), (3, 4, "L"), (4, 5, "L")}


def test_dating_counts_containment_and_width(tmp_path: Path) -> None:
    its = _write(tmp_path / "g", [{"id": "a", "published": "2024-05-03"}, {"id": "b", "published": "2024-05-03"}])
    mine = _write(
        tmp_path / "p",
        [
            {"id": "a", "published": {"lo": "2024-05-01", "hi": "2024-05-10"}, "best": "2024-05-05", "reasons": []},
            {"id": "b", "published": {"lo": "2024-06-01", "hi": None}, "best": None, "reasons": []},
        ],
    )
    row = corpus.score_dating(mine, its)["dating"]
    assert (row["contains %"], row["coverage %"], row["median width"]) == (50.0, 50.0, 10)
