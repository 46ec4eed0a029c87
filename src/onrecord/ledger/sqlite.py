"""Opening, checking and writing a ledger file."""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

from onrecord.errors import LedgerError
from onrecord.ledger.codec import decode, encode, spell
from onrecord.ledger.faults import damaged, explained_faults
from onrecord.ledger.migrate import SCHEMA_VERSION, migrate
from onrecord.records import Applied, Passage, Rejection, Report, ReportId

WAIT = 60
"""Seconds to wait for another build that is writing."""


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """A connection to the ledger at `path` at the current schema version.

    Raises LedgerError when there is no such file (unless `create`), when it is no ledger, is damaged, is locked by
    another build, or was written by a newer OnRecord.
    """
    if not create and not os.path.exists(path):  # noqa: PTH110 a folder that may not be entered is no error here
        raise LedgerError(f"{path}: no such ledger. Build one: onrecord build FOLDER -o {path}")
    with explained_faults(path):
        try:
            return _open(str(path), path, create=create)
        except sqlite3.OperationalError as exc:
            if create or not _may_be_read_only(path, exc):
                raise
        # A finished ledger in a place that cannot be written (a share, a disc) can still be read.
        return _open(f"{path.resolve().as_uri()}?mode=ro&immutable=1", path, create=False)


def _open(name: str, path: Path, *, create: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(name, isolation_level=None, timeout=WAIT, uri=name.startswith("file:"))
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        if create and not _count_tables(connection):
            _create(connection)
        try:
            _check(connection, path)
        except (ValueError, TypeError) as exc:
            # What SQLite says of a damaged schema may be no text at all, and the version no number.
            raise damaged(path, exc) from exc
        if create:
            with suppress(sqlite3.OperationalError):
                # So that reading goes on while a build writes; not to be had while others have the file open.
                connection.execute("PRAGMA journal_mode = WAL")
            # What cannot be written is told before hours of reading, not after.
            with transaction(connection):
                connection.execute("UPDATE meta SET value = value WHERE name = 'schema_version'")
    except BaseException:
        connection.close()
        raise
    return connection


def _may_be_read_only(path: Path, error: sqlite3.OperationalError) -> bool:
    """Whether the file may only have failed for want of a place to write beside it; no build may be under way."""
    log = path.with_name(f"{path.name}-wal")
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # Python's own errors have none
    return code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} and not (log.exists() and log.stat().st_size)


def _count_tables(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _create(connection: sqlite3.Connection) -> None:
    schema = (resources.files("onrecord.ledger") / "schema.sql").read_text(encoding="utf-8")
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE; {schema}\nINSERT INTO meta VALUES ('schema_version', '{SCHEMA_VERSION}'); COMMIT;"
        )
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if not _count_tables(connection):
            raise
        # Another build made it while this one waited.


def _check(connection: sqlite3.Connection, path: Path) -> None:
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "meta" not in names or "claims" not in names:
        raise LedgerError(f"{path}: not an OnRecord ledger. Give another file.")
    version = int(connection.execute("SELECT value FROM meta WHERE name = 'schema_version'").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise LedgerError(
            f"{path}: written by a newer OnRecord (schema {version}, this one reads {SCHEMA_VERSION}). "
            "Upgrade: pip install --upgrade onrecord"
        )
    if version < SCHEMA_VERSION:
        migrate(connection, version)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All or nothing: what is written inside stands only when the block ends without an error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # SQLite itself has rolled back where the disk was full.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def write_report(connection: sqlite3.Connection, report: Report, data: bytes | None) -> None:
    """Insert the report, or update what its metadata say; `data` are its raw bytes when they were read just now."""
    record = encode(replace(report, text=""))
    if connection.execute("SELECT 1 FROM reports WHERE id = ? AND record = ?", (report.id, record)).fetchone():
        return
    connection.execute(
        "INSERT INTO reports (id, text, record) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET record = excluded.record",
        (report.id, report.text, record),
    )
    if data is not None:
        connection.execute("INSERT OR REPLACE INTO raw VALUES (?, ?)", (report.id, zlib.compress(data, 6)))


def load_report(text: str, record: str) -> Report:
    """The report of a row of `reports`."""
    return replace(decode(Report, record), text=text)


def delete_reports(connection: sqlite3.Connection, reports: Sequence[ReportId]) -> None:
    """Remove reports with all that was read in them."""
    delete_readings(connection, reports)
    delete_found_claims(connection, reports)
    connection.executemany("DELETE FROM reports WHERE id = ?", [(r,) for r in reports])


def delete_readings(connection: sqlite3.Connection, reports: Sequence[ReportId]) -> None:
    """Remove the passages, sentences, mentions and attributions of reports, in one pass over each table."""
    if reports:
        for table in ("passages", "sentences", "mentions", "attributions", "passages_fts"):
            connection.execute(
                f"DELETE FROM {table} WHERE report_id IN (SELECT value FROM json_each(?))",  # noqa: S608
                (json.dumps(reports),),
            )


def delete_found_claims(connection: sqlite3.Connection, reports: Sequence[ReportId]) -> None:
    """Take the claims of reports out of what a search finds."""
    if reports:
        connection.execute(
            "DELETE FROM claims_fts WHERE report_id IN (SELECT value FROM json_each(?))", (json.dumps(reports),)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLines:
    """What of a report's reading the ledger's tables hold, each record as its line of canonical JSON."""

    passages: tuple[str, ...]
    sentences: tuple[str, ...]
    mentions: tuple[str, ...]
    attributions: tuple[str, ...]


def write_reading(connection: sqlite3.Connection, report: Report, lines: ReadingLines) -> None:
    """Insert the passages, sentences, mentions and attributions of a report that has none."""
    rid, many = report.id, connection.executemany
    many("INSERT INTO passages VALUES (?1, ?2 ->> '$.index', ?2)", [(rid, line) for line in lines.passages])
    many("INSERT INTO sentences VALUES (?1, ?2 ->> '$.index', ?2)", [(rid, line) for line in lines.sentences])
    many("INSERT INTO mentions VALUES (?, ?)", [(rid, line) for line in lines.mentions])
    many("INSERT INTO attributions VALUES (?, ?, ?)", [(rid, i, line) for i, line in enumerate(lines.attributions)])
    passages = [decode(Passage, line) for line in lines.passages]
    many("INSERT INTO passages_fts VALUES (?, ?, ?)", [(p.span.of(report.text), rid, p.index) for p in passages])


def delete_stories(connection: sqlite3.Connection, stories: Sequence[str]) -> None:
    """Remove stories and all that was worked out about them; their reports stay."""
    if stories:
        named = (json.dumps(stories),)
        claims = "SELECT id FROM claims WHERE story_id IN (SELECT value FROM json_each(?))"
        connection.execute(f"DELETE FROM claims_fts WHERE claim_id IN ({claims})", named)  # noqa: S608
        connection.execute("DELETE FROM stories WHERE id IN (SELECT value FROM json_each(?))", named)


def write_account(connection: sqlite3.Connection, line: str, texts: Mapping[str, str]) -> None:
    """Insert everything worked out about one story, given as `encode` writes its account. Its records are stored as
    they stand there; none is built.
    """
    account = json.loads(line)
    sid, many = account["story"]["id"], connection.executemany

    def rows(name: str, *columns: str) -> list[tuple[str, ...]]:
        return [(r["id"], sid, *(r[c] for c in columns), spell(r)) for r in account[name]]

    connection.execute("INSERT INTO stories VALUES (?, ?)", (sid, spell(account["story"])))
    many("INSERT INTO story_reports VALUES (?, ?, ?)", [(sid, r, spell(p)) for r, p in account["publications"]])
    many("INSERT INTO entities VALUES (?, ?, ?)", rows("entities"))
    links = [(sid, k["entity"], k["report"], k["index"]) for k in account["links"]]
    many("INSERT INTO entity_links VALUES (?, ?, ?, ?)", links)
    many("INSERT INTO claims VALUES (?, ?, ?, ?)", rows("claims", "report"))
    many(
        "INSERT INTO claims_fts VALUES (?, ?, ?)",
        [(_evidence(c, texts[c["report"]]), c["id"], c["report"]) for c in account["claims"]],
    )
    origins = account["origins"]
    many("INSERT INTO origins VALUES (?, ?, ?)", rows("origins"))
    many("INSERT INTO origin_claims VALUES (?, ?, ?)", [(sid, o["id"], c) for o in origins for c in o["claims"]])
    many("INSERT INTO copies VALUES (?, ?)", [(sid, spell(c)) for c in account["copies"]])
    many("INSERT INTO value_groups VALUES (?, ?, ?)", rows("groups"))
    many("INSERT INTO tracks VALUES (?, ?, ?)", rows("tracks"))
    many("INSERT INTO relations VALUES (?, ?, ?)", rows("relations"))
    sides = [(r["id"], side, c) for r in account["relations"] for side in ("left", "right") for c in r[side]]
    many("INSERT INTO relation_claims VALUES (?, ?, ?)", sides)


def _evidence(claim: Mapping[str, Any], text: str) -> str:
    """The words a claim was read from."""
    return text[claim["evidence"]["start"] : claim["evidence"]["end"]]


def write_rejections(connection: sqlite3.Connection, rejections: Sequence[Rejection]) -> None:
    """Record what was not taken in, one row a place and key."""
    connection.executemany(
        "INSERT OR REPLACE INTO rejections VALUES (?, ?)", [(r.location, encode(r)) for r in rejections]
    )


def write_decisions(connection: sqlite3.Connection, applied: Sequence[Applied]) -> None:
    """Record what became of every decision."""
    connection.execute("DELETE FROM decisions")
    connection.executemany("INSERT INTO decisions VALUES (?, ?)", [(a.decision.id, encode(a)) for a in applied])
