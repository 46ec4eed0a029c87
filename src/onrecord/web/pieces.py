"""Text in pieces: what stands under which highlights, and which words two sentences do not share."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Generic, TypeVar

from onrecord.records import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch(Generic[T]):
    """A stretch of text and everything that lies over it, narrowest first."""

    span: Span
    over: tuple[T, ...]


def cut(whole: Span, layers: Iterable[tuple[Span, T]]) -> tuple[Stretch[T], ...]:
    """`whole` cut wherever a layer begins or ends, each stretch with the layers over it, narrowest first.

    >>> [(s.span.start, s.over) for s in cut(Span(start=0, end=9), [(Span(start=2, end=5), "a")])]
    [(0, ()), (2, ('a',)), (5, ())]
    """
    inside = [(span, value) for span, value in layers if span.overlaps(whole)]
    inside.sort(key=lambda layer: (len(layer[0]), layer[0]))
    edges = {whole.start, whole.end}
    for span, _ in inside:
        edges |= {max(whole.start, span.start), min(whole.end, span.end)}
    places = sorted(edges)
    found = []
    for start, end in pairwise(places):
        here = Span(start=start, end=end)
        found.append(Stretch(span=here, over=tuple(v for span, v in inside if span.covers(here))))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Words of one of two sentences; `differs` where the other has none or others in their place."""

    text: str
    differs: bool


_LONGEST = 300
"""Words of a sentence that are compared; what is longer is shown without marks."""


def mark_differences(left: str, right: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Both sentences with the words marked that the other has not, whatever their case and punctuation.

    >>> [w.text for w in mark_differences("The dam held.", "The dam broke.")[0] if w.differs]
    ['held.']
    """
    one, two = _words(left), _words(right)
    if max(len(one), len(two)) > _LONGEST:
        return (Word(text=left, differs=False),), (Word(text=right, differs=False),)
    keys = [_key(w) for w in one], [_key(w) for w in two]
    same: tuple[list[bool], list[bool]] = ([False] * len(one), [False] * len(two))
    for block in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_matching_blocks():
        for step in range(block.size):
            same[0][block.a + step] = same[1][block.b + step] = True
    if not alike(left, right):
        same = _same_figures(keys[0], keys[1]), _same_figures(keys[1], keys[0])
    return _joined(one, same[0]), _joined(two, same[1])


def alike(left: str, right: str) -> bool:
    """Whether most words of the shorter sentence stand in the other, too."""
    one, two = ({_key(w) for w in _words(text)} for text in (left, right))
    return len(one & two) >= _ALIKE * min(len(one), len(two))


def _words(text: str) -> list[str]:
    """The words with the space behind each, none of the text lost."""
    return re.findall(r"\s*\S+\s*", text)


def _key(word: str) -> str:
    return re.sub(r"\W", "", word).casefold()


_ALIKE = 0.5
"""Sentences with fewer words in common differ nearly everywhere: only their figures are marked."""


def _same_figures(words: Sequence[str], others: Sequence[str]) -> list[bool]:
    """For each word whether it is to stay unmarked: all but the figures that the other sentence has not."""
    return [not any(c.isdigit() for c in word) or word in others for word in words]


def _joined(words: Sequence[str], same: Sequence[bool]) -> tuple[Word, ...]:
    """Neighbours of one sort as one, the space behind a marked run left outside it."""
    found: list[Word] = []
    for word, alike in zip(words, same, strict=True):
        if found and found[-1].differs is not alike:
            found[-1] = Word(text=found[-1].text + word, differs=not alike)
        else:
            found.append(Word(text=word, differs=not alike))
    return tuple(found)


def mark_words(text: str, query: str) -> tuple[Word, ...]:
    """The text with the words of a search marked (`differs`), as far as they begin alike."""
    wanted = [w.casefold()[: max(4, len(w) - 2)] for w in re.findall(r"\w+", query)]
    found = []
    for word in re.findall(r"\w+|\W+", text):
        hit = any(word.casefold().startswith(stem) for stem in wanted)
        found.append(Word(text=word, differs=hit))
    return tuple(found)
