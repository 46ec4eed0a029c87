"""What is read out of one report before its date is known, and what is worked out about one story."""

from dataclasses import dataclass

from onrecord.records.analysis import Analysis, Entity, Mention, ReportEntity
from onrecord.records.claim import Claim
from onrecord.records.ids import EntityId, ReportId
from onrecord.records.report import Passage, Publication, Report
from onrecord.records.speech import Attribution
from onrecord.records.story import CopyLink, Origin, Relation, Story, Track, ValueGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything read off a report's text alone; the same whatever else is in the ledger."""

    report: Report
    passages: tuple[Passage, ...]
    analyses: tuple[Analysis, ...]
    entities: tuple[ReportEntity, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    publication: Publication

    @property
    def text(self) -> str:
        """The report's text, into which every span points."""
        return self.report.text


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLink:
    """Which entity of the story an entity of a report is."""

    report: ReportId
    index: int
    entity: EntityId


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that is known of one story, from all its reports."""

    story: Story
    publications: tuple[tuple[ReportId, Publication], ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    links: tuple[EntityLink, ...]
    copies: tuple[CopyLink, ...]
    origins: tuple[Origin, ...]
    groups: tuple[ValueGroup, ...]
    tracks: tuple[Track, ...]
    relations: tuple[Relation, ...]
