"""Text that came apart into tokens (`He said , `` No . ''`) put together again, with the way back to its offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

_APART = re.compile(r" [,.;:!?](?=\s|$)")
_JOINED = re.compile(r"\w[,.;:!?](?=\s|$)")
_LENGTH = r"(?:old|year|month|week|day|hour|minute)s?\b"
# What is written another way, then the spaces that no printed text has. The spaces beside a bracket or a quote stand
# outside its group, so that a group is what the printed character stands for.
_PIECES = re.compile(
    r"(?=[ \t`'\\-])(?:(?P<paren>-LRB-)|(?P<close>-RRB-)|(?P<open>``)|(?P<shut>''(?!\w))|(?P<slash>\\/)"
    r"|[ \t]+(?:(?=[,.;:!?%)\]](?:[\s\"”’']|$)|n't\b|['’](?:s|S|re|ll|ve|m|d)\b|['’]\s|''(?!\w)|-RRB-)"
    r"|(?<=[($£€\[] )|(?<=`` )|(?<=-LRB- )"
    rf"|(?<=[a-z0-9] )(?=-[ \t]{_LENGTH})|(?<=[a-z0-9] - )(?={_LENGTH})|(?<=\d )(?=-[ \t]\d)|(?<=\d - )(?=\d)"
    r"|(?<=\d )(?=:[ \t]\d\d\b)|(?<=\d : )(?=\d\d\b)))"
)
_WRITTEN = {"paren": "(", "close": ")", "open": "“", "shut": "”", "slash": "/"}
_FEWEST = 3


class Piece(NamedTuple):
    """A stretch of the text as given and what is printed for it: where that begins, and how long it is."""

    start: int
    end: int
    printed: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A text as it would be printed, with the pieces of the text as given that are printed another way."""

    text: str
    pieces: tuple[Piece, ...] = ()

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text as given that a stretch of this one came from.

        >>> print_text("Two , three ; four .").back(0, 4)
        (0, 5)
        """
        return (self._place(start)[0], self._place(end - 1)[1]) if start < end else (start, end)

    def _place(self, at: int) -> tuple[int, int]:
        """The stretch of the text as given that the character at `at` stands for."""
        index = bisect_right(self.pieces, at, key=lambda piece: piece.printed) - 1
        if index < 0:
            return at, at + 1
        piece = self.pieces[index]
        if at < piece.printed + piece.length:
            return piece.start, piece.end
        given = at - piece.printed - piece.length + piece.end
        return given, given + 1


def looks_tokenised(text: str) -> bool:
    """Whether most of its stops stand apart from the word before them."""
    apart, joined = (sum(1 for _ in pattern.finditer(text)) for pattern in (_APART, _JOINED))
    return apart >= _FEWEST and apart > joined


def print_text(text: str) -> Printed:
    """The text as printed; a text that is not tokenised stays as it is.

    >>> print_text("`` No , '' he said ; it was n't so .").text
    "“No,” he said; it wasn't so."
    """
    return join_tokens(text) if looks_tokenised(text) else Printed(text=text)


def join_tokens(text: str) -> Printed:
    """The text, known to be tokenised, as printed."""
    parts, pieces = [], []
    at = printed = 0
    for match in _PIECES.finditer(text):
        written = _WRITTEN.get(match.lastgroup or "", "")
        parts += [text[at : match.start()], written]
        printed += match.start() - at
        pieces.append(Piece(match.start(), match.end(), printed, len(written)))
        printed += len(written)
        at = match.end()
    return Printed(text="".join((*parts, text[at:])), pieces=tuple(pieces))
