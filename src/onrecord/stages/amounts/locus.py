"""Where an amount holds and whose it is."""

from collections.abc import Iterator, Sequence

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.amounts import AmountLexicon
from onrecord.records import Mention, NameKind, ReportEntity, Span
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.lands import over_lands
from onrecord.stages.amounts.pieces import Line
from onrecord.stages.sentence_view import SentenceView

_PLACES = frozenset({NameKind.PLACE, NameKind.FACILITY})
_OWNERS = frozenset({NameKind.PLACE, NameKind.ORGANISATION, NameKind.PERSON, NameKind.FACILITY})
_OWNED = frozenset({"person", "site", "base", "vehicle", "aircraft", "ship"})
_HARM = frozenset({"case", "death"})
_LOOSE = frozenset({Sort.MONEY, Sort.SHARE, Sort.TIME, Sort.AGE})
_HOLDER_REACH = 6
_WHERE_REACH = 9
_LEAD_IN = 5
_GAP = 12  # characters
_GOES_ON = frozenset({"at", "in", "near", "outside"})
_BREAKS = frozenset({"VERB", "AUX", "CCONJ", "SCONJ", "PRON", "NUM"})
_OPENERS = frozenset({"where", "that"})
_TOTAL_REACH = 8


def find_where(
    line: Line, evidence: Span, kernel: Span, counted: Counted, mentions: Sequence[Mention], lexicon: AmountLexicon
) -> Mention | None:
    """The place beside the amount: behind a preposition after it, then before it, then any in its evidence.

    A place that only modifies the counted (`US troops`) is where deaths and cases are, not troops; one that somebody
    travels to or from is no place of the counted.
    """
    places = [m for m in mentions if m.kind in _PLACES and not m.pronoun]
    places = [m for m in places if not (_heard(line, m.span, lexicon) or _seat(line, kernel, m.span, lexicon))]
    if counted.unit in _HARM or counted.sort is Sort.AGE:
        places = [m for m in places if not _travelled(line, m.span, lexicon)]
    if counted.head in lexicon.nouns.people:
        # `three from Norland` are Norlanders, wherever they are.
        places = [m for m in places if _preposition(line, m.span, lexicon) != "from"]
    if is_total(line, kernel, lexicon):
        # `The toll rose to five after a boat sank off Orle`: the five need not have died there.
        places = [m for m in places if not _occasion(line, kernel, m.span, lexicon)]
    places = [m for m in places if not _reason(line, kernel, m.span, lexicon)]
    if labels := [m for m in places if m.span.end <= kernel.start and line.lower(line.at(m.span.end)) == ":"]:
        return labels[-1]
    if counted.unit in _HARM and over_lands(line, kernel, lexicon) is not None:
        return None
    evidence = _onward(line, evidence)
    own = [m for m in places if evidence.covers(m.span) and not _aside(line, kernel, m.span, lexicon)]
    groups = _own_groups(line, kernel, counted, own, places, lexicon)
    found = next((group[0] for group in groups if group), None)
    return None if found and _one_of_several(line, found, places) else found


def _acts(line: Line, place: Span, lexicon: AmountLexicon) -> bool:
    """Whether the place names a body that does harm wherever it acts: `the Norland army killed 40`."""
    at = line.at(place.end - 1) + 1
    return any(line.lower(i) in lexicon.scene.bodies for i in (at, at + 1))


def _onward(line: Line, evidence: Span) -> Span:
    """The evidence with the phrases left out after it for length: `leaked from a tank | at a plant in Orle`."""
    last = line.at(evidence.end - 1) + 1
    if line.pieces[last - 1].span.end < evidence.end or line.lower(last) not in _GOES_ON:
        return evidence
    while (piece := line.get(last)) and (piece.word or piece.text in {"-", "'", "’"}) and piece.tag not in _BREAKS:
        last += 1
    return Span(start=evidence.start, end=line.pieces[last - 1].span.end)


def _own_groups(
    line: Line,
    kernel: Span,
    counted: Counted,
    own: Sequence[Mention],
    places: Sequence[Mention],
    lexicon: AmountLexicon,
) -> Iterator[Sequence[Mention]]:
    """The places of the amount's own clause, those that most surely are its own first."""
    located = [
        m for m in own if _after_preposition(line, m.span, lexicon) and _near(line, kernel, m.span, counted, lexicon)
    ]
    inside = [m for m in own if kernel.covers(m.span) and not _after_preposition(line, m.span, lexicon)]
    if counted.head in lexicon.scene.abroad:
        own = [m for m in own if m not in inside]  # `14 Norland soldiers` may die anywhere
        inside = []
    yield [m for m in located if m.span.start >= kernel.end]
    if counted.unit in _HARM:
        yield inside
    yield _described(line, kernel, places, lexicon)
    yield _antecedent(line, kernel, places, lexicon)
    yield [m for m in reversed(located) if m.span.end <= kernel.start]
    yield located
    struck = [m for m in own if _preposition(line, m.span, lexicon) in lexicon.scene.strikes]
    yield [m for m in struck if not _modifies(line, m.span, lexicon)]
    if counted.unit in _HARM:
        yield [m for m in own if m not in inside and not _acts(line, m.span, lexicon)]


def _heard(line: Line, place: Span, lexicon: AmountLexicon) -> bool:
    """Whether the place is only where the speaker was: `a trader in Orle said`."""
    said = line.lower(line.at(place.end)) in lexicon.scene.saying
    return said and _preposition(line, place, lexicon) in lexicon.scene.settled


def _seat(line: Line, kernel: Span, place: Span, lexicon: AmountLexicon) -> bool:
    """Whether the place is only the seat of who is told of: `The firm, based in Orle, has | 40`."""
    at = line.at(place.start)
    before = place.end <= kernel.start and line.lower(at - 1) == "in"
    return before and line.lower(at - 2) in lexicon.scene.seated


def _one_of_several(line: Line, place: Mention, places: Sequence[Mention]) -> bool:
    """Whether the place stands in a row with others: `in Norland and Sudmark`, `in Norland, Sudmark and Orle`."""
    row = 0
    for after in places:
        if after.span.start < place.span.end:
            continue
        if after.span.start - place.span.end > _GAP:
            break
        between = line.text[place.span.end : after.span.start].split()
        if between in (["and"], ["or"], [",", "and"]):
            return True
        if between != [","]:
            break
        place, row = after, row + 1
    return row > 1


def _near(line: Line, kernel: Span, place: Span, counted: Counted, lexicon: AmountLexicon) -> bool:
    """Whether nothing is done between the amount and a goal: not in `six jobs depend on sales to Orle`."""
    way = _preposition(line, place, lexicon)
    if way == "from" or (way == "of" and _someone(line, place)):
        return False
    first, last = line.at(kernel.end - 1) + 1, line.at(place.start)
    if way not in {"to", "for", "into"} or first > last:
        return True
    between = line.pieces[first:last]
    route = any(p.lower == "from" for p in between)  # `120 flights from Orle to Velm`
    moved = frozenset[str]() if counted.sort in _LOOSE else lexicon.scene.moved
    bound = way == "for" and any(p.lower in lexicon.scene.bound for p in between)
    return not route and not bound and all(p.tag != "VERB" or p.lower in moved for p in between)


def _someone(line: Line, place: Span) -> bool:
    """Whether a name stands before `of` and the place: `Ada Moran of Orle`."""
    at = line.at(place.start) - 1
    before = line.get(at - 1)
    return line.lower(at) == "of" and before is not None and before.tag == "PROPN" and before.capital


def _antecedent(line: Line, kernel: Span, places: Sequence[Mention], lexicon: AmountLexicon) -> Sequence[Mention]:
    """The place of `in Orle, where 60 had been found`, and of `a site near Orle that holds 60`."""
    at = line.at(kernel.start)
    opened = next((i for i in range(at - 1, max(-1, at - _WHERE_REACH), -1) if line.lower(i) in _OPENERS), None)
    if opened is None:
        return ()
    before = [
        m
        for m in places
        if line.at(m.span.end) in {opened, opened - 1}
        and m.span.end <= line.pieces[opened].span.start
        and (line.lower(opened) == "where" or _relative(line, opened, m.span, lexicon))
    ]
    return before[-1:]


def _relative(line: Line, opened: int, place: Span, lexicon: AmountLexicon) -> bool:
    """Whether a verb follows `that` at once, so that it stands for what is at the place."""
    verb = line.get(opened + 1)
    held = _preposition(line, place, lexicon) in lexicon.scene.settled
    return held and verb is not None and verb.tag in {"VERB", "AUX"}


def _described(line: Line, kernel: Span, places: Sequence[Mention], lexicon: AmountLexicon) -> Sequence[Mention]:
    """The place in what only describes the counted: `200 prisoners held in Orle`."""
    at = line.at(kernel.end - 1) + 1
    verb = line.get(at)
    if verb is None or verb.tag != "VERB" or line.lower(at + 1) not in lexicon.scene.settled:
        return ()
    near = line.span(at, min(len(line), at + _WHERE_REACH))
    return [m for m in places if near.covers(m.span) and _preposition(line, m.span, lexicon) == line.lower(at + 1)][:1]


def is_total(line: Line, kernel: Span, lexicon: AmountLexicon) -> bool:
    """Whether the amount is said to be a total: `the toll rose to five`."""
    first = line.at(kernel.start)
    return any(line.lower(i) in lexicon.nouns.totals for i in range(first - _TOTAL_REACH, first))


def _occasion(line: Line, kernel: Span, place: Span, lexicon: AmountLexicon) -> bool:
    """Whether the place and the amount stand on two sides of a word that says when or why."""
    between = range(line.at(min(kernel.end, place.end) - 1) + 1, line.at(max(kernel.start, place.start)))
    return any(line.lower(i) in lexicon.words.occasions for i in between)


def _reason(line: Line, kernel: Span, place: Span, lexicon: AmountLexicon) -> bool:
    """Whether the place stands in a later clause that gives a reason: `took in 20 | because beds in Orle ran out`."""
    between = range(line.at(kernel.end - 1) + 1, line.at(place.start))
    return any(line.lower(i) in lexicon.words.reasons for i in between)


def _aside(line: Line, kernel: Span, place: Span, lexicon: AmountLexicon) -> bool:
    """Whether a relative clause that ends before the amount holds the place: `a group that works in Orle, counted`."""
    at, end = line.at(place.start), line.at(kernel.start)
    closed = any(line.lower(i) == "," for i in range(at, end))
    return closed and any(line.lower(i) in lexicon.extent.relatives for i in range(at))


def _travelled(line: Line, place: Span, lexicon: AmountLexicon) -> bool:
    """Whether the place is where a journey goes or comes from: `linked to travel to Norland`."""
    at = line.at(place.start) - 1
    while line.lower(at) in lexicon.words.determiners:
        at -= 1
    if line.lower(at) not in {"to", "from"}:
        return False
    return any(line.lower(i) in lexicon.words.journeys for i in range(max(0, at - 2), at))


def _after_preposition(line: Line, place: Span, lexicon: AmountLexicon) -> bool:
    return _preposition(line, place, lexicon) in lexicon.words.locative and not _modifies(line, place, lexicon)


def _preposition(line: Line, place: Span, lexicon: AmountLexicon) -> str:
    """The word before the place, past `the`, `northern` and `the capital,`; past `the city of` too."""
    at, scene = line.at(place.start) - 1, lexicon.scene
    for _ in range(_LEAD_IN):
        word, before = line.lower(at), line.lower(at - 1)
        noun = word in scene.settings and line.pieces[at].tag in {"NOUN", "PROPN"}
        if word in {"of", ","} and before in scene.settings:
            at -= 2
            if line.lower(at).endswith("ed") and line.lower(at - 1) in lexicon.words.determiners:
                at -= 1  # `in the besieged town of Orle`
        elif noun or word in scene.sides | lexicon.words.determiners or (_adjective(line, at) and before != "to"):
            at -= 1
        else:
            break
    return line.lower(at)


def _adjective(line: Line, at: int) -> bool:
    piece = line.get(at)
    return piece is not None and piece.tag == "ADJ"


def _modifies(line: Line, place: Span, lexicon: AmountLexicon) -> bool:
    """Whether a noun follows that the place modifies: `US troops`, `Norland's army`."""
    after = line.get(line.at(place.end))
    if after is None:
        return False
    if after.glued and after.text in {"'", "’", "-"}:
        return True
    held = after.lower in lexicon.scene.premises and _preposition(line, place, lexicon) in {
        "at",
        "in",
        "outside",
        "near",
    }
    return after.tag in {"NOUN", "ADJ"} and after.word and after.lower not in lexicon.scene.days and not held


def find_holder(
    line: Line, amount: Amount, counted: Counted, view: SentenceView, lexicon: AmountLexicon
) -> Mention | None:
    """Who has the amount: the subject of `maintains 2,500 troops`, or the name in `2,500 US troops`."""
    owners = [m for m in view.mentions if m.kind in _OWNERS or m.kind is NameKind.NATIONALITY]
    if counted.sort in {Sort.NOUN, Sort.MONEY, Sort.MEASURE}:
        for i in range(amount.first - 1, max(-1, amount.first - _HOLDER_REACH), -1):
            main = line.pieces[i].tag == "VERB" or i + 1 == amount.first
            if line.lower(i) in lexicon.clues.holders and main:
                return _subject(line, i, owners, view)
            if not line.pieces[i].word:
                break
    if counted.unit in _OWNED:
        phrase = line.span(amount.core, max(amount.last, counted.last))
        return next((m for m in owners if phrase.covers(m.span) and _modifies(line, m.span, lexicon)), None)
    return None


def _subject(line: Line, verb: int, owners: Sequence[Mention], view: SentenceView) -> Mention | None:
    """The owner named in the subject of the verb, or the name right in front of it."""
    span = line.pieces[verb].span
    for clause in view.clauses:
        main = view.analysis.tokens[clause.main].span
        if main.overlaps(span) and clause.subject:
            return next((m for m in owners if clause.subject.overlaps(m.span)), None)
    before = [m for m in owners if m.span.end <= span.start and line.at(m.span.end) >= verb - 1]
    return before[-1] if before else None


def place_name(mention: Mention | None, entities: Sequence[ReportEntity], text: str, names: NameLexicon) -> str | None:
    """The fullest name the report has for a place; countries by their usual name (`US` as `United States`)."""
    name = name_of(mention, entities, text)
    return names.countries.get(name, name) if name else None


def name_of(mention: Mention | None, entities: Sequence[ReportEntity], text: str) -> str | None:
    """The fullest name the report has for it; its own words where that is not settled."""
    if mention is None:
        return None
    if (
        mention.entity is not None
        and mention.entity < len(entities)
        and entities[mention.entity].index == mention.entity
    ):
        return entities[mention.entity].name
    return mention.span.of(text)
