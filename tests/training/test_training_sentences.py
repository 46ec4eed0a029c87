"""Sentences made for training are trees, and hyphenated words come together with their heads."""

import random

from training.news_shapes import interrupted, joined
from training.pieces import clause_of, speakers_of
from training.reported_speech import report
from training.treebank import Word, join_hyphens


def rows_of(marked: str) -> list[Word]:
    """Words written `form/UPOS/head/relation`, heads counted from 1 as in CoNLL-U; `=` after a form joins the next."""
    found = []
    for piece in marked.split():
        form, upos, head, relation = piece.split("|")
        word = Word(
            form=form.rstrip("="),
            lemma=form,
            upos=upos,
            xpos=upos,
            head=int(head) - 1,
            relation=relation,
            joined=form.endswith("="),
        )
        found.append(word)
    return found


ORLA = rows_of(
    "The|DET|2|det cook|NOUN|3|nsubj fed|VERB|0|root two|NUM|6|nummod old|ADJ|6|amod birds|NOUN|3|obj .|PUNCT|3|punct"
)
NOOR = rows_of("Noor|PROPN|2|nsubj opened|VERB|0|root the|DET|5|det old|ADJ|5|amod gate|NOUN|2|obj .|PUNCT|2|punct")


def is_tree(words: list[Word]) -> bool:
    roots = sum(w.head < 0 for w in words)
    for start in range(len(words)):
        at, steps = start, 0
        while at >= 0:
            at, steps = words[at].head, steps + 1
            if steps > len(words):
                return False
    return roots == 1


def test_reported_speech_is_a_tree_with_a_reporting_verb() -> None:
    clause, more = clause_of(ORLA), clause_of(NOOR)
    assert clause
    assert more
    speaker = speakers_of(NOOR)[0]
    for seed in range(40):
        words = report(clause, speaker, more, random.Random(seed))
        assert is_tree(words)
        fed = next(w for w in words if w.form == "fed")
        assert fed.relation == "ccomp"
        assert words[fed.head].head == -1


def test_interrupted_and_joined_sentences_are_trees() -> None:
    clause, other = clause_of(ORLA), clause_of(NOOR)
    assert clause
    assert other
    phrase = speakers_of(NOOR)[0]
    for seed in range(40):
        for words in (
            interrupted(clause, other, phrase, random.Random(seed)),
            joined(clause, other, random.Random(seed)),
        ):
            assert words
            assert is_tree(words)


def test_hyphenated_words_are_joined() -> None:
    rows = rows_of("A|DET|4|det two=|NUM|4|nummod -=|PUNCT|2|punct way|NOUN|5|compound street|NOUN|0|root")
    words = join_hyphens(rows)
    assert [(w.form, w.head, w.relation) for w in words] == [
        ("A", 1, "det"),
        ("two-way", 2, "compound"),
        ("street", -1, "root"),
    ]
