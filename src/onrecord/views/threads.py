"""Statements and facts that say the same: one thread each, so that a view gives them one line with all sources."""

import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.records import Claim, ClaimId, ClaimType, Modality, RelationType, SourceType
from onrecord.views.rank import central, moved_claims
from onrecord.views.scope import Scope

_SAME = frozenset({RelationType.CORROBORATES, RelationType.SAME_QUOTE_VARIANT, RelationType.REFINES})
_WORD = re.compile(r"\w+")
_SHORTEST_WORDS = 4
_LEAD = 3  # paragraphs with which a report begins: what it is about stands there


def find_threads(scope: Scope, kind: ClaimType) -> tuple[tuple[Claim, ...], ...]:
    """The statements or facts of a scope, those that a relation says are the same together, most telling first.

    The first claim of a thread speaks for it. Statements need a speaker; a few words alone make no thread.
    """
    chosen = {c.id: c for c in scope.claims.values() if c.type is kind and _tells(scope, c)}
    joined: dict[ClaimId, ClaimId] = {}
    for same in (*_related(scope, chosen), *_same_words(scope, chosen)):
        tops = sorted({_top(joined, c) for c in same})
        joined.update((top, tops[0]) for top in tops[1:])
    threads: dict[ClaimId, list[Claim]] = {}
    for claim_id, claim in chosen.items():
        threads.setdefault(_top(joined, claim_id), []).append(claim)
    moved = moved_claims(scope)
    ordered = [tuple(sorted(t, key=lambda c: _lead(scope, c))) for t in threads.values()]
    return tuple(sorted(ordered, key=lambda t: _rank(scope, t, moved)))


def _related(scope: Scope, chosen: Mapping[ClaimId, Claim]) -> Iterator[Sequence[ClaimId]]:
    """The claims that a relation says are the same."""
    for relation in scope.relations:
        sides = [c for c in (*relation.left, *relation.right) if c in chosen]
        if relation.type in _SAME and len(sides) > 1:
            yield sides


def _same_words(scope: Scope, chosen: Mapping[ClaimId, Claim]) -> Iterator[Sequence[ClaimId]]:
    """The claims that have the same words of the same speaker."""
    alike: dict[tuple[str, ...], list[ClaimId]] = {}
    for claim in chosen.values():
        spoken = _WORD.findall(claim.evidence.of(scope.rows[claim.report].report.text).casefold())
        alike.setdefault((claim.attribution.speaker or "", *spoken), []).append(claim.id)
    yield from (same for same in alike.values() if len(same) > 1)


def _top(joined: Mapping[ClaimId, ClaimId], claim: ClaimId) -> ClaimId:
    """The claim that stands for all that this one was joined with."""
    while claim in joined:
        claim = joined[claim]
    return claim


def _tells(scope: Scope, claim: Claim) -> bool:
    said = claim.attribution
    sourced = said.speaker is not None and said.source_type is not SourceType.NARRATOR
    long_enough = len(claim.evidence.of(scope.rows[claim.report].report.text).split()) >= _SHORTEST_WORDS
    return (
        long_enough
        and claim.modality is not Modality.UNDISCLOSED
        and (claim.type is not ClaimType.STATEMENT or sourced)
    )


def _lead(scope: Scope, claim: Claim) -> tuple[bool, int, str, int]:
    """Order within a thread: the body's words before a headline's, the fullest first, then by place."""
    return claim.in_headline, -min(len(claim.evidence), 200), scope.rows[claim.report].label, claim.evidence.start


def _rank(scope: Scope, thread: tuple[Claim, ...], moved: frozenset[str]) -> tuple[float, ...]:
    latest = max(scope.published(c.report).low.toordinal() for c in thread)
    return (
        all(c.in_headline for c in thread),
        -len({scope.independent[c.report] for c in thread}),
        -float(any(c.id in moved for c in thread)),
        min(c.paragraph for c in thread) > _LEAD,
        -central(scope, thread),
        min(c.paragraph for c in thread),
        -latest,
        min(c.evidence.start for c in thread),
    )
