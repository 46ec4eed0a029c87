"""Points of an index of prices: by how many it rose or fell, and where it stands."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from onrecord.lexicons.amounts import AmountLexicon, IndexWords
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.pieces import Line

POINT = "point"
_NAMED = frozenset({"PROPN", "NOUN", "ADJ", "NUM"})
_INSIDE = frozenset({"&", "'", "’", "s", "-"})
_LEVEL = frozenset({"to", "at", "from"})
_SMALLEST = 100  # a bare number below is no level of an index
_LONGEST = 3
_SHARES = frozenset({"percent", "%", "pct", "cent"})
_POINTS = frozenset({"point", "points"})


def of_index(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> Counted:
    """The same with the index as what is counted: `the Orle 50 index fell 2 percent, or | 41 points, to | 1,204.7`."""
    words = lexicon.indices
    if counted.sort is Sort.SHARE and not counted.what and _says_again(line, amount, _POINTS):
        name = _index_before(line, amount.first, words)
        return replace(counted, what=line.words(*name)) if name else counted
    bare = counted.sort is Sort.BARE
    points = counted.unit == POINT and counted.what.partition(" ")[0] in _POINTS
    if not (bare or points) or not (name := _index_before(line, amount.first, words)):
        return counted
    if bare and not _is_bare_level(line, amount, name, lexicon) and not _says_again(line, amount, _SHARES):
        return counted
    what = line.words(*name)
    return replace(counted, sort=Sort.NOUN, unit=POINT, what=what, head=POINT, guessed=False)


def is_index(what: str, words: IndexWords) -> bool:
    """Whether the words name an index."""
    told = what.lower().split()
    return any(word in words.heads or word in words.names for word in told)


def is_level(line: Line, amount: Amount) -> bool:
    """Whether the number is where the index stands, not by how much it moved: `closed | at 1,204.7`."""
    return line.lower(amount.first - 1) in _LEVEL


def _index_before(line: Line, at: int, words: IndexWords) -> tuple[int, int] | None:
    """Where the name of the last index before a piece stands."""
    for i in range(at - 1, -1, -1):
        word = line.lower(i)
        if word == ";":
            return None
        if word not in words.heads and word not in words.names:
            continue
        first, last = _run_before(line, i), i + 1
        named = word in words.names or any(line.pieces[k].capital for k in range(first, i))
        if not named:
            continue
        if (more := line.get(last)) and more.numeric and more.tag != "SYM" and last < at and len(more.text) <= _LONGEST:
            last += 1  # `the FTSE 100`
        return first, last
    return None


def _run_before(line: Line, at: int) -> int:
    """Where the words of a name begin that ends with the piece."""
    first = at
    while first > 0 and (line.pieces[first - 1].tag in _NAMED or line.lower(first - 1) in _INSIDE):
        first -= 1
    while first < at and line.lower(first) in _INSIDE:
        first += 1
    return first


def _is_bare_level(line: Line, amount: Amount, name: tuple[int, int], lexicon: AmountLexicon) -> bool:
    """Whether a number without a noun is where the index went: `slid 9 percent, to | 1,204.7`."""
    if not is_level(line, amount) or (amount.exact_value or 0) < _SMALLEST:
        return False
    moved = lexicon.clues.change | lexicon.indices.standing
    return any(line.lower(i) in moved for i in range(name[1], amount.first))


def _says_again(line: Line, amount: Amount, units: AbstractSet[str]) -> bool:
    """Whether a number tells the change again that one of these units told: `2 percent, or | 41.3, to`."""
    at = amount.first - 1
    if line.lower(at) != "or":
        return False
    at -= 1 + (line.lower(at - 1) == ",")
    return line.lower(at) in units
