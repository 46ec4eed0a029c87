"""The origins page: which reports go back to what, what each link rests on, and what was changed on the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.records import (
    CopyLink,
    Evidence,
    Measure,
    Origin,
    OriginKind,
    Passage,
    Relation,
    RelationType,
    ReportId,
    Span,
)
from onrecord.views.copies import named_not_held
from onrecord.views.scope import Scope
from onrecord.views.waiting import spokesmen
from onrecord.web.bearing import Bearing, bearing_of
from onrecord.web.pieces import Word, mark_differences
from onrecord.web.question import Leaf, leaf_of
from onrecord.web.record import Words, words_of

Passages = Callable[[ReportId], Sequence[Passage]]
_SHOWN = 3
_CARDS = 20
_MEANING = {
    "chain": "sentences that follow each other in both, in one order",
    "alike": "how alike those sentences are",
    "own": "of them, what no third report has",
    "runs": "runs of words that only these two share",
    "quotes": "quoted words in common",
    "content": "words that carry meaning in common",
    "names": "rare names in common",
    "numbers": "rare numbers in common",
    "credit": "a credit line that names the other or the same agency",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of a report that a link rests on."""

    report: str
    label: str
    outlet: str | None
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """An origin with the reports that go back to it, and the words that say so."""

    kind: str
    name: str
    held: bool
    claims: int
    reports: tuple[tuple[str, str], ...]
    evidence: tuple[Place, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One measured sign of copying, beside what two reports of the story that are no copies show."""

    name: str
    meaning: str
    value: str
    ordinary: str
    stands_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sentences that are one, with the words marked that differ."""

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyCard:
    """Two reports of one text: the signs, the sentences in both, and how many of these were changed."""

    type: str
    left: Place
    right: Place
    signs: tuple[Sign, ...]
    pairs: tuple[Pair, ...]
    same: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What two reports of one origin tell differently."""

    relation: str
    type: str
    reason: str
    sides: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Copies, what the way from one to the other changed, and the origins, those of most reports first."""

    caption: str
    copies: tuple[CopyCard, ...]
    more_copies: int
    changes: tuple[Change, ...]
    more_changes: int
    leaf: Leaf
    origins: tuple[OriginRow, ...]
    ungiven: int


def origins_page(scope: Scope, passages: Passages, caption: str, page: int) -> Page:
    """The origins of a story."""
    known = {r.report.id for r in scope.reports}
    missing = {o.id for o in named_not_held(scope)}
    told = [o for o in scope.account.origins if o.kind is not OriginKind.SOURCE_NOT_GIVEN]
    shown = [o for o in told if known & set(o.reports) and (scope.live(o.claims) or o.id in missing)]
    shown.sort(key=lambda o: (-len(known & set(o.reports)), -len(scope.live(o.claims)), o.name, o.id))
    leaf = leaf_of(len(shown), page)
    given = {c for o in told for c in o.claims}
    links = [k for k in scope.account.copies if {k.left, k.right} <= known]
    changed = [r for r in scope.relations if _changed(r)]
    return Page(
        caption=caption,
        copies=tuple(_card(scope, k, passages) for k in links[:_CARDS]),
        more_copies=max(0, len(links) - _CARDS),
        changes=tuple(_change(scope, r) for r in changed[:_CARDS]),
        more_changes=max(0, len(changed) - _CARDS),
        leaf=leaf,
        origins=tuple(_row(scope, o, known, passages) for o in shown[leaf.rows]),
        ungiven=sum(c not in given for c in scope.claims),
    )


def _row(scope: Scope, origin: Origin, known: set[ReportId], passages: Passages) -> OriginRow:
    live = scope.live(origin.claims)
    evidence = [e for e in origin.evidence if e.report in known]
    return OriginRow(
        kind=origin.kind.value,
        name=origin.name,
        held=origin.held,
        claims=len(live),
        reports=tuple(sorted((scope.rows[r].label, r) for r in set(origin.reports) & known)),
        evidence=tuple(_place(scope, e, passages) for e in evidence[:_SHOWN]),
        words=tuple(words_of(scope, c) for c in live[:_SHOWN]),
    )


def _place(scope: Scope, evidence: Evidence, passages: Passages) -> Place:
    row = scope.rows[evidence.report]
    at = (p.paragraph for p in passages(evidence.report) if p.span.overlaps(evidence.span))
    return Place(
        report=row.report.id,
        label=row.label,
        outlet=row.report.outlet,
        paragraph=next(at, 0),
        text=" ".join(evidence.span.of(row.report.text).split()),
    )


def _card(scope: Scope, link: CopyLink, passages: Passages) -> CopyCard:
    texts = scope.rows[link.left].report.text, scope.rows[link.right].report.text
    pairs = [_pair(" ".join(one.of(texts[0]).split()), " ".join(two.of(texts[1]).split())) for one, two in link.aligned]
    sides = [
        _place(scope, Evidence(report=report, span=spans[0] if spans else Span(start=0, end=1)), passages)
        for report, spans in ((link.left, [a for a, _ in link.aligned]), (link.right, [b for _, b in link.aligned]))
    ]
    return CopyCard(
        type=link.relation.value,
        left=sides[0],
        right=sides[1],
        signs=tuple(_sign(m) for m in link.measures),
        pairs=tuple(p for p in pairs if p.changed),
        same=sum(not p.changed for p in pairs),
    )


def _sign(measure: Measure) -> Sign:
    return Sign(
        name=measure.name,
        meaning=measure.note or _MEANING.get(measure.name, ""),
        value=f"{measure.value:.2f}",
        ordinary=f"{measure.background:.2f}",
        stands_out=measure.value > measure.background + 0.2,
    )


def _pair(left: str, right: str) -> Pair:
    one, two = mark_differences(left, right)
    return Pair(left=one, right=two, changed=any(w.differs for w in (*one, *two)))


def _changed(relation: Relation) -> bool:
    """Whether reports of one origin tell something differently."""
    told = bearing_of(relation) is Bearing.AGAINST or relation.type is RelationType.SAME_QUOTE_VARIANT
    return told and (relation.same_origin or relation.type is RelationType.SAME_QUOTE_VARIANT)


def _change(scope: Scope, relation: Relation) -> Change:
    return Change(
        relation=relation.id,
        type=relation.type.value,
        reason=f"{relation.reason} {relation.explained_by or ''}".strip(),
        sides=tuple(words_of(scope, c) for c in spokesmen(scope, relation)),
    )
