"""The story at a glance: what stands, what changed last, what is in dispute, what is due."""

from dataclasses import dataclass, replace
from datetime import timedelta

from onrecord.records import Interval, Modality, Quantity, tell_day, tell_days
from onrecord.views.amounts import Figure, amount_words, figure_line, find_figures
from onrecord.views.brief import brief
from onrecord.views.copies import named_not_held
from onrecord.views.diff import diff
from onrecord.views.disputes import disputes
from onrecord.views.header import copy_summary
from onrecord.views.line import Line, Section
from onrecord.views.scope import Scope
from onrecord.views.succession import as_of_claim
from onrecord.web.board import Row, deadline_board
from onrecord.web.frame import tally
from onrecord.web.record import Words, words_of

_FIGURES = 8
_CHANGES = 4
_DUES = 5
_VAGUE = 62  # a report that may be of any of so many days says little of when the story ran


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A figure as it stands: in big print the amount, beside it the words that carry it."""

    amount: str
    track: str
    what: str
    when: str
    stale: bool
    note: str
    words: Words
    tally: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A story at a glance."""

    title: str
    today: str | None
    reports: int
    origins: int
    claims: int
    reviewed: int
    disputed: int
    published: str
    copies: tuple[str, ...]
    possible: tuple[str, ...]
    figures: tuple[Standing, ...]
    more_figures: int
    changed_since: str | None
    changes: tuple[Section, ...]
    disputes: tuple[tuple[str, Line], ...]
    overdue: tuple[Row, ...]
    due: tuple[Row, ...]
    sections: tuple[Section, ...]
    not_held: tuple[str, ...]


_BELOW = ("HAPPENED", "SAID", "PROMISED", "EXPECTED ONLY", "POSSIBLE SHIFT", "DO NOT USE", "ASK")


def overview(scope: Scope) -> Page:
    """The overview of a story."""
    figures = [f for f in find_figures(scope) if f.claim.modality is Modality.ASSERTED]
    pulling = [(s.title, line) for s in disputes(scope).sections for line in s.lines]
    board = {name: rows for name, _, rows in deadline_board(scope).sections}
    since, changes = _changes(scope)
    known = {r.report.id for r in scope.reports}
    return Page(
        title=scope.account.story.title,
        today=tell_day(scope.today) if scope.today else None,
        reports=len(scope.reports),
        origins=len({o.id for o in scope.account.origins if known & set(o.reports) and scope.live(o.claims)}),
        claims=len(scope.claims),
        reviewed=sum(bool(c.decided) for c in scope.account.claims),
        disputed=len(pulling),
        published=_published(scope),
        copies=copy_summary(scope),
        possible=tuple(r.label for r in scope.reports if scope.only_possibly_known(r.report.id)),
        figures=tuple(_standing(scope, f) for f in figures[:_FIGURES]),
        more_figures=max(0, len(figures) - _FIGURES),
        changed_since=since,
        changes=changes,
        disputes=tuple(pulling[:_CHANGES]),
        overdue=board.get("overdue", ())[:_DUES],
        due=(*board.get("soon", ()), *board.get("open", ()))[:_DUES],
        sections=tuple(s for s in brief(scope).sections if s.title in _BELOW),
        not_held=tuple(o.name for o in named_not_held(scope)),
    )


def _published(scope: Scope) -> str:
    days = [p for r in scope.reports if (p := scope.published(r.report.id)).known]
    sharp = [p for p in days if (p.days or _VAGUE) < _VAGUE]
    if not days:
        return "no date known"
    if not sharp:
        return tell_days(
            Interval(
                lo=min((p.lo for p in days if p.lo), default=None), hi=max((p.hi for p in days if p.hi), default=None)
            )
        )
    first, last = min(sharp, key=lambda p: p.low), max(sharp, key=lambda p: p.low)
    return f"{tell_days(first)} – {tell_days(last)}" if first != last else tell_days(first)


def _standing(scope: Scope, figure: Figure) -> Standing:
    content = figure.claim.content
    assert isinstance(content, Quantity)
    line = figure_line(scope, figure)
    when = as_of_claim(scope, figure.claim)
    where = f", {content.where}" if content.where else ""
    return Standing(
        amount=amount_words(content),
        track=figure.track.id,
        what=f"{content.what}{where}",
        when=tell_days(when) if when.known else "time unknown",
        stale=figure.stale,
        note=line.note or "",
        words=words_of(scope, figure.claim),
        tally=tally(scope, scope.live(figure.group.claims)),
    )


def _changes(scope: Scope) -> tuple[str | None, tuple[Section, ...]]:
    """What the last day of publication brought, beside the day before it."""
    days = sorted({d for r in scope.reports if (d := scope.published(r.report.id).lo)})
    if len(days) < 2:
        return None, ()
    last = days[-1]
    eve = last - timedelta(days=1)
    before = replace(scope, as_of=eve, known_by=eve)
    after = replace(scope, as_of=scope.as_of or last, known_by=scope.known_by or last)
    wanted = ("REVISED", "FIGURE", "SHIFT?", "DISPUTED", "FELL DUE", "NEW")
    sections = {s.title: s for s in diff(before, after).sections}
    return tell_day(last), tuple(
        Section(title=n, lines=sections[n].lines[:_CHANGES], rest=max(0, len(sections[n].lines) - _CHANGES))
        for n in wanted
        if n in sections
    )
