"""Windows of consecutive sentences, and batches of windows of like length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.models.encoder.wordpieces import Pieces, Shape, Vocabulary, read_quoting, shape_of
from training.encoder.document import Document, sentence_starts

LONGEST = 250
"""Pieces of the longest sentence that is learned from, and that is read in one window."""
AIM = 128
"""Pieces of a window of several sentences when it is read: more are slower, and no better."""
_SHORTEST, _LONGEST_AIM = 24, 200
_RECASED = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document with its pieces cut, once for all passes."""

    document: Document
    cut: tuple[tuple[int, ...], ...]
    shapes: tuple[int, ...]
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of a document as the network takes it, `start` words into the document."""

    document: Document
    pieces: Pieces
    start: int = 0


def prepare(document: Document, vocabulary: Vocabulary) -> Prepared:
    """Cut the words of a document into pieces."""
    return Prepared(
        document=document,
        cut=tuple(vocabulary.cut(document.words)),
        shapes=tuple(int(shape_of(w)) for w in document.words),
        quotes=tuple(read_quoting(document.words, document.breaks)),
    )


def cut_windows(prepared: Prepared, vocabulary: Vocabulary, aim: int) -> Iterator[Window]:
    """Sentences gathered until a window has about `aim` pieces; a sentence longer than `LONGEST` is left out."""
    starts = sentence_starts(prepared.document.sentences)
    lengths = [sum(map(len, prepared.cut[a:b])) for a, b in pairwise(starts)]
    at = 0
    while at < len(lengths):
        end, total = at + 1, lengths[at]
        while end < len(lengths) and total + lengths[end] <= max(aim, lengths[at]):
            total += lengths[end]
            end += 1
        if total <= LONGEST:
            yield _window(prepared, vocabulary, starts[at], starts[end])
        at = end


def _window(prepared: Prepared, vocabulary: Vocabulary, start: int, end: int) -> Window:
    document = prepared.document.cut(start, end)
    pieces = vocabulary.window(
        prepared.cut[start:end], prepared.shapes[start:end], prepared.quotes[start:end], document.breaks
    )
    return Window(document=document, pieces=pieces, start=start)


def pass_windows(documents: Sequence[Prepared], vocabulary: Vocabulary, chance: random.Random) -> list[Window]:
    """The windows of one pass: each document is cut anew, at an aim of its own, so that contexts vary."""
    found = []
    for prepared in documents:
        aim = chance.randint(_SHORTEST, _LONGEST_AIM)
        found += [
            _recased(window, chance) if chance.random() < _RECASED else window
            for window in cut_windows(prepared, vocabulary, aim)
        ]
    return found


def _recased(window: Window, chance: random.Random) -> Window:
    """The window as a headline or a careless writer would write it: the pieces are uncased, only shapes change."""
    into = chance.choice((Shape.UPPER, Shape.TITLE, Shape.TITLE, Shape.LOWER))
    letters = {int(s) for s in (Shape.LOWER, Shape.TITLE, Shape.UPPER, Shape.LETTER, Shape.MIXED)}
    small = window.pieces.shapes
    shapes = tuple(int(into) if s in letters else s for s in small)
    pieces = Pieces(
        ids=window.pieces.ids,
        shapes=shapes,
        quotes=window.pieces.quotes,
        breaks=window.pieces.breaks,
        firsts=window.pieces.firsts,
    )
    return Window(document=window.document, pieces=pieces, start=window.start)


def batches(windows: Sequence[Window], pieces: int, chance: random.Random | None) -> list[list[Window]]:
    """Windows of like length together, at most `pieces` pieces with the padding; shuffled where a chance is given."""
    order = list(windows)
    if chance:
        chance.shuffle(order)
    found: list[list[Window]] = []
    for start in range(0, len(order), 800):
        batch: list[Window] = []
        longest = 0
        for window in sorted(order[start : start + 800], key=lambda w: len(w.pieces.ids)):
            longest = max(longest, len(window.pieces.ids))
            if batch and longest * (len(batch) + 1) > pieces:
                found.append(batch)
                batch, longest = [], len(window.pieces.ids)
            batch.append(window)
        found.append(batch)
    if chance:
        chance.shuffle(found)
    return [b for b in found if b]
