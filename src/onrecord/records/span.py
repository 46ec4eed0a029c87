"""Where in a text something stands."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open range of Unicode code points in `Report.text`: `text[span.start:span.end]`.

    >>> Span(start=3, end=7).of("At least 12 died")
    'leas'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        assert 0 <= self.start <= self.end, f"not a span: {self.start}..{self.end}"

    def of(self, text: str) -> str:
        """The words at this span."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans`; raises ValueError when there are none."""
    every = list(spans)
    return Span(start=min(s.start for s in every), end=max(s.end for s in every))


def trim(text: str, span: Span, characters: str = " \t\n\r") -> Span:
    """`span` without the given characters at its ends.

    >>> trim("a “word”, b", Span(start=1, end=10), " ,").of("a “word”, b")
    '“word”'
    """
    start, end = span.start, span.end
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return Span(start=start, end=end)
