"""Deadlines told as lengths, limits at the end of a time, and limits that are over."""

from datetime import date

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.records import Fuzz, Interval, Span, TimeRelation, on, tell_time
from onrecord.stages.commitments.deadlines import find_deadline
from onrecord.stages.commitments.lengths import coming_in, lasting_until
from onrecord.stages.times import find_times_in_text

DAY = on(date(2021, 3, 10))
MONTH = Interval(lo=date(2021, 3, 1), hi=date(2021, 3, 31))
ACT = Span(start=11, end=16)


@pytest.mark.parametrize(
    ("text", "lasts", "words"),
    [
        ("The bridge shuts for a week.", True, "until 17 to 24 Mar 2021"),
        ("The bridge shuts for a week from Friday 12 March.", True, "until 19 Mar 2021"),
        ("The bridge shuts for at least two weeks.", True, "until at least 24 Mar 2021"),
        ("The bridge shuts over the next five days.", True, "until 14 to 15 Mar 2021"),
        ("The bridge opens over the next five days.", False, "by 15 Mar 2021"),
        ("The bridge opens in three days.", False, "13 Mar 2021"),
        ("The bridge shuts until the end of April 2021.", True, "until 30 Apr 2021"),
        ("The bridge opens before the end of 2021.", False, "before Jan 2022"),
        ("The bridge was to open by May 2019.", False, "by 31 May 2019"),
        ("The bridge opens after April 2021.", False, "after Apr 2021"),
    ],
)
def test_deadlines_in_words(text: str, words: str, *, lasts: bool) -> None:
    times = find_times_in_text(text, DAY, load_lexicons().time)
    read = [coming_in(lasting_until(t, text, DAY) if lasts else t, DAY) for t in times]
    deadline = find_deadline(read, [Span(start=0, end=len(text))], ACT, DAY)
    assert deadline is not None
    assert tell_time(deadline.interval, deadline.relation, fuzz=deadline.fuzz) == words


def test_what_is_counted_from_an_unsettled_day_says_how_sure_it_is() -> None:
    text = "The bridge opens over the next five days."
    times = find_times_in_text(text, MONTH, load_lexicons().time)
    deadline = find_deadline(times, [Span(start=0, end=len(text))], ACT, MONTH)
    assert deadline is not None
    assert deadline.relation is TimeRelation.WITHIN
    assert deadline.fuzz == Fuzz(low=30, high=30)
