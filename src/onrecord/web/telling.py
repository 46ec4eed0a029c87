"""The timeline page: the days and what is told of each."""

from dataclasses import dataclass

from onrecord.views.line import Section, View
from onrecord.web.question import Leaf, leaf_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the timeline; `caption` is that of its picture."""

    caption: str
    leaf: Leaf
    days: tuple[Section, ...]


def telling_page(view: View, caption: str, page: int) -> Page:
    """A page of a timeline's days."""
    leaf = leaf_of(len(view.sections), page)
    return Page(caption=caption, leaf=leaf, days=view.sections[leaf.rows])
