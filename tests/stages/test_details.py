"""Claims that tell another's matter more closely: the day behind a length of time, who it was that died."""

import pytest

from tests.stages.test_outcomes import account

QUARRY = "Work at the Orrin quarry in Norland stopped in April after a wall of the quarry fell near the Orrin locks."


def refined(*texts, days=("2031-05-05", "2031-05-06")):
    """The rules by which claims refine others, with the words of both sides."""
    story = account(*((day, f"{text}\n\n{QUARRY}") for day, text in zip(days, texts, strict=False)))
    return {r.rule for r in story.relations if r.type.value == "refines"}


def test_the_day_behind_a_length_of_time_refines_it():
    text = (
        "The Orrin school will close for a week after a fire, a spokesman for the school said.\n\n"
        "The fire brigade of Norland advised the school to shut until 12 May."
    )
    assert "deadline.settled" in refined(text)


def test_a_day_within_the_days_of_the_sentence_before_refines_it():
    text = (
        "The Norland schools will be closed until the middle of next week.\n\n"
        "Some schools had closed before, but the government ordered them shut until 14 May."
    )
    assert "deadline.next-sentence" in refined(text)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "The Norland Health Office said one person had died in Lower Ostmere.",
            "The death of a 53-year-old man in Lower Ostmere on Monday was the first of the fever in Norland.",
            True,
        ),
        (
            "Officials said a woman died of fever in Lower Ostmere last week.",
            "A woman in Lower Ostmere died last week, the Health Office said.\n\nThe woman, in her 40s, was weak.",
            True,
        ),
        (
            "The Norland Health Office said one person had died in Lower Ostmere.",
            "The death of a 53-year-old man in Upper Tarn on Monday was the first of the fever in Norland.",
            False,
        ),
        (
            "Officials said a woman died of fever in Lower Ostmere last week.",
            "The death of a 53-year-old man in Lower Ostmere on Monday was the first of the fever in Norland.",
            False,
        ),
        (
            "The Norland Health Office said one person had died in Lower Ostmere; 12 had died in Lower Ostmere before.",
            "The death of a 53-year-old man in Lower Ostmere on Monday was one of many.",
            False,
        ),
    ],
)
def test_who_it_was_that_died_refines_that_one_died(first, second, expected):
    assert ("person.told-closer" in refined(first, second)) is expected


def test_a_death_of_another_week_is_another_one():
    first = "The Norland Health Office said one person had died in Lower Ostmere."
    second = "The death of a 53-year-old man in Lower Ostmere on Monday was the first of the fever in Norland."
    assert "person.told-closer" not in refined(first, second, days=("2031-05-05", "2031-05-19"))


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("A school in Ostmere was shut after a 13-year-old pupil caught the fever.", True),
        ("A school in Ostmere was shut after a 13-year-old girl caught the fever.", False),
        ("A school in Ostmere was shut after a 12-year-old pupil caught the fever.", False),
        ("A school in Upper Tarn was shut after a 13-year-old pupil caught the fever.", False),
    ],
)
def test_one_unnamed_of_one_age_and_place_is_one_person(second, expected):
    first = "The Ostmere school heard that a 13-year-old boy had caught the fever."
    story = account(("2031-05-05", f"{first}\n\n{QUARRY}"), ("2031-05-06", f"{second}\n\n{QUARRY}"))
    assert ("person.same-age" in {r.rule for r in story.relations}) is expected
