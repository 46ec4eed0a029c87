"""Numbers whose noun is left out: `six in Canada`, `from 8 to 12`, `250,000 injured`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons.amounts import AmountLexicon, ClueWords
from onrecord.stages.amounts.continued import go_on
from onrecord.stages.amounts.counted import of_phrase
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.phrases import is_plural, read_phrase, singular
from onrecord.stages.amounts.pieces import Line
from onrecord.stages.amounts.taken_up import count_of_gathering, take_up
from onrecord.stages.amounts.toll import Fate, read_fate

POPULATION = "population"
_LABEL = 5
_SUBJECT_REACH = 26
_HAVE = frozenset({"have", "has", "had"})
_BACK = 2
_TELLING_REACH = 6
_FEW = 4
_OTHERS = frozenset({"others", "more"})
_WERE = frozenset({"were", "are"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What the number before this one counted; `same` while the sentence lasts, `age` sentences back otherwise."""

    counted: Counted
    age: int

    @property
    def same(self) -> bool:
        """Whether it stands in the same sentence."""
        return self.age == 0


def fill_elided(
    line: Line, amount: Amount, counted: Counted, earlier: Sequence[Earlier], lexicon: AmountLexicon
) -> Counted | None:
    """The bare number with what it counts, taken from its clause or the number before it; None where nothing fits."""
    if line.lower(counted.last) in lexicon.clues.fresh:
        counted = replace(counted, last=counted.last + 1)
    if found := count_of_gathering(line, amount, counted, lexicon):
        return found
    fate, where = read_fate(line, amount, counted.last, lexicon.clues)
    last = max(counted.last, where + 1 if amount.last <= where < amount.last + 4 else 0)
    if fate and (things := _things(line, counted, earlier)):
        return replace(things, what=f"{things.what} {line.lower(where)}", last=last)
    if fate:
        return _of_fate(line, counted, fate, where, last, lexicon.clues)
    if found := _after_label(line, amount, counted, lexicon) or _continued(line, amount, counted, earlier, lexicon):
        return found
    if line.lower(amount.first - 1) == "of" and line.lower(amount.first - 2) in lexicon.clues.settlements:
        return replace(
            counted,
            sort=Sort.NOUN,
            unit="person",
            what=POPULATION,
            head="person",
            first=amount.first - 2,
            guessed=False,
        )
    if (doing := _next_verb(line, counted.last)) and doing in lexicon.clues.crowding and not _few(amount):
        return replace(counted, sort=Sort.NOUN, unit="person", what="people", head="person", guessed=False)
    if found := _risen(line, amount, counted, lexicon) or _said_to_be(line, counted, earlier, lexicon):
        return found
    if _listed_with(line, amount, earlier) and (like := _like_earlier(line, amount, counted, earlier, lexicon)):
        return replace(like, guessed=False)
    if _two_of_them(line, amount, counted):
        return None
    if found := take_up(line, amount, counted, [e.counted for e in earlier if e.age == 1], lexicon):
        return found
    if subject := _subject(line, amount, counted, lexicon):
        return subject
    return _like_earlier(line, amount, counted, earlier, lexicon) or _resumed(line, amount, counted, earlier, lexicon)


def _of_fate(line: Line, counted: Counted, fate: Fate, where: int, last: int, clues: ClueWords) -> Counted:
    """People of whom the clause says that they died, fell ill or came to harm."""
    match fate:
        case Fate.DIED:
            return replace(counted, sort=Sort.NOUN, unit="death", what="deaths", last=last, guessed=False)
        case Fate.ILL:
            return replace(counted, sort=Sort.NOUN, unit="case", what="cases", last=last, guessed=False)
        case Fate.HARMED:
            state = line.lower(where)
            what = f"people {clues.harming.get(state, state)}"
            return replace(counted, sort=Sort.NOUN, unit="person", what=what, last=last, head="person", guessed=False)


def _things(line: Line, counted: Counted, earlier: Sequence[Earlier]) -> Counted | None:
    """What is no person, of which a part is told of: `140 birds, | 52 | of them dead`."""
    like = earlier[-1].counted if earlier and earlier[-1].same else None
    if like is None or like.sort is not Sort.NOUN or like.unit.partition("/")[0] in {"person", "death", "case"}:
        return None
    if line.lower(counted.last - 2) != "of" or line.lower(counted.last - 1) not in {"them", "which", "these", "those"}:
        return None
    return replace(counted, sort=Sort.NOUN, unit=like.unit, what=like.what, head=like.head, part=True, guessed=False)


def _continued(
    line: Line, amount: Amount, counted: Counted, earlier: Sequence[Earlier], lexicon: AmountLexicon
) -> Counted | None:
    """The number as of what one before it was, or as of people whom a place holds."""
    before = next((e.counted for e in reversed(earlier) if e.same and e.counted.sort is not Sort.TIME), None)
    last = [e.counted for e in earlier if e.age == 1]
    if found := go_on(line, amount, counted, before, last, lexicon):
        return found
    holding = {line.lower(amount.first - 1), line.phrase(amount.first - 2, amount.first)} & lexicon.clues.holding
    roomy = any(p.lower in lexicon.clues.roomy for p in line.pieces[: amount.first])
    if holding and roomy and not _few(amount):
        return replace(counted, sort=Sort.NOUN, unit="person", what="people", head="person", guessed=False)
    return None


def _risen(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> Counted | None:
    """What the subject of a verb of rising counts: `Ships waiting outside had fallen to | 41`."""
    at = amount.first - 1 - (line.lower(amount.first - 1) in {"to", "at"})
    verb = line.get(at)
    if verb is None or verb.tag != "VERB" or verb.lemma not in lexicon.clues.rising:
        return None
    if (after := line.get(counted.last)) and after.word and after.tag in {"NOUN", "PROPN", "ADJ"}:
        return None
    tokens = line.analysis.tokens
    index = next((i for i, t in enumerate(tokens) if t.span.end == verb.span.end), -1)
    noun = next((t for t in tokens if t.head == index >= 0 and t.relation == "nsubj"), None)
    if noun is None or noun.tag != "NOUN" or noun.span.end > verb.span.start:
        return None
    head = first = line.at(noun.span.start)
    while first > 0 and line.pieces[first - 1].tag in {"ADJ", "NOUN"}:
        first -= 1
    phrase = read_phrase(line, first, lexicon)
    if phrase is None or phrase.head != head or not is_plural(line.pieces[head], lexicon.nouns):
        return None
    found = of_phrase(line, phrase, lexicon)
    return replace(found, last=counted.last, borrowed=True)


def _next_verb(line: Line, at: int) -> str:
    """The verb right behind, past `have` and `had`."""
    while line.lower(at) in _HAVE:
        at += 1
    return line.lower(at)


def _few(amount: Amount) -> bool:
    return amount.exact_value is not None and amount.exact_value <= _FEW


def _two_of_them(line: Line, amount: Amount, counted: Counted) -> bool:
    """Whether the number only points at a few that were named: `the link between the two`."""
    after = line.get(counted.last)
    pointing = line.phrase(amount.first, amount.core) in {"the", "these", "those"}
    return _few(amount) and pointing and (after is None or not after.word)


def _said_to_be(line: Line, counted: Counted, earlier: Sequence[Earlier], lexicon: AmountLexicon) -> Counted | None:
    """What some of the people counted before are said to be: `of the 40, 12 were children`, `five of them minors`."""
    at = counted.last
    pronoun = line.lower(at - 1) in lexicon.words.plain_objects
    if line.lower(at) in _WERE:
        at += 1
    elif not pronoun:
        return None
    phrase = read_phrase(line, at, lexicon)
    whole = next((e.counted for e in reversed(earlier) if e.age <= 1 and e.counted.sort is Sort.NOUN), None)
    if phrase is None or whole is None or whole.unit not in {"person", "death", "case"}:
        return None
    head = singular(line.pieces[phrase.head], lexicon.nouns)
    if head not in lexicon.nouns.people:
        return None
    what = line.words(phrase.first, phrase.last)
    among = f"{whole.unit}s among {what}" if whole.unit != "person" else what
    return replace(
        counted,
        sort=Sort.NOUN,
        unit=whole.unit,
        what=among,
        last=phrase.last,
        head=head,
        part=True,
        guessed=False,
        borrowed=True,
    )


def _resumed(
    line: Line, amount: Amount, counted: Counted, earlier: Sequence[Earlier], lexicon: AmountLexicon
) -> Counted | None:
    """The same as the number of the sentence before counted, at the start of one: `Another 20 were released`."""
    others = line.lower(counted.last) in _OTHERS
    after = line.get(counted.last + others)
    if (
        not _begins(line, amount)
        or after is None
        or after.tag not in {"VERB", "AUX"}
        or after.lower in lexicon.words.telling
    ):
        return None
    wholes = [e for e in reversed(earlier) if e.age <= _BACK and e.counted.sort is Sort.NOUN and not e.counted.part]
    if not wholes or all(e.age != 1 for e in earlier) or line.lower(amount.core) == "one":
        return None
    like = wholes[0].counted
    unit, what, head = like.unit, like.what, like.head
    if like.rated and not unit.startswith("person/"):
        return None
    unit = unit.partition("/")[0]
    if unit in {"death", "case"}:
        if not others:
            return None  # of the dead nothing more is told: `Four remain in hospital`
        unit, what, head = "person", "people", "person"
    elif unit == "person" and any(word in lexicon.clues.unharmed for word in what.split()):
        what, head = "people", "person"  # of whom something else is told: `Nine are missing. | 40 were sleeping`
    last = counted.last + others
    return replace(counted, sort=Sort.NOUN, unit=unit, what=what, head=head, last=last, guessed=False, borrowed=True)


def _begins(line: Line, amount: Amount) -> bool:
    """Whether the number is the subject of its sentence, or of what somebody says: `The mayor fears | 40 may come`."""
    before = line.get(amount.first - 1)
    if before is None or (before.tag == "VERB" and amount.first <= _TELLING_REACH):
        return True
    opened = before.text == "," and all(p.tag not in {"VERB", "AUX", "NUM"} for p in line.pieces[: amount.first])
    return opened and not before.numeric


def _after_label(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> Counted | None:
    """The noun in front of a colon, as lists give it: `Injured: 4,877`, `Passengers: 120`."""
    label = line.get(amount.first - 2)
    if line.lower(amount.first - 1) != ":" or label is None or amount.first > _LABEL:
        return None
    noun = singular(label, lexicon.nouns)
    clues = lexicon.clues
    if label.lower in clues.death_subject or label.lower in clues.death_nouns:
        unit, what = "death", "deaths"
    elif label.lower in clues.unharmed:
        unit, what = "person", f"people {label.lower}"
    elif noun in lexicon.nouns.people or noun in lexicon.units.heads:
        unit, what = lexicon.units.heads.get(noun, "person"), label.text
    else:
        return None
    return replace(counted, sort=Sort.NOUN, unit=unit, what=what, first=amount.first - 2, head=noun, guessed=False)


def _listed_with(line: Line, amount: Amount, earlier: Sequence[Earlier]) -> bool:
    """Whether the number before stands in this sentence with no verb between: `26 in Orle, two in Velm`."""
    if not earlier or not earlier[-1].same:
        return False
    between = line.pieces[earlier[-1].counted.last : amount.first]
    return all(p.tag not in {"VERB", "AUX"} for p in between)


def _subject(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> Counted | None:
    """What the clause in front was counting: `the number of confirmed cases rose to 260`, `the death toll is 12`."""
    clues, joined = lexicon.clues, line.lower(amount.first - 1) in {"and", ",", "or"}
    for i in range(amount.first - 1, max(-1, amount.first - _SUBJECT_REACH), -1):
        word = line.lower(i)
        if line.phrase(i, i + 2) == "number of":
            start = i + 2
            while line.lower(start) in lexicon.words.determiners:
                start += 1
            if phrase := read_phrase(line, start, lexicon):
                head = singular(line.pieces[phrase.head], lexicon.nouns)
                unit = "person" if head in lexicon.nouns.people else lexicon.units.heads.get(head, head)
                what = line.words(phrase.first, phrase.last)
                unit, what = _fate_of_those(line, phrase.last, amount.first, unit, what, clues)
                return replace(counted, sort=Sort.NOUN, unit=unit, what=what, head=head, guessed=False)
        if word in clues.people_sums and _comes_to(line, amount, clues):
            return replace(counted, sort=Sort.NOUN, unit="person", what="people", head="person", guessed=False)
        if word in clues.death_nouns:
            return replace(
                counted, sort=Sort.NOUN, unit="death", what="deaths", head="death", guessed=False, borrowed=joined
            )
        if word in clues.case_nouns and line.get(i):
            return replace(
                counted, sort=Sort.NOUN, unit="case", what="cases", head="case", guessed=False, borrowed=joined
            )
        if word in {";", "."}:
            break
    return None


def _comes_to(line: Line, amount: Amount, clues: ClueWords) -> bool:
    """Whether something before is said to come to the number: `reached | 40`, `grew to | 40`, `a workforce of | 40`."""
    before = line.get(amount.first - 1)
    return before is not None and (before.lower in {"to", "of", "at"} or before.lemma in clues.rising)


def _fate_of_those(line: Line, first: int, last: int, unit: str, what: str, clues: ClueWords) -> tuple[str, str]:
    """Unit and words for people whose fate follows: `the number of people | killed by floods climbed to`."""
    word = line.lower(first)
    if unit != "person":
        return unit, what
    if word in clues.death_passive | clues.death_subject and first < last:
        return "death", "deaths"
    return ("case", "cases") if word in clues.case_subject else (unit, what)


def _like_earlier(
    line: Line, amount: Amount, counted: Counted, earlier: Sequence[Earlier], lexicon: AmountLexicon
) -> Counted | None:
    """The same as the number before counted, where the words after the number leave room for that."""
    after, before = line.get(counted.last), line.lower(amount.first - 1)
    if after and after.word and after.tag in {"NOUN", "PROPN"} and not is_plural(after, lexicon.nouns):
        return None
    listed = before == "(" and line.lower(counted.last) == ")"
    summed = any(line.lower(i) in lexicon.nouns.totals for i in range(max(0, amount.first - 8), amount.first))
    tallied = before in lexicon.words.tallying and not (after and after.word and after.tag in {"NOUN", "PROPN", "ADJ"})
    pronoun = line.lower(counted.last - 2) == "of" and line.lower(counted.last - 1) in lexicon.words.plain_objects
    if pronoun and line.lower(counted.last - 1) == "those" and after and after.tag in {"VERB", "PRON"}:
        people = next((e.counted for e in reversed(earlier) if e.counted.unit == "person"), None)
        what = people.what if people and people.head in lexicon.nouns.generic else "people"
        return replace(counted, sort=Sort.NOUN, unit="person", what=what, head="person", guessed=False, borrowed=True)
    for candidate in reversed(earlier):
        if candidate.counted.sort is not Sort.NOUN:
            continue
        if candidate.same or (candidate.age <= 2 and (listed or summed or pronoun or tallied)):
            like = candidate.counted
            return replace(
                counted,
                sort=Sort.NOUN,
                unit=like.unit,
                what=like.what.removeprefix("more "),
                head=like.head,
                guessed=not tallied,
                borrowed=True,
            )
    return None
