"""Allen's relations on days: exactly one for known ends, the possible ones for open and unsharp ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import (
    UNKNOWN,
    Allen,
    Fuzz,
    Interval,
    Order,
    compose,
    converse,
    on,
    order,
    possible_relations,
    relation_of,
)

START = date(2024, 2, 20)
DAYS = st.integers(0, 12).map(lambda n: START + timedelta(days=n))  # close together, so that every relation occurs
FUZZ = st.builds(Fuzz, low=st.integers(0, 3), high=st.integers(0, 3))


@st.composite
def bounded(draw: st.DrawFn) -> Interval:
    lo, hi = sorted((draw(DAYS), draw(DAYS)))
    return Interval(lo=lo, hi=hi)


@st.composite
def opened(draw: st.DrawFn, known: Interval) -> Interval:
    """The interval with some of its ends forgotten."""
    return Interval(lo=draw(st.sampled_from([known.lo, None])), hi=draw(st.sampled_from([known.hi, None])))


def days(first: int, last: int) -> Interval:
    return Interval(lo=date(2024, 3, first), hi=date(2024, 3, last))


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        (days(1, 3), days(5, 9), Allen.BEFORE),
        (days(1, 3), days(4, 9), Allen.MEETS),
        (days(1, 3), days(3, 9), Allen.OVERLAPS),
        (days(1, 3), days(1, 9), Allen.STARTS),
        (days(2, 3), days(1, 9), Allen.DURING),
        (days(8, 9), days(1, 9), Allen.FINISHES),
        (days(1, 9), days(1, 9), Allen.EQUAL),
        (days(1, 9), days(9, 9), Allen.FINISHED_BY),
        (days(1, 9), days(4, 4), Allen.CONTAINS),
        (days(1, 9), days(1, 1), Allen.STARTED_BY),
        (days(3, 9), days(1, 3), Allen.OVERLAPPED_BY),
        (days(4, 9), days(1, 3), Allen.MET_BY),
        (days(5, 9), days(1, 3), Allen.AFTER),
        (on(START), on(START), Allen.EQUAL),
    ],
)
def test_the_thirteen_relations_on_days(one: Interval, two: Interval, relation: Allen) -> None:
    assert relation_of(one, two) is relation
    assert relation_of(two, one) is converse(relation)


@given(bounded(), bounded())
def test_exactly_one_relation_holds_of_known_ends(one: Interval, two: Interval) -> None:
    assert len(possible_relations(one, two)) == 1
    relation = relation_of(one, two)
    assert converse(relation) is relation_of(two, one)
    assert (relation is Allen.EQUAL) == (one == two)
    assert one.overlaps(two) == (relation not in {Allen.BEFORE, Allen.MEETS, Allen.MET_BY, Allen.AFTER})
    assert one.before(two) == (relation in {Allen.BEFORE, Allen.MEETS})


@given(bounded(), bounded(), bounded())
def test_composition_holds_of_any_three(one: Interval, two: Interval, three: Interval) -> None:
    assert relation_of(one, three) in compose(relation_of(one, two), relation_of(two, three))


@pytest.mark.parametrize("relation", Allen)
def test_equal_is_neutral_and_composition_turns_round(relation: Allen) -> None:
    assert compose(relation, Allen.EQUAL) == compose(Allen.EQUAL, relation) == {relation}
    assert Allen.EQUAL in compose(relation, converse(relation))
    assert {converse(r) for r in compose(relation, Allen.MEETS)} == compose(Allen.MET_BY, converse(relation))


@given(st.data())
def test_what_is_forgotten_stays_possible(data: st.DataObject) -> None:
    one, two = data.draw(bounded()), data.draw(bounded())
    known = relation_of(one, two)
    vague = possible_relations(data.draw(opened(one)), data.draw(opened(two)))
    assert known in vague
    assert possible_relations(UNKNOWN, UNKNOWN) == frozenset(Allen)


def test_one_known_end_can_settle_it() -> None:
    due, later = Interval(lo=None, hi=date(2024, 3, 5)), Interval(lo=date(2024, 3, 8), hi=None)
    assert possible_relations(due, later) == {Allen.BEFORE}
    assert possible_relations(due, on(date(2024, 3, 6))) == {Allen.MEETS}
    assert possible_relations(due, on(date(2024, 3, 5))) == {Allen.EQUAL, Allen.FINISHED_BY}


@given(bounded(), bounded(), FUZZ, FUZZ)
def test_unsharp_ends_may_lie_anywhere_in_their_margins(
    one: Interval, two: Interval, first: Fuzz, second: Fuzz
) -> None:
    possible = possible_relations(one, two, first, second)
    core = first.core(one)
    assert relation_of(one, two) in possible
    assert core is None or relation_of(core, two) in possible
    assert {converse(r) for r in possible} == possible_relations(two, one, second, first)


@given(bounded(), bounded(), FUZZ, FUZZ)
def test_an_order_is_said_only_where_it_is_sure(one: Interval, two: Interval, first: Fuzz, second: Fuzz) -> None:
    said = order(one, two, first, second)
    back = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE}
    assert order(two, one, second, first) is back.get(said, said)
    apart = {Allen.BEFORE, Allen.MEETS, Allen.MET_BY, Allen.AFTER}
    possible = possible_relations(one, two, first, second)
    if said is Order.TOGETHER:
        assert possible.isdisjoint(apart)
    if said is Order.BEFORE:
        assert possible <= {Allen.BEFORE, Allen.MEETS}


def test_a_fuzzy_day_is_perhaps_the_same_and_a_far_one_is_not() -> None:
    fuzzy, margin = days(9, 15), Fuzz(low=3, high=3)
    assert order(fuzzy, on(date(2024, 3, 14)), margin) is Order.PERHAPS
    assert order(fuzzy, on(date(2024, 3, 12)), margin) is Order.TOGETHER
    assert order(fuzzy, on(date(2024, 3, 16)), margin) is Order.BEFORE
    assert order(Interval(lo=None, hi=date(2024, 3, 5)), on(date(2024, 3, 5))) is Order.PERHAPS
