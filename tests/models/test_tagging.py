"""Parts of speech and dictionary forms: `word/TAG/lemma`, the lemma left out where it is the word itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicons.syntax import load_syntax
from onrecord.models.lemmas import lemma
from onrecord.models.tagging import Tagger

LEXICON = load_syntax()
TAGGER = Tagger(LEXICON)

CASES = [
    "The/DET ministry/NOUN said/VERB/say that/SCONJ 45/NUM people/NOUN had/AUX/have died/VERB/die ./PUNCT",
    "Anna/PROPN Orlova/PROPN has/AUX/have denied/VERB/deny the/DET claims/NOUN/claim ./PUNCT",
    "Troops/NOUN/troop will/AUX leave/VERB the/DET base/NOUN by/ADP Friday/PROPN ./PUNCT",
    "The/DET leave/NOUN ended/VERB/end ./PUNCT",
    "They/PRON did/AUX/do n't/PART/not pay/VERB $/SYM 1,200/NUM ./PUNCT",
    "The/DET firm/NOUN plans/VERB/plan to/PART close/VERB two/NUM mines/NOUN/mine ./PUNCT",
    "The/DET 20-year-old/ADJ driver/NOUN was/AUX/be arrested/VERB/arrest ./PUNCT",
    "He/PRON is/AUX/be in/ADP Orlovia/PROPN",
]


@pytest.mark.parametrize("marked", CASES)
def test_tags_and_lemmas(marked: str) -> None:
    wanted = [piece.split("/") for piece in marked.split()]
    words = [w[0] for w in wanted]
    fine = TAGGER.tag(words)
    got = [(w, t.partition(".")[0], lemma(w, t, LEXICON)) for w, t in zip(words, fine, strict=True)]
    assert got == [(w[0], w[1], w[2] if len(w) > 2 else w[0].lower()) for w in wanted]


@pytest.mark.parametrize(
    ("form", "tag", "wanted"),
    [
        ("quarantined", "VERB.VBN", "quarantine"),
        ("stopping", "VERB.VBG", "stop"),
        ("vilified", "VERB.VBD", "vilify"),
        ("wives", "NOUN.NNS", "wife"),
        ("surged", "VERB.VBD", "surge"),
        ("went", "VERB.VBD", "go"),
        ("crises", "NOUN.NNS", "crisis"),
    ],
)
def test_lemmas(form: str, tag: str, wanted: str) -> None:
    assert lemma(form, tag, LEXICON) == wanted


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=8), max_size=12))
def test_every_word_gets_one_tag(words: list[str]) -> None:
    tags = TAGGER.tag(words) if words else []
    assert len(tags) == len(words)
    assert all(t.partition(".")[0].isupper() for t in tags)


@pytest.mark.parametrize("word", ["λιμάνι", "порт", "ميناء"])
def test_words_of_another_alphabet_have_few_readings(word: str) -> None:
    assert len(TAGGER._choices(word, either=False)) <= 8
