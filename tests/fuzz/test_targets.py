"""Every target of the fuzzer, fed with its corpus and with changed copies of it: a short run, the same each time.

`make fuzz` runs longer, with atheris.
"""

import random
from itertools import islice

import pytest

from fuzz.__main__ import corpus_of
from fuzz.mutating import inputs, mutate
from fuzz.targets import TARGETS, read_text
from onrecord.records import Span

TRIED = {"text": 25, "visit": 60, "ledger": 12}


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks(name: str) -> None:
    corpus = corpus_of(name)
    assert corpus
    for data in islice(inputs(corpus, 7), TRIED.get(name, 80)):
        TARGETS[name][0](data)


def test_inputs_are_the_same_for_the_same_seed_and_seldom_alike() -> None:
    corpus = corpus_of("text")
    made = list(islice(inputs(corpus, 5), 60))
    assert made == list(islice(inputs(corpus, 5), 60))
    assert made != list(islice(inputs(corpus, 6), 60))
    assert len(set(made)) > 50


def test_changed_copies_stay_small() -> None:
    chance = random.Random(1)
    data = b"The pier is shut. " * 40
    for _ in range(300):
        assert 0 < len(mutate(data, [data], chance)) <= 20 * len(data)


def test_a_target_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.targets.spans_of", lambda _: iter([Span(start=0, end=10**9)]))
    with pytest.raises(AssertionError, match="outside"):
        read_text(corpus_of("text")[0])
