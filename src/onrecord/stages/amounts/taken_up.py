"""Bare numbers that take up what was counted before, or what something holds or is brought to."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.stages.amounts.counted import of_phrase
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.phrases import is_plural, read_phrase
from onrecord.stages.amounts.pieces import Line

_TOLL = frozenset({"death", "case"})
_FEW = 12
_NEAR = 3
_SHORT = 5  # pieces of the phrase that is brought to a number
_PHRASE = frozenset({"NOUN", "ADJ", "DET", "PRON", "PROPN"})


def count_of_gathering(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> Counted | None:
    """The people that a body of people is of, whatever became of some: `three killed from a garrison of | 1,500`."""
    if line.lower(amount.first - 1) != "of" or line.lower(amount.first - 2) not in lexicon.clues.gatherings:
        return None
    return None if _noun_follows(line, counted.last) else _people(counted)


def take_up(
    line: Line, amount: Amount, counted: Counted, before: Sequence[Counted], lexicon: AmountLexicon
) -> Counted | None:
    """What the number goes on with: `another 5,000 to leave`, `a camp for 25,000`, `cut visits to 24 a year`.

    `before` are the counts of the sentence before; a number that only a hedge and the end of its sentence leave room
    for, as in `denied that it held more than 90`, is a guess.
    """
    if _noun_follows(line, counted.last):
        return None
    value = amount.exact_value
    if line.lower(amount.first - 1) == "for" and line.lower(amount.first - 2) in lexicon.clues.roomy:
        return None if value is not None and value < _FEW else _people(counted)
    if brought := _brought_to(line, amount, counted, lexicon):
        return brought
    like = next((c for c in reversed(before) if c.sort is Sort.NOUN and not c.part), None)
    if like is None:
        return None
    near = range(counted.last, counted.last + _NEAR)
    doubtful = next((i for i in near if line.lower(i) in lexicon.clues.suspected), None)
    fresh = {line.lower(amount.first - 1), line.lower(amount.first), line.lower(amount.core - 1)} & lexicon.clues.fresh
    if like.unit in _TOLL and not (fresh and doubtful is not None and like.unit == "case"):
        return None
    after = line.get(counted.last)
    if fresh and after is not None and after.tag in {"PART", "AUX", "VERB", "ADP"}:
        taken = _like(counted, like, guessed=False)
        return taken if doubtful is None else replace(taken, last=doubtful + 1)
    ends = after is None or not (after.word or after.numeric)
    return _like(counted, like, guessed=True) if ends and amount.hedge and not _small(amount) else None


def _like(counted: Counted, like: Counted, *, guessed: bool) -> Counted:
    what = like.what.removeprefix("more ")
    return replace(
        counted,
        sort=Sort.NOUN,
        unit=like.unit,
        what=what,
        head=like.head,
        rated=like.rated,
        guessed=guessed,
        borrowed=True,
    )


def _people(counted: Counted) -> Counted:
    return replace(counted, sort=Sort.NOUN, unit="person", what="people", head="person", guessed=False)


def _small(amount: Amount) -> bool:
    ends = [end for end in (amount.bound.low, amount.bound.high) if end is not None]
    return bool(ends) and max(ends) <= _FEW


def _noun_follows(line: Line, at: int) -> bool:
    after = line.get(at)
    return after is not None and after.word and after.tag in {"NOUN", "PROPN", "ADJ"}


def _brought_to(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> Counted | None:
    """What the object of a verb counts that takes it to the number: `double inspections to | 24`."""
    head = amount.first - 2
    if line.lower(amount.first - 1) != "to" or head < 1 or not is_plural(line.pieces[head], lexicon.nouns):
        return None
    first = head
    while first > 0 and head - first < _SHORT and line.pieces[first - 1].tag in _PHRASE:
        first -= 1
    verb = line.get(first - 1)
    if verb is None or verb.tag != "VERB" or verb.lemma not in lexicon.clues.bringing:
        return None
    while first < head and line.pieces[first].tag in {"DET", "PRON"}:
        first += 1
    phrase = read_phrase(line, first, lexicon)
    if phrase is None or phrase.head != head:
        return None
    return replace(of_phrase(line, phrase, lexicon), last=counted.last, borrowed=True)
