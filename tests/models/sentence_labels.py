"""The labels of a sentence side by side: as they were given, and as the analyser reads them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.reader import chosen_analyser
from onrecord.lexicons import load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.records import Span, SpeechSpan
from tests.models.labelled_reports import ROLES, LabelledReport, labelled_reports

Row = tuple[str, str, int, str, str]
Said = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class SentenceLabels:
    """A row a word (form, part of speech, head, relation, name), and source, cue and content of what is said with a
    cue in the sentence, in words without marks.
    """

    rows: tuple[Row, ...]
    said: tuple[Said, ...]


def labels_given(report: LabelledReport) -> Iterator[SentenceLabels]:
    """What the labels say, one a sentence."""
    given = [[[Span(start=b, end=e) for b, e in said[role]] for role in ROLES] for said in report.attributions]
    for sentence, row in zip(report.sentences, report.spans, strict=True):
        here = [said for said in given if row.span.covers(said[1][0])]
        yield SentenceLabels(
            rows=tuple((w.form, w.upos, w.head, w.relation, w.name) for w in sentence.words),
            said=_said(report, here),
        )


def labels_read(analyser: Analyser, report: LabelledReport) -> Iterator[SentenceLabels]:
    """What the analyser reads when it is given the report, one a sentence."""
    names = analyser.tag_names([word.form for word in report.words], report.starts)
    assert names is not None
    waiting = iter(names)
    for analysis in analyser.analyse(report.text, report.spans):
        yield SentenceLabels(
            rows=tuple((t.text, t.tag, t.head, t.relation, next(waiting)) for t in analysis.tokens),
            said=_said(report, [_parts(spoken) for spoken in analysis.speech or ()]),
        )


def _parts(spoken: SpeechSpan) -> list[list[Span]]:
    return [[spoken.source] if spoken.source else [], [spoken.cue], list(spoken.content)]


def _said(report: LabelledReport, found: Iterable[Sequence[Sequence[Span]]]) -> tuple[Said, ...]:
    """Every attribution as words, in the order of the cues."""
    by_cue = sorted(found, key=lambda said: said[1][0].start)
    return tuple((_words(report, a), _words(report, b), _words(report, c)) for a, b, c in by_cue)


def _words(report: LabelledReport, spans: Sequence[Span]) -> str:
    places = (place for row in report.places for place in row if any(span.covers(place) for span in spans))
    forms = (place.of(report.text) for place in places)
    return " ".join(form for form in forms if any(c.isalnum() for c in form))


def some_reading() -> str:
    """Analyses by the analyser that the environment names, in words; for processes to be compared."""
    analyser = chosen_analyser(load_lexicons())
    return "\n".join(repr(a) for r in labelled_reports()[::5] for a in analyser.analyse(r.text, r.spans))
