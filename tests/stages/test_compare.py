"""Relations between claims: the right ones are found, and the traps are not fallen into."""

from dataclasses import replace

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.records import (
    CommitmentKind,
    Confidence,
    CountStatus,
    Mention,
    NameKind,
    PromiseStatus,
    QuantityKind,
    RelationType,
    ReportEntity,
    Span,
    StoryId,
)
from onrecord.stages.align import find_slots
from onrecord.stages.compare import relate_claims
from tests.stages.made_account import count, make_reading, promise, saying

LEX = load_lexicons()


def relations(readings, claims, copies=()):
    slots = find_slots(readings, claims, (), LEX)
    return relate_claims(StoryId("s"), readings, claims, slots, (), copies, LEX)


def types(readings, *claims):
    return sorted((r.type.value, r.rule) for r in relations(readings, claims))


def two(first, second, text="There were some divers in Lund."):
    readings = [
        make_reading(text, key="a", published="2031-03-02"),
        make_reading(text, key="b", published="2031-03-02"),
    ]
    defaults = {"where": "Lund", "as_of": "2031-03-01"}
    claims = [
        count(r, "There were", *values.pop("n"), **(defaults | values))
        for r, values in zip(readings, (dict(first), dict(second)), strict=True)
    ]
    return types(readings, *claims)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"n": (40, 40)}, {"n": (40, 40)}, [("corroborates", "quantity.equal")]),
        ({"n": (40, 40)}, {"n": (52, 52)}, [("contradicts", "quantity.overlapping-time")]),
        ({"n": (40, 40)}, {"n": (52, 52), "as_of": "2031-03-02"}, [("updates", "quantity.disjoint-time")]),
        ({"n": (40, 40)}, {"n": (30, 50)}, [("refines", "quantity.inside")]),
        ({"n": (None, 40)}, {"n": (40, 40)}, [("soft_discrepancy", "quantity.hedge")]),
        ({"n": (50, 50), "hedge": "about"}, {"n": (30, 50)}, [("soft_discrepancy", "quantity.range")]),
        (
            {"n": (2500, 2500), "hedge": "around"},
            {"n": (2400, 2400), "hedge": "about", "as_of": "2031-03-02"},
            [("soft_discrepancy", "quantity.tolerance")],
        ),
        ({"n": (40, 40)}, {"n": (52, 52), "as_of": None}, [("unresolved", "quantity.unknown-time")]),
        ({"n": (40, 40)}, {"n": (52, 52), "where": "Ostmere"}, []),
        ({"n": (None, 176)}, {"n": (None, 101), "as_of": "2031-03-02"}, [("updates", "quantity.disjoint-time")]),
        ({"n": (200, None)}, {"n": (2000, None), "as_of": "2031-03-02"}, [("updates", "quantity.disjoint-time")]),
        ({"n": (7, 7), "unit": "magnitude"}, {"n": (5, 5), "unit": "magnitude", "as_of": "2031-03-02"}, []),
        ({"n": (3, 3), "where": None}, {"n": (7, 7), "where": None, "as_of": "2031-03-02"}, []),
        ({"n": (40, 40), "where": None}, {"n": (900, 900), "where": None, "as_of": "2031-03-02"}, []),
        ({"n": (40, 40)}, {"n": (52, 52), "what": "nurses"}, []),
        ({"n": (40, 40)}, {"n": (52, 52), "confidence": Confidence.LOW}, []),
        ({"n": (40, 40)}, {"n": (52, 52), "kind": QuantityKind.FLOW}, []),
        ({"n": (40, 40)}, {"n": (52, 52), "status": CountStatus.SUSPECTED}, [("scope_difference", "quantity.status")]),
        (
            {"n": (10, 10), "kind": QuantityKind.DURATION, "unit": "year"},
            {"n": (20, 20), "kind": QuantityKind.DURATION},
            [],
        ),
    ],
)
def test_two_amounts(first, second, expected):
    assert two(first, second) == expected


def test_a_value_unlike_the_one_before_and_after_it_contradicts():
    readings = [make_reading("There were some divers.", key=str(n)) for n in range(3)]
    values = ((40, "2031-03-01"), (90, "2031-03-03"), (40, "2031-03-05"))
    claims = [count(r, "There were", n, n, where="Lund", as_of=d) for r, (n, d) in zip(readings, values, strict=True)]
    assert ("contradicts", "quantity.outlier") in types(readings, *claims)


def test_counts_of_two_bodies_set_side_by_side_contradict():
    reading = make_reading("The town counted 40 divers in Lund.\nThe club counted 52 divers in Lund.")
    fields = {"where": "Lund", "as_of": "2031-03-01"}
    town = count(reading, "counted 40 divers", 40, 40, speaker="the town", **fields)
    club = count(reading, "counted 52 divers", 52, 52, speaker="the club", **fields)
    (found,) = relations([reading], [town, club])
    assert (found.type.value, found.rule) == ("contradicts", "quantity.two-counts")
    assert "the town" in found.reason
    assert "the club" in found.reason


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((40, 40), (12, 12), []),
        ((40, 40), (9_000, 9_000), []),
        ((None, 100), (30, 30), [("soft_discrepancy", "quantity.limit")]),
        ((40, 40), (52, 52), [("updates", "quantity.disjoint-time")]),
    ],
)
def test_tolls_of_two_days(first, second, expected):
    toll = {"what": "deaths", "unit": "death", "kind": QuantityKind.CUMULATIVE}
    assert two({"n": first, **toll}, {"n": second, "as_of": "2031-03-02", **toll}) == expected


def test_what_was_long_ago_is_no_state_of_the_story():
    assert two({"n": (40, 40), "as_of": "2009-03-01"}, {"n": (52, 52)}) == []


def test_a_number_far_above_the_least_is_no_finer_one():
    assert two({"n": (40, None)}, {"n": (52, 52)}) == [("refines", "quantity.inside")]
    assert ("refines", "quantity.inside") not in two({"n": (40, None)}, {"n": (520, 520)})


def test_a_rise_told_whole_is_an_update_and_dates_nothing_else():
    readings = [
        make_reading("The level went from 3 to 5 on Friday.", key="a", published="2031-03-08"),
        make_reading("The level is 4.", key="b", published="2031-03-05"),
    ]
    claims = [
        count(readings[0], "from 3", 3, 3, unit="level", what="level", as_of="2031-03-07"),
        count(readings[0], "to 5 on Friday", 5, 5, unit="level", what="level", as_of="2031-03-07"),
        count(readings[1], "The level is 4", 4, 4, unit="level", what="level", as_of="2031-03-05"),
    ]
    found = {(r.rule, r.left, r.right) for r in relations(readings, claims)}
    before, after, other = (c.id for c in claims)
    assert found == {("quantity.from-to", (before,), (after,)), ("quantity.disjoint-time", (other,), (after,))}


def test_only_the_first_finer_value_refines_a_vague_one():
    readings = [make_reading("There were some divers.", key=k, published=f"2031-03-0{k}") for k in "1234"]
    values = [(2000, None, "thousands"), (15000, 15000, "about"), (15000, 15000, "about"), (19000, 19000, "about")]
    claims = [
        count(r, "There were", low, high, hedge=hedge, as_of=f"2031-03-0{r.report.key}", where="Lund")
        for r, (low, high, hedge) in zip(readings, values, strict=True)
    ]
    refined = [(r.left, r.right) for r in relations(readings, claims) if r.rule == "quantity.inside"]
    assert refined == [((claims[0].id,), (claims[1].id,))]


def test_counts_of_another_status_are_set_beside_the_nearest_in_time():
    readings = [make_reading("There were some divers.", key=k, published=f"2031-03-{k}") for k in ("02", "09", "19")]
    claims = [
        count(r, "There were", n, n, status=status, as_of=f"2031-03-{r.report.key}", where="Lund")
        for r, n, status in zip(
            readings, (40, 90, 95), (CountStatus.SUSPECTED, CountStatus.CONFIRMED, CountStatus.CONFIRMED), strict=True
        )
    ]
    scopes = [(r.left, r.right) for r in relations(readings, claims) if r.rule == "quantity.status"]
    assert scopes == [((claims[1].id,), (claims[0].id,))]


def test_a_lag_explains_only_counts_of_the_body_that_it_names():
    texts = (
        "The Harbour Office tally lags those of the clinics, it said.",
        "There were some cases in Lund.",
        "There were some cases in Lund.",
    )
    readings = [make_reading(t, key=k, published="2031-03-02") for k, t in zip("abc", texts, strict=True)]
    named = Span(start=4, end=18)
    readings[0] = replace(
        readings[0],
        mentions=(Mention(span=named, sentence=0, kind=NameKind.ORGANISATION, entity=0),),
        entities=(ReportEntity(index=0, name="Harbour Office", kind=NameKind.ORGANISATION),),
    )

    def rules(speaker):
        values = {"unit": "case", "what": "cases", "where": "Lund", "as_of": "2031-03-01"}
        claims = [
            count(readings[1], "There were", 40, 40, speaker=speaker, **values),
            count(readings[2], "There were", 52, 52, speaker="Lund Clinic", **values),
        ]
        return {rule for _, rule in types(readings, *claims)}

    assert rules("Harbour Office") == {"quantity.lag"}
    assert rules("Ida Voss") == {"quantity.overlapping-time"}


def test_a_lag_that_a_report_names_explains_a_difference():
    readings = [
        make_reading("The agency counted 40 sick sheep. Its tally lags behind the farms.", key="a"),
        make_reading("Farmers counted 52 sick sheep.", key="b"),
    ]
    claims = [
        count(readings[0], "40 sick", 40, 40, what="sick sheep", where="Lund", as_of="2031-03-01", speaker="Agency"),
        count(readings[1], "52 sick", 52, 52, what="sick sheep", where="Lund", as_of="2031-03-01", speaker="Farmers"),
    ]
    (relation,) = relations(readings, claims)
    assert relation.type is RelationType.SOFT_DISCREPANCY
    assert relation.explained_by


PLAN = {"actor": "Norland", "action": "close", "what": "the Terel mine"}


def plans(first, second, published=("2031-03-02", "2031-03-02")):
    readings = [
        make_reading("Norland will close the Terel mine.", key=key, published=day)
        for key, day in zip("ab", published, strict=True)
    ]
    return readings, [
        promise(r, "close the Terel mine", **(PLAN | fields))
        for r, fields in zip(readings, (first, second), strict=True)
    ]


@pytest.mark.parametrize(
    ("first", "second", "published", "expected"),
    [
        ("2031-06-30", "2031-06-30", "2031-03-02", ("corroborates", "deadline.equal")),
        ("2031-06-30", "2031-06-15", "2031-03-02", ("refines", "deadline.inside")),
        ("2031-06-30", "2031-09-30", "2031-03-02", ("contradicts", "deadline.disjoint")),
        ("2031-06-30", "2031-09-30", "2031-05-20", ("slips", "deadline.later")),
        ("2031-06-30", "2031-04-30", "2031-04-01", ("supersedes", "deadline.earlier")),
    ],
)
def test_two_deadlines(first, second, published, expected):
    readings, claims = plans({"by": f"..{first}"}, {"by": f"..{second}"}, ("2031-03-02", published))
    assert types(readings, *claims) == [expected]


def test_a_day_set_instead_of_another_is_a_change_and_no_contradiction():
    told = ("close the Terel mine by 30 June", "close the Terel mine by 30 September instead of 30 June")
    readings = [make_reading(f"Norland will {words}.", key=key) for key, words in zip("ab", told, strict=True)]
    claims = [
        promise(reading, words, **(PLAN | {"by": f"..2031-{day}"}))
        for reading, words, day in zip(readings, told, ("06-30", "09-30"), strict=True)
    ]
    assert types(readings, *claims) == [("slips", "deadline.later")]


def test_a_deadline_before_its_own_decision_is_proven_from_the_report_alone():
    readings, claims = plans(
        {"by": "..2029-09-30", "said_on": "2030-01-01..2030-12-31"}, {"by": "..2031-09-30", "said_on": None}
    )
    found = {r.type: r for r in relations(readings, claims)}
    assert found[RelationType.SELF_INCONSISTENT].left == (claims[0].id,)
    assert found[RelationType.CONTRADICTS].explained_by


def test_a_commitment_given_up_is_superseded():
    readings, claims = plans({}, {"status": PromiseStatus.WITHDRAWN}, ("2031-03-02", "2031-05-02"))
    assert types(readings, *claims) == [("supersedes", "commitment.withdrawn")]


def test_a_promise_that_will_no_longer_be_kept_is_given_up():
    told = ("close the Terel mine", "no longer close the Terel mine")
    readings = [
        make_reading(f"Norland will {words}.", key=key, published=day)
        for words, key, day in zip(told, "ab", ("2031-03-02", "2031-05-02"), strict=True)
    ]
    plan, end = (promise(r, words, **PLAN) for r, words in zip(readings, told, strict=True))
    end = replace(end, content=replace(end.content, kind=CommitmentKind.REFUSAL))
    assert types(readings, plan, end) == [("supersedes", "commitment.withdrawn")]


def test_one_common_word_makes_no_two_statements_one():
    words = ("I was really sick", "We are sick of this")
    readings = [make_reading(f"“{w},” someone said.", key=w) for w in words]
    claims = [saying(r, w, name) for r, w, name in zip(readings, words, ("Ida Voss", "Tom Orr"), strict=True)]
    assert types(readings, *claims) == []


QUOTE = "We will never sell the forest to the railway company"


def test_one_quote_in_two_wordings():
    readings = [make_reading(f"“{QUOTE},” Ida Voss said.", key="a"), make_reading(f"“{QUOTE}s.” So Voss.", key="b")]
    claims = [saying(readings[0], QUOTE, "Ida Voss"), saying(readings[1], f"{QUOTE}s", "Ida Voss")]
    (relation,) = relations(readings, claims)
    assert relation.type is RelationType.SAME_QUOTE_VARIANT
    assert "companys" in relation.reason


def test_the_same_words_given_to_two_people():
    readings = [make_reading(f"“{QUOTE},” Ida Voss said.", key="a"), make_reading(f"“{QUOTE},” said Tom Orr.", key="b")]
    claims = [saying(readings[0], QUOTE, "Ida Voss"), saying(readings[1], QUOTE, "Tom Orr")]
    assert types(readings, *claims) == [("attribution_mismatch", "quote.two-speakers")]


PARAPHRASES = [
    ("Ida Voss", "militia that joined the council may stand in the harbour election", True),
    ("Tom Orr", "militia that joined the council may stand in the harbour election", True),
    ("Ida Voss", "the council may open the harbour to tourists after repairs next spring", False),
    ("Ida Voss", "militia that joined the council may not stand in the harbour election", False),
]


@pytest.mark.parametrize(("speaker", "words", "same"), PARAPHRASES)
def test_a_statement_told_in_other_words(speaker, words, same):
    first = "former militia groups, once merged into the council, have a right to stand in the harbour election"
    readings = [make_reading(f"{text}, someone said.", key=key) for key, text in (("a", first), ("b", words))]
    claims = [
        saying(readings[0], first, "Ida Voss", said_on="2031-03-01"),
        saying(readings[1], words, speaker, said_on="2031-03-01"),
    ]
    assert (("corroborates", "statement.same") in types(readings, *claims)) is same


def test_opposite_statements_on_one_question_are_disputed():
    readings = [
        make_reading("Ida Voss said the council supports the forest railway plan.", key="a"),
        make_reading("Tom Orr said the council rejects the forest railway plan.", key="b"),
    ]
    claims = [
        saying(readings[0], "the council supports the forest railway plan", "Ida Voss", quoted=False),
        saying(readings[1], "the council rejects the forest railway plan", "Tom Orr", quoted=False),
    ]
    assert types(readings, *claims) == [("disputed", "position.disputed")]


def test_evidence_stands_on_both_sides():
    readings = [make_reading("There were 40 divers.", key=k) for k in "ab"]
    claims = [
        count(r, "There were 40", n, n, where="Lund", as_of="2031-03-01")
        for r, n in zip(readings, (40, 60), strict=True)
    ]
    (relation,) = relations(readings, claims)
    assert {e.report for e in relation.evidence} == {r.report.id for r in readings}
    assert relation.reason


def test_the_order_of_the_claims_does_not_matter():
    readings = [make_reading("There were 40 divers.", key=str(n)) for n in range(4)]
    claims = [
        count(r, "There were 40", 40 + n % 3, 40 + n % 3, where="Lund", as_of=f"2031-03-0{n + 1}")
        for n, r in enumerate(readings)
    ]
    assert relations(readings, claims) == relations(readings[::-1], claims[::-1])
