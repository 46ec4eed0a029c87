"""Amounts that a sentence gives to another occasion than the story's."""

from datetime import date

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.records import Interval, Span
from onrecord.stages.stories.other_occasions import other_occasion

WORDS = load_lexicons().stories.slots
DAY = Interval(lo=date(2031, 5, 4), hi=date(2031, 5, 4))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("In the great flood of 2024, [58] villagers drowned.", "[in 2024]"),
        ("[58] villagers drowned in the flood of March 2024.", "[in 2024]"),
        ("During the 2019 dock strike [58] ships were held up.", "[in 2019]"),
        ("The landslide four years ago killed [58] villagers.", "[years ago]"),
        ("In a separate fire, [58] villagers died.", "[elsewhere]"),
        ("[58] villagers died in another unrelated rail crash.", "[elsewhere]"),
        ("[58] villagers have drowned, more than in the flood of 2024.", ""),
        ("[58] villagers have drowned since the flood of 2024.", ""),
        ("Since the flood of 2024, [58] villagers have drowned.", ""),
        ("The flood of 2024 was small; [58] villagers drowned now.", ""),
        ("The flood of 2031 has drowned [58] villagers.", ""),
        ("In a separate statement the council spoke of [58] villagers.", ""),
        ("[58] villagers of Tarrow drowned in the flood.", ""),
    ],
)
def test_a_number_of_another_occasion_is_marked(text, mark):
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    assert other_occasion(Span(start=0, end=len(plain)), Span(start=start, end=end), plain, DAY, WORDS) == mark
