"""`onrecord set` and `onrecord remove`: what a reviewer settles."""

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from onrecord.cli.build import summary_words
from onrecord.cli.options import Day, ledger_argument
from onrecord.cli.output import ProgressBar
from onrecord.errors import LedgerError
from onrecord.ledger import deciding
from onrecord.ledger.deciding import Known, Meaning
from onrecord.ledger.decisions import append_decision, decisions_file, report_target
from onrecord.ledger.edits import read_fields
from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import rebuild_ledger, remove_report
from onrecord.records import Action, ClaimType, RelationType

_CLAIM_FIELDS = {
    "speaker": Action.SET_SPEAKER,
    "origin": Action.SET_ORIGIN,
    "reject": Action.REJECT,
    "accept": Action.ACCEPT,
    "split": Action.SPLIT,
    "note": Action.NOTE,
}
_VALUES = {
    "date": "DAY",
    "speaker": "NAME",
    "origin": "NAME",
    "merge": "CLAIM",
    "edit": "FIELD=VALUE …",
    "add": "TYPE WORDS FIELD=VALUE …",
    "relation": "CLAIM TYPE",
}


def find_claim(ledger: Ledger, name: str) -> Known:
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


def this_moment() -> str:
    """Now, as decisions write it: UTC in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="microseconds")  # noqa: TID251 a decision is made at a time


def read_meaning(ledger: Ledger, field: str, name: str, values: Sequence[str]) -> Meaning:
    """What `set FIELD ID VALUES` asks for; raises LedgerError or SettingsError where the ledger has no such thing."""
    if field == "undo":
        return deciding.undo(name, ledger.every_decision())
    if field == "date":
        day = Day().convert(values[0], None, None).isoformat() if values[0].count("-") == 2 else values[0]
        return Meaning(action=Action.SET_DATE, target=report_target(ledger.report(name).report), value=day)
    if field == "add":
        report = ledger.report(name).report
        return deciding.add(report, ledger.sentences(report.id), ClaimType(values[0]), values[1], _fields(values[2:]))
    known = find_claim(ledger, name)
    match field:
        case "edit":
            return deciding.edit(known, _fields(values))
        case "merge":
            return deciding.merge(known, find_claim(ledger, values[0]))
        case "relation":
            other = None if values[0] == "-" else find_claim(ledger, values[0])
            return deciding.relate(known, other, values[1])
        case _:
            return deciding.settle(known, _CLAIM_FIELDS[field], values[0] if values else None)


def _fields(values: Sequence[str]) -> dict[str, str]:
    return read_fields("\n".join(values))


def _check_values(ledger: Path, field: str, name: str, values: Sequence[str]) -> None:
    """Raise UsageError where a field has too few values, or a type that there is not."""
    needed = {"add": 2, "relation": 2}.get(field, 1 if field in _VALUES else 0)
    if len(values) < needed:
        raise click.UsageError(
            f"set {field} needs a value: onrecord set {ledger} {field} {name} {_VALUES[field].replace('NAME', 'VALUE')}"
        )
    if field == "add" and values[0] not in tuple(ClaimType):
        raise click.UsageError(f"{values[0]}: no type of claim. Write one of {', '.join(ClaimType)}.")
    if field == "relation" and values[1] not in tuple(RelationType):
        raise click.UsageError(f"{values[1]}: no type of relation. Write one of {', '.join(RelationType)}.")


@click.command("set")
@ledger_argument
@click.argument("field", type=click.Choice(["date", *_CLAIM_FIELDS, "merge", "edit", "add", "relation", "undo"]))
@click.argument("name", metavar="ID")
@click.argument("values", metavar="[VALUE]...", nargs=-1)
@click.option("--reason", default="", help="Why; kept with the decision.")
@click.option("--reviewer", default=None, help="Who decides (default: the user's name).")
def set_value(ledger: Path, field: str, name: str, values: tuple[str, ...], reason: str, reviewer: str | None) -> None:
    """Correct a record: date REPORT DAY, speaker CLAIM NAME, origin CLAIM NAME, accept CLAIM, reject CLAIM,
    split CLAIM, merge CLAIM OTHER, edit CLAIM FIELD=VALUE, add REPORT TYPE WORDS FIELD=VALUE,
    relation CLAIM OTHER TYPE, note CLAIM TEXT, undo DECISION.

    The decision is appended to decisions.jsonl beside the ledger, and every build honours it.
    """
    _check_values(ledger, field, name, values)
    if field == "note":
        reason, values = reason or " ".join(values), ()
    path = decisions_file(ledger)
    with Ledger(ledger) as opened:
        meaning = read_meaning(opened, field, name, values)
    decision = meaning.made(this_moment(), reviewer or getpass.getuser(), reason)
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
