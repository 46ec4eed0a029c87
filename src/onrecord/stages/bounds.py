"""The lowest and highest level of an amount on any day, and which claims cannot all be true."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from onrecord.lexicons.bounds import BoundsLexicon
from onrecord.records import ClaimId, CountStatus, Slot, Track, TrackId
from onrecord.stages.bounding.exclusion import Exclusion, find_exclusions
from onrecord.stages.bounding.figures import Bears, Counted, Figure, is_part, read_figure, runs_on, same_thing
from onrecord.stages.bounding.limits import Assumption, Layout, Series, limits_of
from onrecord.stages.bounding.sums import find_sums, within_one_report
from onrecord.stages.bounding.system import Level, Limit, Reach, find_circle, highest, lowest

_LEVEL = "level"
_PLANNED = "level, planned"
_MAY_FALL = frozenset({CountStatus.SUSPECTED.value, CountStatus.PROBABLE.value})  # what was suspected may be cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """From `low` to `high` on every day from `since` to `until`, or with `some` on one of them; None is open.

    `low_from` and `high_from` are the claims that set the ends, `laws` what they do it by.
    """

    since: date | None
    until: date | None
    some: bool
    low: Decimal | None
    high: Decimal | None
    low_from: tuple[ClaimId, ...]
    high_from: tuple[ClaimId, ...]
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the claims on a track allow; `rises` where it is a running total.

    `exclusions` are the minimal sets that cannot all be true, `all` of them where the search came to its end, and
    `repair` the fewest claims without which none is left; `apart` are those within one report, whose numbers are of
    different things or rival counts. Neither takes part in the `bands`. `unplaced` claims have no time or no
    direction; `joined` are the tracks that took part beside this one.
    """

    track: Track
    rises: bool
    bands: tuple[Band, ...]
    exclusions: tuple[Exclusion, ...]
    all: bool
    repair: tuple[ClaimId, ...]
    apart: tuple[Exclusion, ...]
    unplaced: tuple[ClaimId, ...]
    joined: tuple[TrackId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What bounds are worked out on: a story's tracks of amounts, the claims of each, the country each place lies in,
    the words of rises and falls, and how far in per cent a hedged number reaches.
    """

    tracks: Sequence[Track]
    counted: Sequence[Counted]
    country: Callable[[str], str | None]
    words: BoundsLexicon
    tolerance: int


def bound_track(
    track: Track, ground: Ground, assumed: frozenset[Assumption] = frozenset(), days: Sequence[date] = ()
) -> Bounds:
    """The bounds of one track, on the days its claims name and the `days` asked for."""
    series, unplaced = _series(track, ground, assumed)
    layout = Layout(series, days)
    limits = limits_of(series, layout, assumed)
    sums = find_sums(
        series[0],
        track.slot,
        ground.counted,
        lambda part: read_figure(part, part.track, ground.words, ground.tolerance),
        ground.country,
    )
    beside = tuple(e for e in sums if within_one_report(e, ground.counted))
    apart = (*_one_report_each(series, limits), *beside)
    limits = _without(limits, apart)
    found = find_exclusions(limits)
    several = tuple(e for e in sums if e not in beside)
    repair = [*found.repair]
    repair += [e.premises[0] for e in several if not {*repair} & {*e.premises}]
    own = {f.claim for f in series[0].figures}
    one_way = series[0].rises or bool(assumed & {Assumption.NO_ARRIVALS, Assumption.NO_DEPARTURES})
    return Bounds(
        track=track,
        rises=series[0].rises,
        bands=tuple(
            _bands(series[0], layout, _sound(_without(limits, (*found.sets, *several))), days, one_way=one_way)
        ),
        exclusions=(*(e for e in found.sets if own & set(e.premises)), *several),
        all=found.all,
        repair=tuple(ClaimId(p) for p in dict.fromkeys(repair)),
        apart=tuple(e for e in apart if own & set(e.premises)),
        unplaced=unplaced,
        joined=tuple(s.track for s in series[1:]),
    )


def _series(track: Track, ground: Ground, assumed: frozenset[Assumption]) -> tuple[list[Series], tuple[ClaimId, ...]]:
    """The track first, then those that count a part of it or of which it counts a part."""
    levels = [t for t in ground.tracks if t.slot.kind == _LEVEL and t.id != track.id]
    parts = [t for t in levels if is_part(t.slot, track.slot, ground.country(t.slot.where))]
    wholes = [t for t in levels if is_part(track.slot, t.slot, ground.country(track.slot.where))]
    first, unplaced = _read(track, ground, assumed)
    rest = [_read(t, ground, assumed)[0] for t in (*parts, *wholes)]
    first = replace(first, parts=tuple(t.id for t in parts))
    rest = [replace(s, parts=(track.id,)) if any(t.id == s.track for t in wholes) else s for s in rest]
    return [first, *rest], unplaced


def _read(track: Track, ground: Ground, assumed: frozenset[Assumption]) -> tuple[Series, tuple[ClaimId, ...]]:
    """The figures of a track, with the changes and flows of the same thing, and the claims that give none."""
    figures: list[Figure] = []
    unplaced: list[ClaimId] = []
    own = []
    for counted in ground.counted:
        promised = counted.track != track.id and _is_planned(counted.slot, track.slot)
        if counted.track == track.id:
            own.append(counted.claim)
        elif not (Assumption.KEPT in assumed if promised else _moves(counted, track)):
            continue
        figure = read_figure(counted, track.id, ground.words, ground.tolerance, promised=promised)
        if figure is None:
            unplaced.append(counted.claim.id)
        elif figure.bears is Bears.LEVEL or figure.named:
            figures.append(figure)
    figures.sort(key=lambda f: (f.until or date.max, f.since or date.min, f.claim))
    return Series(
        track=track.id, figures=tuple(figures), rises=runs_on(own) and track.slot.status not in _MAY_FALL
    ), tuple(unplaced)


def _moves(counted: Counted, track: Track) -> bool:
    """Whether a claim of another track tells how the level of this one moved."""
    kind = counted.slot.kind
    return kind in {Bears.CHANGE, Bears.FLOW} and track.slot.kind == _LEVEL and same_thing(counted.slot, track.slot)


def _is_planned(slot: Slot, level: Slot) -> bool:
    return slot.kind == _PLANNED and level.kind == _LEVEL and same_thing(slot, level)


def _one_report_each(series: Sequence[Series], limits: Sequence[Limit]) -> tuple[Exclusion, ...]:
    """The minimal sets within single reports."""
    by_report: dict[str, set[str]] = defaultdict(set)
    for one in series:
        for figure in one.figures:
            by_report[figure.report].add(figure.claim)
    found: list[Exclusion] = []
    for report in sorted(by_report):
        own = by_report[report]
        if len(own) > 1:
            found += find_exclusions([k for k in limits if k.premise is None or k.premise in own]).sets
    return tuple(found)


def _without(limits: Sequence[Limit], exclusions: Iterable[Exclusion]) -> list[Limit]:
    """The limits but for those that rest on a claim of these sets."""
    out = {premise for exclusion in exclusions for premise in exclusion.premises}
    return [limit for limit in limits if limit.premise not in out]


def _sound(limits: Sequence[Limit]) -> list[Limit]:
    """The limits but for those of claims that still exclude each other, where not all such sets were looked for."""
    left = list(limits)
    while circle := find_circle(left):
        out = {k.premise for k in circle if k.premise}
        left = [k for k in left if k.premise not in out]
    return left


def _bands(
    series: Series, layout: Layout, limits: Sequence[Limit], asked: Sequence[date], *, one_way: bool
) -> list[Band]:
    """The bounds of every day that the figures name, and of the moments that cannot be laid on a day."""
    own = Layout([series], asked).days
    spots: list[tuple[date | None, date | None, bool, Level]] = [
        (day, day, False, layout.at(series.track, day)) for day in own
    ]
    spots += [
        (f.since, f.until, True, layout.moment(f))
        for f in series.figures
        if f.bears is Bears.LEVEL and f.day is None and not one_way
    ]
    levels = [level for *_, level in spots]
    tops, bottoms = highest(limits, levels), lowest(limits, levels)
    found = [_band(since, until, bottoms[level], tops[level], some=some) for since, until, some, level in spots]
    told = [b for b in found if b.low is not None or b.high is not None or b.since in asked]
    told.sort(key=lambda b: (b.since or date.min, b.until or date.max, b.some, b.low_from, b.high_from))
    return list(_joined(told, one_way=one_way))


def _band(since: date | None, until: date | None, low: Reach, high: Reach, *, some: bool) -> Band:
    low, high = (reach if _claims(reach) else Reach(end=None) for reach in (low, high))
    return Band(
        since=since,
        until=until,
        some=some,
        low=low.end,
        high=high.end,
        low_from=_claims(low),
        high_from=_claims(high),
        laws=tuple(sorted({k.law for k in (*low.because, *high.because) if k.law})),
    )


def _claims(reach: Reach) -> tuple[ClaimId, ...]:
    return tuple(dict.fromkeys(ClaimId(k.premise) for k in reach.because if k.premise))


def _joined(bands: Iterable[Band], *, one_way: bool) -> Iterator[Band]:
    """Bands with the same ends as one, of days one after another, or of any where the level moves only one way."""
    last: Band | None = None
    for band in bands:
        if last and _same(last, band) and (one_way or _next(last, band)):
            last = replace(last, until=band.until)
            continue
        if last:
            yield last
        last = band
    if last:
        yield last


def _same(one: Band, two: Band) -> bool:
    return not (one.some or two.some) and (one.low, one.high) == (two.low, two.high)


def _next(one: Band, two: Band) -> bool:
    return one.until is not None and two.since is not None and (two.since - one.until).days <= 1


__all__ = ["Assumption", "Band", "Bounds", "Counted", "Exclusion", "Ground", "bound_track"]
