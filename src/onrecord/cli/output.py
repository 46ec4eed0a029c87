"""How views and rows look on a terminal, and as JSON."""

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from onrecord.ledger.codec import encode
from onrecord.views.citing import line_words
from onrecord.views.line import View
from onrecord.views.visible import visible

SCHEMA = 1


def width() -> int:
    """How many columns there are to write in; 100 when the output is no terminal and nothing says otherwise."""
    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 160))


def print_json(kind: str, value: object) -> None:
    """One JSON object with the schema version: `{"schema": 1, "kind": …, "value": …}`."""
    click.echo(
        json.dumps({"schema": SCHEMA, "kind": kind, "value": json.loads(encode(value))}, ensure_ascii=False, indent=1)
    )


def print_view(view: View) -> None:
    """The view as text: numbered lines under their titles, wrapped."""
    columns = width()
    click.echo(_bold(visible(view.title)))
    for row in view.header:
        click.echo(textwrap.fill(visible(row), columns, subsequent_indent="  ", break_on_hyphens=False))
    number = 0
    for section in view.sections:
        click.echo()
        click.echo(_bold(visible(section.title)))
        for line in section.lines:
            number += not line.indent
            lead = "      " if line.indent else f"{number:3d} "
            text = textwrap.fill(
                visible(line_words(line)),
                columns,
                initial_indent=lead,
                subsequent_indent="    ",
                break_on_hyphens=False,
            )
            click.echo(text)
        if section.rest:
            click.echo(f"    {section.rest} more: --all")


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under headings; on a terminal they wrap in their columns, in a pipe they are tab-separated."""
    if not sys.stdout.isatty():
        click.echo("\t".join(columns))
        for row in rows:
            click.echo("\t".join(visible(" ".join(cell.split())) for cell in row))
        return
    table = Table(*columns, box=None, pad_edge=False, show_edge=False)
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    Console(highlight=False, no_color=_plain()).print(table)


def _plain() -> bool:
    """Whether no colour is wanted (https://no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def _bold(text: str) -> str:
    return text if _plain() or not sys.stdout.isatty() else click.style(text, bold=True)


class ProgressBar:
    """Counts and a time left on standard error; silent when that is no terminal."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, what: str, done: int, total: int, /) -> None:
        """Show that `done` of `total` are through."""
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=total)
        self._bar.update(self._tasks[what], completed=done, total=total)
