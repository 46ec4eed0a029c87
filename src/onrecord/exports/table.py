"""Claims as CSV, one row each, for a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict, fields

from onrecord.ledger.query import Ledger
from onrecord.views.listing import ClaimLine, list_claims
from onrecord.views.scope import story_scope


def export_csv(ledger: Ledger) -> Iterator[str]:
    """A heading row, then every claim of every story, those of low confidence included."""
    names = ["story", *(f.name for f in fields(ClaimLine))]
    yield _row(names)
    for story in sorted(ledger.stories(), key=lambda s: s.id):
        for claim in list_claims(story_scope(ledger, story.id), low=True):
            values = asdict(claim)
            yield _row([story.id, *(_cell(values[name]) for name in names[1:])])


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    text = "" if value is None else str(value)
    # A spreadsheet runs a cell that starts like this as a formula; reports are not trusted that far.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _row(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
