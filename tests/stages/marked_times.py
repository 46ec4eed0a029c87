"""Sentences with their time expressions marked, and what is found checked against the marks.

In a case `[words]{type value lo..hi relation}` marks an expression; a part that is left out is not checked, and `-` is
an open or unknown end. Every case is read on Wednesday 10 March 2021 unless it names another anchor.
"""

import re
from datetime import date

from onrecord.lexicons.time import load_time
from onrecord.records import Interval, TimeExpression, on
from onrecord.stages.times import find_times_in_text

LEXICON = load_time()
DAY = on(date(2021, 3, 10))
MARK = re.compile(r"\[([^\[\]]+)\]\{([^{}]*)\}")


def say(day: date | None) -> str:
    return day.isoformat() if day else "-"


def days(interval: Interval) -> str:
    lo, hi = say(interval.lo), say(interval.hi)
    return lo if lo == hi and lo != "-" else f"{lo}..{hi}"


def check(marked: str, anchor: Interval = DAY) -> tuple[TimeExpression, ...]:
    """The expressions of the text are the marked ones, to the letter, and say what the marks say."""
    text, wanted, at = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        wanted.append((len(text), len(text) + len(mark[1]), mark[2].split()))
        text += mark[1]
        at = mark.end()
    text += marked[at:]
    found = find_times_in_text(text, anchor, LEXICON)
    assert [t.span.of(text) for t in found] == [text[a:b] for a, b, _ in wanted]
    for time, (start, _, labels) in zip(found, wanted, strict=True):
        assert time.span.start == start
        told = {time.type.value.lower(), time.value, days(time.interval), time.relation.value, time.fuzzy}
        assert set(labels) <= told, f"{labels} not in {told}"
    return found
