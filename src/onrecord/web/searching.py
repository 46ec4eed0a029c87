"""Search: claims, then passages, that hold all the words."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.ledger.query import Hit, ReportRow
from onrecord.records import ReportId, tell_days
from onrecord.web.pieces import Word, mark_words
from onrecord.web.question import PAGE

MOST_HITS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim or passage that holds the words."""

    claim: str | None
    words: tuple[Word, ...]
    report: str
    label: str
    outlet: str | None
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of what was found; `more` when there is another."""

    query: str
    page: int
    found: tuple[Found, ...]
    more: bool


def hits_to_ask(page: int) -> int:
    """How many hits must be asked for to fill a page and know whether another follows."""
    return min(MOST_HITS, page * PAGE + 1)


def search_page(query: str, page: int, hits: tuple[Hit, ...], rows: Mapping[ReportId, ReportRow]) -> Page:
    """The hits of a page, with the words marked."""
    first = (page - 1) * PAGE
    return Page(
        query=query,
        page=page,
        found=tuple(_found(query, h, rows[h.report]) for h in hits[first : first + PAGE] if h.report in rows),
        more=len(hits) > first + PAGE,
    )


def _found(query: str, hit: Hit, row: ReportRow) -> Found:
    return Found(
        claim=hit.claim,
        words=mark_words(" ".join(hit.text.split()), query),
        report=row.report.id,
        label=row.label,
        outlet=row.report.outlet,
        published=tell_days(row.publication.clock.interval) if row.publication else "no date",
    )
