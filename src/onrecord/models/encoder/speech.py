"""Makes speech spans of the attributions that were read over a report's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.models.encoder.sayings import Saying
from onrecord.records import Confidence, Span, SpeechSpan

_SURE, _LIKELY = 0.85, 0.6
Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """A report's words, where each stands in its text, and which of them begin a sentence."""

    words: Sequence[str]
    places: Sequence[Range]
    starts: frozenset[int]

    def spoken(self, saying: Saying) -> SpeechSpan:
        """The attribution over the text.

        Pieces that touch are one; a source in several pieces is given by its longest, bare of marks at its ends; a
        cue is the piece of it that says.
        """
        source = max(self._pieces(saying.source), key=_length, default=None)
        content = tuple(self._pieces(saying.content))
        cue = next(piece for piece in saying.cue if piece[0] <= saying.anchor < piece[1])
        least = min(saying.probability, saying.source_sure, saying.content_sure)
        sure = Confidence.HIGH if least >= _SURE and source and content else Confidence.MEDIUM
        return SpeechSpan(
            source=self._span(self._bare(source)) if source else None,
            cue=self._span(cue),
            content=tuple(self._span(piece) for piece in content),
            confidence=sure if least >= _LIKELY else Confidence.LOW,
        )

    def _pieces(self, ranges: Sequence[Range]) -> Iterator[Range]:
        """The ranges that hold a word and not only marks, those that touch within a sentence as one."""
        joined: list[Range] = []
        for first, end in ranges:
            if joined and joined[-1][1] == first and first not in self.starts:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((first, end))
        return ((first, end) for first, end in joined if not all(map(self._is_mark, range(first, end))))

    def _bare(self, piece: Range) -> Range:
        first, end = piece
        while self._is_mark(first):
            first += 1
        while self._is_mark(end - 1):
            end -= 1
        return first, end

    def _is_mark(self, word: int) -> bool:
        return not any(c.isalnum() for c in self.words[word])

    def _span(self, piece: Range) -> Span:
        return Span(start=self.places[piece[0]][0], end=self.places[piece[1] - 1][1])


def _length(piece: Range) -> int:
    return piece[1] - piece[0]
