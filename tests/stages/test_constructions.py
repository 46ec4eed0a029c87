"""The constructions of reported speech through the whole path of a report, with every analyser.

The cases are data, `tests/constructions/*.toml`; `evaluation/constructions.py` says how they are written. A case that
is known to fail names the analyser and the reason, and has to lose both when it passes.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from evaluation.constructions import Case, read_cases
from evaluation.predict.constructions import find_problems, installed_analysers, predict_constructions
from evaluation.reader import weights_folder
from evaluation.score.constructions import score_constructions
from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.loading import analyser_kind, load_analyser

FOLDER = Path(__file__).resolve().parents[1] / "constructions"
CASES = read_cases(FOLDER)
INSTALLED = [kind.value for kind in installed_analysers()]


@cache
def lexicons() -> Lexicons:
    return load_lexicons()


@cache
def analyser(name: str) -> Analyser:
    return load_analyser(analyser_kind(name), lexicons(), weights_folder())


def params() -> list[object]:
    return [
        pytest.param(
            name,
            case,
            id=f"{name}-{case.construction}-{case.printed[len(case.title) :].strip()[:40]}",
            marks=[pytest.mark.xfail(strict=True, reason=case.fails[name])] if name in case.fails else [],
        )
        for name in INSTALLED
        for case in CASES
    ]


@pytest.mark.parametrize(("name", "case"), params())
def test_construction(name: str, case: Case) -> None:
    assert find_problems(case, analyser(name), lexicons()) == []


def test_every_construction_has_two_cases() -> None:
    counts = Counter(case.construction for case in CASES)
    assert sorted(counts) == list(range(1, 41))
    assert min(counts.values()) >= 2


def test_cases_say_something_new() -> None:
    assert len({case.printed for case in CASES}) == len(CASES)
    assert all(reason and analyser_kind(name) for case in CASES for name, reason in case.fails.items())
    assert all(case.said or case.marks.get("x") for case in CASES)


def test_a_wrong_reading_is_told() -> None:
    """The checks bite: the same report with other marks has problems."""
    right = next(case for case in CASES if case.construction == 2)
    swapped = right.text.replace("]{c}", "]{q}").replace("]{s}", "]{c}").replace("]{q}", "]{s}")
    wrong = Case(construction=2, text=swapped, said=right.said)
    assert find_problems(wrong, analyser("rules"), lexicons())


def test_the_page_counts_what_the_tests_expect(tmp_path: Path) -> None:
    predict_constructions(FOLDER, tmp_path / "read.jsonl")
    counts = score_constructions(tmp_path / "read.jsonl", FOLDER)
    for name in INSTALLED:
        known = sum(name in case.fails for case in CASES)
        wanted = {"constructions": 40, "cases": len(CASES), "passing": len(CASES) - known, "known failures": known}
        assert counts[f"{name}: all"].items() >= wanted.items()
