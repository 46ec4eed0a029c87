"""How far the text commits to an amount: asserted, planned, expected, possible or denied."""

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.records import Attribution, Modality, Span
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.intent import read_intent
from onrecord.stages.amounts.pieces import Line
from onrecord.stages.modality import read_modality, read_taken_back, read_wished
from onrecord.stages.sentence_view import SentenceView

_DEFINITE = frozenset({"the", "these", "those", "this"})
_OWNING = frozenset({"'", "’", "s"})
_SAYING_MORE = frozenset({"of", "for", "with", "from", "against", "among"})
_DENIED = frozenset({Modality.DENIED, Modality.ASSERTED})
_OTHER_CLAUSE = frozenset({"VERB", "AUX", "PUNCT", "SCONJ"})
_OWNER = frozenset({"'s", "’s"})
_ABOVE = 8  # words from a number up to its verb, or back to the word that opens its clause


def judge_bearing(
    line: Line,
    view: SentenceView,
    amount: Amount,
    counted: Counted,
    evidence: Span,
    voice: Attribution,
    words: AmountLexicon,
) -> tuple[Modality, bool]:
    """Modality and negation of the amount.

    `It aims to reach 900 sales` is planned, though the evidence be `to reach 900 sales`; `none of the 40 jobs will go`
    does not deny the 40 jobs, `lost by 520 votes` is no denial of them, and an age is an age whatever is to come.
    """
    if counted.sort is Sort.AGE:
        return Modality.ASSERTED, False
    number = line.span(amount.first, amount.last)
    if _of_votes(line, amount, counted, words):
        return Modality.ASSERTED, False
    if (found := read_taken_back(voice) or read_wished(view, number)) is not None:
        meant = read_intent(line, amount, counted, found[0], words)
        return (meant, False) if meant else found
    if amount.exact_value == 0 and any(line.phrase(amount.core, amount.core + n) in words.numbers.none for n in (1, 2)):
        return Modality.ASSERTED, False  # "nobody is missing any longer": the denial is the nought
    alone = counted.dated or line.lower(amount.last) == "-"
    clause = evidence if alone else _with_verbs(view, number, evidence)
    modality, negated = read_modality(line.text, view, clause)
    if modality is Modality.ASSERTED and _on_condition(view, evidence):
        return Modality.POSSIBLE, negated
    if ((negated and modality in _DENIED) or modality is Modality.UNDISCLOSED) and _stands(line, amount):
        return Modality.ASSERTED, False
    if not negated and (meant := read_intent(line, amount, counted, modality, words)) is not None:
        return meant, False
    if not negated and _is_given(line, amount, words):
        return Modality.ASSERTED, False
    return modality, negated


def _on_condition(view: SentenceView, evidence: Span) -> bool:
    """Whether the amount is only supposed: `would return if | the firm kept 400 jobs`."""
    ground = view.ground
    inside = ground.tokens_in(evidence)
    for at in range(inside[0] - 1, max(-1, inside[0] - 1 - _ABOVE), -1) if inside else ():
        if ground.lows[at] in ground.lexicon.conditions.supposing:
            return True
        if ground.tokens[at].tag in _OTHER_CLAUSE and ground.lows[at] not in _OWNER:
            return False
    return False


def _is_given(line: Line, amount: Amount, words: AmountLexicon) -> bool:
    """Whether the amount is given already, in a phrase that only says more: `a rally for | the town's 900 nurses`."""
    at = amount.first - 1
    if line.lower(at) in _OWNING:
        while at > 0 and (
            line.lower(at) in _OWNING or line.pieces[at].tag in {"NOUN", "PROPN"} or line.pieces[at].glued
        ):
            at -= 1
    elif line.lower(at) not in _DEFINITE | words.words.possessives:
        return False
    while line.lower(at) in words.words.determiners:
        at -= 1
    before = line.get(at)
    return before is not None and before.tag == "ADP" and before.lower in _SAYING_MORE


def _stands(line: Line, amount: Amount) -> bool:
    """Whether the amount holds though its clause denies something, or leaves it open: `the more than 60 dead`, `no more
    than 20`, `did not say how many of the 40`.
    """
    before = {line.lower(amount.first - 1), line.lower(amount.core - 1), line.lower(amount.first)}
    return bool(before & _DEFINITE) or (amount.hedge or "").startswith(("no ", "not "))


def _of_votes(line: Line, amount: Amount, counted: Counted, words: AmountLexicon) -> bool:
    """Whether votes are counted, cast whatever they deny: `95 voted no`."""
    after = line.get(counted.last)
    won = counted.head == "vote" and line.lower(amount.first - 1) in {"by", "to"}
    return won or (after is not None and after.lower in words.clues.casting)


def _with_verbs(view: SentenceView, number: Span, evidence: Span) -> Span:
    """The evidence from the verb on that governs the number, and from the one that governs an infinitive; up to the
    verb whose subject the number's own is: `Raising it to six | would mean`.
    """
    ground, bases = view.ground, view.ground.tree.bases
    inside = ground.tokens_in(number)
    if not inside:
        return evidence
    at = inside[-1]
    for _ in range(_ABOVE):
        if at < 0 or ground.tokens[at].tag == "VERB":
            break
        at = ground.tokens[at].head
    if at < 0 or ground.tokens[at].tag != "VERB" or at > inside[0]:
        return evidence
    if bases[at] == "csubj" and ground.tokens[at].head > at:
        return Span(start=evidence.start, end=max(evidence.end, ground.tokens[ground.tokens[at].head].span.end))
    while bases[at] == "xcomp" and at > 0 and ground.lows[at - 1] == "to":
        above = ground.tokens[at].head
        if above < 0 or above > at or ground.tokens[above].tag not in {"VERB", "AUX"}:
            break
        at = above
    group = next((g for g in ground.groups if g.start <= at <= g.head), None)
    start = ground.tokens[group.start if group else at].span.start
    return Span(start=min(start, evidence.start), end=evidence.end)
