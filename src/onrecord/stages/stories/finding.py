"""A judgement before it becomes a record: what one rule found between two sets of claims."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Claim, Confidence, RelationType


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found. `reason` is one plain sentence; `explained_by` what in the texts accounts for it."""

    type: RelationType
    rule: str
    left: tuple[Claim, ...]
    right: tuple[Claim, ...]
    reason: str
    explained_by: str | None = None
    confidence: Confidence = Confidence.MEDIUM


def taken_part(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that relations may rest on: those read with medium confidence at least."""
    return [claim for claim in claims if claim.confidence is not Confidence.LOW]
