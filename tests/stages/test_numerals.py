"""Numbers, hedges and ranges as English writes them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons.amounts import load_amounts
from onrecord.records import Analysis, PassageKind, Sentence, Span, Token
from onrecord.stages.amounts.hedges import Amount, read_amounts
from onrecord.stages.amounts.numeral import parse_digits
from onrecord.stages.amounts.numerals import read_numeral
from onrecord.stages.amounts.pieces import Line, read_line

LEXICON = load_amounts()
OPEN = None


def line_of(text: str) -> Line:
    sentence = Sentence(index=0, passage=0, paragraph=1, span=Span(start=0, end=len(text)), kind=PassageKind.BODY)
    tokens = tuple(
        Token(span=Span(start=m.start(), end=m.end()), text=m.group(), lemma=m.group().lower(), tag="X")
        for m in re.finditer(r"\w+|[^\w\s]", text)
    )
    return read_line(text, Analysis(sentence=sentence, tokens=tokens))


def only(text: str) -> tuple[Line, Amount]:
    line = line_of(text)
    amounts = read_amounts(line, LEXICON)
    assert len(amounts) == 1, [line.words(a.first, a.last) for a in amounts]
    return line, amounts[0]


NUMBERS = [
    ("7", 7),
    ("1,204", 1204),
    ("3.25", Decimal("3.25")),
    ("12,500,000", 12500000),
    ("seven", 7),
    ("nineteen", 19),
    ("twenty-one", 21),
    ("twenty one", 21),
    ("a hundred", 100),
    ("one hundred and four", 104),
    ("two hundred", 200),
    ("twenty-five hundred", 2500),
    ("one thousand two hundred and six", 1206),
    ("a thousand", 1000),
    ("three thousand", 3000),
    ("four hundred thousand", 400000),
    ("two million three hundred thousand", 2300000),
    ("3.5 million", 3500000),
    ("20m", 20000000),
    ("4bn", 4000000000),
    ("1.2 trillion", 1200000000000),
    ("5-million", 5000000),
    ("half a million", 500000),
    ("a quarter of a million", 250000),
    ("half-a-million", 500000),
    ("a dozen", 12),
    ("two dozen", 24),
    ("three and a half", Decimal("3.5")),
    ("two and a half million", 2500000),
    ("6½", Decimal("6.5")),
    ("30 lakh", 3000000),
    ("5 crore", 50000000),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_number(text: str, value: Decimal | int) -> None:
    line, amount = only(text)
    assert (amount.bound.low, amount.bound.high) == (value, value)
    assert amount.last == len(line)


HEDGED = [
    ("about 40", 40, 40),
    ("almost a thousand", 1000, 1000),
    ("nearly 570", 570, 570),
    ("close to a hundred", 100, 100),
    ("some 2,000", 2000, 2000),
    ("an estimated 1.5 million", 1500000, 1500000),
    ("roughly three dozen", 36, 36),
    ("just under 50", 50, 50),
    ("more than 40", 40, OPEN),
    ("at least 12", 12, OPEN),
    ("no fewer than thirty", 30, OPEN),
    ("well over 60", 60, OPEN),
    ("upwards of 900", 900, OPEN),
    ("in excess of 3 million", 3000000, OPEN),
    ("at least an estimated 40", 40, OPEN),
    ("500+", 500, OPEN),
    ("100-plus", 100, OPEN),
    ("20 or more", 20, OPEN),
    ("up to 149", OPEN, 149),
    ("as many as 200,000", OPEN, 200000),
    ("fewer than ten", OPEN, 10),
    ("no more than 15", OPEN, 15),
    ("less than half a million", OPEN, 500000),
    ("5 or fewer", OPEN, 5),
    ("20-odd", 20, 20),
    ("a dozen or so", 12, 12),
    ("dozens", 24, OPEN),
    ("scores", 40, OPEN),
    ("hundreds", 200, OPEN),
    ("thousands", 2000, OPEN),
    ("many thousands", 2000, OPEN),
    ("tens of thousands", 20000, OPEN),
    ("hundreds of thousands", 200000, OPEN),
    ("millions", 2000000, OPEN),
    ("several hundred", 200, 999),
    ("a few thousand", 2000, 9999),
    ("several dozen", 24, OPEN),
    ("a couple of dozen", 24, 24),
    ("between 250 and 350", 250, 350),
    ("between two and three million", 2000000, 3000000),
    ("12,000 to 19,000", 12000, 19000),
    ("ten to twelve thousand", 10000, 12000),
    ("two or three", 2, 3),
    ("15–20", 15, 20),
    ("his 30s", 30, 39),
]


@pytest.mark.parametrize(("text", "low", "high"), HEDGED)
def test_bounds(text: str, low: int | None, high: int | None) -> None:
    _, amount = only(text)
    assert (amount.bound.low, amount.bound.high) == (low, high)


MONEY = [
    ("$50", 50, 50, "USD"),
    ("£4.5m", 4500000, 4500000, "GBP"),
    ("€2 billion", 2000000000, 2000000000, "EUR"),
    ("# 20m", 20000000, 20000000, "GBP"),
    ("# 31.5 m", 31500000, 31500000, "GBP"),
    ("# 35,000", 35000, 35000, "GBP"),
    ("C$5 million", 5000000, 5000000, "CAD"),
    ("US$3bn", 3000000000, 3000000000, "USD"),
    ("400m euros", 400000000, 400000000, "EUR"),
    ("6 billion yen", 6000000000, 6000000000, "JPY"),
    ("Rs 500 crore", 5000000000, 5000000000, "INR"),
    ("30 million rupees", 30000000, 30000000, "INR"),
    ("EUR 12,000", 12000, 12000, "EUR"),
    ("$2-3 billion", 2000000000, 3000000000, "USD"),
    ("$5 million to $10 million", 5000000, 10000000, "USD"),
    ("6 million U.S. dollars", 6000000, 6000000, "USD"),
    ("more than 7,000 dollars", 7000, OPEN, "USD"),
]


@pytest.mark.parametrize(("text", "low", "high", "currency"), MONEY)
def test_money(text: str, low: int, high: int | None, currency: str) -> None:
    _, amount = only(text)
    assert (amount.bound.low, amount.bound.high, amount.currency) == (low, high, currency)


SHARES = [
    ("one in five", 20),
    ("nine out of ten", 90),
    ("a third of", Decimal("33.3")),
    ("two-thirds of", Decimal("66.7")),
    ("three quarters of", 75),
    ("half the", 50),
]


@pytest.mark.parametrize(("text", "percent"), SHARES)
def test_share(text: str, percent: Decimal | int) -> None:
    _, amount = only(text)
    assert amount.form == "share"
    assert amount.bound.low == percent


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 8 to 12", [8, 12]),
        ("killed 4 and hurt 9", [4, 9]),
        ("400m euros (# 354m)", [400000000, 354000000]),
        ("over the next 12 months", [12]),
        ("1,364 on Saturday and 1,626 now", [1364, 1626]),
    ],
)
def test_amounts_apart(text: str, values: list[int]) -> None:
    assert [a.bound.low for a in read_amounts(line_of(text), LEXICON)] == values


@pytest.mark.parametrize("text", ["1,2", "12.3.4", "1,23,", "half-hearted", "somebody", "a few of them", "the many"])
def test_no_number(text: str) -> None:
    assert read_numeral(line_of(text), 0, LEXICON) is None or parse_digits(text) is not None


@given(st.integers(min_value=0, max_value=10**12))
def test_commas_change_nothing(value: int) -> None:
    assert parse_digits(f"{value:,}") == parse_digits(str(value)) == value


@given(st.text(alphabet=st.sampled_from("abdehimnoprstu 0123456789-.,$£#%½()'"), max_size=60))
def test_amounts_lie_inside_and_apart(text: str) -> None:
    line = line_of(text)
    end = 0
    for amount in read_amounts(line, LEXICON):
        assert end <= amount.first <= amount.core < amount.last <= len(line)
        end = amount.last
