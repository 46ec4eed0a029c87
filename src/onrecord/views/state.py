"""What was so on a day, with what was known by a day."""

from collections.abc import Sequence

from onrecord.records import tell_day
from onrecord.views.amounts import Figure, by_sentence, ended_lines, figures_line, find_figures, rival_lines
from onrecord.views.deadlines import Due, due_line, find_dues, impossible_claims
from onrecord.views.header import story_header
from onrecord.views.line import Line, Phrase, Section, View
from onrecord.views.positions import happened_lines, position_lines
from onrecord.views.repeats import Shown
from onrecord.views.scope import Scope


def state(scope: Scope) -> View:
    """Figures, commitments and positions as of the scope's day; a stale figure never stands as the present one, and
    none without those that stand against it.
    """
    figures = find_figures(scope)
    impossible = impossible_claims(scope)
    dues = [d for d in find_dues(scope) if not d.impossible and d.claim.id not in impossible]
    first = (
        Section(title="FIGURES", lines=(*_figures(scope, [f for f in figures if not f.stale]), *ended_lines(scope))),
        Section(title="NO FIGURE SINCE", lines=_figures(scope, [f for f in figures if f.stale])),
        Section(title="COMMITMENTS", lines=_commitments(scope, dues)),
    )
    shown = Shown(row for section in first for row in section.lines)
    happened = Section(title="HAPPENED", lines=happened_lines(scope, shown))
    shown.add(happened.lines)
    sections = (*first, happened, Section(title="POSITIONS", lines=position_lines(scope, shown=shown)))
    asked = f", as of {tell_day(scope.as_of)}" if scope.as_of else ""
    known = f", known by {tell_day(scope.known_by)}" if scope.known_by and scope.known_by != scope.as_of else ""
    header = story_header(scope) if scope.reports else ("no report is known to have been published by that day",)
    return View(
        title=f"STATE: {scope.account.story.title}{asked}{known}",
        header=header,
        sections=tuple(s for s in sections if s.lines),
    )


def _commitments(scope: Scope, dues: Sequence[Due]) -> tuple[Line, ...]:
    """One line a commitment; what two are read from in the same words, to the same day, stands once."""
    found: dict[tuple[Phrase, ...], Line] = {}
    for due in dues:
        row = due_line(scope, due)
        found.setdefault(row.phrases, row)
    return tuple(found.values())


def _figures(scope: Scope, figures: Sequence[Figure]) -> tuple[Line, ...]:
    """One line a sentence, below it what stands against its figures."""
    found = []
    for same in by_sentence(figures):
        against = dict.fromkeys(row for figure in same for row in rival_lines(scope, figure))
        found += [figures_line(scope, same), *against]
    return tuple(found)
