"""Claims as CSV, one row each, for a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict, fields

from onrecord.exports.choice import Choice
from onrecord.ledger.query import Ledger
from onrecord.views.listing import ClaimLine, list_claims


def export_csv(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """A heading row, then every claim of the stories, those of low confidence included."""
    names = ["story", *(f.name for f in fields(ClaimLine))]
    yield _row(names)
    for scope in choice.scopes(ledger):
        for claim in list_claims(scope, low=True):
            values = asdict(claim)
            yield _row([scope.account.story.id, *(_cell(values[name]) for name in names[1:])])


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    text = "" if value is None else str(value)
    # A spreadsheet runs a cell that starts like this as a formula; reports are not trusted that far.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _row(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
