"""Builds: the same ledger whatever the way to it, and nothing lost on the way."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.exports.jsonl import export_jsonl
from onrecord.ledger.query import Ledger
from onrecord.pipeline import run
from onrecord.pipeline.local import build
from onrecord.pipeline.session import build_ledger, rebuild_ledger
from onrecord.readers import read_inputs

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "reports"


def canonical(ledger: Path) -> list[str]:
    with Ledger(ledger) as opened:
        return list(export_jsonl(opened))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("expected") / "story.db"
    build_ledger([EXAMPLE], path)
    return canonical(path)


def test_building_twice_changes_nothing(tmp_path: Path, expected: list[str]) -> None:
    ledger = tmp_path / "story.db"
    first = build_ledger([EXAMPLE], ledger)
    again = build_ledger([EXAMPLE], ledger)
    assert (first.added, again.added, again.unchanged) == (8, 0, 8)
    assert canonical(ledger) == expected


def test_the_order_of_inputs_does_not_matter(tmp_path: Path, expected: list[str]) -> None:
    inputs = list(read_inputs([EXAMPLE]))
    random.Random(7).shuffle(inputs)
    build(inputs, tmp_path / "story.db", roots=[EXAMPLE])
    assert canonical(tmp_path / "story.db") == expected


def test_two_workers_give_the_same_ledger(tmp_path: Path, expected: list[str]) -> None:
    build_ledger([EXAMPLE], tmp_path / "story.db", workers=2)
    assert canonical(tmp_path / "story.db") == expected


def test_growing_step_by_step_gives_the_same_ledger(tmp_path: Path, expected: list[str]) -> None:
    folder, ledger = tmp_path / "reports", tmp_path / "story.db"
    folder.mkdir()
    shutil.copy(EXAMPLE / "meta.json", folder)
    names = sorted(p.name for p in EXAMPLE.iterdir() if p.name != "meta.json")
    for name in [*names[4:], *names[:4]]:
        shutil.copy(EXAMPLE / name, folder)
        build_ledger([folder], ledger)
    assert canonical(ledger) == expected


@pytest.mark.parametrize("seed", ["1", "77"])
def test_the_hash_seed_does_not_matter(tmp_path: Path, expected: list[str], seed: str) -> None:
    code = f"from onrecord import build; build([{str(EXAMPLE)!r}], {str(tmp_path / 'story.db')!r})"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert canonical(tmp_path / "story.db") == expected


def test_a_vanished_file_stays_and_is_marked(tmp_path: Path) -> None:
    folder, ledger = tmp_path / "reports", tmp_path / "story.db"
    shutil.copytree(EXAMPLE, folder)
    build_ledger([folder], ledger)
    (folder / "04_sentinel.txt").unlink()
    assert build_ledger([folder], ledger).vanished == 1
    with Ledger(ledger) as opened:
        assert [r.report.key for r in opened.report_rows if r.vanished] == ["04_sentinel.txt"]
    assert build_ledger([folder], ledger, sync=True).removed == 1
    with Ledger(ledger) as opened:
        assert "04_sentinel.txt" not in [r.report.key for r in opened.report_rows]
        assert opened.check() == ()


def test_a_changed_file_is_a_new_version(tmp_path: Path) -> None:
    folder, ledger = tmp_path / "reports", tmp_path / "story.db"
    shutil.copytree(EXAMPLE, folder)
    build_ledger([folder], ledger)
    changed = folder / "02_vna.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("1,450", "1,460"), encoding="utf-8")
    assert build_ledger([folder], ledger).revised == 1
    with Ledger(ledger) as opened:
        versions = [r for r in opened.report_rows if r.report.key == "02_vna.txt"]
    assert len(versions) == 2
    assert sum(v.superseded_by is not None for v in versions) == 1


def test_rebuilding_without_inputs_changes_nothing(tmp_path: Path, expected: list[str]) -> None:
    build_ledger([EXAMPLE], tmp_path / "story.db")
    rebuild_ledger(tmp_path / "story.db")
    assert canonical(tmp_path / "story.db") == expected


def test_reports_piped_in_one_after_the_other_are_both_kept(tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    texts = [f"The harbour of Kelp took in {n} ships on Monday, the master said.\n".encode() for n in (4, 5)]
    lines = [json.dumps({"id": "k1", "text": text.decode()}).encode() for text in texts]
    for number, piped in enumerate((*texts, *lines), 1):
        assert build_ledger([], ledger, stdin=piped).reports == number
        assert build_ledger([], ledger, stdin=piped).unchanged == 1
    assert build_ledger([EXAMPLE], ledger, stdin=b"").rejections[0].reason.value == "empty"
    # What was piped in before is no longer there to be put right.
    assert build_ledger([EXAMPLE], ledger, stdin=texts[0]).rejections == ()
    with Ledger(ledger) as opened:
        assert opened.rejections() == ()
        assert len(opened.report_rows) == 12


def test_no_workers_are_started_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "ProcessPoolExecutor", None)
    assert build_ledger([EXAMPLE], tmp_path / "story.db").reports == 8
