"""Ages: `a 25-year-old clerk`, `Ada Moran, 47,`, `a man in his 60s`, `she was 18`."""

from dataclasses import replace
from decimal import Decimal

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.numeral import Form
from onrecord.stages.amounts.phrases import read_phrase, singular
from onrecord.stages.amounts.pieces import Line

_OLDEST = 110
_CLOSING = frozenset({"", ".", ",", ";", "and", "or"})


def read_age(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`25-year-old clerk`, `47 years old`, `aged 12`, `Name, 47,`, `in his 30s`."""
    clues, at = lexicon.clues, amount.last
    bare = line.phrase(at, at + 1)
    if amount.numeral.decade and line.lower(amount.core - 1) in lexicon.words.possessives:
        return Counted(sort=Sort.AGE, unit="year", what="age", last=at)
    step = 1 if bare == "-" else 0
    unit = lexicon.units.time.get(singular(line.pieces[at + step], lexicon.nouns)) if line.get(at + step) else None
    if unit:
        after = at + step + 1
        after += line.lower(after) == "-" and line.lower(after + 1) in clues.age_after
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
    if before in clues.aging and line.lower(amount.first - 2) in clues.persons and amount.form is Form.DIGITS:
        alone = read_phrase(line, at, lexicon) is None and line.lower(at) not in {"of", "-", "percent", "%"}
        return replace(_aged(("year", 1), "", at), first=amount.first - 2) if alone and value > 1 else None
    over = amount.hedge in lexicon.clues.older and line.lower(amount.first - 1) in lexicon.clues.aging_after
    if over and amount.form is Form.DIGITS and line.lower(at) in _CLOSING:
        return _aged(("year", 1), "", at)  # "ten of the dead were over 75"
    if _ages_of_several(line, amount, lexicon):
        return _aged(("year", 1), "", at)
    return _age_of_one(line, amount, lexicon) or _age_in_apposition(line, amount)


def _aged(unit: tuple[str, int], who: str, last: int) -> Counted:
    return Counted(
        sort=Sort.AGE, unit=unit[0], what=f"age of {who}" if who else "age", last=last, factor=Decimal(unit[1])
    )


def _ages_of_several(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """`The two brothers, 19 and 22, were jailed`, from the first of the ages."""
    noun, second = line.get(amount.first - 2), line.get(amount.last + 1)
    if noun is None or second is None or not (line.pieces[amount.core].numeric and second.numeric) or amount.hedge:
        return False
    listed = line.lower(amount.first - 1) == "," and line.lower(amount.last) in {"and", ","}
    if not listed or line.lower(amount.last + 2) not in _CLOSING - {"or"} or (amount.exact_value or 0) > _OLDEST:
        return False
    return noun.lower != singular(noun, lexicon.nouns) and singular(noun, lexicon.nouns) in lexicon.nouns.people


def _age_of_one(line: Line, amount: Amount, lexicon: AmountLexicon) -> Counted | None:
    """`The captain, 58, was fined`."""
    noun, article = line.get(amount.first - 2), line.lower(amount.first - 3)
    if noun is None or amount.first != amount.core or not line.pieces[amount.core].numeric:
        return None
    closed = line.lower(amount.first - 1) == "," and line.lower(amount.last) == ","
    value = amount.exact_value
    if not closed or value is None or value > _OLDEST or singular(noun, lexicon.nouns) not in lexicon.nouns.people:
        return None
    alone = singular(noun, lexicon.nouns) == noun.lower
    of_one = article in lexicon.words.articles | {"the"} | lexicon.words.possessives
    return _aged(("year", 1), noun.text, amount.last) if alone and of_one else None


def _age_in_apposition(line: Line, amount: Amount) -> Counted | None:
    """`Ada Moran, 47,` and `Ada Moran (47)`."""
    before, name, after = line.lower(amount.first - 1), line.get(amount.first - 2), line.lower(amount.last)
    if amount.first != amount.core or amount.exact_value is None or not name or not name.capital:
        return None
    if name.tag not in {"PROPN", "X", "NOUN"} or not line.pieces[amount.core].numeric:
        return None
    further = line.get(amount.first - 3)
    full = further is not None and further.capital and further.word
    closed = after in {",", ".", ";", "", ")", "who", "-", "–", "and", "from"}
    if before == "," and closed and (full or after == ","):
        return _aged(("year", 1), _name_before(line, amount.first - 1), amount.last)
    if before == "(" and after == ")" and line.ends_person(amount.first - 2) and amount.exact_value <= _OLDEST:
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
