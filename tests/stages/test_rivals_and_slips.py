"""Rival counts and slips of the pen, on invented stories read by their whole path with the rules."""

from functools import cache

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import claim_report, date_story, read_report, relate_story
from onrecord.records import DateField, Metadata, RawReport, Relation, Story, StoryId

LEXICONS = load_lexicons()


@cache
def analyser() -> RuleAnalyser:
    return RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def published(day: str) -> Metadata:
    return Metadata(dates=(DateField(name="datePublished", value=day),) if day else ())


def relate(*reports: tuple[str, str]) -> tuple[Relation, ...]:
    """The relations of a story of reports, each a day and a text."""
    raws = [
        RawReport(key=f"{n}.txt", location="", sha256=str(n), data=b"", text=text, metadata=published(day))
        for n, (day, text) in enumerate(reports)
    ]
    readings = [read_report(raw, analyser(), LEXICONS) for raw in raws]
    dated = date_story(readings, LEXICONS)
    claims = [c for r in readings for c in claim_report(r, dated[r.report.id], LEXICONS)]
    story = Story(id=StoryId("s"), title="made", reports=tuple(r.report.id for r in readings))
    return relate_story(story, readings, dated, claims, LEXICONS).relations


def rules(*reports: tuple[str, str]) -> set[str]:
    return {r.rule for r in relate(*reports)}


# A report that sets two counts of one thing side by side, and one that does not, a line each.
RIVALS = [
    "The Porters' League said 2,050 of its members were out. Harn Lines, the operator, put the number at 1,700.",
    "Civil defence officials said 14 people had died in Brel. The Red Lantern, a relief group, counted 19 bodies.",
    "The Porters' League said 2,180 porters had stopped work. Harn Lines counted 1,640 strikers.",
]
NO_RIVALS = [
    "The Porters' League said 2,050 of its members were out. In Sund, the league put the number at 1,700.",
    "The agency said 14 people had died in Brel. The Red Lantern counted 9 bodies in the harbour.",
    "The agency said 400 homes were destroyed in Brel. The Red Lantern said 520 homes were damaged.",
]


@pytest.mark.parametrize("text", RIVALS)
def test_two_sources_that_count_one_thing_differently_contradict(text):
    assert "quantity.two-counts" in rules(("2031-03-03", text))


@pytest.mark.parametrize("text", NO_RIVALS)
def test_counts_of_two_things_are_no_rivals(text):
    assert "quantity.two-counts" not in rules(("2031-03-03", text))


def test_exchanged_digits_of_one_number_are_an_error_in_passing_on():
    one = "6,435 people were living in shelters on Wednesday, the welfare ministry said."
    two = "6,453 people were living in shelters on Wednesday, the welfare ministry said."
    (slip,) = [r for r in relate(("2031-02-19", one), ("2031-02-19", two)) if r.rule == "quantity.slip"]
    assert slip.type.value == "contradicts"
    assert "order" in (slip.explained_by or "")


def test_a_number_of_another_day_is_no_slip():
    one = "6,435 people were living in shelters on Monday, the welfare ministry said."
    two = "6,453 people were living in shelters on Friday, the welfare ministry said."
    assert "quantity.slip" not in rules(("2031-02-17", one), ("2031-02-21", two))


def test_homes_destroyed_are_not_homes_damaged():
    one = "The storm destroyed 340 homes in Brel, the mayor of Brel said."
    two = "The storm damaged 1,200 homes in Brel, the mayor of Brel said."
    assert not {r.type.value for r in relate(("2031-02-17", one), ("2031-02-21", two))} & {"updates", "contradicts"}


def test_a_promise_by_a_day_already_past_that_another_gives_a_year_later_is_an_error():
    one = "The city council has promised to reopen all schools in Brel by 11 April 2031."
    two = "The city council has promised to reopen all schools in Brel by 11 April 2030."
    found = {r.rule: r for r in relate(("2031-02-17", one), ("2031-02-18", two))}
    assert "year" in (found["deadline.transmission"].explained_by or "")
    assert "deadline.later" not in found


# Two numbers in one sentence, told alike by two reports: two candidates, a whole and its part.
TOGETHER = [
    "Hale won 1,204 votes and Brandt 1,108 votes, the clerk said.",
    "Six of the 18 boats were lost.",
    "Of the 18 boats, six were lost.",
]


@pytest.mark.parametrize("text", TOGETHER)
def test_what_one_sentence_counts_side_by_side_is_at_odds_in_no_report(text):
    # Without a date, too: then nothing tells which of the two came first.
    found = (*relate(("2031-09-20", text), ("2031-09-21", text)), *relate(("", text), ("", text)))
    assert {r.type.value for r in found} <= {"corroborates", "near_copy", "refines"}
