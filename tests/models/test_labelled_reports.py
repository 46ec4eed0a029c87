"""The labelled reports are in order: cut as the program cuts, one tree a sentence, names and speech whole."""

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.models.encoder.trees import is_tree
from onrecord.models.tokens import tokenise
from tests.models.labelled_reports import FOLDER, ROLES, LabelledReport, labelled_reports

REPORTS = labelled_reports()
TOKENS = load_lexicons().syntax.words.tokens
each = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.id)


def test_there_is_enough_of_them() -> None:
    assert len(REPORTS) >= 20
    assert sum(len(report.sentences) for report in REPORTS) >= 100


@each
def test_words_are_cut_as_the_program_cuts(report: LabelledReport) -> None:
    for sentence, places in zip(report.spans, report.places, strict=True):
        cut = tokenise(report.text, sentence.span.start, sentence.span.end, TOKENS)
        assert [(place.start, place.end) for place in places] == cut


@each
def test_each_sentence_is_one_tree(report: LabelledReport) -> None:
    for sentence in report.sentences:
        assert is_tree([word.head for word in sentence.words]), sentence.id
        for word in sentence.words:
            assert (word.relation == "root") == (word.head < 0), (sentence.id, word.form)
            assert (word.relation == "punct") == (word.upos == "PUNCT"), (sentence.id, word.form)


@each
def test_names_begin_and_go_on(report: LabelledReport) -> None:
    for sentence in report.sentences:
        before = "O"
        for word in sentence.words:
            assert not word.name.startswith("I-") or word.name[2:] == before[2:], (sentence.id, word.form)
            before = word.name


@each
def test_what_is_said_has_a_cue_and_a_content(report: LabelledReport) -> None:
    for said in report.attributions:
        assert set(said) == set(ROLES)
        assert len(said["cue"]) == 1, said
        assert said["content"], said


def test_sentences_are_named_once() -> None:
    names = [sentence.id for report in REPORTS for sentence in report.sentences]
    assert len(names) == len(set(names))


def test_texts_are_as_they_are_printed() -> None:
    printed = {
        line.removeprefix("# text = ")
        for path in FOLDER.glob("*.conllu")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("# text = ")
    }
    assert printed == {s.span.of(report.text) for report in REPORTS for s in report.spans}
