"""Sentences of the passages that carry claims."""

from collections.abc import Iterator, Sequence

from onrecord.lexicons import SentenceLexicon
from onrecord.records import Passage, PassageKind, Report, Sentence, Span
from onrecord.stages.splitting.stops import STOP, read_stop
from onrecord.stages.splitting.unstopped import begun_unstopped

_READ = frozenset({PassageKind.HEADLINE, PassageKind.BODY, PassageKind.CREDIT})
# What is longer is no sentence but a table, a list or damaged text; the rules on words look at pairs of them, and so
# their cost is bounded here.
LONGEST = 1000


def split_sentences(report: Report, passages: Sequence[Passage], lexicon: SentenceLexicon) -> tuple[Sentence, ...]:
    """The sentences of headline, body and credit passages in order; none crosses a passage."""
    found: list[Sentence] = []
    for passage in passages:
        if passage.kind not in _READ or passage.repeats is not None:
            continue
        for start, end in sentence_spans(report.text, passage.span.start, passage.span.end, lexicon):
            found.append(
                Sentence(
                    index=len(found),
                    passage=passage.index,
                    paragraph=passage.paragraph,
                    span=Span(start=start, end=end),
                    kind=passage.kind,
                )
            )
    return tuple(found)


def sentence_spans(text: str, start: int, end: int, lexicon: SentenceLexicon) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of `text[start:end]`, without the space around them.

    `"Mr. Ode left. He ran."` gives `(0, 13)` and `(14, 21)`. A line's end always ends a sentence, and none is longer
    than `LONGEST`.
    """
    for first, last in _stopped(text, start, end, lexicon):
        for left, right in _bounded(text, first, last):
            yield from begun_unstopped(text, left, right, lexicon)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, cut where it is too long: at its last `;` or `,` before a blank, else at its last blank."""
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + 1, start + LONGEST) + 1 for mark in ("; ", ", "))
        cut = cut or _last_blank(text, start + 1, start + LONGEST) or start + LONGEST
        yield _trimmed(text, start, cut)
        start = _trimmed(text, cut, end)[0]
    if start < end:
        yield start, end


def _last_blank(text: str, start: int, end: int) -> int:
    """The index of the last blank in the range; 0 when it has none."""
    return next((at for at in range(end - 1, start, -1) if text[at].isspace()), 0)


def _stopped(text: str, start: int, end: int, lexicon: SentenceLexicon) -> Iterator[tuple[int, int]]:
    """The stretches between stops that end sentences and line ends."""
    at = start
    for match in STOP.finditer(text, start, end):
        if match.start() < at or (stop := read_stop(text, match, (at, end), lexicon)) is None:
            continue
        if text[at : stop.end].strip():
            yield _trimmed(text, at, stop.end)
        at = stop.following
    if text[at:end].strip():
        yield _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
