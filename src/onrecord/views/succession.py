"""What came in place of what: the latest value of a track, and the claims that later ones have replaced."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from onrecord.records import Claim, ClaimId, Interval, Quantity, RelationType, Track, ValueGroup
from onrecord.views.scope import Scope

_REPLACING = frozenset({RelationType.UPDATES, RelationType.SLIPS, RelationType.SUPERSEDES, RelationType.MET})
_FROM_LENGTH = 12


def as_of_claim(scope: Scope, claim: Claim) -> Interval:
    """The time a claim speaks of, or else its report's publication."""
    spoken = claim.clocks.as_of.interval
    return spoken if spoken.known else scope.published(claim.report)


def latest_group(scope: Scope, track: Track) -> ValueGroup | None:
    """The group with the latest value that the scope's `as_of` day admits."""
    groups = [g for g in scope.live_groups(track) if admitted_claims(scope, g)]
    if not groups:
        return None
    order = {g.id: i for i, g in enumerate(groups)}
    ranked = sorted(groups, key=lambda g: (not is_former(scope, g), *_last_seen(scope, g), order[g.id]))
    return _of_usual_source(scope, ranked)


def _of_usual_source(scope: Scope, ranked: Sequence[ValueGroup]) -> ValueGroup:
    """The last of the groups, unless only another than the source of most of them gives it, and that source a value
    for the same time: a rival's count of the day does not replace the count that the track has followed.
    """
    last = ranked[-1]
    given = {g.id: _sources(scope, g) for g in ranked}
    counts = Counter(source for g in ranked for source in given[g.id])
    reports = Counter(source for g in ranked for c in admitted_claims(scope, g) if (source := _source(c)))
    usual = max(counts, key=lambda s: (counts[s], reports[s], s), default="")
    own = given[last.id]
    if not own or any(not _source(c) for c in admitted_claims(scope, last)):
        return last
    if any((counts[s], reports[s]) >= (counts[usual], reports[usual]) for s in own):
        return last
    time = _newest(scope, last)
    updated = {
        c for r in scope.relations if r.type is RelationType.UPDATES and {*r.right} & {*last.claims} for c in r.left
    }
    fitting = [
        g for g in ranked if usual in given[g.id] and _newest(scope, g).overlaps(time) and updated.isdisjoint(g.claims)
    ]
    return fitting[-1] if fitting else last


def _sources(scope: Scope, group: ValueGroup) -> frozenset[str]:
    return frozenset(source for c in admitted_claims(scope, group) if (source := _source(c)))


def _source(claim: Claim) -> str:
    return (claim.attribution.speaker or "").casefold()


def _newest(scope: Scope, group: ValueGroup) -> Interval:
    """The time of the group's last claim."""
    times = [as_of_claim(scope, c) for c in admitted_claims(scope, group)]
    return max(times, key=lambda t: (t.low, t.high))


def admitted_claims(scope: Scope, group: ValueGroup) -> list[Claim]:
    """The claims of the group that the scope's `as_of` day admits."""
    claims = scope.live(group.claims)
    return [c for c in claims if _is_admitted(scope, c)]


def is_former(scope: Scope, group: ValueGroup) -> bool:
    """Whether the value is only told as one that another came after: `to 280, from 242`."""
    before = []
    for claim in scope.live(group.claims):
        if isinstance(claim.content, Quantity):
            at = claim.content.number.start
            before.append(scope.rows[claim.report].report.text[max(0, at - _FROM_LENGTH) : at].casefold().strip())
    return bool(before) and all(words_before.endswith(" from") for words_before in before)


def _last_seen(scope: Scope, group: ValueGroup) -> tuple[date, date]:
    claims = admitted_claims(scope, group)
    return (
        max(as_of_claim(scope, c).low for c in claims),
        max(scope.published(c.report).low for c in claims),
    )


def replaced_claims(scope: Scope) -> frozenset[ClaimId]:
    """The claims that a later one updated, put off, withdrew or tells as done."""
    return frozenset(c for r in scope.relations if r.type in _REPLACING for c in r.left)


def overtaken_claims(scope: Scope) -> frozenset[ClaimId]:
    """The claims of amounts in whose place came one of another value that the scope's day admits."""
    found: set[ClaimId] = set()
    for relation in scope.relations:
        later = scope.live(relation.right)
        if relation.type is RelationType.UPDATES and (not later or any(_is_admitted(scope, c) for c in later)):
            found.update(c for c in relation.left if c not in relation.right)
    return frozenset(found)


def came_after(scope: Scope, then: ValueGroup, now: ValueGroup) -> bool:
    """Whether updates lead from one value to the other, over whatever values were told between them."""
    reached, waiting = set(now.claims), sorted(now.claims)
    while waiting:
        claim = waiting.pop()
        for earlier in sorted({*scope.updated_by.get(claim, ()), *scope.grouped_with.get(claim, ())} - reached):
            reached.add(earlier)
            waiting.append(earlier)
    return not reached.isdisjoint(then.claims)


def _is_admitted(scope: Scope, claim: Claim) -> bool:
    return scope.as_of is None or as_of_claim(scope, claim).low <= scope.as_of
