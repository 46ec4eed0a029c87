"""What builds keep in the ledger for themselves: under which keys results stand, and what was just read."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Self

from onrecord.ledger.codec import encode
from onrecord.ledger.sqlite import load_report
from onrecord.records import RawReport, Report, ReportId, StoryId


def open_working(connection: sqlite3.Connection) -> None:
    """Make the working tables where they are not there."""
    connection.executescript((resources.files("onrecord.ledger") / "working.sql").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportState:
    """The keys of a report's results, and whether a text step broke on it. `claim` is None where there are none."""

    parse: str
    hear: str
    date: str
    outline: str
    claim: str | None
    failed: bool

    @classmethod
    def of_row(cls, parse: str, hear: str, date: str, outline: str, claim: str | None, failed: int) -> Self:
        """The state of a row of the table."""
        return cls(parse=parse, hear=hear, date=date, outline=outline, claim=claim, failed=bool(failed))


def load_states(connection: sqlite3.Connection) -> dict[ReportId, ReportState]:
    """The state of every report."""
    rows = connection.execute("SELECT report_id, parse, hear, date, outline, claim, failed FROM report_state")
    return {ReportId(report): ReportState.of_row(*row) for report, *row in rows}


def write_states(connection: sqlite3.Connection, states: Iterable[tuple[ReportId, ReportState]]) -> None:
    """Note the states of these reports."""
    connection.executemany(
        "INSERT OR REPLACE INTO report_state VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(report, s.parse, s.hear, s.date, s.outline, s.claim, int(s.failed)) for report, s in states],
    )


def load_story_keys(connection: sqlite3.Connection) -> dict[StoryId, str]:
    """Under which key each story was worked out."""
    return {StoryId(story): key for story, key in connection.execute("SELECT story_id, key FROM story_state")}


def write_story_keys(connection: sqlite3.Connection, keys: Iterable[tuple[StoryId, str]]) -> None:
    """Note under which keys these stories were worked out."""
    connection.executemany("INSERT OR REPLACE INTO story_state VALUES (?, ?)", keys)


def stage_given(connection: sqlite3.Connection, given: Iterable[tuple[str, RawReport, Report]]) -> None:
    """Put reports with their raw bytes aside, each in its place; a later one takes the place of an earlier."""
    connection.executemany(
        "INSERT OR REPLACE INTO temp.given VALUES (?, ?, ?, ?, ?)",
        [(place, r.id, r.text, encode(replace(r, text="")), raw.data) for place, raw, r in given],
    )


def drop_given(connection: sqlite3.Connection, places: Sequence[str]) -> None:
    """Forget what was put aside in these places."""
    connection.executemany("DELETE FROM temp.given WHERE place = ?", [(place,) for place in places])


def unlike_stored(connection: sqlite3.Connection) -> set[ReportId]:
    """The reports put aside that the ledger does not hold, or holds with other metadata."""
    rows = connection.execute(
        "SELECT g.report_id FROM temp.given g LEFT JOIN reports r ON r.id = g.report_id "
        "WHERE r.id IS NULL OR r.record IS NOT g.record"
    )
    return {ReportId(report) for (report,) in rows}


def load_reports(connection: sqlite3.Connection, reports: Sequence[ReportId]) -> dict[ReportId, Report]:
    """These reports, as just read where they were, else as the ledger has them."""
    named = (json.dumps(reports),)
    rows = connection.execute("SELECT text, record FROM reports WHERE id IN (SELECT value FROM json_each(?))", named)
    found = [load_report(*row) for row in rows]
    rows = connection.execute(
        "SELECT text, record FROM temp.given WHERE report_id IN (SELECT value FROM json_each(?)) ORDER BY place", named
    )
    found += [load_report(*row) for row in rows]
    return {report.id: report for report in found}


def take_given(connection: sqlite3.Connection, place: str) -> tuple[Report, bytes]:
    """A report put aside, with its raw bytes."""
    text, record, raw = connection.execute(
        "SELECT text, record, raw FROM temp.given WHERE place = ?", (place,)
    ).fetchone()
    return load_report(text, record), raw


def report_texts(connection: sqlite3.Connection, reports: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Id and text of reports that the ledger holds."""
    yield from connection.execute(
        "SELECT id, text FROM reports WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(reports)),)
    )
