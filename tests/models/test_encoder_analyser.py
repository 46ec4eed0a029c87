"""From scores to records: whatever a network says, every word is read and every span is the report's."""

import json
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.encoder import reading
from onrecord.models.encoder.analyser import EncoderAnalyser
from onrecord.models.encoder.network import WindowScores
from onrecord.models.encoder.trees import is_tree
from onrecord.models.encoder.weights import Distances, HeadLabels, Manifest, Thresholds, Weights, WindowSize
from onrecord.models.encoder.wordpieces import Pieces
from onrecord.models.tokens import tokenise
from onrecord.records import Analysis, PassageKind, Sentence, Span

LEXICONS = load_lexicons()
KINDS = ("Date", "Facility", "Location", "Misc", "NORP", "Organization", "Person", "Product")
LABELS = HeadLabels(
    upos=("NOUN", "VERB", "PROPN", "ADP", "PUNCT"),
    xpos=("NN", "NNS", "VBD", "VBZ", "NNP", "IN", ".", ","),
    relations=("nsubj", "root", "obj", "punct"),
    names=("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI")),
    speech=("O", "B-source", "I-source", "B-content", "I-content", "I-cue"),
)
MANIFEST = Manifest(
    format=1,
    name="made-up",
    files={},
    labels=LABELS,
    window=WindowSize(pieces=40, aim=24),
    thresholds=Thresholds(anchor=0.5),
    distance=Distances(words=(-4, -1, 0, 1, 4), sentences=3),
)
WIDTH = 4


class MadeUp:
    """A network whose scores depend on what it is given, and on nothing else."""

    def __init__(self, _: Weights) -> None:
        pass

    def read(self, pieces: Pieces) -> WindowScores:
        assert len(pieces.ids) <= MANIFEST.window.pieces
        chance = np.random.default_rng(zlib.crc32(repr(pieces).encode()))
        words = len(pieces.firsts)

        def scores(*shape: int) -> np.ndarray:
            return chance.normal(size=shape).astype(np.float32) * 5

        return WindowScores(
            upos=scores(words, len(LABELS.upos)),
            xpos=scores(words, len(LABELS.xpos)),
            names=scores(words, len(LABELS.names)),
            anchor=scores(words) - 3,
            arcs=scores(words, words + 1),
            rel_dep=scores(words, WIDTH),
            rel_head=scores(words + 1, WIDTH),
            speech_cue=scores(words, WIDTH),
            speech_word=scores(words, WIDTH),
        )

    def relate(self, dep: np.ndarray, head: np.ndarray) -> np.ndarray:
        return dep - head

    def assign(self, cue: np.ndarray, word: np.ndarray, distance: np.ndarray, sentence: np.ndarray) -> np.ndarray:
        assert distance.min() >= 0 <= sentence.min()
        assert distance.max() <= len(MANIFEST.distance.words)
        assert sentence.max() <= 2 * MANIFEST.distance.sentences
        met = cue[:, None, :1] + word[None, :, 1:2] * np.arange(1, 7)
        return (met - distance[..., None] * 0.1).astype(np.float32)


@pytest.fixture(scope="module")
def analyser(tmp_path_factory: pytest.TempPathFactory) -> EncoderAnalyser:
    folder: Path = tmp_path_factory.mktemp("weights")
    pieces = ["[UNK]", "[CLS]", "[SEP]", *"abcdefghijklmnopqrstuvwxyz,.", *(f"##{c}" for c in "abcdefghijklmnopqrst")]
    (folder / "vocabulary.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    return EncoderAnalyser(Weights(folder=folder, manifest=MANIFEST, digest="0" * 16), LEXICONS.syntax, LEXICONS.names)


@pytest.fixture(autouse=True)
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "Network", MadeUp)


def sentences_of(text: str) -> list[Sentence]:
    """One a line; a line that begins with a blank goes on with the paragraph."""
    found, start, paragraph = [], 0, 0
    for line in text.split("\n"):
        if line.strip():
            paragraph += not line.startswith(" ")
            span = Span(start=start, end=start + len(line))
            found.append(Sentence(index=len(found), passage=0, paragraph=paragraph, span=span, kind=PassageKind.BODY))
        start += len(line) + 1
    return found


def check(text: str, sentences: list[Sentence], analyses: tuple[Analysis, ...]) -> None:
    assert [a.sentence for a in analyses] == sentences
    for analysis in analyses:
        span = analysis.sentence.span
        cut = tokenise(text, span.start, span.end, LEXICONS.syntax.words.tokens)
        assert [(t.span.start, t.span.end) for t in analysis.tokens] == cut
        assert all(t.text == t.span.of(text) and t.lemma and t.tag in LABELS.upos for t in analysis.tokens)
        if cut:
            assert is_tree([t.head for t in analysis.tokens])
            assert [t.relation == "root" for t in analysis.tokens] == [t.head < 0 for t in analysis.tokens]
        assert all(span.covers(n.span) for n in analysis.names)
        ends = [n.span.end for n in analysis.names]
        assert all(end <= n.span.start for end, n in zip(ends, analysis.names[1:], strict=False))
        assert analysis.speech is not None
        for spoken in analysis.speech:
            assert span.covers(spoken.cue)
            parts = [*spoken.content, *([spoken.source] if spoken.source else [])]
            assert all(0 <= part.start < part.end <= len(text) for part in parts)


TEXT = (
    """The mayor of Orlo, Ina Pell, said on Monday that "the bridge is shut".
 "It will open in May," she added, and the council of Orlo agreed with her.
Prime Minister Tol Brandt denied it.
"""
    + "The road to Kelp, the ferry, the harbour, the school and the market were open, " * 9
)


@settings(deadline=None, max_examples=60)
@given(text=st.text(alphabet=st.sampled_from("abc Mr.,\n\"'’“”-–5é\u0301\u2028x́李"), max_size=200))
def test_every_word_is_read(analyser: EncoderAnalyser, text: str) -> None:
    sentences = sentences_of(text)
    check(text, sentences, analyser.analyse(text, sentences))


def test_a_report_is_read(analyser: EncoderAnalyser) -> None:
    sentences = sentences_of(TEXT)
    analyses = analyser.analyse(TEXT, sentences)
    check(TEXT, sentences, analyses)
    assert any(a.speech for a in analyses)
    assert any(a.names for a in analyses)
    assert analyser.analyse(TEXT, sentences) == analyses


def test_no_sentences_no_analyses(analyser: EncoderAnalyser) -> None:
    assert analyser.analyse("", ()) == ()
    assert analyser.tag_words([]).heads == ()
    assert analyser.tag_names([], []) == []


def test_words_that_are_apart(analyser: EncoderAnalyser) -> None:
    words = ["The", "mayor", "spoke", "."] * 30
    read = analyser.tag_words(words)
    assert is_tree(read.heads)
    assert len(read.tags) == len(read.lemmas) == len(read.relations) == len(words)
    assert len(analyser.tag_names(words, [(0, True)])) == len(words)


def test_its_digest_names_the_weights_and_what_runs_them(analyser: EncoderAnalyser) -> None:
    assert analyser.digest.startswith(f"made-up {'0' * 16} ")
    assert json.dumps(analyser.digest)


def test_weights_without_speech_say_that_they_read_none(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.txt").write_text("[UNK]\n[CLS]\n[SEP]\n", encoding="utf-8")
    silent = replace(MANIFEST, labels=replace(LABELS, speech=()))
    analyser = EncoderAnalyser(
        Weights(folder=tmp_path, manifest=silent, digest="1" * 16), LEXICONS.syntax, LEXICONS.names
    )
    text = "The mayor said so."
    (analysis,) = analyser.analyse(text, sentences_of(text))
    assert analysis.speech is None
    assert [t.text for t in analysis.tokens] == ["The", "mayor", "said", "so", "."]
