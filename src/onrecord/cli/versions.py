"""`onrecord versions`: how a report was corrected."""

from pathlib import Path

import click

from onrecord.cli.options import json_option, ledger_argument
from onrecord.cli.output import print_json, print_view
from onrecord.ledger.query import Ledger
from onrecord.lexicons import load_lexicons
from onrecord.views.versions import versions as versions_view


@click.command()
@ledger_argument
@click.argument("report")
@json_option
def versions(ledger: Path, report: str, as_json: bool) -> None:
    """Every version of REPORT (label, key or id) and, sentence by sentence, what was changed.

    A key that several versions share means the last of them.
    """
    with Ledger(ledger) as opened:
        rows = opened.report_rows
        same = [row for row in rows if row.report.key == report and row.superseded_by is None]
        row = same[0] if len(same) == 1 else opened.report(report)
        view = versions_view(rows, row.report.id, load_lexicons().sentences)
    if as_json:
        print_json("versions", view)
    else:
        print_view(view)
