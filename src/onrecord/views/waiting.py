"""What waits for a reviewer: the disputes not decided, those decided, and how far the review has come."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.judgements import find_judgements
from onrecord.records import Claim, Confidence, Decision, Relation, RelationId
from onrecord.views.disputes import ERRORS, PEOPLE, REPORTS, UNDECIDABLE, rank_relations, split_errors
from onrecord.views.scope import Scope

PARTS = (
    ("people", "People disagree", PEOPLE),
    ("reports", "Reports disagree", REPORTS),
    ("errors", "Probable errors", ERRORS),
    ("open", "Not decidable from these reports", UNDECIDABLE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The disputes that wait, with the part they are of, those that weigh most first; what was judged; and the claims
    that we are unsure of and nobody has looked at.
    """

    open: tuple[tuple[str, Relation], ...]
    decided: tuple[tuple[str, Relation], ...]
    judged: Mapping[RelationId, Decision]
    unsure: tuple[Claim, ...]


def find_waiting(scope: Scope, decisions: Sequence[Decision]) -> Waiting:
    """What waits in a story."""
    reports = {i: row.report for i, row in scope.rows.items()}
    judged = find_judgements(scope.account, reports, decisions)
    known = {r.report.id for r in scope.reports}
    unsure = (c for c in scope.account.claims if c.confidence is Confidence.LOW and not c.decided and c.report in known)
    return Waiting(
        open=tuple(row for row in ranked_disputes(scope) if row[1].id not in judged),
        decided=tuple((part_of(r), r) for r in scope.relations if r.id in judged),
        judged=judged,
        unsure=tuple(sorted(unsure, key=lambda c: (scope.rows[c.report].label, c.evidence.start, c.id))),
    )


def ranked_disputes(scope: Scope) -> Iterator[tuple[str, Relation]]:
    """Everything that pulls apart, part by part; an error in passing on stands among the errors."""
    passed_on = split_errors(scope, rank_relations(scope, REPORTS))[1]
    for name, _, types in PARTS:
        ranked = rank_relations(scope, types)
        if types is ERRORS:
            yield from ((name, r) for r in (*ranked, *passed_on))
        else:
            yield from ((name, r) for r in split_errors(scope, ranked)[0])


def part_of(relation: Relation) -> str:
    """The part that relations of its type are of; nothing for one that pulls nothing apart."""
    return next((name for name, _, types in PARTS if relation.type in types), "")


def spokesmen(scope: Scope, relation: Relation) -> tuple[Claim, ...]:
    """The claim that speaks for each side that a relation has: in a report that the other side is not in."""
    sides = [live for side in (relation.left, relation.right) if (live := scope.live(side))]
    found = []
    for live in sides:
        others = {c.report for side in sides if side is not live for c in side}
        found.append(min(live, key=lambda c: (c.report in others, c.in_headline, -len(c.evidence), c.id)))
    return tuple(found)
