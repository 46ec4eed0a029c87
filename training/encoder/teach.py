"""Lets trained weights mark names in articles without such marks, for the next training to learn from.

The mentions of a name agree over an article (`onrecord.models.encoder.agreement`), so that the marks are better than
what one window would give; a word of which the weights are not sure is left unmarked.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from onrecord.models.encoder.agreement import Agreement, Marked
from onrecord.models.encoder.network import Network
from onrecord.models.encoder.paths import TagRules, probabilities, stretches
from onrecord.models.encoder.weights import load_weights, read_vocabulary
from onrecord.models.encoder.windows import MARKS
from onrecord.models.encoder.wordpieces import Vocabulary
from training.encoder.document import Document
from training.encoder.windows import cut_windows, prepare

_SURE = 0.8
_UNSURE = ""


class Teacher:
    """Marks names by the weights in a folder."""

    def __init__(self, folder: Path) -> None:
        weights = load_weights(folder)
        self._tags = weights.manifest.labels.names
        self._network = Network(weights)
        self._vocabulary = Vocabulary(read_vocabulary(weights))
        self._aim = weights.manifest.window.aim - MARKS
        self._rules = TagRules(self._tags)
        self._agreement = Agreement(self._tags)

    def teach(self, document: Document) -> Document:
        """The document with a tag a word, empty where the weights are not sure."""
        tags = [_UNSURE] * len(document.words)
        scores = np.zeros((len(tags), len(self._tags)), dtype=np.float32)
        for window in cut_windows(prepare(document, self._vocabulary), self._vocabulary, self._aim):
            end = window.start + len(window.document.words)
            scores[window.start : end] = self._network.read(window.pieces).names
        sure = probabilities(scores)
        path = self._rules.best_paths(scores[None])[0]
        found = [
            Marked(first=first, end=end, type=kind)
            for first, end, kind in stretches([self._tags[tag] for tag in path.tolist()])
        ]
        for word in np.flatnonzero(sure[:, self._tags.index("O")] >= _SURE).tolist():
            tags[word] = "O"
        for name in self._agreement.settle(document.words, document.sentences, scores, found):
            plain = name.probability >= _SURE
            for word in range(name.first, name.end):
                tags[word] = f"{'B' if word == name.first else 'I'}-{name.type}" if plain else _UNSURE
        return replace(document, names=tuple(tags))


def write_taught(documents: Iterable[Document], path: Path) -> None:
    """One line a document: its tags, in the order of the documents."""
    with path.open("w", encoding="utf-8") as lines:
        for document in documents:
            lines.write(json.dumps([[tag, len(run)] for tag, run in _runs(document.names)]) + "\n")


def read_taught(documents: Iterable[Document], path: Path) -> Iterator[Document]:
    """The documents with the tags that `write_taught` wrote for them."""
    with path.open(encoding="utf-8") as lines:
        for document, line in zip(documents, lines, strict=True):
            tags = tuple(tag for tag, length in json.loads(line) for _ in range(length))
            if len(tags) != len(document.words):
                raise SystemExit(f"{path}: {len(tags)} tags for {len(document.words)} words. Teach again.")
            yield replace(document, names=tags)


def _runs(tags: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    bounds = [i for i, tag in enumerate(tags) if not i or tag != tags[i - 1]] + [len(tags)]
    for first, end in pairwise(bounds):
        yield tags[first], tags[first:end]
