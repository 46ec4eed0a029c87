"""Opening, checking and writing a ledger file."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import resources
from pathlib import Path

from onrecord.errors import LedgerError
from onrecord.ledger.codec import decode, encode
from onrecord.ledger.migrate import SCHEMA_VERSION, migrate
from onrecord.records import Account, Applied, Reading, Rejection, Report, ReportId


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """A connection to the ledger at `path` at the current schema version.

    Raises LedgerError when there is no such file (unless `create`), when it is no ledger, is damaged, is locked by
    another build, or was written by a newer OnRecord.
    """
    if not create and not path.exists():
        raise LedgerError(f"{path}: no such ledger. Build one: onrecord build FOLDER -o {path}")
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=10)
        connection.execute("PRAGMA foreign_keys = ON")
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables == 0 and create:
            connection.execute("PRAGMA journal_mode = WAL")
            _create(connection)
        _check(connection, path)
    except sqlite3.DatabaseError as exc:
        raise LedgerError(f"{path}: cannot be used as a ledger ({exc}). Give another file, or build it again.") from exc
    except OSError as exc:
        raise LedgerError(f"{path}: {exc.strerror or exc}. Check the folder and its permissions.") from exc
    return connection


def _create(connection: sqlite3.Connection) -> None:
    schema = (resources.files("onrecord.ledger") / "schema.sql").read_text(encoding="utf-8")
    connection.executescript(
        f"BEGIN IMMEDIATE; {schema}\nINSERT INTO meta VALUES ('schema_version', '{SCHEMA_VERSION}'); COMMIT;"
    )


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
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as exc:
        raise LedgerError(f"the ledger is being written by another build ({exc}). Wait for it to end.") from exc
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


class StageResults:
    """What stages made, kept under the digest of everything it depends on. Each batch stands once written, so an
    interrupted build goes on where it stopped; the ledger's records change only at the end, all at once.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.used: set[tuple[str, str]] = set()

    def get(self, stage: str, key: str) -> str | None:
        """The stored output, as canonical JSON; None when this was never made or its bytes are damaged."""
        self.used.add((stage, key))
        row = self._connection.execute(
            "SELECT output FROM stage_results WHERE stage = ? AND key = ?", (stage, key)
        ).fetchone()
        try:
            return zlib.decompress(row[0]).decode() if row else None
        except (zlib.error, UnicodeDecodeError):
            return None

    def put(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Store (stage, key, canonical JSON) rows."""
        packed = [(stage, key, zlib.compress(output.encode(), 6)) for stage, key, output in rows]
        self.used.update((stage, key) for stage, key, _ in packed)
        with transaction(self._connection):
            self._connection.executemany("INSERT OR REPLACE INTO stage_results VALUES (?, ?, ?)", packed)

    def drop_unused(self) -> None:
        """Remove what this build neither read nor wrote."""
        stored = self._connection.execute("SELECT stage, key FROM stage_results").fetchall()
        unused = [row for row in stored if row not in self.used]
        self._connection.executemany("DELETE FROM stage_results WHERE stage = ? AND key = ?", unused)


def write_report(connection: sqlite3.Connection, report: Report, data: bytes | None) -> None:
    """Insert the report, or update what its metadata say; `data` are its raw bytes when they were read just now."""
    record = encode(replace(report, text=""))
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


def write_reading(connection: sqlite3.Connection, reading: Reading) -> None:
    """Replace the passages, sentences, mentions and attributions of a report."""
    rid, text = reading.report.id, reading.text
    for table in ("passages", "sentences", "mentions", "attributions", "passages_fts"):
        connection.execute(f"DELETE FROM {table} WHERE report_id = ?", (rid,))  # noqa: S608
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?)", [(rid, p.index, encode(p)) for p in reading.passages]
    )
    connection.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?)",
        [(rid, a.sentence.index, encode(a.sentence)) for a in reading.analyses],
    )
    connection.executemany("INSERT INTO mentions VALUES (?, ?)", [(rid, encode(m)) for m in reading.mentions])
    connection.executemany(
        "INSERT INTO attributions VALUES (?, ?, ?)", [(rid, i, encode(a)) for i, a in enumerate(reading.attributions)]
    )
    connection.executemany(
        "INSERT INTO passages_fts VALUES (?, ?, ?)", [(p.span.of(text), rid, p.index) for p in reading.passages]
    )


def delete_story(connection: sqlite3.Connection, story: str) -> None:
    """Remove a story and all that was worked out about it; its reports stay."""
    connection.execute("DELETE FROM claims_fts WHERE claim_id IN (SELECT id FROM claims WHERE story_id = ?)", (story,))
    connection.execute("DELETE FROM stories WHERE id = ?", (story,))


def write_account(connection: sqlite3.Connection, account: Account, texts: Mapping[ReportId, str]) -> None:
    """Insert everything worked out about one story."""
    sid = account.story.id
    many = connection.executemany
    connection.execute("INSERT INTO stories VALUES (?, ?)", (sid, encode(account.story)))
    many("INSERT INTO story_reports VALUES (?, ?, ?)", [(sid, r, encode(p)) for r, p in account.publications])
    many("INSERT INTO entities VALUES (?, ?, ?)", [(e.id, sid, encode(e)) for e in account.entities])
    many("INSERT INTO entity_links VALUES (?, ?, ?, ?)", [(sid, k.entity, k.report, k.index) for k in account.links])
    many("INSERT INTO claims VALUES (?, ?, ?, ?)", [(c.id, sid, c.report, encode(c)) for c in account.claims])
    many(
        "INSERT INTO claims_fts VALUES (?, ?, ?)",
        [(c.evidence.of(texts[c.report]), c.id, c.report) for c in account.claims],
    )
    many("INSERT INTO origins VALUES (?, ?, ?)", [(o.id, sid, encode(o)) for o in account.origins])
    many("INSERT INTO origin_claims VALUES (?, ?, ?)", [(sid, o.id, c) for o in account.origins for c in o.claims])
    many("INSERT INTO copies VALUES (?, ?)", [(sid, encode(c)) for c in account.copies])
    many("INSERT INTO value_groups VALUES (?, ?, ?)", [(g.id, sid, encode(g)) for g in account.groups])
    many("INSERT INTO tracks VALUES (?, ?, ?)", [(t.id, sid, encode(t)) for t in account.tracks])
    many("INSERT INTO relations VALUES (?, ?, ?)", [(r.id, sid, encode(r)) for r in account.relations])
    sides = [
        (r.id, side, c)
        for r in account.relations
        for side, members in (("left", r.left), ("right", r.right))
        for c in members
    ]
    many("INSERT INTO relation_claims VALUES (?, ?, ?)", sides)


def write_rejections(connection: sqlite3.Connection, rejections: Sequence[Rejection]) -> None:
    """Record what was not taken in, one row a place."""
    connection.executemany(
        "INSERT OR REPLACE INTO rejections VALUES (?, ?)", [(r.location, encode(r)) for r in rejections]
    )


def write_decisions(connection: sqlite3.Connection, applied: Sequence[Applied]) -> None:
    """Record what became of every decision."""
    connection.execute("DELETE FROM decisions")
    connection.executemany("INSERT INTO decisions VALUES (?, ?)", [(a.decision.id, encode(a)) for a in applied])
