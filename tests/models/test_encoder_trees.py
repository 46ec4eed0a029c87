"""The best tree of a sentence, against every tree there is."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.encoder.trees import best_heads, find_cycle, is_tree


def total(scores: np.ndarray, heads: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[word, head + 1] for word, head in enumerate(heads)))


def every_tree(size: int) -> list[tuple[int, ...]]:
    return [heads for heads in product(range(-1, size), repeat=size) if is_tree(heads)]


@st.composite
def tables(draw: st.DrawFn, most: int = 5) -> np.ndarray:
    size = draw(st.integers(1, most))
    numbers = draw(st.lists(st.integers(-30, 30), min_size=size * (size + 1), max_size=size * (size + 1)))
    scores = np.array(numbers, dtype=np.float32).reshape(size, size + 1)
    scores[np.arange(size), np.arange(size) + 1] = -1e4
    return scores


@given(tables())
def test_no_tree_is_better(scores: np.ndarray) -> None:
    heads = best_heads(scores, scores.argmax(1).tolist())
    assert is_tree(heads)
    assert total(scores, heads) == max(total(scores, tree) for tree in every_tree(len(scores)))


@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_long_sentences_are_trees(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32) * 8
    scores[np.arange(size), np.arange(size) + 1] = -1e4
    assert is_tree(best_heads(scores, scores.argmax(1).tolist()))


@pytest.mark.parametrize(
    ("heads", "tree"),
    [((-1,), True), ((1, -1), True), ((-1, -1), False), ((1, 0), False), ((-1, 2, 1), False), ((1, 2, -1, 2), True)],
)
def test_is_tree(heads: tuple[int, ...], tree: bool) -> None:
    assert is_tree(heads) is tree


def test_a_cycle_is_found_in_its_order() -> None:
    assert sorted(find_cycle([0, 2, 3, 1, 0])) == [1, 2, 3]
    assert find_cycle([0, 0, 1, 2]) == []
