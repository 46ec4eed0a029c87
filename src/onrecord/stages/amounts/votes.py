"""Votes: those who `voted no`, and the two numbers of `a 228 to 205 vote`."""

from dataclasses import replace

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.numeral import Form
from onrecord.stages.amounts.pieces import Line

VOTE = "vote"
_FEWEST = 10  # fewer are as often goals or sets
_BEHIND, _AHEAD = 3, 2


def read_votes(
    line: Line, amount: Amount, before: Amount | None, after: Amount | None, lexicon: AmountLexicon
) -> Counted | None:
    """One of two numbers that stand against each other in a vote: `voted | 310 to 290`, `a 228 to | 205 vote`."""
    if before and _against(line, before, amount):
        first, second = before, amount
    elif after and _against(line, amount, after):
        first, second = amount, after
    else:
        return None
    noun = next((i for i in range(second.last, second.last + _BEHIND) if _is_vote(line, i)), -1)
    verb = any(line.lower(i) in lexicon.clues.balloting for i in range(first.first - _AHEAD, first.first))
    if noun < 0 and not verb:
        return None
    last = noun + 1 if noun >= 0 and amount is second else amount.last
    return Counted(sort=Sort.NOUN, unit=VOTE, what="votes", last=last, head=VOTE)


def judge_voters(line: Line, counted: Counted, lexicon: AmountLexicon) -> Counted:
    """People who are told to have voted one way, as votes: `140 deputies | voted yes`; all who voted are people."""
    told = counted.sort is Sort.NOUN and counted.unit == "person"
    ways, at = lexicon.clues.ways, counted.last + 1
    cast = line.lower(counted.last) in lexicon.clues.balloting and not ways.isdisjoint(
        {line.lower(at), line.phrase(at, at + 2)}
    )
    return replace(counted, unit=VOTE) if told and cast else counted


def _against(line: Line, first: Amount, second: Amount) -> bool:
    plain = first.form is second.form is Form.DIGITS and first.hedge is None and second.hedge is None
    if not plain or min(first.exact_value or 0, second.exact_value or 0) < _FEWEST:
        return False
    return line.phrase(first.last, second.core) == "to"


def _is_vote(line: Line, at: int) -> bool:
    return line.lower(at) in {VOTE, "votes"}
