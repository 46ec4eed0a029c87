"""Amounts of one thing in the units of different outlets: 40 km and 25 miles, 3 tonnes and 3,000 kg."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from onrecord.lexicons.amounts import UnitSize
from onrecord.records import Bound, Claim, Quantity
from onrecord.stages.amounts.numeral import times


def in_common_units(claims: Sequence[Claim], sizes: Mapping[str, UnitSize]) -> tuple[Claim, ...]:
    """The claims with physical amounts of one dimension in one unit where they are in several: to compare, not to show.

    Beside a claim of 40 km, one of 25 miles becomes one of 40.2336 km: products, without any rounding. What is per
    time or thing is converted above the stroke only.
    """
    used: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if isinstance(claim.content, Quantity) and (size := _size_of(claim.content.unit, sizes)):
            used[size.of].add(claim.content.unit)
    shared = {of: _common(units, sizes) for of, units in used.items() if len(units) > 1}
    return tuple(_converted(claim, shared, sizes) for claim in claims) if shared else tuple(claims)


def _size_of(unit: str, sizes: Mapping[str, UnitSize]) -> UnitSize | None:
    above, stroke, below = unit.partition("/")
    size = sizes.get(above)
    return UnitSize(of=f"{size.of}{stroke}{below}", size=size.size) if size else None


def _common(units: set[str], sizes: Mapping[str, UnitSize]) -> str:
    """The unit that the others become: the smallest decimal one, so that the products are exact, else the smallest."""
    known = sorted((Decimal(size.size), unit) for unit in units if (size := _size_of(unit, sizes)))
    decimal = [unit for size, unit in known if set(size.normalize().as_tuple().digits) == {1}]
    return (decimal or [unit for _, unit in known])[0]


def _converted(claim: Claim, shared: Mapping[str, str], sizes: Mapping[str, UnitSize]) -> Claim:
    content = claim.content
    own = _size_of(content.unit, sizes) if isinstance(content, Quantity) else None
    if not isinstance(content, Quantity) or own is None or (target := shared.get(own.of)) in {None, content.unit}:
        return claim
    assert target is not None
    whole = _size_of(target, sizes)
    assert whole is not None
    factor = Decimal(own.size) / Decimal(whole.size)
    ends = [None if end is None else times(end, factor) for end in (content.amount.low, content.amount.high)]
    return replace(claim, content=replace(content, amount=Bound(low=ends[0], high=ends[1]), unit=target))
