"""`onrecord export` and `onrecord dossier`."""

import sys
from datetime import date
from pathlib import Path

import click

from onrecord.cli.options import clock_options, ledger_argument, story_option
from onrecord.errors import LedgerError, SettingsError
from onrecord.exports import FORMATS, Choice
from onrecord.ledger.query import Ledger

_OUTPUT = click.Path(path_type=Path, dir_okay=False)


@click.command()
@ledger_argument
@click.option("--format", "name", type=click.Choice(sorted(FORMATS)), required=True, help="What to write.")
@story_option
@clock_options
@click.option("-o", "--output", type=_OUTPUT, help="A file; standard output if not given.")
def export(
    ledger: Path, name: str, story: str | None, as_of: date | None, known_by: date | None, output: Path | None
) -> None:
    """Write the ledger in another format.

    jsonl (canonical, every record) and gold (claims and relations) hold all of it. csv, parquet, annotation (W3C Web
    Annotation), graphml (origins and copies), ical and tasks (deadlines) hold every story, or the one chosen;
    timelinejs, markdown (the brief) and dossier (HTML) are of one story, the largest if none is chosen.
    """
    _write(ledger, name, Choice(story=story, as_of=as_of, known_by=known_by), output)


@click.command()
@ledger_argument
@story_option
@clock_options
@click.option("-o", "--output", type=_OUTPUT, help="A file; standard output if not given.")
def dossier(ledger: Path, story: str | None, as_of: date | None, known_by: date | None, output: Path | None) -> None:
    """Write a story as one HTML file to send by mail.

    It holds the overview, disputes, deadlines, quantities and the sentences they rest on, and loads nothing.
    """
    _write(ledger, "dossier", Choice(story=story, as_of=as_of, known_by=known_by), output)


def _write(ledger: Path, name: str, choice: Choice, output: Path | None) -> None:
    form = FORMATS[name]
    if form.whole and choice.narrows:
        raise SettingsError(f"--format {name} writes the whole ledger. Leave out --story, --as-of and --known-by.")
    if form.binary and output is None and sys.stdout.isatty():
        raise SettingsError(f"--format {name} is no text for a terminal. Give a file with -o, or pipe it.")
    with Ledger(ledger) as opened:
        pieces = (p if isinstance(p, bytes) else p.encode("utf-8", "replace") for p in form.write(opened, choice))
        if output is None:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            return
        try:
            with output.open("wb") as file:
                file.writelines(pieces)
        except OSError as exc:
            raise LedgerError(f"{output}: cannot be written ({exc.strerror}). Give another file with -o.") from exc
