"""The network as it runs: three ONNX files, one thread, one window a call, so that nothing depends on company."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.models.encoder.weights import ENCODER, RELATIONS, SPEECH, Weights
from onrecord.models.encoder.wordpieces import Pieces

Scores: TypeAlias = NDArray[np.float32]
Numbers: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowScores:
    """What the encoder makes of a window of `w` words.

    `upos`, `xpos`, `names`: `[w, labels]`; `anchor`: `[w]`; `arcs`: `[w, w + 1]`, column 0 for the root, `j + 1` for
    word `j`. The others are vectors of words (`rel_head` with the root's first) for the relations and for speech.
    """

    upos: Scores
    xpos: Scores
    names: Scores
    anchor: Scores
    arcs: Scores
    rel_dep: Scores
    rel_head: Scores
    speech_cue: Scores
    speech_word: Scores


class Network:
    """The parts, loaded; raises ModelError where one cannot be. Weights that read no speech have no part for it."""

    def __init__(self, weights: Weights) -> None:
        self._encoder, self._relations = (_load(weights, name) for name in (ENCODER, RELATIONS))
        self._speech = _load(weights, SPEECH) if weights.manifest.speaks else None

    def read(self, pieces: Pieces) -> WindowScores:
        """One pass over a window."""
        given = {
            "ids": _row(pieces.ids),
            "shapes": _row(pieces.shapes),
            "quotes": _row(pieces.quotes),
            "breaks": _row(pieces.breaks),
            "firsts": _row(pieces.firsts),
        }
        names = WindowScores.__dataclass_fields__
        found = self._encoder.run(list(names), given)
        return WindowScores(**{name: scores[0] for name, scores in zip(names, found, strict=True)})

    def relate(self, dep: Scores, head: Scores) -> Scores:
        """Scores `[n, relations]` of `n` words towards their heads."""
        return _only(self._relations, "relations", {"dep": dep, "head": head})

    def assign(self, cue: Scores, word: Scores, distance: Numbers, sentence: Numbers) -> Scores:
        """Scores `[c, w, roles]` of the role that each of `w` words has for each of `c` cues."""
        given: dict[str, NDArray[Any]] = {"cue": cue, "word": word, "distance": distance, "sentence": sentence}
        return _only(self._speech, "speech", given)


def _row(numbers: Sequence[int]) -> Numbers:
    return np.array([numbers], dtype=np.int64)


def _only(session: Any, name: str, given: Mapping[str, NDArray[Any]]) -> Scores:
    found: Scores = session.run([name], given)[0]
    return found


def _load(weights: Weights, name: str) -> Any:
    path = weights.path(name)
    # From 1.31 on it keeps a record of its use in the user's home folder, to be sent to its makers, unless told not to
    # before it is loaded. Nothing of a reader's work may leave the machine.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as exc:
        raise ModelError(
            f"onnxruntime cannot be used here ({exc}). Install it for this machine, or pass --analyser rules."
        ) from exc
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.use_deterministic_compute = True
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as exc:  # onnxruntime's errors have no base class of their own
        said = str(exc).splitlines()[0][:200]
        raise ModelError(
            f"{path}: onnxruntime {onnxruntime.__version__} cannot load it ({said}). "
            "Install the version that requirements.lock names, or pass --analyser rules."
        ) from exc
