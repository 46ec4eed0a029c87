"""What a number counts or measures, from the words right beside it."""

from dataclasses import replace

from onrecord.lexicons.amounts import AmountLexicon, NounWords
from onrecord.stages.amounts.ages import read_age
from onrecord.stages.amounts.brands import read_made
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.measures import (
    complement,
    read_compound,
    read_level,
    read_measure,
    read_share_of,
    read_sum,
    read_time,
)
from onrecord.stages.amounts.numeral import Form, Numeral
from onrecord.stages.amounts.numerals import read_numeral
from onrecord.stages.amounts.phrases import (
    Phrase,
    after_owner,
    counts_people,
    is_plural,
    may_be_many,
    read_phrase,
    singular,
)
from onrecord.stages.amounts.pieces import Line

_PERIOD_REACH = 6
_MANY = 10


def read_counted(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """What the number is a number of; None where the words say that it counts nothing.

    `20m euros in aid` is EUR of aid, `a 25-year-old clerk` a year of age, `nine months of talks` a month of talks.
    """
    if line.lower(amount.core) in lexicon.numbers.adverbs:
        if line.lower(amount.last) in lexicon.clues.multiplied or _hyphenated(line, amount.last, lexicon.nouns):
            return None
        return Counted(sort=Sort.NOUN, unit="time", what="times", last=amount.last, head="time")
    if line.phrase(amount.core, amount.last) in lexicon.numbers.nobody:
        return Counted(sort=Sort.NOUN, unit="person", what="people", last=amount.last, head="person")
    if amount.form is Form.ORDINAL:
        if _hyphenated(line, amount.last, lexicon.nouns):
            return None
        return _running(line, amount, lexicon)
    for reader in (read_share_of, read_sum, read_age, read_level, read_time, read_measure, read_compound):
        if found := reader(line, amount, lexicon):
            return add_rate(line, found, lexicon)
    if amount.form is Form.SHARE or _hyphenated(line, amount.last, lexicon.nouns):
        return None
    found = _noun(line, amount, lexicon)
    return add_rate(line, found, lexicon) if found else None


def _hyphenated(line: Line, at: int, nouns: NounWords) -> bool:
    """Whether a hyphen ties the number to a word: `two-party`, in some texts `an 85 - page paper`."""
    after, noun = line.get(at + 1), line.get(at + 2)
    if line.lower(at) != "-" or after is None or not after.word:
        return False
    if line.pieces[at].glued:
        return after.glued
    loose = after.tag == "NOUN" and not is_plural(after, nouns) and not after.glued
    return loose and noun is not None and noun.tag in {"NOUN", "ADJ"}


def _running(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """The total that an ordinal gives: `the country's third death` is 3 deaths."""
    phrase = read_phrase(line, amount.last, lexicon, one=True)
    if phrase is None:
        return None
    head = singular(line.pieces[phrase.head], lexicon.nouns)
    if head not in lexicon.nouns.running or phrase.last - phrase.first > 3:
        return None
    unit = lexicon.units.heads.get(head, "person" if head in lexicon.nouns.people else head)
    what = _plural_what(line.words(phrase.first, phrase.last), head, lexicon)
    return Counted(sort=Sort.NOUN, unit=unit, what=what, last=phrase.last, head=head)


def _noun(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    at, part = amount.last, False
    if line.lower(at) == "of":
        part = amount.form is not Form.VAGUE and "handful" not in (amount.hedge or "")
        at += 1
        while line.lower(at) in lexicon.words.determiners:
            at += 1
        if (
            part
            and at == amount.last + 1
            and not _whole(line, at, lexicon)
            and line.lower(at) not in lexicon.words.plain_objects
        ):
            part = False
    one = amount.exact_value == 1
    if part and one and _superlative(line, amount.last + 1, lexicon):
        return None
    whole = _whole(line, at, lexicon) if part else None
    if whole and (phrase := read_phrase(line, whole.last, lexicon)):
        return replace(of_phrase(line, phrase, lexicon), last=amount.last + 1, part=True)
    phrase = None if _other_length(line, at, lexicon) else read_phrase(line, at, lexicon, one=one)
    phrase = read_made(line, at, lexicon) or phrase
    if phrase is None:
        end = at + (line.lower(at) in lexicon.words.plain_objects) if part else amount.last
        return Counted(sort=Sort.BARE, unit="", what="", last=end, part=part, guessed=True)
    if at == amount.last and _named(line, amount, phrase, lexicon):
        return None
    found = of_phrase(line, phrase, lexicon)
    if found.head == "life" and any(line.lower(i) in lexicon.clues.claiming for i in range(at - 8, amount.first)):
        return replace(found, unit="death", what="deaths", head="death", part=part)
    if found.head == "time" and line.lower(found.last) in lexicon.clues.multiplied:
        return None
    if _uncounted(line, amount, found.head, lexicon) or _referring(line, amount, found.head, lexicon):
        return None
    return replace(found, part=part)


def _other_length(line: Line, at: int, lexicon: AmountLexicon) -> bool:
    """Whether a length of time begins right behind the number, of which it is none: `up from 900 | two weeks ago`."""
    other = read_numeral(line, at, lexicon)
    piece = line.get(other.last) if other else None
    return piece is not None and piece.word and singular(piece, lexicon.nouns) in lexicon.units.time


def _whole(line: Line, at: int, lexicon: AmountLexicon) -> Numeral | None:
    """The number of the whole, with its owner or hedge passed over: the 85,000 of `600 of some 85,000 refugees`."""
    at = after_owner(line, at)
    hedged = line.lower(at) in lexicon.hedges.before
    return read_numeral(line, at, lexicon) or (read_numeral(line, at + 1, lexicon) if hedged else None)


def _named(line: Line, amount: Amount, phrase: Phrase, lexicon: AmountLexicon) -> bool:
    """Whether the number only names one thing, which then is no plural: `an Ariane 5 rocket`, `zero tolerance`."""
    value = amount.exact_value
    if value is None or value == 1 or amount.hedge or amount.form not in {Form.DIGITS, Form.WORDS}:
        return False
    return not may_be_many(line, phrase, lexicon.nouns)


def _uncounted(line: Line, amount: Amount, head: str, lexicon: AmountLexicon) -> bool:
    """Whether noun and number are an expression: `two points he made`, but not `7 points` nor `40 lives`."""
    if head in lexicon.nouns.never_counted:
        return True
    few = amount.form is not Form.DIGITS and (amount.exact_value is None or amount.exact_value < _MANY)
    if head == "point" and line.lower(amount.first - 1) in lexicon.clues.change | {"by", "within"}:
        return False  # "won by six points"
    loose = few or amount.exact_value == 1 or line.lower(amount.core) in {"a", "an"}  # "a million reasons"
    return head in lexicon.nouns.uncounted and loose


def of_phrase(line: Line, phrase: Phrase, lexicon: AmountLexicon) -> Counted:
    """What a noun phrase names, as something counted: `tourists` are persons, `Deaths` deaths."""
    head = singular(line.pieces[phrase.head], lexicon.nouns)
    noun = line.pieces[phrase.head]
    people = counts_people(head, lexicon.nouns) or (noun.capital and noun.lower.endswith(lexicon.nouns.peoples))
    unit = "person" if people else lexicon.units.heads.get(head, head)
    unit = lexicon.nouns.series.get(line.phrase(phrase.head - 1, phrase.head + 1), unit)
    what, last = line.words(phrase.first, phrase.last), phrase.last
    more = line.get(last + 1)
    if (
        line.lower(last) == "and"
        and more
        and more.tag == "NOUN"
        and singular(more, lexicon.nouns) in lexicon.nouns.people
    ):
        last += 2
        what = line.words(phrase.first, last)
    what = _plural_what(what, head, lexicon)
    if line.lower(last) == "of":
        inner, _ = complement(line, last, lexicon)
        what = f"{what} of {line.words(inner.first, inner.last)}" if inner else what
    return Counted(sort=Sort.NOUN, unit=unit, what=what, last=last, head=head)


def _plural_what(what: str, head: str, lexicon: AmountLexicon) -> str:
    """Deaths and cases in the plural whatever their number, so that one and many are of the same thing."""
    tally = lexicon.units.heads.get(head) == head and head in lexicon.nouns.running
    return f"{what}s" if tally and what.lower().endswith(head) else what


def _superlative(line: Line, at: int, lexicon: AmountLexicon) -> bool:
    """`one of the most`, `one of its largest`: a way to praise, not a count."""
    for i in range(at, min(at + 8, len(line))):
        word = line.lower(i)
        if word in lexicon.words.superlatives:
            return True
        if word.endswith("est") and len(word) > 4:
            return True
        if line.pieces[i].numeric or line.pieces[i].tag == "NUM":
            return False
        if not line.pieces[i].word and word not in {"'", "’", "-"}:
            break
    return False


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


def add_rate(line: Line, found: Counted, lexicon: AmountLexicon) -> Counted:
    """The same per time or per thing: `$50 a barrel`, `300 flights a day`, `$12-an-hour`."""
    if found.sort in {Sort.SHARE, Sort.AGE, Sort.BARE, Sort.LEVEL}:
        return found
    at, units = found.last, lexicon.units
    if line.phrase(at, at + 3) in {"- an -", "- a -"} and (time := units.time.get(line.lower(at + 3))):
        return replace(found, unit=f"{found.unit}/{time[0]}", last=at + 4, rated=True)
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
    noun = singular(piece, lexicon.nouns)
    period = units.time.get(noun)
    measured = units.measures.get(piece.lower)
    if line.lower(at + 2) in lexicon.words.since:
        return found
    if period or (measured and found.sort is Sort.MONEY):
        name = period[0] if period else (measured or noun)
        return replace(found, unit=f"{found.unit}/{name}", last=at + 2, rated=True)
    money = found.sort is Sort.MONEY or found.unit in units.coins
    if money and word in {"a", "per", "each"} and piece.tag == "NOUN":
        return replace(found, sort=Sort.MONEY, unit=f"{found.unit}/{noun}", last=at + 2, rated=True)
    return found


def _period_further(line: Line, at: int, lexicon: AmountLexicon) -> str:
    """The period of `every year`, `per day`, `in an average year` a few words further on."""
    for i in range(at, min(at + _PERIOD_REACH, len(line) - 1)):
        if not line.pieces[i].word or line.pieces[i].numeric:
            return ""
        noun = line.get(i + 2) if line.lower(i + 1) in {"average", "single", "typical", "normal"} else line.get(i + 1)
        unit = lexicon.units.time.get(noun.lower) if noun else None
        if unit and (
            line.lower(i) in {"every", "each", "per"}
            or (line.lower(i) in lexicon.words.articles and noun != line.get(i + 1))
        ):
            return unit[0]
    return ""
