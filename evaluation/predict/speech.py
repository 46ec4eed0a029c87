"""Task `attribution`: texts to source, cue and content spans."""

from pathlib import Path

from evaluation.files import Row, day_of, read_rows, write_rows
from evaluation.predict.reports import raw_report
from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import hear_report, parse_report
from onrecord.records import Attribution, Span
from onrecord.stages.clean import make_report


def predict(source: Path, target: Path) -> None:
    """{id, text} lines to {id, attributions: [{source, cue, content}]}, offsets into the text as given."""
    lexicons = load_lexicons()
    analyser = RuleAnalyser(lexicons.syntax, lexicons.names)
    rows = []
    for row in read_rows(source):
        report = make_report(raw_report(row["id"], row["text"], published=day_of(row)))
        heard = hear_report(report, parse_report(report, analyser, lexicons), lexicons)
        found = [_spans(a) for a in heard.attributions if a.cue is not None]
        rows.append({"id": row["id"], "attributions": found})
    write_rows(target, rows)


def _spans(attribution: Attribution) -> Row:
    def pairs(*spans: Span | None) -> list[list[int]]:
        return [[s.start, s.end] for s in spans if s is not None]

    return {
        "source": pairs(attribution.source),
        "cue": pairs(attribution.cue),
        "content": pairs(*attribution.content),
    }
