"""The document reader: a report's own text, with what was read out of it lying over the words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from onrecord.ledger.query import ReportRow
from onrecord.records import (
    CLAIM_BEARING,
    Claim,
    ClaimType,
    Commitment,
    Decision,
    Event,
    Passage,
    PassageKind,
    Quantity,
    Span,
    TimeExpression,
    tell_days,
)
from onrecord.views.header import flags
from onrecord.views.scope import Scope
from onrecord.web.bearing import Mark, Neighbours
from onrecord.web.correcting import Correction, correction_of
from onrecord.web.frame import KINDS
from onrecord.web.judgement import Judgement, judgements_on
from onrecord.web.pieces import cut
from onrecord.web.record import Record, make_record
from onrecord.web.shelves import title_of

LAYERS = ("speech", "amount", "commitment", "time", "fact")
"""What lies over the text, in the order of the legend."""

SOURCE = "source"
"""The words that name who says the selected claim, and those that say that it was said."""

_ORDER = (*LAYERS, SOURCE)

_LAYER_OF = {
    ClaimType.STATEMENT: "speech",
    ClaimType.QUANTITY: "amount",
    ClaimType.COMMITMENT: "commitment",
    ClaimType.EVENT: "commitment",
    ClaimType.FACT: "fact",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with what lies over it; `claim` is what selecting it shows, `marks` stand behind it,
    `day` is what a time expression denotes, `anchors` are the claims that begin with it.
    """

    text: str
    layers: tuple[str, ...] = ()
    strong: bool = False
    claim: str | None = None
    kind: str = ""
    day: str = ""
    anchors: tuple[str, ...] = ()
    selected: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A passage of the report; `aside` where it is no part of the account, and then `reason` says why."""

    kind: str
    paragraph: int
    aside: bool
    reason: str
    pieces: tuple[Piece, ...]
    holds_selected: bool

    @property
    def text(self) -> str:
        """The passage's words in one line."""
        return " ".join("".join(p.text for p in self.pieces).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report as the reader shows it, and the record of the claim that is selected."""

    report: str
    label: str
    key: str
    title: str
    headline: tuple[Piece, ...]
    headline_selected: bool
    outlet: str | None
    authors: tuple[str, ...]
    published: str
    reasons: tuple[str, ...]
    set_aside: tuple[str, ...]
    flags: str
    layers: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    blocks: tuple[Block, ...]
    selected: Record | None
    settled: tuple[Judgement, ...]
    correct: Correction | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class _Layer:
    """Something over the text: a whole claim, or with `strong` the number or day within it, or who says it; a time
    expression is no claim's, and `day` is what it denotes.
    """

    name: str
    claim: Claim | None
    strong: bool
    day: str = ""

    @property
    def whole(self) -> Claim | None:
        """The claim, where this is the claim itself."""
        return None if self.strong or self.name == SOURCE else self.claim


def read_report(
    scope: Scope,
    near: Neighbours,
    row: ReportRow,
    passages: tuple[Passage, ...],
    *,
    times: Sequence[TimeExpression] = (),
    layers: Collection[str] = (),
    selected: str | None = None,
    decisions: Sequence[Decision] = (),
) -> Page:
    """The page of a report with the layers asked for (all where none is named) and one claim selected."""
    claims = sorted(
        (c for c in scope.claims.values() if c.report == row.report.id), key=lambda c: (c.evidence, c.type, c.id)
    )
    chosen = next((c for c in scope.account.claims if c.id == selected and c.report == row.report.id), None)
    shown = tuple(n for n in LAYERS if n in layers) or LAYERS
    every = [*_layers(claims, chosen), *_times(times)]
    over = [layer for layer in every if layer[1].name in shown or (chosen and layer[1].claim is chosen)]
    around = _around(scope, row)
    title = title_of(row, passages)
    blocks = tuple(_blocks(row.report.text, passages, over, near, chosen))
    heads = bool(blocks) and blocks[0].kind == PassageKind.HEADLINE.value and blocks[0].text == title
    publication = row.publication
    return Page(
        report=row.report.id,
        label=row.label,
        key=row.report.key,
        title=title,
        headline=blocks[0].pieces if heads else (),
        outlet=row.report.outlet,
        authors=row.report.metadata.authors,
        published=tell_days(publication.clock.interval) if publication else "no date",
        reasons=(publication.reasons or (publication.clock.reason,)) if publication else (),
        set_aside=publication.set_aside if publication else (),
        flags=_flags(row, scope),
        layers=shown,
        counts=tuple((n, len(times) if n == "time" else sum(_LAYER_OF[c.type] == n for c in claims)) for n in LAYERS),
        headline_selected=heads and blocks[0].holds_selected,
        blocks=blocks[1:] if heads else blocks,
        selected=make_record(scope, near, chosen) if chosen else None,
        settled=judgements_on(row.report, chosen, decisions) if chosen else (),
        correct=correction_of(scope, chosen) if chosen else None,
        before=around[0],
        after=around[1],
    )


def _flags(row: ReportRow, scope: Scope) -> str:
    """What to know about the report's place: not yet published by the day asked for, a file gone."""
    known = any(r.report.id == row.report.id for r in scope.reports)
    return flags(row, scope) if known else "not published by the day asked for: nothing is marked in it"


def _around(scope: Scope, row: ReportRow) -> tuple[str | None, str | None]:
    """The reports before and after in the order of publication."""
    ids = [r.report.id for r in scope.reports]
    if row.report.id not in ids:
        return None, None
    at = ids.index(row.report.id)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def _layers(claims: list[Claim], chosen: Claim | None) -> Iterator[tuple[Span, _Layer]]:
    """The claims over the text, and within them the number of an amount and the day of a deadline."""
    for claim in [*claims, *([chosen] if chosen and chosen not in claims else [])]:
        name = _LAYER_OF[claim.type]
        yield claim.evidence, _Layer(name, claim, strong=False)
        for span in claim.more_evidence:
            yield span, _Layer(name, claim, strong=False)
        match claim.content:
            case Quantity(number=number):
                yield number, _Layer("amount", claim, strong=True)
            case Commitment(deadline=deadline) if deadline is not None:
                yield deadline.text, _Layer("time", claim, strong=True)
            case Event():
                yield claim.evidence, _Layer("time", claim, strong=False)
            case _:
                pass
    if chosen:
        for framed in (chosen.attribution.source, chosen.attribution.cue):
            if framed is not None:
                yield framed, _Layer(SOURCE, chosen, strong=False)


def _times(times: Sequence[TimeExpression]) -> Iterator[tuple[Span, _Layer]]:
    for time in times:
        days = tell_days(time.interval) if time.interval.known else time.value
        yield time.span, _Layer("time", None, strong=True, day=days)


def _blocks(
    text: str,
    passages: tuple[Passage, ...],
    over: list[tuple[Span, _Layer]],
    near: Neighbours,
    chosen: Claim | None,
) -> Iterator[Block]:
    seen: set[str] = set()
    for passage in passages:
        bearing = passage.kind in CLAIM_BEARING
        pieces = tuple(_pieces(text, passage.span, over, near, chosen, seen))
        yield Block(
            kind=passage.kind.value,
            paragraph=passage.paragraph,
            aside=not bearing and passage.kind is not PassageKind.SUBHEAD,
            reason=passage.reason,
            pieces=pieces,
            holds_selected=chosen is not None and passage.span.overlaps(chosen.evidence),
        )


def _pieces(
    text: str,
    span: Span,
    over: list[tuple[Span, _Layer]],
    near: Neighbours,
    chosen: Claim | None,
    seen: set[str],
) -> Iterator[Piece]:
    """The text of a passage in pieces; a claim's first piece is its anchor, its marks stand behind its last."""
    stretches = cut(span, over)
    last = {claim.id: n for n, s in enumerate(stretches) for layer in s.over if (claim := layer.whole)}
    for n, stretch in enumerate(stretches):
        layers = tuple(sorted({layer.name for layer in stretch.over}, key=_ORDER.index))
        strong, day = any(x.strong for x in stretch.over), next((x.day for x in stretch.over if x.day), "")
        claim = next((x.claim for x in stretch.over if x.claim), None)
        if claim is None:
            yield Piece(text=stretch.span.of(text), layers=layers, strong=strong, day=day)
            continue
        whole = [c for x in stretch.over if (c := x.whole)]
        anchors = tuple(dict.fromkeys(c.id for c in whole if c.id not in seen))
        seen.update(anchors)
        yield Piece(
            text=stretch.span.of(text),
            layers=layers,
            strong=strong,
            claim=claim.id if stretch.span.of(text).strip() else None,  # space alone would be a link without a name
            kind=KINDS[claim.type],
            day=day,
            anchors=anchors,
            selected=chosen is not None and any(x.claim is chosen and x.name != SOURCE for x in stretch.over),
            marks=_marks(near, [c for c in whole if last[c.id] == n]),
        )


def _marks(near: Neighbours, claims: list[Claim]) -> tuple[Mark, ...]:
    """The marks of claims that end at one place, each kind once with its highest count."""
    found: dict[str, Mark] = {}
    for claim in claims:
        for mark in near.marks(claim):
            if mark.bearing not in found or found[mark.bearing].count < mark.count:
                found[mark.bearing] = mark
    return tuple(found.values())
