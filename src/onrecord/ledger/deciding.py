"""From what a reviewer asks for to what a decision holds: checked against what the ledger has now."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.errors import LedgerError, SettingsError
from onrecord.ledger.additions import check_addition, find_place
from onrecord.ledger.decisions import claim_target, standing_decisions, words_target
from onrecord.ledger.edits import Fields, current_fields, edit_claim, spell_fields
from onrecord.records import (
    CLAIM_BEARING,
    Action,
    Claim,
    ClaimType,
    Decision,
    RelationType,
    Report,
    Sentence,
    Target,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a decision says, before it is known who says so and when."""

    action: Action
    target: Target
    other: Target | None = None
    value: str | None = None
    undoes: str | None = None

    def made(self, time: str, reviewer: str, reason: str = "") -> Decision:
        """The decision of a reviewer at a time."""
        return Decision.made(
            time,
            reviewer,
            self.action,
            self.target,
            value=self.value,
            reason=reason,
            undoes=self.undoes,
            other=self.other,
        )


Known = tuple[Claim, Report]
"""A claim and its report."""


def settle(known: Known, action: Action, value: str | None = None) -> Meaning:
    """Accept, reject, split off or note a claim, or set its speaker or origin."""
    claim, report = known
    if action in (Action.SET_SPEAKER, Action.SET_ORIGIN) and not (value or "").strip():
        raise SettingsError(f"{action.value.replace('_', ' ')}: give a name.")
    return Meaning(action=action, target=claim_target(report, claim), value=value.strip() if value else None)


def edit(known: Known, fields: Fields) -> Meaning:
    """Correct fields of a claim; those that stay as they are are left out. Raises SettingsError where none changes."""
    claim, report = known
    edit_claim(claim, fields)
    before = current_fields(claim)
    changed = {n: v.strip() for n, v in fields.items() if v.strip() != before[n]}
    if not changed:
        raise SettingsError("edit: nothing is changed. Change a field, or accept the claim as it is.")
    return Meaning(action=Action.EDIT, target=claim_target(report, claim), value=spell_fields(changed))


def merge(known: Known, into: Known) -> Meaning:
    """Have a claim count with another; raises SettingsError where the two are one or of two types."""
    (claim, report), (other, home) = known, into
    if claim.id == other.id:
        raise SettingsError(f"{claim.id}: that is the claim itself. Merge it into another.")
    if claim.type is not other.type:
        raise SettingsError(
            f"{claim.id}: a {claim.type.value}, and {other.id} is a {other.type.value}. Merge claims of one type."
        )
    return Meaning(
        action=Action.MERGE,
        target=claim_target(report, claim),
        other=claim_target(home, other),
        value=other.id,
    )


def relate(left: Known, right: Known | None, value: str) -> Meaning:
    """Say what two claims (or what one claim, by itself) are to each other; raises SettingsError for no such type."""
    if value not in tuple(RelationType):
        raise SettingsError(f"{value[:40]}: no type of relation. Write one of {', '.join(RelationType)}.")
    other = claim_target(right[1], right[0]) if right else None
    return Meaning(action=Action.SET_RELATION, target=claim_target(left[1], left[0]), other=other, value=value)


def add(report: Report, sentences: Sequence[Sentence], kind: ClaimType, words: str, fields: Fields) -> Meaning:
    """Add a claim that the words of a report make; raises SettingsError unless they stand in just one place."""
    check_addition(kind, fields)
    span = find_place(report, Target(sha256=report.sha256, record=kind.value, exact=words.strip()))
    if span is None:
        raise SettingsError(
            f"add: the report does not hold these words in just one place: {words[:60]!r}. Copy them as they stand, "
            "and some more of them."
        )
    home = next((s for s in sentences if s.span.overlaps(span)), None)
    if home is None or home.kind not in CLAIM_BEARING:
        raise SettingsError("add: these words are no part of the account: they stand in no sentence of the report.")
    told = {**fields, "sentence": str(home.index), "paragraph": str(home.paragraph)}
    return Meaning(action=Action.ADD, target=words_target(report, kind.value, span), value=spell_fields(told))


def undo(name: str, decisions: Sequence[Decision]) -> Meaning:
    """Take back the decision that stands whose id begins so; raises LedgerError unless there is just one."""
    found = [d for d in standing_decisions(decisions) if name and d.id.startswith(name)]
    if len(found) != 1:
        raise LedgerError(f"{name[:40]}: no decision that stands has that id. They are listed with their ids.")
    return Meaning(action=Action.UNDO, target=found[0].target, other=found[0].other, undoes=found[0].id)
