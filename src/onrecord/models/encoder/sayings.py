"""Reads attributions off a window: which words are cues, and which words are each cue's source and content."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.models.encoder.network import Network, Numbers, Scores, WindowScores
from onrecord.models.encoder.paths import TagRules, probabilities, stretches
from onrecord.models.encoder.weights import Manifest

_CUE = "I-cue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One attribution over the words of a report: `anchor` is the word that says; ranges are half open.

    `probability` is the anchor's; `source_sure` and `content_sure` the mean over the words of each part.
    """

    anchor: int
    cue: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    probability: float
    source_sure: float
    content_sure: float

    def moved(self, by: int) -> "Saying":
        """The same, so many words further on."""

        def moved(ranges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
            return tuple((first + by, end + by) for first, end in ranges)

        return replace(
            self,
            anchor=self.anchor + by,
            cue=moved(self.cue),
            source=moved(self.source),
            content=moved(self.content),
        )


class SayingReader:
    """Reads the attributions of a window off its scores."""

    def __init__(self, manifest: Manifest) -> None:
        self._roles = TagRules(manifest.labels.speech)
        self._threshold = manifest.thresholds.anchor
        self._bounds = manifest.distance.words
        self._clip = manifest.distance.sentences

    def read(self, network: Network, scores: WindowScores, sentences: Sequence[int]) -> Iterator[Saying]:
        """The attributions, in the order of their cues; `sentences` is one number a word.

        A cue lies in one sentence. A word inside the cue of an earlier one is no cue of its own.
        """
        likely = 1 / (1 + np.exp(-scores.anchor.astype(np.float64)))
        anchors = np.flatnonzero(likely >= self._threshold)
        if not len(anchors):
            return
        met = self._assign(network, scores, anchors, np.asarray(sentences))
        sure = probabilities(met)
        taken: set[int] = set()
        for anchor, path, chances in zip(anchors.tolist(), self._roles.best_paths(met), sure, strict=True):
            if anchor in taken:
                continue
            own = sentences[anchor]
            tags = [self._roles.tags[role] for role in path]
            tags = ["O" if t == _CUE and s != own else t for t, s in zip(tags, sentences, strict=True)]
            tags[anchor] = _CUE
            taken.update(word for word, tag in enumerate(tags) if tag == _CUE)
            yield _saying(anchor, tags, chances[np.arange(len(path)), path], float(likely[anchor]))

    def _assign(self, network: Network, scores: WindowScores, anchors: Numbers, sentences: Numbers) -> Scores:
        words = np.arange(len(sentences))
        away = words[None, :] - anchors[:, None]
        distance = np.searchsorted(self._bounds, away, side="left").astype(np.int64)
        apart = sentences[None, :] - sentences[anchors][:, None]
        sentence = np.clip(apart, -self._clip, self._clip) + self._clip
        return network.assign(scores.speech_cue[anchors], scores.speech_word, distance, sentence.astype(np.int64))


def _saying(anchor: int, tags: Sequence[str], chances: NDArray[np.float64], probability: float) -> Saying:
    ranges: dict[str, list[tuple[int, int]]] = {"cue": [], "source": [], "content": []}
    for first, end, kind in stretches(tags):
        ranges[kind].append((first, end))
    return Saying(
        anchor=anchor,
        cue=tuple(ranges["cue"]),
        source=tuple(ranges["source"]),
        content=tuple(ranges["content"]),
        probability=probability,
        source_sure=_mean(chances, ranges["source"]),
        content_sure=_mean(chances, ranges["content"]),
    )


def _mean(chances: NDArray[np.float64], ranges: Sequence[tuple[int, int]]) -> float:
    """The mean over the words of the ranges; 1 where there are none."""
    inside = [chances[first:end] for first, end in ranges]
    return float(np.concatenate(inside).mean()) if inside else 1.0
