"""What changed between two days: new, revised, fell due, figures, shifts, disputes, the same, no word."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from onrecord.records import (
    Claim,
    ClaimId,
    ClaimType,
    PromiseStatus,
    Quantity,
    RelationId,
    RelationType,
    Track,
    tell_day,
    tell_days,
)
from onrecord.stages.stories.other_occasions import of_another
from onrecord.views.amounts import Figure, amount_words, ended_lines, find_figures, shown_span
from onrecord.views.deadlines import SETTLED, due_line, find_dues, is_past
from onrecord.views.disputes import joined_lines, rank_relations
from onrecord.views.line import Line, Section, View, line, quoted, words
from onrecord.views.rank import best_claim, ranked_tracks
from onrecord.views.repeats import Shown, merge_same
from onrecord.views.scope import Scope
from onrecord.views.showing import LONGEST, side
from onrecord.views.succession import as_of_claim, came_after, replaced_claims
from onrecord.views.threads import find_threads

_REVISED = (RelationType.SLIPS, RelationType.SUPERSEDES, RelationType.MET)
_SHIFT = (RelationType.POSITION_CHANGE, RelationType.POSSIBLE_SHIFT)
_DISPUTED = (RelationType.CONTRADICTS, RelationType.DISPUTED, RelationType.SOFT_DISCREPANCY)
_ORDER = 20  # times as much: figures so far apart are hardly of one thing
_LONG_AGO = 365  # days before its report that a present figure is not of


def diff(before: Scope, after: Scope) -> View:
    """The difference between two scopes of one story, `before` seen as of an earlier day than `after`."""
    assert before.as_of is not None
    assert after.as_of is not None
    old = set(before.claims)
    changed = list(_changed(before, after))
    others = {now.track.id for then, now, trend in changed if _of_another(then, now, trend=trend)}
    changed = [row for row in changed if row[1].track.id not in others]
    fresh = [t for t in _tracks(after) if not any(c.id in old for c in _claims(after, t)) or t.id in others]
    both = [t for t in _tracks(after) if any(c.id in old for c in _claims(after, t))]
    spoken = {c.report for c in after.claims.values() if c.id not in old}
    renewed = [t for t in both if any(c.id not in old for c in _claims(after, t))]
    silent = [t for t in both if t not in renewed]
    known = frozenset(r.id for r in before.relations)
    new_relations = {r.id for r in after.relations} - known
    told = (
        Section(title="REVISED", lines=_relations(after, new_relations, _REVISED)),
        Section(title="FELL DUE", lines=_fell_due(before, after)),
        Section(title="FIGURE", lines=(*_figures(before, after, changed), *ended_lines(after, known))),
        Section(title="SHIFT?", lines=_relations(after, new_relations, _SHIFT)),
        Section(title="DISPUTED", lines=_relations(after, new_relations, _DISPUTED)),
    )
    shown = Shown(row for section in told for row in section.lines)
    news = merge_same(_track_line(after, t) for t in fresh if not shown.has(_claims(after, t)))
    shown.add(news)
    sections = (
        *told,
        Section(title="NEW", lines=(*news, *_new_words(after, old, shown))),
        Section(title="SAME", lines=merge_same(_track_line(after, t) for t in renewed if _unchanged(before, after, t))),
        Section(
            title="NO WORD, said before and not since",
            lines=merge_same(_track_line(after, t) for t in _unmentioned(after, silent, old, shown)) if spoken else (),
        ),
    )
    return View(
        title=f"CHANGES: {after.account.story.title}, {tell_day(before.as_of)} to {tell_day(after.as_of)}",
        header=_placed(before, after),
        sections=tuple(s for s in sections if s.lines),
    )


def _tracks(scope: Scope) -> tuple[Track, ...]:
    return ranked_tracks(scope, ClaimType.QUANTITY, ClaimType.COMMITMENT, ClaimType.EVENT)


def _claims(scope: Scope, track: Track) -> list[Claim]:
    return [c for g in scope.live_groups(track) for c in scope.live(g.claims)]


def _track_line(scope: Scope, track: Track) -> Line:
    group = scope.live_groups(track)[-1]
    claim = best_claim(scope, group)
    return line(scope, side(scope, claim, LONGEST), scope.live(group.claims))


def _unmentioned(scope: Scope, silent: Iterable[Track], old: Collection[ClaimId], shown: Shown) -> Iterator[Track]:
    """The tracks that no report since speaks of: none that something new is told of in other words, that was replaced
    or is settled, or that is of another occasion.
    """
    met = {
        c for r in scope.relations if any(c not in old for c in (*r.left, *r.right)) for c in (*r.left, *r.right)
    } | replaced_claims(scope)
    closed = {d.track.id for d in find_dues(scope) if d.outcome in SETTLED or d.promise is PromiseStatus.WITHDRAWN}
    for track in silent:
        claims = _claims(scope, track)
        last = scope.live_groups(track)[-1]
        over = track.id in closed or not met.isdisjoint(c.id for c in scope.live(last.claims))
        if not over and not of_another(track.slot) and not shown.has(claims):
            yield track


def _new_words(scope: Scope, old: Collection[ClaimId], shown: Shown) -> list[Line]:
    """Facts and statements of which nothing was said before the first day, nor above."""
    found: list[Line] = []
    for kind in (ClaimType.FACT, ClaimType.STATEMENT):
        for thread in find_threads(scope, kind):
            if not any(c.id in old for c in thread) and not shown.has(thread):
                speaker = f"{thread[0].attribution.speaker}: " if kind is ClaimType.STATEMENT else ""
                found.append(line(scope, (words(speaker), *quoted(scope, thread[0])), thread))
                shown.add(found[-1:])
    return found


def _relations(scope: Scope, new: Collection[RelationId], types: tuple[RelationType, ...]) -> tuple[Line, ...]:
    """The new relations of these types; what several reports tell alike of one claim is one line."""
    return joined_lines(scope, [r for r in rank_relations(scope, types) if r.id in new])


def _fell_due(before: Scope, after: Scope) -> tuple[Line, ...]:
    return tuple(
        due_line(after, d)
        for d in find_dues(after)
        if not d.impossible and is_past(d.interval, after.as_of) and not is_past(d.interval, before.as_of)
    )


def _changed(before: Scope, after: Scope) -> Iterator[tuple[Figure, Figure, bool]]:
    """The figures before and after of tracks whose latest differs, and whether updates lead from the one to the other.
    What is looked back on and present figures are not compared.
    """
    old = {f.track.id: f for f in find_figures(before)}
    for figure in find_figures(after):
        earlier = old.get(figure.track.id)
        if earlier is None or earlier.group.id == figure.group.id or _looks_back(before, earlier.claim):
            continue
        yield earlier, figure, came_after(after, earlier.group, figure.group)


def _figures(before: Scope, after: Scope, changed: Iterable[tuple[Figure, Figure, bool]]) -> tuple[Line, ...]:
    """Both values with both days, and `no trend` where nothing says that one came in place of the other: the sets
    counted, or those who count, may differ.
    """
    found = []
    for earlier, figure, trend in changed:
        then, now = earlier.claim, figure.claim
        day, since = (tell_days(as_of_claim(scope, c)) for scope, c in ((before, then), (after, now)))
        phrases = (
            words(f"{_amount(then)} ({day}) to {_amount(now)} ({since}): "),
            *quoted(after, now, shown_span(after, now)),
        )
        found.append(line(after, phrases, [then, now], note=None if trend else "no trend: sets or sources may differ"))
    return tuple(found)


def _of_another(earlier: Figure, figure: Figure, *, trend: bool) -> bool:
    """Whether the later figure is so much more or less, with nothing to lead to it, that it is of something else."""
    ends = [_size(f.claim) for f in (earlier, figure)]
    return not trend and max(ends) > _ORDER * max(min(ends), Decimal(1))


def _size(claim: Claim) -> Decimal:
    assert isinstance(claim.content, Quantity)
    return next((end for end in (claim.content.amount.low, claim.content.amount.high) if end is not None), Decimal(0))


def _looks_back(scope: Scope, claim: Claim) -> bool:
    """Whether an amount is of a time long before its report."""
    return (scope.published(claim.report).low - as_of_claim(scope, claim).high).days > _LONG_AGO


def _amount(claim: Claim) -> str:
    assert isinstance(claim.content, Quantity)
    return amount_words(claim.content)


def _unchanged(before: Scope, after: Scope, track: Track) -> bool:
    then, now = before.live_groups(track), after.live_groups(track)
    return bool(then) and bool(now) and then[-1].id == now[-1].id


def _placed(before: Scope, after: Scope) -> tuple[str, ...]:
    """Which reports are certainly and possibly before the first day, and between the two."""

    def names(scope: Scope, *, possible: bool) -> list[str]:
        return [r.label for r in scope.reports if scope.only_possibly_known(r.report.id) is possible]

    early, perhaps = names(before, possible=False), names(before, possible=True)
    since = [n for n in names(after, possible=False) if n not in early and n not in perhaps]
    later = [n for n in names(after, possible=True) if n not in early and n not in perhaps]
    rows = (("before", early), ("possibly before", perhaps), ("between", since), ("possibly between", later))
    return tuple(f"{title}: {', '.join(found)}" for title, found in rows if found)
