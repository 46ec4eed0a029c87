"""Reads words that are apart, sentence by sentence, in as few windows as they need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from onrecord.models.encoder.grammar import GrammarReader
from onrecord.models.encoder.network import Network, WindowScores
from onrecord.models.encoder.paths import TagRules, stretches
from onrecord.models.encoder.sayings import Saying, SayingReader
from onrecord.models.encoder.weights import Weights, read_vocabulary
from onrecord.models.encoder.windows import MARKS, Block, cut_windows, find_blocks
from onrecord.models.encoder.wordpieces import Break, Vocabulary, read_quoting, shape_of

_JOINED = "parataxis"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRange:
    """A name over words: half open, with the type that the encoder knows it by and the least sure word's share."""

    first: int
    end: int
    type: str
    probability: float


@dataclass(slots=True, kw_only=True)
class Read:
    """What was read of words, one entry a word; heads, names and sayings count from the first of them."""

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[NamedRange] = field(default_factory=list)
    sayings: list[Saying] = field(default_factory=list)


class WordReader:
    """The encoder with what reads its scores; the network is loaded when the first words come."""

    def __init__(self, weights: Weights, pairs: Iterable[str]) -> None:
        labels = weights.manifest.labels
        self._weights = weights
        self._limit = weights.manifest.window.pieces - MARKS
        self._grammar = GrammarReader(labels, pairs)
        self._names = TagRules(labels.names)
        self._sayings = SayingReader(weights.manifest)

    def __getstate__(self) -> dict[str, object]:
        """All but what is loaded, which another process loads for itself."""
        return {name: value for name, value in self.__dict__.items() if name not in {"_network", "_vocabulary"}}

    @cached_property
    def _network(self) -> Network:
        return Network(self._weights)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(read_vocabulary(self._weights))

    def read(self, words: Sequence[str], starts: Sequence[tuple[int, bool]]) -> Read:
        """The reading of the words; `starts` are the first words of the sentences, in order, the first of them 0,
        and whether a paragraph begins there.
        """
        read = Read()
        if not words:
            return read
        breaks = _breaks(len(words), starts)
        cut, shapes = self._vocabulary.cut(words), [int(shape_of(w)) for w in words]
        quotes = read_quoting(words, breaks)
        blocks = list(find_blocks([len(pieces) for pieces in cut], starts, self._limit))
        numbers = np.searchsorted([first for first, _ in starts], np.arange(len(words)), side="right").tolist()
        for first_block, end_block in cut_windows(blocks, self._limit):
            inside = blocks[first_block:end_block]
            first, end = inside[0].first, inside[-1].end
            pieces = self._vocabulary.window(cut[first:end], shapes[first:end], quotes[first:end], breaks[first:end])
            self._take(read, self._network.read(pieces), inside, numbers[first:end])
        _join_parts(read, starts)
        return read

    def _take(self, read: Read, scores: WindowScores, blocks: Sequence[Block], sentences: Sequence[int]) -> None:
        """Add a window's reading."""
        offset = blocks[0].first
        ranges = [(b.first - offset, b.end - offset) for b in blocks]
        grammar = self._grammar.read(self._network, scores, ranges)
        read.upos += grammar.upos
        read.xpos += grammar.xpos
        read.relations += grammar.relations
        read.heads += [head + offset if head >= 0 else -1 for head in grammar.heads]
        read.names += self._find_names(scores, ranges, offset)
        read.sayings += [s.moved(offset) for s in self._sayings.read(self._network, scores, sentences)]

    def _find_names(self, scores: WindowScores, ranges: Sequence[tuple[int, int]], offset: int) -> Iterable[NamedRange]:
        for first, end in ranges:
            own = scores.names[first:end]
            path = self._names.best_paths(own[None])[0]
            tags = [self._names.tags[tag] for tag in path.tolist()]
            for start, stop, kind in stretches(tags):
                part = own[start:stop].astype(np.float64)
                shares = np.exp(part - part.max(1, keepdims=True))
                sure = shares[np.arange(stop - start), path[start:stop]] / shares.sum(1)
                at = first + offset
                yield NamedRange(first=start + at, end=stop + at, type=kind, probability=float(sure.min()))


def _breaks(length: int, starts: Sequence[tuple[int, bool]]) -> list[int]:
    breaks = [int(Break.NOTHING)] * length
    for first, opens in starts:
        breaks[first] = int(Break.PARAGRAPH if opens else Break.SENTENCE)
    return breaks


def _join_parts(read: Read, starts: Sequence[tuple[int, bool]]) -> None:
    """Make one tree of each sentence: the roots of its later parts hang on the first part's."""
    bounds = [first for first, _ in starts] + [len(read.heads)]
    for first, end in pairwise(bounds):
        roots = [word for word in range(first, end) if read.heads[word] < 0]
        for root in roots[1:]:
            read.heads[root] = roots[0]
            read.relations[root] = _JOINED
