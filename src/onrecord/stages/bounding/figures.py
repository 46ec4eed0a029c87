"""Claims as bounding sees them: a level, a change or a flow, how far each number reaches, and the days it is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from onrecord.lexicons.bounds import BoundsLexicon
from onrecord.records import (
    UNKNOWN,
    Bound,
    Claim,
    ClaimId,
    ClaimType,
    Confidence,
    Interval,
    Quantity,
    QuantityKind,
    Slot,
    TrackId,
)
from onrecord.stages.stories.closeness import is_round, rounding_of
from onrecord.stages.stories.values import amount_of, hedge_of

_WORD = re.compile(r"[a-z]+")
_BESIDE = 20
_SURELY = 3  # so many times as many running totals as stocks
_NEAR = 60  # characters before and after the number within which the word stands that says which way it moved


class Bears(StrEnum):
    """What a number is of: the level, how much it changed, or what came in a period."""

    LEVEL = "level"
    CHANGE = "change"
    FLOW = "flow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A claim with the track it stands in and the words around its number, as the views have them."""

    claim: Claim
    track: TrackId
    slot: Slot
    before: str = ""
    after: str = ""
    origins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one claim says of one track: a number from `low` to `high` of some day from `since` to `until`."""

    claim: ClaimId
    report: str
    track: TrackId
    bears: Bears
    low: Decimal | None
    high: Decimal | None
    since: date | None
    until: date | None
    named: bool = True
    origins: frozenset[str] = frozenset()

    @property
    def day(self) -> date | None:
        """The one day it is of; None where it is of one of several."""
        return self.since if self.since == self.until else None

    @property
    def given_for(self) -> bool:
        """Whether its days are those it is given for, and not those on which its report may have come out."""
        if self.since is None or self.until is None:
            return False
        return self.named or (self.until - self.since).days <= 1

    def overlaps(self, other: "Figure") -> bool:
        """Whether both may be of one day."""
        first, second = (Interval(lo=f.since, hi=f.until) for f in (self, other))
        return first.overlaps(second)


def read_figure(
    counted: Counted, track: TrackId, words: BoundsLexicon, tolerance: int, *, promised: bool = False
) -> Figure | None:
    """The figure that a claim gives a track; None where its time is unknown, or it is not told which way it
    moved.
    """
    claim = counted.claim
    time = claim.clocks.as_of
    interval = claim.clocks.deadline.interval if promised else time.interval
    bears = Bears.LEVEL if promised else _bears(counted.slot)
    bound: Bound | None = amount_of(claim).amount
    if bears is Bears.CHANGE:
        bound = _signed(counted, words)
    if bears is Bears.FLOW and not _is_fresh(counted, words):
        return None
    if bound is None or interval == UNKNOWN:
        return None
    low, high = _softened(bound, tolerance, hedged=hedge_of(claim) is not None)
    return Figure(
        claim=claim.id,
        report=claim.report,
        track=track,
        bears=bears,
        low=low,
        high=high,
        since=interval.lo,
        until=interval.hi,
        named=time.confidence is not Confidence.LOW,
        origins=counted.origins,
    )


def _bears(slot: Slot) -> Bears:
    kind = slot.kind.split(",")[0]
    return {"change": Bears.CHANGE, "flow": Bears.FLOW}.get(kind, Bears.LEVEL)


def _signed(counted: Counted, words: BoundsLexicon) -> Bound | None:
    """The change with its sign, by the nearest word of a rise or a fall; None where there is none, or for per cent."""
    bound = amount_of(counted.claim).amount
    if amount_of(counted.claim).unit == "percent":
        return None
    before = list(reversed(_WORD.findall(counted.before.lower()[-_NEAR:])))
    for near in (before, _WORD.findall(counted.after.lower()[:_NEAR])):
        for word in near:
            if word in words.rising:
                return bound
            if word in words.falling:
                return Bound(low=bound.high and -bound.high, high=bound.low and -bound.low)
    return None


def _is_fresh(counted: Counted, words: BoundsLexicon) -> bool:
    """Whether the number is said to come on top of what was; what is only of a day may be all there is on it."""
    beside = f"{counted.before[-_BESIDE:]} {amount_of(counted.claim).what} {counted.after[:_BESIDE]}"
    return not words.fresh.isdisjoint(_WORD.findall(beside.lower()))


def _softened(bound: Bound, tolerance: int, *, hedged: bool) -> tuple[Decimal | None, Decimal | None]:
    """How far the number may reach: a hedged one as far as figures still agree, a round one within its rounding."""
    if not bound.exact or not (hedged or is_round(bound)):
        return bound.low, bound.high
    assert bound.low is not None
    value = abs(bound.low)
    give = min(rounding_of(value) / 2, value / 10)
    if hedged:
        give = max(give, tolerance * value / 100)
    if value == value.to_integral_value():
        give = give.to_integral_value(ROUND_FLOOR)
    return bound.low - give, bound.low + give


def shift_claim(claim: Claim, *, months: int = 0, days: int = 0) -> Claim:
    """The claim with the times it speaks of and promises for moved, as if its report had them so wrong."""

    def moved(interval: Interval) -> Interval:
        return interval.shift_months(months).shift(days) if interval.known else interval

    clocks = claim.clocks
    as_of, deadline = (replace(c, interval=moved(c.interval)) for c in (clocks.as_of, clocks.deadline))
    return replace(claim, clocks=replace(clocks, as_of=as_of, deadline=deadline))


def runs_on(claims: Sequence[Claim]) -> bool:
    """Whether nearly all claims of a track are running totals, which cannot fall; what came on a day says neither."""
    kinds = [c.content.kind for c in claims if isinstance(c.content, Quantity)]
    return kinds.count(QuantityKind.CUMULATIVE) > _SURELY * kinds.count(QuantityKind.STOCK)


def same_thing(one: Slot, two: Slot) -> bool:
    """Whether two slots are of one thing, whatever kind of number they hold: `new cases` and `cases`."""
    return replace(one, kind="", what=_unfresh(one)) == replace(two, kind="", what=_unfresh(two))


def is_part(part: Slot, whole: Slot, country: str | None) -> bool:
    """Whether one slot is of some of what the other is of: narrower by its words, or by its place where that lies in
    `country`.
    """
    if part.type is not ClaimType.QUANTITY or (part.actor, part.kind, part.status) != (
        whole.actor, whole.kind, whole.status,
    ):  # fmt: skip
        return False
    if part.where == whole.where:
        narrower = part.what[:1] == whole.what[:1] and set(part.what[1:]) > set(whole.what[1:])
        return narrower and bool(part.where) and not any("[" in word for word in part.what)
    return part.what == whole.what and bool(whole.where) and country == whole.where


def _unfresh(slot: Slot) -> tuple[str, ...]:
    return tuple(word for word in slot.what if word != "new")
