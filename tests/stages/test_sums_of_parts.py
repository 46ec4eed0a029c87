"""Parts counted side by side, against what is said of their whole."""

from dataclasses import replace
from decimal import Decimal

import pytest

from onrecord.lexicons.bounds import load_bounds
from onrecord.records import ClaimType, GroupId, QuantityKind, Slot, StoryId, Track, TrackId
from onrecord.stages.bounding.limits import Law
from onrecord.stages.bounds import Bounds, Counted, Ground, bound_track
from tests.stages.made_account import count, make_reading

WHOLE = Slot(type=ClaimType.QUANTITY, what=("death",), where="karsk", kind="level")
PARTS = "The flood killed 39 people in Upper Karsk and 9 in Lower Karsk."


def bound(whole: int, *, same_report: bool = False, day: str = "2031-11-02", nested: bool = False) -> Bounds:
    """The bounds of a whole of so many dead beside 39 and 9 in parts of it."""
    text = f"{PARTS} The flood killed {whole} people in Karsk."
    parts = make_reading(text if same_report else PARTS, key="1.txt", published="2031-11-02")
    other = (
        parts if same_report else make_reading(f"The flood killed {whole} people in Karsk.", key="2.txt", published=day)
    )
    told = (
        (parts, "39 people in Upper Karsk", 39, "2031-11-02", "upper karsk"),
        (parts, "9 in Lower Karsk", 9, "2031-11-02", "upper karsk harbour" if nested else "lower karsk"),
        (other, f"{whole} people in Karsk", whole, day, "karsk"),
    )
    claims = [
        (place, count(reading, words, number, number, as_of=of, kind=QuantityKind.CUMULATIVE))
        for reading, words, number, of, place in told
    ]
    counted = [
        Counted(claim=claim, track=TrackId(place), slot=replace(WHOLE, where=place), before="", after="")
        for place, claim in claims
    ]
    track = Track(id=TrackId("karsk"), story=StoryId("s"), slot=WHOLE, title="karsk", groups=(GroupId("g"),))
    ground = Ground(tracks=(track,), counted=counted, country=lambda _: None, words=load_bounds(), tolerance=5)
    return bound_track(track, ground)


@pytest.mark.parametrize("whole", [48, 50])
def test_parts_that_fit_exclude_nothing(whole: int) -> None:
    assert not bound(whole).exclusions


def test_parts_that_are_together_more_exclude_the_whole() -> None:
    (found,) = bound(45).exclusions
    assert len(found.premises) == 3
    assert found.laws == (Law.SUM,)
    assert not any(b.high == Decimal(45) for b in bound(45).bands)


def test_of_one_report_they_stand_apart() -> None:
    found = bound(45, same_report=True)
    assert not found.exclusions
    assert any(Law.SUM in e.laws for e in found.apart)


def test_a_later_count_of_the_parts_says_nothing_of_an_earlier_whole() -> None:
    assert not bound(45, day="2031-11-01").exclusions


def test_a_place_within_another_is_not_added_to_it() -> None:
    assert not bound(45, nested=True).exclusions
