"""Whose count an amount is, on invented reports: `[40]{Agency}` is vouched for by the agency, `[40]{}` by nobody.

Every report is read by its whole path with the rules.
"""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import claim_report, read_report
from onrecord.records import Claim, Metadata, Mode, Quantity, RawReport

LEXICONS = load_lexicons()
_MARK = re.compile(r"\[([^\[\]]*)\]\{([^{}]*)\}")


@cache
def analyser() -> RuleAnalyser:
    return RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def claims(text: str) -> tuple[Claim, ...]:
    raw = RawReport(key="a.txt", location="a", sha256="0", data=b"", text=text, metadata=Metadata())
    reading = read_report(raw, analyser(), LEXICONS)
    return claim_report(reading, reading.publication, LEXICONS)


def unmark(marked: str) -> tuple[str, dict[int, str]]:
    """The text without marks, and who vouches by the start of each marked number."""
    text, wanted, last = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        wanted[len(text)] = mark[2]
        text += mark[1]
        last = mark.end()
    return text + marked[last:], wanted


# One report a line, in the order: verbs that raise a count, results, figures and who issued them, lists, who confirmed.
REPORTS = """
The Red Cross raised the number of people in shelters to [2,300]{Red Cross} from [1,900]{Red Cross}.
The Water Board put the number of homes without water at [8,000]{Water Board}. Some [500]{} soldiers arrived.
The Interior Ministry revised the number of ballots to [40,000]{Interior Ministry}.
The river rose by [3]{} metres, increasing the number of flooded streets to [19]{}.
The Health Agency reported [12]{Health Agency} new deaths in Brel, bringing the number of dead to [45]{Health Agency}.
Figures released by the Election Board show [52]{Election Board} percent voted. Turnout was [61]{} percent in Brel.
A count by the Teachers Association found [14]{Teachers Association} schools shut.
The Dock Workers Union's tally rose to [340]{Dock Workers Union} strikers.
The Football Federation's tally rose to [40]{} medals.
Brel's tally rose to [12]{} deaths.
The Health Agency has also confirmed cases in the following: Brel ([70]{Health Agency}) and Sund ([40]{Health Agency}).
The Dock Union's figures show [70]{Dock Union} strikers. Marn ([12]{Dock Union}) and Tell ([5]{Dock Union}).
The Dock Union's figures show [70]{Dock Union} strikers. Some [90]{} houses were under water.
Towns with cases confirmed by the Orlan Institute include Marn ([12]{Orlan Institute}) and Tell ([5]{Orlan Institute}).
The Health Agency said Spain has reported [31]{Health Agency} cases.
The Health Agency said the Orlan Institute had told it that [31]{Orlan Institute} people were ill.
"""


@pytest.mark.parametrize("marked", REPORTS.strip().splitlines())
def test_who_counts(marked: str) -> None:
    text, wanted = unmark(marked)
    amounts = [c for c in claims(text) if isinstance(c.content, Quantity)]
    found = {
        start: [c.attribution.speaker or "" for c in amounts if c.content.number.start <= start < c.content.number.end]
        for start in wanted
    }
    assert found == {start: [speaker] for start, speaker in wanted.items()}


def test_a_count_is_no_utterance() -> None:
    """The body's words are not the report's: no quotation, and no statement beside the amount."""
    given_to = claims("The Water Board put the number of homes without water at 8,000.")
    assert [(c.type.value, c.attribution.mode) for c in given_to] == [("quantity", Mode.INDIRECT)]
    assert given_to[0].attribution.content == (given_to[0].evidence,)


_TEXT = """the Water Board 's tally figures from raised number of 40 dead ( 12 ) , bringing to ; . confirmed by in its
Spain following cases include and reported"""
_WORDS = st.sampled_from(_TEXT.split())


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_any_words_are_read(text: str) -> None:
    for claim in claims(text):
        spans = (claim.attribution.source, claim.attribution.cue, *claim.attribution.content)
        assert all(0 <= s.start <= s.end <= len(text) for s in spans if s is not None)
