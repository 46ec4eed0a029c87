"""What became of every decision: attached, undone, an orphan that is shown, or not worked in yet."""

from collections.abc import Mapping, Sequence

from onrecord.ledger.decisions import standing_decisions
from onrecord.ledger.judgements import name_relations
from onrecord.ledger.query import Ledger
from onrecord.records import Account, Action, Applied, Decision, Report, ReportId, Standing


def what_became(
    decisions: Sequence[Decision],
    applied: Sequence[Applied],
    accounts: Sequence[Account],
    reports: Mapping[ReportId, Report],
) -> dict[str, Standing | None]:
    """For each decision, by id, what became of it; None where no build has met it yet.

    `applied` is what the last build made of decisions on claims and reports; what is about a relation, or joins a claim
    to another, must find that in the `accounts`, too. `reports` are those that stories hold: what is about another,
    gone or replaced since, is an orphan.
    """
    held = {r.sha256 for r in reports.values()}
    met = {a.decision.id: a.standing for a in applied}
    standing = {d.id for d in standing_decisions(decisions)}
    related = _related(decisions, accounts, reports)
    claims = {c.id for account in accounts for c in account.claims}

    def became(decision: Decision) -> Standing | None:
        if decision.action is Action.UNDO:
            return Standing.ATTACHED
        if decision.id not in standing:
            return Standing.UNDONE
        if decision.target.sha256 not in held:
            return Standing.ORPHAN
        if decision.action is Action.MERGE:
            found = met.get(decision.id)
            lost = decision.other is not None and decision.value not in claims
            return Standing.ORPHAN if found is Standing.ATTACHED and lost else found
        if decision.other is not None or decision.action is Action.SET_RELATION:
            return Standing.ATTACHED if decision.id in related else Standing.ORPHAN
        return met.get(decision.id)

    return {d.id: became(d) for d in decisions}


def _related(
    decisions: Sequence[Decision], accounts: Sequence[Account], reports: Mapping[ReportId, Report]
) -> set[str]:
    """The ids of the decisions that name a relation there is."""
    about = [d for d in decisions if d.other is not None or d.action is Action.SET_RELATION]
    return {d.id for a in accounts for named in name_relations(a, reports, about).values() for d in named}


def standings(ledger: Ledger) -> dict[str, Standing | None]:
    """What became of every decision on a ledger."""
    return what_became(
        ledger.every_decision(),
        ledger.decisions(),
        [ledger.account(s.id) for s in ledger.stories()],
        {r.report.id: r.report for r in ledger.report_rows if r.story},
    )
