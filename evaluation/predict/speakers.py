"""Task `speakers`: which names the report's sources of speech and its pronouns stand for."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.files import Row, text_of
from evaluation.predict.lines import answer_each
from evaluation.predict.reports import raw_report
from evaluation.reader import chosen_analyser
from onrecord.lexicons import load_lexicons
from onrecord.pipeline.plan import Heard, Parsed, hear_report, parse_report
from onrecord.records import Span
from onrecord.stages.clean import make_report


def predict_speakers(source: Path, target: Path) -> None:
    """{id, text} lines to {id, sources, pronouns}, each of these {span, names}: the spans of the names of the entity
    that it is taken to stand for, none where that is open; `speaker` is what a source is called.
    """
    lexicons = load_lexicons()
    analyser = chosen_analyser(lexicons)

    def answer(row: Row) -> Row:
        report = make_report(raw_report(str(row.get("id")), text_of(row)))
        parsed = parse_report(report, analyser, lexicons)
        return {"id": row.get("id"), **_answers(parsed, hear_report(report, parsed, lexicons))}

    answer_each(source, target, answer, lambda row: {"id": row.get("id"), "sources": [], "pronouns": []})


def _answers(parsed: Parsed, heard: Heard) -> Row:
    spans = _names_of(parsed, heard)

    def names(entity: int | None) -> Sequence[list[int]]:
        return spans.get(entity, ()) if entity is not None else ()

    return {
        "sources": [
            {"span": _pair(a.source), "names": names(a.entity), "speaker": a.speaker}
            for a in heard.attributions
            if a.source is not None
        ],
        "pronouns": [{"span": _pair(m.span), "names": names(m.entity)} for m in heard.mentions if m.pronoun],
    }


def _names_of(parsed: Parsed, heard: Heard) -> Mapping[int, Sequence[list[int]]]:
    """The spans at which each entity is named."""
    named = {name.span for analysis in parsed.analyses for name in analysis.names}
    found: dict[int, list[list[int]]] = {}
    for mention in heard.mentions:
        if mention.entity is not None and mention.span in named:
            found.setdefault(mention.entity, []).append(_pair(mention.span))
    return found


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
