"""Many reports, one account: stories, origins, value groups, tracks, relations."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from onrecord.records.claim import ClaimType, OutcomeStatus, PromiseStatus
from onrecord.records.ids import ClaimId, GroupId, OriginId, RelationId, ReportId, StoryId, TrackId
from onrecord.records.interval import Confidence
from onrecord.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports about one developing matter; `terms` are the words that hold it together, strongest first."""

    id: StoryId
    title: str
    reports: tuple[ReportId, ...]
    terms: tuple[str, ...] = ()


class OriginKind(StrEnum):
    """What claims go back to."""

    DOCUMENT = "document"
    PRESS_EVENT = "press_event"
    INTERVIEW = "interview"
    AGENCY_COPY = "agency_copy"
    SAME_PUBLISHER = "same_publisher"
    SPEAKER = "speaker"
    SOURCE_NOT_GIVEN = "source_not_given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence in a report that something rests on."""

    report: ReportId
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measured sign of copying, with its value and what ordinary same-story pairs show."""

    name: str
    value: float
    background: float
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a set of claims goes back to. It belongs to claims, not reports: one report has several.

    `held` is False for a source named in a report but not among the reports read.
    """

    id: OriginId
    kind: OriginKind
    name: str
    claims: tuple[ClaimId, ...]
    reports: tuple[ReportId, ...]
    evidence: tuple[Evidence, ...] = ()
    held: bool = True


def independent_origins(origins: Iterable[Origin]) -> int:
    """How many origins agree: each once. A text that reports copy may rest on any source, so it adds one only where no
    source is named; a claim without a source adds none.
    """
    kinds = {origin.id: origin.kind for origin in origins}
    named = sum(kind is not OriginKind.AGENCY_COPY for kind in kinds.values())
    return named or int(bool(kinds))


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLink:
    """Two reports, one text: near copies or rewrites, each sign measured and shown on its own."""

    left: ReportId
    right: ReportId
    relation: "RelationType"
    measures: tuple[Measure, ...]
    aligned: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What a value is a value of: claims are compared only within a slot. All parts are canonical keys, sorted
    words; `actor` is the holder of an amount, the actor of a commitment or the speaker of a statement.
    """

    type: ClaimType
    what: tuple[str, ...]
    where: str = ""
    actor: str = ""
    kind: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueGroup:
    """The claims that give one value to one slot. Relations are stored between groups and claims of one slot;
    pairs are derived on export.
    """

    id: GroupId
    story: StoryId
    slot: Slot
    value: str
    claims: tuple[ClaimId, ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMerge:
    """Why a claim counts what its track counts though its words differ: `reasons` are plain sentences. A reviewer
    undoes it by taking the claim out (`split`), or by giving it to another track (`merge`).
    """

    id: str
    claim: ClaimId
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The value groups of one slot over time, oldest first. `promise` and `outcome` are set for commitments, `merges`
    where words were read as the track's.
    """

    id: TrackId
    story: StoryId
    slot: Slot
    title: str
    groups: tuple[GroupId, ...]
    promise: PromiseStatus | None = None
    outcome: OutcomeStatus | None = None
    merges: tuple[KeyMerge, ...] = ()


class RelationType(StrEnum):
    """Every judgement OnRecord makes, a closed set."""

    CORROBORATES = "corroborates"
    REFINES = "refines"
    UPDATES = "updates"
    SLIPS = "slips"
    SUPERSEDES = "supersedes"
    MET = "met"
    SOFT_DISCREPANCY = "soft_discrepancy"
    SCOPE_DIFFERENCE = "scope_difference"
    CONTRADICTS = "contradicts"
    SELF_INCONSISTENT = "self_inconsistent"
    UNRESOLVED = "unresolved"
    POSITION_CHANGE = "position_change"
    POSSIBLE_SHIFT = "possible_shift"
    DISPUTED = "disputed"
    TENSION = "tension"
    SAME_QUOTE_VARIANT = "same_quote_variant"
    ATTRIBUTION_MISMATCH = "attribution_mismatch"
    NEAR_COPY = "near_copy"
    SHARED_ORIGIN = "shared_origin"
    ANACHRONISM = "anachronism"
    UNRESOLVED_REFERENCE = "unresolved_reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A judgement between two sides, each a set of claims (for copies: of reports).

    `rule` names the rule that gave it, `reason` says why in one plain sentence, `explained_by` says what in the
    texts accounts for a difference. Sides are in time order where the type has one.
    """

    id: RelationId
    story: StoryId
    type: RelationType
    left: tuple[ClaimId, ...]
    right: tuple[ClaimId, ...]
    reports: tuple[ReportId, ...] = ()
    rule: str
    reason: str
    evidence: tuple[Evidence, ...] = ()
    explained_by: str | None = None
    same_origin: bool = False
    confidence: Confidence = Confidence.MEDIUM
