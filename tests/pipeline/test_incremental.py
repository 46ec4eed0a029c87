"""Only what changed is worked out again, and what is there is not even read."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.ledger.results import StageResults
from onrecord.pipeline import grouping, plan, steps, stories
from onrecord.pipeline.session import build_ledger, rebuild_ledger

TEXT_STEPS = ("parse_report", "hear_report", "date_alone")
STEPS = (*TEXT_STEPS, "claim_report")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The keys of the reports (the number of stories) on which each step was run."""
    made: dict[str, list[str]] = {}

    def counted(module, name: str, key) -> None:
        working = getattr(module, name)
        made[name] = []

        def noting(*arguments):
            made[name].append(key(arguments[0]))
            return working(*arguments)

        monkeypatch.setattr(module, name, noting)

    for name in STEPS:
        counted(steps, name, lambda first: getattr(first, "report", first).key)
    counted(stories, "relate_story", lambda story: f"{len(story.reports)} reports")
    counted(grouping, "reshape", lambda graph: "reports")
    return made


def ran(calls: dict[str, list[str]]) -> dict[str, list[str]]:
    """What has run since the last time, and no more."""
    found = {name: sorted(keys) for name, keys in calls.items() if keys}
    for keys in calls.values():
        keys.clear()
    return found


def test_a_second_build_runs_nothing(folder: Path, tmp_path: Path, calls: dict[str, list[str]]) -> None:
    build_ledger([folder], tmp_path / "story.db")
    assert len(ran(calls)["parse_report"]) == 4
    for _ in range(2):
        build_ledger([folder], tmp_path / "story.db")
        assert ran(calls) == {}
    rebuild_ledger(tmp_path / "story.db")
    assert ran(calls) == {}


def test_a_second_build_fetches_no_result_of_a_report(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_ledger([folder], tmp_path / "story.db")
    fetched: set[str] = set()
    get = StageResults.get
    monkeypatch.setattr(StageResults, "get", lambda self, stage, key: (fetched.add(stage), get(self, stage, key))[1])
    build_ledger([folder], tmp_path / "story.db")
    assert fetched <= {"relate"}


def test_one_more_report_is_the_only_one_read(
    folder: Path, tmp_path: Path, calls: dict[str, list[str]], canonical: Callable[[Path], list[str]]
) -> None:
    new = folder / "bridge_three.txt"
    text = new.read_text(encoding="utf-8")
    new.unlink()
    # The second build, which changes nothing, must keep the results that the third needs.
    build_ledger([folder], tmp_path / "story.db")
    build_ledger([folder], tmp_path / "story.db")
    ran(calls)
    new.write_text(text, encoding="utf-8")
    build_ledger([folder], tmp_path / "story.db")
    found = ran(calls)
    assert [found[step] for step in STEPS] == [["bridge_three.txt"]] * 4
    build_ledger([folder], tmp_path / "fresh.db")
    assert canonical(tmp_path / "story.db") == canonical(tmp_path / "fresh.db")


# A stage whose word list changed, and the steps that this redoes.
CHANGES = [
    ("split", {"parse_report", "hear_report", "date_alone", "claim_report", "relate_story", "reshape"}),
    ("attribute", {"hear_report", "claim_report", "relate_story"}),
    ("dating", {"date_alone", "relate_story", "reshape"}),
    ("measure", {"claim_report", "relate_story"}),
    ("compare", {"relate_story"}),
    ("group", {"reshape"}),
]


@pytest.mark.parametrize(("stage", "redone"), CHANGES, ids=[c[0] for c in CHANGES])
def test_a_changed_word_list_redoes_its_steps_and_what_follows(
    folder: Path,
    tmp_path: Path,
    calls: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
    canonical: Callable[[Path], list[str]],
    stage: str,
    redone: set[str],
) -> None:
    build_ledger([folder], tmp_path / "story.db")
    before = canonical(tmp_path / "story.db")
    ran(calls)
    version = steps.stage_version
    changed = f"onrecord.stages.{stage}"
    monkeypatch.setattr(steps, "stage_version", lambda *names: version(*names) + "+" * (changed in names))
    build_ledger([folder], tmp_path / "story.db")
    assert ran(calls).keys() == redone
    assert canonical(tmp_path / "story.db") == before


def test_every_stage_of_the_plan_is_in_a_key() -> None:
    """A stage that no key covers could change without anything being worked out again."""
    tree = ast.parse(Path(plan.__file__).read_text(encoding="utf-8"))
    used = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    covered = {*steps.PARSE, *steps.HEAR, *steps.DATE, *steps.OUTLINE, *steps.CLAIM, *steps.RELATE, *steps.GROUP}
    assert {name for name in used if name.startswith("onrecord.stages.")} <= covered
    assert all((steps.PARSE, steps.HEAR, steps.DATE, steps.CLAIM, steps.RELATE, steps.GROUP))
