"""Amounts that are only meant, asked for or supposed: `a $4 million plan`, `an appeal for 40 tents`, `would, if`."""

from collections.abc import Set as AbstractSet

from onrecord.lexicons.amounts import AmountLexicon, IntentWords
from onrecord.records import Modality
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.pieces import Line

_REACH = 12  # words back from a number to the verb that asks for it
_CLOSING = frozenset({";", ":", ".", "(", ")"})
_LINKING = frozenset({"for", "of"})


def read_intent(
    line: Line, amount: Amount, counted: Counted, modality: Modality, lexicon: AmountLexicon
) -> Modality | None:
    """What the words around an amount make of one that its verb asserts or expects; None where they leave it so."""
    words = lexicon.intent
    if modality is Modality.ASSERTED and (_of_plan(line, amount, counted, words) or _asked_for(line, amount, words)):
        return Modality.PLANNED
    if modality is Modality.EXPECTED and _supposed(line, amount):
        return Modality.POSSIBLE
    return None


def _of_plan(line: Line, amount: Amount, counted: Counted, words: IntentWords) -> bool:
    """Whether a plan is told of by its size: `a $4 million plan`, `an appeal for | $4m`, `plans to hire | 40`."""
    if counted.sort is Sort.MONEY and counted.head in words.plans:
        return True
    at = amount.first - 1
    at -= at > 0 and amount.currency is not None and not line.pieces[at].word  # `for # 40m`, a pound sign lost
    if line.lower(at) in _LINKING and _is_noun(line, at - 1, words.plans):
        return True
    verb = next((i for i in range(at, max(0, at - _REACH), -1) if line.pieces[i].tag == "VERB"), 0)
    return line.lower(verb - 1) == "to" and _is_noun(line, verb - 2, words.plans | words.undertakings)


def _is_noun(line: Line, at: int, nouns: AbstractSet[str]) -> bool:
    """Whether one of these nouns stands at the piece, and no verb: `the firm | plans to`."""
    return line.lower(at) in nouns and line.pieces[at].tag == "NOUN"


def _asked_for(line: Line, amount: Amount, words: IntentWords) -> bool:
    """Whether somebody asks for the amount: `called for an airdrop of | 200,000 tents`."""
    for i in range(amount.first - 1, max(-1, amount.first - 1 - _REACH), -1):
        piece = line.pieces[i]
        if piece.text in _CLOSING or piece.tag in {"SCONJ", "AUX"} or piece.lower in words.breaks:
            return False
        if piece.tag == "VERB":
            return piece.lemma in words.asking and line.lower(i + 1) == "for"
    return False


def _supposed(line: Line, amount: Amount) -> bool:
    """Whether a condition is set that is not met yet: `if the dam burst, 40 | would`, `would need 40 | if it burst`."""
    would = any(line.lower(i) == "would" for i in range(max(0, amount.first - _REACH), amount.first))
    return would and any(p.lower == "if" and line.lower(i - 1) not in {"as", "even"} for i, p in enumerate(line.pieces))
