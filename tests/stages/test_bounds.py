"""Bounds: limits on differences of levels, sets that exclude each other, and what made claims allow."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons.bounds import load_bounds
from onrecord.records import Claim, ClaimType, GroupId, QuantityKind, Reading, Slot, StoryId, Track, TrackId
from onrecord.stages.bounding.exclusion import find_exclusions
from onrecord.stages.bounding.limits import MEANING, Law
from onrecord.stages.bounding.system import GROUND, Limit, find_circle, highest, lowest
from onrecord.stages.bounds import Assumption, Bounds, Counted, Ground, bound_track
from tests.stages.made_account import count, make_reading

CUMULATIVE = QuantityKind.CUMULATIVE
LEVEL = Slot(type=ClaimType.QUANTITY, what=("diver",), where="orlo", kind="level")


def track_of(slot: Slot, name: str = "t") -> Track:
    return Track(id=TrackId(name), story=StoryId("s"), slot=slot, title=name, groups=(GroupId("g"),))


def counted(claim: Claim, reading: Reading, slot: Slot = LEVEL, track: str = "t", origin: str = "") -> Counted:
    start, end = claim.content.number.start, claim.content.number.end  # type: ignore[union-attr]
    return Counted(
        claim=claim,
        track=TrackId(track),
        slot=slot,
        before=reading.text[:start],
        after=reading.text[end:],
        origins=frozenset({origin} if origin else ()),
    )


Figures = list[tuple[str, int | None, int | None, str | None]]


def figures(
    rows: Figures, kind: QuantityKind = CUMULATIVE, *, hedge: str | None = None, origin: str = ""
) -> list[Counted]:
    """One claim a report, each of the words, the low and high end, and the day."""
    found = []
    for index, (text, low, high, day) in enumerate(rows):
        reading = make_reading(text, key=f"{index}.txt", published=day)
        claim = count(reading, text, low, high, as_of=day, kind=kind, hedge=hedge)
        found.append(counted(claim, reading, origin=origin))
    return found


def bounds_of(
    told: list[Counted], *assumed: Assumption, days: tuple[date, ...] = (), tracks: tuple[Track, ...] = ()
) -> Bounds:
    ground = Ground(
        tracks=(track_of(LEVEL), *tracks), counted=told, country=lambda _: None, words=load_bounds(), tolerance=5
    )
    return bound_track(track_of(LEVEL), ground, frozenset(assumed), days)


def bands(found: Bounds) -> list[tuple[str, int | None, int | None]]:
    return [
        (
            f"{b.since}{'' if b.since == b.until else f'..{b.until}'}",
            *(None if v is None else int(v) for v in (b.low, b.high)),
        )
        for b in found.bands
    ]


TABLE = [
    pytest.param(
        [("12 divers", 12, 12, "2031-05-02"), ("15 divers", 15, 15, "2031-05-05")],
        [("2031-05-02", 12, 12), ("2031-05-05", 15, 15)],
        id="two days",
    ),
    pytest.param(
        [
            ("12 divers", 12, 12, "2031-05-02"),
            ("at least 14 divers", 14, None, "2031-05-04"),
            ("20 divers", 20, 20, "2031-05-06"),
        ],
        [("2031-05-02", 12, 12), ("2031-05-04", 14, 20), ("2031-05-06", 20, 20)],
        id="a later count is the most there can have been",
    ),
    pytest.param(
        [("12 divers", 12, 12, "2031-05-02..2031-05-04")],
        [("2031-05-02", None, 12), ("2031-05-04", 12, None)],
        id="some day of three",
    ),
    pytest.param(
        [("at least 5 divers", 5, None, "2031-05-02"), ("up to 9 divers", None, 9, "2031-05-03")],
        [("2031-05-02..2031-05-03", 5, 9)],
        id="limits reach both ways",
    ),
    pytest.param([("12 divers", 12, 12, None)], [], id="no day"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), TABLE)
def test_a_running_total(rows: Figures, wanted: list[tuple[str, int | None, int | None]]) -> None:
    found = bounds_of(figures(rows))
    assert bands(found) == wanted
    assert found.rises
    assert not found.exclusions


def test_a_stock_is_open_between_its_figures() -> None:
    told = figures([("90 divers", 90, 90, "2031-05-02"), ("70 divers", 70, 70, "2031-05-06")], QuantityKind.STOCK)
    day = date(2031, 5, 4)
    assert bands(bounds_of(told, days=(day,)))[1] == ("2031-05-04", None, None)
    assert bands(bounds_of(told, Assumption.STEADY, days=(day,)))[1] == ("2031-05-04", 90, 90)
    assert bands(bounds_of(told, Assumption.NO_ARRIVALS, days=(day,)))[1] == ("2031-05-04", 70, 90)
    assert bounds_of(told, Assumption.NO_DEPARTURES).exclusions


def test_a_total_that_falls_is_an_exclusion_and_takes_no_part() -> None:
    rows = [
        ("12 divers", 12, 12, "2031-05-02"),
        ("31 divers", 31, 31, "2031-05-03"),
        ("13 divers", 13, 13, "2031-05-05"),
    ]
    told = figures(rows)  # fmt: skip
    found = bounds_of(told)
    assert [e.premises for e in found.exclusions] == [(told[1].claim.id, told[2].claim.id)]
    assert found.exclusions[0].laws == (Law.NEVER_FALLS,)
    assert found.all
    assert bands(found)[0] == ("2031-05-02", 12, 12)


def test_what_is_only_suspected_may_fall() -> None:
    suspected = replace(LEVEL, status="suspected")
    rows: Figures = [("31 divers", 31, 31, "2031-05-03"), ("13 divers", 13, 13, "2031-05-05")]
    told = [replace(c, slot=suspected) for c in figures(rows)]
    ground = Ground(tracks=(), counted=told, country=lambda _: None, words=load_bounds(), tolerance=5)
    found = bound_track(track_of(suspected), ground)
    assert not found.rises
    assert not found.exclusions


def test_every_band_names_the_claims_that_set_it() -> None:
    told = figures([("12 divers", 12, 12, "2031-05-02"), ("20 divers", 20, 20, "2031-05-06")])
    middle = bounds_of(told, days=(date(2031, 5, 4),)).bands[1]
    assert (middle.low_from, middle.high_from) == ((told[0].claim.id,), (told[1].claim.id,))


def test_a_hedge_softens_and_a_range_does_not() -> None:
    about = figures([("about 1,000 divers", 1000, 1000, "2031-05-02")], hedge="about")
    assert bands(bounds_of(about)) == [("2031-05-02", 900, 1100)]
    between = figures([("90 to 110 divers", 90, 110, "2031-05-02")])
    assert bands(bounds_of(between)) == [("2031-05-02", 90, 110)]


def test_one_report_with_two_figures_counts_two_things() -> None:
    reading = make_reading("Some 40 divers.\nAnd 9 divers.", published="2031-05-02")
    claims = [
        count(reading, words, n, n, as_of="2031-05-02", kind=CUMULATIVE)
        for words, n in (("40 divers", 40), ("9 divers", 9))
    ]
    found = bounds_of([counted(c, reading) for c in claims])
    assert not found.exclusions
    assert len(found.apart) == 1
    assert not found.bands


def test_reports_of_one_origin_may_be_taken_to_agree() -> None:
    rows = [("90 divers", 90, 90, "2031-05-02..2031-05-04"), ("70 divers", 70, 70, "2031-05-03..2031-05-06")]
    told = figures(rows, QuantityKind.STOCK, origin="o1")  # fmt: skip
    assert not bounds_of(told).exclusions
    found = bounds_of(told, Assumption.AGREES)
    assert found.exclusions[0].laws == (MEANING[Assumption.AGREES],)


CHANGE = Slot(type=ClaimType.QUANTITY, what=("diver",), where="orlo", kind="change")
FLOW = Slot(type=ClaimType.QUANTITY, what=("diver", "new"), where="orlo", kind="flow")


@pytest.mark.parametrize(
    ("text", "number", "slot", "wanted"),
    [
        ("The number of divers rose by 7.", 7, CHANGE, 97),
        ("The number of divers fell by 7.", 7, CHANGE, 83),
        ("There are 7 fewer divers.", 7, CHANGE, 83),
        ("There are 7 new divers.", 7, FLOW, 97),
    ],
)
def test_a_change_moves_the_level(text: str, number: int, slot: Slot, wanted: int) -> None:
    told = figures([("90 divers", 90, 90, "2031-05-02")], QuantityKind.STOCK)
    reading = make_reading(text, key="change.txt", published="2031-05-03")
    claim = count(reading, str(number), number, number, as_of="2031-05-03", kind=QuantityKind.FLOW)
    found = bounds_of([*told, counted(claim, reading, slot, "moves")])
    assert bands(found)[1] == ("2031-05-03", wanted, wanted)


def test_a_part_is_no_more_than_its_whole() -> None:
    part = Slot(type=ClaimType.QUANTITY, what=("diver", "young"), where="orlo", kind="level")
    told = figures([("90 divers", 90, 90, "2031-05-02")])
    reading = make_reading("95 young divers", key="part.txt", published="2031-05-02")
    young = counted(count(reading, "95", 95, 95, as_of="2031-05-02", kind=CUMULATIVE), reading, part, "young")
    found = bounds_of([*told, young], tracks=(track_of(part, "young"),))
    assert found.exclusions[0].laws == (Law.PART,)
    assert found.joined == ("young",)


LEVELS = st.integers(min_value=0, max_value=4)
MADE = st.lists(st.tuples(LEVELS, LEVELS, st.integers(min_value=-6, max_value=9)), max_size=14)


def limits_from(rows: list[tuple[int, int, int]], premises: int = 6) -> list[Limit]:
    return [
        Limit(upper=u, lower=v, by=Decimal(by), premise=f"p{i % premises}")
        for i, (u, v, by) in enumerate(rows)
        if u != v
    ]


@given(MADE, st.tuples(LEVELS, LEVELS, st.integers(min_value=-6, max_value=9)))
def test_one_more_limit_never_widens(rows: list[tuple[int, int, int]], more: tuple[int, int, int]) -> None:
    before, after = limits_from(rows), limits_from([*rows, more])
    if find_circle(after):
        return
    for wide, narrow, sign in ((highest(before, range(5)), highest(after, range(5)), 1),
                               (lowest(before, range(5)), lowest(after, range(5)), -1)):  # fmt: skip
        for level in range(5):
            if wide[level].end is not None:
                end = narrow[level].end
                assert end is not None
                assert sign * end <= sign * wide[level].end


@given(MADE)
def test_the_ends_are_reached_and_kept(rows: list[tuple[int, int, int]]) -> None:
    limits = limits_from(rows)
    if find_circle(limits):
        return
    tops = {level: reach.end for level, reach in highest(limits, range(5)).items()}
    for limit in limits:
        if tops[limit.lower] is not None:
            assert tops[limit.upper] is not None
            assert tops[limit.upper] <= tops[limit.lower] + limit.by
    for level, reach in highest(limits, range(5)).items():
        assert reach.end is None or reach.end == sum(k.by for k in reach.because)
        assert level != GROUND or reach.end == 0


@given(MADE)
def test_all_minimal_sets_are_found_and_no_other(rows: list[tuple[int, int, int]]) -> None:
    limits = limits_from(rows)
    premises = sorted({k.premise for k in limits if k.premise})

    def clash(chosen: tuple[str, ...]) -> bool:
        return bool(find_circle([k for k in limits if k.premise in chosen]))

    clashing = [set(c) for n in range(len(premises) + 1) for c in combinations(premises, n) if clash(c)]
    minimal = sorted(tuple(sorted(c)) for c in clashing if not any(other < c for other in clashing))
    found = find_exclusions(limits, most=100)
    assert sorted(e.premises for e in found.sets) == minimal
    assert found.all
    assert not find_circle([k for k in limits if k.premise not in found.repair])


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), min_size=1, max_size=14))
def test_nothing_made_of_claims_breaks(rows: list[tuple[int, int]]) -> None:
    told = figures([(f"{n} divers, told {i}", n, n, f"2031-05-{d + 1:02}") for i, (n, d) in enumerate(rows)])
    found = bounds_of(told)
    used = {p for e in found.exclusions for p in e.premises}
    for band in found.bands:
        assert band.low is None or band.high is None or band.low <= band.high
        assert not used & {*band.low_from, *band.high_from}
