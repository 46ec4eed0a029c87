"""Numbers that look like counts and say nothing: `one official said`, `in two days`, `a way or two`."""

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.pieces import Line, Piece
from onrecord.stages.amounts.toll import read_fate

_ALL = 100
# In front of a lone `one`, so that it is a count: `the toll rose to one`.
_REACHED = frozenset({"to", "at", "from", "is", "was", "only", "just"})


_DATING = frozenset({"ago", "earlier"})


def is_idle(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> bool:
    """Whether the number is a way of speaking or only sets a term.

    True of `one official said` and `within 30 days`; false of `one person died` and `for 30 days`.
    """
    unit = line.get(amount.last)
    if counted.sort is Sort.TIME and amount.exact_value == 0:
        return True
    if counted.sort is Sort.TIME and unit and unit.capital and amount.core > 0:
        return True
    if counted.sort is Sort.NOUN and _titled(line, amount, counted, lexicon):
        return True
    if counted.sort is Sort.MEASURE and counted.unit == "mm" and counted.what:
        return not amount.hedge and line.lower(amount.last + 1) != "of"  # "a 50 mm lens", but "90 mm of rain"
    if counted.sort is Sort.SHARE and amount.exact_value == _ALL:
        return _wholly(line, amount, counted, lexicon)
    if counted.sort is Sort.TIME:
        return _term(line, amount, counted, lexicon)
    if line.lower(amount.core) == "one" and amount.last == amount.core + 1 and not amount.hedge:
        if line.lower(amount.last) in {"another", "other"}:
            return True
        return not _counts_one(line, amount, counted, lexicon)
    return False


def _wholly(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> bool:
    """Whether a hundred per cent are said of nothing, for `wholly`: `they are 100 percent wrong`."""
    after, before = line.get(counted.last), line.lower(amount.first - 1)
    if line.lower(counted.last - 1) not in lexicon.units.percent or before in lexicon.clues.change | {"by", "to"}:
        return False
    return after is None or not (after.word or after.numeric) or after.tag in {"ADJ", "ADV", "ADP"}


def _titled(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> bool:
    """Whether the counted words are capitals in running text, as in a title: `See 19 Hard Truths`."""
    if (
        counted.borrowed
        or counted.unit == "person"
        or counted.head in lexicon.nouns.people
        or counted.head in lexicon.units.heads
    ):
        return False
    words = [p for p in line.pieces[amount.last : counted.last] if p.word]
    small = sum(p.word and not p.capital for p in line.pieces)
    large = sum(p.word and p.capital for p in line.pieces)
    return len(words) > 1 and all(p.capital for p in words) and small > large


def _counts_one(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> bool:
    """Whether `one` is a count: of deaths or cases, of the harmed, or after `total` words."""
    if counted.sort is not Sort.NOUN or line.lower(amount.core - 1) in {"no", "any", "every", "each", "this", "that"}:
        return counted.sort is not Sort.NOUN and counted.sort is not Sort.BARE
    if line.lower(amount.core - 1) == "the" and counted.unit not in {"death", "case"}:
        return False  # "the one virtue of the plan"
    if counted.borrowed:
        after = line.get(counted.last)
        return after is not None and (after.tag == "ADP" or after.lower in {"linked", "confirmed", "more"})
    if counted.unit in {"death", "case"} and not counted.guessed:
        alone = counted.last == amount.last and line.lower(amount.core - 1) not in _REACHED
        return not alone or read_fate(line, amount, counted.last, lexicon.clues)[0] is not None
    if line.lower(counted.last) in lexicon.words.telling:
        return False  # "one official said the deal was dead"
    if counted.part and not counted.guessed and any(p.numeric or p.tag == "NUM" for p in _whole(line, amount)):
        return True
    fate, _ = read_fate(line, amount, counted.last, lexicon.clues)
    return fate is not None or line.lower(amount.core - 2) in lexicon.nouns.totals


def _whole(line: Line, amount: Amount) -> tuple[Piece, ...]:
    """The words in which the number of the whole may stand: `one of | the 12 miners`."""
    return line.pieces[amount.last + 1 : amount.last + 4]


def _term(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> bool:
    """Whether a length of time only says when: `within 30 days`, `over the next two years`, `in two weeks`."""
    before, after = line.lower(amount.first - 1), line.lower(counted.last)
    if line.lower(amount.core) in {"a", "an"} and not amount.hedge and {after, line.lower(counted.last - 1)} & _DATING:
        return True  # `a year ago`, `a week earlier`
    if after in {"away", "from", "to"} and (after == "away" or line.lower(counted.last + 1) in {"now", "go"}):
        return True
    words = {before, *(line.lower(i) for i in range(amount.first, amount.core))}
    if amount.core > 0 and line.lower(amount.core - 1) in {
        "next",
        "coming",
        "following",
        "last",
        "past",
        "first",
        "final",
    }:
        return True
    if words & lexicon.words.soon:
        return before != "by" or line.lower(amount.first - 2) not in lexicon.clues.stretched  # "extended by two hours"
    if before == "in" and after not in {"a", "prison", "jail"}:
        return not _lookback(line, amount, lexicon)
    return line.lower(amount.core) == "one" and not amount.hedge and after not in lexicon.words.since


def _lookback(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """Whether `in 40 years` looks back over a stretch: `the first flood in 40 years`."""
    words = {line.lower(i) for i in range(max(0, amount.first - 10), amount.first)}
    return bool(words & lexicon.words.lookback)
