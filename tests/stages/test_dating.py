"""When a report was published: metadata, stamps, tenses, peers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.records import (
    NO_CLOCK,
    Analysis,
    Confidence,
    CopyLink,
    DateField,
    Interval,
    Metadata,
    Passage,
    PassageKind,
    Publication,
    Reading,
    RelationType,
    Report,
    ReportId,
    Sentence,
    Span,
    Token,
    on,
)
from onrecord.stages.dating import date_by_peers, date_report
from onrecord.stages.time.dating_metadata import parse_date
from onrecord.stages.time.dating_offsets import Offset
from onrecord.stages.time.dating_peers import narrow_by_peers
from onrecord.stages.time.dating_signs import Sign, Strength, weigh_signs

LEXICONS = load_lexicons()


def say(interval: Interval) -> str:
    lo, hi = (d.isoformat() if d else "-" for d in (interval.lo, interval.hi))
    return lo if lo == hi and lo != "-" else f"{lo}..{hi}"


def report(text: str, *fields: tuple[str, str], key: str = "k") -> Report:
    dates = tuple(DateField(name=n, value=v) for n, v in fields)
    return Report(id=ReportId(f"r-{key}"), key=key, sha256="", text=text, metadata=Metadata(dates=dates))


def lines(text: str, kind: PassageKind = PassageKind.BODY) -> tuple[Passage, ...]:
    found, at = [], 0
    for number, line in enumerate(text.split("\n")):
        span = Span(start=at, end=at + len(line))
        found.append(Passage(index=number, span=span, kind=kind, paragraph=number + 1, reason="test"))
        at += len(line) + 1
    return tuple(found)


def dated(text: str, *fields: tuple[str, str]) -> Publication:
    return date_report(report(text, *fields), lines(text), (), LEXICONS)


VALUES = [
    ("2009-04-28", "2009-04-28"),
    ("2009-04-28T23:49:00-05:00", "2009-04-28"),
    ("20090428", "2009-04-28"),
    ("Tue, 28 Apr 2009 12:49:00 +0100", "2009-04-28"),
    ("1394470370698", "2014-03-10"),
    ("1394470370", "2014-03-10"),
    ("28 April 2009", "2009-04-28"),
    ("April 2009", "2009-04-01..2009-04-30"),
    ("2009-04-01/2009-05-15", "2009-04-01..2009-05-15"),
]


@pytest.mark.parametrize(("value", "wanted"), VALUES)
def test_metadata_values(value: str, wanted: str) -> None:
    found = parse_date(value, LEXICONS.time)
    assert found is not None
    assert say(found) == wanted


@pytest.mark.parametrize("value", ["", "soon", "0001-01-01T00:00:00Z", "2009-13-40", "2009-05-15/2009-04-01", "99"])
def test_what_is_no_metadata_value(value: str) -> None:
    assert parse_date(value, LEXICONS.time) is None


def test_the_users_own_date_wins_and_the_conflict_is_shown() -> None:
    found = dated(
        "Orlen voted.", ("schema.org datePublished", "2020-03-04"), ("user dates.csv", "2020-02-01"), ("meta date", "x")
    )
    assert say(found.clock.interval) == "2020-02-01"
    assert found.clock.confidence is Confidence.HIGH
    assert found.set_aside == (
        "schema.org datePublished says 4 Mar 2020: set aside, user dates.csv says 1 Feb 2020",
        "meta date says “x”: set aside, it is no date that can be read",
    )


def test_a_day_of_change_bounds_from_above_only() -> None:
    found = dated("Orlen voted.", ("schema.org dateModified", "2020-03-04T10:00Z"))
    assert say(found.clock.interval) == "-..2020-03-04"


def test_metadata_win_over_the_text() -> None:
    found = dated("The dam broke in June 2021, officials said.", ("published", "2020-03-04"))
    assert say(found.clock.interval) == "2020-03-04"
    assert "June 2021" in found.set_aside[0]


STAMPS = [
    ("ORLEN | Tue Apr 28, 2020 12:49 am BST\nThe dam broke.", "2020-04-28"),
    ("Page last updated at 15:08 GMT, Thursday, 14 January 2010\nThe dam broke.", "2010-01-12..2010-01-14"),
    ("The dam broke.\nPublished: 4 May 2012", "2012-05-04"),
    ("ORLEN, 4 May 2012 - The dam broke on Friday.", "2012-05-04..2012-05-05"),
    ("Orlen, May 4, 2012 (Wire) — The dam broke.", "2012-05-04..2012-05-05"),
    ("ORLEN (Valley Wire) May 4, 2012 - The dam broke on Friday.", "2012-05-04..2012-05-05"),
    ("Dam breaks\n4 May 2012 - The dam broke in Orlen.", "2012-05-04..2012-05-05"),
    ("The dam was shut until, as said on 4 May 2012 - the last day.", "-..-"),
    ("The Orlen Post, Monday 4 May 2020 00.04 BST\nThe dam broke.", "2020-05-04"),
    ("The Orlen Post, 00.04 BST on Monday 4 May 2020\nThe dam broke.", "2020-05-04"),
    (
        "The dam broke.\n" + "Rain fell on the valley. " * 40 + "\nJune 8, 2011 at 5:31 pm | Reply\nOh dear.",
        "2011-06-06..2011-06-08",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), STAMPS)
def test_stamps(text: str, wanted: str) -> None:
    assert say(dated(text).clock.interval) == wanted


BOUNDS = [
    ("The dam broke in June 2019, officials said.", "2019-06-01..-"),
    ("The dam broke on 3 June 2019 and the mayor resigned in 2016.", "2019-06-03..-"),
    ("The dam will be rebuilt by September 2025.", "-..-"),
    ("The dam will be rebuilt in 2025.", "-..-"),
    ("Elections are scheduled for 4 May 2012. The last were held in May 2008.", "2008-05-01..2012-05-04"),
    ("The force had planned to leave by September 2025.", "-..-"),
    ("Under the accord the force would leave in 2030.", "-..-"),
    ("The rest of the wall follows in May 2030, provided that there is money.", "-..-"),
    ("The 2040 games go to Orlen.", "-..-"),
    ("The dam broke on Friday.", "-..-"),
    ("The dam broke. It was the worst flood for 40 years.", "-..-"),
]


@pytest.mark.parametrize(("text", "wanted"), BOUNDS)
def test_dates_spoken_of_as_past_or_to_come(text: str, wanted: str) -> None:
    assert say(dated(text).clock.interval) == wanted


def test_reasons_are_in_plain_english() -> None:
    found = dated("Orlen lies low.\nThe dam broke on 30 August 2024, officials said.")
    assert found.reasons == ("on or after 30 Aug 2024: names “30 August 2024” as past (¶2)",)


def test_a_length_ahead_beside_its_end_dates_the_report() -> None:
    text = (
        "Over the next 12 months the harbour mission will shrink.\nThe harbour mission ends by September 2025, it said."
    )
    assert say(dated(text).clock.interval) == "2024-08-01..2024-10-30"
    assert dated(text).clock.confidence is Confidence.LOW


def test_related_headlines_never_date_a_report() -> None:
    text = "Choir sings on October 21\nDog found 4 days ago"
    found = date_report(report(text), lines(text, PassageKind.RELATED), (), LEXICONS)
    assert found.clock == NO_CLOCK
    assert found.set_aside == ("“October 21” in a related headline (¶1): not used, weak",)


def test_a_weaker_sign_that_contradicts_is_set_aside() -> None:
    found = weigh_signs(
        [
            Sign(interval=Interval(lo=None, hi=date(2019, 1, 1)), strength=Strength.FUTURE_DATE, reason="weak"),
            Sign(interval=on(date(2020, 1, 1)), strength=Strength.STAMP, reason="stamp"),
        ]
    )
    assert say(found.clock.interval) == "2020-01-01"
    assert found.set_aside == ("weak: set aside, it contradicts stronger evidence (1 Jan 2020)",)


def reading(key: str, text: str, published: str = "-..-") -> Reading:
    lo, _, hi = published.partition("..")
    interval = Interval(
        lo=None if lo == "-" else date.fromisoformat(lo), hi=None if hi == "-" else date.fromisoformat(hi or lo)
    )
    found, at = [], 0
    for number, piece in enumerate(text.split("\n")):
        span = Span(start=at, end=at + len(piece))
        words = Span(start=at, end=at + len(piece.split(" ")[0]))
        token = Token(span=words, text=words.of(text), lemma=words.of(text).lower(), tag="X")
        sentence = Sentence(index=number, passage=0, paragraph=number + 1, span=span, kind=PassageKind.BODY)
        found.append(Analysis(sentence=sentence, tokens=(token,)))
        at += len(piece) + 1
    clock = NO_CLOCK if not interval.known else type(NO_CLOCK)(interval=interval, reason="given")
    return Reading(
        report=report(text, key=key),
        passages=lines(text),
        analyses=tuple(found),
        entities=(),
        mentions=(),
        attributions=(),
        publication=Publication(clock=clock, reasons=("given",) if interval.known else ()),
    )


NEWS = "The two ports said in a statement on Friday that the fleet leaves by September 2025."
PEERS = [
    ("The fleet was to leave by September 2025 under a deal reached last year.", "2025-01-01..2025-12-31"),
    ("The ports in August announced the fleet leaves no later than September 2025.", "2024-09-01..2025-08-31"),
    ("Under a deal the fleet leaves by September 2025.", "2024-08-23..-"),
    ("The fleet leaves by September 2025.\nThis was announced on Friday.", "2024-08-23..2024-09-06"),
    ("The fleet leaves by March 2026 under a deal reached last year.", "-..-"),
    ("The fleet was thanked.", "-..-"),
]


@pytest.mark.parametrize(("text", "wanted"), PEERS)
def test_a_shared_decision_dates_the_undated(text: str, wanted: str) -> None:
    found = narrow_by_peers([reading("a", NEWS, "2024-08-30"), reading("b", text)], (), LEXICONS)
    assert say(found[ReportId("r-b")].clock.interval) == wanted
    assert say(found[ReportId("r-a")].clock.interval) == "2024-08-30"


def test_a_copy_comes_out_with_what_it_copies() -> None:
    link = CopyLink(left=ReportId("r-a"), right=ReportId("r-b"), relation=RelationType.NEAR_COPY, measures=())
    found = narrow_by_peers([reading("a", "x", "2024-08-30"), reading("b", "y")], (link,), LEXICONS)
    assert say(found[ReportId("r-b")].clock.interval) == "2024-08-25..2024-09-04"
    assert found[ReportId("r-b")].reasons == (
        "25 Aug 2024 to 4 Sep 2024: passes on the same text as another report of this story",
    )


def test_a_reason_names_outlets_and_counts_other_reports() -> None:
    def from_outlet(key: str, outlet: str | None) -> Reading:
        own = reading(key, NEWS, "2024-08-30")
        return replace(own, report=replace(own.report, metadata=Metadata(outlet=outlet)))

    peers = [from_outlet("a", "Odun Gazette"), from_outlet("c", None), from_outlet("d", None)]
    late = reading("b", "The fleet leaves by September 2025.\nThis was announced on Friday.")
    found = narrow_by_peers([*peers, late], (), LEXICONS)[ReportId("r-b")]
    (reason,) = found.reasons
    assert reason.endswith("the same decision is dated to 23 to 30 Aug 2024 by Odun Gazette and two other reports")


def test_peers_do_not_move_a_report_that_contradicts_them() -> None:
    link = CopyLink(left=ReportId("r-a"), right=ReportId("r-b"), relation=RelationType.NEAR_COPY, measures=())
    late = reading("b", "y", "2025-01-01..2025-12-31")
    found = narrow_by_peers([reading("a", "x", "2024-08-30"), late], (link,), LEXICONS)[ReportId("r-b")]
    assert say(found.clock.interval) == "2025-01-01..2025-12-31"
    assert "set aside" in found.set_aside[0]


def test_dating_by_peers_leaves_dated_reports_alone() -> None:
    both = [reading("a", NEWS, "2024-08-30"), reading("b", NEWS, "2024-08-31")]
    assert date_by_peers(both, LEXICONS) == {r.report.id: r.publication for r in both}


OFFSETS = st.one_of(
    st.builds(Offset, unit=st.just("day"), least=st.integers(0, 3), most=st.integers(4, 40)),
    st.builds(Offset, unit=st.sampled_from(["year", "month"]), least=st.integers(0, 3)),
    st.just(Offset(unit="before")),
)


@given(OFFSETS, st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_there_and_back_an_offset_never_loses_the_day(offset: Offset, day: date) -> None:
    assert on(day).inside(offset.publication(offset.event(on(day)))) or offset.unit == "before"


@given(st.text(max_size=200))
def test_any_text_gets_a_publication_with_its_reasons(text: str) -> None:
    found = dated(text)
    assert found.clock.interval.known == bool(found.reasons)
    assert dated(text) == found


def test_a_dateline_and_the_storys_other_reports_date_a_report_weakly() -> None:
    known = [reading(str(n), "x", f"2020-05-{n:02d}") for n in (1, 5, 9, 13)]
    lined, bare = reading("a", "ORLEN, May 7 (Wire) - The dam broke."), reading("b", "The dam broke.")
    found = narrow_by_peers([*known, lined, bare], (), LEXICONS)
    assert say(found[ReportId("r-a")].clock.interval) == "2020-05-07..2020-05-08"
    assert say(found[ReportId("r-b")].clock.interval) == "2020-03-02..2020-07-01"
    assert found[ReportId("r-b")].clock.confidence is Confidence.LOW


def test_one_dated_report_gives_the_datelines_of_its_story_their_year() -> None:
    known = reading("1", "x", "2020-12-28")
    lined = reading("a", "ORLEN (Wire) Jan. 7 - The dam broke."), reading("b", "ORLEN, Dec 29 (Wire) - The dam broke.")
    found = narrow_by_peers([known, *lined], (), LEXICONS)
    assert say(found[ReportId("r-a")].clock.interval) == "2021-01-07..2021-01-08"
    assert say(found[ReportId("r-b")].clock.interval) == "2020-12-29..2020-12-30"
    far = reading("2", "x", "2023-05-01")
    assert say(narrow_by_peers([known, far, *lined], (), LEXICONS)[ReportId("r-a")].clock.interval) == "-..-"
