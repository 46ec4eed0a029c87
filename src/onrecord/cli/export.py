"""`onrecord export`."""

import sys
from pathlib import Path

import click

from onrecord.cli.options import ledger_argument
from onrecord.exports import FORMATS
from onrecord.ledger.query import Ledger


@click.command()
@ledger_argument
@click.option("--format", "name", type=click.Choice(sorted(FORMATS)), required=True, help="What to write.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; standard output if not given."
)
def export(ledger: Path, name: str, output: Path | None) -> None:
    """Write the whole ledger: jsonl (canonical, every record), csv (claims), gold (claims and relations)."""
    with Ledger(ledger) as opened:
        lines = FORMATS[name](opened)
        if output is None:
            for line in lines:
                sys.stdout.buffer.write(line.encode())
        else:
            with output.open("w", encoding="utf-8", newline="") as file:
                file.writelines(lines)
