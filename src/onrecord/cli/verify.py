"""`onrecord verify`."""

from pathlib import Path

import click

from onrecord.cli.options import json_option, ledger_argument
from onrecord.cli.output import print_json
from onrecord.pipeline.verifying import MOST_TOLD, verify_ledger


@click.command()
@ledger_argument
@click.option("--reread", is_flag=True, help="Read every sentence again, too, which takes as long as the first build.")
@json_option
def verify(ledger: Path, reread: bool, as_json: bool) -> None:
    """Check that LEDGER holds what it says: every span cut out of its text again, every hash made again, every record
    and reference read, every rule run again on a copy. Exit 1 when something is wrong.
    """
    found = verify_ledger(ledger, reread=reread)
    if as_json:
        print_json("verification", found)
    else:
        for what, count in found.checked:
            click.echo(f"{count:>9,} {what}")
        for problem in found.problems[:MOST_TOLD]:
            click.echo(f"WRONG {problem}")
        if len(found.problems) > MOST_TOLD:
            click.echo(f"      {len(found.problems) - MOST_TOLD:,} more: --json")
        for note in found.notes:
            click.echo(note)
        click.echo(f"{ledger}: {f'{len(found.problems):,} wrong' if found.problems else 'sound'}")
    if found.problems:
        raise click.exceptions.Exit(1)
