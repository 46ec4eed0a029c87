"""What pulls apart, in four parts: people disagree, reports disagree, probable errors, not decidable."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.records import Relation, RelationType
from onrecord.views.deadlines import impossible_claims, is_transmission_error
from onrecord.views.line import Line, Phrase, Section, View, cite, count_origins, line, words
from onrecord.views.scope import Scope
from onrecord.views.showing import cite_told, side, tell_sentence

PEOPLE = frozenset(
    {RelationType.DISPUTED, RelationType.POSITION_CHANGE, RelationType.POSSIBLE_SHIFT, RelationType.TENSION}
)
REPORTS = frozenset({RelationType.CONTRADICTS, RelationType.SOFT_DISCREPANCY, RelationType.ATTRIBUTION_MISMATCH})
ERRORS = frozenset({RelationType.SELF_INCONSISTENT, RelationType.ANACHRONISM, RelationType.UNRESOLVED_REFERENCE})
UNDECIDABLE = frozenset({RelationType.UNRESOLVED})

_PARTS = (
    ("PEOPLE DISAGREE", PEOPLE),
    ("REPORTS DISAGREE", REPORTS),
    ("PROBABLE ERRORS", ERRORS),
    ("NOT DECIDABLE", UNDECIDABLE),
)
_IN_TIME = frozenset(
    {
        RelationType.UPDATES,
        RelationType.SLIPS,
        RelationType.SUPERSEDES,
        RelationType.MET,
        RelationType.POSITION_CHANGE,
        RelationType.POSSIBLE_SHIFT,
    }
)
_SEVERITY = {
    RelationType.CONTRADICTS: 0,
    RelationType.DISPUTED: 0,
    RelationType.SELF_INCONSISTENT: 0,
    RelationType.POSITION_CHANGE: 1,
    RelationType.ANACHRONISM: 1,
    RelationType.POSSIBLE_SHIFT: 2,
    RelationType.SOFT_DISCREPANCY: 2,
    RelationType.TENSION: 3,
}


def sides_line(scope: Scope, relation: Relation) -> Line:
    """Both sides of a relation with the words of each, and the reason."""
    sides = [live for ids in (relation.left, relation.right) if (live := scope.live(ids))]
    phrases: list[Phrase] = []
    for live in sides:
        if phrases:
            phrases.append(words(" then " if relation.type in _IN_TIME else " against "))
        others = {c.report for own in sides if own is not live for c in own}
        phrases += side(scope, min(live, key=lambda c: c.report not in others))
    if told := tell_sentence(scope, relation):
        phrases += [words(" then " if relation.type in _IN_TIME else " against "), *told]
    claims = [c for live in sides for c in live]
    note = relation.reason if not relation.explained_by else f"{relation.reason} {relation.explained_by}"
    if relation.same_origin:
        note = f"{note} (one origin: an error of one, not two witnesses)"
    row = line(scope, phrases, claims, note=f"{relation.type.value.replace('_', ' ')}: {note}")
    return replace(row, citations=(*row.citations, *cite_told(scope, relation))) if told else row


def rank_relations(scope: Scope, types: Iterable[RelationType]) -> tuple[Relation, ...]:
    """The relations of these types, those first that touch what most origins say."""
    wanted = frozenset(types)
    live = [r for r in scope.relations if r.type in wanted]
    return tuple(
        sorted(
            live,
            key=lambda r: (
                _SEVERITY.get(r.type, 4),
                r.same_origin,
                -count_origins(scope, scope.live((*r.left, *r.right))),
                r.id,
            ),
        )
    )


def _part(scope: Scope, types: frozenset[RelationType]) -> tuple[Line, ...]:
    """The lines of one part; a clash that is only an error in passing on stands among the errors."""
    ranked = rank_relations(scope, types)
    if types is ERRORS:
        errors = split_errors(scope, rank_relations(scope, REPORTS))[1]
        return joined_lines(scope, [*(r for r in ranked if not _mere(r)), *errors, *filter(_mere, ranked)])
    return joined_lines(scope, split_errors(scope, ranked)[0])


def _mere(relation: Relation) -> bool:
    """Whether it says of no claim that it is wrong, only that a name is never explained."""
    return relation.type is RelationType.UNRESOLVED_REFERENCE


def joined_lines(scope: Scope, relations: Sequence[Relation]) -> tuple[Line, ...]:
    """A line each, but for those that one rule finds between one claim and several others: one line that counts the
    others.
    """
    alike: dict[tuple[str, tuple[str, ...]], list[Relation]] = {}
    for relation in relations:
        alike.setdefault((relation.rule, relation.left), []).append(relation)
    found = []
    for same in alike.values():
        first = sides_line(scope, same[0])
        if len(same) > 1:
            more = [c for r in same[1:] for c in scope.live(r.right)]
            note = f"{first.note} The same against {len(same) - 1} more."
            first = replace(first, note=note, citations=tuple(dict.fromkeys((*first.citations, *cite(scope, more)))))
        found.append(first)
    return tuple(found)


def split_errors(scope: Scope, relations: Sequence[Relation]) -> tuple[list[Relation], list[Relation]]:
    """Relations that say something of the world, and those that are one text passed on wrongly.

    What a claim proven impossible clashes with besides is recorded, but says nothing of the world and is left out.
    """
    errors = [r for r in relations if is_transmission_error(scope, r)]
    impossible = impossible_claims(scope)
    sound = [
        r
        for r in relations
        if r not in errors and not any(ids and impossible.issuperset(ids) for ids in (r.left, r.right))
    ]
    return sound, errors


def disputes(scope: Scope) -> View:
    """The disputes of a story, ranked by what they do to its present state."""
    sections = tuple(Section(title=title, lines=_part(scope, types)) for title, types in _PARTS)
    return View(
        title=f"DISPUTES: {scope.account.story.title}",
        header=() if any(s.lines for s in sections) else ("nothing in these reports pulls apart",),
        sections=tuple(s for s in sections if s.lines),
    )
