"""The values that the claims of one slot give, oldest first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Bound, Claim, Interval, Quantity
from onrecord.stages.align import describe_bound

_SHORT = 4  # days: only a time known this closely can prove two counts to clash


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a slot and the claims that give it, oldest first."""

    bound: Bound
    claims: tuple[Claim, ...]

    @property
    def hedged(self) -> bool:
        """Whether no claim gives it as exact."""
        return all(hedge_of(c) for c in self.claims)

    @property
    def time(self) -> Interval | None:
        """The time spoken of, as the claim has it that knows it best among the first report's."""
        known = [c.clocks.as_of.interval for c in self.claims if c.clocks.as_of.interval.known]
        near = [i for i in known if i.overlaps(known[0])]
        return min(near, key=lambda i: (i.days or 9_999, i.high), default=None)

    @property
    def published(self) -> Interval:
        """When the first report that gives it was published."""
        return self.claims[0].clocks.published.interval

    @property
    def words(self) -> str:
        """The value as a reason shows it, with its hedge."""
        hedge = hedge_of(self.claims[0]) if self.bound.exact else None
        return f"{hedge} {describe_bound(self.bound)}" if hedge else describe_bound(self.bound)


def amount_of(claim: Claim) -> Quantity:
    """The amount that the claim states."""
    assert isinstance(claim.content, Quantity)
    return claim.content


def hedge_of(claim: Claim) -> str | None:
    """The words that make the number less than exact."""
    hedge = amount_of(claim).hedge
    return hedge if hedge and hedge != "exact" else None


def _when(claim: Claim) -> tuple[str, str, int, str]:
    clocks = claim.clocks
    spoken = clocks.as_of.interval if clocks.as_of.interval.known else clocks.published.interval
    return (spoken.high.isoformat(), spoken.low.isoformat(), claim.evidence.start, claim.id)


def values_of(claims: Sequence[Claim]) -> list[Value]:
    """The values of a slot in the order of their first claims."""
    by_bound: dict[Bound, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=_when):
        by_bound[amount_of(claim).amount].append(claim)
    values = [Value(bound=bound, claims=tuple(own)) for bound, own in by_bound.items()]
    return sorted(values, key=lambda v: _when(v.claims[0]))


def close_time(interval: Interval) -> bool:
    """Whether a time is known to within a few days."""
    return interval.days is not None and interval.days <= _SHORT
