"""`onrecord set` and `onrecord remove`: what a reviewer settles."""

import getpass
from datetime import UTC, datetime
from pathlib import Path

import click

from onrecord.cli.build import summary_words
from onrecord.cli.options import Day, ledger_argument
from onrecord.cli.output import ProgressBar
from onrecord.errors import LedgerError
from onrecord.ledger.decisions import append_decision, claim_target, decisions_file, report_target
from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import rebuild_ledger, remove_report
from onrecord.records import Action, Claim, Decision, Report, Target

_REPORT_FIELDS = {"date": Action.SET_DATE}
_CLAIM_FIELDS = {
    "speaker": Action.SET_SPEAKER,
    "origin": Action.SET_ORIGIN,
    "reject": Action.REJECT,
    "accept": Action.ACCEPT,
    "split": Action.SPLIT,
    "merge": Action.MERGE,
}


def find_target(ledger: Ledger, field: str, name: str) -> Target:
    """What a decision on `field` of the record `name` is about; raises LedgerError when there is no such record."""
    if field in _REPORT_FIELDS:
        return report_target(ledger.report(name).report)
    claim, report = find_claim(ledger, name)
    return claim_target(report, claim)


def find_claim(ledger: Ledger, name: str) -> tuple[Claim, Report]:
    """The claim whose id begins with `name`, and its report; raises LedgerError where there is none or several."""
    found = [
        (claim, row.report)
        for story in ledger.stories()
        for claim in ledger.account(story.id).claims
        if claim.id.startswith(name)
        for row in ledger.report_rows
        if row.report.id == claim.report
    ]
    if len(found) != 1:
        raise LedgerError(f"{name}: {'no' if not found else 'more than one'} claim has that id. See: onrecord claims")
    return found[0]


def _merged_with(ledger: Ledger, name: str, other: str) -> str:
    """The full id of the claim that another is to count with; raises LedgerError where the two are not of one type."""
    one, two = find_claim(ledger, name)[0], find_claim(ledger, other)[0]
    if one.type is not two.type:
        raise LedgerError(f"{name}: a {one.type.value}, and {other} is a {two.type.value}. Merge claims of one type.")
    return two.id


@click.command("set")
@ledger_argument
@click.argument("field", type=click.Choice([*_REPORT_FIELDS, *_CLAIM_FIELDS, "undo"]))
@click.argument("name", metavar="ID")
@click.argument("value", required=False)
@click.option("--reason", default="", help="Why; kept with the decision.")
@click.option("--reviewer", default=None, help="Who decides (default: the user's name).")
def set_value(ledger: Path, field: str, name: str, value: str | None, reason: str, reviewer: str | None) -> None:
    """Correct a record: date REPORT DAY, speaker CLAIM NAME, origin CLAIM NAME, reject CLAIM, split CLAIM,
    merge CLAIM OTHER, undo DECISION.

    The decision is appended to decisions.jsonl beside the ledger, and every build honours it.
    """
    if field in ("date", "speaker", "origin", "merge") and not value:
        raise click.UsageError(f"set {field} needs a value: onrecord set {ledger} {field} {name} VALUE")
    if field == "date" and value:
        value = Day().convert(value, None, None).isoformat() if value.count("-") == 2 else value
    path = decisions_file(ledger)
    with Ledger(ledger) as opened:
        if field == "undo":
            earlier = [a.decision for a in opened.decisions() if a.decision.id.startswith(name)]
            if len(earlier) != 1:
                raise LedgerError(f"{name}: no such decision in {path}. Its ids are in that file.")
            action, target, undoes = Action.UNDO, earlier[0].target, earlier[0].id
        else:
            action, undoes = {**_REPORT_FIELDS, **_CLAIM_FIELDS}[field], None
            target = find_target(opened, field, name)
            value = _merged_with(opened, name, value) if action is Action.MERGE and value else value
    now = datetime.now(UTC).isoformat(timespec="microseconds")  # noqa: TID251 a decision is made at a time
    who = reviewer or getpass.getuser()
    decision = Decision.made(now, who, action, target, value=value, reason=reason, undoes=undoes)
    append_decision(path, decision)
    with ProgressBar() as progress:
        summary = rebuild_ledger(ledger, progress=progress)
    click.echo(f"{decision.id} appended to {path}. {summary_words(summary, ledger)}", err=True)


@click.command()
@ledger_argument
@click.argument("name", metavar="REPORT")
def remove(ledger: Path, name: str) -> None:
    """Take a report out of the ledger with all that rested on it.

    Its file is not touched: a later build of the same folder reads it again.
    """
    with ProgressBar() as progress:
        summary = remove_report(ledger, name, progress=progress)
    click.echo(summary_words(summary, ledger), err=True)
