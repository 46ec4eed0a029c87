"""The country where an amount is taken to be that nothing places nearer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports.gold import export_gold
from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import read_report
from onrecord.pipeline.stories import bare_account
from onrecord.records import Claim, Metadata, Quantity, RawReport, Story, StoryId
from onrecord.stages.amounts.scene_land import lands_named
from onrecord.stages.measure import find_quantities

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def claims(text: str, outlet: str | None = None) -> tuple[Claim, ...]:
    metadata = Metadata(outlet=outlet)
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=text.encode(), text=text, metadata=metadata)
    return find_quantities(read_report(raw, ANALYSER, LEXICONS), (), LEXICONS)


def last_amount(text: str, outlet: str | None = None) -> Quantity:
    content = claims(text, outlet)[-1].content
    assert isinstance(content, Quantity)
    return content


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("Peru's parliament met. Peruvian banks want help. The fund would hold $40 million.", "Peru"),
        ("A judge in Lima heard the case. Lawyers came from Cusco. The owner, 41, denied it.", "Peru"),
        ("The White House spoke. Congress met. The plan would cost $40 billion.", "United States"),
        ("The Bank of England met. Members of the Bank of England voted. Rates are at 4 percent.", "United Kingdom"),
        ("Peru met Chile in Lima. Peru scored early. Peru won. It had 14 corners.", "Peru"),
    ],
)
def test_an_amount_without_a_place_is_of_the_land_that_the_report_speaks_of(text: str, land: str) -> None:
    found = last_amount(text)
    assert (found.where, found.land) == (None, land)


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile held talks. Peru and Chile will build a bridge. It will cost $40 million.",
        "A ferry firm met its owners. It will pay $40 million.",
        "Peru has closed its ports. Peru is calm. The Chilean army and the Bolivian navy own 40 boats.",
        "The United Nations met. The European Union spoke. Peru watched. The fund will hold $40 million.",
    ],
)
def test_none_is_guessed_where_two_compete_or_none_shows(text: str) -> None:
    found = last_amount(text)
    assert (found.where, found.land) == (None, None)


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("Peru's ports are shut. Peru waits. Crude fell to $40 a barrel.", "world"),
        ("Peru's ports are shut. Peru waits. Oil prices fell 3 percent.", "world"),
        ("Peru's ports are shut. Peru waits. House prices fell 3 percent.", "Peru"),
        ("Peru's ports are shut. Peru waits. A firm lost 3 million barrels.", "Peru"),
    ],
)
def test_what_has_one_price_everywhere_is_of_the_world(text: str, land: str) -> None:
    assert last_amount(text).land == land


@pytest.mark.parametrize(
    ("outlet", "land"), [("Lima Gazette", "Peru"), ("BBC", "United Kingdom"), ("Orle Courier", None), (None, None)]
)
def test_the_outlet_tells_the_land_only_where_no_land_is_named(outlet: str | None, land: str | None) -> None:
    assert last_amount("The bridge is shut. It will cost $40 million.", outlet).land == land
    assert last_amount("Chile's bridge is shut. Chile waits. It will cost $40 million.", outlet).land == "Chile"


def test_a_place_of_its_own_leaves_no_land_to_guess() -> None:
    found = last_amount("Peru is calm. Peru waits. In Chile, a flood killed 40 people.")
    assert (found.where, found.land) == ("Chile", None)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("A bomb killed 14 Peru soldiers.", None),
        ("A bomb killed 14 Peru soldiers in Chile.", "Chile"),
        ("A bomb killed 14 Peru villagers.", "Peru"),
    ],
)
def test_whom_a_land_sends_abroad_is_not_placed_there(text: str, where: str | None) -> None:
    assert last_amount(text).where == where


def test_the_gold_format_has_the_guess_and_says_that_it_is_one() -> None:
    text = "Peru's parliament met. Peruvian banks want help. The fund would hold $40 million."
    found = claims(text)
    report = found[0].report
    account = bare_account(Story(id=StoryId("s"), title="", reports=(report,)), {}, found)
    exported = json.dumps(export_gold([account], {report: "a"}, {report: text}))
    assert '"where": "Peru", "where_from": "land"' in exported


@pytest.mark.parametrize(
    ("name", "lands"),
    [
        ("LONDON", {"United Kingdom"}),
        ("D-Calif", {"United States"}),
        ("Peruvian Coast Guard", {"Peru"}),
        ("European Union", {"world"}),
        ("Orle", set()),
    ],
)
def test_a_name_shows_its_land(name: str, lands: set[str]) -> None:
    assert lands_named(name, LEXICONS.names, LEXICONS.amounts) == lands


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for claim in claims(text or "."):
        assert isinstance(claim.content, Quantity)
        assert claim.content.where is None or claim.content.land is None
