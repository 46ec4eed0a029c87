"""What comes first: the ranking behind every list that is cut short, written down in docs/guides/reading-the-brief.md.

A handful of things comes last; else independent reports first (copies of one text count once), then people before
money before things, then what shares its words with most reports, then origins, then what is due, revised or
disputed, then headlines and what stands early, then how late; ties by the text's order.
"""

from collections.abc import Sequence
from decimal import Decimal

from onrecord.records import Claim, ClaimType, Confidence, Quantity, RelationType, Track, ValueGroup
from onrecord.views.line import count_origins
from onrecord.views.scope import Scope

_MOVED = frozenset(
    {
        RelationType.CONTRADICTS,
        RelationType.DISPUTED,
        RelationType.SLIPS,
        RelationType.SUPERSEDES,
        RelationType.UPDATES,
        RelationType.POSITION_CHANGE,
    }
)

_PEOPLE = frozenset({"person", "case", "death"})
_STEPS = frozenset({"level", "phase", "percent", "percentage point"})  # small numbers of these say much
_MARKS = frozenset({"magnitude", "time"})  # figures that name or repeat and count nothing
_ISO_CODE = 3
_HANDFUL = 10


def moved_claims(scope: Scope) -> frozenset[str]:
    """The claims that a relation says are disputed, revised or overtaken."""
    return frozenset(c for r in scope.relations if r.type in _MOVED for c in (*r.left, *r.right))


def best_claim(scope: Scope, group: ValueGroup) -> Claim:
    """The claim that speaks for its group: surest, in the body, with the fullest clause, earliest in the text."""
    sure = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}
    return min(
        scope.live(group.claims),
        key=lambda c: (
            sure[c.confidence],
            c.in_headline,
            -min(len(c.evidence), 200),
            scope.rows[c.report].label,
            c.evidence.start,
        ),
    )


def stakes(claims: Sequence[Claim]) -> int:
    """How much an amount matters by itself: 0 for a handful of things or a figure that is no count, 1 for many things,
    levels, rates and a handful of people, 2 for money, 3 for people, the ill and the dead; anything but an amount
    counts as 2.
    """
    amounts = [c.content for c in claims if isinstance(c.content, Quantity)]
    if not amounts:
        return 2
    unit = amounts[0].unit
    most = max((end for a in amounts for end in (a.amount.low, a.amount.high) if end is not None), default=Decimal(0))
    if unit in _PEOPLE:
        return 3 if unit != "person" or most >= _HANDFUL else 1
    if len(unit) == _ISO_CODE and unit.isupper():
        return 2
    if unit in _STEPS or "/" in unit:
        return 1
    return int(most >= _HANDFUL and unit not in _MARKS)


def track_rank(scope: Scope, track: Track, moved: frozenset[str]) -> tuple[float, ...]:
    """A key that sorts the most telling tracks first."""
    claims = [c for g in scope.live_groups(track) for c in scope.live(g.claims)]
    due = any(c.clocks.deadline.interval.known for c in claims)
    latest = max((scope.published(c.report).low.toordinal() for c in claims), default=0)
    headline = any(c.in_headline for c in claims)
    first = min((c.paragraph for c in claims), default=0)
    weight = stakes(claims)
    return (
        -float(weight > 0),
        -len({scope.independent[c.report] for c in claims}),
        -float(weight),
        -central(scope, claims),
        -count_origins(scope, claims),
        -float(due),
        -float(any(c.id in moved for c in claims)),
        -float(headline),
        first,
        -latest,
    )


def central(scope: Scope, claims: Sequence[Claim]) -> float:
    """How near the claims are to what the story turns on, in steps of a tenth of its reports."""
    return round(max((scope.centrality(c) for c in claims), default=0.0), 1)


def ranked_tracks(scope: Scope, *types: ClaimType) -> tuple[Track, ...]:
    """The tracks of these types that have live claims, most telling first."""
    moved = moved_claims(scope)
    live = [t for t in scope.account.tracks if t.slot.type in types and scope.live_groups(t)]
    return tuple(sorted(live, key=lambda t: (*track_rank(scope, t, moved), t.title, t.id)))
