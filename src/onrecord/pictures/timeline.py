"""The timeline: what most reports tell, row by row in the order of the time it speaks of, beside a scale of days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.pictures.marks import arrow, bar, day_names, shape
from onrecord.pictures.scale import Days, days_over
from onrecord.pictures.svg import Picture, line, text, wrapped
from onrecord.records import UNKNOWN, Claim, Commitment, Event, Interval, tell_days
from onrecord.views.rank import best_of
from onrecord.views.scope import Scope
from onrecord.views.timeline import dated_claims

MOST = 20
HAPPENED, DUE, SAID = 0, 1, 4
_NAMES = {HAPPENED: "happened or held", DUE: "due", SAID: "said"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day or stretch of days, with the claim that speaks for it and how many claims and reports there are."""

    when: Interval
    sort: int
    claim: Claim
    words: str
    claims: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """The moments shown, in order of time, and how many there are in all."""

    title: str
    shown: tuple[Moment, ...]
    total: int
    around: Interval

    @property
    def caption(self) -> str:
        """What there is to see, in words."""
        if not self.shown:
            return "No claim has a day."
        left_out = "" if len(self.shown) == self.total else f"; the {len(self.shown)} most reported of {self.total}"
        span = f"{tell_days(self.shown[0].when)} to {tell_days(self.shown[-1].when)}"
        return f"{len(self.shown)} moments from {span}{left_out}."


def find_moments(scope: Scope, most: int = MOST) -> Moments:
    """The moments that most reports tell of, at most so many, by time."""
    dated = dated_claims(scope)
    found = [_moment(scope, when, rows) for when, rows in dated.items()]
    best = sorted(found, key=lambda m: (-m.reports, -m.claims, m.when.low, m.when.high))[:most]
    shown = sorted(best, key=lambda m: (m.when.low, m.when.high))
    return Moments(title=scope.account.story.title, shown=tuple(shown), total=len(found), around=_around(scope))


def _around(scope: Scope) -> Interval:
    """The days that the scale is drawn for: those of the reports, and as many again before and after."""
    days = [d for r in scope.reports if (p := scope.published(r.report.id)).known for d in (p.lo, p.hi) if d]
    if not days:
        return UNKNOWN
    first, last = min(days).toordinal(), max(days).toordinal()
    room = max(60, last - first)
    return Interval(
        lo=date.fromordinal(max(1, first - room)), hi=date.fromordinal(min(date.max.toordinal(), last + room))
    )


def _moment(scope: Scope, when: Interval, rows: Sequence[tuple[Claim, str]]) -> Moment:
    claims = [c for c, _ in rows]
    spoken = dict(zip((c.id for c in claims), (w for _, w in rows), strict=True))
    claim = best_of(scope, claims)
    due = isinstance(claim.content, Commitment | Event)
    words = " ".join(claim.evidence.of(scope.rows[claim.report].report.text).split())
    speaker = claim.attribution.speaker
    return Moment(
        when=when,
        sort=DUE if due else SAID if spoken[claim.id] == "said" else HAPPENED,
        claim=claim,
        words=f"{speaker}: {words}" if speaker else words,
        claims=len(claims),
        reports=len({c.report for c in claims}),
    )


def draw_timeline(moments: Moments, width: int) -> Picture:
    """The timeline, so many pixels wide: the scale on the left, what is told on the right."""
    ruled = 90 if width < 500 else 240
    near = [n for m in moments.shown if (n := m.when.meet(moments.around)) is not None]
    days = days_over(near or [m.when for m in moments.shown], 16, ruled)
    rows: list[str] = []
    y = 74.0
    for moment in moments.shown:
        assert days is not None
        drawn, tall = _row(moment, days, y, width)
        rows.append(drawn)
        y += tall
    head = [*_head(moments, width), *(_scale(days, y) if days else ())]
    body = "".join([*head, *rows])
    return Picture(title=moments.title, caption=moments.caption, width=width, height=round(y + 6), body=body)


def _head(moments: Moments, width: int) -> Iterator[str]:
    rows = wrapped(moments.title, width - 24, 1)
    yield text(12, 20, rows[0], "p-strong")
    x = 12.0
    for sort in sorted({m.sort for m in moments.shown}):
        yield shape(x + 8, 38, sort) + text(x + 21, 42, _NAMES[sort], "p-soft")
        x += 40 + 6.6 * len(_NAMES[sort])


def _scale(days: Days, bottom: float) -> Iterator[str]:
    for x, middle, name in day_names(days, 74, 8, days.right + 20):
        yield line(x, 66, x, bottom - 6, "p-grid")
        yield text(middle, 61, name, "p-soft", "middle")


def _row(moment: Moment, days: Days, y: float, width: int) -> tuple[str, float]:
    """One moment, and how high its row is."""
    left = days.right + 22
    words = wrapped(moment.words, width - left - 8, 3 if width < 500 else 2)
    first, last = days.stretch(moment.when)
    middle = (first + last) / 2
    told = tell_days(moment.when) + (f" · {moment.reports} reports" if moment.reports > 1 else "")
    parts = [line(left - 14, y - 8, width - 8, y - 8, "p-grid")]
    if last - first > 2:
        parts.append(bar(first, y + 8, last, y + 8, moment.sort))
        parts += [arrow(first, y + 8, "left", moment.sort)] if moment.when.lo is None else []
        parts += [arrow(last, y + 8, "right", moment.sort)] if moment.when.hi is None else []
    beyond = "left" if moment.when.high < days.first else "right" if moment.when.low > days.last else None
    parts.append(arrow(middle, y + 8, beyond, moment.sort) if beyond else shape(middle, y + 8, moment.sort))
    parts += [text(left, y + 10, wrapped(told, width - left - 8, 1)[0], "p-strong")]
    parts += [text(left, y + 28 + 17 * n, row) for n, row in enumerate(words)]
    return "".join(parts), 28 + 17 * len(words) + 10
