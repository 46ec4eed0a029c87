"""How a form becomes a decision about what the ledger holds now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from onrecord.errors import LedgerError, SettingsError
from onrecord.ledger import deciding
from onrecord.ledger.deciding import Known, Meaning
from onrecord.ledger.decisions import claim_target
from onrecord.records import Action, ClaimType, Decision, Relation, RelationType, ReportId, Sentence
from onrecord.views.scope import Scope
from onrecord.views.waiting import spokesmen

LONGEST_NOTE = 2000
LONGEST_NAME = 80
LONGEST_VALUE = 300
LONGEST_WORDS = 2000

NOT_COMPARABLE = RelationType.SCOPE_DIFFERENCE.value
UPDATE = RelationType.UPDATES.value
FIELD = "field."
"""What the names of fields of a claim begin with in a form."""

Sentences = Callable[[ReportId], Sequence[Sentence]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a page sends: a verb, what it is about, and who says so."""

    verb: str
    claim: str = ""
    relation: str = ""
    report: str = ""
    decision: str = ""
    value: str = ""
    words: str = ""
    kind: str = ""
    reason: str = ""
    reviewer: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


_ON_CLAIMS = {
    "accept": Action.ACCEPT,
    "reject": Action.REJECT,
    "note": Action.NOTE,
    "split": Action.SPLIT,
    "speaker": Action.SET_SPEAKER,
    "origin": Action.SET_ORIGIN,
}
_ON_RELATIONS = {"stands": None, "updates": UPDATE, "not_comparable": NOT_COMPARABLE, "note": None, "relation": None}


def make_decision(form: Form, scope: Scope | None, decisions: Sequence[Decision], sentences: Sentences) -> Decision:
    """The decision that a form asks for, about what the ledger holds now; SettingsError or LedgerError otherwise."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")  # noqa: TID251 a decision is made at a time
    _check_sizes(form)
    meaning = _meaning(form, scope, decisions, sentences)
    return meaning.made(now, form.reviewer.strip(), " ".join(form.reason.split()))


def _check_sizes(form: Form) -> None:
    if len(form.reason) > LONGEST_NOTE or not 0 < len(form.reviewer.strip()) <= LONGEST_NAME:
        raise SettingsError(
            f"A decision needs a name of at most {LONGEST_NAME} characters; a note has at most {LONGEST_NOTE}."
        )
    if form.verb == "note" and not form.reason.strip():
        raise SettingsError("The note is empty. Write what there is to note.")
    longest = max(map(len, (form.value, *form.fields.values())), default=0)
    if longest > LONGEST_VALUE or len(form.words) > LONGEST_WORDS:
        raise SettingsError(f"A value has at most {LONGEST_VALUE} characters, words at most {LONGEST_WORDS}.")


def _meaning(form: Form, scope: Scope | None, decisions: Sequence[Decision], sentences: Sentences) -> Meaning:
    if form.verb == "undo":
        return deciding.undo(form.decision, decisions)
    if form.verb == "add":
        return _addition(form, scope, sentences)
    if form.relation:
        return _judgement(form, scope)
    scope, known = _claim(form.claim, scope)
    if form.verb == "edit":
        return deciding.edit(known, form.fields)
    if form.verb == "merge":
        return deciding.merge(known, _claim(form.value.strip(), scope)[1])
    if form.verb not in _ON_CLAIMS:
        raise SettingsError(f"{form.verb[:40]}: claims take {', '.join(_ON_CLAIMS)}, edit and merge.")
    valued = form.verb in ("speaker", "origin")
    return deciding.settle(known, _ON_CLAIMS[form.verb], form.value if valued else None)


def _judgement(form: Form, scope: Scope | None) -> Meaning:
    if form.verb not in _ON_RELATIONS:
        raise SettingsError(f"{form.verb[:40]}: relations take {', '.join(_ON_RELATIONS)}.")
    scope, relation = _relation(form.relation, scope)
    sides: list[Known] = [(c, scope.rows[c.report].report) for c in spokesmen(scope, relation)]
    other = sides[1] if len(sides) > 1 else None
    if form.verb == "note":
        targets = [claim_target(report, claim) for claim, report in sides]
        return Meaning(action=Action.NOTE, target=targets[0], other=targets[1] if other else None)
    value = form.value if form.verb == "relation" else _ON_RELATIONS[form.verb] or relation.type.value
    return deciding.relate(sides[0], other, value)


def _addition(form: Form, scope: Scope | None, sentences: Sentences) -> Meaning:
    row = next((r for i, r in scope.rows.items() if i == form.report), None) if scope else None
    if row is None:
        raise LedgerError(f"{form.report[:40]}: no report has that id now. Load the page again.")
    if form.kind not in tuple(ClaimType):
        raise SettingsError(f"{form.kind[:40]}: no type of claim. It is one of {', '.join(ClaimType)}.")
    fields = {n: v for n, v in form.fields.items() if v.strip()}
    return deciding.add(row.report, sentences(row.report.id), ClaimType(form.kind), form.words, fields)


def _relation(name: str, scope: Scope | None) -> tuple[Scope, Relation]:
    for relation in scope.relations if scope else ():
        if scope and relation.id == name and spokesmen(scope, relation):
            return scope, relation
    raise LedgerError(f"{name[:40]}: no relation has that id now. Load the page again.")


def _claim(name: str, scope: Scope | None) -> tuple[Scope, Known]:
    for claim in scope.account.claims if scope else ():
        if scope and claim.id == name:
            return scope, (claim, scope.rows[claim.report].report)
    raise LedgerError(f"{name[:40]}: no claim has that id now. Load the page again.")
