"""Numbers of units: per cent, money, levels, lengths of time, weights and lengths, compounds."""

from dataclasses import replace
from decimal import Decimal

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.numeral import Form
from onrecord.stages.amounts.numerals import read_numeral
from onrecord.stages.amounts.phrases import Phrase, after_owner, is_plural, plural, read_phrase, singular
from onrecord.stages.amounts.pieces import Line

_LEVEL_REACH = 12
_POINTS = frozenset({"point", "points"})


def complement(line: Line, at: int, lexicon: AmountLexicon) -> tuple[Phrase | None, int]:
    """The phrase after `of` (or a determiner) at `at`, and where it ends."""
    start = at
    if line.lower(start) in {"of", "among"}:
        start += 1
    while line.lower(start) in lexicon.words.determiners:
        start += 1
    if (owned := after_owner(line, start)) != start and (whole := read_numeral(line, owned, lexicon)):
        phrase = read_phrase(line, whole.last, lexicon)  # "a third of the city's 300 shops"
        return phrase, owned
    while start > at + 1 and (piece := line.get(start)) and piece.tag == "ADV":
        start += 1  # "a third of its already small budget"
    phrase = read_phrase(line, start, lexicon)
    return phrase, phrase.last if phrase else at


def _number(line: Line, at: int) -> bool:
    """Whether a number stands at the piece, which then is no noun of the share before it."""
    piece = line.get(at)
    return piece is not None and (piece.numeric or piece.tag == "NUM")


def read_share_of(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`40 percent of adults`, `a 3% stake`, `half the voters`."""
    last = amount.last
    if amount.form is not Form.SHARE:
        for length in (n for n in (4, 2, 1) if last + n <= len(line)):
            if line.phrase(last, last + length) in lexicon.units.percent:
                last += length
                break
            hyphen = line.lower(last) == "-" and last + length < len(line)
            if hyphen and line.phrase(last + 1, last + 1 + length) in lexicon.units.percent:
                last += length + 1
                break
        else:
            return None
    elif line.lower(last) in lexicon.words.undone_halves or line.lower(amount.first - 1) in lexicon.words.halved_spans:
        return None
    whole = last
    phrase, end, those = None, last, ""
    if line.lower(last) in {"of", "among"} or amount.form is Form.SHARE:
        phrase, end = complement(line, last, lexicon)
        if phrase is None and line.lower(last) == "of" and line.lower(last + 1) in lexicon.words.plain_objects:
            end = last + 2
            those = _those_who(line, end)
    elif not _number(line, last) and (phrase := read_phrase(line, last, lexicon)):
        end = phrase.last
    what = line.words(phrase.first, phrase.last) if phrase else those
    if phrase and line.lower(phrase.first) in lexicon.nouns.uncounted:
        return None
    return Counted(
        sort=Sort.SHARE,
        unit="percentage point" if line.lower(whole - 1) in _POINTS else "percent",
        what=f"share of {what}" if what and line.lower(last) in {"of", "among"} else what,
        last=end if line.lower(last) in {"of", "among"} or amount.form is Form.SHARE else last,
        rated=True,
    )


def _those_who(line: Line, at: int) -> str:
    """`those who voted`, of whom a share is told; nothing where `those` stands alone."""
    verb = line.get(at + 1)
    told = line.phrase(at - 1, at + 1) == "those who" and verb is not None and verb.tag in {"VERB", "AUX"}
    return line.words(at - 1, at + 2) if told else ""


def read_sum(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`$5m in aid`, `£20 worth of seed`, `millions of dollars`."""
    if not amount.currency:
        return _vague_money(line, amount, lexicon)
    at = amount.last
    if line.lower(at) == "(" and (closed := _closing(line, at)):
        at = closed
    if line.lower(at) == "worth":
        at += 1
    if line.lower(at) == "-" and line.pieces[at].glued:
        at += 1
    start = at + 1 if line.lower(at) in {"of", "in"} else at
    while start > at and line.lower(start) in lexicon.words.determiners:
        start += 1
    phrase = read_phrase(line, start, lexicon, one=True)
    head = line.lower(phrase.head) if phrase else ""
    if not phrase or head in lexicon.nouns.months or head in lexicon.units.time or line.pieces[phrase.first].numeric:
        return Counted(sort=Sort.MONEY, unit=amount.currency, what="", last=amount.last)
    return Counted(
        sort=Sort.MONEY,
        unit=amount.currency,
        what=line.words(phrase.first, phrase.last),
        last=phrase.last,
        head=singular(line.pieces[phrase.head], lexicon.nouns),
    )


def _closing(line: Line, at: int) -> int:
    """The piece after the bracket that closes soon after `at`; 0 where none does."""
    return next((i + 1 for i in range(at, min(at + 7, len(line))) if line.lower(i) == ")"), 0)


def _vague_money(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`millions of dollars`."""
    code = lexicon.money.words.get(line.lower(amount.last + 1))
    if amount.form is not Form.VAGUE or line.lower(amount.last) != "of" or not code:
        return None
    last = amount.last + 2
    phrase = read_phrase(line, last + 1, lexicon, one=True) if line.lower(last) == "in" else None
    if phrase is None or line.pieces[phrase.head].tag != "NOUN" or line.lower(phrase.head) in lexicon.units.time:
        return Counted(sort=Sort.MONEY, unit=code, what="", last=last)
    what = line.words(phrase.first, phrase.last)  # `millions of dollars | in bonuses`
    return Counted(sort=Sort.MONEY, unit=code, what=what, last=phrase.last)


def read_level(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`magnitude 6.1`, `7.0-magnitude`, and a level that something is raised or lowered to."""
    units, before = lexicon.units, line.lower(amount.first - 1)
    after = amount.last + (line.lower(amount.last) == "-")
    for label in units.measured_labels:
        if before == label:
            return Counted(sort=Sort.LEVEL, unit=label, what=label, last=amount.last, first=amount.first - 1)
        if line.lower(after) == label:
            return Counted(sort=Sort.LEVEL, unit=label, what=label, last=after + 1)
        if before in {"of", "at"} and line.lower(amount.first - 2) == label:
            return Counted(sort=Sort.LEVEL, unit=label, what=label, last=amount.last, first=amount.first - 2)
        if line.lower(after) in units.quakes and "." in line.pieces[amount.core].text:
            return Counted(sort=Sort.LEVEL, unit=label, what=label, last=after + 1)
        if before in {"measuring", "measured"} and line.phrase(amount.last, amount.last + 3) == "on the richter":
            return Counted(sort=Sort.LEVEL, unit=label, what=label, last=amount.last)
    if amount.hedge or (amount.bound.high or 100) > 12:
        return None
    first = max(0, amount.first - _LEVEL_REACH)
    words = [line.lower(i) for i in range(first, amount.first)]
    if not any(word in units.level_verbs for word in words):
        return None
    named = next((i for i in range(amount.first - 1, first - 1, -1) if line.lower(i) in units.level_nouns), -1)
    if named == amount.first - 1:
        named = next((i for i in range(named - 1, first - 1, -1) if line.lower(i) in units.level_nouns), named)
    what = _with_modifiers(line, named) if named >= 0 else ""
    if before in units.level_labels:
        return Counted(sort=Sort.LEVEL, unit=before, what=what, last=amount.last, first=amount.first - 1)
    if before == "current":
        before = line.lower(amount.first - 3)
    if what and before in {"to", "from", "at"} and read_phrase(line, amount.last, lexicon) is None:
        return Counted(sort=Sort.LEVEL, unit="level", what=what, last=amount.last)
    return None


def _with_modifiers(line: Line, noun: int) -> str:
    first = noun
    while first > 0 and line.pieces[first - 1].tag in {"NOUN", "PROPN", "ADJ"}:
        first -= 1
    return line.words(first, noun + 1)


def _of_many(line: Line, amount: Amount) -> bool:
    """Whether an `of` parts a vague number from its unit: `hundreds of years`, `a couple of miles`."""
    return amount.form is Form.VAGUE and line.lower(amount.last) == "of"


def read_time(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`nine months of talks`, `a 20-minute broadcast`, `20 hour days`."""
    if _of_many(line, amount):
        amount = replace(amount, last=amount.last + 1)
    step = 1 if line.lower(amount.last) == "-" else 0
    piece = line.get(amount.last + step)
    while piece and not step and piece.lower in lexicon.words.stretching:
        amount = replace(amount, last=amount.last + 1)
        piece = line.get(amount.last)
    unit = lexicon.units.time.get(singular(piece, lexicon.nouns)) if piece and piece.word else None
    if unit is None or piece is None:
        return None
    if piece.lower == "second" and (amount.exact_value or 0) != 1 and not step:
        return None
    after = amount.last + step + 1
    what, end = "time", after
    if line.lower(after) in lexicon.words.dating:
        return Counted(sort=Sort.TIME, unit=unit[0], what=what, last=after + 1, factor=Decimal(unit[1]), dated=True)
    if line.lower(after) == "of":
        phrase, end = complement(line, after, lexicon)
        what = line.words(phrase.first, phrase.last) if phrase else "time"
    elif step or not is_plural(piece, lexicon.nouns):
        phrase = read_phrase(line, after + (line.lower(after) == "-"), lexicon, one=True)
        if phrase:
            what, end = line.words(phrase.first, phrase.last), phrase.last
    return Counted(sort=Sort.TIME, unit=unit[0], what=what, last=end, factor=Decimal(unit[1]))


def read_measure(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`100 tonnes of flour`, `12 miles`, `a 90-acre site`."""
    at = amount.last + _of_many(line, amount)
    if line.lower(at) == "-" and line.pieces[at].glued:
        at += 1
    if _metres(line, amount, lexicon):
        return Counted(
            sort=Sort.MEASURE, unit="m", what="", last=at, factor=1 / (amount.numeral.magnitude or Decimal(1))
        )
    for length in (n for n in (5, 4, 3, 2, 1) if at + n <= len(line)):
        phrase = line.phrase(at, at + length).replace(" / ", " ").replace(" - ", " ")
        unit = lexicon.units.measures.get(phrase)
        if unit is None or (len(phrase) == 1 and phrase.isalpha() and not _stands_alone(line, at)):
            continue
        if phrase == "foot" and _of_feet(line, amount, at, lexicon):
            return None
        last, what = at + length, ""
        if line.lower(last) in lexicon.scene.sides and line.lower(last + 1) == "of":
            return Counted(sort=Sort.MEASURE, unit=unit, what="distance", last=last)  # `40 miles | northeast of Orle`
        if line.lower(last) == "(" and line.lower(_closing(line, last)) == "of":
            last = _closing(line, last)  # "30 grams (1oz) of explosive"
        if line.lower(last) == "of":
            inner, last = complement(line, last, lexicon)
            what = line.words(inner.first, inner.last) if inner else ""
        elif inner := read_phrase(line, last, lexicon):
            what, last = line.words(inner.first, inner.last), inner.last
        return Counted(sort=Sort.MEASURE, unit=unit, what=what, last=last)
    return None


def _of_feet(line: Line, amount: Amount, at: int, lexicon: AmountLexicon) -> bool:
    """Whether the foot is none of length: `60 foot operations`, not `a 100-foot wall`."""
    phrase = read_phrase(line, at + 1, lexicon)
    loose = at == amount.last and amount.exact_value != 1 and line.lower(amount.first - 1) not in lexicon.words.articles
    return loose and phrase is not None and is_plural(line.pieces[phrase.head], lexicon.nouns)


def _stands_alone(line: Line, at: int) -> bool:
    """Whether a letter touches its number and nothing else: the C of `31C`, not the F of `2F1`."""
    after = line.get(at + 1)
    return line.pieces[at].glued and not (after and after.glued and (after.word or after.numeric or after.text == "_"))


def _metres(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """Whether an `m` that touches the digits is for metres, not millions: `1m (3.2 ft)`, `30m deep`, `within 2m of`."""
    scale, after = line.get(amount.last - 1), line.lower(amount.last)
    if scale is None or scale.text != "m" or not scale.glued or amount.currency:
        return False
    if after == "(":
        return line.lower(amount.last + 2) in lexicon.units.measures
    before = {line.lower(amount.first - 1), line.lower(amount.first - 2)}
    return after in lexicon.units.extents or bool(before & lexicon.units.distances)


def read_compound(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`a 9,000-strong force`, `a 12-member panel`, `its six-point scale`."""
    if line.lower(amount.last) != "-" or not line.pieces[amount.last].glued:
        return None
    word, after = line.get(amount.last + 1), amount.last + 2
    if word is None or not word.word:
        return None
    if word.lower not in lexicon.units.compounds:
        return None
    phrase = read_phrase(line, after, lexicon, one=True)
    end = phrase.last if phrase else after
    what = line.words(phrase.first, phrase.last) if phrase else ""
    if word.lower == "strong":
        return Counted(sort=Sort.NOUN, unit="person", what=what, last=end, head="person")
    head = singular(word, lexicon.nouns)
    unit = "person" if head in lexicon.nouns.people else lexicon.units.heads.get(head, head)
    many = f"{plural(head, lexicon.nouns)} of {what}" if what else head
    loose = head in lexicon.nouns.uncounted
    return Counted(sort=Sort.NOUN, unit=unit, what=many, last=end, head=head, guessed=loose)
