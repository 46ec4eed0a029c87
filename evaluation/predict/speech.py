"""Task `attribution`: texts to source, cue and content spans."""

from pathlib import Path

from evaluation.files import Row, day_of, text_of
from evaluation.predict.lines import answer_each
from evaluation.predict.reports import raw_report
from evaluation.predict.tokenised import Printed, print_text
from evaluation.reader import chosen_analyser
from onrecord.lexicons import load_lexicons
from onrecord.pipeline.plan import hear_report, parse_report
from onrecord.records import Attribution, Span
from onrecord.stages.clean import make_report


def predict(source: Path, target: Path) -> None:
    """{id, text} lines to {id, attributions: [{source, cue, content}]}, offsets into the text as given."""
    lexicons = load_lexicons()
    analyser = chosen_analyser(lexicons)

    def answer(row: Row) -> Row:
        printed = print_text(text_of(row))
        report = make_report(raw_report(str(row.get("id")), printed.text, published=day_of(row)))
        heard = hear_report(report, parse_report(report, analyser, lexicons), lexicons)
        found = [_spans(a, printed) for a in heard.attributions if a.cue is not None]
        return {"id": row.get("id"), "attributions": found}

    answer_each(source, target, answer, lambda row: {"id": row.get("id"), "attributions": []})


def _spans(attribution: Attribution, printed: Printed) -> Row:
    def pairs(*spans: Span | None) -> list[list[int]]:
        return [list(printed.back(s.start, s.end)) for s in spans if s is not None]

    return {
        "source": pairs(attribution.source),
        "cue": pairs(attribution.cue),
        "content": pairs(*attribution.content),
    }
