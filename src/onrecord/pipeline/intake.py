"""What a build was given, set against what the ledger already holds."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.ledger.sqlite import write_rejections, write_report
from onrecord.lexicons import load_lexicons
from onrecord.records import RawReport, Rejection, RejectionReason, Report, ReportId
from onrecord.stages.clean import make_report
from onrecord.stages.language import check_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The outcome of reading the inputs: `reports` by place, with their raw bytes; what is superseded, missing or
    taken out.
    """

    reports: dict[str, tuple[Report, bytes]]
    rejections: tuple[Rejection, ...]
    stored: dict[str, ReportId]
    revised: dict[ReportId, ReportId]
    missing: tuple[str, ...]
    gone: frozenset[ReportId]
    read_under: tuple[str, ...]
    sync: bool

    def counts(self) -> dict[str, int]:
        """How many reports are new, as before, in a new version, no longer found, and taken out."""
        before = set(self.stored.values())
        ids = {report.id for report, _ in self.reports.values()}
        return {
            "added": len(ids - before - set(self.revised.values())),
            "unchanged": len(ids & before),
            "revised": len(self.revised),
            "vanished": 0 if self.sync else len(self.missing),
            "removed": len(self.gone - set(self.revised)),
        }


def place_of(location: str, key: str) -> str:
    """Where a report lives: its file and its key, so that a report in a JSONL keeps its place when lines move."""
    head, _, line = location.rpartition(":")
    return f"{head if head and line.isdigit() else location}\t{key}"


def _under(place: str, roots: Sequence[str]) -> bool:
    file = place.split("\t", 1)[0]
    return any(file == root or file.startswith(root.rstrip("/") + "/") for root in roots)


def take_in(
    connection: sqlite3.Connection,
    inputs: Iterable[RawReport | Rejection],
    roots: Sequence[Path],
    *,
    sync: bool,
    remove: Sequence[ReportId],
) -> Intake:
    """Read every input; a report in another language is rejected like any other bad input."""
    lexicon = load_lexicons().page
    reports: dict[str, tuple[Report, bytes]] = {}
    rejections: list[Rejection] = []
    for item in inputs:
        if isinstance(item, Rejection):
            rejections.append(item)
            continue
        report = make_report(item)
        if (problem := check_language(report, lexicon)) is not None:
            rejections.append(
                Rejection(
                    key=item.key,
                    location=item.location,
                    reason=RejectionReason.LANGUAGE,
                    message=problem,
                    sha256=item.sha256,
                )
            )
            continue
        reports[place_of(item.location, item.key)] = (report, item.data)
    stored = {place: ReportId(i) for place, i in connection.execute("SELECT location, report_id FROM sources")}
    read_under = tuple(str(root.resolve()) for root in roots)
    missing = tuple(sorted(p for p in stored if _under(p, read_under) and p not in reports))
    kept_elsewhere = {i for p, i in stored.items() if p not in missing} | {r.id for r, _ in reports.values()}
    revised = {
        stored[place]: report.id
        for place, (report, _) in sorted(reports.items())
        if place in stored and stored[place] != report.id
    }
    revised = {old: new for old, new in revised.items() if old not in {r.id for r, _ in reports.values()}}
    gone = set(remove) | set(revised)
    if sync:
        gone |= {stored[p] for p in missing} - kept_elsewhere
    return Intake(
        reports=reports,
        rejections=tuple(sorted(rejections, key=lambda r: (r.key, r.location))),
        stored=stored,
        revised=revised,
        missing=missing,
        gone=frozenset(gone),
        read_under=read_under,
        sync=sync,
    )


def store_intake(connection: sqlite3.Connection, intake: Intake) -> None:
    """Write reports, places and rejections; called inside the build's one transaction."""
    removed = sorted(intake.gone - set(intake.revised))
    for report_id in removed:
        connection.execute("DELETE FROM passages_fts WHERE report_id = ?", (report_id,))
        connection.execute("DELETE FROM claims_fts WHERE report_id = ?", (report_id,))
        connection.execute("DELETE FROM reports WHERE id = ?", (report_id,))
    for place, (report, data) in sorted(intake.reports.items()):
        if report.id in removed:
            continue
        write_report(connection, report, data)
        connection.execute(
            "INSERT OR REPLACE INTO sources (location, report_id, vanished) VALUES (?, ?, 0)", (place, report.id)
        )
        connection.execute("UPDATE reports SET superseded_by = NULL WHERE id = ?", (report.id,))
    for old, new in sorted(intake.revised.items()):
        connection.execute("UPDATE reports SET superseded_by = ? WHERE id = ?", (new, old))
        connection.execute("DELETE FROM claims_fts WHERE report_id = ?", (old,))
    if intake.sync:
        connection.executemany("DELETE FROM sources WHERE location = ?", [(p,) for p in intake.missing])
    else:
        connection.executemany("UPDATE sources SET vanished = 1 WHERE location = ?", [(p,) for p in intake.missing])
    stale = [
        (location,)
        for (location,) in connection.execute("SELECT location FROM rejections").fetchall()
        if _under(location.rsplit(":", 1)[0], intake.read_under) or _under(location, intake.read_under)
    ]
    connection.executemany("DELETE FROM rejections WHERE location = ?", stale)
    write_rejections(connection, intake.rejections)
