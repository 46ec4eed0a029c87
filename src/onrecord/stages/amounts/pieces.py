"""The pieces numbers are made of: runs of digits, runs of letters, single marks."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.records import Analysis, NameKind, Span, Token

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")


class Piece(NamedTuple):
    """A run of digits, a run of letters or a mark, with the tag of the token it is part of.

    Finer than tokens: `25-year-old` is five pieces and `20m` two, however the analyser cut them. `glued` says that
    it touches the piece before; `whole` that it is a token of its own.
    """

    span: Span
    text: str
    lower: str
    tag: str
    lemma: str
    glued: bool
    whole: bool

    @property
    def numeric(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()

    @property
    def word(self) -> bool:
        """Whether it is a run of letters."""
        return self.text[0].isalpha()

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence as pieces; positions in it are indices of pieces."""

    text: str
    analysis: Analysis
    pieces: tuple[Piece, ...]

    def __len__(self) -> int:
        return len(self.pieces)

    def lower(self, at: int) -> str:
        """The piece at `at` in lower case; empty outside the line."""
        return self.pieces[at].lower if 0 <= at < len(self.pieces) else ""

    def get(self, at: int) -> Piece | None:
        """The piece at `at`; None outside the line."""
        return self.pieces[at] if 0 <= at < len(self.pieces) else None

    def phrase(self, first: int, last: int) -> str:
        """The pieces from `first` up to `last` in lower case, one space between them."""
        return " ".join(p.lower for p in self.pieces[max(first, 0) : last])

    def span(self, first: int, last: int) -> Span:
        """Where the pieces from `first` up to `last` stand in the text."""
        return Span(start=self.pieces[first].span.start, end=self.pieces[last - 1].span.end)

    def words(self, first: int, last: int) -> str:
        """The report's own words from `first` up to `last`."""
        return self.span(first, last).of(self.text) if first < last else ""

    def rules_clause(self, at: int) -> bool:
        """Whether the piece at `at` is a verb with a subject of its own, no participle that describes a noun."""
        piece = self.pieces[at]
        if piece.tag != "VERB":
            return False
        tokens = self.analysis.tokens
        index = next((i for i, token in enumerate(tokens) if token.span == piece.span), -1)
        return any(token.head == index and token.relation.startswith("nsubj") for token in tokens) and index >= 0

    def ends_person(self, at: int) -> bool:
        """Whether the name of a person, in two words or more, ends with the piece at `at`."""
        end = self.pieces[at].span.end
        named = (n.span for n in self.analysis.names if n.kind is NameKind.PERSON)
        return any(0 <= end - span.end <= 1 and " " in span.of(self.text) for span in named)

    def at(self, offset: int) -> int:
        """The first piece that ends after `offset`."""
        low, high = 0, len(self.pieces)
        while low < high:
            middle = (low + high) // 2
            if self.pieces[middle].span.end > offset:
                high = middle
            else:
                low = middle + 1
        return low


def pieces_of(text: str, sentence: Span) -> list[str]:
    """The texts of the pieces of a sentence."""
    found: list[str] = _PIECE.findall(text, sentence.start, sentence.end)
    return found


def read_line(text: str, analysis: Analysis) -> Line:
    """The sentence of the analysis as pieces.

    The pieces of `about 20m` are `about`, `20` and `m`.
    """
    sentence = analysis.sentence.span
    pieces: list[Piece] = []
    tokens = analysis.tokens
    at, before = 0, -1
    for match in _PIECE.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        while at < len(tokens) and tokens[at].span.end <= start:
            at += 1
        token = tokens[at] if at < len(tokens) and tokens[at].span.start <= start else None
        pieces.append(_piece(match.group(), start, end, token, glued=start == before))
        before = end
    return Line(text=text, analysis=analysis, pieces=tuple(pieces))


def _piece(text: str, start: int, end: int, token: Token | None, *, glued: bool) -> Piece:
    lower = text.lower()
    if token is None:
        return Piece(Span(start=start, end=end), text, lower, tag="X", lemma=lower, glued=glued, whole=False)
    if token.span.start == start and token.span.end == end:
        return Piece(token.span, text, lower, token.tag, token.lemma.lower(), glued=glued, whole=True)
    return Piece(Span(start=start, end=end), text, lower, token.tag, lower, glued=glued, whole=False)
