"""Divides a report's words into windows that the encoder can take, each word in exactly one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MARKS = 2
"""Pieces that every window has before and after its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Words that stay together: a sentence, or a part of one that is longer than a window.

    `opens` says that a paragraph begins with it.
    """

    first: int
    end: int
    pieces: int
    opens: bool


def find_blocks(lengths: Sequence[int], starts: Sequence[tuple[int, bool]], limit: int) -> Iterator[Block]:
    """Blocks of at most `limit` pieces.

    `lengths` are the pieces of each word; `starts` the first word of each sentence, in order, with whether a
    paragraph begins there.
    """
    ends = [first for first, _ in starts[1:]] + [len(lengths)]
    for (first, opens), end in zip(starts, ends, strict=True):
        at, total = first, 0
        for word in range(first, end):
            if total and total + lengths[word] > limit:
                yield Block(first=at, end=word, pieces=total, opens=opens and at == first)
                at, total = word, 0
            total += lengths[word]
        if at < end:
            yield Block(first=at, end=end, pieces=total, opens=opens and at == first)


def cut_windows(blocks: Sequence[Block], limit: int) -> list[tuple[int, int]]:
    """Ranges of blocks, each of at most `limit` pieces, that cover all of them in order.

    A window ends between paragraphs where that leaves it at least half full, so that a quotation and those who speak
    it stay together.
    """
    windows: list[tuple[int, int]] = []
    first = 0
    while first < len(blocks):
        end, total, paragraph = first, 0, first
        while end < len(blocks) and (end == first or total + blocks[end].pieces <= limit):
            if blocks[end].opens and 2 * total >= limit:
                paragraph = end
            total += blocks[end].pieces
            end += 1
        if paragraph > first and end < len(blocks) and not blocks[end].opens:
            end = paragraph
        windows.append((first, end))
        first = end
    return windows
