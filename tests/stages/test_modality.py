"""How far a clause commits, and whether it denies: `[clause]{modality}`, with `-` where it is negated."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.records import Modality, PassageKind, Sentence, Span
from onrecord.stages.modality import read_modality
from onrecord.stages.sentence_view import SentenceView

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)
MARKED = re.compile(r"\[([^]]*)\]\{([^}]*)\}")


def view(text: str) -> SentenceView:
    span = Span(start=0, end=len(text))
    sentence = Sentence(index=0, passage=0, paragraph=1, span=span, kind=PassageKind.BODY)
    return SentenceView(analysis=ANALYSER.analyse(text, [sentence])[0], lexicon=LEXICONS.commitments)


CASES = [
    "[The bridge was closed]{asserted}.",
    "[The army will leave the valley]{planned}.",
    "[Orland is sending more nurses]{planned}.",
    "Orland will send [40 nurses]{planned} to the valley.",
    "Orland agreed to buy [three ships]{planned}.",
    "The minister said [prices will rise]{expected}.",
    "[The number of cases would keep rising]{expected}.",
    "[The company is expected to close the mine]{expected}.",
    "[Norland may leave the pact]{possible}.",
    "[The total could be too low]{possible}.",
    "[The union did not rule out a strike]{possible}.",
    "[The court will not release the files]{denied-}.",
    "[Norland refused to leave the pact]{denied-}.",
    "[It has no plans to raise the fee]{denied-}.",
    "[Reports of 12 deaths are false]{denied-}, the mayor said.",
    "[There is no truth in the rumours of a strike]{denied-}.",
    "[The report was false in two points]{asserted}.",
    "[We do not have any evidence of fraud]{denied-}.",
    "[There were no signs of life]{denied-}.",
    "[The two sides have yet to finalise a deal]{denied-}.",
    "[The bridge was not closed]{asserted-}.",
    "[The group no longer represents a threat]{asserted-}.",
    "[It would not necessarily cause harm]{asserted-}.",
    "[It is too early to say how many left]{undisclosed}.",
    "[The exact number was not disclosed]{undisclosed}.",
    "[The council should consider a ban]{asserted}.",
]


@pytest.mark.parametrize("marked", CASES)
def test_modality(marked: str) -> None:
    match = MARKED.search(marked)
    assert match
    text = MARKED.sub(lambda m: m.group(1), marked)
    clause = Span(start=match.start(), end=match.start() + len(match.group(1)))
    modality, negated = read_modality(text, view(text), clause)
    assert (modality, negated) == (Modality(match.group(2).rstrip("-")), match.group(2).endswith("-"))


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_stretch_has_a_modality(text: str, start: int, end: int) -> None:
    clause = Span(start=min(start, end, len(text)), end=min(max(start, end), len(text)))
    assert isinstance(read_modality(text, view(text), clause)[0], Modality)
