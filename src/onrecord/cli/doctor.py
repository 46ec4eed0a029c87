"""`onrecord doctor`."""

import platform
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from onrecord import __version__
from onrecord.cli.options import LEDGER, json_option
from onrecord.cli.output import print_json
from onrecord.errors import OnRecordError
from onrecord.ledger.query import Ledger
from onrecord.lexicons import load_lexicons
from onrecord.models.loading import WEAKER, AnalyserKind, load_analyser, usual_analyser
from onrecord.records import PassageKind, Sentence, Span


def _check_lexicons() -> str:
    load_lexicons()
    return "all word lists validate"


def _check_analyser() -> str:
    if usual_analyser() is AnalyserKind.RULES:
        return f"no weights of the trained model are installed; {WEAKER}"
    analyser = load_analyser(AnalyserKind.MODEL, load_lexicons())
    words = "All is well."
    span = Span(start=0, end=len(words))
    analyser.analyse(words, [Sentence(index=0, passage=0, paragraph=1, span=span, kind=PassageKind.BODY)])
    return f"the trained model is whole ({analyser.digest})"


def _check_fts() -> str:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (text)")
    connection.close()
    return f"SQLite {sqlite3.sqlite_version} with FTS5"


def _check_disk(path: Path) -> str:
    free = shutil.disk_usage(path).free
    if free < 200 * 2**20:
        raise OnRecordError(f"only {free // 2**20} MB free at {path}; a build needs room for the ledger twice")
    return f"{free // 2**30} GB free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at, whether it is well, and what was found."""

    name: str
    well: bool
    found: str


def _look(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name=name, well=True, found=check())
    except (OnRecordError, sqlite3.Error, OSError) as exc:
        return Finding(name=name, well=False, found=str(exc))


@click.command()
@click.argument("ledger", type=LEDGER, required=False)
@json_option
def doctor(ledger: Path | None, as_json: bool) -> None:
    """Check the installation, and LEDGER if given, for what could go wrong."""
    checks: list[tuple[str, Callable[[], str]]] = [
        ("word lists", _check_lexicons),
        ("analyser", _check_analyser),
        ("full-text search", _check_fts),
        ("disk", lambda: _check_disk(ledger.parent if ledger else Path())),
    ]
    if ledger is not None:
        checks.append(("ledger", lambda: _check_ledger(ledger)))
    findings = [_look(*check) for check in checks]
    if as_json:
        print_json("doctor", findings)
    else:
        click.echo(f"onrecord {__version__}, Python {platform.python_version()}")
        for f in findings:
            click.echo(f"{'ok ' if f.well else 'BAD'}   {f.name}: {f.found}")
    if not all(f.well for f in findings):
        raise click.exceptions.Exit(1)


def _check_ledger(path: Path) -> str:
    with Ledger(path) as opened:
        problems = opened.check()
        if problems:
            raise OnRecordError(f"{problems[0]}. Keep the file, and build the ledger again from the reports.")
        by = f", read by {opened.analyser}" if opened.analyser else ""
        return f"sound; {len(opened.report_rows)} reports{by}"
