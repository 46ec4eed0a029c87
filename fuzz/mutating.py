"""Making more inputs out of a few, without a fuzzer: cut, repeat, splice, flip and sprinkle, by seed."""

import random
from collections.abc import Iterator, Sequence

# What readers and patterns trip over: marks of syntax, of markup, of numbers and days, and bytes that are no text.
_WORDS = (
    "\u201c", "\u201d", '"', "'", "\u2018", "\u2019", "he said ", "said ", "5% ", "$", "1,", "-", "\u2013", " to ",
    "12 May ", "2031", " by ", "\n", "\n\n", "\r\n", "\t", " ", ".", "...", ",", ";", ":", "(", ")", "[", "]", "{", "}",
    "<", ">", "</p>", "<p>", "<![CDATA[", "&amp;", "&#0;", "&x;", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "\x00",
    "\x1b[31m", "\u202e", "\u200d", "\u0301", "\ufeff", "\U0001f600", "null", "true", "1e999", "-0",
    "\\u0000", "\\ud800", "../", "%00", "%0d%0a", "?", "&", "=", "as_of=", "' OR 1=1 --", "NEAR(", "*",
)  # fmt: skip
PIECES = (*(word.encode() for word in _WORDS), b"\xff\xfe", b"\xc3", b"\x80", b"\x1f\x8b", b"PK\x03\x04")


def mutate(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """A changed copy of `data`, at most twenty times as long."""
    made = bytearray(data or b" ")
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(made) + 1), chance.choice((1, 2, 5, 20, 80))
        match chance.randrange(7):
            case 0:
                del made[at : at + length]
            case 1:
                made[at:at] = chance.choice(PIECES) * chance.choice((1, 1, 1, 3, 200))
            case 2:
                made[at:at] = made[at : at + length] * chance.choice((2, 10, 100))
            case 3:
                other = chance.choice(others)
                begin = chance.randrange(len(other) + 1)
                made[at:at] = other[begin : begin + 20 * length]
            case 4:
                made[at : at + 1] = bytes((chance.randrange(256),))
            case 5:
                del made[at:]
            case _:
                made[at : at + length] = chance.choice(PIECES)
        if not made:
            made = bytearray(b" ")
    return bytes(made[: 20 * max(len(data), 500)])


def inputs(corpus: Sequence[bytes], seed: int) -> Iterator[bytes]:
    """The corpus as it is, then changed copies without end, the same for the same seed."""
    yield from corpus
    chance = random.Random(seed)
    while True:
        yield mutate(chance.choice(corpus), corpus, chance)
