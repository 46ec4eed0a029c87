"""What each set teaches: the loss of a batch of its windows."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.encoder.document import UNMARKED
from training.encoder.labels import Labels
from training.encoder.network import Batch, Network, Vectors, allowed_heads, mask
from training.encoder.tensors import anchors, as_heads, as_labels, distances, roles
from training.encoder.windows import Window

# So that no task's gradients are far smaller than another's, which would make its steps smaller.
_CUE_WEIGHT, _ROLE_WEIGHT, _NAME_WEIGHT, _TAUGHT_WEIGHT = 4.0, 3.0, 2.0, 0.5
_SMOOTHED = 0.03


@dataclass(frozen=True, slots=True)
class Losses:
    """The losses of the heads, by the labels that the network was made with."""

    labels: Labels

    def of(self, network: Network, task: str, windows: Sequence[Window], batch: Batch) -> Tensor:
        """The loss of a batch that one task's set gave."""
        vectors = network.read(batch)
        match task:
            case "syntax":
                own = self._syntax(network, vectors, windows, batch)
            case "speech":
                own = _speech(network, vectors, windows, batch)
            case "open_names" if self.labels.named:
                return self._coarse_names(network, vectors, windows)
            case _:
                return self._names(network, task, vectors, windows)
        taught = any(w.document.names for w in windows)
        return own + _TAUGHT_WEIGHT * self._names(network, "names", vectors, windows) if taught else own

    def _names(self, network: Network, task: str, vectors: Vectors, windows: Sequence[Window]) -> Tensor:
        head, kinds = (
            (network.names, self.labels.names) if task == "names" else (network.open_names, self.labels.open_names)
        )
        scores = head(network.drop(vectors.names))
        gold = as_labels([w.document.names for w in windows], _numbers(kinds), scores.size(1))
        return _NAME_WEIGHT * _classes(scores, gold)

    def _coarse_names(self, network: Network, vectors: Vectors, windows: Sequence[Window]) -> Tensor:
        """The open sets tell fewer types apart: any of those that a tag of theirs may stand for is right."""
        scores = network.names(network.drop(vectors.names))
        gold = as_labels([w.document.names for w in windows], _numbers(self.labels.open_names), scores.size(1))
        known = gold != UNMARKED
        allowed = torch.tensor(self.labels.may_stand_for)[gold[known]]
        scores = scores[known].float()
        right = torch.logsumexp(scores.masked_fill(~allowed, -torch.inf), -1)
        return _NAME_WEIGHT * (torch.logsumexp(scores, -1) - right).mean()

    def _syntax(self, network: Network, vectors: Vectors, windows: Sequence[Window], batch: Batch) -> Tensor:
        words = network.drop(vectors.syntax)
        length = words.size(1)
        upos = as_labels([w.document.upos for w in windows], _numbers(self.labels.upos), length)
        xpos = as_labels([w.document.xpos for w in windows], _numbers(self.labels.xpos), length)
        tags = 0.5 * _classes(network.upos(words), upos) + 0.25 * _classes(network.xpos(words), xpos)
        arcs, dep, head = network.score_arcs(vectors)
        heads = as_heads(windows, length)
        known = heads != UNMARKED
        arc_loss = functional.cross_entropy(mask(arcs, allowed_heads(batch))[known], heads[known])
        at = heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, head.size(-1))
        relations = network.score_relations(dep[known], torch.gather(head, 1, at)[known])
        gold = as_labels([w.document.relations for w in windows], _numbers(self.labels.relations), length)[known]
        return tags + arc_loss + _classes(relations, gold)


def _numbers(labels: Sequence[str]) -> dict[str, int]:
    return {label: number for number, label in enumerate(labels)}


def _classes(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(
        scores.flatten(0, -2), gold.flatten(), ignore_index=UNMARKED, label_smoothing=_SMOOTHED
    )


def _speech(network: Network, vectors: Vectors, windows: Sequence[Window], batch: Batch) -> Tensor:
    scores = network.anchor(network.drop(vectors.speech)).squeeze(-1)
    gold = torch.zeros_like(scores)
    cues = anchors(windows)
    for row, word in cues:
        gold[row, word] = 1.0
    finding = functional.binary_cross_entropy_with_logits(scores[batch.real], gold[batch.real])
    if not cues:
        return _CUE_WEIGHT * finding
    length = scores.size(1)
    placed = [distances(word, windows[row].document.sentences, length) for row, word in cues]
    rows = torch.tensor([row for row, _ in cues])
    cue = network.speech_cue(vectors.speech)[rows, torch.tensor([word for _, word in cues])]
    word = network.speech_word(vectors.speech)[rows]
    met = network.score_speech(cue, word, torch.tensor([p[0] for p in placed]), torch.tensor([p[1] for p in placed]))
    return _CUE_WEIGHT * finding + _ROLE_WEIGHT * functional.cross_entropy(
        met.flatten(0, 1), roles(windows, length).flatten(), ignore_index=UNMARKED
    )
