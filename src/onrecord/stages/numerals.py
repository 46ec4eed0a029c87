"""Numbers as English writes them: digits, words, magnitudes, fractions, ordinals, sums of money."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from onrecord.lexicons.amounts import AmountLexicon, NumberWords
from onrecord.stages.pieces import Line


class Form(StrEnum):
    """How a number is written, which says how far to trust that it is one."""

    DIGITS = "digits"
    WORDS = "words"
    VAGUE = "vague"
    ORDINAL = "ordinal"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number at the pieces from `first` up to `last`; open at an end that its words leave open (`dozens`).

    `raw` is the value before its magnitude, which a range may share: in `2 to 3 million` the 2 has none. A SHARE is
    in per cent. `currency` is an ISO 4217 code. `decade` marks `30s`.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal | None
    form: Form
    raw: Decimal
    magnitude: Decimal | None = None
    currency: str | None = None
    hedge: str | None = None
    decade: bool = False


Reader = Callable[[Line, int, NumberWords], Numeral | None]


def read_numeral(line: Line, at: int, lexicon: AmountLexicon) -> Numeral | None:
    """The longest number that starts at the piece `at`, with its currency; None where there is none.

    `twenty-five hundred` is 2,500, `half a million` 500,000, `hundreds of thousands` 200,000 and more.
    """
    sign = _read_sign(line, at, lexicon)
    if sign:
        after, code = sign
        number = _read_digits(line, after, lexicon.numbers)
        return _money(line, replace(number, first=at, currency=code), lexicon) if number else None
    for reader in _READERS:
        if number := reader(line, at, lexicon.numbers):
            return _money(line, number, lexicon)
    return None


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
        large = "," in after.text or len(after.text) > 2 or line.lower(at + 2) in _scales(lexicon.numbers)
        return (at + 1, "GBP") if not after.glued or large else None
    if piece.lower in money.codes and after.numeric:
        return at + 1, money.codes[piece.lower]
    return None


def _scales(words: NumberWords) -> frozenset[str]:
    return frozenset(words.magnitudes) | frozenset(words.abbreviated)


def parse_digits(text: str) -> Decimal | None:
    """The value of digits with commas between thousands and a point; None for any other arrangement.

    >>> parse_digits("12,500.5")
    Decimal('12500.5')
    """
    whole, _, fraction = text.partition(".")
    groups = whole.split(",")
    grouped = len(groups) > 1
    if grouped and (
        not 1 <= len(groups[0]) <= 3 or any(len(g) not in {2, 3} for g in groups[1:]) or len(groups[-1]) != 3
    ):
        return None
    if "." in fraction or "," in fraction:
        return None
    try:
        return Decimal("".join(groups) + ("." + fraction if fraction else ""))
    except InvalidOperation:
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
    suffix = line.get(last)
    if suffix and suffix.glued and suffix.word:
        if suffix.lower in {"st", "nd", "rd", "th"}:
            return _numeral(at, last + 1, value, form=Form.ORDINAL)
        if suffix.text == "s":
            return replace(_numeral(at, last + 1, value), high=value + 9, decade=True)
        if suffix.lower in words.abbreviated and not (suffix.lower == "m" and suffix.text == "M" and value > 999):
            return _scaled(at, last + 1, value, Decimal(words.abbreviated[suffix.lower]), Form.DIGITS)
    return _with_magnitude(line, _numeral(at, last, value), words)


def _numeral(first: int, last: int, value: Decimal, form: Form = Form.DIGITS) -> Numeral:
    return Numeral(first=first, last=last, low=value, high=value, form=form, raw=value)


def _scaled(first: int, last: int, raw: Decimal, magnitude: Decimal, form: Form) -> Numeral:
    value = raw * magnitude
    return Numeral(first=first, last=last, low=value, high=value, form=form, raw=raw, magnitude=magnitude)


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
    return _scaled(number.first, last, number.raw, factor, number.form)


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
    if line.phrase(last, last + 3) == "and a half":
        state.add(Decimal("0.5"))
        last += 3
        number = _with_magnitude(line, _numeral(at, last, state.value, Form.WORDS), words)
    else:
        number = replace(_numeral(at, last, state.value, Form.WORDS), raw=state.raw, magnitude=state.magnitude)
    return number


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


def _read_part_of_magnitude(line: Line, at: int, words: NumberWords) -> Numeral | None:
    """`half a million`, `half-million`, `a quarter of a million`."""
    start = at
    if line.lower(at) == "a":
        at += 1
    if line.lower(at) not in {"half", "quarter"}:
        return None
    after = at + 1
    while line.lower(after) in {"a", "of", "-"} and after < at + 4:
        after += 1
    size = words.magnitudes.get(line.lower(after))
    if size is None or after == at + 1:
        return None
    return _scaled(start, after + 1, Decimal(1) / words.parts[line.lower(at)], Decimal(size), Form.WORDS)


def _read_vague(line: Line, at: int, words: NumberWords) -> Numeral | None:
    """`dozens`, `tens of thousands`, `several hundred`, `a handful`."""
    if few := _read_few(line, at, words):
        return few
    size = words.vague.get(line.lower(at))
    if size is None:
        return None
    last, factor = at + 1, Decimal(size)
    if line.lower(last) == "of" and (inner := words.vague.get(line.lower(last + 1))) and inner > size:
        last, factor = last + 2, factor * inner
    if line.lower(at) == "tens" and last == at + 1:
        return None
    first = at - 1 if line.lower(at - 1) in {"many", "several", "some"} else at
    low = factor * words.vague_from
    hedge = line.phrase(first, last)
    return Numeral(first=first, last=last, low=low, high=None, form=Form.VAGUE, raw=low, hedge=hedge)


def _read_few(line: Line, at: int, words: NumberWords) -> Numeral | None:
    for length in (2, 1):
        phrase = line.phrase(at, at + length)
        after = at + length
        if phrase in words.small:
            return _read_small(line, at, after, words)
        if phrase not in words.few:
            continue
        size = words.magnitudes.get(line.lower(after))
        if size and phrase != "some":
            high = Decimal(size * words.several_below - 1) if size > 12 else None
            low = Decimal(size * words.several_from)
            return Numeral(
                first=at, last=after + 1, low=low, high=high, form=Form.VAGUE, raw=low, hedge=line.phrase(at, after + 1)
            )
        if line.lower(after) in words.vague:
            number = _read_vague(line, after, words)
            return replace(number, first=at, hedge=line.phrase(at, number.last)) if number else None
    return None


def _read_article(line: Line, at: int, words: NumberWords) -> Numeral | None:
    """`a week after`, `almost a day`, `more than a century`: an article that counts one length of time."""
    if line.lower(at) not in words.articles or line.lower(at + 1) not in words.spans:
        return None
    before, after = line.lower(at - 1), line.lower(at + 2)
    if after in words.span_followers or before in words.span_leaders or line.phrase(at - 2, at) in words.span_leaders:
        return _numeral(at, at + 1, Decimal(1), Form.WORDS)
    return None


def _read_small(line: Line, at: int, after: int, words: NumberWords) -> Numeral | None:
    """`a couple of dozen`, `a handful of`."""
    low = Decimal(words.small[line.phrase(at, after)])
    high = None if low > 2 else low
    name = line.phrase(at, after)
    if line.lower(after) == "of" and (size := words.magnitudes.get(line.lower(after + 1))):
        return replace(_scaled(at, after + 2, low, Decimal(size), Form.VAGUE), hedge=name)
    return Numeral(first=at, last=after, low=low, high=high, form=Form.VAGUE, raw=low, hedge=name)


def _read_share(line: Line, at: int, words: NumberWords) -> Numeral | None:
    """`half`, `a third`, `two-thirds`, `three quarters`, `one in five`, `nine out of ten` as per cent."""
    if ratio := _read_ratio(line, at, words):
        return ratio
    top, position = Decimal(1), at
    if line.lower(at) in {"a", "an"}:
        position = at + 1
    elif (count := words.cardinals.get(line.lower(at))) is not None:
        top, position = Decimal(count), at + 1
        if line.lower(position) == "-":
            position += 1
    part = words.parts.get(line.lower(position))
    if part is None or top >= part or top == 0:
        return None
    if position == at and line.lower(position) != "half":
        return None
    plural = line.lower(position).endswith("s") or line.lower(position) == "halves"
    if plural != (top > 1):
        return None
    if not _takes_whole(line, position + 1, half=part == 2) and not _says(line, at, position + 1, words):
        return None
    share = (top * 100 / part).quantize(Decimal("0.1")).normalize()
    share = Decimal(int(share)) if share == share.to_integral_value() else share
    return Numeral(first=at, last=position + 1, low=share, high=share, form=Form.SHARE, raw=share)


def _takes_whole(line: Line, at: int, *, half: bool) -> bool:
    """Whether what follows a fraction names a whole: `a third of`, `half the`."""
    word = line.lower(at)
    return word == "of" or (half and word in {"the", "its", "their", "his", "her", "our", "all", "those", "these"})


def _says(line: Line, at: int, after: int, words: NumberWords) -> bool:
    """Whether a fraction stands for people who do something: `nearly half said`, `about a quarter named`."""
    piece = line.get(after)
    return line.lower(at - 1) in words.share_leaders and piece is not None and piece.tag in {"VERB", "AUX"}


def _read_ratio(line: Line, at: int, words: NumberWords) -> Numeral | None:
    top = _small_count(line, at, words)
    if top is None:
        return None
    if line.phrase(at + 1, at + 3) == "out of":
        after = at + 3
        whole, following = _small_count(line, after, words), line.get(after + 1)
        if whole not in {10, 100, 1000} and not (following and following.tag in {"NOUN", "ADJ"}):
            return None
    elif line.lower(at + 1) == "in" and line.lower(at + 2) != "every":
        after = at + 2
    elif line.phrase(at + 1, at + 3) == "in every":
        after = at + 3
    else:
        return None
    whole = _small_count(line, after, words)
    following = line.get(after + 1)
    if whole is None or not 0 < top < whole or whole not in {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000}:
        return None
    if line.lower(at + 1) == "in" and (
        (top > 3 and whole not in {10, 100}) or (following and following.lower in {"a", "the"})
    ):
        return None
    share = (top * 100 / whole).quantize(Decimal("0.1"))
    share = Decimal(int(share)) if share == share.to_integral_value() else share
    return Numeral(first=at, last=after + 1, low=share, high=share, form=Form.SHARE, raw=share)


def _small_count(line: Line, at: int, words: NumberWords) -> Decimal | None:
    word = line.lower(at)
    if word in words.cardinals:
        return Decimal(words.cardinals[word])
    return Decimal(word) if word.isdecimal() and word.isascii() and len(word) <= 4 else None


def _read_ordinal(line: Line, at: int, words: NumberWords) -> Numeral | None:
    word, first = line.lower(at), at
    base = 0
    if words.cardinals.get(word, 0) >= 20 and line.lower(at + 1) == "-":
        base, at = words.cardinals[word], at + 2
        word = line.lower(at)
    value = words.ordinals.get(word)
    if value is None or (base and value > 9):
        return None
    return _numeral(first, at + 1, Decimal(base + value), Form.ORDINAL)


def _money(line: Line, number: Numeral, lexicon: AmountLexicon) -> Numeral:
    """The number with the currency and magnitude written after it: `400m euros`, `# 31.5 m`, `5 billion dollars`."""
    words, money = lexicon.numbers, lexicon.money
    last = number.last
    scale = words.abbreviated.get(line.lower(last))
    if scale and number.magnitude is None and (number.currency or line.lower(last + 1) in money.words):
        number = replace(
            _scaled(number.first, last + 1, number.raw, Decimal(scale), number.form), currency=number.currency
        )
        last = number.last
    if number.currency:
        return number
    for length in (3, 2, 1):
        words_after = line.phrase(last, last + length).replace(". ", "").replace(" .", "")
        code = money.words.get(words_after) or (money.codes.get(words_after) if length == 1 else None)
        if not code or (words_after == "pounds" and line.lower(last + 1) == "of"):
            continue
        return replace(number, last=last + length, currency=code)
    return number


_READERS: tuple[Reader, ...] = (
    _read_part_of_magnitude,
    _read_vague,
    _read_share,
    _read_article,
    _read_ordinal,
    _read_words,
    _read_digits,
)
