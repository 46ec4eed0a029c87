"""Bare numbers that go on from an amount before: `5m crowns, against 3m`, `41 percent, the Reds 38`, `put it at 40`."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.numeral import Form
from onrecord.stages.amounts.pieces import Line

_MEASURED = frozenset({Sort.MONEY, Sort.SHARE, Sort.MEASURE})
_HUNDRED = 100
_NAME_REACH = 6
_OLDEST = 110
_LINKS = frozenset({",", "and", ";", "while", "but"})
_ENDS = frozenset({",", ".", ";", "and", ")", ""})


def goes_on_list(line: Line, amount: Amount, before: Counted, lexicon: AmountLexicon) -> bool:
    """Whether the verb and what is counted are left out behind a name: `the Reds won 40 seats, the Blues | 38`."""
    if before.sort not in _MEASURED | {Sort.NOUN} or amount.first - before.last > _NAME_REACH:
        return False
    between = list(line.pieces[before.last : amount.first])
    if between and between[-1].lower == "at":
        between.pop()
    if len(between) < 2 or between[0].lower not in _LINKS or line.lower(amount.last) not in _ENDS:
        return False
    names = [p for p in between if p.word and p.lower not in _LINKS | lexicon.words.determiners]
    labels = lexicon.nouns.labels | lexicon.nouns.weak_labels | lexicon.nouns.months
    named = bool(names) and all(p.capital and p.lower not in labels for p in names)
    return named and (before.sort is Sort.SHARE or any(p.lower == "the" for p in between))


def go_on(
    line: Line,
    amount: Amount,
    counted: Counted,
    before: Counted | None,
    earlier: Sequence[Counted],
    lexicon: AmountLexicon,
) -> Counted | None:
    """The bare number as of what the number `before` it in the sentence was, or the last of the sentence `earlier`;
    None where its words do not say that it goes on from that.
    """
    if before and (aged := _age_listed(line, amount, counted, before)):
        return aged
    if before and before.sort in _MEASURED and _compared(line, amount, before, lexicon):
        like = _alike(counted, before)
        return replace(like, what="") if line.lower(amount.first - 1) in {"for", "of"} else like  # of another matter
    if before and goes_on_list(line, amount, before, lexicon):
        like = _alike(counted, before)
        return like if like.sort is Sort.NOUN else replace(like, what=_named(line, amount, before))
    last = before or (earlier[-1] if earlier else None)
    if last and last.sort in _MEASURED | {Sort.NOUN} and _of_the_same(line, amount, lexicon):
        return _alike(counted, last)
    return None


def same_stuff(counted: Counted, earlier: Sequence[Counted]) -> Counted:
    """A weight or length of nothing named, as of what the last one of its unit was: `had leaked | 40 tonnes`."""
    if counted.sort is not Sort.MEASURE or counted.what:
        return counted
    like = next((e for e in reversed(earlier) if e.sort is Sort.MEASURE and e.unit == counted.unit and e.what), None)
    return replace(counted, what=like.what, borrowed=True) if like else counted


def _alike(counted: Counted, like: Counted) -> Counted:
    return replace(
        counted,
        sort=like.sort,
        unit=like.unit,
        what=like.what,
        head=like.head,
        rated=like.rated,
        guessed=False,
        borrowed=True,
    )


def _named(line: Line, amount: Amount, before: Counted) -> str:
    """The name that the number belongs to, for a share or sum of which the one before was another's."""
    first, last = before.last, amount.first
    while first < last and line.lower(first) in _LINKS:
        first += 1
    return line.words(first, last - (line.lower(last - 1) == "at"))


def _compared(line: Line, amount: Amount, before: Counted, lexicon: AmountLexicon) -> bool:
    """Whether the words in front set it against the amount before: `against 3m`, `up from 38`, `and 5m in June`."""
    if before.sort is Sort.MONEY and amount.numeral.magnitude is None:
        return False
    if before.sort is Sort.SHARE and (amount.bound.high or _HUNDRED) >= _HUNDRED:
        return False
    near, pair = line.lower(amount.first - 1), line.phrase(amount.first - 2, amount.first)
    if near in lexicon.clues.comparing or pair in lexicon.clues.compared:
        return True
    return before.sort is Sort.MONEY and near in {"and", "for", "of"} | lexicon.clues.change


def _of_the_same(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """`Delmar put it at | 4,000`, `A year ago it was | 210,000`, `That compares with | 90 million`."""
    first, clues = amount.first, lexicon.clues
    if line.phrase(first - 2, first) in clues.compared or line.lower(first - 1) == "against":
        return all(p.tag in {"PRON", "DET", "VERB", "ADP", "AUX"} for p in line.pieces[:first])
    if line.lower(first - 1) == "at":
        return line.lower(first - 2) in clues.resuming and line.lower(first - 3) in clues.putting
    if amount.form is not Form.DIGITS or line.lower(amount.last) not in _ENDS | {"in", "on", "at"}:
        return False
    return line.lower(first - 1) in {"was", "is"} and line.lower(first - 2) in clues.resuming


def _age_listed(line: Line, amount: Amount, counted: Counted, before: Counted) -> Counted | None:
    """The further ages of several: `aged 2, | 5 and | 9`."""
    value = amount.exact_value
    between = line.phrase(before.last, amount.first)
    if value is None or value > _OLDEST or amount.hedge or line.lower(amount.last) not in _ENDS:
        return None
    if before.sort is not Sort.AGE or between not in {",", "and", ", and"}:
        return None
    return replace(counted, sort=Sort.AGE, unit="year", what="age", guessed=False)
