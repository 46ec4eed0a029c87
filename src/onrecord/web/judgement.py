"""What a person said of a record, as pages show it beside that record."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger.decisions import claim_target, standing_decisions
from onrecord.records import Claim, Decision, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person said of a claim or a relation."""

    decision: str
    reviewer: str
    time: str
    value: str
    reason: str


def judgement_of(decision: Decision) -> Judgement:
    """A decision as a page shows it."""
    return Judgement(
        decision=decision.id,
        reviewer=decision.reviewer,
        time=decision.time,
        value=decision.value or decision.action.value,
        reason=decision.reason,
    )


def judgements_on(report: Report, claim: Claim, decisions: Sequence[Decision]) -> tuple[Judgement, ...]:
    """The decisions that stand on a claim by itself, oldest first."""
    target = claim_target(report, claim)
    return tuple(judgement_of(d) for d in standing_decisions(decisions) if d.target == target and d.other is None)
