"""Every target of the fuzzer, fed with its corpus and with changed copies of it: a short run, the same each time.

`make fuzz` runs longer, with atheris.
"""

import random
from itertools import islice
from pathlib import Path

import pytest

from fuzz.mutating import inputs, mutate
from fuzz.targets import ENDINGS, TARGETS, corpus_of, read_text, visited
from onrecord.ledger.decisions import read_decisions
from onrecord.readers import read_inputs
from onrecord.records import RawReport, Span

TRIED = {"ask": 30, "text": 25, "amounts": 25, "visit": 60, "ledger": 12}


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks(name: str) -> None:
    corpus = corpus_of(name)
    assert corpus
    for data in islice(inputs(corpus, 7), TRIED.get(name, 80)):
        TARGETS[name][0](data)


def test_the_corpus_is_what_it_is_to_feed(tmp_path: Path) -> None:
    """Inputs made from what is refused at the door would try nothing but the door."""
    for name, ending in ENDINGS.items():
        path = tmp_path / f"a{ending}"
        path.write_bytes(next(data for data in corpus_of(name) if b"urlset" not in data))
        assert isinstance(next(read_inputs([path])), RawReport), name
    path.write_bytes(corpus_of("decisions")[0])
    assert len(read_decisions(path)) == 3
    assert all(visited(data) == 200 for data in corpus_of("visit"))


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
