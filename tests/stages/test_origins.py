"""Origins: what claims go back to, each at most once."""

from dataclasses import replace

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.records import Claim, OriginKind, Reading, RelationType, SourceType, StoryId
from onrecord.stages.compare import relate_claims
from onrecord.stages.origins import find_origins
from tests.stages.made_account import count, make_reading, saying

LEX = load_lexicons()
WORDS = "the bridge will stand for another hundred years"


def test_a_narrator_without_a_source_adds_no_origin():
    reading = make_reading("There were 40 divers.")
    assert find_origins([reading], [count(reading, "40 divers", 40, 40)], (), LEX) == ()


def test_one_interview_reported_twice_is_one_origin_that_is_not_held():
    readings = [
        make_reading(f"“{WORDS},” Ida Voss told the Ostmere Courier.", key="a"),
        make_reading(f"In an interview with the Ostmere Courier Voss said: “{WORDS}.”", key="b"),
    ]
    claims = [saying(r, WORDS, "Ida Voss", said_on="2031-03-01") for r in readings]
    (origin,) = find_origins(readings, claims, (), LEX)
    assert origin.kind is OriginKind.INTERVIEW
    assert len(origin.reports) == 2
    assert not origin.held
    found = relate_claims(StoryId("s"), readings, claims, {}, (origin,), (), LEX)
    assert "shared_origin" in {r.type.value for r in found}


def test_one_speaker_at_two_times_is_two_origins():
    readings = [make_reading(f"Ida Voss told reporters that {WORDS}.", key=k) for k in "ab"]
    days = ("2031-03-01", "2031-04-01")
    claims = [saying(r, WORDS, "Ida Voss", quoted=False, said_on=d) for r, d in zip(readings, days, strict=True)]
    kinds = [o.kind for o in find_origins(readings, claims, (), LEX)]
    assert kinds == [OriginKind.PRESS_EVENT, OriginKind.PRESS_EVENT]


def test_unnamed_sources_are_never_one_across_reports():
    readings = [make_reading(f"An official said {WORDS}.", key=k) for k in "ab"]
    claims = []
    for reading in readings:
        claim = saying(reading, WORDS, "anonymous official", quoted=False, said_on="2031-03-01")
        claims.append(replace(claim, attribution=replace(claim.attribution, source_type=SourceType.UNNAMED_PERSON)))
    assert len(find_origins(readings, claims, (), LEX)) == 2


def test_credit_lines_name_agencies_and_outlets_are_told():
    readings = [
        make_reading("One.\n© The Associated Press contributed to this report", key=k, outlet="Courier") for k in "ab"
    ]
    kinds = {o.kind: o for o in find_origins(readings, (), (), LEX)}
    assert kinds[OriginKind.AGENCY_COPY].name == "Associated Press"
    assert kinds[OriginKind.SAME_PUBLISHER].name == "Courier"
    assert len(kinds[OriginKind.AGENCY_COPY].reports) == 2


def named(readings, claims=()):
    return {o.name: o.held for o in find_origins(readings, claims, (), LEX) if o.kind is not OriginKind.SAME_PUBLISHER}


def test_material_of_an_outlet_is_an_origin_that_is_held_if_its_report_is_read():
    reading = make_reading("One.\nMaterial from NVP was used in this report.", key="a", outlet="Courier")
    assert named([reading]) == {"NVP": False}
    assert named([reading, make_reading("Two.", key="b", outlet="NVP")]) == {"NVP": True}


def test_people_who_contribute_are_no_origin():
    assert named([make_reading("One.\n© Ida Voss contributed to this report.", key="a", outlet="Courier")]) == {}


def test_an_outlet_that_is_quoted_is_named_but_not_held():
    reading = make_reading(f"The Ostmere Post quoted an official who said {WORDS}.", key="a", outlet="Courier")
    claim = saying(reading, WORDS, "anonymous official", quoted=False, said_on="2031-03-01")
    claim = replace(claim, attribution=replace(claim.attribution, chain=("Ostmere Post",)))
    assert named([reading], [claim]) == {"anonymous official, quoted by Ostmere Post": False}


def test_what_a_report_was_told_itself_is_held():
    reading = make_reading(f"Ida Voss told The Courier that {WORDS}.", key="a", outlet="Courier")
    claim = saying(reading, WORDS, "Ida Voss", quoted=False, said_on="2031-03-01")
    assert named([reading], [claim]) == {"Ida Voss to The Courier": True}


def pairs_of(*, claims: list[Claim], readings: list[Reading]) -> set[tuple[str, ...]]:
    keys = {r.report.id: r.report.key for r in readings}
    origins = find_origins(readings, claims, (), LEX)
    found = relate_claims(StoryId("s"), readings, claims, {}, origins, (), LEX)
    return {tuple(sorted(keys[i] for i in r.reports)) for r in found if r.type is RelationType.SHARED_ORIGIN}


def test_what_an_outlet_was_told_is_not_the_source_of_what_was_said_to_all():
    elsewhere = "the ferry will not run before the ice has gone"
    readings = [
        make_reading(f"“{WORDS},” Ida Voss told the Ostmere Courier.", key="a", published="2031-03-01"),
        make_reading(f"“{elsewhere},” Ida Voss told reporters.", key="b", published="2031-03-01"),
        make_reading(f"“{WORDS},” Ida Voss said.", key="c", published="2031-03-01"),
    ]
    said = (WORDS, elsewhere, WORDS)
    claims = [saying(r, w, "Ida Voss", said_on="2031-03-01") for r, w in zip(readings, said, strict=True)]
    assert pairs_of(claims=claims, readings=readings) == {("a", "c")}


@pytest.mark.parametrize(
    ("words", "second", "wanted"),
    [
        (WORDS, "Ida Voss", {("a", "b")}),
        (WORDS, None, {("a", "b")}),
        (WORDS, "Jan Hale", set()),
        ("It will stand", None, set()),
    ],
)
def test_one_long_quotation_is_one_utterance_unless_it_is_given_to_two(
    words: str, second: str | None, wanted: set[tuple[str, str]]
):
    readings = [make_reading(f"“{words},” said {who}.", key=key) for key, who in (("a", "Ida Voss"), ("b", second))]
    claims = [saying(readings[0], words, "Ida Voss"), saying(readings[1], words, second)]
    assert pairs_of(claims=claims, readings=readings) == wanted
