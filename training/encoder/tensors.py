"""Windows as tensors, with their labels."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from training.encoder.document import UNMARKED
from training.encoder.network import DISTANCES, SENTENCES, Batch
from training.encoder.windows import Window


def as_batch(windows: Sequence[Window]) -> Batch:
    """The windows padded to the longest."""
    longest = max(len(w.pieces.ids) for w in windows)
    most = max(len(w.pieces.firsts) for w in windows)
    return Batch(
        ids=_padded([w.pieces.ids for w in windows], longest, 0),
        attention=_padded([[1] * len(w.pieces.ids) for w in windows], longest, 0),
        shapes=_padded([w.pieces.shapes for w in windows], longest, 0),
        quotes=_padded([w.pieces.quotes for w in windows], longest, 0),
        breaks=_padded([w.pieces.breaks for w in windows], longest, 0),
        firsts=_padded([w.pieces.firsts for w in windows], most, 0),
        real=_padded([[1] * len(w.pieces.firsts) for w in windows], most, 0).bool(),
        sentences=_padded([w.document.sentences for w in windows], most, -1),
    )


def _padded(rows: Sequence[Sequence[int]], length: int, filler: int) -> Tensor:
    return torch.tensor([[*row, *[filler] * (length - len(row))] for row in rows], dtype=torch.long)


def as_labels(rows: Sequence[Sequence[str]], numbers: Mapping[str, int], length: int) -> Tensor:
    """Class numbers `[b, length]`; what is not among them, and the padding, is unmarked."""
    return _padded([[numbers.get(label, UNMARKED) for label in row] for row in rows], length, UNMARKED)


def as_heads(windows: Sequence[Window], length: int) -> Tensor:
    """The column of each word's head: 0 for the root, else one more than its index."""
    return _padded([[head + 1 for head in w.document.heads] for w in windows], length, UNMARKED)


def anchors(windows: Sequence[Window]) -> list[tuple[int, int]]:
    """The window and the word of each cue."""
    return [(row, saying.anchor) for row, w in enumerate(windows) for saying in w.document.sayings]


def roles(windows: Sequence[Window], length: int) -> Tensor:
    """The role of each word for each cue, `[c, length]`; padding is unmarked, and so is the anchor itself."""
    rows = []
    for window in windows:
        for saying in window.document.sayings:
            row = [0] * len(window.document.words)
            for word, role in saying.roles.items():
                row[word] = role
            row[saying.anchor] = UNMARKED
            rows.append(row)
    return _padded(rows, length, UNMARKED)


def distances(at: int, sentences: Sequence[int], length: int) -> tuple[list[int], list[int]]:
    """For the cue at word `at`: the bucket of each word's distance, and how many sentences away it stands."""
    words = [bisect_left(DISTANCES, word - at) for word in range(length)]
    own = sentences[at]
    away = [max(-SENTENCES, min(SENTENCES, s - own)) + SENTENCES for s in sentences]
    return words, away + [SENTENCES] * (length - len(away))
