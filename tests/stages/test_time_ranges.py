"""Ranges, places in a month, hours beside days; read on Wednesday 10 March 2021, marked as in `marked_times`."""

import pytest

from tests.stages.marked_times import check

RANGES = [
    "The ban runs from [1 April]{2021-04-01 from} to [30 September]{2021-09-30}.",
    "The ban runs from [1 April]{2022-04-01 from} to [30 September 2022]{2022-09-30}.",
    "The ban ran between [May]{2012-05} and [June 2012]{2012-06}.",
    "The mill was shut from [November 3]{2020-11-03} to [February 2]{2021-02-02}.",
    "The mill was shut from [December 3]{2019-12-03} until [January 2, 2020]{2020-01-02}.",
    "Ferries stopped from [Saturday]{2021-03-06} to [Thursday]{2021-03-11}.",
    "The fair moved from [October]{2020-10} to [May]{2021-05}.",
    "Prices in [June]{2020-06} and [March]{2021-03} were the same.",
    "A change on [Friday]{2021-03-05} to [January]{2021-01}'s figures shows it.",
]
ENDS = [
    "Profit rose in [the three months]{duration P3M 2020-04-01..2020-06-30} to [June]{2020-06}.",
    "Profit rose in [the three months]{duration P3M 2020-04-01..2020-06-30} to [the end of June]{2020-06 end}.",
    "Profit rose in [the six months]{duration P6M 2020-01-01..2020-06-30} ended [30 June 2020]{2020-06-30}.",
    "In [the year]{duration P1Y 2019-07-01..2020-06-30} to [June]{2020-06} it rose.",
    "In [the year]{duration P1Y 2021-05-01..2022-04-30} ending [April 2022]{2022-04} it will fall.",
]
PLACES = [
    "The council meets on [the first Monday of May]{date 2021-05-03}.",
    "The council met on [the last Friday in January]{date 2021-01-29}.",
    "The council meets on [the first Friday of every month]{set P1M}.",
    "The fair was held in [the second week of June 2020]{date 2020-W24 2020-06-08..2020-06-14}.",
    "The fair ended on [the last day of the month]{date 2021-03-31}.",
    "The fair will be held on [the first weekend of May]{date 2021-W17-WE 2021-05-01..2021-05-02}.",
    "Talks open in [the week beginning 3 May]{date 2021-W18 2021-05-03..2021-05-09}.",
    "It sank in [the week ending 28 February]{date 2021-W08 2021-02-22..2021-02-28}.",
    "The vote is set for [Tuesday week]{date 2021-03-23}.",
    "The vote is due [a week on Tuesday]{date 2021-03-23}.",
    "Guards will stay for [a week]{duration P1W} from [Monday]{2021-03-15 from}.",
    "It fell on [March third]{2021-03-03}, and on [July the 4th]{2020-07-04} it rose.",
    "He sailed on [the fourth of July 1821]{1821-07-04}.",
    "It burnt on [the twenty-first of May]{2020-05-21}.",
    "It froze in [the winter of 2009-10]{2009-WI 2009-12-01..2010-03-31}.",
    "Sales fell in [H1 2020]{2020-H1}, [1H 2019]{2019-H1}, [2Q20]{2020-Q2} and [FY2018]{2018}.",
    "It opens on [New Year's Day]{2022-01-01}.",
    "Work resumes [midweek]{2021-W10 2021-03-09..2021-03-11 mid}.",
    "He won the midweek match.",
]
HOURS = [
    "Polls shut at [8 p.m. on Sunday 14 March]{time 2021-03-14T20:00}.",
    "The van was stopped at about [9pm on 3 March]{time 2021-03-03T21:00}.",
    "He was held at [3 a.m. last Sunday]{time 2021-03-07T03:00}.",
    "By [6 p.m. Tuesday]{time 2021-03-09T18:00 by}, 214 people were dead.",
    "Bids end at [23:59 on 31 March 2021]{time 2021-03-31T23:59}.",
    "It hit at [14:46 local time]{time 2021-03-05T14:46} ([05:46 UTC]{time 2021-03-05T05:46}) on [Friday]{2021-03-05}.",
    "The deadline is [midnight on Thursday]{time 2021-03-11T24:00}.",
    "They searched the house [overnight]{time 2021-03-10TNI 2021-03-09..2021-03-10}.",
    "He died in [the small hours]{time 2021-03-10TMO}.",
    "He died in the early hours of [Sunday]{date 2021-03-07}.",
]
NAMES = [
    "She told the host of Today that all went well.",
    "He said: “[Today]{2021-03-10} we mourn.”",
    "Prices could fall by [the start of the month]{2021-04 2021-04-01..2021-04-08 by start}.",
    "Prices fell at [the start of the year]{2021 2021-01-01..2021-04-02 start}.",
]
THINGS = [
    "Guards fled in [May]{2020-05} and [June of last year]{2020-06}.",
    "After a [day-long]{duration P1D} talk and a [weeklong]{duration P1W} march they left.",
    "The [March]{2021-03} meeting was long, and the March on Lenna longer.",
    "She had a [several-year]{duration PXY} lease, and losses in [future quarters]{FUTURE_REF}.",
    "It froze in [the winter of nineteen ninety-four]{1994-WI}.",
]
BESIDE = [
    "The dam broke on [3 May 2020]{2020-05-03}. It had leaked [the night before]{time 2020-05-02TNI}.",
    "The dam broke on [3 May 2020]{2020-05-03}, and the mayor left [the day after]{2020-05-04}.",
    "The dam broke on [3 May 2020]{2020-05-03}; cracks were seen [two weeks before]{2020-W16}.",
    "The dam broke in [May 2020]{2020-05}. [The same day]{2020-05-XX 2020-05-01..2020-05-31} a mill burnt.",
    "The dam broke in [May 2020]{2020-05}. [Two days later]{XXXX-XX-XX 2020-05-03..2020-06-02} a mill burnt.",
    "The mill made 4 boats in [2019]{2019} and 3 in [the year before]{2018}.",
    "The tower fell [ten years ago today]{2011-03-10}, and [a year ago this week]{2020-W11} the bridge.",
    "He resigned [the week before last]{2021-W08}.",
    "Rafts were built in [days]{duration PXD} after the flood.",
]


@pytest.mark.parametrize("marked", [*RANGES, *ENDS, *PLACES, *HOURS, *NAMES, *THINGS, *BESIDE])
def test_times_beside_others(marked: str) -> None:
    check(marked)
