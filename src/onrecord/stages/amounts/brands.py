"""Numbers within the name of a make, a channel or a series: `12 new 747 planes`, `the Orle 6 Music studios`."""

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.numeral import Form
from onrecord.stages.amounts.phrases import Phrase, read_phrase, singular
from onrecord.stages.amounts.pieces import Line

_BACK = 3
_HUNDRED = 100
_MAKE = 3  # digits
_CRAFT = frozenset({"aircraft", "vehicle"})


def is_model(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """Whether the digits name a make of what follows, or stand in the middle of a name."""
    if amount.form is not Form.DIGITS or amount.hedge or amount.last != amount.core + 1:
        return False
    return _of_make(line, amount, lexicon) or _within_name(line, amount)


def read_made(line: Line, at: int, lexicon: AmountLexicon) -> Phrase | None:
    """The craft of a make with a number in its name, which are counted: the planes of `30 | Averon 747 planes`."""
    for i in range(at, at + _BACK):
        piece = line.get(i)
        if piece is None or not (piece.numeric or (piece.word and piece.tag in {"ADJ", "PROPN"})):
            return None
        if piece.numeric:
            return _craft(line, i + 1, lexicon) if len(piece.text) == _MAKE and i > at else None
    return None


def _craft(line: Line, at: int, lexicon: AmountLexicon) -> Phrase | None:
    phrase = read_phrase(line, at, lexicon)
    if phrase is None or lexicon.units.heads.get(singular(line.pieces[phrase.head], lexicon.nouns)) not in _CRAFT:
        return None
    return phrase


def _of_make(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """Whether another number counts the craft already, or a plain adjective stands before: `thrifty 737 jets`."""
    if len(line.pieces[amount.core].text) != _MAKE or _craft(line, amount.last, lexicon) is None:
        return False
    before = line.pieces[max(0, amount.core - _BACK) : amount.core]
    if any(p.tag == "NUM" or p.numeric for p in before) and all(p.tag in {"NUM", "ADJ"} for p in before[-2:]):
        return True
    return bool(before) and before[-1].tag == "ADJ" and before[-1].lower not in lexicon.clues.plain_before


def _within_name(line: Line, amount: Amount) -> bool:
    """Whether names stand on both sides, with nothing that puts the first at a place: `at the Orle 6 Music studios`."""
    value, at = amount.exact_value, amount.core
    before, after = line.get(at - 1), line.get(amount.last)
    if value is None or value >= _HUNDRED or before is None or after is None or at < 1:
        return False
    named = all(p.word and p.capital and p.tag == "PROPN" and not p.glued for p in (before, after))
    lead = line.get(at - 2)
    return named and lead is not None and lead.tag not in {"ADP", "VERB"} and lead.text not in {",", ";", ":"}
