"""Which way a bare weekday, month or day looks; read on Wednesday 10 March 2021, marks as in `marked_times`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.time.timex_tense import FUTURE, PAST, lean_between
from tests.stages.marked_times import LEXICON, check

BACK = [
    "The dyke tore open on [Sunday]{2021-03-07} and drowned the fields.",
    "The depot on [Friday]{2021-03-05} burnt to the ground.",
    "Just ahead of the vote, the council on [Monday]{2021-03-08} dropped the plan.",
    "On [Tuesday]{2021-03-09}, the council dropped its plan for a tram.",
    "Mr. Dorn may have been shot on [Monday]{2021-03-08}, police said.",
    "The clerk could not be reached on [Monday]{2021-03-08}.",
    "The lease had been due to expire on [Friday]{2021-03-05}.",
    "Only two mines had filed their papers by [Friday]{2021-03-05 by}.",
    "Until [Monday]{2021-03-08 until}, nobody had called the fire arson.",
    "Guards stayed at the gate until [Sunday]{2021-03-07 until}.",
    "Drivers will appeal [Monday]{2021-03-08}'s ruling.",
    "The union must answer [Friday]{2021-03-05}'s deadly crash with new rules.",
    "They were shot dead on the road on [Sunday]{2021-03-07}.",
    "The miners refused to go down on [Monday]{2021-03-08}.",
    "The bank is trying to sell itself under a [June]{2020-06} agreement.",
    "Exports rose through [February]{2021-02}.",
    "The United Drivers met on [Monday]{2021-03-08}.",
]
AHEAD = [
    "The drivers planned a march in Orlen on [Saturday]{2021-03-13}.",
    "The crew planned to sail on [Thursday]{2021-03-11}.",
    "The fee would be paid on a still unnamed date in [May]{2021-05}.",
    "The clerk, he said, would be flying to Orlen on [Friday]{2021-03-12}.",
    "The two sides meet again on [Monday]{2021-03-15} in Orlen.",
    "The appeal is heard in [May]{2021-05}.",
    "The accord was scheduled to be signed on [Friday]{2021-03-12}.",
    "They have until [Monday]{2021-03-15 until} to hand in the keys.",
    "The judge postponed the hearing until [Monday]{2021-03-15 until}.",
    "The mine agreed to pay down the loan by [May]{2021-05 by}.",
    "The plan to refloat the barge by [May]{2021-05 by} stands.",
    "He reached a deal to buy the pier in [June]{2021-06}.",
    "It said guards will leave on [Sunday]{2021-03-14}.",
    "The strike was to begin on [Monday]{2021-03-15}.",
    "New rules to be published in [June]{2021-06} will say more.",
]


@pytest.mark.parametrize("marked", BACK)
def test_a_clause_that_looks_back(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", AHEAD)
def test_a_clause_that_looks_ahead(marked: str) -> None:
    check(marked)


@given(st.text(max_size=120), st.text(max_size=80))
def test_any_words_have_a_lean_or_none(before: str, after: str) -> None:
    assert lean_between(before, after, LEXICON) in {PAST, FUTURE, None}
