"""Who is who in one report: `[words]{Name}` marks words and the entity they stand for, `{-}` words left open."""

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.records import Analysis, Mention, NameKind, PassageKind, ReportEntity, Sentence, Span
from onrecord.stages.mention import find_mentions

LEXICONS = load_lexicons()
_MARK = re.compile(r"\[([^\[\]]*)\]\{([^{}]*)\}")


@cache
def analyser() -> RuleAnalyser:
    return RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def read(text: str) -> tuple[tuple[ReportEntity, ...], tuple[Mention, ...]]:
    """One sentence a line, every second line break (a blank line) a paragraph."""
    analyses: list[Analysis] = []
    start = 0
    paragraph = 1
    for line in text.split("\n"):
        if line.strip():
            span = Span(start=start, end=start + len(line))
            sentence = Sentence(
                index=len(analyses), passage=paragraph, paragraph=paragraph, span=span, kind=PassageKind.BODY
            )
            analyses += analyser().analyse(text, [sentence])
        else:
            paragraph += 1
        start += len(line) + 1
    return find_mentions(text, analyses, LEXICONS.names)


REPORTS = [
    # Surnames and forms of address.
    "Mary Odu spoke first.\n[Odu]{Mary Odu} left early.",
    "[Odu]{Mary Odu} left early, officials said.\nMary Odu, 42, is a farmer.",
    "John Brel and Mary Brel voted.\n[Brel]{-} said it was late.\nMrs [Brel]{Mary Brel} paid.",
    "Ban Ki-vesh resigned.\nMr [Ban]{Ban Ki-vesh} said it was time.",
    "Prime Minister Samir Vash al-Odun spoke.\n[Al-Odun]{Samir Vash al-Odun} said it would end.",
    # Pronouns.
    "Mary Odu said the dam held.\n[She]{Mary Odu} added that it was old.",
    "John Brel met Mary Odu.\n[She]{Mary Odu} said nothing.",
    "Mary Odu said the dam held.\nJohn Brel said it leaked.\n[She]{Mary Odu} added that it was old.",
    "John Brel said the dam held.\nPeter Marsh and Paul Reed disagreed.\n[He]{-} left.",
    "John Brel said the dam held.\nA spokesman denied it.\n[He]{-} said it leaked.",
    "“The dam held,” said the head of the dam board, John Brel.\n“It is old,” [he]{John Brel} added.",
    "John Brel, chief of the board, said [he]{John Brel} was tired.",
    "The Dam Board met on Monday.\n[It]{-} is an old body.",
    "The Dam Board said the wall held.\n[It]{Dam Board} said repairs would follow.",
    # Offices.
    "Prime Minister Mary Odu spoke.\n[The prime minister]{Mary Odu} left for Rome.",
    "President Mary Odu met Vice President John Brel.\n[The vice president]{John Brel} smiled.",
    "President Mary Odu met Vice President John Brel.\n[The president]{Mary Odu} smiled.",
    "French President Mary Odu met Iraqi President John Brel.\n[The president]{-} smiled.",
    "French President Mary Odu met Iraqi President John Brel.\n[The Iraqi president]{John Brel} smiled.",
    "Former president Mary Odu met President John Brel.\n[The former president]{Mary Odu} smiled.",
    "John Brel, an official of the board, left.\nAnother official came.\n[The official]{-} denied it.",
    "[The official]{-} said it was over.",
    "Spokeswoman Mary Odu spoke.\n[The spokeswoman]{Mary Odu} left.",
    # Bodies.
    "The Ministry of Canals met.\n[The ministry]{Ministry of Canals} refused.",
    "The Ministry of Canals met the Ministry of Harbours.\n[The ministry]{-} refused.",
    "Popular Harbour Front (PHF) fighters left.\nThe [PHF]{Popular Harbour Front} denied it.",
    "The Dam Safety Board met.\nThe [DSB]{Dam Safety Board} closed.",
    # Countries and peoples.
    "Iraq held out.\n[Iraqi]{Iraq} troops left.",
    "The United States stayed.\n[American]{United States} jets left.",
]


@pytest.mark.parametrize("marked", REPORTS)
def test_words_and_whom_they_stand_for(marked: str) -> None:
    text, wanted, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        wanted.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    text += marked[at:]
    entities, mentions = read(text)
    stands_for = {(m.span.start, m.span.end): "-" if m.entity is None else entities[m.entity].name for m in mentions}
    for start, end, name in wanted:
        assert stands_for.get((start, end), "-") == name, text[start:end]


def test_an_entity_has_its_fullest_name_aliases_and_offices() -> None:
    text = "Mr Odu left.\nJohn Odu, the bursar of the school, said so.\nOdu agreed."
    entities, mentions = read(text)
    (person,) = [e for e in entities if e.kind is NameKind.PERSON]
    assert (person.name, person.aliases, person.offices) == ("John Odu", ("Odu",), ("bursar of the school",))
    assert person.introduced
    assert [m.span.of(text) for m in mentions if m.entity == person.index] == ["Odu", "John Odu", "the bursar", "Odu"]


def test_someone_known_by_a_bare_surname_is_not_introduced() -> None:
    entities, _ = read("The dam broke, Veshin said.\nVeshin stressed that it was old.")
    assert [(e.name, e.introduced) for e in entities if e.kind is NameKind.PERSON] == [("Veshin", False)]


def test_a_people_is_no_person() -> None:
    entities, _ = read("Iraqis voted and Kurds did not.")
    assert not [e for e in entities if e.kind is NameKind.PERSON]


_PIECES = [
    "Mary Odu",
    "Odu",
    "the minister",
    "Minister",
    "She",
    "he",
    "said",
    "Iraq",
    "“",
    "”",
    ".",
    ",",
    "\n",
    "the ministry",
    "of",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=20))
def test_every_mention_lies_in_the_text_and_points_at_an_entity(pieces: list[str]) -> None:
    text = " ".join(pieces)
    entities, mentions = read(text)
    assert [e.index for e in entities] == list(range(len(entities)))
    assert all(m.span.end <= len(text) and (m.entity is None or m.entity < len(entities)) for m in mentions)
    assert list(mentions) == sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
