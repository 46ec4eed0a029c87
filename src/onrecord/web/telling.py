"""The timeline page: the days and what is told of each."""

from dataclasses import dataclass, replace

from onrecord.views.line import Section, View
from onrecord.web.question import Leaf, leaf_of

_LINES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the timeline; `caption` is that of its picture."""

    caption: str
    leaf: Leaf
    days: tuple[Section, ...]


def telling_page(view: View, caption: str, page: int) -> Page:
    """A page of a timeline's days, of each the first lines."""
    leaf = leaf_of(len(view.sections), page)
    days = (replace(d, lines=d.lines[:_LINES], rest=max(0, len(d.lines) - _LINES)) for d in view.sections[leaf.rows])
    return Page(caption=caption, leaf=leaf, days=tuple(days))
