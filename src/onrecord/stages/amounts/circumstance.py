"""How an amount runs over time and how well it is established."""

from onrecord.lexicons.amounts import AmountLexicon, ClueWords
from onrecord.records import CountStatus, QuantityKind, Span
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.indices import POINT, is_index, is_level
from onrecord.stages.amounts.pieces import Line
from onrecord.stages.amounts.votes import VOTE

_PERIODS = frozenset({"hour", "day", "week", "month", "year"})
_MOVED = frozenset({Sort.NOUN, Sort.MEASURE, Sort.MONEY})


def judge_kind(line: Line, amount: Amount, counted: Counted, extent: Span, lexicon: AmountLexicon) -> QuantityKind:
    """Stock, flow, cumulative, rate or duration, from the unit first and the words of its evidence after."""
    clues = lexicon.clues
    if counted.unit == POINT and is_index(counted.what, lexicon.indices):
        return QuantityKind.STOCK if is_level(line, amount) else QuantityKind.FLOW
    moves = counted.sort in _MOVED or counted.unit == "percentage point"
    if moves and counted.unit.rpartition("/")[2] not in _PERIODS and is_change(line, amount, counted, lexicon):
        return QuantityKind.FLOW
    match counted.sort:
        case Sort.SHARE:
            return QuantityKind.RATE
        case Sort.AGE | Sort.LEVEL:
            return QuantityKind.STOCK
        case Sort.TIME:
            return QuantityKind.RATE if counted.rated else QuantityKind.DURATION
        case Sort.MONEY:
            return _money_kind(line, counted, extent, clues)
        case Sort.NOUN | Sort.MEASURE | Sort.BARE:
            return _count_kind(line, amount, counted, extent, clues)


def _money_kind(line: Line, counted: Counted, extent: Span, clues: ClueWords) -> QuantityKind:
    if counted.rated:
        period = counted.unit.rpartition("/")[2]
        return QuantityKind.RATE if period in _PERIODS else QuantityKind.STOCK
    words = f"{_padded(line, extent)}{counted.what.lower()} "
    if any(f" {c} " in words for c in clues.collected):
        return QuantityKind.CUMULATIVE
    if counted.head in clues.held_sums:
        return QuantityKind.STOCK
    return QuantityKind.STOCK if any(f" {c} " in words for c in clues.worth) else QuantityKind.FLOW


def _count_kind(line: Line, amount: Amount, counted: Counted, extent: Span, clues: ClueWords) -> QuantityKind:
    if counted.rated:
        return QuantityKind.RATE
    if counted.what == "distance":
        return QuantityKind.STOCK
    beside = [*_beside(line, amount, counted), *counted.what.partition(" of ")[0].split()]
    words = _padded(line, extent)
    state = next((w for w in (*beside, *words.split()) if w in clues.unharmed), "")
    if state and counted.unit == "person":
        return QuantityKind.STOCK if state in clues.lasting else QuantityKind.CUMULATIVE
    if any(word in clues.fresh for word in beside) or counted.unit in {"time", VOTE} or _occurs(line, counted, clues):
        return QuantityKind.FLOW
    before = line.lower(amount.first - 1)
    if counted.unit in {"death", "case"} and before in {"from", "to", "by"}:
        return QuantityKind.FLOW if before == "by" else QuantityKind.CUMULATIVE
    if any(f" {c} " in words for c in clues.cumulative):
        return QuantityKind.CUMULATIVE
    if counted.unit in {"death", "case"}:
        return QuantityKind.FLOW if any(f" {c} " in words for c in clues.within) else QuantityKind.CUMULATIVE
    moved = any(f" {c} " in words for c in clues.flow)
    if counted.unit != "person" and moved:
        return QuantityKind.FLOW
    held = any(f" {c} " in _padded(line, extent, bare=True) for c in clues.stock)
    return QuantityKind.FLOW if moved and not held else QuantityKind.STOCK


def _occurs(line: Line, counted: Counted, clues: ClueWords) -> bool:
    """Whether the counted happens or does what is over at once: `five increases`, `three bombs | exploded`."""
    return counted.head in clues.occurrences or line.lower(counted.last) in clues.occurring


def _beside(line: Line, amount: Amount, counted: Counted) -> list[str]:
    """The words of number and noun, without what the noun is of: `40 cases` of `40 cases of the new strain`."""
    end = next((i for i in range(amount.last + 1, counted.last) if line.lower(i) == "of"), counted.last)
    return _padded(line, line.span(amount.first, max(end, amount.last))).split()


def _padded(line: Line, extent: Span, *, bare: bool = False) -> str:
    """The words of the evidence in lower case with a space on both sides, but names as they are and no `more than`;
    `bare` of a `have` that only makes a perfect: `have | sent home 40`.
    """
    words = [
        p.text if p.capital and p.lower == "new" else p.lower
        for p in line.pieces[line.at(extent.start) : line.at(extent.end - 1) + 1]
        if not (bare and p.tag == "AUX" and p.lemma == "have")
    ]
    return f" {' '.join(words)} ".replace(" more than ", " ")


def judge_status(line: Line, counted: Counted, extent: Span, clues: ClueWords) -> CountStatus:
    """What the evidence says of how well the count is established."""
    if counted.sort is not Sort.NOUN:
        return CountStatus.UNSPECIFIED
    if counted.unit == "person" and any(line.lower(i) == "suspected" for i in range(counted.last, counted.last + 3)):
        return CountStatus.SUSPECTED
    if counted.unit not in {"case", "death"}:
        return CountStatus.UNSPECIFIED
    words = set(_padded(line, extent).split())
    confirmed, probable = bool(words & clues.confirmed), bool(words & clues.probable)
    if confirmed and probable:
        return CountStatus.PROBABLE_AND_CONFIRMED
    if words & clues.suspected:
        return CountStatus.SUSPECTED
    if probable:
        return CountStatus.PROBABLE
    return CountStatus.CONFIRMED if confirmed else CountStatus.UNSPECIFIED


def is_change(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> bool:
    """Whether the amount is by how much something rose or fell: `by 20 percent`, `fell 3 percent`."""
    if line.lower(amount.first - 1) == "by":
        return any(line.lower(i) in lexicon.clues.change for i in range(max(0, amount.first - 8), amount.first))
    before = line.lower(amount.first - 1)
    if counted.sort is Sort.SHARE:
        return before in lexicon.clues.change
    return before in lexicon.clues.change - {"cut", "lost", "up", "down", "raised", "added"}
