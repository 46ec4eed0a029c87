"""Relations as reviewers judged them: a person's word goes before the rule's, and keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.ledger.decisions import claim_target, standing_decisions
from onrecord.records import (
    Account,
    Action,
    ClaimId,
    Confidence,
    Decision,
    Relation,
    RelationId,
    RelationType,
    Report,
    ReportId,
    Target,
)

REVIEWER = "reviewer"
"""The rule that a relation names when a person judged it."""


def judge_relations(account: Account, reports: Mapping[ReportId, Report], decisions: Sequence[Decision]) -> Account:
    """The account with the types that reviewers gave its relations, the last word counting."""
    judged = find_judgements(account, reports, decisions)
    if not judged:
        return account
    relations = tuple(_judged(r, judged[r.id]) if r.id in judged else r for r in account.relations)
    return replace(account, relations=relations)


def find_judgements(
    account: Account, reports: Mapping[ReportId, Report], decisions: Sequence[Decision]
) -> dict[RelationId, Decision]:
    """For each relation that reviewers judged the decision that counts, the last one that stands."""
    judging = [d for d in standing_decisions(decisions) if d.action is Action.SET_RELATION and d.value in _TYPES]
    return {relation: named[-1] for relation, named in name_relations(account, reports, judging).items()}


def name_relations(
    account: Account, reports: Mapping[ReportId, Report], decisions: Sequence[Decision]
) -> dict[RelationId, list[Decision]]:
    """Which of the decisions are about which relation, oldest first."""
    if not decisions:
        return {}
    targets = _targets(account, reports)
    found: dict[RelationId, list[Decision]] = {}
    for relation in account.relations:
        left, right = ({targets[c] for c in side if c in targets} for side in (relation.left, relation.right))
        for decision in decisions:
            if _names(decision, left, right):
                found.setdefault(relation.id, []).append(decision)
    return found


_TYPES = frozenset(t.value for t in RelationType)


def _targets(account: Account, reports: Mapping[ReportId, Report]) -> dict[ClaimId, Target]:
    """How decisions name the claims that relations rest on."""
    related = {c for r in account.relations for c in (*r.left, *r.right)}
    return {c.id: claim_target(reports[c.report], c) for c in account.claims if c.id in related}


def _names(decision: Decision, left: set[Target], right: set[Target]) -> bool:
    """Whether a decision is about these two sides, in either order, or about the one side there is."""
    if decision.other is None:
        return decision.target in left and not right
    return (decision.target in left and decision.other in right) or (
        decision.target in right and decision.other in left
    )


def _judged(relation: Relation, decision: Decision) -> Relation:
    assert decision.value is not None
    kind = RelationType(decision.value)
    note = f": {decision.reason}" if decision.reason else "."
    if kind is relation.type:
        reason = f"{relation.reason} Accepted by {decision.reviewer}{note}"
    else:
        reason = (
            f"Decided by {decision.reviewer}{note} "
            f"(The rule had said {relation.type.value.replace('_', ' ')}: {relation.reason})"
        )
    return replace(relation, type=kind, rule=REVIEWER, reason=reason, confidence=Confidence.HIGH)
