"""From the figures of a track, and of its parts and wholes, to limits on levels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, pairwise

from onrecord.records import TrackId
from onrecord.stages.bounding.figures import Bears, Figure
from onrecord.stages.bounding.system import GROUND, Level, Limit

_ZERO = Decimal(0)


class Assumption(StrEnum):
    """What a reader may assume beside the claims; none holds unless asked for."""

    STEADY = "steady"
    THROUGHOUT = "throughout"
    AGREES = "agrees"
    NO_ARRIVALS = "no-arrivals"
    NO_DEPARTURES = "no-departures"
    KEPT = "kept"


class Law(StrEnum):
    """What holds of every amount."""

    NEVER_FALLS = "a running total does not fall"
    NEVER_NEGATIVE = "nothing is fewer than none"
    PART = "a part is no more than its whole"
    SUM = "parts counted side by side are together no more than their whole"


MEANING: Mapping[Assumption, str] = {
    Assumption.STEADY: "a level stays as last given until a later figure",
    Assumption.THROUGHOUT: "a figure holds on every day of the time it is given for",
    Assumption.AGREES: "reports of one origin give one figure",
    Assumption.NO_ARRIVALS: "the level never rises",
    Assumption.NO_DEPARTURES: "the level never falls",
    Assumption.KEPT: "what was planned came about when it was due",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A track with its figures; `rises` where it is a running total, `parts` the tracks that count some of it."""

    track: TrackId
    figures: tuple[Figure, ...]
    rises: bool
    parts: tuple[TrackId, ...] = ()


class Layout:
    """Which number each level of the system has: one for every track and day, and one for every figure's own moment."""

    def __init__(self, series: Sequence[Series], days: Sequence[date] = ()) -> None:
        ends = {d for s in series for f in s.figures for d in _days_of(f)} | set(days)
        self.days = tuple(sorted(ends))
        self._numbers: dict[tuple[TrackId, date] | str, Level] = {}

    def at(self, track: TrackId, day: date) -> Level:
        """The level of a track on a day."""
        return self._number((track, day))

    def moment(self, figure: Figure) -> Level:
        """The level at the moment a figure is of."""
        return self._number(figure.claim)

    def _number(self, key: tuple[TrackId, date] | str) -> Level:
        return self._numbers.setdefault(key, GROUND + 1 + len(self._numbers))


def _days_of(figure: Figure) -> Iterator[date]:
    if figure.bears is Bears.LEVEL:
        yield from filter(None, (figure.since, figure.until))
    elif figure.since and figure.until:
        yield from (figure.since - timedelta(days=1), figure.until)


def limits_of(series: Sequence[Series], layout: Layout, assumed: frozenset[Assumption]) -> list[Limit]:
    """Every limit that the figures, the laws and the assumptions put on the levels, in the order of time."""
    found: list[Limit] = []
    by_track = {s.track: s for s in series}
    for one in series:
        found += _laws(one, layout, assumed)
        for figure in one.figures:
            found += _own(figure, layout) if figure.bears is Bears.LEVEL else _moved(figure, layout)
            if figure.bears is Bears.LEVEL:
                found += _placed(figure, one, layout, assumed)
        if Assumption.AGREES in assumed:
            found += _agreeing(one, layout)
        if Assumption.STEADY in assumed and not one.rises:
            found += _steady(one, layout)
        for part in one.parts:
            if part in by_track:
                found += [_at_most(layout.at(part, day), layout.at(one.track, day), Law.PART) for day in layout.days]
    return found


def _at_most(lower: Level, upper: Level, law: str) -> Limit:
    """The one level is at most the other."""
    return Limit(upper=lower, lower=upper, by=_ZERO, law=law)


def _alike(one: Level, two: Level, law: str | None) -> tuple[Limit, Limit]:
    return Limit(upper=one, lower=two, by=_ZERO, law=law), Limit(upper=two, lower=one, by=_ZERO, law=law)


def _laws(series: Series, layout: Layout, assumed: frozenset[Assumption]) -> Iterator[Limit]:
    levels = [layout.at(series.track, day) for day in layout.days]
    for level in levels:
        yield _at_most(GROUND, level, Law.NEVER_NEGATIVE)
    if law := _grows(series, assumed):
        yield from (_at_most(earlier, later, law) for earlier, later in pairwise(levels))
    if law := _shrinks(series, assumed):
        yield from (_at_most(later, earlier, law) for earlier, later in pairwise(levels))


def _grows(series: Series, assumed: frozenset[Assumption]) -> str | None:
    if series.rises:
        return Law.NEVER_FALLS
    return MEANING[Assumption.NO_DEPARTURES] if Assumption.NO_DEPARTURES in assumed else None


def _shrinks(series: Series, assumed: frozenset[Assumption]) -> str | None:
    return MEANING[Assumption.NO_ARRIVALS] if Assumption.NO_ARRIVALS in assumed and not series.rises else None


def _own(figure: Figure, layout: Layout) -> Iterator[Limit]:
    """The number itself, at the figure's own moment."""
    moment = layout.moment(figure)
    yield _at_most(GROUND, moment, Law.NEVER_NEGATIVE)
    yield from _within(moment, GROUND, figure)


def _moved(figure: Figure, layout: Layout) -> Iterator[Limit]:
    """A change or a flow, from the day before its first to its last."""
    if figure.since and figure.until:
        before = layout.at(figure.track, figure.since - timedelta(days=1))
        yield from _within(layout.at(figure.track, figure.until), before, figure)


def _within(upper: Level, lower: Level, figure: Figure) -> Iterator[Limit]:
    if figure.high is not None:
        yield Limit(upper=upper, lower=lower, by=figure.high, premise=figure.claim)
    if figure.low is not None:
        yield Limit(upper=lower, lower=upper, by=-figure.low, premise=figure.claim)


def _placed(figure: Figure, series: Series, layout: Layout, assumed: frozenset[Assumption]) -> Iterator[Limit]:
    """How the figure's moment stands to the levels of the days around it."""
    moment = layout.moment(figure)
    if figure.day is not None:
        yield from _alike(moment, layout.at(series.track, figure.day), None)
        return
    first = figure.since and layout.at(series.track, figure.since)
    last = figure.until and layout.at(series.track, figure.until)
    if law := _grows(series, assumed):
        if first:
            yield _at_most(first, moment, law)
        if last:
            yield _at_most(moment, last, law)
    if law := _shrinks(series, assumed):
        if first:
            yield _at_most(moment, first, law)
        if last:
            yield _at_most(last, moment, law)
    if Assumption.THROUGHOUT in assumed and figure.since and figure.until and figure.given_for:
        for day in layout.days:
            if figure.since <= day <= figure.until:
                yield from _alike(moment, layout.at(series.track, day), MEANING[Assumption.THROUGHOUT])


def _agreeing(series: Series, layout: Layout) -> Iterator[Limit]:
    """One moment for the figures of one origin whose times overlap, in different reports."""
    levels = [f for f in series.figures if f.bears is Bears.LEVEL]
    for one, two in combinations(levels, 2):
        if one.report != two.report and one.origins & two.origins and one.overlaps(two):
            yield from _alike(layout.moment(one), layout.moment(two), MEANING[Assumption.AGREES])


def _steady(series: Series, layout: Layout) -> Iterator[Limit]:
    """The level of a day without a figure is that of the last figure before it, where it is sure which that is."""
    levels = [f for f in series.figures if f.bears is Bears.LEVEL and f.since and f.until]
    for day in layout.days:
        if (last := last_before(levels, day)) is not None:
            yield from _alike(layout.at(series.track, day), layout.moment(last), MEANING[Assumption.STEADY])


def last_before(figures: Sequence[Figure], day: date) -> Figure | None:
    """The last figure before a day; None where there is none, or where another may be later or of that very day."""
    past = [f for f in figures if f.until and f.until < day]
    if not past or any(f.since and f.until and f.since <= day <= f.until for f in figures):
        return None
    last = max(past, key=lambda f: (f.until or date.min, f.claim))
    rivals = [f for f in past if f is not last and f.until and last.since and f.until >= last.since]
    return None if rivals else last
