"""The reading views: each opens the ledger, asks one view, prints it."""

from datetime import date
from pathlib import Path

import click

from onrecord.cli.options import Day, clock_options, json_option, ledger_argument, story_option
from onrecord.cli.output import print_json, print_view
from onrecord.errors import SettingsError
from onrecord.ledger.query import Ledger
from onrecord.records import OutcomeStatus
from onrecord.views import brief as brief_view
from onrecord.views import copies as copies_view
from onrecord.views import deadlines as deadlines_view
from onrecord.views import diff as diff_view
from onrecord.views import disputes as disputes_view
from onrecord.views import positions
from onrecord.views import state as state_view
from onrecord.views import timeline as timeline_view
from onrecord.views.amounts import quantities as quantities_view
from onrecord.views.line import View
from onrecord.views.scope import Scope, story_scope

FINDINGS = 6


def _scope(ledger: Path, story: str | None, as_of: date | None = None, known_by: date | None = None) -> Scope:
    with Ledger(ledger) as opened:
        return story_scope(opened, opened.story(story).id, as_of=as_of, known_by=known_by)


def _show(kind: str, view: View, *, as_json: bool) -> None:
    if as_json:
        print_json(kind, view)
    else:
        print_view(view)


@click.command()
@ledger_argument
@story_option
@clock_options
@click.option("--all", "everything", is_flag=True, help="Every line, not the about forty that matter most.")
@json_option
def brief(
    ledger: Path, story: str | None, as_of: date | None, known_by: date | None, everything: bool, as_json: bool
) -> None:
    """What stands, was promised, is disputed, is due, and what to ask."""
    _show("brief", brief_view.brief(_scope(ledger, story, as_of, known_by), everything=everything), as_json=as_json)


@click.command()
@ledger_argument
@story_option
@clock_options
@json_option
def state(ledger: Path, story: str | None, as_of: date | None, known_by: date | None, as_json: bool) -> None:
    """What was so on a day, with what was known by a day."""
    _show("state", state_view.state(_scope(ledger, story, as_of, known_by)), as_json=as_json)


@click.command()
@ledger_argument
@click.argument("first", type=Day())
@click.argument("second", type=Day())
@story_option
@json_option
def diff(ledger: Path, first: date, second: date, story: str | None, as_json: bool) -> None:
    """What changed between two days."""
    if first >= second:
        raise SettingsError(f"diff {first} {second}: the first day must come before the second. Swap them.")
    with Ledger(ledger) as opened:
        chosen = opened.story(story).id
        before, after = (story_scope(opened, chosen, as_of=day) for day in (first, second))
    _show("diff", diff_view.diff(before, after), as_json=as_json)


@click.command()
@ledger_argument
@story_option
@clock_options
@click.option("--limit", type=click.IntRange(1), help="Only so many dates, the most reported ones.")
@json_option
def timeline(
    ledger: Path, story: str | None, as_of: date | None, known_by: date | None, limit: int | None, as_json: bool
) -> None:
    """Dated events and claims in the order of the time they speak of."""
    view = timeline_view.timeline(_scope(ledger, story, as_of, known_by), limit=limit)
    _show("timeline", view, as_json=as_json)


@click.command()
@ledger_argument
@story_option
@clock_options
@json_option
def quantities(ledger: Path, story: str | None, as_of: date | None, known_by: date | None, as_json: bool) -> None:
    """Every amount over time, by what is counted and where."""
    _show("quantities", quantities_view(_scope(ledger, story, as_of, known_by)), as_json=as_json)


@click.command()
@ledger_argument
@story_option
@clock_options
@click.option("--fail-on", type=click.Choice(["overdue"]), help="Exit 6 when one is past due with no word of it.")
@json_option
def deadlines(
    ledger: Path, story: str | None, as_of: date | None, known_by: date | None, fail_on: str | None, as_json: bool
) -> None:
    """Commitments by due date: kind, whether they stand, and what is known of the outcome."""
    scope = _scope(ledger, story, as_of, known_by)
    _show("deadlines", deadlines_view.deadlines(scope), as_json=as_json)
    if fail_on and any(d.outcome is OutcomeStatus.NOT_REPORTED for d in deadlines_view.find_dues(scope)):
        raise click.exceptions.Exit(FINDINGS)


@click.command()
@ledger_argument
@story_option
@clock_options
@click.option("--fail-on", type=click.Choice(["disputes"]), help="Exit 6 when there is anything to show.")
@json_option
def disputes(
    ledger: Path, story: str | None, as_of: date | None, known_by: date | None, fail_on: str | None, as_json: bool
) -> None:
    """Where people or reports pull apart, probable errors, and what cannot be decided."""
    view = disputes_view.disputes(_scope(ledger, story, as_of, known_by))
    _show("disputes", view, as_json=as_json)
    if fail_on and view.sections:
        raise click.exceptions.Exit(FINDINGS)


@click.command()
@ledger_argument
@click.argument("name", required=False)
@story_option
@json_option
def speakers(ledger: Path, name: str | None, story: str | None, as_json: bool) -> None:
    """What each speaker said, earliest first; NAME narrows to one."""
    _show("speakers", positions.speakers(_scope(ledger, story), name), as_json=as_json)


@click.command()
@ledger_argument
@story_option
@json_option
def copies(ledger: Path, story: str | None, as_json: bool) -> None:
    """Which reports go back to one source, with each sign of it measured."""
    _show("copies", copies_view.copies(_scope(ledger, story)), as_json=as_json)
