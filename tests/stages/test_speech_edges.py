"""Where what somebody said ends, on trees made by hand."""

import pytest

from onrecord.records import Span, Token
from onrecord.stages.grammar.tree import Tree
from onrecord.stages.speech.edges import relative_end


def tree(rows: str) -> Tree:
    """A tree of `word:head:relation`, heads counted from 0, -1 the root."""
    tokens, at = [], 0
    for row in rows.split():
        word, head, relation = row.split(":", 2)
        span = Span(start=at, end=at + len(word))
        tokens.append(Token(span=span, text=word, lemma=word, tag="X", head=int(head), relation=relation))
        at += len(word) + 1
    return Tree(tokens)


DRIVER = (
    "The:1:det driver:12:nsubj who:4:nsubj police:4:nsubj say:1:acl:relcl is:7:cop no:7:det suspect:4:ccomp "
    ",:1:punct was:12:cop at:12:case the:12:det depot:-1:root"
)
ENVOY = "It:2:nsubj has:2:aux gone:-1:root ,:4:punct said:2:parataxis Vale:4:nsubj and:8:cc will:8:aux end:2:conj"


@pytest.mark.parametrize(
    ("rows", "cue", "want"),
    [(DRIVER, 4, "The driver who police say is no suspect"), (ENVOY, 4, None), ("It:1:nsubj fell:-1:root", 1, None)],
)
def test_what_is_said_in_a_relative_clause_ends_with_it(rows: str, cue: int, want: str | None) -> None:
    made = tree(rows)
    end = relative_end(made, cue)
    assert (None if end is None else " ".join(t.text for t in made.tokens[:end])) == want
