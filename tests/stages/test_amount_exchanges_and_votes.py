"""Points of indices, votes of two sides, and whether an amount is a state or of a period."""

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import read_report
from onrecord.records import Metadata, Quantity, QuantityKind, RawReport
from onrecord.stages.measure import find_quantities

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)
STOCK, FLOW, RATE = QuantityKind.STOCK, QuantityKind.FLOW, QuantityKind.RATE
CUMULATIVE = QuantityKind.CUMULATIVE


def amounts(text: str) -> list[Quantity]:
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=text.encode(), text=text, metadata=Metadata())
    found = find_quantities(read_report(raw, ANALYSER, LEXICONS), (), LEXICONS)
    return [c.content for c in found if isinstance(c.content, Quantity)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Orle 50 index fell 2.3 percent, or 41.2, to close at 1,204.7.",
            [("percent", "2.3", RATE), ("point", "41.2", FLOW), ("point", "1204.7", STOCK)],
        ),
        ("The Nikkei slid 215 points to 10,233.", [("point", "215", FLOW), ("point", "10233", STOCK)]),
        ("The Velm composite was down a record 90 points.", [("point", "90", FLOW)]),
        ("The Orle index rose from 4,120 to 4,250 in May.", [("point", "4120", STOCK), ("point", "4250", STOCK)]),
    ],
)
def test_an_index_is_told_in_points(text: str, told: list[tuple[str, str, QuantityKind]]) -> None:
    found = amounts(text)
    assert [(q.unit, str(q.amount.low), q.kind) for q in found] == told
    assert all(word in text for q in found for word in q.what.split())
    assert "point" not in found[-1].what


@pytest.mark.parametrize(
    "text",
    [
        "The team averaged 98 points.",
        "The index was flat, and by noon 41 shops had shut.",
        "Rents rose 2 percent, or 41 crowns.",
    ],
)
def test_other_numbers_are_of_no_index(text: str) -> None:
    assert all("index" not in q.what for q in amounts(text))


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("The senate voted 52 to 45 to reject the treaty.", ["52", "45"]),
        ("On a 228 to 205 vote the measure failed.", ["228", "205"]),
        ("Some 140 deputies voted yes and 95 voted no.", ["140", "95"]),
        ("Some 4,000 members voted to strike.", ["4000"]),
        ("Some 4,000 people voted in Orle.", []),
        ("The team won 52 to 45.", []),
        ("Orle beat Velm 3 to 2, a vote for youth.", []),
        ("The firm moved 45 to 52 lorries.", []),
    ],
)
def test_votes_of_two_sides_are_counted(text: str, votes: list[str]) -> None:
    found = [q for q in amounts(text) if q.unit == "vote"]
    assert [str(q.amount.low) for q in found] == votes
    assert all(q.kind is FLOW for q in found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The firm bought a $2 million stake.", STOCK),
        ("The bank has a $9 million credit line.", STOCK),
        ("The firm paid a $2 million fine.", FLOW),
        ("Three bombs exploded in Orle.", FLOW),
        ("The market has 40 stalls.", STOCK),
        ("The price fell $10 a barrel.", FLOW),
        ("The water is falling by 11 cm a day.", RATE),
        ("Oil is at $40 a barrel.", STOCK),
        ("Support fell nine percentage points.", FLOW),
        ("After five monthly increases, rents fell.", FLOW),
        ("Rebels fired six mortars at the port.", FLOW),
    ],
)
def test_the_kind_of_an_amount(text: str, kind: QuantityKind) -> None:
    assert amounts(text)[0].kind is kind


def test_those_listed_after_some_of_the_dead_are_dead() -> None:
    killed, soldiers, drivers = amounts("A bomb killed 22 people including 14 soldiers and three drivers.")
    assert [q.unit for q in (killed, soldiers, drivers)] == ["death", "death", "death"]
    assert drivers.part_of_total
    *_, drivers = amounts("A bomb killed 22 people including 14 soldiers, and three drivers fled.")
    assert drivers.unit == "person"
