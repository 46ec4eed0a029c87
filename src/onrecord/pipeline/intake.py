"""What a build was given, set against what the ledger already holds."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.ledger.sqlite import delete_found_claims, delete_reports, transaction, write_rejections, write_report
from onrecord.ledger.working import drop_given, stage_given, take_given
from onrecord.lexicons import load_lexicons
from onrecord.pipeline.captures import Seen, order_captures, place_of
from onrecord.pipeline.pages import LedgerPages
from onrecord.pipeline.run import batches
from onrecord.readers.inputs import STDIN
from onrecord.records import RawReport, Rejection, RejectionReason, Report, ReportId
from onrecord.stages.clean import make_report
from onrecord.stages.language import check_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the inputs hold: reports by place, which the ledger's working tables hold, and what was not taken in.

    `later` says of texts that an address had before which took the place of each. Of a text that was captured several
    times `first` is the place of the capture that tells of it.
    """

    reports: Mapping[str, ReportId]
    rejections: tuple[Rejection, ...]
    later: Mapping[ReportId, ReportId] = field(default_factory=dict)
    first: Mapping[ReportId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The inputs beside the ledger: what is superseded (`revised`: old to new), missing, or taken out (`removed`);
    `current` are the reports in the ledger that still count.
    """

    given: Given
    stored: Mapping[str, ReportId]
    current: frozenset[ReportId]
    revised: Mapping[ReportId, ReportId]
    missing: tuple[str, ...]
    removed: frozenset[ReportId]
    read_under: tuple[str, ...]
    sync: bool

    def counts(self) -> dict[str, int]:
        """How many reports are new, as before, in a new version, no longer found, and taken out."""
        before = set(self.stored.values())
        ids = set(self.given.reports.values())
        return {
            "added": len(ids - before - {new for old, new in self.revised.items() if old in before}),
            "unchanged": len(ids & before),
            "revised": len(self.revised),
            "vanished": 0 if self.sync else len(self.missing),
            "removed": len(self.removed),
        }


def _under(location: str, roots: Sequence[str]) -> bool:
    return any(location == root or location.startswith(root.rstrip("/") + "/") for root in roots)


def _file(place: str) -> str:
    return place.split("\t", 1)[0]


@dataclass(frozen=True, slots=True, order=True)
class _Placed:
    """A report found at a place; of several at one the first in this order counts."""

    location: str
    report: ReportId
    key: str
    sha256: str

    def refused(self) -> Rejection:
        """What is told of it when another report is at its place."""
        what = f"{self.key}: names two reports at {self.location}. Give each a URL or an id of its own."
        reason = RejectionReason.DUPLICATE
        return Rejection(key=self.key, location=self.location, reason=reason, message=what, sha256=self.sha256)


class _Reading:
    """What was read so far: where each report is, and what was refused."""

    def __init__(self) -> None:
        self.found: dict[str, _Placed] = {}
        self.captured: list[tuple[str, Seen]] = []
        self.rejections: list[Rejection] = []

    def take(self, item: RawReport | Rejection) -> tuple[str, RawReport, Report] | None:
        """The place of an input, with its report, to be put aside; None where it is refused."""
        if isinstance(item, Rejection):
            self.rejections.append(item)
            return None
        report = make_report(item)
        if (problem := check_language(report, load_lexicons().page)) is not None:
            self.rejections.append(_refuse(item, RejectionReason.LANGUAGE, problem))
            return None
        place = place_of(item.location, item.key, report.id)
        if item.capture is not None:
            self.captured.append((item.location, Seen(item.capture, report.id, place)))
            return _aside(item.location, report.id), item, report
        own = _Placed(item.location, report.id, item.key, item.sha256)
        before = self.found.get(place)
        if before is not None:
            self.rejections.append(max(before, own).refused())
            if before <= own:
                return None
        self.found[place] = own
        return place, item, report

    def first_captures(self) -> dict[ReportId, str]:
        """What is told of a text is what its first capture says: where that was put aside, by report."""
        ordered = sorted(self.captured, key=lambda c: (c[1].capture.at, c[0]), reverse=True)
        return {seen.report: _aside(location, seen.report) for location, seen in ordered}


def _aside(location: str, report: ReportId) -> str:
    """Where a capture is put aside: an address has one place, but as many captures as were made."""
    return f"{location}\t{report}"


def read_given(
    connection: sqlite3.Connection, inputs: Iterable[RawReport | Rejection], pages: LedgerPages | None = None
) -> Given:
    """Read every input and put it aside, some at a time; a report in another language is rejected like any other bad
    input. `pages` are those that the inputs come to know meanwhile.
    """
    reading = _Reading()
    connection.execute("DELETE FROM temp.given")
    for batch in batches(inputs):
        kept = {taken[0]: taken for item in batch if (taken := reading.take(item)) is not None}
        with transaction(connection):
            stage_given(connection, kept.values())
            if pages is not None:
                pages.write()
    current, later = order_captures(seen for _, seen in reading.captured)
    first = reading.first_captures()
    every = {_aside(location, seen.report) for location, seen in reading.captured}
    drop_given(connection, sorted(every - set(first.values())))
    return Given(
        reports={**current, **{place: placed.report for place, placed in reading.found.items()}},
        rejections=tuple(sorted(reading.rejections, key=lambda r: (r.key, r.location, r.message))),
        later=later,
        first=first,
    )


def _refuse(item: RawReport, reason: RejectionReason, message: str) -> Rejection:
    return Rejection(key=item.key, location=item.location, reason=reason, message=message, sha256=item.sha256)


def take_in(
    connection: sqlite3.Connection, given: Given, roots: Sequence[str], *, sync: bool, remove: Sequence[ReportId]
) -> Intake:
    """Set the inputs, found under `roots`, against the ledger; nothing is written yet."""
    stored = {place: ReportId(i) for place, i in connection.execute("SELECT location, report_id FROM sources")}
    later = {ReportId(i): s for i, s in connection.execute("SELECT id, superseded_by FROM reports")}
    now = set(given.reports.values())
    missing = tuple(sorted(p for p in stored if _under(_file(p), roots) and p not in given.reports))
    standing = now | {i for p, i in stored.items() if p not in missing and p not in given.reports}
    revised = {
        stored[place]: report
        for place, report in sorted(given.reports.items())
        if place in stored and stored[place] not in standing
    }
    before = {old: new for old, new in given.later.items() if old not in standing}
    revised.update({old: new for old, new in sorted(before.items()) if later.get(old) != new})
    removed = set(remove)
    if sync:
        gone = {stored[p] for p in missing} - standing - revised.keys()
        removed |= _with_earlier(gone, later) - standing - before.keys()
    return Intake(
        given=given,
        stored=stored,
        current=frozenset(_still_current(later, removed) - revised.keys() - before.keys() - now),
        revised=revised,
        missing=missing,
        removed=frozenset(removed),
        read_under=tuple(roots),
        sync=sync,
    )


def _with_earlier(reports: Iterable[ReportId], later: Mapping[ReportId, str | None]) -> set[ReportId]:
    """The reports and the versions that they superseded, all the way back."""
    earlier: dict[str, list[ReportId]] = {}
    for report, successor in later.items():
        if successor is not None:
            earlier.setdefault(successor, []).append(report)
    found: set[ReportId] = set()
    waiting = list(reports)
    while waiting:
        report = waiting.pop()
        if report not in found:
            found.add(report)
            waiting += earlier.get(report, ())
    return found


def _still_current(later: Mapping[ReportId, str | None], removed: set[ReportId]) -> set[ReportId]:
    """The reports that nothing supersedes once `removed` are out: an earlier version counts again."""
    found = set()
    for report in later.keys() - removed:
        successor = later[report]
        while successor in removed:
            successor = later.get(ReportId(str(successor)))
        if successor is None:
            found.add(report)
    return found


def store_intake(connection: sqlite3.Connection, intake: Intake) -> None:
    """Write reports, places and rejections; called inside the build's one transaction."""
    _take_out(connection, sorted(intake.removed))
    given = intake.given
    for earlier in sorted(given.later):
        write_report(connection, *take_given(connection, given.first[earlier]))
    for place, name in sorted(given.reports.items()):
        report, data = take_given(connection, given.first.get(name, place))
        write_report(connection, report, data)
        connection.execute(
            "INSERT OR REPLACE INTO sources (location, report_id, vanished) VALUES (?, ?, 0)", (place, report.id)
        )
        connection.execute("UPDATE reports SET superseded_by = NULL WHERE id = ?", (report.id,))
    for old, new in sorted(intake.revised.items()):
        connection.execute("UPDATE reports SET superseded_by = ? WHERE id = ?", (new, old))
    delete_found_claims(connection, sorted(intake.revised))
    change = "DELETE FROM sources" if intake.sync else "UPDATE sources SET vanished = 1"
    connection.executemany(f"{change} WHERE location = ?", [(p,) for p in intake.missing])


def _take_out(connection: sqlite3.Connection, removed: Sequence[ReportId]) -> None:
    """Delete reports; where one superseded another, the other has its place again, or goes on to a later one."""
    for report in removed:
        connection.execute(
            "UPDATE sources SET report_id = (SELECT min(id) FROM reports WHERE superseded_by = ?1) "
            "WHERE report_id = ?1 AND EXISTS (SELECT 1 FROM reports WHERE superseded_by = ?1)",
            (report,),
        )
        connection.execute(
            "UPDATE reports SET superseded_by = (SELECT superseded_by FROM reports WHERE id = ?1) "
            "WHERE superseded_by = ?1",
            (report,),
        )
    delete_reports(connection, removed)


def store_rejections(connection: sqlite3.Connection, intake: Intake, internal: Sequence[Rejection]) -> None:
    """Write what was not taken in, in place of what earlier builds said of the same files; `internal` is complete."""
    piped = any(r.location.startswith(STDIN) for r in intake.given.rejections) or any(
        place.startswith(STDIN) for place in intake.given.reports
    )
    stale = [
        (location,)
        for location, reason in connection.execute("SELECT location, reason FROM rejections").fetchall()
        if reason == RejectionReason.INTERNAL.value
        or _under(location, intake.read_under)
        or _under(location.rsplit(":", 1)[0], intake.read_under)
        or (piped and location.startswith(STDIN))
    ]
    connection.executemany("DELETE FROM rejections WHERE location = ?", stale)
    write_rejections(connection, (*intake.given.rejections, *internal))
