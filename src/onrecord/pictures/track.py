"""An amount over time: every claim of a track as a range in time and size, with what all of them together allow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from onrecord.errors import SettingsError
from onrecord.pictures.marks import NO_ORIGIN, OTHERS, SHAPES
from onrecord.records import (
    Claim,
    ClaimType,
    Interval,
    Modality,
    OriginKind,
    Quantity,
    RelationType,
    Track,
    tell_days,
)
from onrecord.stages.bounds import Band
from onrecord.views.amounts import amount_words, figure_words, track_title
from onrecord.views.bounds import Rules, find_bounds
from onrecord.views.rank import ranked_tracks
from onrecord.views.scope import Scope
from onrecord.views.succession import as_of_claim

_PULLING = frozenset({RelationType.CONTRADICTS, RelationType.SOFT_DISCREPANCY, RelationType.DISPUTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One value at one time on the word of one origin; `claims` are all that give it. `shape` is that of its origin."""

    low: Decimal | None
    high: Decimal | None
    when: Interval
    shape: int
    figure: str
    planned: bool
    disputed: bool
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A track as it is drawn: its points by time, its bands, and the origins that have a shape."""

    track: Track
    title: str
    unit: str
    points: tuple[Point, ...]
    unplaced: tuple[Point, ...]
    bands: tuple[Band, ...]
    origins: tuple[tuple[int, str], ...]

    @property
    def caption(self) -> str:
        """What there is to see, in words."""
        if not self.points:
            return "No value has a time."
        first, last = self.points[0], self.points[-1]
        told = [f"{len(self.points)} value{'s' * (len(self.points) != 1)} from {tell_days(first.when)}"]
        told[0] += f" ({first.figure}) to {tell_days(last.when)} ({last.figure})" if len(self.points) > 1 else ""
        disputed = sum(p.disputed for p in self.points)
        if disputed:
            told.append(f"{disputed} of them stand against another")
        if self.unplaced:
            told.append(f"{len(self.unplaced)} without a known time are in the table alone")
        if any(_seen(b) for b in self.bands):
            told.append("the shaded band is what all of them together allow")
        return "; ".join(told) + "."


def _seen(band: Band) -> bool:
    """Whether a band is more than a spot behind a mark."""
    wide = band.since is None or band.until is None or (band.until - band.since).days > 1
    return wide and band.low is not None and band.high is not None and band.low < band.high


def charted_tracks(scope: Scope) -> tuple[Track, ...]:
    """The tracks of amounts, most telling first."""
    return ranked_tracks(scope, ClaimType.QUANTITY)


def choose_track(scope: Scope, wanted: str) -> Track:
    """The track of amounts that an id, or words of its title, name first; raises SettingsError where none does."""
    tracks = charted_tracks(scope)
    asked = wanted.casefold().split()
    by_id = [t for t in tracks if wanted and t.id.startswith(wanted)]
    by_words = (t for t in tracks if asked and all(w in track_title(scope, t).casefold() for w in asked))
    found = next(chain(by_id, by_words), None)
    if found is None:
        raise SettingsError(f"{wanted[:60]}: no amount over time is called so. See: onrecord quantities")
    return found


def chart_track(scope: Scope, track: Track, rules: Rules | None) -> Chart:
    """The chart of a track; without `rules` no band is worked out."""
    claims = [c for g in scope.live_groups(track) for c in scope.live(g.claims) if isinstance(c.content, Quantity)]
    names = _origin_names(scope, claims)
    shapes = {name: number for number, name in enumerate(names[:SHAPES])}
    pulling: set[str] = {c for r in scope.relations if r.type in _PULLING for c in (*r.left, *r.right)}
    points = _points(scope, claims, shapes, pulling)
    bands = find_bounds(scope, rules, wanted=[track.id])[0].bands if rules and track.slot.kind == "level" else ()
    content = claims[0].content
    assert isinstance(content, Quantity)
    return Chart(
        track=track,
        title=track_title(scope, track),
        unit=amount_words(content).removeprefix(figure_words(content)).strip(),
        points=tuple(p for p in points if p.when.known),
        unplaced=tuple(p for p in points if not p.when.known),
        bands=tuple(b for b in bands if (b.low is not None or b.high is not None) and not b.some),
        origins=tuple(_legend(names, points)),
    )


def _legend(names: Sequence[str], points: Sequence[Point]) -> list[tuple[int, str]]:
    told = list(enumerate(names[:SHAPES]))
    if len(names) > SHAPES:
        told.append((OTHERS, f"{len(names) - SHAPES} other origins"))
    if any(p.shape == NO_ORIGIN for p in points):
        told.append((NO_ORIGIN, "no source given"))
    return told


def origin_of(scope: Scope, claim: Claim) -> str | None:
    """The name of the origin that vouches for a claim; None where no source is given."""
    origins = [o for o in scope.origins_of.get(claim.id, ()) if o.kind is not OriginKind.SOURCE_NOT_GIVEN]
    return origins[0].name if origins else None


def _origin_names(scope: Scope, claims: Sequence[Claim]) -> list[str]:
    """The origins of the claims, those of most claims first."""
    counts: dict[str, int] = {}
    for claim in claims:
        if name := origin_of(scope, claim):
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda n: (-counts[n], n))


def _points(scope: Scope, claims: Sequence[Claim], shapes: dict[str, int], pulling: set[str]) -> list[Point]:
    """The claims, those that are the same value, time and origin as one."""
    same: dict[Point, list[Claim]] = {}
    for claim in claims:
        content = claim.content
        assert isinstance(content, Quantity)
        name = origin_of(scope, claim)
        point = Point(
            low=content.amount.low,
            high=content.amount.high,
            when=as_of_claim(scope, claim),
            shape=NO_ORIGIN if name is None else shapes.get(name, OTHERS),
            figure=figure_words(content),
            planned=claim.modality is not Modality.ASSERTED,
            disputed=claim.id in pulling,
            claims=(),
        )
        same.setdefault(point, []).append(claim)
    found = [replace(point, claims=tuple(together)) for point, together in same.items()]
    return sorted(found, key=lambda p: (p.when.low, p.when.high, p.low or p.high or Decimal(0), p.shape, p.figure))
