"""A judgement before it becomes a record: what one rule found between two sets of claims, or claims and a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Claim, Confidence, Evidence, RelationType


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found. `reason` is one plain sentence; `explained_by` what in the texts accounts for it; `told` are
    sentences on the right that no claim was read at.
    """

    type: RelationType
    rule: str
    left: tuple[Claim, ...]
    right: tuple[Claim, ...]
    reason: str
    explained_by: str | None = None
    confidence: Confidence = Confidence.MEDIUM
    told: tuple[Evidence, ...] = ()


def taken_part(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that relations may rest on: those read with medium confidence at least."""
    return [claim for claim in claims if claim.confidence is not Confidence.LOW]
