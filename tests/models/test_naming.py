"""Names in invented sentences: `[words]{kind}` or `[words]{kind:title}` marks each name, and nothing else is one."""

import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.name_tags import tag_names
from onrecord.models.naming import find_names
from onrecord.models.rules import RuleAnalyser
from onrecord.records import Confidence, Name, PassageKind, Sentence, Span, Token

LEXICONS = load_lexicons()
_MARK = re.compile(r"\[([^\[\]]*)\]\{(\w+)(?::([^{}]*))?\}")


@cache
def analyser() -> RuleAnalyser:
    return RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def sentence_of(text: str) -> Sentence:
    return Sentence(index=0, passage=0, paragraph=1, span=Span(start=0, end=len(text)), kind=PassageKind.BODY)


def names_in(text: str) -> tuple[Name, ...]:
    return analyser().analyse(text, [sentence_of(text)])[0].names


def unmark(marked: str) -> tuple[str, list[tuple[str, str, str | None]]]:
    return _MARK.sub(r"\1", marked), [(m[1], m[2], m[3]) for m in _MARK.finditer(marked)]


SENTENCES = [
    "[Mexican]{nationality} Health Minister [Ana Belo]{person:Mexican Health Minister} said the ward was full.",
    "The health minister, [Ana Belo]{person:health minister}, resigned.",
    "The school's bursar, [Ana Belo]{person:school's bursar}, told parents on Monday.",
    "The head of the harbour board, [Ana Belo]{person:head of the harbour board}, has quit.",
    "[Ana Belo]{person:spokeswoman for the board}, a spokeswoman for the board, said it had no plans.",
    "[Ana Belo]{person:head of trade at the bank}, head of trade at the bank, said prices would fall.",
    "[Mary Odu]{person}, 42, was pulled from the rubble.",
    "Senior economist [Mary Odu]{person:Senior economist} disagreed.",
    "Mr [Veshin]{person:Mr} left and Dr. [Oduya]{person:Dr} stayed.",
    "Health Minister Dr. [Mary Odu]{person:Health Minister} resigned.",
    "Secretary of State [Mary F. Odu]{person:Secretary of State} said so.",
    "Secretary of State [Anna Vesh]{person:Secretary of State} said so.",
    "[Grand Plan]{other} for Better Rail Service [Paul Vexler]{person} said on Monday that it was late.",
    "The [Orland Centers for Flood Control and Prevention]{organisation} refused.",
    "They met ex-President [Mary Odu]{person:ex-President} there.",
    "They met President-elect [Mary Odu]{person:President-elect} there.",
    "Prime Minister [Samir Vash' al-Odun]{person:Prime Minister} spoke.",
    "Foreign Minister [Juan de la Brel]{person:Foreign Minister} and Judge [Anna von Brel]{person:Judge} met.",
    "The mill employs 40, spokesman [Per Odun]{person:spokesman} said.",
    "The pit, spokesman [Will Odu]{person:spokesman} said, was shut, and it will stay shut.",
    "Chief [Ray Banks]{person:Chief} confirmed it.",
    "The [Popular Harbour Front]{organisation} ([PHF]{organisation}) disarmed.",
    "The [Ministry of Harbours and Canals]{organisation} refused.",
    "The [Bank of Brel]{organisation} signed the [Treaty of Brel]{law} at [Brel Bay]{place}.",
    "[Doctors Without Borders]{organisation} worked at [Saint Anne Hospital]{facility} in [Odun]{place} province.",
    "The [World Health Organization]{organisation} met officials from [Iraq]{place} and [Chad]{place}.",
    "[U.S.]{place}-led and [Iraqi]{nationality} troops left [Baghdad]{place} for [Ain al-Vesh Air Base]{facility}.",
    "[Hurricane Odo]{event} reached [Florida]{place} on Tuesday.",
    "[Kurds]{nationality} and [Iraqis]{nationality} voted.",
    "It is the [United Nations Children's Fund]{organisation} that pays.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_names_kinds_and_titles(marked: str) -> None:
    text, wanted = unmark(marked)
    assert [(n.span.of(text), n.kind.value, n.title) for n in names_in(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Officials said on Monday that the talks had failed.",
        "Clearly the plan was late, and However was a word.",
        "Police arrested a man in April.",
        "The Prime Minister told the Cabinet that the Ministry would move.",
    ],
)
def test_capitals_that_name_nobody(text: str) -> None:
    assert [n for n in names_in(text) if n.confidence is not Confidence.LOW] == []


def test_headlines_give_only_known_names_and_those_with_low_confidence() -> None:
    text = "Ferry Strike To End After Talks With Harbour Chief Ana Belo In Rome"
    found = names_in(text)
    assert [n.span.of(text) for n in found] == ["Ana Belo", "Rome"]
    assert {n.confidence for n in found} == {Confidence.LOW}


def test_names_do_not_need_tags() -> None:
    words = ["Mr", "Belo", "left", "Paris", "."]
    assert tag_names(words, ["X"] * 5, LEXICONS.names) == ["O", "B-Person", "O", "B-Location", "O"]


def test_tags_stand_on_the_words_given() -> None:
    text = "The Bank of Brel hired Ana Belo - Marsh in Port - au - Prince ."
    words = text.split()
    tags = tag_names(words, ["X"] * len(words), LEXICONS.names)
    assert tags[:4] == ["O", "B-Organization", "I-Organization", "I-Organization"]
    assert tags[-6:] == ["B-Location", "I-Location", "I-Location", "I-Location", "I-Location", "O"]


@given(st.text(alphabet="aA bBéÉ.'’-–\"“”&,(1of l", max_size=80))
def test_spans_lie_in_order_inside_any_text(text: str) -> None:
    found = names_in(text)
    assert all(n.span.end <= len(text) and n.span.of(text).strip() for n in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(
    st.lists(
        st.sampled_from(["Mr", "Ana", "of", "the", "'s", "-", "Bank", "’", "al", "US", "minister", ",", "."]),
        max_size=15,
    )
)
def test_any_tokens_can_be_read(words: list[str]) -> None:
    text, tokens = " ".join(words), []
    at = 0
    for word in words:
        tokens.append(Token(span=Span(start=at, end=at + len(word)), text=word, lemma=word, tag="X"))
        at += len(word) + 1
    for name in find_names(text, sentence_of(text), tokens, LEXICONS.names):
        assert 0 <= name.span.start < name.span.end <= len(text)
