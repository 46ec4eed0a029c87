"""Reports dated by the dated reports they are like, and the odds of days behind it."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.records import (
    NO_CLOCK,
    Analysis,
    Clock,
    Confidence,
    Interval,
    Metadata,
    Passage,
    PassageKind,
    Publication,
    Reading,
    Report,
    ReportId,
    Span,
    on,
)
from onrecord.stages.dating import date_by_peers
from onrecord.stages.time.dating_likeness import Content, DatedContents, Likeness
from onrecord.stages.time.dating_mentions import Mentions, read_mentions
from onrecord.stages.time.dating_odds import fewest_days, likely_days, smooth_days, weigh_votes

LEXICONS = load_lexicons()
ODDS = LEXICONS.dating.tables.odds
SILENT = Mentions(weekday=None, weekday_words="", days=(), months=())
FIRST = date(2019, 3, 1)


def reading(key: str, text: str, day: date | None = None, outlet: str | None = None) -> Reading:
    clock = Clock(interval=on(day), reason="given", confidence=Confidence.HIGH) if day else NO_CLOCK
    span = Span(start=0, end=len(text))
    analyses: tuple[Analysis, ...] = ()
    metadata = Metadata(outlet=outlet)
    return Reading(
        report=Report(id=ReportId(f"r-{key}"), key=key, sha256="", text=text, metadata=metadata),
        passages=(Passage(index=0, span=span, kind=PassageKind.BODY, paragraph=1, reason="test"),),
        analyses=analyses,
        entities=(),
        mentions=(),
        attributions=(),
        publication=Publication(clock=clock, reasons=("given",) if day else ()),
    )


# What the paper of an invented island tells, one affair a week; each affair has names and figures of its own.
AFFAIRS = [
    "The ferry Solvane ran aground off Tirrick with 212 pilgrims, and the lighthouse keeper Brannoch raised the alarm.",
    "Quarrymen at Dunmoral walked out over 38 sackings, and the foreman Ilvesson barred the gates with granite carts.",
    "A fever closed the convent school of Ossery, where 61 boarders lay ill and Doctor Fennimar ordered lime and ice.",
    "The Karrow bridge lost its eastern pier in a thaw, and engineer Hallam Pryce measured cracks of 14 inches there.",
    "Smugglers burned the customs cutter Petrel in Gannet Cove, and Sergeant Yoxall found 90 casks of plum brandy.",
    "The orchard fair at Lindry crowned a swineherd, and judges weighed a pumpkin of 507 pounds before the magistrate.",
]


def told(affair: int, number: int) -> str:
    """Another report of an affair: the same facts, a tail of its own."""
    tails = ["Witnesses wept.", "Nobody was blamed.", "Crowds gathered at dusk.", "A hearing follows."]
    return f"{AFFAIRS[affair]} {tails[number % len(tails)]}"


def weekly(copies: int = 3) -> list[Reading]:
    """Dated reports: each affair is told on some days in a row, a week after the one before it."""
    return [
        reading(f"d{a}-{n}", told(a, n), FIRST + timedelta(days=7 * a + n), f"Paper {n}")
        for a in range(len(AFFAIRS))
        for n in range(copies)
    ]


def undated(affair: int) -> Reading:
    return reading("x", f"{AFFAIRS[affair]} The island talked of nothing else.")


def dated(readings: list[Reading], key: str = "x") -> Publication:
    return date_by_peers(readings, LEXICONS)[ReportId(f"r-{key}")]


@pytest.mark.parametrize("affair", range(len(AFFAIRS)))
def test_a_report_is_dated_to_the_days_of_the_reports_it_is_like(affair: int) -> None:
    found = dated([*weekly(), undated(affair)]).clock
    around = Interval(lo=FIRST + timedelta(days=7 * affair), hi=FIRST + timedelta(days=7 * affair + 2))
    assert around.inside(found.interval)
    assert found.interval.days is not None
    assert found.interval.days < 60
    assert found.confidence is Confidence.LOW


def test_the_reason_names_the_reports_it_is_like() -> None:
    (reason,) = dated([*weekly(), undated(2)]).reasons
    _, _, why = reason.partition(": ")
    assert why == "most like the reports of 15 Mar (Paper 0), 16 Mar (Paper 1) and 17 Mar (Paper 2)"


def test_a_report_that_is_like_none_gets_the_days_of_its_story_at_most() -> None:
    found = dated([*weekly(), reading("x", "Moonlight becomes everybody.")])
    (reason,) = found.reasons
    assert reason.endswith("weak: when the dated reports of the story appeared")
    like = dated([*weekly(), undated(2)]).clock.interval.days
    assert like is not None
    assert found.clock.interval.days is not None
    assert like < found.clock.interval.days


def test_few_or_far_dated_reports_say_nothing() -> None:
    assert dated([*weekly()[:3], undated(0)]).clock == NO_CLOCK
    sparse = [reading(f"d{a}", AFFAIRS[a], FIRST + timedelta(days=200 * a)) for a in range(6)]
    assert dated([*sparse, reading("x", "Moonlight becomes everybody.")]).clock == NO_CLOCK


def test_its_own_words_win_over_likeness() -> None:
    own = Interval(lo=date(2020, 1, 1), hi=None)
    clock = Clock(interval=own, reason="own", confidence=Confidence.MEDIUM)
    late = replace(undated(2), publication=Publication(clock=clock, reasons=("own",)))
    assert dated([*weekly(), late]).clock == clock


def test_the_order_of_reports_changes_nothing() -> None:
    every = [*weekly(), undated(3)]
    mixed = random.Random(7).sample(every, len(every))
    assert date_by_peers(mixed, LEXICONS) == date_by_peers(every, LEXICONS)


def test_an_unrelated_report_and_other_undated_ones_change_nothing() -> None:
    stranger = reading("z", "Moonlight becomes everybody.")
    others = [reading("y", told(4, 9)), stranger]
    assert dated([*weekly(), undated(3)]) == dated([*weekly(), undated(3), *others])


@pytest.mark.parametrize("copies", [1, 3])
def test_a_dated_report_is_never_moved(copies: int) -> None:
    every = [*weekly(copies), undated(1), reading("y", AFFAIRS[1])]
    found = date_by_peers(every, LEXICONS)
    assert all(found[r.report.id] == r.publication for r in every if r.publication.clock.interval.known)


NAMED = [
    ("The mill burned down on Tuesday. It rained on Sunday.", 2, (), ()),
    ("The mill will reopen on Tuesday.", None, (), ()),
    ("The mill burned down on April 27.", None, ((4, 27, None, None),), ()),
    ("The mill burned down on Monday, April 27.", 1, ((4, 27, None, 1),), ()),
    ("The mill burned down on 27 April 2015.", None, ((4, 27, 2015, None),), ()),
    ("The mill burned down in May.", None, (), (5,)),
    ("The mill must close by April 27.", None, (), ()),
]


@pytest.mark.parametrize(("text", "weekday", "days", "months"), NAMED)
def test_what_a_report_names_of_the_calendar(
    text: str, weekday: int | None, days: tuple[tuple[int, ...], ...], months: tuple[int, ...]
) -> None:
    found = read_mentions(reading("x", text), LEXICONS)
    assert (found.weekday, found.months) == (weekday, months)
    assert tuple((d.month, d.day, d.year, d.weekday) for d in found.days) == days


def test_named_days_and_weekdays_make_days_likelier() -> None:
    told_on = read_mentions(reading("x", "The mill burned down on Monday, April 27."), LEXICONS)
    odds = {day: told_on.odds(date(2015, 4, day), ODDS) for day in (20, 27, 28)}
    assert odds[27] > odds[28] > odds[20]
    # The 27th of April was no Monday in 2016.
    assert told_on.odds(date(2016, 4, 27), ODDS) < odds[20]


def likeness(value: float, day: date) -> Likeness:
    return Likeness(peer=Content(report=ReportId(f"r-{day}"), outlet=None, day=day, terms={}), value=value)


def test_votes_that_agree_leave_fewer_days_than_votes_that_do_not() -> None:
    days = [FIRST + timedelta(days=5 * n) for n in range(20)]
    backdrop = smooth_days(days, ODDS)
    low = [likeness(1.0, day) for day in days[:8]]
    agreeing = [likeness(9.0, FIRST + timedelta(days=50 + n)) for n in range(2)]
    apart = [likeness(9.0, FIRST + timedelta(days=n)) for n in (10, 85)]
    together, divided = (
        likely_days((*high, *low), backdrop, SILENT, Interval(lo=None, hi=None), ODDS) for high in (agreeing, apart)
    )
    assert together is not None
    assert together.interval.days is not None
    assert on(FIRST + timedelta(days=50)).inside(together.interval)
    assert divided is None or (divided.interval.days or 0) > together.interval.days


def test_the_odds_of_all_days_of_a_story_are_one() -> None:
    backdrop = smooth_days([FIRST + timedelta(days=n * n) for n in range(9)], ODDS)
    assert sum(backdrop.odds) == pytest.approx(1, abs=0.03)


def test_the_shares_of_votes_and_doubt_are_one() -> None:
    votes, doubt = weigh_votes([likeness(float(9 - n), FIRST + timedelta(days=n)) for n in range(8)], ODDS)
    assert sum(v.share for v in votes) + doubt == pytest.approx(1)
    assert weigh_votes((), ODDS) == ((), 1.0)


@given(st.lists(st.floats(0, 9), max_size=30), st.floats(0.1, 0.99))
def test_the_fewest_days_hold_the_share_asked_for(odds: list[float], sure: float) -> None:
    found = fewest_days(odds, sure)
    if found is None:
        assert sum(odds) * sure <= 0
    else:
        low, high = found
        assert (
            sum(odds[low : high + 1]) == pytest.approx(sum(odds) * sure, rel=1e-6)
            or sum(odds[low : high + 1]) > sum(odds) * sure
        )


def test_a_word_that_most_dated_reports_have_finds_nobody() -> None:
    settings = replace(LEXICONS.dating.tables.likeness, widest_term=2)
    contents = [
        Content(report=ReportId(f"r-{n}"), outlet=None, day=FIRST, terms={"common": 1.0, f"rare{n}": 1.0})
        for n in range(3)
    ]
    held = DatedContents(contents, {}, settings)
    asked = Content(report=ReportId("r-x"), outlet=None, day=None, terms={"common": 1.0, "rare1": 1.0})
    assert [k.peer.report for k in held.most_alike(asked) if k.value > 0] == ["r-1"]
