"""Numbers that are no amounts: dates, times of day, names, labels, scores, list numbers."""

from collections.abc import Sequence

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.records import PassageKind, TimeExpression, TimexType
from onrecord.stages.amounts.brands import is_model
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.measures import read_level
from onrecord.stages.amounts.numeral import Form
from onrecord.stages.amounts.phrases import Phrase, read_phrase, singular
from onrecord.stages.amounts.pieces import Line

_DASHES = frozenset({"-", "–", "—"})
_ARC = frozenset({"'", "’", "′", "°", "º"})
_WINDS = frozenset({"N", "S", "E", "W"})
_ARTICLES = frozenset({"the", "a", "an"})
_TOTAL_REACH = 6


def is_numbered(line: Line, amount: Amount, times: Sequence[TimeExpression], lexicon: AmountLexicon) -> bool:
    """Whether the number only names, dates, ranks or lists something.

    True of `Flight 370`, `12 May`, `10.30 pm`, `a 3-1 win`, `(2) the law`; false of `12 arrests`.
    """
    if "=" in {line.lower(amount.first - 1), line.lower(amount.last)}:
        return True  # "$1 = 0.74 euro", a rate of exchange
    if amount.currency:
        return amount.numeral.decade  # "a handful of $20s"
    if amount.numeral.decade and line.lower(amount.first - 1) in _ARTICLES:
        return True  # "a 60s figure"
    return (
        _in_name(line, amount, lexicon)
        or is_model(line, amount, lexicon)
        or _in_idiom(line, amount, lexicon)
        or _dated(line, amount, lexicon)
        or _in_time(line, amount, times, lexicon)
        or (_labelled(line, amount, lexicon) and not read_level(line, amount, lexicon))
        or _in_string(line, amount, lexicon)
        or _addressed(line, amount, lexicon)
        or _scored(line, amount, lexicon)
        or _listed(line, amount)
    )


def _in_name(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """`G20`, `F-16`, `3D`, `H1N1`: letters that touch the digits."""
    if line.lower(amount.core - 1) == "of" and _heads_name(line, amount.core - 2):
        return True
    if amount.form is Form.WORDS and _hangs_on(line, amount.core):
        return True
    initials = amount.core == 1 and line.pieces[0].text.isupper()
    if amount.form is Form.WORDS and line.pieces[amount.core].capital and (amount.core > 1 or initials):
        return line.analysis.sentence.kind is PassageKind.BODY and _in_title(line, amount, lexicon)
    if amount.form not in {Form.DIGITS, Form.ORDINAL} or not line.pieces[amount.core].numeric:
        return False
    piece, before, after = line.pieces[amount.core], line.get(amount.core - 1), line.get(amount.last)
    if before and piece.glued:
        if before.word or before.text in {"_", "/", "@", "&", ".", ":", "+"}:
            return True
        if before.text in _DASHES and before.glued and (further := line.get(amount.core - 2)) and further.word:
            return True
    letter = line.get(amount.core - 2)
    if before and before.text == "-" and letter and letter.capital and len(letter.text) == 1:
        return True
    return bool(
        after
        and after.glued
        and after.word
        and line.pieces[amount.last - 1].numeric
        and after.lower not in lexicon.words.glued_units
    )


def _in_idiom(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """`in two minds`, `fifty-fifty`, `a thousand times`, and the children of `a father of seven`."""
    if line.lower(amount.first - 1) == "of" and line.lower(amount.first - 2) in lexicon.nouns.kin:
        return True
    if line.phrase(amount.core - 1, amount.last) == "or two" and line.lower(amount.core - 3) in _ARTICLES:
        return True  # "a delegate or two"
    idioms, longest = lexicon.words.idioms, lexicon.words.longest_idiom
    for first in range(max(0, amount.core - longest + 1), amount.core + 1):
        for last in range(amount.core + 1, min(len(line), first + longest) + 1):
            if line.phrase(first, last) in idioms:
                return True
    return False


def _heads_name(line: Line, at: int) -> bool:
    """Whether the word has a capital that no sentence start gives it and no plural: `the | Group | of 20`."""
    return at > 0 and line.pieces[at].capital and line.pieces[at - 1].word and not line.lower(at).endswith("s")


def _hangs_on(line: Line, at: int) -> bool:
    """Whether a hyphen ties the number to the word before: `top-ten`, `catch-two`, `high-five`."""
    before, hyphen = line.get(at - 2), line.get(at - 1)
    tied = before is not None and before.word and hyphen is not None and hyphen.text == "-"
    return tied and hyphen is not None and hyphen.glued and line.pieces[at].glued


def _in_title(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """`the Gang of Eight`, `the Three Tailors`, `the Big Three`: a number word with a capital among others."""
    before, after = line.pieces[amount.core - 1], line.get(amount.last)
    if before.lower == "of" and line.pieces[amount.core - 2].capital:
        return True
    if (
        before.word
        and before.capital
        and (amount.core > 1 or before.text.isupper())
        and before.lower not in lexicon.words.stops
    ):
        return True
    return before.word and not before.capital and after is not None and after.capital


def _dated(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """A day of the month, a year, a time of day."""
    months, before, after = lexicon.nouns.months, line.lower(amount.core - 1), line.lower(amount.last)
    if amount.form is Form.VAGUE or amount.form is Form.SHARE:
        return False
    value = amount.exact_value
    if amount.first == amount.core or amount.form is Form.ORDINAL:
        small = value is not None and value <= 31
        if before == "." and line.lower(amount.core - 2) in months:
            before = line.lower(amount.core - 2)
        capital = line.pieces[amount.core - 1].capital if amount.core else False
        if before in months and (capital or before != "may") and (small or _year_like(line, amount)):
            return True
        if small and (after in months or (after == "of" and line.lower(amount.last + 1) in months)):
            return True
    return _year(line, amount, lexicon) or _of_clock(line, amount, lexicon) or _four_digits(line, amount, lexicon)


def _year_like(line: Line, amount: Amount) -> bool:
    digits = line.pieces[amount.core].text
    return len(digits) == 4 and digits.isdecimal() and "1400" <= digits <= "2150" and amount.last == amount.core + 1


def _year(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    if not _year_like(line, amount):
        digits = line.pieces[amount.core].text
        return amount.numeral.decade and len(digits) == 4
    if amount.hedge and amount.hedge not in {"about", "around"}:
        return amount.hedge == "range"
    if line.lower(amount.core - 1) in lexicon.nouns.before_years:
        return True
    phrase = read_phrase(line, amount.last, lexicon)
    if phrase is None or line.pieces[amount.last].capital:
        return line.phrase(amount.last, amount.last + 1) not in lexicon.units.percent
    return not _plural_next(line, amount.last, lexicon)


def _plural_next(line: Line, at: int, lexicon: AmountLexicon) -> bool:
    phrase = read_phrase(line, at, lexicon)
    if phrase is None:
        return False
    word = line.lower(phrase.head)
    return word.endswith("s") or word in lexicon.nouns.irregular


def _of_clock(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    after, before = line.get(amount.last), line.get(amount.core - 1)
    if after and after.text == ":" and after.glued and (minute := line.get(amount.last + 1)) and minute.numeric:
        return minute.glued
    if before and before.text == ":" and before.glued and line.pieces[amount.core].glued:
        return True
    word = after.lower if after else ""
    if word in lexicon.nouns.clock:
        if word in {"a", "p"}:
            return line.lower(amount.last + 1) == "." and line.lower(amount.last + 2) == "m"
        if word == "o":
            return line.lower(amount.last + 1) in {"'", "’"}
        return word != "local" or line.lower(amount.last + 1) == "time"
    return False


def _four_digits(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """Whether hours and minutes stand as four digits with nothing counted after them: `between 1040 and 1050`."""
    after, before = line.get(amount.last), line.lower(amount.core - 1)
    if before not in lexicon.words.clock_leaders or (
        after and (after.text in {"%", "-"} or (after.glued and after.word))
    ):
        return False
    if any(line.lower(i) in lexicon.nouns.totals for i in range(max(0, amount.core - _TOTAL_REACH), amount.core)):
        return False
    ends = [line.pieces[i].text for i in (amount.core, amount.last - 1)]
    if not all(len(end) == 4 and end.isdecimal() and end[:2] < "24" and end[2:] < "60" for end in ends):
        return False
    return read_phrase(line, amount.last, lexicon) is None and not (after and after.lower in lexicon.units.percent)


def _in_time(line: Line, amount: Amount, times: Sequence[TimeExpression], lexicon: AmountLexicon) -> bool:
    """Whether a date or time of day covers it; `two weeks ago` is a date and a length of time all the same."""
    span = line.span(amount.core, amount.last)
    for time in times:
        if time.type is not TimexType.DURATION and time.span.overlaps(span):
            if time.rule == "year" and _people_next(line, amount.last, lexicon) and _object(line, amount):
                return False  # "reached 1960 villagers"
            last = line.at(time.span.end - 1)
            inside = {line.lower(i) for i in range(amount.last, last + 2)}
            return not inside & lexicon.words.since
    return False


def _people_next(line: Line, at: int, lexicon: AmountLexicon) -> bool:
    phrase = read_phrase(line, at, lexicon)
    if phrase is None or not _plural_next(line, at, lexicon):
        return False
    return singular(line.pieces[phrase.head], lexicon.nouns) in lexicon.nouns.people


def _object(line: Line, amount: Amount) -> bool:
    """Whether a verb stands right before the number, as none does before a year."""
    before = line.get(amount.core - 1)
    return before is not None and before.tag == "VERB"


def _labelled(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """`Resolution 2254`, `Route 9`, `No. 4`, `Windows 10`."""
    if amount.form in {Form.VAGUE, Form.SHARE, Form.ORDINAL} or amount.first != amount.core:
        return False
    before = amount.core - 1
    if line.lower(before) == "." and line.lower(before - 1) in lexicon.words.numero:
        return True
    if line.lower(before) in {"#", "№", "§"}:
        return True
    piece = line.get(before)
    if piece is None or not piece.word:
        return False
    if piece.lower in lexicon.nouns.labels:
        return piece.lower != "no" or piece.capital
    phrase = read_phrase(line, amount.last, lexicon)
    if phrase and (line.rules_clause(phrase.first) or _one_craft(line, before, phrase, lexicon)):
        phrase = None  # "Line 4 faced long queues", "the Soyuz 6 spacecraft"
    if phrase and _titled(line, before, phrase, lexicon):
        return True
    if phrase or line.phrase(amount.last, amount.last + 1) in lexicon.units.percent:
        return False
    after = line.lower(amount.last)
    if piece.lower in lexicon.nouns.weak_labels and after not in {"-", "per"}:
        return True
    doing = line.get(amount.last)
    if line.lower(before - 1) in lexicon.words.locative and doing and doing.tag in {"AUX", "VERB"}:
        return False  # "in Orle 48 were killed"
    named = piece.capital and before > 0 and piece.tag in {"PROPN", "X", "NOUN", "ADJ"} and after not in {"-", "of"}
    number = line.pieces[amount.core]
    return named and (number.numeric or number.capital) and line.lower(before) not in lexicon.words.stops


def _one_craft(line: Line, before: int, phrase: Phrase, lexicon: AmountLexicon) -> bool:
    """Whether the noun behind a name and its number has no plural form, so that it may as well be a single one."""
    head = line.lower(phrase.head)
    alike = lexicon.nouns.irregular.get(head) == head and head not in lexicon.nouns.people
    return alike and before > 0 and line.pieces[before].capital and line.pieces[before].tag == "PROPN"


def _titled(line: Line, before: int, phrase: Phrase, lexicon: AmountLexicon) -> bool:
    """`Web 2.0 Summit`: a number between names, with no people behind it."""
    name, head = line.pieces[before], line.pieces[phrase.head]
    nouns = {"PROPN", "NOUN", "X"}
    if not (name.capital and head.capital and before > 0 and name.tag in nouns and head.tag in nouns):
        return False
    if line.analysis.sentence.kind is not PassageKind.BODY or name.lower in lexicon.words.stops:
        return False
    people = head.lower.endswith(lexicon.nouns.peoples) or singular(head, lexicon.nouns) in lexicon.nouns.people
    return not people and line.pieces[before + 1].numeric


def _in_string(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """Part of a telephone number, a code, `24/7`, `9/11`."""
    piece = line.pieces[amount.core]
    if not piece.numeric:
        return False
    if len(piece.text) > 1 and piece.text[0] == "0" and piece.text[1].isdigit():
        return True
    if piece.text in lexicon.nouns.emergency and line.lower(amount.last) in {
        "call",
        "calls",
        "emergency",
        "dispatcher",
    }:
        return True
    before, after, further = line.get(amount.core - 1), line.get(amount.last), line.get(amount.last + 1)
    if after and further and after.glued and after.text in _ARC:
        return further.numeric or further.text in _WINDS
    if before and (before.numeric or before.text in {"/", "+"}):
        return before.numeric or piece.glued
    if after and after.numeric:
        return True
    return bool(after and after.text in {"/", ":"} and after.glued and further and further.numeric)


def _addressed(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """The number of a house: `405 Willow Ave`."""
    names = line.pieces[amount.last : amount.last + 4]
    if not line.pieces[amount.core].numeric or not names or not names[0].capital:
        return False
    return any(p.capital and p.lower in lexicon.nouns.streets for p in names[1:])


def _scored(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """`a 3-1 win`, `won 52-47`: two numbers with a dash and nothing counted after them; `a 3 to 1 margin`."""
    after = line.get(amount.last)
    facing = amount.hedge == "range" or (line.lower(amount.core - 1) == "to" and _ends_number(line, amount.core - 2))
    if after and after.lower in lexicon.nouns.margins and facing:
        return True
    if amount.glued_range and amount.numeral.magnitude is None:
        if after and (after.text == "%" or line.phrase(amount.last, amount.last + 2) in lexicon.units.percent):
            return False
        if after and (after.lower in lexicon.units.percent or after.text == "-"):
            return False
        return not _plural_next(line, amount.last, lexicon)
    if line.lower(amount.core - 1) in _DASHES and line.pieces[amount.core].glued and line.pieces[amount.core].numeric:
        return amount.core > 1 and line.pieces[amount.core - 2].numeric
    joined = after and after.text in _DASHES and after.glued
    return bool(joined and (second := line.get(amount.last + 1)) and second.numeric and second.glued)


def _ends_number(line: Line, at: int) -> bool:
    """Whether a number may end at the piece."""
    piece = line.get(at)
    return piece is not None and (piece.numeric or piece.tag == "NUM")


def _listed(line: Line, amount: Amount) -> bool:
    """`1. Wash your hands`, `(2) the law`."""
    if amount.form is not Form.DIGITS or amount.last != amount.core + 1:
        return False
    after = line.get(amount.last)
    return amount.core == 0 and bool(after and after.text in {".", ")", ":"} and len(line) > 2)
