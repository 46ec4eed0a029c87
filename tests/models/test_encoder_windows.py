"""Windows lose no word, keep the order, and are never too long."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.encoder.windows import cut_windows, find_blocks

LIMIT = 30
SENTENCES = st.lists(
    st.tuples(st.lists(st.integers(1, 24), min_size=1, max_size=12), st.booleans()), min_size=1, max_size=12
)


@given(SENTENCES)
def test_every_word_is_in_one_window(sentences: list[tuple[list[int], bool]]) -> None:
    lengths = [length for words, _ in sentences for length in words]
    starts, at = [], 0
    for words, opens in sentences:
        starts.append((at, opens))
        at += len(words)
    blocks = list(find_blocks(lengths, starts, LIMIT))
    windows = cut_windows(blocks, LIMIT)
    read = [w for first, end in windows for b in blocks[first:end] for w in range(b.first, b.end)]
    assert read == list(range(len(lengths)))
    for first, end in windows:
        pieces = sum(lengths[w] for b in blocks[first:end] for w in range(b.first, b.end))
        assert pieces == sum(b.pieces for b in blocks[first:end]) <= LIMIT
    begun = {first for first, _ in starts}
    assert begun <= {b.first for b in blocks}


def test_a_window_ends_between_paragraphs() -> None:
    lengths = [5] * 9
    starts = [(0, True), (2, False), (4, True), (6, False), (8, False)]
    blocks = list(find_blocks(lengths, starts, LIMIT))
    assert cut_windows(blocks, LIMIT) == [(0, 2), (2, 5)]


def test_a_paragraph_that_fills_little_ends_no_window() -> None:
    lengths = [5] * 9
    starts = [(0, True), (1, True), (5, False), (8, False)]
    blocks = list(find_blocks(lengths, starts, LIMIT))
    assert cut_windows(blocks, LIMIT) == [(0, 2), (2, 4)]


def test_a_long_sentence_comes_in_parts() -> None:
    blocks = list(find_blocks([7] * 10, [(0, True)], LIMIT))
    assert [(b.first, b.end, b.opens) for b in blocks] == [(0, 4, True), (4, 8, False), (8, 10, False)]
    assert all(a.end == b.first for a, b in pairwise(blocks))
