"""`onrecord explain`."""

from pathlib import Path

import click

from onrecord.cli.options import json_option, ledger_argument
from onrecord.cli.output import print_json, print_view
from onrecord.errors import LedgerError
from onrecord.ledger.query import Ledger
from onrecord.views.explain import explain as explain_view
from onrecord.views.scope import story_scope


@click.command()
@ledger_argument
@click.argument("name", metavar="ID")
@json_option
def explain(ledger: Path, name: str, as_json: bool) -> None:
    """Why a claim, relation, track, origin or report is there: sentence, times with reasons, rules."""
    with Ledger(ledger) as opened:
        home = opened.story_of(name)
        for story in [home] if home else [s.id for s in opened.stories()]:
            view = explain_view(story_scope(opened, story), name)
            if view is not None:
                break
        else:
            raise LedgerError(f"{name}: nothing in {ledger} has that id. Ids are shown by: onrecord claims {ledger}")
    if as_json:
        print_json("explain", view)
    else:
        print_view(view)
