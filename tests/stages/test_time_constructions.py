"""The constructions of time that a reader of news must get right (53 to 62); marks as in `marked_times`."""

import pytest

from onrecord.records import UNKNOWN
from tests.stages.marked_times import check

WEEKDAYS = [
    "The pier shut on [Tuesday]{date 2021-03-09 2021-03-09 on}.",
    "The pier will shut on [Tuesday]{date 2021-03-16 2021-03-16 on}.",
    "The pier shut [last Friday]{date 2021-03-05}.",
    "The pier shut on [this Tuesday, March 9, 2021]{date 2021-03-09}.",
    "It burnt on [May 4]{date 2003-05-04} ([2003]{2003}).",
    "We are meeting on [Saturday]{date 2021-03-13}.",
]
YEARS = [
    "The mill burnt down [last year]{date 2020 2020-01-01..2020-12-31}.",
    "The mill burnt down [late last year]{date 2020 2020-08-07..2020-12-31 late}.",
    "The mill burnt down [earlier this year]{date 2021 2021-01-01..2021-03-10 earlier}.",
    "The mill will shut [next month]{date 2021-04}.",
    "The mill shut [last May 4]{date 2020-05-04}.",
]
LIMITS = [
    "The force must leave by [September 2025]{2025-09 by}.",
    "The force must leave no later than [the end of September 2025]{2025-09 by end}.",
    "The force must leave by [early June]{2021-06 2021-06-01..2021-06-13 by early}.",
    "Guards stay until at least [September 2026]{2026-09 until_at_least}.",
    "Guards stay at least until [next spring]{until_at_least}.",
    "Work may last through at least [June]{2021-06 until_at_least}.",
]
STRETCHES = [
    "It will shrink over [the next 12 months]{duration P12M 2021-03-10..2022-03-10 within}.",
    "It will shrink in [the coming two weeks]{duration P2W 2021-03-10..2021-03-24 within}.",
    "Bids are due within [ten days]{duration P10D 2021-03-10..2021-03-20 within}.",
    "It changed over [two years]{duration P2Y during}.",
    "It lasted [over two years]{duration P2Y}.",
    "He waited [a year and a half]{duration P1Y6M}.",
    "It ran for [2 1/2 hours]{duration PT2H30M}.",
    "The tour may last [over a week]{duration P1W}.",
]
VAGUE = [
    "Rain fell in [recent months]{PAST_REF -..2021-03-10 during}.",
    "Rain fell in [recent weeks and months]{PAST_REF}.",
    "The slump will go on in [coming months]{FUTURE_REF 2021-03-10..-}.",
    "Guards stay [for the time being]{PRESENT_REF 2021-03-10}.",
    "The pier will open [soon]{FUTURE_REF}.",
    "He was soon freed.",
    "Come as soon as it rains.",
    "She fled [months ago]{PAST_REF}.",
]
ROUND = [
    "The events of [2014]{date 2014} still rankle.",
    "It broke out [more than a decade ago]{201}.",
    "He ruled for [two decades]{duration P20Y}.",
    "It rose in [the nineties]{date 199 1990-01-01..1999-12-31}.",
    "It fell in [the early nineteen eighties]{date 198 early}.",
]
ANAPHORA = [
    "Talks end on [1 June 2021]{2021-06-01}. All must be signed by [that date]{2021-06-01 by}.",
    "Talks end on [1 June 2021]{2021-06-01}. By [then]{2021-06-01 by} all must be signed.",
    "The dam broke on [Friday 5 March]{2021-03-05}. It had leaked since [the previous Monday]{2021-03-01 since}.",
    "The dam broke on [3 May 2020]{2020-05-03}. [The following week]{2020-W19} it was mended.",
    "Shots rang out on [Monday]{2021-03-08}. At [dawn]{time 2021-03-08TMO} the street was empty.",
    "Shots rang out on [Monday]{2021-03-08} at [9 p.m.]{time 2021-03-08T21:00}",
]
SEASONS = [
    "It opens on [Easter Sunday]{date 2021-04-04}.",
    "Snow fell on [Good Friday]{date 2020-04-10}.",
    "It will sit in [the week of April 12]{date 2021-W15 2021-04-11..2021-04-18}.",
    "They met on [July 4]{2020-07-04} and [5]{2020-07-05}.",
    "The port shut on [the night of 4 May 2020]{time 2020-05-04TNI}.",
    "It struck at [4 in the morning]{time 2021-03-10T04:00}.",
    "They left at [midnight on Friday]{time 2021-03-05T24:00}.",
    "Ferries cross [twice a week]{set P1W}.",
    "The market meets [every Monday]{set XXXX-WXX-1}.",
    "It shut in [nineteen ninety-four]{1994}.",
]
OLD_DAYS = [
    "The duke fell at [dawn on 14 October 1066]{time 1066-10-14TMO}.",
    "She ruled from [1387]{date 1387} until [1412]{date 1412 until}.",
    "Some 1387 men fell.",
    "The king marched in [480 BC]{date BC0480} and the fleet sailed in [AD 43]{date 0043}.",
    "The tomb is from [the 1530s]{date 153}.",
    "They landed on [6]{1944-06-06} and [7 June 1944]{1944-06-07}.",
    "The ports shut in [September]{1939-09} and [October 1939]{1939-10}.",
    "It lay frozen in [the winter of 1939–40]{date 1939-WI}.",
    "The queen died on [the 24th of July]{2020-07-24}, and on [the 27th]{2020-07-27} she was buried.",
    "He fell in [July 2020]{2020-07} on the 4th floor.",
]
HOURS = [
    "Polls shut at [19:00]{time 2021-03-10T19:00}.",
    "The quake struck on [Monday]{2021-03-08} at [4:12]{time 2021-03-08T04:12}.",
    "It struck at [8:27 p.m. local time]{time 2021-03-10T20:27}.",
    "The score was 4:12.",
]
ENDED = [
    "It lost money in [the three months]{duration P3M 2020-07-01..2020-09-30} ended [Sept. 30]{2020-09-30}.",
    "He'll be sentenced on [Friday]{2021-03-12}.",
]
TRAPS = [
    "He told “60 Minutes” so.",
    "He told the show “This Week” that all would end.",
    "Mr. Orr and Jan Kosek signed it.",
    "The party daily Zarya agreed.",
    "The man, 37 years old, was freed.",
    "The blasts came minutes apart.",
    "It is a matter of weeks.",
    "Sales rose 8 per cent annually.",
]


@pytest.mark.parametrize(
    "marked",
    [*WEEKDAYS, *YEARS, *LIMITS, *STRETCHES, *VAGUE, *ROUND, *ANAPHORA, *SEASONS, *OLD_DAYS, *HOURS, *ENDED, *TRAPS],
)
def test_constructions_of_time(marked: str) -> None:
    check(marked)


def test_the_age_of_a_link_dates_nothing_without_a_report_day() -> None:
    (time,) = check("Dam opens. [4 days ago]{XXXX-XX-XX}", UNKNOWN)
    assert not time.explicit
