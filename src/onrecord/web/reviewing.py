"""What reviewers decided so far, what became of it, and how a form becomes a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.errors import LedgerError, SettingsError
from onrecord.ledger.decisions import claim_target, standing_decisions
from onrecord.ledger.judgements import name_relations
from onrecord.ledger.query import ReportRow
from onrecord.records import (
    Action,
    Applied,
    Claim,
    Decision,
    Relation,
    RelationType,
    ReportId,
    Standing,
    Target,
)
from onrecord.views.scope import Scope
from onrecord.web.inbox import spokesmen
from onrecord.web.question import Leaf, leaf_of

LONGEST_NOTE = 2000
LONGEST_NAME = 80

NOT_COMPARABLE = RelationType.SCOPE_DIFFERENCE.value
UPDATE = RelationType.UPDATES.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A decision with what became of it; `undone` once a later one took it back."""

    id: str
    time: str
    reviewer: str
    action: str
    value: str | None
    reason: str
    record: str
    words: str
    other: str | None
    report: str | None
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The decisions, latest first, and how many found what they are about."""

    leaf: Leaf
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...]


WORKING = "not worked in yet"


def decided_page(
    scopes: Sequence[Scope],
    rows: Mapping[ReportId, ReportRow],
    decisions: Sequence[Decision],
    applied: Sequence[Applied],
    page: int,
) -> Page:
    """Every decision; an orphan found nothing that it fits, and is kept."""
    met = {a.decision.id: a.standing.value for a in applied}
    related = _related(scopes, decisions)
    standing = {d.id for d in standing_decisions(decisions)}
    labels = {row.report.sha256: row.label for row in rows.values()}

    def became(decision: Decision) -> str:
        if decision.action is not Action.UNDO and decision.id not in standing:
            return Standing.UNDONE.value
        if decision.other is not None:
            return (Standing.ATTACHED if decision.id in related else Standing.ORPHAN).value
        return met.get(decision.id, WORKING)

    told = [_row(d, became(d), labels) for d in reversed(decisions)]
    leaf = leaf_of(len(told), page)
    names = (*(s.value for s in Standing), WORKING)
    return Page(
        leaf=leaf,
        rows=tuple(told[leaf.rows]),
        counts=tuple((n, count) for n in names if (count := sum(r.standing == n for r in told))),
    )


def _related(scopes: Sequence[Scope], decisions: Sequence[Decision]) -> set[str]:
    """The ids of the decisions that name a relation there is."""
    about = [d for d in decisions if d.other is not None]
    found: set[str] = set()
    for scope in scopes:
        reports = {i: row.report for i, row in scope.rows.items()}
        found |= {d.id for named in name_relations(scope.account, reports, about).values() for d in named}
    return found


def _row(decision: Decision, standing: str, labels: Mapping[str, str]) -> Row:
    return Row(
        id=decision.id,
        time=decision.time,
        reviewer=decision.reviewer,
        action=decision.action.value,
        value=decision.value,
        reason=decision.reason,
        record=decision.target.record,
        words=decision.target.exact,
        other=decision.other.exact if decision.other else None,
        report=labels.get(decision.target.sha256),
        standing=standing,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a page sends: a verb, what it is about, and who says so."""

    verb: str
    claim: str = ""
    relation: str = ""
    decision: str = ""
    reason: str = ""
    reviewer: str = ""


_ON_CLAIMS = {"accept": Action.ACCEPT, "reject": Action.REJECT, "note": Action.NOTE}
_ON_RELATIONS = {"stands": None, "updates": UPDATE, "not_comparable": NOT_COMPARABLE, "note": None}


def make_decision(form: Form, scope: Scope | None, decisions: Sequence[Decision]) -> Decision:
    """The decision that a form asks for, about what the ledger holds now; SettingsError or LedgerError otherwise."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")  # noqa: TID251 a decision is made at a time
    if len(form.reason) > LONGEST_NOTE or not 0 < len(form.reviewer.strip()) <= LONGEST_NAME:
        raise SettingsError(
            f"A decision needs a name of at most {LONGEST_NAME} characters; a note has at most {LONGEST_NOTE}."
        )
    if form.verb == "note" and not form.reason.strip():
        raise SettingsError("The note is empty. Write what there is to note.")
    action, target, other, value, undoes = _meaning(form, scope, decisions)
    who = form.reviewer.strip()
    reason = " ".join(form.reason.split())
    return Decision.made(now, who, action, target, value=value, reason=reason, undoes=undoes, other=other)


Meaning = tuple[Action, Target, Target | None, str | None, str | None]


def _meaning(form: Form, scope: Scope | None, decisions: Sequence[Decision]) -> Meaning:
    """Action, target, other target, value, and what is undone."""
    if form.verb == "undo":
        found = next((d for d in standing_decisions(decisions) if d.id == form.decision), None)
        if found is None:
            raise LedgerError(f"{form.decision[:40]}: no decision that stands has that id. Load the page again.")
        return Action.UNDO, found.target, found.other, None, found.id
    if form.relation:
        if form.verb not in _ON_RELATIONS:
            raise SettingsError(f"{form.verb[:40]}: relations take {', '.join(_ON_RELATIONS)}.")
        scope, relation = _relation(form.relation, scope)
        sides = [claim_target(scope.rows[c.report].report, c) for c in spokesmen(scope, relation)]
        target, other = sides[0], sides[1] if len(sides) > 1 else None
        if form.verb == "note":
            return Action.NOTE, target, other, None, None
        return Action.SET_RELATION, target, other, _ON_RELATIONS[form.verb] or relation.type.value, None
    if form.verb not in _ON_CLAIMS:
        raise SettingsError(f"{form.verb[:40]}: claims take {', '.join(_ON_CLAIMS)}.")
    scope, claim = _claim(form.claim, scope)
    return _ON_CLAIMS[form.verb], claim_target(scope.rows[claim.report].report, claim), None, None, None


def _relation(name: str, scope: Scope | None) -> tuple[Scope, Relation]:
    for relation in scope.relations if scope else ():
        if scope and relation.id == name and spokesmen(scope, relation):
            return scope, relation
    raise LedgerError(f"{name[:40]}: no relation has that id now. Load the page again.")


def _claim(name: str, scope: Scope | None) -> tuple[Scope, Claim]:
    for claim in scope.account.claims if scope else ():
        if scope and claim.id == name:
            return scope, claim
    raise LedgerError(f"{name[:40]}: no claim has that id now. Load the page again.")
