"""How far to trust what was read of a number, by how often its sort turned out right on the development stories."""

from onrecord.records import Confidence
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.numeral import Form
from onrecord.stages.amounts.pieces import Line

_SMALL = 12


def judge_confidence(line: Line, amount: Amount, counted: Counted, *, elided: bool, headline: bool) -> Confidence:
    """HIGH for digits right beside the noun they count, LOW where the noun is a guess or the number of a sort often
    mistaken, MEDIUM for the rest.

    HIGH: `killed 40 villagers`; MEDIUM: `a third of adults`, `killed nine`, any headline; LOW: `spent a week`.
    """
    if counted.guessed or not counted.what or _often_mistaken(line, amount, counted):
        return Confidence.LOW
    if counted.borrowed or counted.part or elided or headline:
        return Confidence.MEDIUM
    plain = amount.form is Form.DIGITS or (amount.form is Form.WORDS and _large(amount))
    return Confidence.HIGH if plain and _beside(line, amount, counted) else Confidence.MEDIUM


def _often_mistaken(line: Line, amount: Amount, counted: Counted) -> bool:
    """A length of time counted by an article or that dates something, and a level that is only named: `spent a week`,
    `two years ago`, `level five`.
    """
    if counted.dated:
        return True
    if counted.sort is Sort.TIME:
        return line.lower(amount.core) in {"a", "an"} and amount.last == amount.core + 1 and not amount.hedge
    return counted.sort is Sort.LEVEL and counted.unit != "magnitude"


def _beside(line: Line, amount: Amount, counted: Counted) -> bool:
    """Whether what is counted stands right behind the number, as of a measure it need not: `55 tons`."""
    if counted.sort is Sort.MEASURE:
        return counted.what.lower() in line.phrase(amount.last, counted.last)
    return counted.sort is Sort.NOUN


def _large(amount: Amount) -> bool:
    value = amount.bound.low if amount.bound.low is not None else amount.bound.high
    return value is not None and value > _SMALL
