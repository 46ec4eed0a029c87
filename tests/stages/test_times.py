"""Time expressions: extent, type, value, days and relation; marks as in `marked_times`."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import LexiconError
from onrecord.lexicons.loader import parse_toml, read_bytes
from onrecord.lexicons.time import TimeTables, compile_time
from onrecord.records import (
    UNKNOWN,
    Analysis,
    Interval,
    PassageKind,
    Sentence,
    Span,
    TimeRelation,
    TimexType,
    on,
)
from onrecord.stages.times import end_point, find_times, find_times_in_text
from tests.stages.marked_times import DAY, LEXICON, check, days

CALENDAR = [
    "The vote is on [4 May 2021]{date 2021-05-04 2021-05-04 on}.",
    "The vote was on [May 4, 2020]{date 2020-05-04 2020-05-04}.",
    "Logged [2020-05-04]{2020-05-04} by the clerk.",
    "The port closed on [Tuesday, March 2]{2021-03-02 2021-03-02}.",
    "The port closed on [the 2nd of March]{2021-03-02}.",
    "The trial opens on [4 May]{2021-05-04}.",
    "The trial will open on [4 January]{2022-01-04 2022-01-04}.",
    "The bridge fell on [28 December]{2020-12-28}.",
    "It ran from [3 to 9 May 2020]{2020-05-03..2020-05-09 from}.",
    "It ran on [27-29 April 2020]{2020-04-27..2020-04-29}.",
    "It ran on [April 27-29, 2020]{2020-04-27..2020-04-29}.",
    "Orlen flooded in [October]{2020-10 2020-10-01..2020-10-31}.",
    "Orlen will vote in [October]{2021-10}.",
    "Orlen flooded in [early October]{2020-10 2020-10-01..2020-10-13 early}.",
    "Orlen flooded in [mid-June 2019]{2019-06 mid}.",
    "Orlen flooded in [October last year]{2020-10}.",
    "Orlen flooded [last October]{2020-10}.",
    "Sales fell in [the third quarter of 2020]{2020-Q3 2020-07-01..2020-09-30}.",
    "Sales fell in [the fourth quarter]{2020-Q4}.",
    "Sales fell in [the first half of 2020]{2020-H1 2020-01-01..2020-06-30}.",
    "The mine shut in [the summer of 2019]{2019-SU 2019-06-01..2019-09-30}.",
    "The mine shut [last summer]{2020-SU}.",
    "The mine opened in [1974]{date 1974 1974-01-01..1974-12-31 on}.",
    "The mine opened in [the 1970s]{197 1970-01-01..1979-12-31}.",
    "The mine opened in [the 19th century]{18 1800-01-01..1899-12-31}.",
    "The mine opened on [Christmas Day 1974]{1974-12-25}.",
    "The accord covers [2022-23]{2022-01-01..2023-12-31}.",
]
RELATIVE = [
    "The clerk resigned on [Monday]{date 2021-03-08 2021-03-08 on}.",
    "The court will sit on [Monday]{2021-03-15 2021-03-15}.",
    "The clerk resigned [last Wednesday]{2021-03-03}.",
    "The court will sit [next Friday]{2021-03-19 2021-03-12..2021-03-19}.",
    "The clerk resigned on [Monday night]{time 2021-03-08TNI 2021-03-08}.",
    "The clerk resigned [yesterday]{2021-03-09 2021-03-09}.",
    "The clerk resigned [yesterday morning]{time 2021-03-09TMO 2021-03-09}.",
    "The court sits [tomorrow]{2021-03-11}.",
    "Shops shut [last night]{time 2021-03-09TNI 2021-03-09}.",
    "The clerk resigned [last week]{2021-W09 2021-02-28..2021-03-07}.",
    "Work begins in [the middle of next week]{2021-W11 2021-03-16..2021-03-18 mid}.",
    "The clerk resigned [last month]{2021-02 2021-02-01..2021-02-28}.",
    "Polls open [next month]{2021-04 2021-04-01..2021-04-30}.",
    "Polls open [later this year]{2021 2021-03-10..2021-12-31 later}.",
    "Talks began [earlier this year]{2021 2021-01-01..2021-03-10 earlier}.",
    "The mayor fell [a year ago]{2020 2019-09-10..2020-09-10}.",
    "The mayor fell [three days ago]{2021-03-07 2021-03-07}.",
    "The mayor fell [two months ago]{2021-01 2020-12-26..2021-01-31}.",
    "The mayor fell [a decade ago]{201 2006-03-10..2016-03-10}.",
    "The mayor fell [several years ago]{PAST_REF -..2020-03-10}.",
    "The mayor fell over [the weekend]{2021-W09-WE 2021-03-06..2021-03-07}.",
    "The fire began on [3 May 2020]{2020-05-03} and was out [two days later]{2020-05-05 2020-05-05}.",
    "The fire began on [3 May 2020]{2020-05-03}. It was out [the next day]{2020-05-04 2020-05-04}.",
    "It must close by [1 June 2021]{2021-06-01 by}. All will be gone by [that date]{2021-06-01 2021-06-01 by}.",
    "The ferry is [currently]{PRESENT_REF 2021-03-10} idle.",
    "The ferry was [recently]{PAST_REF -..2021-03-10} sold.",
    "Guards stay [for the time being]{PRESENT_REF}.",
]
LENGTHS = [
    "It will move over [the next 12 months]{duration P12M 2021-03-10..2022-03-10 within}.",
    "Rivers rose in [the past two weeks]{duration P2W 2021-02-24..2021-03-10 during}.",
    "Rivers rose in [recent months]{PAST_REF -..2021-03-10 during}.",
    "He ruled for [two decades]{duration P20Y -..-}.",
    "A [nine-month]{duration P9M} inquiry ended.",
    "They have [two to three weeks]{duration P3W} left.",
    "Bids are due within [48 hours]{duration PT48H 2021-03-10..2021-03-12 within}.",
    "Half past nothing lasts [half an hour]{PT30M}.",
    "Boats run [every day]{set P1D}.",
    "Boats run [every two weeks]{set P2W}.",
    "The market meets [each Friday]{set XXXX-WXX-5}.",
    "It opened at [9:30 a.m.]{time 2021-03-10T09:30}.",
    "It opened at [9 pm on Monday]{time 2021-03-08T21:00}.",
    "Ferries cross [three times a day]{set P1D}.",
]
RELATIONS = [
    "The force leaves by [September 2025]{2025-09 2025-09-01..2025-09-30 by}.",
    "The force leaves no later than [the end of September 2025]{2025-09 by end}.",
    "The force stays until at least [September 2026]{2026-09 until_at_least}.",
    "Schools stay shut until [6 May]{2021-05-06 until}.",
    "The vaccine will not come until [October]{2021-10 not_before}.",
    "Prices have risen since [January]{2021-01 since}.",
    "Prices rose before [January]{2021-01 before}.",
    "The levy applies from [1 April]{2021-04-01 from}.",
    "Nobody moves earlier than [1 April]{2021-04-01 before}.",
    "The levy starts no earlier than [1 April]{2021-04-01 not_before}.",
    "The rebels left after [1 March]{2021-03-01 after}.",
    "It rained throughout [February]{2021-02 during}.",
]
NONE = [
    "They may march in good company.",
    "He may fall and spring up again.",
    "A second man was held.",
    "The court cited resolution 1973 on flights.",
    "Some 1,950 people and 2010 troops came.",
    "Ms. April Rowe spoke.",
    "Charter (DEC) aid came.",
    "A 25-year-old man was held.",
    "Tea costs $4 a day.",
]


@pytest.mark.parametrize("marked", CALENDAR)
def test_days_of_the_calendar(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", RELATIVE)
def test_times_counted_from_the_report(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", LENGTHS)
def test_lengths_sets_and_hours(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", RELATIONS)
def test_relations(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_time(text: str) -> None:
    check(text)


def test_an_unknown_anchor_leaves_the_days_open() -> None:
    check(
        "The clerk left on [Monday]{XXXX-WXX-1 -..-}. He came in [2019]{2019}. Polls open [next month]{XXXX-XX -..-}.",
        UNKNOWN,
    )


def test_a_wide_anchor_gives_the_hull() -> None:
    year = Interval(lo=date(2021, 1, 1), hi=date(2021, 12, 31))
    check("The clerk resigned [last month]{XXXX-XX 2020-12-01..2021-11-30}.", year)
    check("Rivers rose on [3 May]{XXXX-05-03 2020-05-03..2021-05-03}.", year)


def test_an_anchor_open_above_bounds_from_below() -> None:
    later = Interval(lo=date(2021, 3, 10), hi=None)
    check("Orlen will vote [next year]{XXXX 2022-01-01..-}.", later)
    check("It will move over [the next 12 months]{P12M 2021-03-10..- within}.", later)


def test_a_narrow_anchor_still_gives_a_value() -> None:
    check("Orlen votes [next month]{2021-04}.", Interval(lo=date(2021, 3, 8), hi=date(2021, 3, 10)))


ENDS = [
    ("The force leaves by [September 2025].", "2021-03-10..2025-09-30"),
    ("The force stays until at least [September 2026].", "2026-09-01..-"),
    ("The levy starts no earlier than [1 April].", "2021-04-01..-"),
    ("Schools stay shut until [6 May].", "2021-05-06"),
    ("It must be done before [May].", "2021-03-10..2021-04-30"),
    ("It will move over [the next 12 months].", "2021-03-10..2022-03-10"),
    ("Polls will open on [4 May].", "2021-05-04"),
    ("It must be done after [4 May].", "2021-05-04..-"),
]


@pytest.mark.parametrize(("marked", "wanted"), ENDS)
def test_end_points(marked: str, wanted: str) -> None:
    (time,) = find_times_in_text(marked.replace("[", "").replace("]", ""), DAY, LEXICON)
    assert days(end_point(time, DAY)) == wanted


def test_a_sentence_is_read_alike_with_its_analysis() -> None:
    text = "The clerk resigned on Monday. The court will sit on Friday."
    spans = [Span(start=0, end=29), Span(start=30, end=len(text))]
    analyses = [
        Analysis(sentence=Sentence(index=i, passage=0, paragraph=1, span=s, kind=PassageKind.BODY), tokens=())
        for i, s in enumerate(spans)
    ]
    assert find_times(text, analyses, DAY, LEXICON) == find_times_in_text(text, DAY, LEXICON)


def test_a_line_break_inside_an_expression_is_white_space() -> None:
    (time,) = find_times_in_text("It shut last\nweek.", DAY, LEXICON)
    assert time.value == "2021-W09"


def test_a_pattern_that_names_no_class_is_refused() -> None:
    broken = read_bytes("time.toml").replace(b"{month} {dom} ?,?", b"{mnth} {dom} ?,?")
    tables = parse_toml("time.toml", broken, TimeTables)
    with pytest.raises(LexiconError, match="mnth"):
        compile_time(tables)


WORDS = (
    "last next May 4 2021 year two days ago the in by , . Monday 's 31 February 9999 early century later that day"
    " million – noon 1st decades until at least quarter of week"
)
PIECES = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=12)
ANCHORS = st.one_of(
    st.just(UNKNOWN),
    st.dates().map(on),
    st.tuples(st.dates(), st.dates()).map(lambda p: Interval(lo=min(p), hi=max(p))),
    st.dates().map(lambda d: Interval(lo=d, hi=None)),
    st.dates().map(lambda d: Interval(lo=None, hi=d)),
)


@given(st.one_of(st.text(max_size=80), PIECES.map(" ".join)), ANCHORS)
def test_spans_lie_in_the_text_in_order_and_nothing_crashes(text: str, anchor: Interval) -> None:
    at = 0
    for time in find_times_in_text(text, anchor, LEXICON):
        assert at <= time.span.start < time.span.end <= len(text)
        assert time.cue is None or time.cue.end <= time.span.start
        at = time.span.end
        assert isinstance(time.type, TimexType)
        assert isinstance(time.relation, TimeRelation)


@given(PIECES.map(" ".join), st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_a_wider_anchor_never_narrows_a_time(text: str, day: date, width: int) -> None:
    wide = Interval(lo=day, hi=date.fromordinal(day.toordinal() + width))
    for sharp, hull in zip(
        find_times_in_text(text, on(day), LEXICON), find_times_in_text(text, wide, LEXICON), strict=False
    ):
        if sharp.span != hull.span:
            break
        if sharp.rule == hull.rule and not sharp.explicit and sharp.rule in {"weekday", "this or next unit", "month"}:
            assert sharp.interval.lo is None or sharp.fuzzy or sharp.interval.inside(hull.interval)
