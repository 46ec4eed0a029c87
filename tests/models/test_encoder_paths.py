"""The best row of tags, against every allowed one."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.encoder.paths import TagRules, stretches

NAMES = ("O", "B-a", "I-a", "B-b", "I-b")
ROLES = ("O", "B-a", "I-a", "I-cue")


def allowed(tags: tuple[str, ...], row: tuple[int, ...]) -> bool:
    for at, number in enumerate(row):
        tag, before = tags[number], tags[row[at - 1]] if at else "O"
        if tag.startswith("I-") and f"B-{tag[2:]}" in tags and before not in {tag, f"B-{tag[2:]}"}:
            return False
    return True


@st.composite
def scored(draw: st.DrawFn, tags: tuple[str, ...]) -> np.ndarray:
    rows, length = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    size = rows * length * len(tags)
    numbers = draw(st.lists(st.integers(-20, 20), min_size=size, max_size=size))
    return np.array(numbers, dtype=np.float32).reshape(rows, length, len(tags))


def check(tags: tuple[str, ...], scores: np.ndarray) -> None:
    paths = TagRules(tags).best_paths(scores)
    rows, length, width = scores.shape
    for row in range(rows):
        path = tuple(paths[row].tolist())
        assert allowed(tags, path)
        best = max(
            sum(float(scores[row, at, tag]) for at, tag in enumerate(other))
            for other in product(range(width), repeat=length)
            if allowed(tags, other)
        )
        assert sum(float(scores[row, at, tag]) for at, tag in enumerate(path)) == best


@given(scored(NAMES))
def test_names_begin_before_they_go_on(scores: np.ndarray) -> None:
    check(NAMES, scores)


@given(scored(ROLES))
def test_a_cue_needs_no_beginning(scores: np.ndarray) -> None:
    check(ROLES, scores)


def test_stretches() -> None:
    assert list(stretches(["B-a", "I-a", "I-b", "O", "I-cue", "I-cue", "B-a"])) == [
        (0, 2, "a"),
        (2, 3, "b"),
        (4, 6, "cue"),
        (6, 7, "a"),
    ]
    assert list(stretches([])) == []
