"""Where an amount holds when its own clause does not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import read_report
from onrecord.records import Confidence, Metadata, PlaceBasis, Quantity, RawReport
from onrecord.stages.measure import find_quantities

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)
STATED, SENTENCE, CONTEXT, REPORT = PlaceBasis.STATED, PlaceBasis.SENTENCE, PlaceBasis.CONTEXT, PlaceBasis.REPORT


def amounts(text: str) -> list[Quantity]:
    data = text.encode()
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=data, text=text, metadata=Metadata())
    found = find_quantities(read_report(raw, ANALYSER, LEXICONS), (), LEXICONS)
    return [c.content for c in found if isinstance(c.content, Quantity)]


def last_place(text: str) -> tuple[str | None, PlaceBasis]:
    found = amounts(text)[-1]
    return found.where, found.where_from


@pytest.mark.parametrize(
    ("text", "where", "basis"),
    [
        ("Doctors in Peru said 40 people had died.", "Peru", SENTENCE),
        ("The Peruvian health ministry said 40 people had died.", "Peru", SENTENCE),
        ("Police in flood-hit Peru said 40 people had died.", "Peru", SENTENCE),
        ("The Peru floods began on Monday. The floods have killed 40 people.", "Peru", CONTEXT),
        ("A bus crashed in Peru on Monday. It killed 40 people.", "Peru", CONTEXT),
        ("Rain fell in Peru on Monday. In all, 40 people have died in the country.", "Peru", CONTEXT),
        ("The World Health Organization said 40,000 people had died worldwide.", "world", STATED),
        ("The fever has killed 400 people in nine countries.", "world", STATED),
        ("The fever has reached six European countries.", "Europe", STATED),
        ("About 40 Peruvian schools have closed.", "Peru", SENTENCE),
        ("In Peru, where 40 people have died, rain still falls.", "Peru", STATED),
        ("Peru has 40 hospitals.", "Peru", SENTENCE),
        ("Miners in Cusco walked out. Some 9,000 miners are on strike nationwide.", "Peru", CONTEXT),
        ("A typhoon hit Peru on Friday. More than 200,000 fled their homes.", "Peru", CONTEXT),
        ("A train crashed in Chosa Valley. Crews have found 40 survivors in the same valley.", "Chosa Valley", CONTEXT),
        ("Voters in Cusco, as in 11 other states, stayed at home.", "Peru", SENTENCE),
        ("In Peru, shops have lost 40 percent of their trade.", "Peru", SENTENCE),
        ("A quake struck Peru on Friday. It left 40,000 people without water.", "Peru", CONTEXT),
        ("A storm hit Peru on Friday. Some 40 boats were wrecked.", "Peru", CONTEXT),
        ("The hospital in Cusco has 80 beds and 310 patients.", "Cusco", SENTENCE),
        ("The army freed 200 prisoners held in Cusco.", "Cusco", STATED),
        ("Shells killed 12 people in the besieged town of Cusco.", "Cusco", STATED),
        ("A group runs a site near Cusco that holds 400 people.", "Cusco", STATED),
        ("Police arrested 12 miners outside the Cusco plant.", "Cusco", STATED),
        ("A teacher aged 37 was hurt in Cusco.", "Cusco", SENTENCE),
    ],
)
def test_the_place_comes_from_the_scene(text: str, where: str, basis: PlaceBasis) -> None:
    assert last_place(text) == (where, basis)


@pytest.mark.parametrize(
    "text",
    [
        "Rivers rose in Peru and in Chile. Some 40 people have died.",  # two places compete
        "The charity, which runs homes in Peru, counted 40 boats.",  # a clause that only tells more of someone
        "A minister told reporters in Peru that 40 boats had sailed.",  # only said there
        "Rain has closed 40 roads in Peru, Chile and Brazil.",  # in all of them
        "The airline cancelled 40 flights from Peru to Chile.",  # a route
        "Some 40 percent backed Senator Ada Moran of Peru.",  # where someone is from
        "The storm has killed 300 people, 40 of them in Cusco.\n\nAid is short. It sank 40 boats.",  # only some there
        "Rain fell in Cusco. Floods in the same valley killed 40 people in 2019.",  # a valley that none has named
        "The firm, based in Cusco, has 40 ships.",  # its seat
        "A nurse from Peru treated 40 patients.",  # where someone comes from
        "Oil rose to $40 a barrel, a trader in Peru said.",  # a price has no place
        "Peru has sent 400 soldiers.",  # sent elsewhere
        "Of those asked in a poll on the war in Peru, 40 percent had no view.",  # a share
        "Rain fell in Peru on Monday. Two young African children were crying.",  # of another continent
        "Fighting went on in Peru on Monday.\n\nAda Moran, 41, a clerk, was in court.",  # may be anywhere
        "Soldiers fought in Peru. The crime brings a maximum of two years in prison.",  # a term
        "He was not in Peru at the time, yet his word filled 40 reports.",  # in another clause
        "A convoy of 20 trucks bound for Cusco was stopped.",  # on its way
        "Hospitals in Cusco and Arequipa took in 20 patients because beds in Lima ran out.",  # a reason
        "The talks in Peru failed. The rebels have 40 tanks in the region.",  # who knows which
    ],
)
def test_no_place_is_guessed(text: str) -> None:
    assert last_place(text)[0] is None


def test_a_count_without_a_place_is_of_where_the_report_is_set() -> None:
    lead = "Rivers burst their banks in Peru on Monday.\n\nRain fell in the north of Peru.\n\nMore is due in Peru.\n\n"
    assert last_place(f"{lead}Some 40 boats sank.") == ("Peru", REPORT)
    assert last_place(f"{lead}Chile has had no rain.\n\nSome 40 boats sank.")[0] in {None, "Peru"}


def test_an_inferred_place_is_never_sure() -> None:
    (stated,) = amounts("Some 40 people have died in Peru.")
    (inferred,) = amounts("Doctors in Peru said 40 people had died.")
    (nowhere,) = amounts("Some 40 people have died.")
    assert (stated.where_confidence, stated.stated_where) == (Confidence.HIGH, "Peru")
    assert (inferred.where_confidence, inferred.stated_where) == (Confidence.MEDIUM, None)
    assert (nowhere.where_confidence, nowhere.stated_where) == (None, None)


@given(st.lists(st.sampled_from(["In Peru,", "40 people", "died.", "There", "the country", "of", "Chile's", ",", "6"])))
def test_any_text_is_read(words: list[str]) -> None:
    assert all(q.where is None or q.where for q in amounts(" ".join(words)))
