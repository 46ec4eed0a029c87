"""The brief: what stands, what was promised, what is disputed, what is due, and what to ask."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import (
    Claim,
    CommitmentKind,
    Modality,
    OutcomeStatus,
    PromiseStatus,
    Relation,
    RelationType,
    tell_day,
)
from onrecord.stages.stories.other_occasions import tell_occasion
from onrecord.views.amounts import Figure, by_sentence, ended_lines, figures_line, find_figures
from onrecord.views.copies import named_not_held
from onrecord.views.deadlines import FIRM, Due, due_line, find_dues, is_coming
from onrecord.views.disputes import joined_lines, rank_relations, sides_line, split_errors
from onrecord.views.header import story_header
from onrecord.views.line import Line, Phrase, Section, View, line, quoted, words
from onrecord.views.positions import happened_lines, position_lines
from onrecord.views.scope import Scope
from onrecord.views.showing import whole_span

# How many lines a section shows unless all are asked for; about forty for any story.
SHOWN = {
    "STANDS": 8,
    "HAPPENED": 5,
    "SAID": 6,
    "PROMISED": 8,
    "EXPECTED ONLY": 3,
    "DISPUTED": 6,
    "POSSIBLE SHIFT": 3,
    "DO NOT USE": 3,
    "DUE": 5,
    "ASK": 8,
}


def brief(scope: Scope, *, everything: bool = False) -> View:
    """The brief of a story, about forty lines, or every line with `everything`."""
    figures = find_figures(scope)
    dues = find_dues(scope)
    firm = [d for d in dues if d.kind in FIRM and not d.impossible]
    expected = [d for d in dues if d.kind in (CommitmentKind.EXPECTATION, CommitmentKind.PROPOSAL) and not d.impossible]
    coming = sorted(
        (d for d in dues if is_coming(d, scope.today)),
        key=lambda d: (d.interval.low, d.track.id),
    )
    clashes, errors = split_errors(scope, rank_relations(scope, _DISPUTED))
    sections = (
        ("STANDS", _standing(scope, figures)),
        ("HAPPENED", list(happened_lines(scope))),
        ("SAID", list(position_lines(scope, per_speaker=2))),
        ("PROMISED", [due_line(scope, d) for d in firm]),
        ("EXPECTED ONLY", [due_line(scope, d) for d in expected]),
        ("DISPUTED", joined_lines(scope, clashes)),
        ("POSSIBLE SHIFT", _relations(scope, (RelationType.POSITION_CHANGE, RelationType.POSSIBLE_SHIFT))),
        ("DO NOT USE", [*_relations(scope, _UNUSABLE), *(sides_line(scope, r) for r in _unproven(scope, errors))]),
        ("DUE", [due_line(scope, d) for d in coming]),
        ("ASK", list(_questions(scope, firm, figures))),
    )
    shown = [_cut(title, lines, everything=everything) for title, lines in sections if lines]
    today = f", as of {tell_day(scope.today)}" if scope.today else ""
    return View(
        title=f"{scope.account.story.title}{today}",
        header=story_header(scope),
        sections=tuple(_without_repeats(shown)),
    )


_ASKED = 160  # characters that a question quotes
_UNUSABLE = (RelationType.SELF_INCONSISTENT, RelationType.ANACHRONISM)
_DISPUTED = (RelationType.CONTRADICTS, RelationType.DISPUTED, RelationType.SOFT_DISCREPANCY, RelationType.TENSION)


def _standing(scope: Scope, figures: Sequence[Figure]) -> list[Line]:
    """The latest figures, those of other occasions left out, those gone stale last; what one sentence gives stands in
    one line.
    """
    told = [f for f in figures if f.claim.modality is Modality.ASSERTED and not tell_occasion(f.track.slot)]
    ended = ended_lines(scope)
    present = [figures_line(scope, same) for same in by_sentence([f for f in told if not f.stale])]
    return [*present, *ended, *(figures_line(scope, same) for same in by_sentence([f for f in told if f.stale]))]


def _relations(scope: Scope, types: Sequence[RelationType]) -> list[Line]:
    return [sides_line(scope, r) for r in rank_relations(scope, types)]


def _unproven(scope: Scope, errors: Sequence[Relation]) -> list[Relation]:
    """The clashes but for those with a claim that its own report proves impossible: it stands there already."""
    proven = {c for r in scope.relations if r.type in _UNUSABLE for c in r.left}
    return [r for r in errors if proven.isdisjoint((*r.left, *r.right))]


def _without_repeats(sections: Sequence[Section]) -> list[Section]:
    """The sections with a line that stands further up already given only as its date and that line's number."""
    numbers: dict[tuple[Phrase, ...], int] = {}
    found = []
    for section in sections:
        lines = []
        for row in section.lines:
            if row.phrases in numbers:
                lines.append(Line(phrases=(row.phrases[0], words(f"see {numbers[row.phrases]}"))))
            else:
                lines.append(row)
                numbers[row.phrases] = len(numbers) + 1
        found.append(replace(section, lines=tuple(lines)))
    return found


def _cut(title: str, lines: Sequence[Line], *, everything: bool) -> Section:
    shown = len(lines) if everything else SHOWN[title]
    return Section(title=title, lines=tuple(lines[:shown]), rest=max(0, len(lines) - shown))


def _asked(scope: Scope, question: str, claim: Claim, claims: Sequence[Claim]) -> Line:
    shown = quoted(scope, claim, whole_span(scope, claim, _ASKED), limit=_ASKED)
    return line(scope, (words(question), *shown), claims)


def _questions(scope: Scope, firm: Sequence[Due], figures: Sequence[Figure]) -> list[Line]:
    """What the reports leave open: past due with no word, figures gone stale, sources named but not held."""
    asked = [
        _asked(scope, "Was it done? ", d.claim, scope.live(d.group.claims)[:2])
        for d in firm
        if d.outcome is OutcomeStatus.NOT_REPORTED and d.promise is not PromiseStatus.WITHDRAWN
    ]
    asked += [
        _asked(scope, "What is it now? ", f.claim, [f.claim])
        for f in figures
        if f.stale and f.claim.modality is Modality.ASSERTED
    ][:3]
    missing = named_not_held(scope)
    if missing:
        phrases: list[Phrase] = [words("Named but not held: ")]
        for n, origin in enumerate(missing[:6]):
            phrases += [words(", ")] if n else []
            phrases.append(Phrase(text=origin.name, evidence=origin.evidence[0] if origin.evidence else None))
        claims = [c for o in missing[:6] for c in scope.live(o.claims)[:1]]
        asked.append(line(scope, phrases, claims))
    return asked
