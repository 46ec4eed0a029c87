"""The disputes inbox: each relation that pulls apart as a card, to be decided by a person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.decisions import standing_decisions
from onrecord.ledger.judgements import name_relations
from onrecord.records import (
    Action,
    Claim,
    Decision,
    Quantity,
    Relation,
    RelationId,
    ReportId,
    Sentence,
    Span,
)
from onrecord.views.scope import Scope
from onrecord.views.waiting import PARTS, find_waiting, spokesmen
from onrecord.web.frame import tally
from onrecord.web.judgement import Judgement, judgement_of
from onrecord.web.pieces import Word, alike, cut, mark_differences
from onrecord.web.question import Leaf, leaf_of
from onrecord.web.record import Words, words_of

Sentences = Callable[[ReportId], Sequence[Sentence]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side: the sentence around the claim, and its words with those marked that the other side has not."""

    words: Words
    before: str
    marked: tuple[Word, ...]
    after: str
    grounding: str
    role: str | None
    tally: str
    decided: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A relation to decide on."""

    relation: str
    part: str
    type: str
    rule: str
    reason: str
    explained_by: str | None
    same_origin: bool
    confidence: str
    sides: tuple[Side, ...]
    judged: Judgement | None
    notes: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The cards of one page, and how many there are in all."""

    show: str
    part: str
    open: int
    decided: int
    parts: tuple[tuple[str, str, int], ...]
    leaf: Leaf
    cards: tuple[Card, ...]


def inbox(
    scope: Scope, decisions: Sequence[Decision], sentences: Sentences, *, show: str, part: str, page: int
) -> Page:
    """The cards that are open or decided (`show`), of one part or of all, those first that weigh most."""
    reports = {i: row.report for i, row in scope.rows.items()}
    waiting = find_waiting(scope, decisions)
    notes = name_relations(
        scope.account, reports, [d for d in standing_decisions(decisions) if d.action is Action.NOTE and d.other]
    )
    shown = waiting.decided if show == "decided" else waiting.open
    chosen = [row for row in shown if part in ("", row[0])]
    leaf = leaf_of(len(chosen), page)
    return Page(
        show=show,
        part=part,
        open=len(waiting.open),
        decided=len(waiting.decided),
        parts=tuple((name, title, sum(n == name for n, _ in shown)) for name, title, _ in PARTS),
        leaf=leaf,
        cards=tuple(_card(scope, name, r, waiting.judged, notes, sentences) for name, r in chosen[leaf.rows]),
    )


def _card(
    scope: Scope,
    part: str,
    relation: Relation,
    judged: Mapping[RelationId, Decision],
    notes: Mapping[RelationId, Sequence[Decision]],
    sentences: Sentences,
) -> Card:
    claims = spokesmen(scope, relation)
    marked = _marked(scope, claims)
    sides = (relation.left, relation.right)
    return Card(
        relation=relation.id,
        part=part,
        type=relation.type.value,
        rule=relation.rule,
        reason=relation.reason,
        explained_by=relation.explained_by,
        same_origin=relation.same_origin,
        confidence=relation.confidence.value,
        sides=tuple(
            _side(scope, c, m, sentences, scope.live(next(s for s in sides if c.id in s)))
            for c, m in zip(claims, marked, strict=True)
        ),
        judged=judgement_of(judged[relation.id]) if relation.id in judged else None,
        notes=tuple(judgement_of(d) for d in notes.get(relation.id, ())),
    )


def _marked(scope: Scope, claims: Sequence[Claim]) -> tuple[tuple[Word, ...], ...]:
    """Each side's words with those marked that the other has not; of sentences with little in common the amounts."""
    texts = [_claim_text(scope, c) for c in claims]
    if len(texts) < 2:
        return tuple((Word(text=t, differs=False),) for t in texts)
    if not alike(*texts) and all(isinstance(c.content, Quantity) for c in claims):
        return tuple(_mark_amount(scope, c) for c in claims)
    return mark_differences(*texts)


def _mark_amount(scope: Scope, claim: Claim) -> tuple[Word, ...]:
    """The claim's words with the number of its amount marked."""
    assert isinstance(claim.content, Quantity)
    text, number = scope.rows[claim.report].report.text, claim.content.number
    return tuple(Word(text=s.span.of(text), differs=bool(s.over)) for s in cut(claim.evidence, [(number, claim.id)]))


def _claim_text(scope: Scope, claim: Claim) -> str:
    return " ".join(claim.evidence.of(scope.rows[claim.report].report.text).split())


def _side(scope: Scope, claim: Claim, marked: tuple[Word, ...], sentences: Sentences, live: tuple[Claim, ...]) -> Side:
    text = scope.rows[claim.report].report.text
    around = next((s.span for s in sentences(claim.report) if s.index == claim.sentence), claim.evidence)
    before = Span(start=min(around.start, claim.evidence.start), end=claim.evidence.start)
    after = Span(start=claim.evidence.end, end=max(around.end, claim.evidence.end))
    return Side(
        words=words_of(scope, claim),
        before=before.of(text),
        marked=marked,
        after=after.of(text),
        grounding=claim.attribution.grounding.value,
        role=claim.attribution.speaker_role,
        tally=tally(scope, live),
        decided=claim.decided,
    )
