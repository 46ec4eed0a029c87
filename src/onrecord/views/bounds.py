"""How high and how low each amount can have been, and which claims cannot all be true; what if some were left out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from onrecord.errors import SettingsError
from onrecord.lexicons.bounds import BoundsLexicon
from onrecord.records import (
    Account,
    Claim,
    ClaimId,
    ClaimType,
    Interval,
    OriginKind,
    Quantity,
    ReportId,
    Span,
    Track,
    tell_days,
)
from onrecord.stages.bounding.figures import shift_claim
from onrecord.stages.bounding.limits import MEANING, Law
from onrecord.stages.bounds import Assumption, Band, Bounds, Counted, Exclusion, Ground, bound_track
from onrecord.views.line import Line, Phrase, Section, View, line, quoted, words
from onrecord.views.rank import best_claim, ranked_tracks
from onrecord.views.scope import Scope
from onrecord.views.succession import as_of_claim

MOST_TRACKS = 8
_AROUND = 80
_USUAL = frozenset({Law.NEVER_FALLS, Law.NEVER_NEGATIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A report whose times are taken to be so much off."""

    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What is supposed beside the claims, which reports and claims are left out, and which reports' times moved."""

    assumed: frozenset[Assumption] = frozenset()
    without: frozenset[str] = frozenset()
    shifted: Mapping[ReportId, Shift] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the view hands to the stage: the words of rises and falls, how far a hedged number reaches in per cent, and
    the country that a place lies in.
    """

    words: BoundsLexicon
    tolerance: int
    country: Callable[[str], str | None]


def suppose(scope: Scope, what_if: WhatIf) -> Scope:
    """The scope with reports and claims left out and times moved."""
    kept = tuple(
        _moved(c, what_if.shifted.get(c.report))
        for c in scope.account.claims
        if c.id not in what_if.without and c.report not in what_if.without
    )
    account: Account = replace(scope.account, claims=kept)
    return Scope(account=account, rows=scope.rows, as_of=scope.as_of, known_by=scope.known_by)


def _moved(claim: Claim, shift: Shift | None) -> Claim:
    return claim if shift is None else shift_claim(claim, months=shift.months, days=shift.days)


def find_bounds(
    scope: Scope, rules: Rules, assumed: frozenset[Assumption] = frozenset(), wanted: Collection[str] | None = None
) -> tuple[Bounds, ...]:
    """The bounds of every track of levels that has something to bound it, or of the `wanted` ones alone; those with
    claims that exclude each other first, else most telling first.
    """
    tracks = [t for t in ranked_tracks(scope, ClaimType.QUANTITY) if t.slot.kind == "level"]
    ground = Ground(
        tracks=tracks,
        counted=_counted(scope),
        country=rules.country,
        words=rules.words,
        tolerance=rules.tolerance,
    )
    days = (scope.as_of,) if scope.as_of else ()
    chosen = [t for t in tracks if wanted is None or t.id in wanted]
    found = [bound_track(t, ground, assumed, days) for t in chosen]
    telling = [b for b in found if wanted is not None or _tells(scope, b)]
    return tuple(sorted(telling, key=lambda b: not b.exclusions))


def _tells(scope: Scope, bounds: Bounds) -> bool:
    """Whether more than one claim has a part in it."""
    several = sum(len(scope.live(g.claims)) for g in scope.live_groups(bounds.track)) > 1
    return several or bool(bounds.joined or bounds.exclusions or bounds.apart)


def _counted(scope: Scope) -> list[Counted]:
    found = []
    for track in scope.account.tracks:
        if track.slot.type is not ClaimType.QUANTITY:
            continue
        for claim in (c for g in scope.live_groups(track) for c in scope.live(g.claims)):
            text, number = scope.rows[claim.report].report.text, _number(claim)
            told = scope.origins_of.get(claim.id, ())
            found.append(
                Counted(
                    claim=claim,
                    track=track.id,
                    slot=track.slot,
                    before=text[max(claim.evidence.start - _AROUND, 0) : number.start],
                    after=text[number.end : number.end + _AROUND],
                    origins=frozenset(o.id for o in told if o.kind is not OriginKind.SOURCE_NOT_GIVEN),
                )
            )
    return found


def _number(claim: Claim) -> Span:
    assert isinstance(claim.content, Quantity)
    return claim.content.number


def choose_tracks(scope: Scope, wanted: str) -> frozenset[str]:
    """The tracks of levels that an id, or words of their titles, name; raises SettingsError where none does."""
    tracks = [t for t in ranked_tracks(scope, ClaimType.QUANTITY) if t.slot.kind == "level"]
    asked = wanted.casefold().split()
    fitting = [t for t in tracks if t.id.startswith(wanted)] or [
        t for t in tracks if all(w in f"{_title(scope, t)} {t.title}".casefold() for w in asked)
    ]
    if not fitting:
        raise SettingsError(f"{wanted}: no amount over time is called so. See: onrecord quantities")
    return frozenset(t.id for t in fitting)


def bounds(scope: Scope, rules: Rules, what_if: WhatIf, *, track: str | None = None, everything: bool = False) -> View:
    """The bounds of a story's amounts under what is supposed."""
    supposed = suppose(scope, what_if)
    wanted = choose_tracks(supposed, track) if track else None
    found = find_bounds(supposed, rules, what_if.assumed, wanted)
    shown = found if everything or wanted is not None else found[:MOST_TRACKS]
    sections = [s for b in shown for s in _sections(supposed, b)]
    if len(shown) < len(found) and sections:
        sections[-1] = replace(sections[-1], rest=len(found) - len(shown))
    header = _header(scope, what_if)
    if not found:
        header = (*header, "no amount is given more than once")
    return View(title=f"BOUNDS: {scope.account.story.title}", header=header, sections=tuple(sections))


def _header(scope: Scope, what_if: WhatIf) -> tuple[str, ...]:
    """What is supposed, in words."""
    assumed = "; ".join(f"{a.value} ({MEANING[a]})" for a in Assumption if a in what_if.assumed)
    rows = [f"assumed: {assumed or 'nothing; days for which no figure is given are open'}"]
    labels = {row.report.id: row.label for row in scope.rows.values()}
    if what_if.without:
        rows.append(f"left out: {', '.join(sorted(labels.get(ReportId(w), w) for w in what_if.without))}")
    for report, shift in sorted(what_if.shifted.items()):
        rows.append(f"times of {labels[report]} moved by {_shift_words(shift)}")
    return tuple(rows)


def _shift_words(shift: Shift) -> str:
    parts = [(shift.months, "month"), (shift.days, "day")]
    return " and ".join(f"{n:+d} {unit}{'s' * (abs(n) != 1)}" for n, unit in parts if n)


def _sections(scope: Scope, found: Bounds) -> list[Section]:
    """The levels of one track, then what cannot all be true of it."""
    title = _title(scope, found.track)
    running = " (a running total: it does not fall)" if found.rises else ""
    sections = [Section(title=f"{title}{running}", lines=tuple(_band_line(scope, b) for b in found.bands))]
    lines = [row for e in found.exclusions for row in _exclusion_lines(scope, e)]
    if len(found.exclusions) > 1:
        lines.append(_repair_line(scope, found.repair))
    if lines:
        more = "" if found.all else " (more such sets than are shown)"
        sections.append(Section(title=f"CANNOT ALL BE TRUE: {title}{more}", lines=tuple(lines)))
    if found.apart:
        apart = [_apart_line(scope, e) for e in found.apart]
        sections.append(Section(title=f"SET ASIDE: {title}", lines=tuple(apart)))
    return [s for s in sections if s.lines]


def _title(scope: Scope, track: Track) -> str:
    """What is counted and where, in the words of the claim that says it most fully."""
    contents = [best_claim(scope, g).content for g in scope.live_groups(track)]
    told = [c for c in contents if isinstance(c, Quantity)]
    what = max(told, key=lambda c: (len(c.what), c.what)).what
    where = next((c.where for c in told if c.where), None)
    return f"{what} · {where}" if where else what


def _band_line(scope: Scope, band: Band) -> Line:
    """`12 to 20 Jun 2024: at least 4 ('four people have died'), at most 5 ('the toll rose to five')`."""
    when = _days(band)
    if band.low is None and band.high is None:
        return line(scope, (words(f"{when}: open; no figure reaches this day"),), ())
    both = tuple(dict.fromkeys((*band.low_from, *band.high_from)))
    if band.low == band.high:
        parts = [(f"exactly {_figure(band.low)}", both)]
    elif band.low_from == band.high_from:
        parts = [(f"{_figure(band.low)} to {_figure(band.high)}", both)]
    else:
        parts = [
            (f"{side} {_figure(end)}", claims)
            for side, end, claims in (("at least", band.low, band.low_from), ("at most", band.high, band.high_from))
            if end is not None
        ]
    phrases: list[Phrase] = [words(f"{when}: ")]
    for index, (told, claims) in enumerate(parts):
        phrases += [words(f"{', ' if index else ''}{told}"), *_because(scope, claims)]
    open_end = "" if band.high is not None else "no upper end given"
    return line(
        scope,
        phrases,
        scope.live(both),
        note="; ".join(filter(None, (open_end, *(law for law in band.laws if law not in _USUAL)))) or None,
    )


def _because(scope: Scope, claims: Sequence[ClaimId]) -> list[Phrase]:
    phrases: list[Phrase] = []
    for claim in scope.live(claims):
        phrases += [words(" (" if not phrases else " and "), *quoted(scope, claim, limit=120)]
    return [*phrases, words(")")] if phrases else []


def _days(band: Band) -> str:
    days = tell_days(Interval(lo=band.since, hi=band.until))
    if not band.some:
        return days
    return f"some day of {days}" if band.since and band.until else f"some day {days}"


def _figure(value: Decimal | None) -> str:
    assert value is not None
    return f"{int(value):,}" if value == value.to_integral_value() else f"{value.normalize():,f}"


def _exclusion_lines(scope: Scope, exclusion: Exclusion) -> list[Line]:
    """The reason, then each claim with its time."""
    claims = sorted(
        scope.live(ClaimId(p) for p in exclusion.premises), key=lambda c: (as_of_claim(scope, c).high, c.id)
    )
    told = f"{_count(len(claims))} claims of which at least one is wrong or counts something else"
    lines = [line(scope, (words(told),), claims, note=_laws(exclusion))]
    return [*lines, *(replace(_claim_line(scope, c), indent=True) for c in claims)]


def _repair_line(scope: Scope, repair: Sequence[ClaimId]) -> Line:
    """The fewest claims without which all the others can be true."""
    phrases: list[Phrase] = [words("All the others can be true without ")]
    claims = scope.live(repair)
    for index, claim in enumerate(claims):
        phrases += [words(" and without " if index else ""), *quoted(scope, claim, limit=120)]
    return line(scope, phrases, claims)


def _count(number: int) -> str:
    named = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return (named[number] if number < len(named) else str(number)).capitalize()


def _laws(exclusion: Exclusion) -> str:
    return "; ".join(exclusion.laws) or "different figures for one day"


def _claim_line(scope: Scope, claim: Claim) -> Line:
    clock = claim.clocks.as_of
    note = None if clock.confidence.value != "low" else "no day named: the report's own"
    return line(scope, (words(f"{tell_days(clock.interval)}: "), *quoted(scope, claim)), (claim,), note=note)


def _apart_line(scope: Scope, exclusion: Exclusion) -> Line:
    claims = scope.live(ClaimId(p) for p in exclusion.premises)
    phrases: list[Phrase] = []
    for claim in claims:
        phrases += [words(" beside " if phrases else ""), *quoted(scope, claim, limit=120)]
    note = "one report gives them for one time: different things or rival counts; not used"
    return line(scope, phrases, claims, note=note)
