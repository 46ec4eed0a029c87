"""Amounts over time: the list of them, and one with its chart's data."""

from dataclasses import dataclass

from onrecord.pictures.marks import NO_ORIGIN
from onrecord.pictures.track import Chart, Point, charted_tracks
from onrecord.records import Interval, Quantity, Track, tell_days
from onrecord.views.amounts import amount_words, figure_words, track_title
from onrecord.views.rank import best_claim
from onrecord.views.scope import Scope
from onrecord.views.succession import as_of_claim, latest_group
from onrecord.web.frame import put_words, tally
from onrecord.web.question import Leaf, leaf_of
from onrecord.web.record import Words, words_of

SIGNS = ("●", "■", "▲", "◆", "▼", "⬟", "○", "✕")
"""The shapes of a chart as its table writes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackLine:
    """An amount over time in the list: how many values it has, and the latest."""

    id: str
    title: str
    values: int
    claims: int
    reports: int
    latest: str
    when: str
    disputed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """The amounts of a story, most telling first."""

    leaf: Leaf
    tracks: tuple[TrackLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A value in the table beside the chart."""

    sign: str
    origin: str
    when: str
    value: str
    low: str | None
    high: str | None
    note: str
    disputed: bool
    decided: bool
    tally: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BandRow:
    """What all claims together allow on some days."""

    days: str
    low: str
    high: str
    why: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One amount over time."""

    id: str
    title: str
    unit: str
    caption: str
    rows: tuple[Row, ...]
    undated: tuple[Row, ...]
    bands: tuple[BandRow, ...]
    before: TrackLine | None
    after: TrackLine | None


def tracks_page(scope: Scope, page: int) -> Tracks:
    """A page of the amounts over time, those with more than one value before those with one."""
    tracks = charted_tracks(scope)
    leaf = leaf_of(len(tracks), page)
    return Tracks(leaf=leaf, tracks=tuple(track_line(scope, t) for t in tracks[leaf.rows]))


def track_line(scope: Scope, track: Track) -> TrackLine:
    """An amount as a list shows it."""
    groups = scope.live_groups(track)
    claims = [c for g in groups for c in scope.live(g.claims)]
    group = latest_group(scope, track)
    best = best_claim(scope, group) if group else None
    ids = {c.id for c in claims}
    content = best.content if best else None
    when = as_of_claim(scope, best) if best else None
    return TrackLine(
        id=track.id,
        title=track_title(scope, track),
        values=len(groups),
        claims=len(claims),
        reports=len({c.report for c in claims}),
        latest=amount_words(content) if isinstance(content, Quantity) else "none by that day",
        when=tell_days(when) if when and when.known else "",
        disputed=sum(
            r.type.value in ("contradicts", "soft_discrepancy") and not ids.isdisjoint((*r.left, *r.right))
            for r in scope.relations
        ),
    )


def track_page(scope: Scope, chart: Chart) -> Page:
    """The chart's values and bands as tables, and the amounts before and after it in the list."""
    tracks = charted_tracks(scope)
    at = next(n for n, t in enumerate(tracks) if t.id == chart.track.id)
    around = [track_line(scope, tracks[n]) if 0 <= n < len(tracks) else None for n in (at - 1, at + 1)]
    names = dict(chart.origins)
    return Page(
        id=chart.track.id,
        title=chart.title,
        unit=chart.unit,
        caption=chart.caption,
        rows=tuple(_row(scope, p, names) for p in chart.points),
        undated=tuple(_row(scope, p, names) for p in chart.unplaced),
        bands=tuple(
            BandRow(
                days=tell_days(Interval(lo=b.since, hi=b.until)),
                low="open" if b.low is None else f"{b.low:,f}",
                high="open" if b.high is None else f"{b.high:,f}",
                why=tuple(words_of(scope, c) for c in scope.live(dict.fromkeys((*b.low_from, *b.high_from)))),
            )
            for b in chart.bands
        ),
        before=around[0],
        after=around[1],
    )


def _row(scope: Scope, point: Point, names: dict[int, str]) -> Row:
    content = point.claims[0].content
    assert isinstance(content, Quantity)
    notes = [content.kind.value if content.status.value == "unspecified" else content.status.value.replace("_", " ")]
    notes += [put_words(point.claims[0])] if point.planned else []
    return Row(
        sign=SIGNS[point.shape],
        origin=names.get(point.shape, "") if point.shape != NO_ORIGIN else "no source given",
        when=tell_days(point.when) if point.when.known else "time unknown",
        value=figure_words(content),
        low=None if point.low is None else f"{point.low:f}",
        high=None if point.high is None else f"{point.high:f}",
        note=", ".join(notes),
        disputed=point.disputed,
        decided=any(c.decided for c in point.claims),
        tally=tally(scope, point.claims),
        words=tuple(words_of(scope, c) for c in point.claims),
    )
