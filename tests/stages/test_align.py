"""Slots, value groups and tracks."""

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.records import CountStatus, PromiseStatus, QuantityKind, StoryId
from onrecord.stages.align import align_claims, find_slots
from tests.stages.made_account import count, make_reading, occasion, promise

LEX = load_lexicons()
STORY = StoryId("s")


def slots_of(readings, *claims):
    slots = find_slots(readings, claims, (), LEX)
    return [slots.get(c.id) for c in claims]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"what": "American forces", "where": "Norland"}, {"what": "U.S. troops", "where": "Norland"}, True),
        ({"what": "U.S. troops", "where": "Norland"}, {"what": "U.S. advisers", "where": "Norland"}, False),
        ({"what": "troops", "where": "Norland"}, {"what": "troops", "where": "Sudmark"}, False),
        ({"what": "confirmed cases", "unit": "case"}, {"what": "infections", "unit": "case"}, True),
        ({"what": "deaths", "unit": "death"}, {"what": "deaths among nurses", "unit": "death"}, False),
        ({"what": "cases", "unit": "case"}, {"what": "cases", "unit": "case", "status": CountStatus.SUSPECTED}, False),
        ({"what": "miners", "kind": QuantityKind.STOCK}, {"what": "miners", "kind": QuantityKind.CUMULATIVE}, True),
        ({"what": "miners", "kind": QuantityKind.STOCK}, {"what": "miners", "kind": QuantityKind.FLOW}, False),
    ],
)
def test_claims_meet_only_within_a_slot(first, second, same):
    readings = [make_reading("There were 40 of them.", key="a"), make_reading("There were 40 of them there.", key="b")]
    one = count(readings[0], "There were 40", 40, 40, **first)
    two = count(readings[1], "There were 40", 40, 40, **second)
    left, right = slots_of(readings, one, two)
    assert (left == right) is same


@pytest.mark.parametrize("what", ["people", "men", "others"])
def test_what_fits_anything_has_no_slot(what):
    reading = make_reading("Forty of them stood outside.")
    assert slots_of([reading], count(reading, "Forty", 40, 40, what=what)) == [None]


def test_a_state_in_the_clause_says_what_vague_people_are():
    reading = make_reading("Forty people are missing.")
    (slot,) = slots_of([reading], count(reading, "Forty people are missing", 40, 40, what="people"))
    assert slot is not None
    assert slot.what == ("missing",)


@pytest.mark.parametrize(
    "clause",
    [
        "Forty people were moved out of the valley",
        "Forty residents have left their homes",
        "Forty villagers fled",
        "Forty people are living outside the valley",
    ],
)
def test_people_in_one_state_meet_however_it_is_told(clause):
    readings = [make_reading("Forty people were evacuated.", key="a"), make_reading(f"{clause}.", key="b")]
    one = count(readings[0], "Forty people were evacuated", 40, 40, what="people")
    other = count(readings[1], clause, 40, 40, what="people")
    left, right = slots_of(readings, one, other)
    assert left is not None
    assert left == right


def test_a_number_whose_noun_is_left_out_is_of_the_people_before_it():
    reading = make_reading("Forty people were evacuated, and the charity counted 52.")
    one = count(reading, "Forty people were evacuated", 40, 40, what="people")
    other = count(reading, "the charity counted 52", 52, 52, what="people", elided=True)
    left, right = slots_of([reading], one, other)
    assert left == right


def test_a_place_that_one_of_many_reports_names_tells_no_counts_apart():
    readings = [make_reading("Forty people were evacuated.", key=k) for k in "abcd"]
    where = {"a": "Lower Lund"}
    claims = [count(r, "Forty people", 40, 40, what="evacuees", where=where.get(r.report.key)) for r in readings]
    assert len(set(slots_of(readings, *claims))) == 1


def test_commitments_to_one_act_share_a_slot_and_others_do_not():
    readings = [
        make_reading("Norland plans to close the Terel mine by June.", key="a"),
        make_reading("Norland will close its mine at Terel by June, it said.", key="b"),
        make_reading("Norland will build a railway to the coast.", key="c"),
    ]
    claims = [
        promise(readings[0], "close the Terel mine by June", actor="Norland", action="close", what="the Terel mine"),
        promise(readings[1], "close its mine at Terel by June", actor="Norland", action="close", what="its mine"),
        promise(readings[2], "build a railway", actor="Norland", action="build", what="a railway"),
    ]
    one, two, other = slots_of(readings, *claims)
    assert one == two != other


@pytest.mark.parametrize(
    ("clause", "verb", "what", "same"),
    [
        ("dropped its plan to close the Terel mine", "drop", "its plan", True),
        ("cancelled the closure of the Terel mine", "cancel", "the closure of the Terel mine", True),
        ("dropped its plan to build a railway", "drop", "its plan", False),
    ],
)
def test_what_gives_an_act_up_is_about_the_act(clause, verb, what, same):
    readings = [
        make_reading("Norland plans to close the Terel mine.", key="a"),
        make_reading(f"Norland {clause}.", key="b", published="2031-05-02"),
    ]
    plan = promise(readings[0], "close the Terel mine", actor="Norland", action="close", what="the Terel mine")
    status = PromiseStatus.WITHDRAWN
    end = promise(readings[1], f"Norland {clause}", actor="Norland", action=verb, what=what, status=status)
    one, two = slots_of(readings, plan, end)
    assert (one == two) is same


def test_an_amount_of_another_year_stands_in_a_track_of_its_own():
    readings = [
        make_reading("In the flood of 2019, 40 miners were trapped.", key="a", published="2031-03-02"),
        make_reading("There 40 miners were trapped.", key="b", published="2031-03-02"),
    ]
    claims = [count(r, "40 miners were trapped", 40, 40, what="miners") for r in readings]
    before, now = slots_of(readings, *claims)
    assert before.what == (*now.what, "[in 2019]")


ACTS = [
    ("end its mission in Sudmark by June", "end", "its mission", "wrap up the mission in Sudmark by June", True),
    ("close the Terel mine", "close", "the Terel mine", "open the Terel mine", False),
    ("close the Terel mine", "close", "the Terel mine", "shut down the mine at Terel", True),
    ("leave some bases in Sudmark", "leave", "some bases", "leave Sudmark", False),
    ("leave some bases in Sudmark", "leave", "some bases", "vacate all bases in Sudmark", False),
    ("keep its advisers in Lund", "keep", "its advisers", "retain advisers in Lund", True),
    ("pay 40 crowns to the miners", "pay", "40 crowns", "pay 90 crowns to the miners", False),
]
VERBS = {
    "wrap up the mission in Sudmark by June": ("wrap up", "the mission"),
    "open the Terel mine": ("open", "the Terel mine"),
    "shut down the mine at Terel": ("shut down", "the mine"),
    "leave Sudmark": ("leave", "Sudmark"),
    "vacate all bases in Sudmark": ("vacate", "all bases"),
    "retain advisers in Lund": ("retain", "advisers"),
    "pay 90 crowns to the miners": ("pay", "90 crowns"),
}


@pytest.mark.parametrize(("first", "verb", "what", "second", "same"), ACTS)
def test_one_act_is_told_in_other_verbs_of_its_kind(first, verb, what, second, same):
    readings = [make_reading(f"Norland will {words}.", key=words) for words in (first, second)]
    other, thing = VERBS[second]
    by = "..2031-06-30" if "June" in first else None
    claims = [
        promise(readings[0], first, actor="Norland", action=verb, what=what, by=by),
        promise(readings[1], second, actor="Norland", action=other, what=thing, by=by),
    ]
    one, two = slots_of(readings, *claims)
    assert (one == two) is same


SCHOOL = [
    ("Orrin College", "close", None, None, "shut", "Orrin College", True),
    ("Orrin College", "close", None, "Orrin College", "close", None, True),
    ("Orrin College", "close", None, "Orrin College", "reopen", None, False),
    ("Orrin College", "close", None, "Lund School", "close", None, False),
    ("Orrin College", "close", "its library", "Orrin College", "close", None, False),
]


@pytest.mark.parametrize(("actor", "verb", "what", "other", "act", "thing", "same"), SCHOOL)
def test_what_is_closed_and_what_closes_is_one_thing(actor, verb, what, other, act, thing, same):
    texts = ("It is to close for a week after a pupil fell ill.", "Officials advised staying shut until 7 June.")
    readings = [make_reading(text, key=key) for key, text in zip("ab", texts, strict=True)]
    claims = [
        promise(readings[0], "close for a week", actor=actor, action=verb, what=what),
        promise(readings[1], "staying shut until 7 June", actor=other, action=act, what=thing),
    ]
    one, two = slots_of(readings, *claims)
    assert (one == two) is same


def test_values_are_grouped_and_stand_in_the_order_of_time():
    readings = [make_reading(f"They had 4{n} divers at Lund.", key=str(n)) for n in range(3)]
    days = ("2031-03-03", "2031-03-01", "2031-03-02")
    claims = [
        count(r, f"4{n} divers", 40 + n // 2, 40 + n // 2, where="Lund", as_of=days[n]) for n, r in enumerate(readings)
    ]
    slots = find_slots(readings, claims, (), LEX)
    groups, tracks = align_claims(STORY, claims, slots, ())
    assert {g.value: len(g.claims) for g in groups} == {"40": 2, "41": 1}
    (track,) = tracks
    values = {g.id: g.value for g in groups}
    assert [values[g] for g in track.groups] == ["40", "41"]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("elections", "2031-06-01..2031-06-30", None), ("general elections", "2031-06-09", None), True),
        (("elections", "2031-06-09", None), ("elections", "2031-09-09", None), False),
        (("local elections", "2031-06-09", None), ("general elections", "2031-06-09", None), False),
        (("hearing", "2031-06-09", "Norland"), ("hearing", "2031-06-09", "Sudmark"), False),
        (("hearing", "2031-06-09", None), ("inquiry", "2031-06-09", None), False),
        (("hearing", None, None), ("hearing", "2031-06-09", None), False),
    ],
)
def test_events_that_may_be_one_occasion_share_a_slot(first, second, same):
    readings = [make_reading("It is to be held then.", key="a"), make_reading("It will be held then.", key="b")]
    left, right = (
        occasion(r, r.text, what, days, where=where)
        for r, (what, days, where) in zip(readings, (first, second), strict=True)
    )
    one, two = slots_of(readings, left, right)
    assert one is not None
    assert (one == two) is same


def test_an_event_has_a_track_under_its_fullest_words_with_its_day():
    readings = [make_reading("They vote in June.", key="a"), make_reading("They vote on 9 June.", key="b")]
    claims = [
        occasion(readings[0], "They vote in June", "elections", "2031-06-01..2031-06-30"),
        occasion(readings[1], "They vote on 9 June", "general elections", "2031-06-09"),
    ]
    groups, (track,) = align_claims(STORY, claims, find_slots(readings, claims, (), LEX), ())
    assert track.title == "general elections"
    assert {group.value for group in groups} == {"Jun 2031", "9 Jun 2031"}
