"""Whom sources stand for: `[words]{Name}` marks a source and its speaker, `{-}` one that stays open, and `{Name?}` one
that is only guessed.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.records import Attribution, Confidence, Span
from onrecord.stages.attribute import find_attributions
from onrecord.stages.mention import find_mentions
from tests.stages.made_sentences import analyse

LEXICONS = load_lexicons()
_MARK = re.compile(r"\[([^\[\]]*)\]\{([^{}]*)\}")


def attributions(text: str) -> tuple[Attribution, ...]:
    analyses = analyse(text)
    entities, mentions = find_mentions(text, analyses, LEXICONS.names)
    return find_attributions(text, analyses, entities, mentions, LEXICONS.speech)


REPORTS = [
    # A surname that several bear.
    "Dan Orlo resigned. His wife, Mina Orlo, watched. [Orlo]{Dan Orlo} said the vote was lost.",
    "Dan Orlo lost the vote.\nMina Orlo, the mayor, said she had won. [Orlo]{Mina Orlo} said the count was fair.",
    "Dan Orlo praised his father, Karl, who died. Karl Orlo was a smith. [Orlo]{Dan Orlo} said he missed him.",
    "Dan Orlo and Mina Orlo met. [Orlo]{Orlo} said it was late.",
    # Pronouns.
    "Dan Orlo met Mina Vesk at the port. [She]{Mina Vesk} said the crane had failed.",
    "Mina Vesk spoke first. “It creaked. It shook. It wept. It fell. We wrote. They slept.” [She]{Mina Vesk} said so.",
    "“The crane creaked,” noted the Gazette's Mina Vesk.\n“It had to fall,” [she]{Mina Vesk} wrote.",
    "Mina Vesk said Dan Orlo's plan had failed.\n“It was late,” [she]{Mina Vesk} said.",
    "Dan Orlo said Karl Brandt's plan had failed.\n“It was late,” [he]{Dan Orlo} said.",
    "Dan Orlo said it fell. A spokesman for the port denied it.\n[He]{anonymous spokesman for port} said it held.",
    "Dan Orlo fought Karl Brandt and Peter Maas for the seat. [He]{Dan Orlo?} said it was over.",
    "For Dan Orlo, Karl Brandt was a hero. [He]{Dan Orlo} said: “Karl Brandt built this port.”",
    "Karl Brandt and Dan Orlo met. “Karl Brandt built this port and Dan Orlo ran it,” [he]{-} said.",
    # Offices and other descriptions.
    "President Mina Vesk met Vice President Dan Orlo. [The vice president]{Dan Orlo} said the talks were short.",
    "Vice President Dan Orlo arrived. [The president]{-} said the talks were short.",
    "Dan Orlo bought the port last year. [The businessman]{Dan Orlo} said it was cheap.",
    "The poster shows Dan Orlo, who said he would run. [The clip]{-} says he fears nobody.",
    "Dan Orlo, a Secretary of State, said he was glad. [The state]{state} said it was sorry.",
    # Bodies, and who speaks for them.
    "The Ministry of Quays met. [A ministry spokesman]{anonymous Ministry of Quays spokesman} said a pier had sunk.",
    "[A Bureau of Dams spokeswoman]{anonymous Bureau of Dams spokeswoman} said the wall held.",
    "Eltham College closed on Monday. [A school spokesman]{anonymous Eltham College spokesman} said a roof had gone.",
    "Vesk Shipping Ltd lost a ship. [A company spokesman]{anonymous Vesk Shipping Ltd spokesman} said it was old.",
    "The bank may fail, [its chairwoman]{Mina Vesk} said. Chairwoman Mina Vesk took over in May.",
    "The trial opened on Monday. [The judge]{anonymous judge} said it would last a month.",
    "Mayor Ina Pell came. [The judge]{anonymous judge} said the trial would last a month.",
    "Dan Orlo sat down. [The officer]{-} said the talks were short.",
    "[The chair of the dockers' league Ina Pell]{Ina Pell} said a pier had sunk.",
    "The road sank. [The spokeswoman]{anonymous spokeswoman} said it was shut.",
    "The road sank. [The woman]{-} said it was shut.",
    "[Friends of the late singer Ina Pell]{anonymous friends of late singer Ina Pell} said she was ill.",
    "Port officials said it was full.\n[Officials]{anonymous Port officials} said ships would wait.",
    "[The Ministry of Quays]{Ministry of Quays} earlier this week called for a new pier.",
    "[The Orlo council]{Orlo council} yesterday said that the pier would close.",
    "[The Coast Council]{Coast Council} yesterday evening warned that the pier would close.",
    # What is somebody's.
    "Mina Vesk left on Friday. [Her lawyers]{anonymous lawyers of Mina Vesk} said she was ill.",
]


@pytest.mark.parametrize("marked", REPORTS)
def test_sources_and_whom_they_stand_for(marked: str) -> None:
    text, wanted, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        wanted.append((Span(start=len(text), end=len(text) + len(mark[1])), mark[2]))
        text += mark[1]
        at = mark.end()
    text += marked[at:]
    found = attributions(text)
    for span, name in wanted:
        (one,) = [a for a in found if a.source is not None and a.source.overlaps(span)][:1]
        guessed = "?" if one.speaker is not None and one.confidence is Confidence.LOW else ""
        assert f"{one.speaker or '-'}{guessed}" == name


_PIECES = [
    "Dan Orlo",
    "Mina Orlo",
    "Orlo",
    "she",
    "He",
    "his wife,",
    "the mayor",
    "A company spokesman",
    "said",
    "“",
    "”",
]


@given(st.lists(st.sampled_from([*_PIECES, ".", ",", "\n", "'s", "the company"]), max_size=24))
def test_any_words_are_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for one in attributions(text):
        assert one.source is None or one.source.end <= len(text)
