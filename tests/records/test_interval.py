"""The algebra of intervals: open ends, meeting, joining, shifting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import UNKNOWN, Interval, on

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
ENDS = st.one_of(st.none(), DAYS)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    lo, hi = draw(ENDS), draw(ENDS)
    if lo and hi and lo > hi:
        lo, hi = hi, lo
    return Interval(lo=lo, hi=hi)


def test_an_interval_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(AssertionError):
        Interval(lo=date(2020, 2, 1), hi=date(2020, 1, 1))


def test_length_and_knowledge() -> None:
    assert on(date(2020, 2, 1)).days == 1
    assert Interval(lo=date(2020, 2, 1), hi=date(2020, 2, 29)).days == 29
    assert Interval(lo=date(2020, 2, 1), hi=None).days is None
    assert not UNKNOWN.known


@given(intervals(), intervals())
def test_two_meet_where_both_are_and_only_if_they_overlap(first: Interval, second: Interval) -> None:
    met = first.meet(second)
    assert (met is not None) == first.overlaps(second) == second.overlaps(first)
    assert met == second.meet(first)
    if met is not None:
        assert met.inside(first)
        assert met.inside(second)


@given(intervals(), intervals())
def test_a_join_covers_both(first: Interval, second: Interval) -> None:
    joined = first.join(second)
    assert joined == second.join(first)
    assert first.inside(joined)
    assert second.inside(joined)


@given(intervals())
def test_unknown_is_neutral_for_meeting_and_swallows_in_joining(interval: Interval) -> None:
    assert interval.meet(UNKNOWN) == interval
    assert interval.join(UNKNOWN) == UNKNOWN


@given(intervals(), intervals())
def test_before_overlap_and_after_are_exclusive(first: Interval, second: Interval) -> None:
    assert first.before(second) + second.before(first) + first.overlaps(second) == 1


@given(intervals(), st.integers(-300, 300))
def test_a_shift_can_be_undone(interval: Interval, days: int) -> None:
    moved = interval.shift(days)
    assert moved.shift(-days) == interval
    assert moved.days == interval.days
    assert interval.lo is None or moved.lo == interval.lo + timedelta(days=days)
