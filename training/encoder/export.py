"""Writes a trained network as the files that the program reads: ONNX graphs, word pieces and a manifest."""

import hashlib
import json
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.models.encoder.windows import MARKS
from training.encoder.attributions import SPEECH
from training.encoder.labels import Labels
from training.encoder.network import DISTANCES, RELATION, SENTENCES, SPEAKING, Batch, Network
from training.encoder.windows import AIM, LONGEST

_OPSET = 17
FORMAT = 1


class _Encoder(nn.Module):
    """The network as one graph: a window's numbers in, the heads' scores out."""

    def __init__(self, network: Network, labels: Labels) -> None:
        super().__init__()
        self.network = network
        self.head = network.head_of_names(labels)

    def forward(
        self, ids: Tensor, shapes: Tensor, quotes: Tensor, breaks: Tensor, firsts: Tensor
    ) -> tuple[Tensor, ...]:
        batch = Batch(
            ids=ids,
            attention=torch.ones_like(ids),
            shapes=shapes,
            quotes=quotes,
            breaks=breaks,
            firsts=firsts,
            real=torch.ones_like(firsts).bool(),
            sentences=torch.zeros_like(firsts),
        )
        network = self.network
        vectors = network.read(batch)
        arcs, rel_dep, rel_head = network.score_arcs(vectors)
        return (
            network.upos(vectors.syntax),
            network.xpos(vectors.syntax),
            self.head(vectors.names),
            network.anchor(vectors.speech).squeeze(-1),
            arcs,
            rel_dep,
            rel_head,
            network.speech_cue(vectors.speech),
            network.speech_word(vectors.speech),
        )


class _Relations(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        return self.network.score_relations(dep, head)


class _Speech(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, cue: Tensor, word: Tensor, distance: Tensor, sentence: Tensor) -> Tensor:
        return self.network.score_speech(cue, word, distance, sentence)


OUTPUTS = ("upos", "xpos", "names", "anchor", "arcs", "rel_dep", "rel_head", "speech_cue", "speech_word")


def export(
    network: Network, labels: Labels, pieces: list[str], folder: Path, *, name: str, threshold: float = 0.5
) -> None:
    """Write the folder that `onrecord.models.encoder` loads; the encoder int8 with reduced range, the rest float.

    Where no newswire names were learned, those of the open sets take their place; where no speech was learned, none is
    written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    exact = folder / "encoder.float.onnx"
    _export_encoder(_Encoder(network, labels), exact)
    quantize_dynamic(exact, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    exact.unlink()
    _export_relations(network, folder / "relations.onnx")
    if labels.speaks:
        _export_speech(network, folder / "speech.onnx")
    (folder / "vocabulary.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    files = ["encoder.onnx", "relations.onnx", *(["speech.onnx"] if labels.speaks else []), "vocabulary.txt"]
    manifest = {
        "format": FORMAT,
        "name": name,
        "files": {file: _described(folder / file) for file in files},
        "labels": {
            "upos": labels.upos,
            "xpos": labels.xpos,
            "relations": labels.relations,
            "names": labels.read_names,
            "speech": SPEECH if labels.speaks else (),
        },
        "window": {"pieces": LONGEST + MARKS, "aim": AIM},
        "thresholds": {"anchor": threshold},
        "distance": {"words": DISTANCES, "sentences": SENTENCES},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _described(path: Path) -> dict[str, object]:
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def _export_encoder(graph: _Encoder, path: Path) -> None:
    example = torch.ones(1, 12, dtype=torch.long)
    firsts = torch.arange(1, 9).unsqueeze(0)
    inputs = ("ids", "shapes", "quotes", "breaks", "firsts")
    axes = {name: {1: "pieces"} for name in inputs[:4]} | {name: {1: "words"} for name in ("firsts", *OUTPUTS)}
    axes["arcs"] = {1: "words", 2: "heads"}
    axes["rel_head"] = {1: "heads"}
    torch.onnx.export(
        graph,
        (example, example, example, example, firsts),
        path,
        input_names=list(inputs),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=_OPSET,
        dynamo=False,
    )


def _export_relations(network: Network, path: Path) -> None:
    torch.onnx.export(
        _Relations(network),
        (torch.zeros(3, RELATION), torch.zeros(3, RELATION)),
        path,
        input_names=["dep", "head"],
        output_names=["relations"],
        dynamic_axes={"dep": {0: "words"}, "head": {0: "words"}, "relations": {0: "words"}},
        opset_version=_OPSET,
        dynamo=False,
    )


def _export_speech(network: Network, path: Path) -> None:
    numbers = torch.zeros(2, 5, dtype=torch.long)
    torch.onnx.export(
        _Speech(network),
        (torch.zeros(2, SPEAKING), torch.zeros(5, SPEAKING), numbers, numbers),
        path,
        input_names=["cue", "word", "distance", "sentence"],
        output_names=["speech"],
        dynamic_axes={
            "cue": {0: "cues"},
            "word": {0: "words"},
            "distance": {0: "cues", 1: "words"},
            "sentence": {0: "cues", 1: "words"},
            "speech": {0: "cues", 1: "words"},
        },
        opset_version=_OPSET,
        dynamo=False,
    )
