"""Pictures hold what the ledger holds, are sound XML whatever a report says, and the same every time."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SettingsError
from onrecord.ledger.query import Ledger
from onrecord.pictures.origins import Web, draw_web, find_web
from onrecord.pictures.rules import bounds_rules
from onrecord.pictures.scale import Days, amounts_over
from onrecord.pictures.svg import NARROW, WIDE, Picture, breadth, inline, shortened, standalone, wrapped
from onrecord.pictures.timeline import draw_timeline, find_moments
from onrecord.pictures.track import Chart, chart_track, charted_tracks, choose_track
from onrecord.pictures.track_drawing import draw_track
from onrecord.records import RelationType
from onrecord.views.scope import Scope, story_scope

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def scope(example_db: Path) -> Scope:
    with Ledger(example_db) as ledger:
        return story_scope(ledger, ledger.story(None).id)


@pytest.fixture(scope="module")
def chart(scope: Scope) -> Chart:
    return chart_track(scope, choose_track(scope, "people moved"), bounds_rules())


def elements(picture: Picture) -> list[ET.Element]:
    return list(ET.fromstring(standalone(picture)).iter())


def test_every_value_of_a_track_is_drawn_with_the_shape_of_its_origin(chart: Chart) -> None:
    drawn = [e.get("class", "") for e in elements(draw_track(chart, WIDE))]
    for number, name in chart.origins:
        points = sum(p.shape == number for p in chart.points)
        assert points, name
        marks = sum(f"o{number}" in c.split() and c.split()[0] in ("p-shape", "p-hollow") for c in drawn)
        assert marks == points + 1  # and once in the legend


def test_open_ends_are_arrows_and_what_is_disputed_is_ringed(chart: Chart) -> None:
    drawn = [e.get("class", "") for e in elements(draw_track(chart, WIDE))]
    open_ends = sum((p.low is None) + (p.high is None) for p in chart.points)
    assert open_ends
    assert sum(c.startswith("p-arrow") for c in drawn) >= open_ends
    assert sum(c == "p-dispute" for c in drawn) == sum(p.disputed for p in chart.points) > 0


def test_the_bounds_stand_behind_as_a_band(scope: Scope) -> None:
    charts = [chart_track(scope, t, bounds_rules()) for t in charted_tracks(scope)]
    banded = [c for c in charts if any(b.low is not None and b.high is not None for b in c.bands)]
    assert banded
    assert any(e.get("class") == "p-band" for e in elements(draw_track(banded[0], WIDE)))
    assert any("band" in c.caption for c in banded)


def pictures(scope: Scope, width: int) -> list[Picture]:
    return [
        *(draw_track(chart_track(scope, t, None), width) for t in charted_tracks(scope)),
        draw_timeline(find_moments(scope), width),
        draw_web(find_web(scope), width),
    ]


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_nothing_is_drawn_outside_the_picture(scope: Scope, width: int) -> None:
    for picture in pictures(scope, width):
        assert picture.width == width
        for part in elements(picture):
            if part.tag == f"{SVG}text":
                x, y = float(part.get("x", 0)), float(part.get("y", 0))
                wide = breadth(part.text or "", 12)
                left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[part.get("text-anchor", "start")]
                assert left >= -8, (picture.title, part.text)
                assert left + wide <= width + 12, (picture.title, part.text)
                assert 0 < y <= picture.height, (picture.title, part.text)


def test_pictures_are_the_same_every_time_and_hold_no_style_of_an_element(scope: Scope) -> None:
    first, again = pictures(scope, WIDE), pictures(scope, WIDE)
    assert first == again
    for picture in first:
        shown = inline(picture)
        assert 'role="img"' in shown
        assert " style=" not in shown
        assert "<style" not in shown


def test_copies_are_joined_and_the_caption_counts_them(scope: Scope) -> None:
    web = find_web(scope)
    near = sum(c.relation is RelationType.NEAR_COPY for c in web.copies)
    assert near == 1
    assert "1 pair of reports rewrite one text" in web.caption
    arcs = [e for e in elements(draw_web(web, WIDE)) if e.tag == f"{SVG}path" and e.get("class") == "p-copy"]
    assert len(arcs) == near


HOSTILE = '</title><script>alert(1)</script> & "x" \x00\x0b ]]> \ud800 \uffff onload='


def test_hostile_words_stay_words(scope: Scope, chart: Chart) -> None:
    web = find_web(scope)
    spoilt: list[Picture] = [
        draw_track(replace(chart, title=HOSTILE, unit=HOSTILE, origins=((0, HOSTILE),)), WIDE),
        draw_web(replace(web, title=HOSTILE, reports=tuple((r, HOSTILE, HOSTILE) for r, *_ in web.reports)), NARROW),
    ]
    moments = find_moments(scope)
    shown = tuple(replace(m, words=HOSTILE) for m in moments.shown)
    spoilt.append(draw_timeline(replace(moments, title=HOSTILE, shown=shown), WIDE))
    for picture in spoilt:
        names = {e.tag.removeprefix(SVG) for e in elements(picture)}
        assert names <= {"svg", "title", "desc", "style", "rect", "text", "line", "path", "circle"}
        assert "<script" not in inline(picture)


def test_an_empty_story_is_drawn_as_one() -> None:
    web = Web(title="nothing", origins=(), reports=(), links=(), copies=(), rest=0)
    assert draw_web(web, NARROW).height > 0


def test_a_track_nobody_has_is_refused(scope: Scope) -> None:
    with pytest.raises(SettingsError, match="no amount over time"):
        choose_track(scope, "icebergs of the southern sea")
    with pytest.raises(SettingsError):
        choose_track(scope, "")


@given(st.lists(st.decimals(min_value=-(10**12), max_value=10**13, allow_nan=False, places=2), min_size=1, max_size=6))
def test_a_scale_of_amounts_holds_them_all(values: list[Decimal]) -> None:
    scale = amounts_over(values, 300, 20)
    assert 2 <= len(scale.marks) <= 14
    for value in values:
        assert scale.low <= float(value) <= scale.high + abs(scale.high) * 1e-6 + 1e-6
        assert 20 <= scale.at(value) <= 300


@given(st.dates(), st.dates(), st.integers(min_value=40, max_value=900))
def test_marks_of_days_lie_on_the_scale_and_are_few(one: date, two: date, width: int) -> None:
    days = Days(first=min(one, two), last=max(one, two), left=10, right=10 + width)
    marks = days.marks(74)
    assert len(marks) <= max(2, width // 74) + 3
    assert all(days.first <= day <= days.last and name for day, name in marks)
    assert [d for d, _ in marks] == sorted(d for d, _ in marks)


@given(st.text(max_size=80), st.integers(min_value=20, max_value=400), st.integers(min_value=1, max_value=3))
def test_words_are_cut_to_their_room(words: str, room: int, most: int) -> None:
    assert breadth(shortened(words, room)) <= max(room, breadth("…"))
    rows = wrapped(words, room, most)
    assert 1 <= len(rows) <= most
    assert all(breadth(row) <= max(room, breadth("…")) for row in rows)
