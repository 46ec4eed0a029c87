"""`onrecord check`."""

from datetime import date
from pathlib import Path

import click

from onrecord.cli.options import clock_options, json_option, ledger_argument, story_option
from onrecord.cli.output import print_json, print_view
from onrecord.errors import SettingsError
from onrecord.ledger.query import Ledger
from onrecord.pipeline.asking import check_text, stories_near
from onrecord.records import Verdict
from onrecord.views.check import check as check_view
from onrecord.views.scope import story_scope

FINDINGS = 6
_FAILING = {
    "contradicted": frozenset({Verdict.CONTRADICTED, Verdict.DISPUTED}),
    "unsupported": frozenset(Verdict) - {Verdict.SUPPORTED},
}


@click.command()
@ledger_argument
@click.argument("sentence")
@story_option
@clock_options
@click.option("--all", "everything", is_flag=True, help="Every record it meets, and what only shares words with it.")
@click.option(
    "--fail-on", type=click.Choice(sorted(_FAILING)), help="Exit 6 when it is contradicted, or not plainly supported."
)
@json_option
def check(
    ledger: Path,
    sentence: str,
    story: str | None,
    as_of: date | None,
    known_by: date | None,
    everything: bool,
    fail_on: str | None,
    as_json: bool,
) -> None:
    """Which records support SENTENCE, contradict or qualify it, or that nothing is known.

    It is read as the reports were, as said on --as-of (default: the day of the latest report), from which `yesterday`
    counts. Numbers, place, time, actor and denial must all agree for a record to support it.
    """
    if not sentence.strip():
        raise SettingsError("the sentence is empty. Give one in quotation marks.")
    with Ledger(ledger) as opened:
        chosen = (opened.story(story).id,) if story else stories_near(opened, sentence)
        scopes = {s: story_scope(opened, s, as_of=as_of, known_by=known_by) for s in chosen}
        known = {s: frozenset(r.report.id for r in scope.reports) for s, scope in scopes.items()}
        day = as_of or max((s.today for s in scopes.values() if s.today), default=None)
        checked = check_text(opened, sentence, known, day)
    if as_json:
        print_json("check", checked)
    else:
        print_view(check_view(checked, scopes, everything=everything))
    if fail_on and checked.verdict in _FAILING[fail_on]:
        raise click.exceptions.Exit(FINDINGS)
