"""Keys of names, places and things counted: what meets, what is a part, and why."""

from dataclasses import replace

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.records import (
    Action,
    KnownPlace,
    Mention,
    Metadata,
    NameKind,
    PlaceBasis,
    QuantityKind,
    ReportEntity,
    Span,
    StoryId,
)
from onrecord.stages.align import align_claims, explain_slots, find_slots
from onrecord.stages.compare import relate_claims
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.known_places import known_places
from tests.stages.made_account import count, make_reading

LEX = load_lexicons()
TEXT = "There were 40 of them."


def slot_of(what, clause="There were 40", **fields):
    reading = make_reading(f"{clause} of them.")
    claim = count(reading, clause, 40, 40, what=what, **fields)
    return find_slots([reading], [claim], (), LEX).get(claim.id)


ACTORS = [
    ("the Iraqi government", "iraq"),
    ("Iraq's government", "iraq"),
    ("the government of Iraq", "iraq"),
    ("Iraqi officials", "iraq"),
    ("the Iraqi army", "iraq military"),
    ("Iraqi forces", "iraq military"),
    ("Iraq's armed forces", "iraq military"),
    ("Peru's parliament", "peru parliament"),
    ("the company", ""),
    ("the government", ""),
    ("Norhall Energy", "norhall energy"),
]


@pytest.mark.parametrize(("name", "key"), ACTORS)
def test_bodies_of_a_country_meet_under_one_key(name, key):
    assert Canon((), LEX.names).actor(name) == key


def test_the_army_is_the_only_army_of_the_story():
    one = Canon((), LEX.names, ["the Peruvian army", "Ana Odu", "Chile"])
    assert one.actor("the army") == one.actor("Peru's forces") == "peru military"
    two = Canon((), LEX.names, ["the Peruvian army", "Chilean forces"])
    assert two.actor("the army") == ""


PLACES = (
    KnownPlace(name="Lund air base", within="Lower Lund", aliases=("Camp Lund", "Lund")),
    KnownPlace(name="Lower Lund", within="Peru"),
)


def test_a_gazetteer_gives_places_one_key_and_says_where_they_lie():
    canon = Canon((), LEX.names, places=PLACES)
    assert {canon.place(form) for form in ("Lund", "Camp Lund", "the Lund air base")} == {"lund air base"}
    assert canon.lies_in("lund air base", "peru")
    assert canon.lies_in("lund air base", "world")
    assert not canon.lies_in("peru", "lund air base")
    assert not canon.lies_in("lund air base", "chile")


def test_places_that_lie_in_each_other_end():
    canon = Canon((), LEX.names, places=[KnownPlace(name="A", within="B"), KnownPlace(name="B", within="A")])
    assert not canon.lies_in("a", "peru")


def placed(text, *names, key="a"):
    reading = make_reading(text, key=key)
    spans = [Span(start=text.index(name), end=text.index(name) + len(name)) for name in names]
    mentions = tuple(
        Mention(span=span, sentence=0, kind=NameKind.PLACE, entity=i) for i, span in enumerate(sorted(spans))
    )
    entities = tuple(ReportEntity(index=i, name=m.span.of(text), kind=m.kind) for i, m in enumerate(mentions))
    return replace(reading, mentions=mentions, entities=entities)


TOLD = [
    ("Forty died in Tollan, Peru, on Monday.", ("Tollan", "Peru"), [("Tollan", "Peru")]),
    ("Forty died at Tollan in northern Peru.", ("Tollan", "Peru"), [("Tollan", "Peru")]),
    ("Forty died in Tollan, Peru and Chile.", ("Tollan", "Peru", "Chile"), []),
    ("Forty died in Osk, Tollan, Peru.", ("Osk", "Tollan", "Peru"), []),
    ("Forty died in Chile, Peru.", ("Chile", "Peru"), []),
    ("Forty died in Tollan and Peru.", ("Tollan", "Peru"), []),
]


@pytest.mark.parametrize(("text", "names", "found"), TOLD)
def test_reports_say_where_a_place_lies(text, names, found):
    places = known_places([placed(text, *names)], LEX.names)
    assert [(p.name, p.within) for p in places] == found


def test_a_place_that_reports_put_into_two_lies_in_neither():
    readings = [
        placed("Forty died at Tollan in Peru.", "Tollan", "Peru", key="a"),
        placed("Forty died at Tollan in Chile.", "Tollan", "Chile", key="b"),
    ]
    assert known_places(readings, LEX.names) == ()


def test_the_users_rows_win_over_what_reports_say():
    reading = placed("Forty died at Tollan in Chile.", "Tollan", "Chile")
    mine = KnownPlace(name="Tollan", within="Peru")
    report = replace(reading.report, metadata=Metadata(places=(mine,)))
    places = known_places([replace(reading, report=report)], LEX.names)
    assert places[0] == mine
    assert Canon((), LEX.names, places=places).lies_in("tollan", "peru")


SAME = [
    ("American forces", "US troops", True),
    ("U.S. personnel", "US soldiers", True),
    ("US military personnel", "American servicemen", True),
    ("US troops", "US firefighting personnel", False),
    ("US troops", "US advisers", False),
    ("US troops", "US peacekeeping troops", False),
    ("mining companies", "mining firms", True),
    ("wooden homes", "wooden houses", True),
    ("striking miners", "striking mineworkers", True),
    ("striking miners", "striking workers", False),
    ("Boelund workers", "workers", False),
]


@pytest.mark.parametrize(("one", "two", "same"), SAME)
def test_nouns_for_one_thing_meet_and_parts_do_not(one, two, same):
    assert (slot_of(one).what == slot_of(two).what) is same


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("There were 40", "There were another 40"),
        ("There were 40", "There were 40 more"),
        ("They caught it, 40", "They caught it at home, 40"),
        ("Without pay, 40", "Without leaving the town, 40"),
        ("The vote was won, 40", "She leads by 40"),
    ],
)
def test_additions_and_narrower_sets_are_counted_apart(first, second):
    assert slot_of("divers", first) != slot_of("divers", second)


def test_missing_children_are_some_of_the_missing():
    missing, children = slot_of("people", "Still missing are 40"), slot_of("children", "Still missing are 40")
    assert missing.what == ("missing",)
    assert children.what == ("missing", "child")


def test_more_than_forty_is_no_addition():
    assert slot_of("divers", "There were more than 40") == slot_of("divers")


def test_a_count_above_that_of_any_place_is_of_the_world():
    readings = [make_reading(TEXT, key=key) for key in "abcd"]
    numbers = ((40, "Peru"), (52, "Chile"), (70, "Cuba"), (900, None))
    claims = [
        count(r, "There were 40", n, n, unit="case", what="cases", where=where, kind=QuantityKind.CUMULATIVE)
        for r, (n, where) in zip(readings, numbers, strict=True)
    ]
    slots = find_slots(readings, claims, (), LEX)
    assert [slots[c.id].where for c in claims] == ["peru", "chile", "cuba", "world"]


def story(*numbers):
    """A story in which each report gives one number, with the words of what it counts and where."""
    readings = [make_reading(TEXT, key=str(i), published="2031-03-02") for i in range(len(numbers))]
    claims = [
        count(r, "There were 40", n, n, what=what, where=where, as_of="2031-03-01")
        for r, (n, what, where) in zip(readings, numbers, strict=True)
    ]
    return readings, claims


def test_advisers_at_a_base_are_a_part_of_the_troops_in_the_country():
    readings, claims = story((2500, "US troops", "Peru"), (300, "US advisers", "Lund"))
    place = KnownPlace(name="Lund", within="Peru")
    readings[1] = replace(readings[1], report=replace(readings[1].report, metadata=Metadata(places=(place,))))
    slots = find_slots(readings, claims, (), LEX)
    (relation,) = relate_claims(StoryId("s"), readings, claims, slots, (), (), LEX)
    assert (relation.type.value, relation.rule) == ("scope_difference", "quantity.part")
    assert relation.left == (claims[0].id,)
    assert relation.reason == "“US advisers” are among “US troops”: a part, no rival figure."


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ((2500, "US troops", "Peru"), (300, "US advisers", "Chile")),
        ((2500, "US troops", "Peru"), (300, "Cuban advisers", "Peru")),
        ((200, "US troops", "Peru"), (300, "US advisers", "Peru")),
    ],
)
def test_of_another_place_or_holder_or_larger_they_are_no_part(whole, part):
    readings, claims = story(whole, part)
    slots = find_slots(readings, claims, (), LEX)
    assert relate_claims(StoryId("s"), readings, claims, slots, (), (), LEX) == ()


def test_troops_of_a_country_meet_however_they_are_named_and_say_why():
    readings, claims = story((2500, "U.S. troops", "Iraq"), (2500, "American forces", None), (2500, "troops", "Iraq"))
    slots = find_slots(readings, claims, (), LEX)
    assert len(set(slots.values())) == 1
    why = explain_slots(readings, claims, slots, (), LEX)
    assert why[claims[1].id] == (
        "“forces” counts the same as “troop”.",
        "It names no place; the reports that name one say Iraq.",
        "“American” stands for United States.",
    )
    assert why[claims[2].id] == ("Whose they are is not said; the claims that say it name United States.",)
    _, (track,) = align_claims(StoryId("s"), claims, slots, (), reasons=why)
    assert {m.claim: m.reasons for m in track.merges} == why


def test_a_place_that_is_only_inferred_says_so():
    reading = make_reading(TEXT)
    claim = count(reading, "There were 40", 40, 40, where="Peru")
    inferred = replace(claim, content=replace(claim.content, where_from=PlaceBasis.CONTEXT))
    slots = find_slots([reading], [inferred], (), LEX)
    (reasons,) = explain_slots([reading], [inferred], slots, (), LEX).values()
    assert "not said with the number" in reasons[-1]


def test_a_reviewer_splits_and_joins():
    readings, claims = story((40, "divers", "Peru"), (40, "divers", "Peru"), (90, "swimmers", "Peru"))
    split = replace(claims[1], decided=(Action.SPLIT.value,))
    joined = replace(claims[2], decided=(Action.MERGE.value,), joined=claims[0].id)
    slots = find_slots(readings, [claims[0], split, joined], (), LEX)
    assert slots[claims[0].id] == slots[joined.id] != slots[split.id]
