"""Times in words: what is printed can be read back, and says no more than is known."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import (
    SHARP,
    UNKNOWN,
    Fuzz,
    Interval,
    Part,
    TimeRelation,
    around,
    fuzz_of,
    month_of,
    on,
    part_of,
    tell_days,
    tell_time,
    year_of,
)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
WHOLES = st.one_of(DAYS.map(on), DAYS.map(month_of), DAYS.map(year_of))
MAR_12 = date(2024, 3, 12)


def span(lo: date | None, hi: date | None) -> Interval:
    return Interval(lo=lo, hi=hi)


def read_back(words: str) -> Interval:
    """The days that `12 Mar 2024`, `Mar 2024` or `2024` names."""
    day, month, year = re.fullmatch(r"(?:(?:(\d+) )?([A-Z][a-z]{2}) )?(\d+)", words).groups()  # type: ignore[union-attr]
    if month is None:
        return year_of(date(int(year), 1, 1))
    first = date(int(year), MONTHS.index(month) + 1, int(day or 1))
    return on(first) if day else month_of(first)


@pytest.mark.parametrize(
    ("interval", "relation", "fuzz", "words"),
    [
        (span(date(2025, 9, 1), date(2025, 9, 30)), TimeRelation.BY, SHARP, "by 30 Sep 2025"),
        (span(None, date(2025, 9, 30)), TimeRelation.BY, SHARP, "by 30 Sep 2025"),
        (span(None, date(2025, 9, 30)), TimeRelation.ON, SHARP, "by 30 Sep 2025"),
        (span(date(2025, 2, 1), date(2025, 2, 9)), TimeRelation.WITHIN, SHARP, "by 9 Feb 2025"),
        (
            span(date(2025, 2, 1), date(2025, 3, 9)),
            TimeRelation.WITHIN,
            Fuzz(low=8, high=8),
            "by a day between 1 and 9 Mar 2025",
        ),
        (span(None, date(2025, 10, 30)), TimeRelation.BY, Fuzz(high=90), "by a day between 1 Aug and 30 Oct 2025"),
        (span(None, date(2026, 1, 9)), TimeRelation.BY, Fuzz(high=20), "by a day between 20 Dec 2025 and 9 Jan 2026"),
        (span(date(2026, 9, 1), None), TimeRelation.FROM, SHARP, "from 1 Sep 2026"),
        (span(date(2026, 9, 1), None), TimeRelation.ON, SHARP, "from 1 Sep 2026"),
        (span(date(2026, 9, 1), None), TimeRelation.SINCE, SHARP, "since 1 Sep 2026"),
        (span(None, date(2024, 9, 30)), TimeRelation.BEFORE, SHARP, "before Oct 2024"),
        (span(None, date(2024, 3, 11)), TimeRelation.BEFORE, SHARP, "before 12 Mar 2024"),
        (span(date(2024, 4, 1), None), TimeRelation.AFTER, SHARP, "after Mar 2024"),
        (span(date(2024, 3, 13), None), TimeRelation.AFTER, SHARP, "after 12 Mar 2024"),
        (span(date(2026, 9, 1), None), TimeRelation.UNTIL_AT_LEAST, SHARP, "until at least Sep 2026"),
        (span(date(2026, 9, 4), None), TimeRelation.UNTIL_AT_LEAST, SHARP, "until at least 4 Sep 2026"),
        (span(date(2026, 10, 1), None), TimeRelation.NOT_BEFORE, SHARP, "not before Oct 2026"),
        (on(MAR_12), TimeRelation.UNTIL, SHARP, "until 12 Mar 2024"),
        (month_of(MAR_12), TimeRelation.UNTIL, SHARP, "until Mar 2024"),
        (span(MAR_12, None), TimeRelation.UNTIL, SHARP, "until 12 Mar 2024 at the earliest"),
        (span(None, MAR_12), TimeRelation.UNTIL, SHARP, "until 12 Mar 2024 at the latest"),
        (UNKNOWN, TimeRelation.BY, SHARP, "no date"),
        (UNKNOWN, TimeRelation.SINCE, SHARP, "no date"),
    ],
)
def test_times_in_words(interval: Interval, relation: TimeRelation, fuzz: Fuzz, words: str) -> None:
    assert tell_time(interval, relation, fuzz=fuzz) == words


@pytest.mark.parametrize(
    ("days_and_fuzz", "words"),
    [
        (part_of(month_of(MAR_12), Part.EARLY), "early Mar 2024"),
        (part_of(month_of(MAR_12), Part.MID), "mid Mar 2024"),
        (part_of(year_of(MAR_12), Part.LATE), "late 2024"),
        (part_of(year_of(MAR_12), Part.END), "the end of 2024"),
        (part_of(month_of(MAR_12), Part.START), "the start of Mar 2024"),
        (around(on(MAR_12)), "around 12 Mar 2024"),
        (around(month_of(MAR_12)), "around Mar 2024"),
    ],
)
def test_times_that_are_not_sharp_in_words(days_and_fuzz: tuple[Interval, Fuzz], words: str) -> None:
    days, fuzz = days_and_fuzz
    assert tell_time(days, fuzz=fuzz) == words
    assert tell_time(days, TimeRelation.UNTIL, fuzz=fuzz) == f"until {words}"


@given(WHOLES)
def test_a_whole_time_reads_back_as_it_was(interval: Interval) -> None:
    assert read_back(tell_days(interval)) == interval
    assert tell_time(interval) == tell_days(interval)


@given(st.one_of(DAYS.map(on), DAYS.map(month_of)), st.sampled_from(TimeRelation))
def test_a_limit_reads_back_as_it_was(named: Interval, relation: TimeRelation) -> None:
    assert named.lo is not None
    assert named.hi is not None
    before, after = named.lo - timedelta(days=1), named.hi + timedelta(days=1)
    match relation:
        case TimeRelation.BEFORE:
            words = tell_time(span(None, before), relation).removeprefix("before ")
            assert read_back(words).lo == named.lo
        case TimeRelation.AFTER:
            words = tell_time(span(after, None), relation).removeprefix("after ")
            assert read_back(words).hi == named.hi
        case TimeRelation.UNTIL_AT_LEAST | TimeRelation.NOT_BEFORE | TimeRelation.FROM | TimeRelation.SINCE:
            words = re.sub(r"^(?:until at least|not before|from|since) ", "", tell_time(span(named.lo, None), relation))
            assert read_back(words).lo == named.lo
        case TimeRelation.UNTIL:
            assert read_back(tell_time(named, relation).removeprefix("until ")) == named
        case TimeRelation.BY | TimeRelation.WITHIN:
            assert read_back(tell_time(named, relation).removeprefix("by ")) == on(named.hi)
        case TimeRelation.ON | TimeRelation.DURING:
            assert read_back(tell_time(named, relation)) == named


@given(st.one_of(DAYS.map(month_of), DAYS.map(year_of)), st.sampled_from(Part))
def test_a_part_reads_back_as_it_was(whole: Interval, part: Part) -> None:
    days, fuzz = part_of(whole, part)
    word, rest = re.fullmatch(r"(?:the )?([a-z]+) (?:of )?(.*)", tell_time(days, fuzz=fuzz)).groups()  # type: ignore[union-attr]
    assert (word, read_back(rest)) == (part.value, whole)
    assert days.inside(whole)
    core = fuzz.core(days)
    assert core is not None
    assert core.inside(days)
    assert fuzz_of(days, part.value) == fuzz
    assert fuzz_of(days, "of old") == fuzz_of(days, None) == SHARP


@given(WHOLES)
def test_around_a_time_reads_back_as_it_was(stated: Interval) -> None:
    wide, fuzz = around(stated)
    assert stated.inside(wide)
    assert fuzz.core(wide) == stated
    assert read_back(tell_time(wide, fuzz=fuzz).removeprefix("around ")) == stated


@given(
    st.one_of(st.none(), DAYS),
    st.one_of(st.none(), DAYS),
    st.sampled_from(TimeRelation),
    st.builds(Fuzz, low=st.integers(0, 40), high=st.integers(0, 40)),
)
def test_anything_can_be_told(lo: date | None, hi: date | None, relation: TimeRelation, fuzz: Fuzz) -> None:
    if lo and hi and lo > hi:
        lo, hi = hi, lo
    words = tell_time(span(lo, hi), relation, fuzz=fuzz)
    assert words
    assert "None" not in words
    assert (lo is None and hi is None) == (words == "no date")
