"""Sides that answer one another."""

import pytest

from tests.stages.test_outcomes import account

HARBOUR = "Work on the Orrin harbour wall in Norland stopped in April after the wall cracked near the Orrin locks."


def found(*texts):
    days = ("2031-05-06", "2031-05-07")
    story = account(*((day, f"{text}\n\n{HARBOUR}") for day, text in zip(days, texts, strict=False)))
    return {(r.type.value, r.rule) for r in story.relations if r.rule.startswith(("position", "tension"))}


def test_a_rejection_of_what_was_just_said_is_a_dispute():
    text = (
        '"They leave out the divers of Lund," said Tom Orr, a diver.\n\n'
        'Ida Voss, the head of the harbour board, rejected that. "We count every diver," she said.'
    )
    assert found(text) == {("disputed", "position.rejected")}


def test_a_denial_of_what_the_sentence_itself_tells_rejects_nothing_said_before():
    text = (
        '"They leave out the divers of Lund," said Tom Orr, a diver.\n\n'
        'Ida Voss, the head of the harbour board, denied that the locks were old. "We count every diver," she said.'
    )
    assert ("disputed", "position.rejected") not in found(text)


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        (
            "The harbour board is likely to close the Orrin locks, it said.",
            "There were no imminent plans to close the Orrin locks, Ida Voss said.",
            "tension.no-plans",
        ),
        (
            "The move is not a withdrawal, Ida Voss said.",
            "Tom Orr said the withdrawal of the divers from the harbour had begun.",
            "tension.not-so",
        ),
        (
            "The ferries should not be searched, Ida Voss said.",
            "Norland had searched the ferries at the Orrin locks, Tom Orr said.",
            "tension.should-not",
        ),
        (
            "The harbour board is likely to raise its storm alert to the top level, it said.",
            "Ida Voss, who raised the storm alert on Monday, said she had no immediate plans for a further rise.",
            "tension.no-plans",
        ),
        (
            "Voyages should not be restricted, Ida Voss said.",
            "The Norland Health Office urged sailors to avoid voyages to the harbour.",
            "tension.restraint",
        ),
    ],
)
def test_claims_that_pull_apart_are_a_tension(first, second, rule):
    assert ("tension", rule) in found(first, second)


def test_a_plan_for_another_act_is_no_tension():
    first = "The harbour board is likely to paint the lighthouse, it said."
    second = "There were no imminent plans to close the Orrin locks, Ida Voss said."
    assert found(first, second) == set()


def test_no_plans_for_a_further_rise_of_another_thing_are_no_tension():
    first = "The harbour board is likely to raise the ferry fares to the top level, it said."
    second = "Ida Voss, who raised the storm alert on Monday, said she had no immediate plans for a further rise."
    assert found(first, second) == set()


def test_another_act_on_the_same_thing_is_no_tension():
    first = "The ferries should not be searched, Ida Voss said."
    assert found(first, "Norland had painted the ferries at the Orrin locks, Tom Orr said.") == set()
    assert found(first, "Norland had not searched the ferries at the Orrin locks, Tom Orr said.") == set()
