"""Makes speech spans of the attributions that were read over a report's words."""

from collections.abc import Sequence

from onrecord.models.encoder.sayings import Saying
from onrecord.records import Confidence, Span, SpeechSpan

_SURE, _LIKELY = 0.85, 0.6
Places = Sequence[tuple[int, int]]


def make_speech(saying: Saying, places: Places) -> SpeechSpan:
    """The attribution over the text; `places` are where the report's words stand in it.

    A source in several pieces is given by its longest; a cue is the piece of it that says.
    """
    least = min(saying.probability, saying.source_sure, saying.content_sure)
    return SpeechSpan(
        source=_span(max(saying.source, key=_length), places) if saying.source else None,
        cue=_span(next(r for r in saying.cue if r[0] <= saying.anchor < r[1]), places),
        content=tuple(_span(part, places) for part in saying.content),
        confidence=Confidence.HIGH if least >= _SURE else Confidence.MEDIUM if least >= _LIKELY else Confidence.LOW,
    )


def _length(part: tuple[int, int]) -> int:
    return part[1] - part[0]


def _span(part: tuple[int, int], places: Places) -> Span:
    return Span(start=places[part[0]][0], end=places[part[1] - 1][1])
