"""A number as it is written, before hedges and ranges."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum


class Form(StrEnum):
    """How a number is written, which says how far to trust that it is one."""

    DIGITS = "digits"
    WORDS = "words"
    VAGUE = "vague"
    ORDINAL = "ordinal"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number at the pieces from `first` up to `last`; open at an end that its words leave open (`dozens`).

    `raw` is the value before its magnitude, which a range may share: in `2 to 3 million` the 2 has none. A SHARE is
    in per cent. `currency` is an ISO 4217 code. `decade` marks `30s`.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal | None
    form: Form
    raw: Decimal
    magnitude: Decimal | None = None
    currency: str | None = None
    hedge: str | None = None
    decade: bool = False


def plain(first: int, last: int, value: Decimal, form: Form = Form.DIGITS) -> Numeral:
    """A number of one value, without magnitude."""
    return Numeral(first=first, last=last, low=value, high=value, form=form, raw=value)


def scaled(first: int, last: int, raw: Decimal, magnitude: Decimal, form: Form) -> Numeral:
    """A number times its magnitude."""
    value = times(raw, magnitude)
    return Numeral(first=first, last=last, low=value, high=value, form=form, raw=raw, magnitude=magnitude)


def times(value: Decimal, factor: Decimal) -> Decimal:
    """The exact product, without the zeros after its point that scaling leaves.

    >>> times(Decimal("2.40"), Decimal(1000))
    Decimal('2400')
    """
    product = value * factor
    whole = product.to_integral_value()
    return whole if whole == product and factor != 1 else product


def parse_digits(text: str) -> Decimal | None:
    """The value of digits with commas between thousands and a point; None for any other arrangement.

    >>> parse_digits("12,500.5")
    Decimal('12500.5')
    """
    whole, _, fraction = text.partition(".")
    groups = whole.split(",")
    grouped = len(groups) > 1
    if grouped and (
        not 1 <= len(groups[0]) <= 3 or any(len(g) not in {2, 3} for g in groups[1:]) or len(groups[-1]) != 3
    ):
        return None
    if "." in fraction or "," in fraction:
        return None
    try:
        return Decimal("".join(groups) + ("." + fraction if fraction else ""))
    except InvalidOperation:
        return None
