"""Odd texts: every step ends in reasonable time on what no newspaper prints, and its spans lie inside the text."""

import sys
from collections.abc import Iterator
from functools import cache

import pytest

from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import (
    claim_report,
    compose_reading,
    date_alone,
    hear_report,
    parse_report,
    read_report,
)
from onrecord.records import Metadata, RawReport, Span
from onrecord.stages.clean import make_report

SIZE = 1500
PIECES = [
    "the gate and ", "Ada Orda and Ben Hale and ", ",", "a, big, red, ", "gate; ", "“We go ", '"yes ', "'ab ", "‘We ",
    "’ab ", "«We go ", "„We go ", "yes” ", '“a ‘b "c «d ', "“We go.\n\n", "``We ", "(", "(the gate (of Orlo ", "[1] ",
    "(He said (it was (so))). ", "said ", "he said that ", "Orda told Hale that ", "according to Orda ", "reportedly ",
    "12345 ", "203 dead ", "1,", "hundred ", "5% ", "$5m ", "1", "10-20-", "5 to ", "by May 2024 ", "12 May 2024, ",
    "on Monday ", "will ", "plans to close the gate by May and ", "ORLO GATE ", "Orlo Vane ", "Bank of ", "Go. ", "\n",
    "a\n", "\t \n", "😀", "👩\u200d👧 ", "e\u0301\u0302", "\u0301", "قال الوزير إن ", "\u202ehe said no ", "水坝关闭。",
    "a", "A", "a-", "U.S. ", ".", "— ", "Mr. ", "A. B. ", "a@b.c,", "http://a.b/", "if he goes, ", "a: ", "\x00a ",
]  # fmt: skip


@cache
def _tools() -> tuple[RuleAnalyser, Lexicons]:
    lexicons = load_lexicons()
    return RuleAnalyser(lexicons.syntax, lexicons.names), lexicons


def _spans(text: str) -> Iterator[Span]:
    analyser, lexicons = _tools()
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=text.encode(), text=text, metadata=Metadata())
    reading = read_report(raw, analyser, lexicons)
    for analysis in reading.analyses:
        yield analysis.sentence.span
        yield from (token.span for token in analysis.tokens)
    for mention in reading.mentions:
        yield mention.span
    for attribution in reading.attributions:
        yield from attribution.content
    for claim in claim_report(reading, reading.publication, lexicons):
        yield claim.evidence
    assert all(span.end <= len(reading.text) for span in (passage.span for passage in reading.passages))


@pytest.mark.parametrize("piece", PIECES)
def test_odd_texts_are_read_to_their_end(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    assert all(0 <= span.start <= span.end <= len(text) for span in _spans(text))


def test_conjuncts_without_end_are_read_to_their_end() -> None:
    text = "The minister said that " + "the old bridge at Orlo and the road and " * 100 + "are closed."
    assert all(0 <= span.start <= span.end <= len(text) for span in _spans(text))


GROWING = [
    "5% ", "$5m ", "203 dead ", "he said ", "he said that ", "Orda told Hale that ", "He said it was 5% on Monday, ",
    "“We go to Orlo,” Orda said. Orda said they go to Orlo. ", "on Monday ", "a\n", "قالالوزيرإن",
]  # fmt: skip


def _count_calls(text: str) -> int:
    """How many functions are called between the analyses of a text and its claims."""
    analyser, lexicons = _tools()
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=b"", text=text, metadata=Metadata())
    report = make_report(raw)
    parsed = parse_report(report, analyser, lexicons)
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        publication = date_alone(report, parsed, lexicons)
        reading = compose_reading(report, parsed, hear_report(report, parsed, lexicons), publication)
        claim_report(reading, publication, lexicons)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", GROWING)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    once, twice = (_count_calls(piece * (size // len(piece))) for size in (2000, 4000))
    assert twice < 2.3 * once
