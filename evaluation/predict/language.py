"""Tasks `entities` and `sentences`: what is read off one sentence or one paragraph, with the words as given."""

from pathlib import Path

from evaluation.files import Row, text_of
from evaluation.predict.lines import answer_each
from evaluation.predict.tokenised import print_text
from onrecord.lexicons import load_lexicons
from onrecord.models.name_tags import tag_names
from onrecord.models.rules import RuleAnalyser
from onrecord.records import Metadata, Passage, PassageKind, Report, Span, report_id
from onrecord.stages.split import split_sentences


def predict_entities(source: Path, target: Path) -> None:
    """{words, tags} lines to the same with BIO tags of ours; the words as given, one tag a word."""
    lexicons = load_lexicons()
    analyser = RuleAnalyser(lexicons.syntax, lexicons.names)

    def answer(row: Row) -> Row:
        words = [read_word(word) for word in _words(row)]
        upos = analyser.tag_words(words).tags
        return {"words": _words(row), "tags": list(tag_names(words, upos, lexicons.names))}

    answer_each(source, target, answer, lambda row: {"words": _words(row), "tags": ["O"] * len(_words(row))})


def _words(row: Row) -> list[object]:
    words = row.get("words")
    return words if isinstance(words, list) else []


def read_word(word: object) -> str:
    """A word as the rules can read it: never empty, and in one piece.

    >>> read_word("20 000"), read_word(None)
    ('20000', '_')
    """
    return "".join(word.split()) or "_" if isinstance(word, str) else "_" if word is None else str(word)


def predict_sentences(source: Path, target: Path) -> None:
    """{id, text} lines to {id, spans}: half-open offsets of each sentence into the text as given."""
    lexicon = load_lexicons().sentences

    def answer(row: Row) -> Row:
        printed = print_text(text_of(row))
        report = Report(
            id=report_id(str(row.get("id")), None, printed.text),
            key=str(row.get("id")),
            sha256="",
            text=printed.text,
            metadata=Metadata(),
        )
        whole = Span(start=0, end=len(printed.text))
        passage = Passage(index=0, span=whole, kind=PassageKind.BODY, paragraph=1, reason="given text")
        sentences = split_sentences(report, [passage], lexicon)
        return {"id": row.get("id"), "spans": [list(printed.back(s.span.start, s.span.end)) for s in sentences]}

    answer_each(source, target, answer, lambda row: {"id": row.get("id"), "spans": []})
