"""Dates of passages that tell the past; read on Wednesday 10 March 2021, marks as in `marked_times`."""

from datetime import date

import pytest

from onrecord.records import UNKNOWN, Interval
from onrecord.stages.time.timex_narrative import is_history
from tests.stages.marked_times import DAY, check

SIEGE = (
    "The siege of Karvos began in [May 1811]{1811-05} when the duke crossed the Lenna. On [3 June]{1811-06-03} his guns"
    " reached the lower town. [The next day]{1811-06-04} the garrison asked for terms, and [two days later]{1811-06-06}"
    " it marched out. [That summer]{1811-SU} both armies rested.\n\nIn [September]{1811-09} the war moved north. On"
    " [12 October 1811]{1811-10-12} the Treaty of Brun was signed, but in [January]{1812-01} fighting broke out again."
    " [The following spring]{1812-SP} the duke besieged Tarn, which fell on [the night of 4 May]{1812-05-04TNI}."
    " By [the end of the year]{1812 by} the league had lost 4,000 men."
)
DANCER = (
    "The dancer was born on [4 April 1931]{1931-04-04} in Tarn and left for Orlen in [the autumn of 1956]{1956-FA}."
    " [That winter]{1956-WI} she opened a school. She married in [June 1960]{1960-06}; in [August]{1960-08} they moved"
    " to Lenna, and she danced again on [9 March that year]{1960-03-09}."
)
QUARRY = (
    "The mayor resigned on [Monday]{2021-03-08}.\n\nHe was elected in [1994]{1994} and again in [1998]{1998}. In"
    " [March 1999]{1999-03} he bought a quarry. In [June]{1999-06} he sold it, and in [July]{1999-07} the council paid"
    " for the road.\n\nThe court will sentence him on [Friday]{2021-03-12}. Elections are due in [May]{2021-05}."
)
TRIAL = (
    "The clerk was charged on [5 November 1998]{1998-11-05}. On [12 January]{1999-01-12} the court freed him.\n\nHe"
    " spoke [yesterday]{2021-03-09} of a plot. In [February]{2021-02} he had been silent."
)


@pytest.mark.parametrize("marked", [SIEGE, DANCER, QUARRY, TRIAL])
def test_a_story_goes_on_from_its_own_dates(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", [SIEGE, DANCER])
def test_a_story_needs_no_day_of_publication(marked: str) -> None:
    check(marked, UNKNOWN)


BACK_IN_THE_PRESENT = [
    "The mine opened in [May 1989]{1989-05} and shut in [1994]{1994}. It will open again in [June]{2021-06}.",
    (
        "The mine opened in [May 1989]{1989-05} and shut in [1994]{1994}. [Last week]{2021-W09} it reopened, and in"
        " [February]{2021-02} it had hired."
    ),
    "He was tried for [the 4 May 1988]{1988-05-04} crash. It ended when he gave up in [January]{2021-01}.",
    "He was tried for the [May 4, 1988]{1988-05-04}, crash. It ended when he gave up in [January]{2021-01}.",
    "The mine, built in [1989]{1989}, reported a loss in [January]{2021-01}.",
]


@pytest.mark.parametrize("marked", BACK_IN_THE_PRESENT)
def test_a_story_that_returns_to_the_report(marked: str) -> None:
    check(marked)


def test_a_date_of_a_story_tells_what_it_is_counted_from() -> None:
    text = "He was charged on [5 November 1998]{1998-11-05}. On [12 January]{1999-01-12} he was freed."
    first, second = check(text)
    assert first.anchor is None
    assert second.anchor == first.span
    assert second.explicit


HISTORIES = [
    ("In 1811 it began. In 1812 it went on. In 1813 a truce was made. By 1815 it was over.", True),
    ("It opened in 1989 and shut in 1994.", True),
    ("It opened in 1989 and shut in 1994, the mayor said on Monday.", False),
    ("It opened in 1989 and shut in 2021.", False),
    ("It opened on Monday.", False),
]


@pytest.mark.parametrize(("text", "history"), HISTORIES)
def test_what_a_history_is(text: str, history: bool) -> None:
    assert is_history(text, DAY) is history


def test_any_year_is_past_where_the_report_has_no_day() -> None:
    later = Interval(lo=None, hi=date(1990, 1, 1))
    assert is_history("In 1811 and 1812 and in 1813 and 1814.", later)


WAR = (
    "The siege of Orva lasted from [12 October 1870]{1870-10-12} to [28 January 1871]{1871-01-28}. On"
    " [3 November]{1870-11-03} the walls were breached. [The next month]{1870-12} the duke fled, and on"
    " [2 February]{1871-02-02} peace was made."
)
MORE_STORIES = [
    (
        "The battle of Orva began in [March 1862]{1862-03}. In [the autumn]{1862-FA} the king died. In"
        " [January]{1863-01} it was over. [The next spring]{1863-SP} it began again."
    ),
    (
        "The troops crossed the border on [September 1, 1939]{1939-09-01}. On [the 17th]{1939-09-17} the east was"
        " invaded. Over [the next month]{1939-10} it fell. [A year later]{1940} it rose again."
    ),
    "In [1966]{1966}, on [14 October]{1966-10-14}, the king fell.",
    "He was charged in [May 2020]{2020-05}. On [26 May]{2020-05-26} the court freed him.",
    "He was charged in [March 2019]{2019-03}. On [6 April]{2019-04-06} the court freed him.",
    "The minister, appointed in [November 2020]{2020-11}, resigned in [January]{2021-01}.",
    "It broke in [the last days of October 1917]{1917-10 1917-10-23..1917-10-31 end}.",
    "It stood in [the 3rd century BC]{BC02}, in [the 18th]{17} and [19th centuries]{18}.",
    "Much has changed since [9/11]{2001-09-11 since}.",
]


@pytest.mark.parametrize("marked", [WAR, *MORE_STORIES])
def test_what_leads_on_from_the_date_before(marked: str) -> None:
    check(marked)
