"""Numbers that are no amounts, and the amounts that look like them: one table, read with every analyser.

The sentences are data, `tests/amounts_traps/*.toml`; `evaluation/amounts.py` says how they are marked.
"""

from functools import cache
from pathlib import Path

import pytest

from evaluation.amounts import read_marks, read_number_sentences
from evaluation.predict.amounts import judge_numbers
from evaluation.predict.constructions import installed_analysers
from evaluation.reader import weights_folder
from evaluation.score.amounts import count_numbers
from onrecord.lexicons import load_lexicons
from onrecord.models.loading import analyser_kind, load_analyser

FOLDER = Path(__file__).resolve().parents[1] / "amounts_traps"
SENTENCES = read_number_sentences(FOLDER)
LEXICONS = load_lexicons()


@cache
def judged(kind: str) -> list[dict[str, object]]:
    analyser = load_analyser(analyser_kind(kind), LEXICONS, weights_folder())
    return [row for sentence in SENTENCES for row in judge_numbers(sentence, analyser, LEXICONS)]


@pytest.mark.parametrize("kind", [kind.value for kind in installed_analysers()])
def test_few_numbers_are_mistaken_and_most_amounts_found(kind: str) -> None:
    counts = count_numbers(judged(kind))
    wrong = [f"[{row['number']}] {row['read']} in {row['sentence']}" for row in judged(kind) if not row["right"]]
    assert counts["no amounts"] >= 250
    assert counts["amounts"] >= 150
    assert counts["mistaken %"] < 2, wrong
    assert counts["found %"] >= 95, wrong


def test_no_sentence_stands_twice() -> None:
    assert len({s.text for s in SENTENCES}) == len(SENTENCES)
    assert all(s.marks for s in SENTENCES)


def test_marks_are_taken_out() -> None:
    sentence = read_marks("counts", "Bus [19] carried [up to 40]{..40 person,..40 monk} monks and Ada, [47]{age}.")
    assert sentence.text == "Bus 19 carried up to 40 monks and Ada, 47."
    assert [m.span.of(sentence.text) for m in sentence.marks] == ["19", "up to 40", "47"]
    assert [len(m.wanted) for m in sentence.marks] == [0, 2, 0]
    assert [m.age for m in sentence.marks] == [False, False, True]
