"""Accounting periods and what figures are compared with; read on 10 March 2021, marked as in `marked_times`."""

import pytest

from tests.stages.marked_times import check

CASES = [
    "In [the third quarter of 2020]{2020-Q3} it lost $2 million, against $1 million [a year earlier]{2019-Q3}.",
    "In [the third quarter of 2020]{2020-Q3} it lost $2 million. It lost $1 million [a year ago]{2019-Q3}.",
    (
        "In [the third quarter of 2020]{2020-Q3} it lost $2 million, against $1 million [a year ago]{2019-Q3}. Sales"
        " were $9 million, down from $12 million [a year earlier]{2019-Q3}."
    ),
    "Output in [October]{2020-10} fell 4 per cent from [a year earlier]{2019-10}.",
    "It has 13 ferries, up from seven [a year ago]{2020}.",
    "In [the second quarter of 2020]{2020-Q2} it made $3 million; [the year-earlier period]{2019-Q2} brought a loss.",
    "[The quarter]{2020-Q3} ended [Sept. 30]{2020-09-30} brought a loss.",
    "For [the quarter]{2020-Q2} ended [July 31]{2020-07-31} it earned more.",
    "It lost money in [the quarter]{2020-Q4}.",
    "For [the year]{duration P1Y 2019-07-01..2020-06-30} ended [June 30]{2020-06-30} it earned $3 million.",
    "For [the year]{date 2021} it expects a loss.",
    "It sold less in [the first nine months]{P9M} of [the year]{date 2021}.",
    "It forecast a loss for [the full year]{date 2021}.",
    "[The fiscal-first quarter]{2021-Q1} was weak.",
    "Sales fell from [the same period last year]{2019-Q4}.",
    "Sales fell from [the corresponding quarter a year earlier]{2019-Q4}.",
    "The pier opens by [year-end]{2021-12-31 2021-12-01..2021-12-31 by}.",
    "Shares have lost half since [year-end]{2020-12-31 since}.",
]
NONE = [
    "He was named man of the year.",
    "More than a quarter of the boats sank.",
    "Three quarters of the boats sank.",
    "The line runs four ferries a week.",
    "The levy brings in $500 million a year.",
]


@pytest.mark.parametrize("marked", CASES)
def test_periods_of_accounts(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("text", NONE)
def test_shares_and_rates_are_no_times(text: str) -> None:
    check(text)
