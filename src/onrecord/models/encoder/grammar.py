"""Reads parts of speech, heads and relations off a window's scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.models.encoder.network import Network, WindowScores
from onrecord.models.encoder.trees import best_heads
from onrecord.models.encoder.weights import HeadLabels

_ROOT = "root"
_NEVER = -1e30


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """For each word: universal and fine part of speech, head (index in the window, -1 for a root) and relation."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]


class GrammarReader:
    """Reads the grammar of a window.

    `pairs` are the fine tags (`VERB.VBD`) that are known to occur; another pair of parts of speech gives way to the
    likeliest known one of the same universal part of speech.
    """

    def __init__(self, labels: HeadLabels, pairs: Iterable[str]) -> None:
        self._labels = labels
        known = frozenset(pairs)
        self._known = np.array([[f"{u}.{x}" in known for x in labels.xpos] for u in labels.upos])
        self._known |= ~self._known.any(1, keepdims=True)
        self._root = labels.relations.index(_ROOT)

    def read(self, network: Network, scores: WindowScores, sentences: Sequence[tuple[int, int]]) -> Grammar:
        """The grammar of the words; `sentences` are their ranges, in order, and each is one tree."""
        coarse = scores.upos.argmax(1)
        fine = np.where(self._known[coarse], scores.xpos, _NEVER).argmax(1)
        columns = _head_columns(scores, sentences)
        found = network.relate(scores.rel_dep, scores.rel_head[columns])
        roots = columns == 0
        relations = np.where(np.arange(found.shape[1]) == self._root, _NEVER, found).argmax(1)
        relations[roots] = self._root
        labels = self._labels
        return Grammar(
            upos=[labels.upos[tag] for tag in coarse.tolist()],
            xpos=[labels.xpos[tag] for tag in fine.tolist()],
            heads=[column - 1 for column in columns.tolist()],
            relations=[labels.relations[relation] for relation in relations.tolist()],
        )


def _head_columns(scores: WindowScores, sentences: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """The column of each word's head: 0 for the root, else one more than its index in the window."""
    columns = np.empty(len(scores.arcs), dtype=np.int64)
    for first, end in sentences:
        own = np.concatenate([scores.arcs[first:end, :1], scores.arcs[first:end, first + 1 : end + 1]], 1)
        np.fill_diagonal(own[:, 1:], _NEVER)
        heads = np.array(best_heads(own, own.argmax(1).tolist()))
        columns[first:end] = np.where(heads < 0, 0, heads + first + 1)
    return columns
