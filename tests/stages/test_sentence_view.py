"""What stands in each sentence of a reading: times, mentions and what is said in it, each at its own."""

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import read_report
from onrecord.records import Metadata, RawReport, Reading
from onrecord.stages.sentence_view import indices_touched, view_sentences
from onrecord.stages.times import find_times

LEXICONS = load_lexicons()
TEXT = (
    "Orlo harbour shut on 3 May 2031.\n\n"
    "Ada Moran said the pumps had failed. “We saw it on Monday,” she said. “Nobody came.”\n\n"
    "The harbour is to open by June 2031.\n"
)


def read(text: str) -> Reading:
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=b"", text=text, metadata=Metadata())
    return read_report(raw, RuleAnalyser(LEXICONS.syntax, LEXICONS.names), LEXICONS)


def test_every_sentence_has_its_own() -> None:
    reading = read(TEXT)
    times = find_times(TEXT, reading.analyses, reading.publication.clock.interval, LEXICONS.time)
    views = view_sentences(reading, times, LEXICONS.commitments)
    assert [v.analysis for v in views.values()] == list(reading.analyses)
    assert times
    assert reading.mentions
    assert reading.attributions
    assert [t for v in views.values() for t in v.times] == list(times)
    assert sorted(m.span for v in views.values() for m in v.mentions) == sorted(m.span for m in reading.mentions)
    for attribution in reading.attributions:
        touched = set(indices_touched(reading.analyses, attribution.content))
        assert touched == {i for i, v in views.items() if attribution in v.attributions}


def test_a_sentence_is_worked_out_once() -> None:
    reading = read(TEXT)
    view = view_sentences(reading, (), LEXICONS.commitments)[0]
    assert view.clauses is view.clauses
    assert view.ground is view.ground
    assert view.bindings is view.bindings


def test_a_span_touches_the_sentences_that_it_borders_on() -> None:
    reading = read(TEXT)
    for analysis in reading.analyses:
        assert analysis.sentence.index in indices_touched(reading.analyses, [analysis.sentence.span])
        assert list(indices_touched(reading.analyses, [])) == []
