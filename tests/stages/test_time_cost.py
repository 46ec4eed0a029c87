"""What reading times costs: matches tried, counted and never timed, grow no faster than the text."""

import re

import pytest

from onrecord.records import Span, TimeExpression
from onrecord.stages import times
from onrecord.stages.time.anchoring import Setting
from tests.stages.marked_times import DAY, LEXICON

# A group repeated without bound is where a pattern can try the same letters in more ways than one.
UNBOUNDED = re.compile(r"(?<!\\)\)(?:[*+]|\{\d+,\})")
STUFF = [
    "In May 1989 it rose, on 4 June it fell, and by March it had gone; ",
    "the the the the ",
    "about about about two two two ",
    "1999 2000 '01 12:30 ",
    "In 1811 and 1812 in May. ",
    "Week Day Year said on Monday ",
]


def tries(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many matches are read in a text."""
    count = 0
    read = times._read

    def counting(match: re.Match[str], matcher: object, setting: Setting) -> TimeExpression | None:
        nonlocal count
        count += 1
        return read(match, matcher, setting)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(times, "_read", counting)
        times.find_times_in_text(text, DAY, LEXICON)
    return count


@pytest.mark.parametrize("stuff", STUFF)
def test_matches_grow_with_the_text(stuff: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once, thrice = tries(stuff * 20, monkeypatch), tries(stuff * 60, monkeypatch)
    assert thrice <= 3 * once + 3


def test_no_pattern_repeats_a_group_without_bound() -> None:
    patterns = [rule.pattern for rule in LEXICON.tables.rules]
    patterns += [*LEXICON.tables.future, *LEXICON.tables.past, *LEXICON.tables.classes.values(), LEXICON.tables.ended]
    assert [p for p in patterns if UNBOUNDED.search(p)] == []


@pytest.mark.parametrize("stuff", STUFF)
def test_what_is_looked_at_around_an_expression_is_bounded(stuff: str) -> None:
    text = stuff * 60
    setting = Setting(
        text=text,
        sentence=Span(start=0, end=len(text)),
        span=Span(start=len(text) // 2, end=len(text) // 2 + 3),
        anchor=DAY,
        previous=None,
        lexicon=LEXICON,
    )
    assert max(len(s) for s in (setting.before, setting.after, setting.clause_before, setting.clause_after)) <= 200
