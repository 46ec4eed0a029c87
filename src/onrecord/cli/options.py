"""Arguments and options that commands share."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

LEDGER = click.Path(path_type=Path, dir_okay=False)


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD, or a month or year, which mean their last day."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error names what is wrong and how to write it."""
        if isinstance(value, date):
            return value
        parts = str(value).split("-")
        try:
            return _last_day([int(p) for p in parts] if len(parts[0]) == 4 else [])
        except ValueError:
            return self.fail(f"{value!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY", param, ctx)


def _last_day(numbers: list[int]) -> date:
    """The last day of a year, of a month, or the day itself; ValueError when there is none."""
    year, month, day = [*numbers, *(12, 31)[len(numbers) - 1 :]] if len(numbers) < 3 else numbers
    return date(year, month, min(day, monthrange(year, month)[1]) if len(numbers) == 2 else day)


def ledger_argument(command: F) -> F:
    """The ledger to read."""
    return click.argument("ledger", type=LEDGER)(command)


def story_option(command: F) -> F:
    """Which story, where a ledger holds several."""
    return click.option("--story", metavar="NAME", help="Story by id or title; the largest one if not given.")(command)


def json_option(command: F) -> F:
    """JSON in place of text."""
    return click.option("--json", "as_json", is_flag=True, help="JSON with a schema version.")(command)


def clock_options(command: F) -> F:
    """The questions' two clocks."""
    known = click.option("--known-by", type=Day(), help="Only what was published by this day (default: --as-of).")
    as_of = click.option("--as-of", type=Day(), help="The day spoken of: YYYY-MM-DD, YYYY-MM or YYYY.")
    return as_of(known(command))
