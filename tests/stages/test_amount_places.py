"""Where an amount holds."""

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import read_report
from onrecord.records import Metadata, Quantity, RawReport
from onrecord.stages.measure import find_quantities

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def places(text: str) -> list[str | None]:
    data = text.encode()
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=data, text=text, metadata=Metadata())
    reading = read_report(raw, ANALYSER, LEXICONS)
    found = find_quantities(reading, (), LEXICONS)
    return [c.content.where for c in found if isinstance(c.content, Quantity)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("The fever has killed 40 people in Portugal, doctors said.", ["Portugal"]),
        ("There are 40 confirmed cases in the US, doctors said.", ["United States"]),
        ("Three new cases were linked to travel to Brazil.", [None]),
        ("The death toll rose to 15 after a boat sank off Malta.", [None]),
        ("The fever has infected 400 people in 9 countries, Portugal among them.", ["world"]),
        ("Norway: 40 confirmed cases.", ["Norway"]),
    ],
)
def test_the_place_beside_the_amount(text: str, where: list[str | None]) -> None:
    assert places(text)[: len(where)] == where


def test_a_count_of_the_dead_without_a_place_is_of_where_the_report_is_set() -> None:
    text = "Rivers burst their banks in Portugal on Monday.\n\nThe army was sent to the north of Portugal.\n\n"
    assert places(f"{text}Rain fell all over Portugal. At least 40 people have died.")[-1] == "Portugal"
    assert places(f"{text}Rain fell all over Spain. Some 40 boats were wrecked.")[-1] == "Spain"
    assert places(f"{text}Rain fell all over Spain. Some 40 boats were built.")[-1] is None


def test_a_report_of_two_lands_is_set_in_neither() -> None:
    text = "Rivers burst their banks in Portugal and Spain.\n\nTroops went to Spain, and others to Portugal.\n\n"
    assert places(f"{text}At least 40 people have died.")[-1] is None
