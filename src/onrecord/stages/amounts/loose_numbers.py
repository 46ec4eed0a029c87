"""Numbers that words leave open or give as parts: `dozens`, `several hundred`, `a third`, `one in five`, `a week`."""

from dataclasses import replace
from decimal import Decimal

from onrecord.lexicons.amounts import NumberWords
from onrecord.stages.amounts.numeral import Form, Numeral, plain, scaled
from onrecord.stages.amounts.pieces import Line

_CHANGE_REACH = 12
_NOUN_REACH = 5


def read_part_of_magnitude(line: Line, at: int, words: NumberWords) -> Numeral | None:
    """`half a million`, `half-million`, `a quarter of a million`, `a half dozen`."""
    start = at
    if line.lower(at) == "a":
        at += 1
    if line.lower(at) not in {"half", "quarter"}:
        return None
    after = at + 1
    while line.lower(after) in {"a", "of", "-"} and after < at + 4:
        after += 1
    size = words.magnitudes.get(line.lower(after))
    if size is None:
        return None
    return scaled(start, after + 1, Decimal(1) / words.parts[line.lower(at)], Decimal(size), Form.WORDS)


def read_part_of_percent(line: Line, at: int, words: NumberWords) -> Numeral | None:
    """`half a percentage point`, `one-half of 1 percent`, `a quarter of a point`: a number with its unit behind it."""
    start, top = at, words.cardinals.get(line.lower(at))
    at += 1 + (line.lower(at + 1) == "-") if top else line.lower(at) in {"a", "an"}
    part = words.parts.get(line.lower(at))
    if part is None or line.lower(at).endswith("s") is not ((top or 1) > 1):
        return None
    for whole in words.wholes_of_points:
        after = at + 1 + len(whole.split())
        if line.phrase(at + 1, after) == whole and line.lower(after) in words.points:
            return plain(start, after, (Decimal(top or 1) / part).quantize(Decimal("0.001")).normalize(), Form.WORDS)
    return None


def read_none(line: Line, at: int, words: NumberWords) -> Numeral | None:
    """`Nobody is missing any longer`, `no more hostages are held any more`: none, of whom there were some before."""
    length = next((n for n in (2, 1) if line.phrase(at, at + n) in words.none), 0)
    after = line.get(at + length)
    if not length or after is None or after.numeric:
        return None
    verb = next((i for i in range(at + length, at + length + _NOUN_REACH) if line.lower(i) in words.none_verbs), None)
    reach = range(verb, verb + _CHANGE_REACH) if verb is not None else ()
    gone = any(line.phrase(i, i + n) in words.none_ends for i in reach for n in (1, 2))
    return plain(at, at + length, Decimal(0), Form.WORDS) if gone else None


def read_vague(line: Line, at: int, words: NumberWords) -> Numeral | None:
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
    if line.phrase(last, last + 2) == f"and {line.lower(at)}":
        last += 2  # "thousands and thousands"
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
            number = read_vague(line, after, words)
            return replace(number, first=at, hedge=line.phrase(at, number.last)) if number else None
    return None


def _read_small(line: Line, at: int, after: int, words: NumberWords) -> Numeral | None:
    """`a couple of dozen`, `a handful of`."""
    low = Decimal(words.small[line.phrase(at, after)])
    high = None if low > 2 else low
    name = line.phrase(at, after)
    if line.lower(after) == "of" and (size := words.magnitudes.get(line.lower(after + 1))):
        return replace(scaled(at, after + 2, low, Decimal(size), Form.VAGUE), hedge=name)
    return Numeral(first=at, last=after, low=low, high=high, form=Form.VAGUE, raw=low, hedge=name)


def read_article(line: Line, at: int, words: NumberWords) -> Numeral | None:
    """`a week after`, `almost a day`, `more than a century`: an article that counts one length of time."""
    if line.lower(at) not in words.articles or line.lower(at + 1) not in words.spans:
        return None
    before, after = line.lower(at - 1), line.lower(at + 2)
    if after in words.span_followers or before in words.span_leaders or line.phrase(at - 2, at) in words.span_leaders:
        return plain(at, at + 1, Decimal(1), Form.WORDS)
    return None


def read_adverb(line: Line, at: int, words: NumberWords) -> Numeral | None:
    """`twice`, `thrice`."""
    value = words.adverbs.get(line.lower(at))
    return None if value is None else plain(at, at + 1, Decimal(value), Form.WORDS)


def read_share(line: Line, at: int, words: NumberWords) -> Numeral | None:
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
    if not _takes_whole(line, position + 1, half=part == 2) and not (
        _says(line, at, position + 1, words)
        or _changes(line, at, words)
        or (line.lower(position + 1) in {"to", "or"} and read_share(line, position + 2, words))
    ):
        return None
    share = (top * 100 / part).quantize(Decimal("0.1")).normalize()
    share = Decimal(int(share)) if share == share.to_integral_value() else share
    return Numeral(first=at, last=position + 1, low=share, high=share, form=Form.SHARE, raw=share)


def _takes_whole(line: Line, at: int, *, half: bool) -> bool:
    """Whether what follows a fraction names a whole: `a third of`, `half the`."""
    word = line.lower(at)
    return word == "of" or (half and word in {"the", "its", "their", "his", "her", "our", "all", "those", "these"})


def _changes(line: Line, at: int, words: NumberWords) -> bool:
    """Whether something rose or fell by a fraction: `up by a third`, `cut in half`."""
    while line.lower(at - 1) in words.share_leaders or line.lower(at - 1) in {"more", "less"}:
        at -= 1
    before = {line.lower(i) for i in range(max(0, at - _CHANGE_REACH), at)}
    return line.lower(at - 1) in {"by", "in"} and bool(before & words.share_changes)


def _says(line: Line, at: int, after: int, words: NumberWords) -> bool:
    """Whether a fraction stands for people who do something: `nearly half said`, `about a quarter named`."""
    piece = line.get(after)
    told = line.lower(at - 1) in words.share_leaders or line.lower(at - 1) == "that"
    return told and piece is not None and piece.tag in {"VERB", "AUX"}


def _read_ratio(line: Line, at: int, words: NumberWords) -> Numeral | None:
    top = _small_count(line, at, words)
    before = line.get(at - 1)
    if top is None or (before is not None and before.word and line.pieces[at].capital and line.pieces[at].word):
        return None  # "Halls One and Two in 5 Orle Street"
    if line.phrase(at + 1, at + 3) == "of every":
        after = at + 3
    elif line.lower(at + 1) == "of" and line.lower(at - 1) in words.ratio_leaders:
        after = at + 2  # "nearly eight of 10 voters"
        if _small_count(line, after, words) not in {10, 100}:
            return None
    elif line.phrase(at + 1, at + 3) == "out of":
        after = at + 3 + (line.lower(at + 3) == "every")
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
    if whole is None or not 0 < top < whole or not (whole <= 10 or whole % 10 == 0 or whole == 12):
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
