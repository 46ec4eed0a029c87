"""Whether a ledger holds what it says: every span, name, hash and record, and every rule run again."""

import dataclasses
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.ledger.codec import decode, encode
from onrecord.ledger.decisions import decisions_file
from onrecord.ledger.faults import explained_faults
from onrecord.ledger.query import Ledger
from onrecord.ledger.sqlite import connect, load_report
from onrecord.models.loading import AnalyserKind
from onrecord.pipeline import steps
from onrecord.pipeline.local import build
from onrecord.records import (
    CLAIM_BEARING,
    Attribution,
    Claim,
    CopyLink,
    Entity,
    Mention,
    Origin,
    Passage,
    Publication,
    Quantity,
    Relation,
    Report,
    Sentence,
    Span,
    Story,
    Track,
    ValueGroup,
)
from onrecord.records.claim import claim_id
from onrecord.records.ids import sha256_hex
from onrecord.records.report import report_id

# Each table of records, the column that holds them, and their class.
RECORDS: tuple[tuple[str, str, type], ...] = (
    ("reports", "record", Report),
    ("passages", "record", Passage),
    ("sentences", "record", Sentence),
    ("mentions", "record", Mention),
    ("attributions", "record", Attribution),
    ("stories", "record", Story),
    ("story_reports", "publication", Publication),
    ("entities", "record", Entity),
    ("claims", "record", Claim),
    ("origins", "record", Origin),
    ("copies", "record", CopyLink),
    ("value_groups", "record", ValueGroup),
    ("tracks", "record", Track),
    ("relations", "record", Relation),
)
# Whose spans point into the text of the report that their row names.
_IN_A_REPORT = ("passages", "sentences", "mentions", "attributions", "claims")
# What can only be checked where every record can be read.
_RESTING = frozenset({"hashes of reports", "spans", "claims"})
MOST_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was checked, as pairs of words and number, what is wrong, and what could not be checked."""

    checked: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def verify_ledger(path: Path, *, reread: bool = False) -> Verification:
    """Check the ledger against itself and against its reports' texts, which it leaves as it is.

    SQLite's own checks; every record decoded and written again to the same bytes; every hash and id made again; every
    span cut out of its text; and the rules run again on a copy: on what was read in each sentence, or with `reread` on
    the texts alone, which takes as long as the first build. Raises LedgerError where the file cannot be opened.
    """
    with Ledger(path) as opened:
        problems = list(opened.check())
    if problems:
        note = "Its records were not looked at. Put a sound copy in its place, or build it again from the reports."
        return Verification(checked=(), problems=tuple(problems), notes=(note,))
    checked: list[tuple[str, int]] = []
    notes: list[str] = []
    with explained_faults(path), closing(connect(path)) as connection:
        checked.append(("records", _tell(_check_records(connection), problems)))
        unreadable = bool(problems)
        for what, findings in _checks(connection, path, reread=reread):
            if unreadable and what in _RESTING:
                notes.append(f"Not checked, for records cannot be read: {what}.")
            else:
                checked.append((what, _tell(findings, problems)))
        if problems and _read_by_others(connection):
            notes.append("Another version of OnRecord made it: build it again to have what this version reads.")
    return Verification(checked=tuple(checked), problems=tuple(problems), notes=tuple(notes))


def _checks(connection: sqlite3.Connection, path: Path, *, reread: bool) -> Iterator[tuple[str, Iterator[str | None]]]:
    """What there is to check beside the records themselves, with the findings."""
    yield "hashes of reports", _check_reports(connection)
    yield "spans", _check_spans(connection)
    yield "claims", _check_claims(connection)
    yield "records worked out again", _work_again(connection, path, reread=reread)


def _tell(findings: Iterator[str | None], problems: list[str]) -> int:
    """Count the findings, each None where all is well; what is wrong is added to `problems`."""
    count = 0
    for found in findings:
        count += 1
        if found is not None:
            problems.append(found)
    return count


def _check_records(connection: sqlite3.Connection) -> Iterator[str | None]:
    for table, column, shape in RECORDS:
        for number, line in connection.execute(f"SELECT rowid, {column} FROM {table}"):  # noqa: S608
            try:
                same = encode(decode(shape, line)) == line
            except Exception as exc:  # noqa: BLE001 whatever is wrong with it, it is told
                yield f"{table}, row {number}: cannot be read as a record ({' '.join(str(exc).split())[:120]})"
            else:
                yield None if same else f"{table}, row {number}: not in canonical form"


def _check_reports(connection: sqlite3.Connection) -> Iterator[str | None]:
    rows = connection.execute("SELECT r.text, r.record, w.data FROM reports r LEFT JOIN raw w ON w.report_id = r.id")
    for text, record, data in rows:
        report = load_report(text, record)
        yield _wrong_report(report, data)


def _wrong_report(report: Report, data: bytes | None) -> str | None:
    if report.id != report_id(report.key, report.outlet, report.text):
        return f"{report.key}: its text, outlet or key is not what its id was made from"
    if data is None:
        return None
    try:
        raw = zlib.decompress(data)
    except zlib.error:
        return f"{report.key}: its raw bytes are damaged"
    return None if sha256_hex(raw) == report.sha256 else f"{report.key}: its raw bytes are not what it was read from"


def spans_of(record: object) -> Iterator[Span]:
    """Every span that stands anywhere in a record."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for member in record:
            yield from spans_of(member)
    elif dataclasses.is_dataclass(record) and not isinstance(record, type):
        for field in dataclasses.fields(record):
            yield from spans_of(getattr(record, field.name))


def _texts(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT id, text FROM reports").fetchall())


def _check_spans(connection: sqlite3.Connection) -> Iterator[str | None]:
    texts = _texts(connection)
    for table, column, shape in RECORDS:
        if table in _IN_A_REPORT:
            rows = connection.execute(f"SELECT report_id, {column} FROM {table}")  # noqa: S608
            for report, line in rows:
                yield from (_outside(table, texts[report], span) for span in spans_of(decode(shape, line)))
    for (line,) in connection.execute("SELECT record FROM copies"):
        copy = decode(CopyLink, line)
        if not {copy.left, copy.right} <= texts.keys():
            yield f"copies: {copy.left} or {copy.right} is no report that the ledger holds"
            continue
        for left, right in copy.aligned:
            yield _outside("copies", texts[copy.left], left)
            yield _outside("copies", texts[copy.right], right)


def _outside(table: str, text: str, span: Span) -> str | None:
    if span.end <= len(text):
        return None
    return f"{table}: a span {span.start}..{span.end} ends after its text of {len(text)} characters"


def _check_claims(connection: sqlite3.Connection) -> Iterator[str | None]:
    texts = _texts(connection)
    rows = connection.execute(
        "SELECT c.record, s.record, p.record FROM claims c "
        "LEFT JOIN sentences s ON s.report_id = c.report_id AND s.idx = c.sentence "
        "LEFT JOIN passages p ON p.report_id = c.report_id AND p.idx = s.passage"
    )
    for claim_line, sentence, passage in rows:
        claim = decode(Claim, claim_line)
        within = decode(Sentence, sentence) if sentence else None
        kind = decode(Passage, passage).kind if passage else None
        text = texts.get(claim.report)
        if text is None:
            yield f"{claim.id}: {claim.report} is no report that the ledger holds"
        elif claim.id != claim_id(claim.report, claim.type, claim.evidence):
            yield f"{claim.id}: not the id of a claim with this evidence"
        elif within is None or not within.span.covers(claim.evidence):
            yield f"{claim.id}: its evidence does not stand in its sentence"
        elif kind not in CLAIM_BEARING:
            yield f"{claim.id}: its passage is one that carries no claims"
        elif not claim.evidence.of(text).strip():
            yield f"{claim.id}: its evidence is blank"
        elif isinstance(claim.content, Quantity) and not claim.content.number.of(text).strip():
            yield f"{claim.id}: its number is blank"
        else:
            yield None


def _work_again(connection: sqlite3.Connection, path: Path, *, reread: bool) -> Iterator[str | None]:
    """Build a copy again without the results of the rules, or of all stages, and compare every record."""
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / path.name
        with closing(sqlite3.connect(again)) as copy:
            connection.backup(copy)
            _forget(copy, everything=reread)
        if decisions_file(path).exists():
            shutil.copy(decisions_file(path), decisions_file(again))
        try:
            build((), again)
        except (OnRecordError, ValueError, KeyError, AssertionError) as exc:
            yield f"the rules cannot be run again: {' '.join(str(exc).split())[:200]}"
            return
        connection.execute("ATTACH ? AS again", (str(again),))
        try:
            for table, column, _ in RECORDS:
                yield from _compare(connection.execute, table, column)
        finally:
            connection.execute("DETACH again")


def _forget(copy: sqlite3.Connection, *, everything: bool) -> None:
    copy.execute("PRAGMA foreign_keys = ON")
    copy.execute("DELETE FROM stories")
    # Without these notes a build takes nothing for settled.
    copy.execute("DELETE FROM meta WHERE name IN ('settings', 'surroundings')")
    kept = () if everything else ("parse",)
    copy.execute(f"DELETE FROM stage_results WHERE stage NOT IN ({','.join('?' * len(kept))})", kept)  # noqa: S608
    copy.commit()


def _compare(execute: Callable[[str], sqlite3.Cursor], table: str, column: str) -> Iterator[str | None]:
    """One finding for each record of the ledger or of its copy, None where both hold it."""
    here, there = (f"SELECT {column} FROM {schema}.{table}" for schema in ("main", "again"))  # noqa: S608
    missing = [line for (line,) in execute(f"{here} EXCEPT {there}")]
    added = [line for (line,) in execute(f"{there} EXCEPT {here}")]
    total = execute(f"SELECT count(*) FROM main.{table}").fetchone()[0]  # noqa: S608
    yield from (None for _ in range(total - len(missing)))
    yield from (f"{table}: the rules do not give {_short(line)}" for line in missing)
    yield from (f"{table}: the rules give {_short(line)}, which the ledger does not hold" for line in added)


def _short(line: str) -> str:
    return line if len(line) <= 160 else f"{line[:157]}…"


def _read_by_others(connection: sqlite3.Connection) -> bool:
    """Whether the stages that made the ledger are not those of this program."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'analyser'").fetchone()
    stored = {key for (key,) in connection.execute("SELECT key FROM stage_results WHERE stage = 'hear'")}
    found = connection.execute("SELECT text, record FROM reports WHERE superseded_by IS NULL ORDER BY id").fetchone()
    if row is None or found is None:
        return True
    return steps.text_keys(load_report(*found), AnalyserKind(row[0])).hear not in stored
