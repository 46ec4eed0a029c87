"""Amounts of one thing that are not of one series: planned and actual, suspected and confirmed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.records import Bound, Claim, Interval, Quantity, RelationType, Slot
from onrecord.stages.align import describe_bound
from onrecord.stages.stories.finding import Finding

_COMPARED = 12
_SHORT = 4  # days within which counts are of about one time


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
    """Counts of one thing at about one time under different status: another set, whatever the values."""
    kin: dict[Slot, list[Slot]] = defaultdict(list)
    for slot in slots:
        kin[replace(slot, status="")].append(slot)
    for bare in sorted(kin, key=repr):
        family = sorted(kin[bare], key=lambda s: s.status)
        for index, slot in enumerate(family):
            for other in family[:index]:
                yield from _status_apart(slots[other], slots[slot], other.status, slot.status)


def _status_apart(left: Sequence[Claim], right: Sequence[Claim], one: str, two: str) -> Iterator[Finding]:
    for claim in right:
        near = tuple(c for c in left if _about_then(c, claim))[-_COMPARED:]
        if near:
            yield Finding(
                type=RelationType.SCOPE_DIFFERENCE,
                rule="quantity.status",
                left=near,
                right=(claim,),
                reason=f"One counts {_plain(two)}, the other {_plain(one)}: not one series.",
            )


def _plain(status: str) -> str:
    return status.replace("_", " ") if status else "what is confirmed or not qualified"


def _about_then(one: Claim, two: Claim) -> bool:
    """Whether the claims speak of about one time."""
    first, second = one.clocks.as_of.interval, two.clocks.as_of.interval
    if not (first.known and second.known):
        return one.report == two.report
    wide = Interval(lo=first.shift(-_SHORT).lo, hi=first.shift(_SHORT).hi)
    return wide.overlaps(second)
