"""What changed between two days, section by section: new, changed, superseded, newly disputed."""

from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.errors import SettingsError
from onrecord.views.line import Line, Section, View
from onrecord.views.scope import Scope
from onrecord.web.question import Leaf, leaf_of

PARTS = (
    ("new", "NEW", "New"),
    ("figures", "FIGURE", "Figures that changed"),
    ("revised", "REVISED", "Revised, superseded or met"),
    ("disputed", "DISPUTED", "Newly disputed"),
    ("due", "FELL DUE", "Fell due"),
    ("shifts", "SHIFT?", "Possible shifts of position"),
    ("same", "SAME", "Said again, the same"),
    ("silent", "NO WORD, said before and not since", "No word since"),
)
"""The name of each section in an address, in the view, and on the page."""

_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section: the lines shown, and how many there are."""

    name: str
    title: str
    total: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The changes between two days; the days are None where no report has a date."""

    since: date | None
    until: date | None
    part: str
    header: tuple[str, ...]
    parts: tuple[Part, ...]
    leaf: Leaf


def days_between(scope: Scope, since: date | None, until: date | None) -> tuple[date, date] | None:
    """The days asked for, by default the latest and the one before it; None where no report has a date.

    Raises SettingsError unless the first comes before the second.
    """
    last = until or scope.today
    if last is None:
        return None
    if last == date.min or (since and since >= last):
        raise SettingsError(f"{since or last} to {last}: the first day must come before the second. Swap them.")
    return since or last - timedelta(days=1), last


def changes_page(view: View, days: tuple[date, date], part: str, page: int) -> Page:
    """The first lines of every section, or a page of the section asked for."""
    sections = {s.title: s for s in view.sections}
    chosen = [(name, title, sections[key]) for name, key, title in PARTS if key in sections and part in ("", name)]
    leaf = leaf_of(len(chosen[0][2].lines) if part and chosen else 0, page)
    return Page(
        since=days[0],
        until=days[1],
        part=part,
        header=view.header,
        parts=tuple(
            Part(name=name, title=title, total=len(section.lines), lines=_shown(section, leaf if part else None))
            for name, title, section in chosen
        ),
        leaf=leaf,
    )


def _shown(section: Section, leaf: Leaf | None) -> tuple[Line, ...]:
    return section.lines[leaf.rows] if leaf else section.lines[:_SHOWN]


NO_DAYS = Page(since=None, until=None, part="", header=(), parts=(), leaf=leaf_of(0, 1))
"""Where no report has a date, nothing comes before anything."""
