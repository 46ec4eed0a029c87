"""Plain lists of stories and of reports, as pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.ledger.query import ReportRow
from onrecord.records import Passage, PassageKind, ReportId, tell_days
from onrecord.views.listing import ReportLine, StoryLine, list_reports
from onrecord.views.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """The stories of a ledger, largest first."""

    stories: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A report in the list, under the title that its page has."""

    title: str
    claims: int
    report: ReportLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """The reports of a story, earliest first."""

    reports: tuple[Listed, ...]


def title_of(row: ReportRow, passages: Sequence[Passage]) -> str:
    """What a report is called: its headline, or else its outlet and day."""
    head = next((p.span.of(row.report.text) for p in passages if p.kind is PassageKind.HEADLINE), None)
    day = tell_days(row.publication.clock.interval) if row.publication else "no date"
    return " ".join((row.report.metadata.title or head or f"{row.report.outlet or row.label}, {day}").split())


def reports_page(scope: Scope, passages: Callable[[ReportId], Sequence[Passage]]) -> Reports:
    """The reports in a scope."""
    counts: dict[ReportId, int] = {}
    for claim in scope.claims.values():
        counts[claim.report] = counts.get(claim.report, 0) + 1
    return Reports(
        reports=tuple(
            Listed(title=title_of(row, passages(row.report.id)), claims=counts.get(row.report.id, 0), report=line)
            for row, line in zip(scope.reports, list_reports(scope.reports), strict=True)
        )
    )
