"""Physical amounts in one unit, to be compared: exact, only where units differ, only within a dimension."""

from decimal import Decimal

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.records import Claim, Quantity
from onrecord.stages.amounts.conversion import in_common_units
from tests.stages.made_account import count, make_reading

SIZES = load_lexicons().amounts.units.sizes
WORDS = "The slick was measured."


def converted(*amounts: tuple[int, str]) -> list[tuple[str, str]]:
    reading = make_reading(WORDS)
    claims = [count(reading, WORDS, low, low, unit=unit, what="slick") for low, unit in amounts]
    return [_read(claim) for claim in in_common_units(claims, SIZES)]


def _read(claim: Claim) -> tuple[str, str]:
    assert isinstance(claim.content, Quantity)
    assert claim.content.amount.exact
    return f"{claim.content.amount.low:f}", claim.content.unit


@pytest.mark.parametrize(
    ("amounts", "wanted"),
    [
        ([(40, "km"), (25, "mile")], [("40", "km"), ("40.2336", "km")]),
        ([(3, "tonne"), (3000, "kg")], [("3000", "kg"), ("3000", "kg")]),
        ([(2, "barrel"), (84, "gallon")], [("84", "gallon"), ("84", "gallon")]),
        ([(5, "barrel/day"), (210, "gallon/day")], [("210", "gallon/day"), ("210", "gallon/day")]),
        ([(10, "acre"), (4, "hectare")], [("4.04685642240", "hectare"), ("4", "hectare")]),
        ([(3, "mile"), (5, "foot")], [("15840", "foot"), ("5", "foot")]),
        ([(40, "km"), (9, "km")], [("40", "km"), ("9", "km")]),
        ([(40, "mile"), (3, "kg"), (7, "person")], [("40", "mile"), ("3", "kg"), ("7", "person")]),
        ([(60, "mile/hour"), (9, "km/day")], [("60", "mile/hour"), ("9", "km/day")]),
    ],
)
def test_units_meet(amounts: list[tuple[int, str]], wanted: list[tuple[str, str]]) -> None:
    assert [(Decimal(n), unit) for n, unit in converted(*amounts)] == [(Decimal(n), unit) for n, unit in wanted]


def test_every_unit_with_a_size_can_be_read() -> None:
    assert set(SIZES) <= set(load_lexicons().amounts.units.measures.values())
