"""Clauses: brackets hold the stretch, braces what is expected of it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.records import Analysis, PassageKind, Sentence, Span, Token
from onrecord.stages.clause import Clause, ClauseKind, Tense, clause_at, clauses_of, phrase_at

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)
MARKED = re.compile(r"\[([^]]*)\]\{([^}]*)\}")


def read(text: str) -> Analysis:
    span = Span(start=0, end=len(text))
    return ANALYSER.analyse(text, [Sentence(index=0, passage=0, paragraph=1, span=span, kind=PassageKind.BODY)])[0]


def unmark(marked: str) -> tuple[str, str, str]:
    """The text, the bracketed stretch and its label."""
    match = MARKED.search(marked)
    assert match
    return MARKED.sub(lambda m: m.group(1), marked), match.group(1), match.group(2)


WORDS = [
    "the",
    "“",
    "”",
    '"',
    ",",
    ".",
    "(",
    ")",
    "Orla",
    "said",
    "that",
    "12",
    "men",
    "and",
    "who",
    "left",
    "to",
    "go",
    "was",
    "not",
    "5",
    "%",
    ":",
    "-",
    "’s",
]

AROUND = [
    "The ministry said [45 people had died in the floods]{45}.",
    "The ministry said that [45 people had died in the floods]{45}, officials added.",
    "“[We will not leave the hall]{leave},” said the union leader.",
    "[The river rose by two metres]{two}, but the dam held.",
    "The river rose, but [the dam held]{held}.",
    "Although [the strike ended on Sunday]{Sunday}, trains stay idle.",
    "[The firm will close three mines]{three}, which employ 400 people.",
    "The firm will close three mines, [which employ 400 people]{400}.",
    "The storm hit the port, [killing 12 sailors]{12}.",
    "[The minister promised to rebuild 300 homes]{300}.",
]


@pytest.mark.parametrize("marked", AROUND)
def test_clause_around_a_word(marked: str) -> None:
    text, wanted, word = unmark(marked)
    at = text.index(word)
    assert clause_at(text, read(text), Span(start=at, end=at + len(word))).of(text) == wanted


def clause_on(text: str, verb: str) -> tuple[Clause, Analysis]:
    analysis = read(text)
    return next(c for c in clauses_of(analysis) if analysis.tokens[c.main].text == verb), analysis


FORMS = [
    ("The guards left the camp.", "left", "The guards", "main past"),
    ("The guards will leave the camp.", "leave", "The guards", "main future"),
    ("The guards have not left the camp.", "left", "The guards", "main present negated"),
    ("The camp was closed by the guards.", "closed", "The camp", "main past passive"),
    ("No guard left the camp.", "left", "No guard", "main past negated"),
    ("The mayor said the guards left.", "left", "the guards", "subordinate past"),
    ("The ship that sank was old.", "sank", "The ship", "relative past shared"),
    ("The miners stopped work and left the pit.", "left", "The miners", "main past shared"),
    ("The miners agreed to return.", "return", "The miners", "infinitive none shared"),
    ("The bank cut rates.", "cut", "The bank", "main past"),
]


@pytest.mark.parametrize(("text", "verb", "subject", "form"), FORMS)
def test_subject_and_form(text: str, verb: str, subject: str, form: str) -> None:
    clause, _ = clause_on(text, verb)
    assert clause.subject is not None
    assert clause.subject.of(text) == subject
    flags = [name for name in ("negated", "passive", "shared") if getattr(clause, name)]
    assert " ".join([clause.kind, clause.tense, *flags]) == form


def test_marker_and_verbs() -> None:
    clause, analysis = clause_on("He said that the talks would be held in May.", "held")
    assert clause.marker == "that"
    assert [analysis.tokens[v].text for v in clause.verbs] == ["would", "be", "held"]
    assert clause.kind is ClauseKind.SUBORDINATE
    assert clause.tense is Tense.FUTURE


@pytest.mark.parametrize(
    "marked",
    [
        "They found [203 confirmed cases of the fever]{203}.",
        "The blast hurt [12 young workers]{12}, police said.",
        "There were [300 tents in the camp]{300}.",
    ],
)
def test_phrase_around_a_number(marked: str) -> None:
    text, wanted, word = unmark(marked)
    analysis = read(text)
    token = next(i for i, t in enumerate(analysis.tokens) if t.text == word)
    assert phrase_at(text, analysis, token).of(text) == wanted


def test_a_bare_noun_phrase_has_no_clause_but_a_span() -> None:
    text = "A long night in Orlo."
    assert clauses_of(read(text)) == ()
    assert clause_at(text, read(text), Span(start=2, end=6)).of(text) == "A long night in Orlo"


@settings(max_examples=50)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=25,
    )
)
def test_clauses_lie_inside_the_text_and_cover_their_word(words: list[str]) -> None:
    text = " ".join(words)
    analysis = read(text)
    inside = Span(start=0, end=len(text))
    for clause in clauses_of(analysis):
        assert inside.covers(clause.whole)
        assert clause.whole.covers(clause.span)
    for number, token in enumerate(analysis.tokens):
        assert clause_at(text, analysis, token.span).covers(token.span)
        assert phrase_at(text, analysis, number).covers(token.span)


def test_crossing_branches_leave_the_verb_in_its_clause() -> None:
    """Trees of a trained analyser may cross: here the second verb hangs on the third from far to its left."""
    words = ["Gates", "open", "today", "they", "said", "rose"]
    heads, relations = [5, 4, 1, 4, -1, 1], ["nsubj", "parataxis", "advmod", "nsubj", "root", "conj"]
    tags = ["NOUN", "VERB", "NOUN", "PRON", "VERB", "VERB"]
    text, tokens, at = " ".join(words), [], 0
    for word, head, relation, tag in zip(words, heads, relations, tags, strict=True):
        span = Span(start=at, end=at + len(word))
        tokens.append(Token(span=span, text=word, lemma=word.lower(), tag=tag, head=head, relation=relation))
        at = span.end + 1
    whole = Span(start=0, end=len(text))
    sentence = Sentence(index=0, passage=0, paragraph=1, span=whole, kind=PassageKind.BODY)
    for clause in clauses_of(Analysis(sentence=sentence, tokens=tuple(tokens))):
        assert clause.span.covers(tokens[clause.main].span)
