"""Reports as they came, as they read, and as they are divided."""

from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.records.ids import ReportId, content_id
from onrecord.records.interval import Clock
from onrecord.records.span import Span

OFFICES_FIELD = "offices.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField:
    """A date as some metadata field gives it: `name` says which field, `value` is ISO or as found.

    A row of a user's `offices.csv` whose words the report has is one, too: `President;Ana Orlen;2009-01-20;2017-01-20`.
    """

    name: str
    value: str

    @property
    def of_office(self) -> bool:
        """Whether it tells from when to when somebody held an office, and no day of the report."""
        return self.name == OFFICES_FIELD


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place, the place it lies in, what sort of place it is, and its other names: a row of a user's `places.csv`, or
    what the reports of a story say themselves.
    """

    name: str
    within: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What came with a report: schema.org NewsArticle, JSONL fields, `meta.json`, `dates.csv`, `places.csv`.

    `dates` keeps every date field found, the user's own first; a conflict between them is shown, not hidden. `places`
    are the rows of the user's gazetteer whose names the report has.
    """

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    dates: tuple[DateField, ...] = ()
    places: tuple[KnownPlace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """When a report was taken from the web, and from what address: `at` is UTC, `2025-09-30T08:15:00.000000Z`.

    Of two captures of one address, the later one is the report as it reads now and the other a version before it.
    """

    url: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReport:
    """A report's bytes and the text a reader got out of them.

    `key` is the URL, JSONL id or path relative to the folder; `location` is where it was read this time and is
    never exported. `text` is what the reader extracted (for HTML by the `extractor` named), with `dropped_blocks`
    counted. `capture` is set where the source says from what address it took the report, and when.
    """

    key: str
    location: str
    sha256: str
    data: bytes = field(repr=False)
    text: str = field(repr=False)
    metadata: Metadata
    extractor: str = "plain"
    dropped_blocks: int = 0
    capture: Capture | None = None


class RejectionReason(StrEnum):
    """Why an input was not taken in."""

    EMPTY = "empty"
    BINARY = "binary"
    NO_TEXT = "no_text"
    BAD_JSON = "bad_json"
    BAD_ENCODING = "bad_encoding"
    DUPLICATE = "duplicate"
    LANGUAGE = "language"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    MISSING_FIELD = "missing_field"
    UNSUPPORTED = "unsupported"
    UNMATCHED = "unmatched"
    NOT_FETCHED = "not_fetched"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An input that was not taken in: where, why, and in `message` what to do about it."""

    key: str
    location: str
    reason: RejectionReason
    message: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One outlet's text, which never changes; every evidence span points into `text`."""

    id: ReportId
    key: str
    sha256: str
    text: str = field(repr=False)
    metadata: Metadata
    extractor: str = "plain"
    dropped_blocks: int = 0

    @property
    def outlet(self) -> str | None:
        """The outlet as its metadata name it; None when nothing does."""
        return self.metadata.outlet


def report_id(key: str, outlet: str | None, text: str) -> ReportId:
    """The id of the report: a hash of source key, outlet and text."""
    return ReportId(content_id("r", key, outlet, text))


class PassageKind(StrEnum):
    """What a passage is for; only headline and body carry claims."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    PROMO = "promo"
    RELATED = "related"
    CORRECTION = "correction"


CLAIM_BEARING = frozenset({PassageKind.HEADLINE, PassageKind.BODY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a report with one purpose. Passages tile the text's lines in order and are never deleted.

    `paragraph` counts body paragraphs from 1, as `000¶3` cites them; passages outside the body carry the number of
    the last body paragraph before them (0 before the first). `repeats` is set on a paragraph that is printed twice.
    """

    index: int
    span: Span
    kind: PassageKind
    paragraph: int
    reason: str
    repeats: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a claim-bearing or credit passage; `index` counts through the report."""

    index: int
    passage: int
    paragraph: int
    span: Span
    kind: PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """When a report was published, from what evidence, and which evidence was set aside."""

    clock: Clock
    reasons: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
