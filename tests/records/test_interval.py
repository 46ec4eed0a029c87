"""The algebra of intervals: open ends, meeting, joining, shifting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import UNKNOWN, Interval, month_of, on, year_of

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


@given(st.lists(intervals(), min_size=3, max_size=3))
def test_joining_and_meeting_do_not_mind_the_order(three: list[Interval]) -> None:
    one, two, three_ = three
    assert one.join(two).join(three_) == one.join(two.join(three_))
    assert one.join(one) == one == one.meet(one)
    met = one.meet(two)
    assert met is None or met.join(one) == one
    assert one.meet(one.join(two)) == one


@given(intervals(), intervals())
def test_the_gap_is_the_least_and_most_days_between(first: Interval, second: Interval) -> None:
    gap, back = first.gap(second), second.gap(first)
    assert gap.least is None or gap.most is None or gap.least <= gap.most
    assert back.most == (None if gap.least is None else -gap.least)
    assert first.before(second) == (gap.least is not None and gap.least > 0)


@pytest.mark.parametrize(
    ("day", "months", "moved"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(9999, 12, 15), 1, date.max),
        (date(1, 1, 15), -1, date.min),
    ],
)
def test_months_on_a_day_that_is_missing_is_the_last_one(day: date, months: int, moved: date) -> None:
    assert on(day).shift_months(months) == on(moved)


@given(intervals(), st.integers(-300, 300))
def test_a_shift_by_months_keeps_the_order_and_the_open_ends(interval: Interval, months: int) -> None:
    moved = interval.shift_months(months)
    assert (moved.lo is None, moved.hi is None) == (interval.lo is None, interval.hi is None)
    assert interval.shift_months(0) == interval


def test_a_shift_stops_at_the_edge_of_the_calendar() -> None:
    assert on(date.max).shift(3) == on(date.max)
    assert on(date.min).shift(-3) == on(date.min)
    assert month_of(date(2024, 2, 10)) == Interval(lo=date(2024, 2, 1), hi=date(2024, 2, 29))
    assert year_of(date(2024, 2, 10)).days == 366
