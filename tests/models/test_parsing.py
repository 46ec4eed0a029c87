"""Heads and relations: each word as `word>head:relation`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.parsing import find_heads
from onrecord.models.rules import RuleAnalyser

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)

WORDS = [
    "the",
    "Orla",
    "said",
    ",",
    "“",
    "”",
    "that",
    "men",
    "left",
    "and",
    "12",
    "of",
    "in",
    ".",
    "(",
    ")",
    "to",
    "go",
    "was",
    "who",
]
CASES = [
    "The>guards:det guards>left:nsubj left>-:root the>camp:det camp>left:obj .>left:punct",
    "The>camp:det camp>closed:nsubj:pass was>closed:aux:pass closed>-:root by>guards:case guards>closed:obl:agent",
    "Orla>said:nsubj said>-:root that>died:mark nine>men:nummod men>died:nsubj died>said:ccomp",
    "Prices>rose:nsubj rose>-:root and>fell:cc wages>fell:nsubj fell>rose:conj",
]


@pytest.mark.parametrize("marked", CASES)
def test_tree(marked: str) -> None:
    parts = [piece.partition(">") for piece in marked.split()]
    words = [word for word, _, _ in parts]
    read = ANALYSER.tag_words(words)
    got = [
        f"{word}>{words[head] if head >= 0 else '-'}:{relation}"
        for word, head, relation in zip(words, read.heads, read.relations, strict=True)
    ]
    assert got == marked.split()


def test_no_words_no_heads() -> None:
    assert ANALYSER.tag_words([]).heads == ()


@settings(max_examples=80)
@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_heads_make_one_tree(words: list[str]) -> None:
    read = ANALYSER.tag_words(words)
    assert read.heads.count(-1) == 1
    assert read.relations.count("root") == 1
    for word in range(len(words)):
        at, steps = word, 0
        while at >= 0:
            at, steps = read.heads[at], steps + 1
            assert steps <= len(words)


def test_without_weights_there_is_still_a_tree() -> None:
    heads = find_heads(["a", "b", "c"], ["NOUN.NN", "VERB.VBD", "PUNCT.."], {})
    assert heads.count(-1) == 1
