"""Amounts: numbers with what their hedges and ranges make of them."""

from dataclasses import dataclass, replace
from decimal import Decimal

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.records import Bound
from onrecord.stages.amounts.numeral import Form, Numeral, times
from onrecord.stages.amounts.numerals import next_opening, read_numeral
from onrecord.stages.amounts.phrases import singular
from onrecord.stages.amounts.pieces import Line

_LONGEST_HEDGE = 5
_YEAR = 4  # digits
_A_FEW = frozenset({"two", "three", "four"})
_DASHES = frozenset({"-", "–", "—", "−"})
_MOST = 60  # amounts of one sentence that are read; prose has a dozen, and only a table set as one line has more


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its hedge at the pieces from `first` up to `last`; the number itself starts at `core`.

    `glued_range` marks `3-2`, which may as well be a score; `hedge` is the wording, None where the number is bare.
    """

    first: int
    core: int
    last: int
    bound: Bound
    form: Form
    numeral: Numeral
    hedge: str | None = None
    currency: str | None = None
    glued_range: bool = False

    @property
    def exact_value(self) -> Decimal | None:
        """The number where it is a single one."""
        return self.bound.low if self.bound.exact else None


def read_amounts(line: Line, lexicon: AmountLexicon) -> tuple[Amount, ...]:
    """Every amount of the line in order, none overlapping another.

    `between 250 and 350` is one amount, `from 8 to 12` are two, `no fewer than 30` has no upper end.
    """
    found: list[Amount] = []
    at = floor = 0
    while len(found) < _MOST and (at := next_opening(line, at, lexicon)) < len(line):
        numeral = read_numeral(line, at, lexicon)
        if numeral is None:
            at += 1
            continue
        amount = _hedged(line, _ranged(line, numeral, lexicon), floor, lexicon)
        found.append(amount)
        at = floor = amount.last
    return tuple(found)


def _ranged(line: Line, left: Numeral, lexicon: AmountLexicon) -> Amount:
    """The number alone, or the range it opens."""
    single = _single(left)
    joiner, before = line.lower(left.last), line.lower(left.first - 1)
    if left.form in {Form.ORDINAL, Form.VAGUE} or left.decade:
        return single
    after = left.last + 1
    if joiner in _DASHES and line.lower(after) in _DASHES:
        return single
    if joiner == "to" and before == "in" and left.raw == left.low and len(line.pieces[left.first].text) == _YEAR:
        return single  # "from 900 tons in 2019 to 700 tons"
    unit_between = 0
    if joiner not in _DASHES and joiner not in {"to", "and", "or"}:
        unit_between = _repeated_unit(line, left.last, lexicon)
        if not unit_between:
            return single
        joiner, after = line.lower(left.last + unit_between), left.last + unit_between + 1
    right = read_numeral(line, after, lexicon)
    if right is None or right.form in {Form.ORDINAL, Form.VAGUE} or right.high is None or left.high is None:
        return single
    low, high = _shared(left, right)
    if low >= high or not _same_measure(line, left, right, unit_between, lexicon):
        return single
    if line.phrase(left.first - 4, left.first) in {"between the ages of", "between ages of"}:
        before = "between"
    if not _spans(joiner, before, low, high, lexicon):
        return single
    if joiner in _DASHES and not unit_between and line.lower(right.last) in _DASHES and line.pieces[right.last].glued:
        return single
    return Amount(
        first=left.first - 1 if joiner == "and" else left.first,
        core=left.first,
        last=right.last,
        bound=Bound(low=low, high=high),
        form=left.form,
        numeral=right,
        hedge="range",
        currency=left.currency or right.currency,
        glued_range=joiner in _DASHES and line.pieces[after].glued and left.form is Form.DIGITS,
    )


def _spans(joiner: str, before: str, low: Decimal, high: Decimal, lexicon: AmountLexicon) -> bool:
    """Whether the word between two numbers makes them a range: not `from 8 to 12` nor `4 and 9`."""
    match joiner:
        case "and":
            return before == "between"
        case "or":
            return high - low <= 2 or (high <= 2 * low and low % 10 == 0 and high % 10 == 0)
        case "to":
            return before not in {"from", "up", "by"} and before not in lexicon.clues.change
        case _:
            return True


def _same_measure(line: Line, left: Numeral, right: Numeral, between: int, lexicon: AmountLexicon) -> bool:
    """Whether both ends are sums of one currency, both per cent, or both plain: not `fell 5% to $80m`."""
    if between:
        after = right.last
        same = any(line.phrase(after, after + n) in lexicon.units.percent for n in (2, 1))
        return same and right.currency is None
    signed = right.currency is not None and not (line.pieces[right.first].numeric or line.pieces[right.first].word)
    return not (signed and left.currency is None) and (left.currency is None or right.currency in {None, left.currency})


def _repeated_unit(line: Line, at: int, lexicon: AmountLexicon) -> int:
    """How many pieces a unit between the two ends of a range takes: the per cent of `5 percent to 10 percent`."""
    for length in (2, 1):
        if line.phrase(at, at + length) in lexicon.units.percent and line.lower(at + length) in {"to", "and", *_DASHES}:
            return length
    return 0


def _shared(left: Numeral, right: Numeral) -> tuple[Decimal, Decimal]:
    """Both ends, the left one with the right one's magnitude where it has none and is the smaller figure."""
    high = right.high if right.high is not None else right.low
    if left.magnitude is None and right.magnitude is not None and left.low < right.raw:
        return times(left.low, right.magnitude), high
    return left.low, high


def _single(numeral: Numeral) -> Amount:
    return Amount(
        first=numeral.first,
        core=numeral.first,
        last=numeral.last,
        bound=Bound(low=numeral.low, high=numeral.high),
        form=numeral.form,
        numeral=numeral,
        hedge="range" if numeral.decade else numeral.hedge,
        currency=numeral.currency,
    )


def _hedged(line: Line, amount: Amount, floor: int, lexicon: AmountLexicon) -> Amount:
    """The amount with the hedges before and after it taken in."""
    first, effects = _before(line, amount.first, floor, lexicon)
    if ("over", "least") in effects and _throughout(line, first, amount.last, lexicon):
        first, effects = amount.first, []
    last, later = _after(line, amount.last, lexicon)
    effects += later
    bound, hedge = amount.bound, amount.hedge
    for phrase, effect in effects:
        bound = _bounded(bound, effect)
        hedge = phrase if hedge in {None, "range"} or effect != "about" else hedge
    return replace(amount, first=first, last=last, bound=bound, hedge=hedge)


def _throughout(line: Line, first: int, last: int, lexicon: AmountLexicon) -> bool:
    """Whether `over` says throughout, not more than: `paid over three years`, but not `for over three years`."""
    unit = line.get(last)
    if unit is None or singular(unit, lexicon.nouns) not in lexicon.units.time:
        return False
    if line.lower(last + 1) in lexicon.words.since or line.lower(last + 1) in lexicon.words.dating:
        return False
    return line.lower(first) == "over" and line.lower(first - 1) not in lexicon.words.enduring


def _bounded(bound: Bound, effect: str) -> Bound:
    if effect == "least" and bound.low is not None:
        return Bound(low=bound.low, high=None)
    if effect == "most":
        high = bound.high if bound.high is not None else bound.low
        return Bound(low=None, high=high)
    return bound


def _before(line: Line, at: int, floor: int, lexicon: AmountLexicon) -> tuple[int, list[tuple[str, str]]]:
    """Where the hedges and fillers before `at` start, and what the hedges do, nearest first."""
    effects: list[tuple[str, str]] = []
    while True:
        for length in range(_LONGEST_HEDGE, 0, -1):
            if at - length < floor:
                continue
            phrase = line.phrase(at - length, at)
            effect = lexicon.hedges.before.get(phrase)
            if effect and not _other_sense(line, at - length, at, phrase, lexicon):
                effects.append((phrase, effect))
                at -= length
                break
            if phrase in lexicon.hedges.fillers.phrases:
                at -= length
                break
        else:
            return at, effects


def _other_sense(line: Line, first: int, at: int, phrase: str, lexicon: AmountLexicon) -> bool:
    """Whether the phrase is no hedge here: `over the next 12 months`, `under the 2,000 rules`, `come near 5`."""
    del at
    if line.phrase(first - 1, first + len(phrase.split())) in lexicon.hedges.particles:
        return True  # "handed over 5", "adds up to 5"
    if phrase in {"over", "under", "above", "below", "near", "about", "around"} and line.lower(first + 1) in {
        "the",
        "his",
        "her",
        "their",
        "its",
        "these",
        "those",
        "all",
        "another",
        "other",
    }:
        return True
    if phrase == "over" and line.lower(first + 1) in _A_FEW:
        noun = line.get(first + 2)  # "held over two fires", but "over two million" and "over two years"
        return noun is not None and noun.tag == "NOUN" and singular(noun, lexicon.nouns) not in lexicon.units.time
    return phrase == "near" and line.lower(first + 1) == "the"


def _after(line: Line, at: int, lexicon: AmountLexicon) -> tuple[int, list[tuple[str, str]]]:
    for length in (n for n in (2, 1) if at + n <= len(line)):
        phrase = line.phrase(at, at + length)
        if effect := lexicon.hedges.after.get(phrase):
            return at + length, [(phrase, effect)]
    return at, []
