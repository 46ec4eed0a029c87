"""Words and marks: spaces in the wanted form stand where one token ends and the next begins."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons.syntax import load_syntax
from onrecord.models.tokens import tokenise

WORDS = load_syntax().words.tokens

CASES = [
    "Mr. Orda did n't pay $ 1,200 .",
    "The mayor 's re-opening plan was n’t over-ambitious .",
    "It rose 3.5 % to 4.25m at 10:30 p.m. on Friday",
    "a 3.5m-litre tank , the 20-year-old 's",
    "The U.S. envoy J. Orda went to Orlo , D.C.",
    "They 'll say they ca n't",
    "He can not swim",
    "The workers ' union and the 1990s",
    "“ No ! ” she said ...",
    "Write to desk@orlo.example or see https://orlo.example/a?b=1 now",
    "Covid-19 and H1N1",
    "R&D at AT&T",
    "It ended .",
]


def _closed_up(marked: str) -> str:
    text = marked
    for mark in (" n't", " n’t", " 's", " ’s", " 'll", " '", " ,", " .", " !", " ...", " %", " ”"):
        text = text.replace(mark, mark.strip())
    return text.replace("$ ", "$").replace("“ ", "“").replace("can not", "cannot")


@pytest.mark.parametrize("marked", CASES)
def test_tokens(marked: str) -> None:
    text = _closed_up(marked)
    assert [text[a:b] for a, b in tokenise(text, 0, len(text), WORDS)] == marked.split()


@given(st.text(max_size=60), st.integers(0, 5))
def test_tokens_lie_in_order_inside_the_text_and_leave_no_letter_out(text: str, start: int) -> None:
    start = min(start, len(text))
    spans = tokenise(text, start, len(text), WORDS)
    assert all(start <= a < b <= len(text) for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered for i in range(start, len(text)) if text[i].isalnum())
