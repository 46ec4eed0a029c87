"""Amounts over time: the tracks, their latest figures, and where no figure has come since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.records import (
    Claim,
    ClaimType,
    Modality,
    Quantity,
    Relation,
    RelationId,
    RelationType,
    Span,
    Track,
    ValueGroup,
    tell_days,
)
from onrecord.stages.stories.other_occasions import tell_occasion
from onrecord.views.line import Line, Section, View, line, quoted, words
from onrecord.views.rank import best_claim, ranked_tracks
from onrecord.views.scope import Scope
from onrecord.views.showing import LONGEST, cite_told, tell_sentence, whole_span
from onrecord.views.succession import as_of_claim, is_former, latest_group, overtaken_claims

STALE_AFTER_DAYS = 90  # or sooner in a story of days or weeks: a third of the time that it covers
_SOONEST = 7
# Signs of measures (`km`, `kWh`) have no plural; other units do.
_SYMBOL = 2
_PLURALS = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "aircraft": "aircraft",
    "percentage point": "percentage points", "series": "series", "magnitude": "magnitude", "mph": "mph", "kph": "kph",
}  # fmt: skip
_BEARING = {
    Modality.PLANNED: "planned only",
    Modality.EXPECTED: "expected only",
    Modality.POSSIBLE: "supposed only",
    Modality.DENIED: "denied",
}
_RIVALS = frozenset({RelationType.CONTRADICTS, RelationType.SOFT_DISCREPANCY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The latest value of a track, and whether later reports of the story are silent about it."""

    track: Track
    group: ValueGroup
    claim: Claim
    stale: bool


def amount_words(quantity: Quantity) -> str:
    """The amount in figures with its hedge and unit: `250 to 350 people`, `at least 12 deaths`, `about 2.5%`."""
    return f"{figure_words(quantity)}{unit_words(quantity)}"


def counted_words(quantity: Quantity) -> str:
    """The amount with what is counted, whose noun may stand for the unit: `1,900 dockers`, `9% pay rise`."""
    words_of_what = quantity.what.lower().split()
    named = quantity.unit == "person" or not {quantity.unit, _plural(quantity.unit)}.isdisjoint(words_of_what)
    return f"{figure_words(quantity) if named else amount_words(quantity)} {quantity.what}"


def figure_words(quantity: Quantity) -> str:
    """The amount in figures with its hedge: `250 to 350`, `at least 12`, `about 2,500`."""
    low, high = quantity.amount.low, quantity.amount.high
    figures = [
        f"{v:,f}".rstrip("0").rstrip(".") if "." in f"{v:f}" else f"{v:,f}" for v in (low, high) if v is not None
    ]
    if low is None:
        return f"at most {figures[-1]}"
    if high is None:
        return f"at least {figures[0]}"
    if low == high:
        hedged = quantity.hedge not in (None, "exact", "range")
        return f"about {figures[0]}" if hedged else figures[0]
    return f"{figures[0]} to {figures[1]}"


def unit_words(quantity: Quantity) -> str:
    """What follows the figures: `%`, ` USD`, ` people`, ` tonnes a day`."""
    unit, _, period = quantity.unit.partition("/")
    if unit == "percent":
        return "%" if not period else f"% a {period}"
    low, high = quantity.amount.low, quantity.amount.high
    told = (
        unit
        if low == high == 1 or not unit.replace(" ", "").isalpha() or not unit.islower() or len(unit) <= _SYMBOL
        else _plural(unit)
    )
    return f" {told}{f' a {period}' if period else ''}"


def _plural(noun: str) -> str:
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


def shown_span(scope: Scope, claim: Claim) -> Span:
    """What to quote of an amount: its clause, or the sentence where that alone says what or where it is counted."""
    content = claim.content
    sentence = scope.sentences.get((claim.report, claim.sentence))
    if sentence is None or not isinstance(content, Quantity) or content.number.end > sentence.start + LONGEST:
        return claim.evidence
    if claim.modality is not Modality.ASSERTED and len(sentence) <= LONGEST:
        return sentence  # an amount only supposed, planned or denied keeps what says so
    words_shown = claim.evidence.of(scope.rows[claim.report].report.text).split()
    if claim.evidence.start == sentence.start:
        words_shown = words_shown[1:] if content.where not in words_shown[:1] else words_shown
    named = any(word[:1].isupper() and not any(c.isdigit() for c in word) for word in words_shown)
    return whole_span(scope, claim) if named and content.where is not None else sentence


def find_figures(scope: Scope) -> tuple[Figure, ...]:
    """The latest figure of every track of amounts, most telling first; of one that is only looked back on, or that
    another track's has replaced, none.
    """
    found = []
    today, patience, overtaken = scope.today, _patience(scope), overtaken_claims(scope)
    for track in ranked_tracks(scope, ClaimType.QUANTITY):
        group = latest_group(scope, track)
        if group is None or is_former(scope, group):
            continue  # "down from 1,900 jobs" tells of no present count
        if overtaken.issuperset(c.id for c in scope.live(group.claims)):
            continue  # another track, of the same thing in other words, has the value that came in its place
        seen = max(scope.published(c.report).high for c in scope.live(group.claims))
        stale = today is not None and seen != date.max and (today - seen).days > patience
        found.append(Figure(track=track, group=group, claim=best_claim(scope, group), stale=stale))
    return tuple(found)


def _patience(scope: Scope) -> int:
    """How many days a figure stands for the present one though no report gives it again."""
    published = [p for row in scope.reports if (p := scope.published(row.report.id)).days is not None]
    if not published or scope.today is None:
        return STALE_AFTER_DAYS
    covered = (scope.today - min(p.low for p in published)).days
    return max(_SOONEST, min(STALE_AFTER_DAYS, covered // 3))


def figure_line(scope: Scope, figure: Figure) -> Line:
    """`about 2,500: '...' as of Sep 2024`, marked when nothing newer is known."""
    return figures_line(scope, (figure,))


def figures_line(scope: Scope, figures: Sequence[Figure]) -> Line:
    """The figures that one sentence gives, as one line: `8 deaths, 10 people: '...'`."""
    first = figures[0]
    amounts = ", ".join(dict.fromkeys(amount_words(_quantity(f.claim)) for f in figures))
    span = scope.sentences.get((first.claim.report, first.claim.sentence)) if len(figures) > 1 else None
    fits = span is not None and len(span) <= LONGEST
    shown = quoted(scope, first.claim, span if fits else shown_span(scope, first.claim))
    claims = [c for f in figures for c in scope.live(f.group.claims)]
    return line(scope, (words(f"{amounts}: "), *shown), claims, note=_notes(scope, figures))


def _notes(scope: Scope, figures: Sequence[Figure]) -> str:
    """The note of a line: one for all its figures where they agree, else each behind its amount."""
    told = [(amount_words(_quantity(f.claim)), _note(scope, f, whole=len(figures) > 1)) for f in figures]
    stale = all(f.stale for f in figures)
    if len({note for _, note in told}) == 1:
        return f"NO FIGURE since; last {told[0][1]}" if stale else told[0][1]
    each = dict.fromkeys(
        f"{amount}: {'NO FIGURE since, last ' if f.stale and not stale else ''}{note.replace('; ', ', ')}"
        for f, (amount, note) in zip(figures, told, strict=True)
    )
    return f"{'NO FIGURE since; last: ' if stale else ''}{'; '.join(each)}"


def _note(scope: Scope, figure: Figure, *, whole: bool) -> str:
    """When the figure is of, what it came after, and what the words shown leave out."""
    since = as_of_claim(scope, figure.claim)
    note = f"as of {tell_days(since)}" if since.known else "time unknown"
    if occasion := tell_occasion(figure.track.slot):
        note = f"of another occasion, {occasion}"
    modality = figure.claim.modality
    told = _BEARING.get(modality, "")
    note = "; ".join(filter(None, (told, "" if whole else _unsaid(scope, figure.claim), note)))
    if earlier := _earlier_words(scope, figure):
        note = f"{note}; earlier {earlier}"
    return note


def _quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.content, Quantity)
    return claim.content


def _unsaid(scope: Scope, claim: Claim) -> str:
    """What is counted and where, as far as the words shown leave it out: `from 242` is of cases in Canada."""
    content = claim.content
    if not isinstance(content, Quantity):
        return ""
    shown = shown_span(scope, claim).of(scope.rows[claim.report].report.text).casefold()
    told = [name for name in (content.what, content.where) if name]
    shown = f"{shown} {amount_words(content)}"
    left_out = [name for name in told if not any(word in shown for word in name.casefold().split())]
    return f"read as {', '.join(left_out)}" if left_out else ""


def by_sentence(figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], ...]:
    """The figures, those that one sentence gives together, in the order of the first of each."""
    found: dict[tuple[str, int], list[Figure]] = {}
    for figure in figures:
        found.setdefault((figure.claim.report, figure.claim.sentence), []).append(figure)
    return tuple(tuple(same) for same in found.values())


def rival_lines(scope: Scope, figure: Figure) -> tuple[Line, ...]:
    """The other values that stand against the figure for its time, by the relations that say so, one a line."""
    own = {c.id for c in scope.live(figure.group.claims)}
    time = as_of_claim(scope, figure.claim)
    found: dict[str, Line] = {}
    for relation in scope.relations:
        if relation.type not in _RIVALS:
            continue
        for one, two in ((relation.left, relation.right), (relation.right, relation.left)):
            rivals = [c for c in scope.live(two) if as_of_claim(scope, c).overlaps(time)]
            if own.isdisjoint(one) or not own.isdisjoint(two) or not rivals:
                continue
            content = rivals[0].content
            if isinstance(content, Quantity):
                shown = quoted(scope, rivals[0], shown_span(scope, rivals[0]))
                phrases = (words(f"but {amount_words(content)}: "), *shown)
                row = line(scope, phrases, rivals, note=_reason(relation))
                found.setdefault(amount_words(content), replace(row, indent=True))
    return tuple(found.values())


def ended_lines(scope: Scope, since: frozenset[RelationId] = frozenset()) -> tuple[Line, ...]:
    """One line for each count of which a later report says that none is left, but for relations known already."""
    found = []
    for relation in scope.relations:
        if relation.rule != "quantity.none-left" or relation.id in since:
            continue
        claims = scope.live(relation.left)
        last = max(claims, key=lambda c: (as_of_claim(scope, c).low, c.id))
        was = f"was {amount_words(_quantity(last))} ({tell_days(as_of_claim(scope, last))})"
        row = line(scope, (words("none left: "), *tell_sentence(scope, relation)), (last,), note=was)
        found.append(replace(row, citations=(*row.citations, *cite_told(scope, relation))))
    return tuple(found)


def _reason(relation: Relation) -> str:
    told = relation.reason if not relation.explained_by else f"{relation.reason} {relation.explained_by}"
    return f"{relation.type.value.replace('_', ' ')}: {told}"


def _earlier_words(scope: Scope, figure: Figure) -> str:
    """`1,200 (5 Mar 2024), 1,450 (12 Mar 2024)`: the values that a relation says the figure came after, the last three.

    Values that only share a track may be of different places or sets; nothing says that one replaced the other.
    """
    own = {c.id for c in scope.live(figure.group.claims)}
    before = {
        c for r in scope.relations if r.type is RelationType.UPDATES and not own.isdisjoint(r.right) for c in r.left
    }
    found = []
    for group in scope.live_groups(figure.track):
        claim = best_claim(scope, group)
        when = as_of_claim(scope, claim)
        replaced = not before.isdisjoint(group.claims) and group.id != figure.group.id
        if replaced and isinstance(claim.content, Quantity) and when.low < as_of_claim(scope, figure.claim).low:
            found.append(f"{amount_words(claim.content)} ({tell_days(when)})")
    return ", ".join(found[-3:])


def track_title(scope: Scope, track: Track) -> str:
    """What is counted and where, in the words of the report that says it best."""
    contents = [best_claim(scope, g).content for g in scope.live_groups(track)]
    counted = [c for c in contents if isinstance(c, Quantity)]
    what = max(counted, key=lambda c: (len(c.what), c.what)).what
    stated = next((c.stated_where for c in reversed(counted) if c.stated_where), None)
    where = stated or next((c.where for c in reversed(counted) if c.where), None)
    return f"{what} · {where}" if where else what


def quantities(scope: Scope) -> View:
    """Every track of amounts with all its values, oldest first."""
    sections = []
    for track in ranked_tracks(scope, ClaimType.QUANTITY):
        lines = []
        for group in scope.live_groups(track):
            claim = best_claim(scope, group)
            content = claim.content
            assert isinstance(content, Quantity)
            when = as_of_claim(scope, claim)
            note = (
                f"{content.kind.value}, {content.status.value}"
                if content.status.value != "unspecified"
                else content.kind.value
            )
            phrases = (words(f"{tell_days(when)}: {amount_words(content)}: "), *quoted(scope, claim))
            lines.append(line(scope, phrases, scope.live(group.claims), note=note))
        sections.append(Section(title=track_title(scope, track), lines=tuple(lines)))
    return View(title=f"QUANTITIES: {scope.account.story.title}", header=(), sections=tuple(sections))
