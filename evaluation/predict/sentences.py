"""Task `sentences`: where the sentences of a paragraph begin and end."""

from pathlib import Path

from evaluation.files import Row, text_of
from evaluation.predict.lines import answer_each
from evaluation.predict.tokenised import print_text
from onrecord.lexicons import load_lexicons
from onrecord.records import Metadata, Passage, PassageKind, Report, Span, report_id
from onrecord.stages.split import split_sentences


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
