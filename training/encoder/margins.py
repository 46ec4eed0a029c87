"""`python -m training.encoder.margins FOLDER`: how clearly the weights in FOLDER read each labelled sentence.

A label's margin is by how much its score beats every other's (logits); a sentence's is the least of its labels'. Below
zero something is read otherwise than it is labelled. The goldens are chosen among the clearest.
"""

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.lexicons import load_lexicons
from onrecord.models.encoder.analyser import EncoderAnalyser
from onrecord.models.encoder.network import Network, Scores, WindowScores
from onrecord.models.encoder.weights import Weights, load_weights
from onrecord.models.encoder.wordpieces import Pieces
from tests.models.labelled_reports import LabelledReport, labelled_reports
from tests.models.sentence_labels import labels_given, labels_read

_WRONG = -99.0


class Noted(Network):
    """A network that keeps its scores."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights)
        self.labels = weights.manifest.labels
        least = weights.manifest.thresholds.anchor
        self.threshold = float(np.log(least / (1 - least)))

    def clear(self) -> None:
        """Forget what was kept."""
        self.kept: dict[str, list] = defaultdict(list)

    def read(self, pieces: Pieces) -> WindowScores:
        """One pass over a window."""
        self.kept["windows"].append(super().read(pieces))
        return self.kept["windows"][-1]

    def relate(self, dep: Scores, head: Scores) -> Scores:
        """Scores of relations."""
        self.kept["relations"].append(super().relate(dep, head))
        return self.kept["relations"][-1]

    def assign(self, cue: Scores, *rest: np.ndarray) -> Scores:
        """Scores of roles, kept with the number of the window."""
        self.kept["roles"].append((len(self.kept["windows"]) - 1, super().assign(cue, *rest)))
        return self.kept["roles"][-1][1]


def margins(report: LabelledReport, analyser: EncoderAnalyser, network: Noted) -> list[dict[str, float]]:
    """The least margin of each kind of label, one row a sentence."""
    network.clear()
    read, labels = list(labels_read(analyser, report)), network.labels
    # Every window was read twice, for the names and for all the rest.
    windows = network.kept["windows"][: len(network.kept["windows"]) // 2]
    relations = np.concatenate(network.kept["relations"][: len(windows)])
    offsets = np.cumsum([0, *(len(w.upos) for w in windows)])
    marks = np.array([not any(c.isalnum() for c in word.form) for word in report.words])
    speech = np.concatenate([_speech(n, w, network, marks[offsets[n] :]) for n, w in enumerate(windows)])
    found, first = [], 0
    for given, mine in zip(labels_given(report), read, strict=True):
        at = int(np.searchsorted(offsets, first, side="right")) - 1
        window, base, words = windows[at], first - offsets[at], range(len(given.rows))
        own = slice(base, base + len(words))
        arcs = np.concatenate([window.arcs[own, :1], window.arcs[own, own.start + 1 : own.stop + 1]], 1)
        arcs[:, 1:][np.diag_indices(len(words))] = -np.inf
        inner = [i for i in words if given.rows[i][2] >= 0]
        found.append(
            {
                "tags": _least(window.upos[own], [labels.upos.index(row[1]) for row in given.rows]),
                "heads": _least(arcs, [row[2] + 1 for row in given.rows]),
                "relations": _least(
                    relations[first : first + len(words)][inner],
                    [labels.relations.index(given.rows[i][3]) for i in inner],
                ),
                "names": _least(window.names[own], [labels.names.index(row[4]) for row in given.rows]),
                "speech": float(speech[first : first + len(words)].min()) if given.said == mine.said else _WRONG,
            }
        )
        if given.rows != mine.rows:
            found[-1]["rows"] = _WRONG
        first += len(words)
    return found


def _least(scores: Scores, right: Sequence[int]) -> float:
    """By how much the right column beats the others in the row where it does least."""
    rows, rest = np.arange(len(right)), scores.astype(np.float64)
    best = rest[rows, right]
    rest[rows, right] = -np.inf
    return float((best - rest.max(1)).min()) if len(right) else np.inf


def _speech(number: int, window: WindowScores, network: Noted, marks: np.ndarray) -> np.ndarray:
    """For each word how far it is from being a cue or not, or where it is one, from giving any word another part."""
    gaps = window.anchor - network.threshold
    clear = np.abs(gaps)
    for at, roles in network.kept["roles"]:
        if at == number:
            ordered = np.sort(roles[:, ~marks[: len(gaps)]], axis=2)
            anchors = np.flatnonzero(gaps >= 0)
            clear[anchors] = np.minimum(clear[anchors], (ordered[..., -1] - ordered[..., -2]).min(1))
    return clear


def main() -> None:
    """Prints a line a sentence, the clearest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    weights, lexicons = load_weights(parser.parse_args().folder), load_lexicons()
    analyser, network = EncoderAnalyser(weights, lexicons.syntax, lexicons.names), Noted(weights)
    analyser._reader.__dict__["_network"] = network  # noqa: SLF001 - to see the scores behind the labels
    lines = []
    for report in labelled_reports():
        for sentence, found in zip(report.sentences, margins(report, analyser, network), strict=True):
            kind = min(found, key=found.__getitem__)
            lines.append((found[kind], sentence.id, len(sentence.words), kind))
    for least, name, words, kind in sorted(lines, reverse=True):
        print(f"{least:7.2f}  {kind:9}  {words:3} words  {name}")  # noqa: T201 - what was asked for


if __name__ == "__main__":
    main()
