"""What a pattern is said to hold (`holds`), without which it is not tried, stands in every match of it."""

from pathlib import Path

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.lexicons.page import Cue
from onrecord.lexicons.time import Matcher

LEXICONS = load_lexicons()
MATCHERS = {m.rule.name + str(m.order): m for every in LEXICONS.time.needs.values() for m in every}
CUES = {
    "comments": LEXICONS.page.comments,
    "photo": LEXICONS.page.photo_credit,
    "corrections": LEXICONS.page.corrections_inside,
    "ages": LEXICONS.page.links_with_age,
    **{f"{n} {r.reason}": r.cue for n, r in enumerate(LEXICONS.page.rules)},
}
TIMES = (
    "12/5/2031 two weeks ago, a decade hence, ten days from now. Two years earlier, three days later, a month "
    "previously, six hours afterwards. The 19th century, a 10-day strike, two-week talks, five to six days, "
    "three or four weeks, 7-8 months, this week, last month, the upcoming year, previous quarter, prior year, "
    "the following day, tonight, last night, this morning, overnight, half an hour, a half day, half-year. "
    "Now, currently, at present, at the moment, presently, nowadays, these days, for the time being, "
    "recently, lately, long ago, the recent past. The first half of 2031, fourth quarter, the comparable "
    "year-earlier quarter, year-ago, prior-year, the same period of last year, Q3 2031, the past 12 months, "
    "the final two weeks, the latest quarter, nineteen ninety-five, two thousand, the 1990s, the ’80s, every "
    "week, each Monday, year-end, the end of the year, the weekend, the full year, all day, that day, the "
    "same week, daily, weekly, hourly, the most recent month, recent days, coming weeks, the near future, "
    "soon, as soon as possible, fiscal year 2031, the financial 2031, that date, this time next year, early "
    "this week, late the year, midway through the week, the remainder of the month, last June, this May, "
    "early June of last year, noon on Monday, midday on Thursday, the afternoon Friday, Tuesday of next week, "
    "a week on Monday, dozens of years, decades, centuries. The 4th and 5th of May 2031, on the 27th, in the "
    "late nineteen-sixties, at 11:40 and at four in the morning, May and June 2031, the evening of 4 May, "
    "the morning of May 4, the 2031 quarter, the quarter, until then, three times a week, the week of 6 March, "
    "460 BC. March third, the fourth of July, May the 4th, the first Monday of May, the last week of the month, "
    "the first Friday of every month, Tuesday week, the night before, the year after, the week before last, the "
    "month after next, ten years ago today, a week ago on Friday, two days before. Talks resume midweek. H1 2031, "
    "1H 2031, 2Q31, 4Q, FY2031. The week ending 4 May, a day-long talk. "
)
PAGES = (
    "We welcome your comments.\nJoin the discussion\nHere is a selection of your views\nThe following are "
    "your words\nPhotograph: Ada Orda/Getty Images\nPicture: Reuters Orlo\nThis report was amended on 3 May\n"
    "Dam shut - 3 hours ago\nREUTERS/Ada Orda\nGetty Images\n[1/3]\n(File photo: Orlo)\n[Image: the dam]\n"
    "(Ada Orda/AP)\nThe dam, via AFP\n(Ada Orda -- AP)\nby Ada Orda -- Reuters)\nAP photo of the dam)\nUse "
    "the form below.\nNot all emails will be read.\nYour comments may be published.\nWe may edit your "
    "comments.\nThe thread is now closed.\nAll rights reserved.\nIt may not be reproduced.\n© Orlo News\n"
)
_AROUND = 8


def _texts() -> list[str]:
    folder = Path(__file__).parents[2] / "examples" / "reports"
    return [TIMES, *(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))]


@pytest.mark.parametrize("name", sorted(MATCHERS))
def test_every_time_holds_its_letters(name: str) -> None:
    matcher: Matcher = MATCHERS[name]
    # What a pattern looks back or ahead at counts too.
    found = [
        text[max(0, match.start() - _AROUND) : match.end() + _AROUND].lower()
        for text in _texts()
        for match in matcher.regex.finditer(text)
    ]
    if matcher.rule.holds:
        assert all(any(letters in words for letters in matcher.rule.holds) for words in found)


def test_most_held_letters_are_seen() -> None:
    held = [m for m in MATCHERS.values() if m.rule.holds]
    assert sum(m.regex.search(TIMES) is not None for m in held) > 0.8 * len(held)


@pytest.mark.parametrize("name", sorted(CUES))
def test_every_part_of_a_page_holds_its_letters(name: str) -> None:
    cue: Cue = CUES[name]
    lines = [line for text in (*_texts(), PAGES) for line in text.split("\n")]
    assert [line for line in lines if cue.pattern.search(line)] == [line for line in lines if cue.search(line)]
