"""Plain lists of stories and of reports, as pages."""

from dataclasses import dataclass

from onrecord.views.listing import ReportLine, StoryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """The stories of a ledger, largest first."""

    stories: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """The reports of a story, earliest first."""

    reports: tuple[ReportLine, ...]
