"""A block: a line of a page, or the part of one that stands for itself, and what its shape tells."""

import re
from dataclasses import dataclass
from functools import cached_property

from onrecord.lexicons.page import PageWords
from onrecord.records import Span

_WORD = re.compile(r"[^\W_][\w'’.\-]*")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
_CLOSE = re.compile(r"[\"'”’»)\]]+$")
_SEPARATOR = re.compile(r"[\W_]+")
_OPEN = "\"'“‘«("
# Small words that a headline in capitals leaves small.
_SMALL = 3


@dataclass(frozen=True, kw_only=True)
class Block:
    """A piece of one line: its span without the space around it, its text, and whether it is the whole line.

    `cut` names the rule that cut it off, where one did.
    """

    span: Span
    text: str
    line: int
    whole: bool = True
    cut: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words and numbers in order."""
        return tuple(_WORD.findall(self.text))

    @property
    def stopped(self) -> bool:
        """Whether it ends as a sentence ends."""
        return _STOP.search(self.text) is not None

    @property
    def bare(self) -> bool:
        """Whether it holds no word at all, as a line of dashes does."""
        return _SEPARATOR.fullmatch(self.text) is not None

    @property
    def quoted(self) -> bool:
        """Whether it begins inside quotation marks."""
        return self.text[0] in _OPEN and self.text[0] != "("

    @property
    def capitals(self) -> float:
        """The share of its longer words that begin with a capital or a digit."""
        longer = [word for word in self.words if len(word) > _SMALL] or list(self.words)
        return sum(1 for word in longer if not word[0].islower()) / len(longer) if longer else 0.0

    @property
    def shouted(self) -> bool:
        """Whether all its letters are capitals."""
        return self.text.isupper()

    def has_finite(self, words: PageWords) -> bool:
        """Whether one of its words is a finite verb that the lexicon lists."""
        return any(word.lower().rstrip(".") in words.finite for word in self.words)

    @cached_property
    def plain(self) -> str:
        """Its words in lower case with single spaces, for finding it again elsewhere."""
        return " ".join(word.lower().rstrip(".") for word in self.words)


def make_block(text: str, start: int, end: int, *, line: int, whole: bool = True, cut: str = "") -> Block | None:
    """The block of `text[start:end]` without the space around it; None when it is blank."""
    piece = text[start:end]
    inner = piece.strip()
    if not inner:
        return None
    start += len(piece) - len(piece.lstrip())
    return Block(span=Span(start=start, end=start + len(inner)), text=inner, line=line, whole=whole, cut=cut)
