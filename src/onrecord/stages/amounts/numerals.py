"""Numbers as English writes them: digits, words, magnitudes, ordinals, sums of money."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from onrecord.lexicons.amounts import AmountLexicon, NumberWords
from onrecord.records import Span
from onrecord.stages.amounts.loose_numbers import (
    read_adverb,
    read_article,
    read_none,
    read_part_of_magnitude,
    read_part_of_percent,
    read_share,
    read_vague,
)
from onrecord.stages.amounts.numeral import Form, Numeral, parse_digits, plain, scaled
from onrecord.stages.amounts.pieces import Line, pieces_of

# Denominators whose parts are exact decimals.
_DENOMINATORS = {str(n): Decimal(n) for n in (2, 4, 5, 8, 10, 16, 20, 32)}
_HALVES = ((3, "and a half"), (6, "- and - a - half"))


Reader = Callable[[Line, int, NumberWords], Numeral | None]


def read_numeral(line: Line, at: int, lexicon: AmountLexicon) -> Numeral | None:
    """The longest number that starts at the piece `at`, with its currency; None where there is none.

    `twenty-five hundred` is 2,500, `half a million` 500,000, `hundreds of thousands` 200,000 and more.
    """
    if not _may_open(line, at, lexicon):
        return None
    sign = _read_sign(line, at, lexicon)
    if sign:
        after, code = sign
        number = _read_digits(line, after, lexicon.numbers)
        return _money(line, replace(number, first=at, currency=code), lexicon) if number else None
    for reader in _READERS:
        if number := reader(line, at, lexicon.numbers):
            return _signed(line, _money(line, number, lexicon), lexicon)
    return None


def _signed(line: Line, number: Numeral, lexicon: AmountLexicon) -> Numeral:
    """The number with the minus before it, where it is of a unit that goes below nought: `-11 points`, `-4C`."""
    sign, digits = line.get(number.first - 1), line.pieces[number.first]
    below = not number.currency and line.lower(number.last) in lexicon.units.below_nought
    if sign is not None and sign.lower == "minus" and below:
        return _negative(number)
    if sign is None or sign.text not in {"-", "−"} or sign.glued or not (digits.numeric and digits.glued):
        return number
    unit = line.lower(number.last)
    if number.currency or number.decade or unit not in lexicon.numbers.points | lexicon.units.below_nought:
        return number
    return _negative(number)


def _negative(number: Numeral) -> Numeral:
    return replace(number, first=number.first - 1, low=-number.low, high=-(number.high or number.low), raw=-number.raw)


def may_hold_number(text: str, sentence: Span, lexicon: AmountLexicon) -> bool:
    """Whether a number can stand in the sentence: most have a digit or a word that opens one."""
    words = pieces_of(text, sentence)
    lows = [word.lower() for word in words]
    if any(word[0].isdigit() or word in lexicon.openings for word in words) or not lexicon.openings.isdisjoint(lows):
        return True
    return any(a in lexicon.articles and b in lexicon.after_article for a, b in pairwise(lows))


def next_opening(line: Line, at: int, lexicon: AmountLexicon) -> int:
    """The first piece from `at` on at which a number may begin; the line's length where there is none."""
    openings, articles = lexicon.openings, lexicon.articles
    for piece in line.pieces[at:]:
        lower = piece.lower
        if lower in openings or piece.numeric or piece.text in openings or lower in articles:
            return at
        at += 1
    return at


def _may_open(line: Line, at: int, lexicon: AmountLexicon) -> bool:
    """Whether a number can begin at the piece; so that where none can, no reader is asked."""
    piece = line.get(at)
    if piece is None:
        return False
    if piece.lower in lexicon.articles:
        return line.lower(at + 1) in lexicon.after_article
    return piece.lower in lexicon.openings or piece.numeric or piece.text in lexicon.openings


def _read_sign(line: Line, at: int, lexicon: AmountLexicon) -> tuple[int, str] | None:
    """Where the digits after a currency sign or code start, and the currency."""
    money, piece = lexicon.money, line.get(at)
    if piece is None:
        return None
    after = line.get(at + 1)
    if after is None:
        return None
    if piece.lower in money.dollars and after.text == "$" and after.glued:
        return at + 2, money.dollars[piece.lower]
    if piece.lower == "u" and line.phrase(at, at + 5) == "u . s . $":
        return at + 5, "USD"
    if piece.text in money.signs:
        return at + 1, money.signs[piece.text]
    if piece.text == money.lost_pound and after.numeric:
        large = "," in after.text or len(after.text) > 2 or line.lower(at + 2) in lexicon.scales
        return (at + 1, "GBP") if not after.glued or large else None
    if piece.lower in money.codes and after.numeric:
        return at + 1, money.codes[piece.lower]
    return None


def _read_digits(line: Line, at: int, words: NumberWords) -> Numeral | None:
    piece = line.get(at)
    if piece is None:
        return None
    if piece.text in words.glyphs:
        share = Decimal(100) / words.glyphs[piece.text]
        return Numeral(first=at, last=at + 1, low=share, high=share, form=Form.SHARE, raw=share)
    if not piece.numeric or (value := parse_digits(piece.text)) is None:
        return None
    last = at + 1
    glyph = line.lower(last)
    if glyph in words.glyphs and line.pieces[last].glued:
        value, last = value + Decimal(1) / words.glyphs[glyph], last + 1
    if part := _read_fraction(line, last):
        return plain(at, last + 3, value + part)
    suffix = line.get(last)
    if suffix and suffix.glued and suffix.word:
        if suffix.lower in {"st", "nd", "rd", "th"}:
            return plain(at, last + 1, value, form=Form.ORDINAL)
        if suffix.text == "s":
            return replace(plain(at, last + 1, value), high=value + 9, decade=True)
        if suffix.lower in words.abbreviated and not (suffix.lower == "m" and suffix.text == "M" and value > 999):
            return scaled(at, last + 1, value, Decimal(words.abbreviated[suffix.lower]), Form.DIGITS)
    return _with_magnitude(line, plain(at, last, value), words)


def _read_fraction(line: Line, at: int) -> Decimal | None:
    """The part behind a whole number: the 3/4 of `12 3/4`."""
    above, stroke, below = line.get(at), line.get(at + 1), line.get(at + 2)
    if above is None or stroke is None or below is None or stroke.text not in {"/", "⁄"}:
        return None
    if not (above.numeric and stroke.glued and below.glued) or above.glued or below.text not in _DENOMINATORS:
        return None
    top = parse_digits(above.text)
    return top / _DENOMINATORS[below.text] if top and top < _DENOMINATORS[below.text] else None


def _with_magnitude(line: Line, number: Numeral, words: NumberWords) -> Numeral:
    """The number times the magnitudes written after it (`3.5 million`, `5-million`, `12 thousand million`)."""
    factor, last = Decimal(1), number.last
    while True:
        step = 1 if line.lower(last) == "-" and line.lower(last + 1) in words.magnitudes else 0
        size = words.magnitudes.get(line.lower(last + step))
        if size is None:
            break
        factor, last = factor * size, last + step + 1
    if last == number.last:
        return number
    return scaled(number.first, last, number.raw, factor, number.form)


def _read_words(line: Line, at: int, words: NumberWords) -> Numeral | None:
    """Cardinals in words, with hyphens, `and` and magnitudes: `two hundred and five`, `a dozen`, `half a million`."""
    state = _Sum()
    last = at
    if line.lower(at) in {"a", "an"}:
        if line.lower(at + 1) not in words.magnitudes:
            return None
        state.add(Decimal(1))
        last = at + 1
    while step := _word_step(line, last, words, started=last > at):
        position, kind, value = step
        if kind == "card" and not state.accepts(value):
            break
        state.take(kind, value)
        last = position
    if last == at or not state.used:
        return None
    if spoken := _read_point(line, last, state.value, words):
        return replace(spoken, first=at)
    half = next((n for n, words_after in _HALVES if line.phrase(last, last + n) == words_after), 0)
    if half:
        state.add(Decimal("0.5"))
        last += half
        number = _with_magnitude(line, plain(at, last, state.value, Form.WORDS), words)
    else:
        number = replace(plain(at, last, state.value, Form.WORDS), raw=state.raw, magnitude=state.magnitude)
    return number


def _read_point(line: Line, at: int, whole: Decimal, words: NumberWords) -> Numeral | None:
    """`one point six billion`, `two point five percent`: a decimal as it is spoken, with what it must be of."""
    part = words.cardinals.get(line.lower(at + 1))
    if line.lower(at) != "point" or part is None or part >= 10 or whole >= 1000:
        return None
    value = whole + Decimal(part) / 10
    if line.lower(at + 2) in words.magnitudes:
        return _with_magnitude(line, plain(at, at + 2, value, Form.WORDS), words)
    return plain(at, at + 2, value, Form.WORDS) if line.lower(at + 2) in words.points else None


class _Sum:
    """Adds up number words in reading order."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.current = Decimal(0)
        self.used = False
        self.magnitude: Decimal | None = None
        self.raw = Decimal(0)

    @property
    def value(self) -> Decimal:
        return self.total + self.current

    def accepts(self, value: Decimal) -> bool:
        """Whether a cardinal may follow: `twenty five` and `hundred five`, but not `five six`."""
        if not self.used:
            return True
        tail = self.current % 100
        return (tail == 0 and value < 100 and (self.current or self.total) > 0) or (
            tail >= 20 and tail % 10 == 0 and 0 < value < 10
        )

    def add(self, value: Decimal) -> None:
        self.current += value
        self.used = True
        self.raw = self.value

    def take(self, kind: str, value: Decimal) -> None:
        if kind == "card":
            self.add(value)
            self.magnitude = None
        elif value in {100, 12}:
            self.raw = self.current or Decimal(1)
            self.current = self.raw * value
            self.magnitude, self.used = value, True
        else:
            self.raw = self.current or Decimal(1)
            self.total += self.raw * value
            self.current, self.magnitude, self.used = Decimal(0), value, True


def _word_step(line: Line, at: int, words: NumberWords, *, started: bool) -> tuple[int, str, Decimal] | None:
    """The next number word at `at`, over a hyphen or `and` once a number has started."""
    skip = 0
    if started:
        hyphen = line.lower(at) == "-" and (
            line.lower(at + 1) in words.cardinals or line.lower(at + 1) in words.magnitudes
        )
        skip = int(hyphen or (line.lower(at) == "and" and line.lower(at - 1) in words.magnitudes))
    word = line.lower(at + skip)
    if word in words.cardinals:
        value = Decimal(words.cardinals[word])
        return None if skip and line.lower(at) == "and" and value >= 100 else (at + skip + 1, "card", value)
    if word in words.magnitudes and started and not (skip and line.lower(at) == "and"):
        return at + skip + 1, "mag", Decimal(words.magnitudes[word])
    return None


def _read_ordinal(line: Line, at: int, words: NumberWords) -> Numeral | None:
    word, first = line.lower(at), at
    base = 0
    if words.cardinals.get(word, 0) >= 20 and line.lower(at + 1) == "-":
        base, at = words.cardinals[word], at + 2
        word = line.lower(at)
    value = words.ordinals.get(word)
    if value is None or (base and value > 9):
        return None
    return plain(first, at + 1, Decimal(base + value), Form.ORDINAL)


def _money(line: Line, number: Numeral, lexicon: AmountLexicon) -> Numeral:
    """The number with the currency and magnitude written after it: `400m euros`, `# 31.5 m`, `5 billion dollars`."""
    words, money = lexicon.numbers, lexicon.money
    last = number.last
    scale = words.abbreviated.get(line.lower(last))
    if scale and number.magnitude is None and (number.currency or line.lower(last + 1) in money.words):
        number = replace(
            scaled(number.first, last + 1, number.raw, Decimal(scale), number.form), currency=number.currency
        )
        last = number.last
    if number.currency:
        return number
    for length in (n for n in (5, 3, 2, 1) if last + n <= len(line)):
        words_after = line.phrase(last, last + length)
        code = money.words.get(words_after) or (money.codes.get(words_after) if length == 1 else None)
        if not code or (words_after == "pounds" and _weighs(line, last + 1)):
            continue
        return replace(number, last=last + length, currency=code)
    return number


def _weighs(line: Line, at: int) -> bool:
    """Whether pounds are a weight: `300 pounds of hay`, `300 pounds (136 kg)`."""
    kilograms = any(line.lower(i) in {"kg", "kgs", "kilograms", "kilos"} for i in range(at, at + 4))
    return line.lower(at) == "of" or (line.lower(at) == "(" and kilograms)


_READERS: tuple[Reader, ...] = (
    read_none,
    read_part_of_magnitude,
    read_part_of_percent,
    read_vague,
    read_share,
    read_article,
    read_adverb,
    _read_ordinal,
    _read_words,
    _read_digits,
)
