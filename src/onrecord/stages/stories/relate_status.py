"""Amounts of one thing that are not of one series: planned and actual, suspected and confirmed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.records import Bound, Claim, Quantity, RelationType, Slot
from onrecord.stages.align import describe_bound
from onrecord.stages.stories.closeness import days_apart
from onrecord.stages.stories.finding import Finding

_COMPARED = 12
_SHORT = 4  # days within which counts are of about one time
_LONG = 31  # days: a count of another status further off belongs to another chapter of the story


def _bound(claim: Claim) -> Bound:
    assert isinstance(claim.content, Quantity)
    return claim.content.amount


def relate_planned(slots: Mapping[Slot, Sequence[Claim]]) -> Iterator[Finding]:
    """The same value planned in one report and given as a fact in another."""
    kin: dict[tuple[Slot, Bound], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for slot, claims in slots.items():
        for claim in claims:
            bare = replace(slot, kind=slot.kind.split(",")[0], actor="")
            kin[bare, _bound(claim)][slot.kind].append(claim)
    for key in sorted(kin, key=repr):
        kinds = [kin[key][kind] for kind in sorted(kin[key])]
        for index, claims in enumerate(kinds[1:]):
            reports = {c.report for c in claims}
            others = tuple(c for own in kinds[: index + 1] for c in own if c.report not in reports)
            if others:
                yield Finding(
                    type=RelationType.CORROBORATES,
                    rule="quantity.equal-planned",
                    left=others[-_COMPARED:],
                    right=tuple(claims),
                    reason=f"Both give {describe_bound(key[1])}, one as a fact and one as what is to come.",
                )


def relate_status(slots: Mapping[Slot, Sequence[Claim]]) -> Iterator[Finding]:
    """Counts of one thing of the nearest time under different status: another set, whatever the values."""
    kin: dict[Slot, list[Slot]] = defaultdict(list)
    for slot in slots:
        kin[replace(slot, status="")].append(slot)
    for bare in sorted(kin, key=repr):
        family = sorted(kin[bare], key=lambda s: s.status)
        for index, slot in enumerate(family):
            for other in family[:index]:
                yield from _status_apart(slots[other], slots[slot], other.status, slot.status)


def _status_apart(left: Sequence[Claim], right: Sequence[Claim], one: str, two: str) -> Iterator[Finding]:
    """Each claim of the more qualified side with those of the other that are nearest to it in time."""
    for claim in right:
        near = tuple(c for c in _nearest(left, claim) if _about_then(c, claim))
        if near:
            yield Finding(
                type=RelationType.SCOPE_DIFFERENCE,
                rule="quantity.status",
                left=near[-_COMPARED:],
                right=(claim,),
                reason=f"One counts {_plain(two)}, the other {_plain(one)}: not one series.",
            )


def _plain(status: str) -> str:
    return status.replace("_", " ") if status else "what is confirmed or not qualified"


def _nearest(others: Sequence[Claim], claim: Claim) -> list[Claim]:
    """Those that speak of the time nearest to the claim's, and those of about that time."""
    gaps = [(_gap(other, claim), other) for other in others]
    least = min((gap for gap, _ in gaps), default=0)
    return [other for gap, other in gaps if gap <= max(least, _SHORT)]


def _gap(one: Claim, two: Claim) -> int:
    """The days between the times that two claims speak of; very many where one is not known."""
    days = days_apart(one.clocks.as_of.interval, two.clocks.as_of.interval)
    return _LONG + 1 if days is None else days


def _about_then(one: Claim, two: Claim) -> bool:
    """Whether the claims speak of times not far apart."""
    if not (one.clocks.as_of.interval.known and two.clocks.as_of.interval.known):
        return one.report == two.report
    return _gap(one, two) <= _LONG
