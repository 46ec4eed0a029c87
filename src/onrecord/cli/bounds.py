"""How high and how low: bounds of amounts, and what-if."""

import re
from datetime import date
from pathlib import Path

import click

from onrecord.cli.options import clock_options, json_option, ledger_argument, story_option
from onrecord.cli.output import print_json, print_view
from onrecord.errors import SettingsError
from onrecord.ledger.query import Ledger
from onrecord.pictures.rules import bounds_rules
from onrecord.records import ReportId
from onrecord.stages.bounds import Assumption
from onrecord.views import bounds as bounds_view
from onrecord.views.scope import story_scope

_SHIFT = re.compile(r"(?P<report>.+)=(?P<number>[+-]?\d{1,5})(?P<unit>[dwmy])")
_MONTHS = {"m": 1, "y": 12}
_DAYS = {"d": 1, "w": 7}


@click.command()
@ledger_argument
@story_option
@clock_options
@click.option("--track", metavar="ID|WORDS", help="Only amounts of this id, or with these words in their title.")
@click.option(
    "--assume", "assumed", multiple=True, type=click.Choice([a.value for a in Assumption]), help="Suppose this as well."
)
@click.option("--without", multiple=True, metavar="REPORT|CLAIM", help="Leave this report or claim out.")
@click.option("--shift", "shifts", multiple=True, metavar="REPORT=+12m", help="Move a report's times: d, w, m or y.")
@click.option("--all", "everything", is_flag=True, help="Every amount, not only the most telling ones.")
@json_option
def bounds(
    ledger: Path,
    story: str | None,
    as_of: date | None,
    known_by: date | None,
    track: str | None,
    assumed: tuple[str, ...],
    without: tuple[str, ...],
    shifts: tuple[str, ...],
    everything: bool,
    as_json: bool,
) -> None:
    """The lowest and highest each amount can have been, and which claims cannot all be true."""
    with Ledger(ledger) as opened:
        scope = story_scope(opened, opened.story(story).id, as_of=as_of, known_by=known_by)
        claims = {c.id for c in scope.account.claims}
        what_if = bounds_view.WhatIf(
            assumed=frozenset(map(Assumption, assumed)),
            without=frozenset(w if w in claims else opened.report(w).report.id for w in without),
            shifted=dict(_read_shift(opened, shift) for shift in shifts),
        )
    view = bounds_view.bounds(scope, bounds_rules(), what_if, track=track, everything=everything)
    if as_json:
        print_json("bounds", view)
    else:
        print_view(view)


def _read_shift(ledger: Ledger, given: str) -> tuple[ReportId, bounds_view.Shift]:
    found = _SHIFT.fullmatch(given)
    if found is None:
        raise SettingsError(f"--shift {given}: write a report and how far, as in 04=+12m or 04=-3d.")
    number, unit = int(found["number"]), found["unit"]
    shift = bounds_view.Shift(months=number * _MONTHS.get(unit, 0), days=number * _DAYS.get(unit, 0))
    return ledger.report(found["report"]).report.id, shift
