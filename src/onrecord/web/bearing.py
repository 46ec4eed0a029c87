"""What the reports around a claim do to it: support it, pull against it, or come after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from onrecord.records import Claim, ClaimId, Relation, RelationType, ValueGroup
from onrecord.views.scope import Scope


class Bearing(StrEnum):
    """What another report's words mean for a claim."""

    SUPPORTS = "supports"
    AGAINST = "against"
    LATER = "later"
    BESIDE = "beside"


_BEARINGS = {
    RelationType.CORROBORATES: Bearing.SUPPORTS,
    RelationType.REFINES: Bearing.SUPPORTS,
    RelationType.SAME_QUOTE_VARIANT: Bearing.SUPPORTS,
    RelationType.CONTRADICTS: Bearing.AGAINST,
    RelationType.DISPUTED: Bearing.AGAINST,
    RelationType.SELF_INCONSISTENT: Bearing.AGAINST,
    RelationType.ANACHRONISM: Bearing.AGAINST,
    RelationType.SOFT_DISCREPANCY: Bearing.AGAINST,
    RelationType.ATTRIBUTION_MISMATCH: Bearing.AGAINST,
    RelationType.TENSION: Bearing.AGAINST,
    RelationType.POSITION_CHANGE: Bearing.AGAINST,
    RelationType.POSSIBLE_SHIFT: Bearing.AGAINST,
    RelationType.UPDATES: Bearing.LATER,
    RelationType.SLIPS: Bearing.LATER,
    RelationType.SUPERSEDES: Bearing.LATER,
    RelationType.MET: Bearing.LATER,
}

SIGNS = {Bearing.SUPPORTS: "✓", Bearing.AGAINST: "≠", Bearing.LATER: "→", Bearing.BESIDE: "·"}
"""The sign that stands in the text for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A sign behind a claim: how many relations or agreeing reports bear on it so."""

    bearing: Bearing
    count: int

    @property
    def sign(self) -> str:
        """The sign as it stands in the text."""
        return SIGNS[self.bearing]

    @property
    def told(self) -> str:
        """The sign in words."""
        match self.bearing:
            case Bearing.SUPPORTS:
                return f"supported in {self.count} other report{'s' * (self.count != 1)}"
            case Bearing.AGAINST:
                return f"{self.count} claim{'s' * (self.count != 1)} pull against it"
            case Bearing.LATER:
                return "earlier or later values are known"
            case Bearing.BESIDE:
                return "related claims"


def bearing_of(relation: Relation) -> Bearing:
    """What a relation means for the claims on either side of it."""
    return _BEARINGS.get(relation.type, Bearing.BESIDE)


class Neighbours:
    """For every claim of a scope the relations it is in and the group that gives its value."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.relations: dict[ClaimId, list[Relation]] = {}
        for relation in scope.relations:
            for claim in (*relation.left, *relation.right):
                self.relations.setdefault(claim, []).append(relation)
        self.groups: dict[ClaimId, ValueGroup] = {c: g for g in scope.groups.values() for c in g.claims}

    def agreeing(self, claim: Claim) -> tuple[Claim, ...]:
        """The claims that give the same value to the same slot, itself among them."""
        group = self.groups.get(claim.id)
        found = self.scope.live(group.claims) if group else ()
        return found or (claim,)

    def marks(self, claim: Claim) -> tuple[Mark, ...]:
        """The signs that stand behind a claim."""
        told = self.relations.get(claim.id, [])
        supporting = {c.report for c in self.agreeing(claim)}
        for relation in told:
            if bearing_of(relation) is Bearing.SUPPORTS:
                supporting |= {c.report for c in self.scope.live((*relation.left, *relation.right))}
        counts = {
            Bearing.SUPPORTS: len(supporting - {claim.report}),
            Bearing.AGAINST: _others(claim, (r for r in told if bearing_of(r) is Bearing.AGAINST)),
            Bearing.LATER: _others(claim, (r for r in told if bearing_of(r) is Bearing.LATER)),
        }
        return tuple(Mark(bearing=b, count=n) for b, n in counts.items() if n)


def _others(claim: Claim, relations: Iterable[Relation]) -> int:
    """How many relations there are to anything but the claim itself."""
    return sum({*r.left, *r.right} != {claim.id} for r in relations)
