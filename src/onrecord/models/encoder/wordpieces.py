"""Words as the encoder takes them: word pieces, and what the uncased pieces do not show.

Used by inference and by training alike, so that both see the same numbers for the same words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

UNKNOWN_PIECE, FIRST_PIECE, LAST_PIECE = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 24
"""Pieces kept of one word; what is longer is an address or damage, and its beginning tells as much."""


class Shape(IntEnum):
    """How a word is written."""

    NONE = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    LETTER = 4
    MIXED = 5
    DIGITS = 6
    MARK = 7


class Quoting(IntEnum):
    """Where a word stands towards quotation marks."""

    OUTSIDE = 0
    INSIDE = 1
    MARK = 2


class Break(IntEnum):
    """What begins with a word."""

    NOTHING = 0
    SENTENCE = 1
    PARAGRAPH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A window's word pieces between the first and the last mark, one number each; `firsts` are the indices at which
    the words begin.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    quotes: tuple[int, ...]
    breaks: tuple[int, ...]
    firsts: tuple[int, ...]


def piece_tokenizer(pieces: Sequence[str]) -> Tokenizer:
    """What cuts words into these pieces, numbered in this order."""
    numbers = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(WordPiece(numbers, unk_token=UNKNOWN_PIECE))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


class Vocabulary:
    """The encoder's word pieces."""

    def __init__(self, pieces: Sequence[str]) -> None:
        numbers = {piece: number for number, piece in enumerate(pieces)}
        self.size = len(numbers)
        self._first, self._last, self._unknown = (numbers[p] for p in (FIRST_PIECE, LAST_PIECE, UNKNOWN_PIECE))
        self._tokenizer = piece_tokenizer(pieces)

    def cut(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The pieces of each word, at least one.

        A word of which nothing is left (a stray accent) is one unknown piece.
        """
        encoded = self._tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        cut: list[list[int]] = [[] for _ in words]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            if word is not None and len(cut[word]) < LONGEST_WORD:
                cut[word].append(piece)
        return [tuple(pieces) or (self._unknown,) for pieces in cut]

    def window(
        self,
        cut: Sequence[Sequence[int]],
        shapes: Sequence[int],
        quotes: Sequence[int],
        breaks: Sequence[int],
    ) -> Pieces:
        """Words that are cut, with their shapes, quoting and breaks (one each), as one window."""
        ids, of_shape, of_quote, of_break = [self._first], [0], [0], [0]
        firsts = []
        for pieces, shape, quote, starts in zip(cut, shapes, quotes, breaks, strict=True):
            firsts.append(len(ids))
            more = len(pieces) - 1
            ids += pieces
            of_shape += [shape] * (more + 1)
            of_quote += [quote] * (more + 1)
            of_break += [starts, *[int(Break.NOTHING)] * more]
        return Pieces(
            ids=(*ids, self._last),
            shapes=(*of_shape, 0),
            quotes=(*of_quote, 0),
            breaks=(*of_break, 0),
            firsts=tuple(firsts),
        )


def shape_of(word: str) -> Shape:
    """How the word is written.

    >>> shape_of("WHO").name, shape_of("Orland").name, shape_of("iron").name, shape_of("2.5m").name
    ('UPPER', 'TITLE', 'LOWER', 'DIGITS')
    """
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return Shape.DIGITS
    if not letters:
        return Shape.MARK
    capitals = sum(c.isupper() for c in letters)
    if not capitals:
        return Shape.LOWER
    if capitals == len(letters):
        return Shape.LETTER if capitals == 1 else Shape.UPPER
    return Shape.TITLE if capitals == 1 and letters[0].isupper() else Shape.MIXED


_OPENING = frozenset({"“", "``", "«"})
_CLOSING = frozenset({"”", "''", "»"})


def read_quoting(words: Sequence[str], breaks: Sequence[int]) -> list[int]:
    """Where each word stands towards double quotation marks.

    A mark that opens a paragraph opens a quotation even where the one before it was not closed; a paragraph that opens
    without one is outside.
    """
    found: list[int] = []
    inside = False
    for word, starts in zip(words, breaks, strict=True):
        if starts == Break.PARAGRAPH:
            inside = False
        if word in _OPENING:
            inside = True
        elif word in _CLOSING:
            inside = False
        elif word == '"':
            inside = not inside
        else:
            found.append(Quoting.INSIDE if inside else Quoting.OUTSIDE)
            continue
        found.append(Quoting.MARK)
    return [int(quoting) for quoting in found]
