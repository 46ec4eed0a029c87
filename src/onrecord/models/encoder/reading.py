"""Reads words that are apart, sentence by sentence, in as few windows as they need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from onrecord.models.encoder.agreement import Agreement, Marked
from onrecord.models.encoder.grammar import GrammarReader
from onrecord.models.encoder.network import Network, Scores, WindowScores
from onrecord.models.encoder.paths import TagRules, stretches
from onrecord.models.encoder.sayings import Saying, SayingReader
from onrecord.models.encoder.weights import Weights, read_vocabulary
from onrecord.models.encoder.windows import MARKS, Block, cut_windows, find_blocks
from onrecord.models.encoder.wordpieces import Break, Vocabulary, read_quoting, shape_of

_JOINED = "parataxis"


@dataclass(slots=True, kw_only=True)
class Read:
    """What was read of words, one entry a word; heads, names and sayings count from the first of them."""

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[Marked] = field(default_factory=list)
    sayings: list[Saying] = field(default_factory=list)


class WordReader:
    """The encoder with what reads its scores; the network is loaded when the first words come."""

    def __init__(self, weights: Weights, pairs: Iterable[str]) -> None:
        labels = weights.manifest.labels
        self._weights = weights
        self._limit = weights.manifest.window.pieces - MARKS
        self._aim = weights.manifest.window.aim - MARKS
        self._grammar = GrammarReader(labels, pairs)
        self._names = TagRules(labels.names)
        self._agreement = Agreement(labels.names)
        self._sayings = SayingReader(weights.manifest) if weights.manifest.speaks else None

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
        scored: list[Scores] = []
        for first_block, end_block in cut_windows(blocks, self._aim):
            inside = blocks[first_block:end_block]
            first, end = inside[0].first, inside[-1].end
            pieces = self._vocabulary.window(cut[first:end], shapes[first:end], quotes[first:end], breaks[first:end])
            scores = self._network.read(pieces)
            self._take(read, scores, inside, numbers[first:end])
            scored.append(scores.names)
        _join_parts(read, starts)
        read.names = self._agreement.settle(words, numbers, np.concatenate(scored), read.names)
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
        if self._sayings is not None:
            read.sayings += [s.moved(offset) for s in self._sayings.read(self._network, scores, sentences)]

    def _find_names(self, scores: WindowScores, ranges: Sequence[tuple[int, int]], offset: int) -> Iterable[Marked]:
        for first, end in ranges:
            own = scores.names[first:end]
            path = self._names.best_paths(own[None])[0]
            tags = [self._names.tags[tag] for tag in path.tolist()]
            for start, stop, kind in stretches(tags):
                yield Marked(first=start + first + offset, end=stop + first + offset, type=kind)


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
