"""Plain lists of what a ledger holds, one typed row each."""

from dataclasses import dataclass

from onrecord.ledger.query import Ledger, ReportRow
from onrecord.records import Claim, ClaimType, Commitment, Event, Fact, Quantity, Statement, tell_days
from onrecord.views.amounts import counted_words
from onrecord.views.deadlines import deadline_words
from onrecord.views.line import modality_words
from onrecord.views.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story in a list."""

    id: str
    title: str
    reports: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report in a list, with when it was published and why we think so."""

    id: str
    label: str
    key: str
    outlet: str | None
    title: str | None
    published: str
    reasons: tuple[str, ...]
    set_aside: tuple[str, ...]
    story: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim in a list: what it says in figures or dates, the words it rests on, and where they stand."""

    id: str
    type: str
    cite: str
    speaker: str | None
    mode: str
    modality: str
    confidence: str
    value: str
    when: str
    words: str
    origins: int
    decided: tuple[str, ...]


def list_stories(ledger: Ledger) -> tuple[StoryLine, ...]:
    """Every story, largest first."""
    return tuple(StoryLine(id=s.id, title=s.title, reports=len(s.reports), terms=s.terms[:8]) for s in ledger.stories())


def list_reports(rows: tuple[ReportRow, ...]) -> tuple[ReportLine, ...]:
    """Reports with their publication intervals and reasons."""
    return tuple(
        ReportLine(
            id=r.report.id,
            label=r.label,
            key=r.report.key,
            outlet=r.report.outlet,
            title=r.report.metadata.title,
            published=tell_days(r.publication.clock.interval) if r.publication else "no date",
            reasons=(r.publication.reasons or (r.publication.clock.reason,)) if r.publication else (),
            set_aside=r.publication.set_aside if r.publication else (),
            story=r.story,
            note="replaced by a later version" if r.superseded_by else "file vanished" if r.vanished else "",
        )
        for r in rows
    )


def claim_value(claim: Claim) -> str:
    """What a claim says in short: the amount, the deadline with its kind, or nothing for plain words."""
    match claim.content:
        case Quantity() as q:
            where = f" in {q.where}{'' if q.stated_where else ' (inferred)'}" if q.where else ""
            return f"{counted_words(q)}{where}"
        case Commitment() as c:
            due = f" {deadline_words(claim)}" if claim.clocks.deadline.interval.known else ""
            return f"{c.kind.value}: {c.actor or 'unnamed'}{due}"
        case Event():
            return deadline_words(claim)
        case Fact() | Statement():
            return ""


def list_claims(
    scope: Scope,
    *,
    types: frozenset[ClaimType] = frozenset(),
    speaker: str | None = None,
    outlet: str | None = None,
    place: str | None = None,
    low: bool = False,
) -> tuple[ClaimLine, ...]:
    """The story's claims in the order of reports and text, narrowed by any of the filters (names match in part, any
    case); `low` adds those of low confidence.
    """

    def fits(claim: Claim) -> bool:
        row = scope.rows[claim.report]
        said_by = claim.attribution.speaker or ""
        where = claim.content.where or "" if isinstance(claim.content, Quantity | Event) else ""
        return (
            (not types or claim.type in types)
            and (speaker is None or speaker.casefold() in said_by.casefold())
            and (outlet is None or outlet.casefold() in (row.report.outlet or "").casefold())
            and (place is None or place.casefold() in where.casefold())
        )

    known = {row.report.id for row in scope.reports}
    every = [c for c in scope.account.claims if low and c.report in known and not c.rejected]
    chosen = [c for c in (every or scope.claims.values()) if fits(c)]
    chosen.sort(key=lambda c: (scope.rows[c.report].label, c.evidence.start, c.type))
    return tuple(_claim_line(scope, c) for c in chosen)


def _claim_line(scope: Scope, claim: Claim) -> ClaimLine:
    row = scope.rows[claim.report]
    clocks = claim.clocks
    when = clocks.as_of.interval if clocks.as_of.interval.known else clocks.said_on.interval
    return ClaimLine(
        id=claim.id,
        type=claim.type.value,
        cite=f"{row.label}¶{claim.paragraph}",
        speaker=claim.attribution.speaker,
        mode=claim.attribution.mode.value,
        modality=modality_words(claim),
        confidence=claim.confidence.value,
        value=claim_value(claim),
        when=tell_days(when) if when.known else "",
        words=" ".join(claim.evidence.of(row.report.text).split()),
        origins=len(scope.origins_of.get(claim.id, ())),
        decided=claim.decided,
    )
