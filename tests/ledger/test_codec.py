"""Records survive the way to JSON and back."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.codec import decode, encode
from onrecord.records import NARRATOR, Bound, Claim, Clock, Clocks, Interval, Quantity, QuantityKind, Span

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12)


@given(low=numbers, width=st.decimals(0, 10**6, places=2), words=st.text(max_size=40), day=st.dates())
def test_quantity_claims_come_back_equal(low: Decimal, width: Decimal, words: str, day: date) -> None:
    content = Quantity(
        amount=Bound(low=low, high=low + width),
        unit="person",
        what=words,
        kind=QuantityKind.STOCK,
        number=Span(start=0, end=1),
    )
    claim = Claim(
        id="c_1",
        report="r_1",
        sentence=0,
        paragraph=1,
        evidence=Span(start=0, end=3),
        attribution=NARRATOR,
        content=content,
        clocks=Clocks(as_of=Clock(interval=Interval(lo=day, hi=None), reason="given")),
    )
    assert decode(Claim, encode(claim)) == claim


def test_equal_records_give_equal_bytes() -> None:
    one = Interval(lo=date(2024, 1, 2), hi=None)
    assert encode(one) == '{"hi":null,"lo":"2024-01-02"}'
