"""What a number counts or measures, from the words right beside it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.stages.hedges import Amount
from onrecord.stages.numerals import Form, read_numeral
from onrecord.stages.phrases import Phrase, is_plural, read_phrase, singular
from onrecord.stages.pieces import Line

_LEVEL_REACH = 12
_PERIOD_REACH = 6
_SINCE = frozenset({"ago", "later", "earlier"})


class Sort(StrEnum):
    """What sort of thing stands beside the number."""

    NOUN = "noun"
    SHARE = "share"
    MONEY = "money"
    AGE = "age"
    TIME = "time"
    MEASURE = "measure"
    LEVEL = "level"
    BARE = "bare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The unit and the counted words; the phrase with its number ends before the piece `last`.

    `factor` turns decades into years. `first` is earlier than the number's where a label stands before it
    (`magnitude 6.1`). `guessed` marks what had to be taken from elsewhere. `part` marks a part of a stated whole.
    `cover` is a piece the evidence should hold too, the word that tells deaths from other counts. `borrowed` marks a
    noun taken from the number before, `dated` a length of time that dates something (`two weeks ago`).
    """

    sort: Sort
    unit: str
    what: str
    last: int
    first: int | None = None
    head: str = ""
    factor: Decimal = Decimal(1)
    part: bool = False
    guessed: bool = False
    rated: bool = False
    cover: int | None = None
    borrowed: bool = False
    dated: bool = False


def read_counted(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """What the number is a number of; None where the words say that it counts nothing.

    `20m euros in aid` is EUR of aid, `a 25-year-old clerk` a year of age, `nine months of talks` a month of talks.
    """
    if amount.form is Form.ORDINAL:
        return _running(line, amount, lexicon)
    for reader in (_share, _money, _age, read_level, _time, _measure, _compound):
        if found := reader(line, amount, lexicon):
            return _rated(line, found, lexicon)
    if amount.form is Form.SHARE:
        return None
    found = _noun(line, amount, lexicon)
    return _rated(line, found, lexicon) if found else None


def _complement(line: Line, at: int, lexicon: AmountLexicon) -> tuple[Phrase | None, int]:
    """The phrase after `of` (or a determiner) at `at`, and where it ends."""
    start = at
    if line.lower(start) in {"of", "among"}:
        start += 1
    while line.lower(start) in lexicon.words.determiners:
        start += 1
    phrase = read_phrase(line, start, lexicon)
    return phrase, phrase.last if phrase else at


def _share(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    last = amount.last
    if amount.form is not Form.SHARE:
        for length in (4, 2, 1):
            if line.phrase(last, last + length) in lexicon.units.percent:
                last += length
                break
            if line.lower(last) == "-" and line.phrase(last + 1, last + 1 + length) in lexicon.units.percent:
                last += length + 1
                break
        else:
            return None
    elif line.lower(last) in {"past", "an", "a", "hour", "day", "time", "way", "brother", "term"}:
        return None
    phrase, end = (None, last)
    if line.lower(last) in {"of", "among"} or amount.form is Form.SHARE:
        phrase, end = _complement(line, last, lexicon)
        if phrase is None and line.lower(last) == "of" and line.lower(last + 1) in {"those", "these", "all", "them"}:
            end = last + 2
    elif phrase := read_phrase(line, last, lexicon):
        end = phrase.last
    what = line.words(phrase.first, phrase.last) if phrase else ""
    if phrase and line.lower(phrase.first) in lexicon.nouns.uncounted:
        return None
    return Counted(
        sort=Sort.SHARE,
        unit="percent",
        what=f"share of {what}" if what and line.lower(last) in {"of", "among"} else what,
        last=end if line.lower(last) in {"of", "among"} or amount.form is Form.SHARE else last,
        rated=True,
    )


def _money(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
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
        head=singular(line.pieces[phrase.head]),
    )


def _closing(line: Line, at: int) -> int:
    """The piece after the bracket that closes soon after `at`; 0 where none does."""
    return next((i + 1 for i in range(at, min(at + 7, len(line))) if line.lower(i) == ")"), 0)


def _vague_money(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`millions of dollars`."""
    code = lexicon.money.words.get(line.lower(amount.last + 1))
    if amount.form is not Form.VAGUE or line.lower(amount.last) != "of" or not code:
        return None
    return Counted(sort=Sort.MONEY, unit=code, what="", last=amount.last + 2)


def _age(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`25-year-old clerk`, `47 years old`, `aged 12`, `Name, 47,`, `in his 30s`."""
    clues, at = lexicon.clues, amount.last
    bare = line.phrase(at, at + 1)
    if amount.numeral.decade and line.lower(amount.core - 1) in {"his", "her", "their"}:
        return Counted(sort=Sort.AGE, unit="year", what="age", last=at)
    step = 1 if bare == "-" else 0
    unit = lexicon.units.time.get(singular(line.pieces[at + step])) if line.get(at + step) else None
    if unit:
        after = at + step + 1
        after += line.lower(after) == "-"
        if line.lower(after) in clues.age_after:
            phrase = read_phrase(line, after + 1, lexicon, one=True) if step else None
            end = phrase.last if phrase else after + 1
            who = line.words(phrase.first, phrase.last) if phrase else ""
            return _aged(unit, who, end)
        if line.phrase(after, after + 2) == "of age":
            return _aged(unit, "", after + 2)
        named = _named_before(line, amount) and line.lower(after) in {",", ".", ";", "-", "–", ")", ""}
        return _aged(unit, _name_before(line, amount.first - 1), after) if named and not step else None
    value = amount.bound.high or amount.bound.low or Decimal(0)
    if value > 120 or amount.form is Form.VAGUE:
        return None
    before = line.lower(amount.first - 1)
    if before in clues.age_before:
        return replace(_aged(("year", 1), "", at), first=amount.first - 1)
    if line.phrase(amount.first - 2, amount.first) in {"age of", "ages of"}:
        return replace(_aged(("year", 1), "", at), first=amount.first - 2)
    return _age_in_apposition(line, amount)


def _aged(unit: tuple[str, int], who: str, last: int) -> Counted:
    return Counted(
        sort=Sort.AGE, unit=unit[0], what=f"age of {who}" if who else "age", last=last, factor=Decimal(unit[1])
    )


def _age_in_apposition(line: Line, amount: Amount) -> Counted | None:
    """`Ada Moran, 47,` and `Ada Moran (47)`."""
    before, name, after = line.lower(amount.first - 1), line.get(amount.first - 2), line.lower(amount.last)
    if amount.first != amount.core or amount.exact_value is None or not name or not name.capital:
        return None
    if name.tag not in {"PROPN", "X", "NOUN"} or not line.pieces[amount.core].numeric:
        return None
    further = line.get(amount.first - 3)
    full = further is not None and further.capital and further.word
    closed = after in {",", ".", ";", "", ")", "who", "-", "–"}
    if before == "," and closed and (full or after == ","):
        return _aged(("year", 1), _name_before(line, amount.first - 1), amount.last)
    return None


def _named_before(line: Line, amount: Amount) -> bool:
    """Whether a full name and a comma stand in front: `Ada Moran, 15 days`."""
    last, first = line.get(amount.first - 2), line.get(amount.first - 3)
    if line.lower(amount.first - 1) != "," or not last or not first or amount.hedge:
        return False
    return last.capital and first.capital and first.word and last.tag == "PROPN"


def _name_before(line: Line, end: int) -> str:
    first = end
    while first > 0 and line.pieces[first - 1].word and line.pieces[first - 1].capital:
        first -= 1
    return line.words(first, end)


def read_level(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`magnitude 6.1`, `7.0-magnitude`, and a level that something is raised or lowered to."""
    units, before = lexicon.units, line.lower(amount.first - 1)
    after = amount.last + (line.lower(amount.last) == "-")
    for label in units.measured_labels:
        if before == label:
            return Counted(sort=Sort.LEVEL, unit=label, what=label, last=amount.last, first=amount.first - 1)
        if line.lower(after) == label:
            return Counted(sort=Sort.LEVEL, unit=label, what=label, last=after + 1)
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


def _time(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`nine months of talks`, `a 20-minute broadcast`, `20 hour days`."""
    step = 1 if line.lower(amount.last) == "-" else 0
    piece = line.get(amount.last + step)
    while piece and not step and piece.lower in {"full", "straight", "consecutive", "long", "more", "whole"}:
        amount = replace(amount, last=amount.last + 1)
        piece = line.get(amount.last)
    unit = lexicon.units.time.get(singular(piece)) if piece and piece.word else None
    if unit is None or piece is None:
        return None
    if piece.lower == "second" and (amount.exact_value or 0) != 1 and not step:
        return None
    after = amount.last + step + 1
    what, end = "time", after
    if line.lower(after) in _SINCE:
        return Counted(sort=Sort.TIME, unit=unit[0], what=what, last=after + 1, factor=Decimal(unit[1]), dated=True)
    if line.lower(after) == "of":
        phrase, end = _complement(line, after, lexicon)
        what = line.words(phrase.first, phrase.last) if phrase else "time"
    elif step or not is_plural(piece):
        phrase = read_phrase(line, after + (line.lower(after) == "-"), lexicon, one=True)
        if phrase:
            what, end = line.words(phrase.first, phrase.last), phrase.last
    return Counted(sort=Sort.TIME, unit=unit[0], what=what, last=end, factor=Decimal(unit[1]))


def _measure(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    at = amount.last
    if line.lower(at) == "-" and line.pieces[at].glued:
        at += 1
    for length in (3, 2, 1):
        phrase = line.phrase(at, at + length).replace(" / ", " ")
        unit = lexicon.units.measures.get(phrase)
        if unit is None or (length == 1 and len(phrase) <= 2 and at == amount.last and not _unit_context(line, at)):
            continue
        last, what = at + length, ""
        if line.lower(last) == "of":
            inner, last = _complement(line, last, lexicon)
            what = line.words(inner.first, inner.last) if inner else ""
        elif inner := read_phrase(line, last, lexicon):
            what, last = line.words(inner.first, inner.last), inner.last
        return Counted(sort=Sort.MEASURE, unit=unit, what=what, last=last)
    return None


def _unit_context(line: Line, at: int) -> bool:
    """A short unit such as `mm` or `kg` is one only right after digits."""
    return line.pieces[at - 1].numeric


def _compound(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
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
    head = singular(word)
    unit = "person" if head in lexicon.nouns.people else lexicon.units.heads.get(head, head)
    return Counted(sort=Sort.NOUN, unit=unit, what=f"{head} {what}".strip(), last=end, head=head, guessed=True)


def _running(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """The total that an ordinal gives: `the country's third death` is 3 deaths."""
    phrase = read_phrase(line, amount.last, lexicon, one=True)
    if phrase is None:
        return None
    head = singular(line.pieces[phrase.head])
    if head not in lexicon.nouns.running or phrase.last - phrase.first > 3:
        return None
    unit = lexicon.units.heads.get(head, "person" if head in lexicon.nouns.people else head)
    return Counted(sort=Sort.NOUN, unit=unit, what=line.words(phrase.first, phrase.last), last=phrase.last, head=head)


def _noun(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    at, part = amount.last, False
    if line.lower(at) == "of":
        part = amount.form is not Form.VAGUE and "handful" not in (amount.hedge or "")
        at += 1
        while line.lower(at) in lexicon.words.determiners:
            at += 1
        if part and at == amount.last + 1 and line.lower(at) not in {"them", "whom", "which", "us"}:
            part = False
    one = amount.exact_value == 1
    if part and one and _superlative(line, amount.last + 1):
        return None
    whole = read_numeral(line, at, lexicon) if part else None
    if whole and (phrase := read_phrase(line, whole.last, lexicon)):
        return replace(_of_phrase(line, phrase, lexicon), last=amount.last + 1, part=True)
    phrase = read_phrase(line, at, lexicon, one=one)
    if phrase is None:
        end = at + (line.lower(at) in {"them", "whom", "which", "us"}) if part else amount.last
        return Counted(sort=Sort.BARE, unit="", what="", last=end, part=part, guessed=True)
    found = _of_phrase(line, phrase, lexicon)
    if found.head in lexicon.nouns.uncounted or _referring(line, amount, found.head, lexicon):
        return None
    return replace(found, part=part)


def _of_phrase(line: Line, phrase: Phrase, lexicon: AmountLexicon) -> Counted:
    head = singular(line.pieces[phrase.head])
    unit = "person" if head in lexicon.nouns.people else lexicon.units.heads.get(head, head)
    what, last = line.words(phrase.first, phrase.last), phrase.last
    more = line.get(last + 1)
    if line.lower(last) == "and" and more and more.tag == "NOUN" and singular(more) in lexicon.nouns.people:
        last += 2
        what = line.words(phrase.first, last)
    return Counted(sort=Sort.NOUN, unit=unit, what=what, last=last, head=head)


def _superlative(line: Line, at: int) -> bool:
    """`one of the most`, `one of its largest`: a way to praise, not a count."""
    for i in range(at, min(at + 8, len(line))):
        word = line.lower(i)
        if word in {"most", "best", "worst", "least", "top", "few", "only", "main", "leading", "key", "biggest"}:
            return True
        if word.endswith("est") and len(word) > 4:
            return True
        if line.pieces[i].numeric or line.pieces[i].tag == "NUM":
            return False
        if not line.pieces[i].word and word not in {"'", "’", "-"}:
            break
    return True


def _referring(line: Line, amount: Amount, head: str, lexicon: AmountLexicon) -> bool:
    """`the two sides`: a few that the text has named already."""
    value = amount.exact_value
    before = line.phrase(amount.first, amount.core)
    if value == 2 and before == "the" and lexicon.units.heads.get(head) not in {"case", "death"}:
        return True
    if value is None or value > 4 or head not in lexicon.nouns.referring:
        return False
    return (
        before in {"the", "these", "those", "their", "its", "our", "all"} or line.lower(amount.first - 1) == "between"
    )


def _rated(line: Line, found: Counted, lexicon: AmountLexicon) -> Counted:
    """The same per time or per thing: `$50 a barrel`, `300 flights a day`."""
    if found.sort in {Sort.SHARE, Sort.AGE, Sort.BARE, Sort.LEVEL}:
        return found
    at, units = found.last, lexicon.units
    if found.sort is not Sort.TIME and (further := _period_further(line, at, lexicon)):
        return replace(found, unit=f"{found.unit}/{further}", rated=True)
    word = line.lower(at)
    if word in units.adverbs and found.sort is not Sort.TIME:
        return replace(found, unit=f"{found.unit}/{units.adverbs[word]}", last=at + 1, rated=True)
    if word not in units.per:
        return found
    piece = line.get(at + 1)
    if piece is None or not piece.word:
        return found
    noun = singular(piece)
    period = units.time.get(noun)
    measured = units.measures.get(piece.lower)
    if period or (measured and found.sort is Sort.MONEY):
        name = period[0] if period else (measured or noun)
        return replace(found, unit=f"{found.unit}/{name}", last=at + 2, rated=True)
    if found.sort is Sort.MONEY and word in {"a", "per", "each"} and piece.tag == "NOUN":
        return replace(found, unit=f"{found.unit}/{noun}", last=at + 2, rated=True)
    return found


def _period_further(line: Line, at: int, lexicon: AmountLexicon) -> str:
    """The period of `every year`, `per day`, `in an average year` a few words further on."""
    for i in range(at, min(at + _PERIOD_REACH, len(line) - 1)):
        if not line.pieces[i].word or line.pieces[i].numeric:
            return ""
        noun = line.get(i + 2) if line.lower(i + 1) in {"average", "single", "typical", "normal"} else line.get(i + 1)
        unit = lexicon.units.time.get(noun.lower) if noun else None
        if unit and (
            line.lower(i) in {"every", "each", "per"} or (line.lower(i) in {"a", "an"} and noun != line.get(i + 1))
        ):
            return unit[0]
    return ""
