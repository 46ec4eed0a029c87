"""How close two amounts are: at each other's limit, round, within the tolerance."""

from decimal import Decimal

from onrecord.lexicons.stories import CompareSettings
from onrecord.records import Bound, Interval


def at_limit(one: Bound, two: Bound) -> bool:
    """Whether one is exactly the limit that the other gives."""
    for exact, limit in ((one, two), (two, one)):
        if exact.exact and not limit.exact and (limit.low is None or limit.high is None):
            return exact.low in {limit.low, limit.high}
    return False


def is_round(bound: Bound) -> bool:
    """Whether the number is rounded: its last two digits at least are zeros."""
    value = bound.low if bound.low is not None else bound.high
    return value is not None and value >= 100 and value % 100 == 0


def agree(one: Bound, two: Bound, settings: CompareSettings) -> bool:
    """Whether the values agree within the tolerance, or the rounding of the last digit where that is larger."""
    low, high = middle(one), middle(two)
    rounding = max(rounding_of(low), rounding_of(high)) / 2
    return abs(low - high) <= max(settings.tolerance * max(low, high) / 100, min(rounding, max(low, high) / 10))


def days_apart(one: Interval, two: Interval) -> int | None:
    """The days between two times, none where they meet; None where that cannot be told."""
    gaps = [gap for gap in (one.gap(two).least, two.gap(one).least) if gap is not None]
    return max(0, *gaps) if len(gaps) == 2 else None


def middle(bound: Bound) -> Decimal:
    """The middle of the bound, or its one end."""
    if bound.low is not None and bound.high is not None:
        return (bound.low + bound.high) / 2
    value = bound.low if bound.low is not None else bound.high
    assert value is not None
    return value


def rounding_of(value: Decimal) -> Decimal:
    """The value of the last digit that is not zero: 100 for 2,500."""
    step = Decimal(1)
    while value and value % (step * 10) == 0:
        step *= 10
    return step
