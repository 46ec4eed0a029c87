"""How times, amounts and sources are written."""

from datetime import date
from decimal import Decimal

import pytest

from onrecord.records import Bound, Interval, Quantity, QuantityKind, Span, tell_days
from onrecord.views.amounts import amount_words, counted_words
from onrecord.views.citing import cite_words
from onrecord.views.line import Citation, with_marks


@pytest.mark.parametrize(
    ("lo", "hi", "text"),
    [
        ("2025-09-30", "2025-09-30", "30 Sep 2025"),
        (None, "2025-09-30", "by 30 Sep 2025"),
        ("2026-09-01", None, "from 1 Sep 2026"),
        ("2025-09-01", "2025-09-30", "Sep 2025"),
        ("2024-12-01", "2025-09-30", "Dec 2024 to Sep 2025"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2009-05-01", "2009-05-04", "1 to 4 May 2009"),
        ("2009-04-28", "2009-05-04", "28 Apr 2009 to 4 May 2009"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        (None, None, "no date"),
    ],
)
def test_days(lo: str | None, hi: str | None, text: str) -> None:
    interval = Interval(lo=date.fromisoformat(lo) if lo else None, hi=date.fromisoformat(hi) if hi else None)
    assert tell_days(interval) == text


@pytest.mark.parametrize(
    ("low", "high", "hedge", "text"),
    [
        ("250", "350", "range", "250 to 350 people"),
        ("2500", "2500", "around", "about 2,500 people"),
        ("12", None, "at least", "at least 12 people"),
        (None, "149", "up to", "at most 149 people"),
        ("6.10", "6.10", None, "6.1 people"),
        ("1000000", "1000000", "exact", "1,000,000 people"),
    ],
)
def test_amounts(low: str | None, high: str | None, hedge: str | None, text: str) -> None:
    assert amount_words(_amount(low, high, hedge=hedge)) == text


@pytest.mark.parametrize(
    ("number", "unit", "what", "text", "counted"),
    [
        ("9", "percent", "pay rise", "9%", "9% pay rise"),
        ("2", "percent/year", "growth", "2% a year", "2% a year growth"),
        ("29000000000", "USD", "loan", "29,000,000,000 USD", "29,000,000,000 USD loan"),
        ("4", "tonne/day", "grain", "4 tonnes a day", "4 tonnes a day grain"),
        ("1", "death", "deaths", "1 death", "1 deaths"),
        ("5", "death", "deaths", "5 deaths", "5 deaths"),
        ("4", "day", "wait", "4 days", "4 days wait"),
        ("11", "cm", "water", "11 cm", "11 cm water"),
        ("3", "country", "countries", "3 countries", "3 countries"),
        ("1900", "person", "dockers", "1,900 people", "1,900 dockers"),
    ],
)
def test_amounts_have_their_units(number: str, unit: str, what: str, text: str, counted: str) -> None:
    quantity = _amount(number, number, unit=unit, what=what)
    assert (amount_words(quantity), counted_words(quantity)) == (text, counted)


def _amount(
    low: str | None, high: str | None, *, hedge: str | None = None, unit: str = "person", what: str = "x"
) -> Quantity:
    bound = Bound(low=Decimal(low) if low else None, high=Decimal(high) if high else None)
    return Quantity(
        amount=bound, hedge=hedge, unit=unit, what=what, kind=QuantityKind.STOCK, number=Span(start=0, end=1)
    )


def _citation(report: str, paragraph: int, source: str | None, grounding: str = "N") -> Citation:
    return Citation(
        report=report,
        paragraph=paragraph,
        grounding=grounding,
        source=source,
        short=source,
        relayed=False,
        inferred=False,
        claim=f"c_{report}{paragraph}",
    )


def test_citations_are_joined_by_source_and_report() -> None:
    cited = (
        _citation("000", 1, "Moe"),
        _citation("000", 3, "Moe"),
        _citation("001", 3, "Moe"),
        _citation("002", 2, None, "–"),
    )
    assert cite_words(cited, 2) == "[N Moe 000¶1,3 001¶3; – 002¶2; 2 origins]"


@pytest.mark.parametrize(
    ("text", "inside", "shown"),
    [
        ("“We have 40,” she said.", "We have 40,” she said", "“We have 40,” she said"),
        ('"We have 40," she said.', 'We have 40," she said', '"We have 40," she said'),
        ("“We have 40.”", "We have 40.", "We have 40."),
        ("“It is “gone”,” he said", "It is “gone”", "It is “gone”"),
        ("He has 40.", "He has 40", "He has 40"),
    ],
)
def test_a_quotation_that_is_closed_is_opened(text: str, inside: str, shown: str) -> None:
    at = text.index(inside)
    assert with_marks(text, Span(start=at, end=at + len(inside))).of(text) == shown
