"""Sources: the noun phrase that a cue belongs to, with its title and apposition."""

from onrecord.records import NameKind
from onrecord.stages.speech.cues import Cue
from onrecord.stages.speech.wording import DASHES, MARKS, Wording

Range = tuple[int, int]

_JOINING = frozenset(
    {"of", "for", "at", "in", "from", "with", "on", "to", "under", "against", "near", "by", "about", "between"}
)
_TIMING = frozenset({"earlier", "later", "late", "early", "last", "this"})
_DAYS = frozenset({"yesterday", "today", "tonight"})
_HARD = frozenset({";", ":"})


def phrase_before(words: Wording, end: int, floor: int = 0) -> Range | None:
    """The noun phrase that ends before `end`, with the parts that commas set apart from its head:
    `the mayor, a former judge, | said` or `a source, who asked not to be named, | told`.
    """
    floor = max(floor, _floor(words, end))
    end = before_times(words, end, floor)
    if end > floor and words.word(end - 1) == ",":
        return _with_asides(words, end, floor)
    if end > floor and words.word(end - 1) in {")", "]"}:
        opening = _opening(words, end - 1, floor)
        before = phrase_before(words, opening, floor)
        return (before[0], end) if before else None
    if end > floor and words.word(end - 1) in DASHES and words.tag(end - 1) == "PUNCT":
        return _with_dashed(words, end, floor)
    start = _scan_back(words, end, floor)
    if start is None:
        return _with_relative(words, end, floor)
    if start > floor and words.tag(start - 1) in {"VERB", "ADP"} and (clause := _with_relative(words, end, floor)):
        return clause
    if words.word(start) in {"which", "what"} and start + 1 < end:
        start += 1
    own = _own_start(words, start, end, floor)
    if own == start and (words.tag(start) == "ADP" or (start > floor and _is_object(words, start, end))):
        return None  # "those | in Orland and Brel | who"
    start = _skip_times(words, own, end)
    end = next((i for i in range(start + 1, end) if words.tag(i) == "ADP" and _is_adjunct(words, i, end)), end)
    return (start, end) if start < end and _sayable(words, start, end) else None


def _is_object(words: Wording, start: int, end: int) -> bool:
    """Whether the phrase belongs to a preposition or an -ing form before it and so is no subject:
    `those hit by | the flood | urged`. A person's name is taken for the subject all the same.
    """
    before, lexicon = words.word(start - 1), words.lexicon
    bound = words.tag(start - 1) == "ADP" and before in lexicon.prepositions and before not in lexicon.fronting
    verbal = words.tag(start - 1) == "VERB" and not words.determiner(start - 2)  # "the acting head"
    doing = verbal and before.endswith("ing") and before not in lexicon.ongoing
    if not (bound or doing) or before in {"since", "like"}:
        return False
    if before == "by":
        return True  # "members led by Ann Vale demanded"
    last = words.tokens[end - 1].span
    return not any(n.kind is NameKind.PERSON and n.span.end >= last.end > n.span.start for n in words.analysis.names)


def _with_relative(words: Wording, end: int, floor: int) -> Range | None:
    """`An official who knows the file | said`: a relative clause without commas."""
    for at in range(end - 2, floor, -1):
        if words.word(at) == "who" and words.has_clause(at + 1, end):
            start = _scan_back(words, at, floor)
            return None if start is None else (start, end)
        if words.tag(at) == "PUNCT":
            return None
    return None


def _own_start(words: Wording, start: int, end: int, floor: int) -> int:
    """Where the subject starts when what stands before it has no comma: `After the talks | Ms Vale`.

    A name at the end of the phrase keeps only its title; a name at its start, after a preposition, is a place.
    """
    lead = start - 1
    while lead > floor and words.word(lead) in {"the", "a", "an"}:
        lead -= 1
    fronted = (
        lead >= floor and words.tag(lead) in {"ADP", "SCONJ"} and (lead == floor or words.tag(lead - 1) == "PUNCT")
    )
    for name in words.analysis.names:
        first = next((i for i in range(start, end) if words.tokens[i].span.end > name.span.start), end)
        last = next((i for i in range(first, end) if words.tokens[i].span.end >= name.span.end), end)
        if name.kind is NameKind.PERSON and last == end - 1 and first > start:
            own = _title_start(words, first, start)
            split = fronted or words.tag(own - 1) == "NUM" or words.word(own - 1) in MARKS
            if own > start and split and words.tag(own - 1) != "ADP":
                return own
        placed = fronted and first <= start + 1 and last < end - 1
        if (
            placed
            and words.tag(last + 1) in {"NOUN", "ADJ", "DET", "PROPN"}
            and words.word(last + 1) not in {"'s", "’s"}
        ):
            return last + 1
    return start


def _title_start(words: Wording, first: int, start: int) -> int:
    """Past the capitalised title before a name, to the left; a word of respect begins it."""
    at = first
    if words.word(at - 1).strip(".") in words.lexicon.honorifics and at > start:
        return at - 1
    while at > start and words.tokens[at - 1].text[0].isupper() and words.tag(at - 1) in {"PROPN", "NOUN", "ADJ"}:
        at -= 1
    return at


def _sayable(words: Wording, start: int, end: int) -> bool:
    """Whether the phrase ends in a noun: `the proposed law` has none before `proposed`, `40 confirmed cases` only a
    number.
    """
    last = end - 1
    while last > start and (words.word(last) in MARKS or words.tag(last) == "PUNCT"):
        last -= 1
    if words.tag(last) in {"NUM", "DET", "ADJ"} or words.word(last) in {"its", "his", "her", "their", "our", "my"}:
        return words.word(last) in {"one", "some", "others", "many", "both", "all", "most", "two", "three"}
    return any(words.nominal(i) and words.tag(i) != "NUM" for i in range(start, end))


def _floor(words: Wording, end: int) -> int:
    """The index after the last quotation or hard stop before `end`."""
    for at in range(end - 1, -1, -1):
        if words.quotes[at] is not None or words.word(at) in _HARD:
            return at + 1
    return 0


def _opening(words: Wording, closing: int, floor: int) -> int:
    for at in range(closing - 1, floor - 1, -1):
        if words.word(at) in {"(", "["}:
            return at
    return closing


def _with_asides(words: Wording, end: int, floor: int) -> Range | None:
    commas = [at for at in range(floor, end - 1) if words.word(at) == ","]
    if not commas:
        start = _scan_back(words, end - 1, floor)
        return None if start is None else (start, end - 1)
    for number in range(len(commas) - 1, -1, -1):
        left = commas[number]
        start = _scan_back(words, left, floor)
        chunk_floor = commas[number - 1] + 1 if number else floor
        if start is None or start < chunk_floor:
            return (start, end - 1) if start is not None else None
        if _is_aside(words, start, left) and number:
            continue
        start = _skip_times(words, start, left)
        return (start, end - 1) if start < left else None
    return None


def _is_aside(words: Wording, start: int, end: int) -> bool:
    """Whether a stretch between commas modifies what stands before it rather than being the head itself."""
    first = words.word(start)
    return (
        first in {"a", "an", "who", "which", "whose", "also", "one", "himself", "herself"}
        or words.tag(start) == "NUM"
        or (end - start > 1 and words.tag(start) == "NOUN")
    )


def _with_dashed(words: Wording, end: int, floor: int) -> Range | None:
    for at in range(end - 2, floor, -1):
        if words.word(at) in DASHES and words.tag(at) == "PUNCT":
            start = _scan_back(words, at, floor)
            return None if start is None else (start, end - 1)
    return None


def _scan_back(words: Wording, end: int, floor: int) -> int | None:
    """Where the noun phrase that ends before `end` starts; None when none ends there."""
    at = end
    if at > floor and words.word(at - 1) in {")", "]"}:
        at = _opening(words, at - 1, floor)
    if at <= floor or not (words.in_phrase(at - 1) and words.word(at - 1) not in {"'", "’"}):
        return None
    if words.tag(at - 1) == "PRON" and words.word(at - 2) != "of":
        return at - 1
    joint: int | None = None
    while at > floor:
        before = at - 1
        word = words.word(before)
        if words.in_phrase(before):
            if words.tag(before) == "PRON" and not words.determiner(before) and at < end and words.word(at) != "of":
                break
            at = before
        elif word in {")", "]"} and _opening(words, before, floor) > floor:
            at = _opening(words, before, floor)
        elif words.tag(before) == "ADP" and word in _JOINING and _joins(words, before, floor):
            at = before
        elif word in {"and", "&"} and before > floor and words.nominal(before - 1):
            joint = at
            at = before
        elif (
            word == ","
            and joint is not None
            and before > floor
            and words.nominal(before - 1)
            and _is_list(words, before, floor)
        ) or (words.tag(before) == "ADV" and words.tag(at) in {"ADJ", "NUM"}):
            at = before
        else:
            break
        if words.determiner(at) and not _continues(words, at, floor):
            break
    if joint is not None and words.tag(at - 1) in {"VERB", "AUX", "ADP"} and at > floor:
        return joint  # what stands before "and" is the object of another verb
    while at < end and (words.word(at) in {"and", ",", "&"} or (words.word(at) in MARKS and words.partial[at] is None)):
        at += 1
    return at if at < end else None


def _joins(words: Wording, at: int, floor: int) -> bool:
    """Whether the preposition at `at` hangs on a noun before it, so that the phrase goes on to the left."""
    if at <= floor or words.word(at - 1) in words.lexicon.times:
        return False
    familiar = words.tag(at - 1) == "ADJ" and words.nominal(at - 2) and at - 1 > floor  # "sources close to the talks"
    return words.nominal(at - 1) or familiar


def _continues(words: Wording, at: int, floor: int) -> bool:
    """Whether a phrase goes on to the left of its determiner: `some of the`, `all the`, `X and the Y`."""
    before = words.word(at - 1)
    return at > floor and (
        words.tag(at - 1) == "DET"
        or (words.tag(at - 1) == "ADP" and before in _JOINING and _joins(words, at - 1, floor))
        or (before in {"and", "&"} and words.nominal(at - 2))
    )


def _is_list(words: Wording, comma: int, floor: int) -> bool:
    for at in range(comma - 1, floor - 1, -1):
        if words.word(at) == ",":
            return True
        if not words.in_phrase(at):
            return False
    return True


def _skip_times(words: Wording, start: int, end: int) -> int:
    """Past a time without a comma: `On Monday | officials said`."""
    at = start
    while at < end - 1 and (
        words.word(at) in words.lexicon.times
        or (
            words.word(at) in {"late", "early", "earlier", "last", "this"} and words.word(at + 1) in words.lexicon.times
        )
    ):
        at += 1
    while at > start and words.word(at) in {",", "'s", "’s"}:
        at += 1
    return start if words.word(start) in words.lexicon.times and words.word(start + 1) in {"'s", "’s"} else at


def before_times(words: Wording, end: int, floor: int) -> int:
    """Where a phrase ends before a time without a comma: `The union | earlier this week | called for`, `The council |
    yesterday evening | said`, `officials | Monday | said`; not before a word of a name: `Coast Today said`.
    """
    at = end
    while at > floor and (words.word(at - 1) in words.lexicon.times or words.word(at - 1) in _TIMING):
        at -= 1
    if not floor < at < end or words.word(end - 1) not in words.lexicon.times or not words.nominal(at - 1):
        return end
    first, before = (words.tokens[i].span.of(words.text) for i in (at, at - 1))
    timed = words.word(at) in _TIMING and at < end - 1
    return at if timed or first in _DAYS or (at == end - 1 and first.endswith("day") and before.islower()) else end


def phrase_after(words: Wording, start: int, limit: int, *, asides: bool = True) -> Range | None:
    """The noun phrase that starts at `start`: `the mayor of the town, who lost a house`.

    It ends before a time, a venue, a verb or the start of another phrase; with `asides` it takes what commas add.
    """
    at = start
    while at < limit and words.word(at) in MARKS and words.partial[at] is None and words.quotes[at] is None:
        at += 1
    begin = at
    if at >= limit or words.quotes[at] is not None or not (words.in_phrase(at) or words.tag(at) == "ADJ"):
        return None
    if words.tag(at) == "PRON" and not words.determiner(at) and words.word(at + 1) != "of":
        return (at, at + 1)
    at = _scan_on(words, at, limit)
    if asides:
        at = _asides_after(words, at, limit)
    return (begin, at) if at > begin else None


def _scan_on(words: Wording, start: int, limit: int) -> int:
    at = start
    while at < limit and words.quotes[at] is None:
        word = words.word(at)
        if words.in_phrase(at):
            fresh = words.determiner(at) or (words.tag(at) == "PRON" and not words.determiner(at))
            if at > start and fresh and words.nominal(at - 1):
                break
            if at > start and word in words.lexicon.times and words.nominal(at - 1) and words.tag(at) == "PROPN":
                break
        elif word == "(":
            closing = next((i for i in range(at, min(limit, at + 8)) if words.word(i) == ")"), None)
            if closing is None:
                break
            at = closing
        elif words.tag(at) == "ADP" and word in _JOINING:
            if _is_adjunct(words, at, limit) or not words.in_phrase(at + 1):
                break
        elif not _adds(words, at, limit):
            break
        at += 1
    while at > start and words.word(at - 1) in {"and", ","}:
        at -= 1
    return at


def _adds(words: Wording, at: int, limit: int) -> bool:
    """Whether the word at `at` carries the phrase on: `X and | Y`, `a very | old man`."""
    if words.word(at) in {"and", "&"}:
        return words.in_phrase(at + 1) and not _clause_follows(words, at + 1, limit)
    return words.tag(at) == "ADV" and words.tag(at + 1) in {"ADJ", "NUM"}


def _is_adjunct(words: Wording, at: int, limit: int) -> bool:
    """Whether the preposition at `at` opens a phrase of time or venue."""
    lexicon = words.lexicon
    if words.word(at) not in lexicon.adjuncts:
        return False
    for here in range(at + 1, min(limit, at + 7)):
        word = words.word(here)
        if word in lexicon.times or word in lexicon.venues:
            return True
        if not words.in_phrase(here):
            return False
    return False


def _clause_follows(words: Wording, start: int, limit: int) -> bool:
    """Whether a noun phrase and then a finite verb start here: a clause of its own, not a second source."""
    at = start
    while at < limit and words.in_phrase(at):
        at += 1
    return at < limit and (words.finite(at) or (words.word(at) in words.lexicon.adverbs and words.finite(at + 1)))


def _asides_after(words: Wording, at: int, limit: int) -> int:
    """The index after the appositions and relative clauses that follow a phrase."""
    end = at
    while end < limit and words.word(end) == ",":
        chunk_end = next(
            (i for i in range(end + 1, limit) if words.word(i) == "," or words.quotes[i] is not None), limit
        )
        if not _modifies(words, end + 1, chunk_end):
            break
        end = chunk_end
    return end


def _modifies(words: Wording, start: int, end: int) -> bool:
    if start >= end:
        return False
    if words.word(start) in {"who", "whose", "which"}:
        return True
    relative = any(words.word(i) in {"who", "which", "that", "whose"} for i in range(start + 1, end))
    if words.has_clause(start, end) and not (relative and words.determiner(start)):
        return False
    return words.determiner(start) or (words.tag(start) in {"NUM", "NOUN", "ADJ", "PROPN"} and words.nominal(end - 1))


def relative_head(words: Wording, cue: Cue) -> Range | None:
    """The phrase that a relative pronoun right before the cue stands for: `an official, who claimed`."""
    pronoun = words.word(cue.start - 1)
    if pronoun not in words.lexicon.pronouns.relative and not (pronoun == "that" and words.nominal(cue.start - 2)):
        return None
    end = cue.start - 1
    if words.word(end - 1) == ",":
        end -= 1
    start = _scan_back(words, end, _floor(words, end))
    if start is not None and words.tag(start) == "ADP":
        return None
    if start is not None and words.word(cue.start - 1) == "which":
        start = next((i + 1 for i in range(end - 1, start, -1) if words.tag(i) == "ADP"), start)
    elif start is not None:
        start = _person_at_end(words, start, end)
    return None if start is None else (start, end)


def _person_at_end(words: Wording, start: int, end: int) -> int:
    """Where the person begins for whom `who` stands: `an address to the nation by | President Vale, who`."""
    nouns = words.lexicon.nouns
    link = next((i for i in range(end - 1, start, -1) if words.tag(i) == "ADP"), None)
    if link is None or words.word(link - 1) in nouns.person | nouns.people | nouns.office | nouns.spokesperson:
        return start
    last = words.tokens[end - 1].span.end
    person = any(n.kind is NameKind.PERSON and n.span.end == last for n in words.analysis.names)
    return link + 1 if person and words.word(link) in {"by", "from", "with", "to", "of"} else start
