"""The claims ledger: every claim with its sentence, narrowed by who, where, when and what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.records import Claim, ClaimId, ClaimType, Interval, tell_days
from onrecord.views.listing import claim_value, list_claims
from onrecord.views.scope import Scope
from onrecord.web.bearing import Mark, Neighbours
from onrecord.web.frame import KINDS, place_of, put_words, tally
from onrecord.web.question import Leaf, leaf_of
from onrecord.web.record import Words, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows the list; an empty one narrows nothing. Days are of saying and of the time spoken of."""

    kind: tuple[ClaimType, ...] = ()
    speaker: str = ""
    outlet: str = ""
    place: str = ""
    said_from: date | None = None
    said_to: date | None = None
    about_from: date | None = None
    about_to: date | None = None
    low: bool = False

    @property
    def any(self) -> bool:
        """Whether anything is narrowed."""
        return self != Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim in the list."""

    claim: str
    kind: str
    value: str
    words: Words
    speaker: str | None
    grounding: str
    modality: str
    said: str
    about: str
    report: str
    label: str
    paragraph: int
    outlet: str | None
    tally: str
    marks: tuple[Mark, ...]
    confidence: str
    decided: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the list, and what there is to choose from."""

    filters: Filters
    leaf: Leaf
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, str, int], ...]
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]
    places: tuple[str, ...]


_CHOICES = 200


def ledger_page(scope: Scope, near: Neighbours, filters: Filters, page: int) -> Page:
    """The claims that pass the filters, in the order of reports and text."""
    by_id = {c.id: c for c in scope.account.claims}
    listed = list_claims(
        scope,
        speaker=filters.speaker or None,
        outlet=filters.outlet or None,
        place=filters.place or None,
        low=filters.low,
    )
    claims = [by_id[ClaimId(row.id)] for row in listed]
    timely = [c for c in claims if _in_time(c, filters)]
    chosen = [c for c in timely if not filters.kind or c.type in filters.kind]
    leaf = leaf_of(len(chosen), page)
    every = scope.claims.values()
    return Page(
        filters=filters,
        leaf=leaf,
        rows=tuple(_row(scope, near, c) for c in chosen[leaf.rows]),
        counts=tuple((t.value, word, sum(c.type is t for c in timely)) for t, word in KINDS.items()),
        speakers=_most(c.attribution.speaker for c in every),
        outlets=_most(scope.rows[c.report].report.outlet for c in every),
        places=_most(place_of(c) for c in every),
    )


def _most(names: Iterable[str | None]) -> tuple[str, ...]:
    """The names that stand most often, by name."""
    counts: dict[str, int] = {}
    for name in names:
        if name:
            counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(sorted(counts, key=lambda n: (-counts[n], n))[:_CHOICES]))


def _in_time(claim: Claim, filters: Filters) -> bool:
    """Whether the claim may have been said, and may speak of a time, between the days asked for."""
    return _may_lie(claim.clocks.said_on.interval, filters.said_from, filters.said_to) and _may_lie(
        _about(claim), filters.about_from, filters.about_to
    )


def _about(claim: Claim) -> Interval:
    clocks = claim.clocks
    return clocks.deadline.interval if clocks.deadline.interval.known else clocks.as_of.interval


def _may_lie(interval: Interval, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    return interval.known and interval.low <= (last or date.max) and interval.high >= (first or date.min)


def _row(scope: Scope, near: Neighbours, claim: Claim) -> Row:
    line = scope.rows[claim.report]
    said, about = claim.clocks.said_on.interval, _about(claim)
    return Row(
        claim=claim.id,
        kind=KINDS[claim.type],
        value=claim_value(claim),
        words=words_of(scope, claim),
        speaker=claim.attribution.speaker,
        grounding=claim.attribution.grounding.value,
        modality=put_words(claim),
        said=tell_days(said) if said.known else "",
        about=tell_days(about) if about.known else "",
        report=line.report.id,
        label=line.label,
        paragraph=claim.paragraph,
        outlet=line.report.outlet,
        tally=tally(scope, near.agreeing(claim)),
        marks=near.marks(claim),
        confidence=claim.confidence.value,
        decided=claim.decided,
    )
