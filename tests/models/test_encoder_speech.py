"""Attributions over words become speech spans over the text."""

from dataclasses import replace

from onrecord.models.encoder.sayings import Saying
from onrecord.models.encoder.speech import ReportWords
from onrecord.records import Confidence, Span

WORDS = ("Pell", "also", ",", "said", "on", "x", '"', "the", "mayor", ",", "it", "rose", ".", "It", "fell")
REPORT = ReportWords(
    words=WORDS, places=[(10 * at, 10 * at + 9) for at in range(len(WORDS))], starts=frozenset({0, 13})
)
SAID = Saying(
    anchor=3,
    cue=((1, 2), (3, 5)),
    source=((0, 1), (6, 10)),
    content=((10, 12), (12, 13), (13, 15)),
    probability=0.95,
    source_sure=0.99,
    content_sure=0.7,
)


def test_the_cue_is_the_piece_that_says_and_the_source_its_longest() -> None:
    span = REPORT.spoken(SAID)
    assert span.cue == Span(start=30, end=49)
    assert span.source == Span(start=70, end=89)
    assert span.content == (Span(start=100, end=129), Span(start=130, end=149))
    assert span.confidence is Confidence.MEDIUM


def test_confidence_is_the_least_sure_part() -> None:
    assert REPORT.spoken(replace(SAID, content_sure=0.9)).confidence is Confidence.HIGH
    assert REPORT.spoken(replace(SAID, source_sure=0.5)).confidence is Confidence.LOW


def test_marks_alone_are_no_source_and_no_content() -> None:
    alone = REPORT.spoken(replace(SAID, source=((6, 7),), content=(), content_sure=1.0))
    assert (alone.source, alone.content, alone.confidence) == (None, (), Confidence.MEDIUM)
