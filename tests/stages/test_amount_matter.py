"""What sums, shares, lengths of time and parts of a count are of."""

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import read_report
from onrecord.records import Metadata, Quantity, RawReport
from onrecord.stages.measure import find_quantities

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def amounts(text: str) -> list[Quantity]:
    data = text.encode()
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=data, text=text, metadata=Metadata())
    found = find_quantities(read_report(raw, ANALYSER, LEXICONS), (), LEXICONS)
    return [c.content for c in found if isinstance(c.content, Quantity)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The tram firm lost $40m.", "loss"),
        ("A judge fined the mill $2m.", "fine"),
        ("The bank donated $29m.", "donation"),
        ("The town raised $5m for new pumps.", "new pumps"),
        ("The village lies 12 miles north of Orle.", "distance"),
        ("He was sentenced to eight years in prison.", "time in prison"),
        ("They spent six months without power.", "time without power"),
        ("She was held for 12 days.", "time held"),
        ("Doctors saw 40 cases of H7N9 flu.", "cases of H7N9 flu"),
        ("A 50-bed hospital opened.", "beds of hospital"),
        ("Some 75% of those asked said yes.", "share of those asked"),
        ("The deal was backed by 58 percent of those who voted.", "share of those who voted"),
        ("The village lies 60 km to the south.", "distance"),
        ("The village lies 35 miles northeast of Orle.", "distance"),
        ("Van sales had fallen 27 percent compared with a year earlier.", "Van sales"),
        ("The heads of the firms pocketed millions of dollars in bonuses.", "bonuses"),
        ("The mill lost a third of its already small value.", "share of small value"),
        ("Unemployment is at 6 percent, but experts say it will reach 7 percent.", "Unemployment"),
        ("The state pledged $80m to the victims of the storm.", "pledge"),
        ("Oil fell to close to $80 a barrel.", "Oil"),
        ("The blight is the cause of around 60 foot operations.", "foot operations"),
    ],
)
def test_what_is_counted(text: str, what: str) -> None:
    assert amounts(text)[-1].what == what


@pytest.mark.parametrize(
    ("text", "unit", "what", "part"),
    [
        ("Forty people were aboard. Of the 40, 12 were children.", "person", "children", True),
        ("Guards held 45 students, five of them minors.", "person", "minors", True),
        ("The blast killed nine people, three of them children.", "death", "deaths among children", True),
        ("The strike closed 120 schools. A further 80 opened late.", "school", "schools", False),
        ("A crash killed nine people. Six others are in hospital.", "person", "people", False),
        ("The flood has killed 45,000 people and 300,000 have been made homeless.", "person", "people homeless", False),
        ("Nine people drowned and 40 are reported missing.", "person", "people missing", False),
        ("Some 40 were hurt and nine were found dead.", "death", "deaths", False),
        ("Crews from six towns came. Fourteen of those taken to hospital had burns.", "person", "people", True),
        ("Twelve men were hurt. Three of the wounded died.", "death", "deaths among wounded", True),
    ],
)
def test_what_is_left_out_comes_from_before(text: str, unit: str, what: str, part: bool) -> None:
    found = amounts(text)[-1]
    assert (found.unit, found.what, found.part_of_total) == (unit, what, part)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Three soldiers killed 12 villagers.", ("person", "soldiers"), ("death", "deaths among villagers")),
        ("Four guards detained two students.", ("person", "guards"), ("person", "students detained")),
        ("Twelve villagers were killed, and 30 hurt.", ("death", "deaths among villagers"), ("person", "hurt")),
    ],
)
def test_who_did_it_is_not_among_those_it_was_done_to(
    text: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    one, two = amounts(text)
    assert ((one.unit, one.what), (two.unit, two.what)) == (first, second)


def test_of_the_dead_nothing_more_is_told() -> None:
    assert [q.what for q in amounts("A crash killed nine people. Four remain in bed.")] == ["deaths"]
    assert not amounts("Even in death she is the link between the two.")
