"""The analyser that predictions are made with: the usual one, unless the command line named another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.lexicons import Lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.encoder.weights import FOLDER
from onrecord.models.loading import AnalyserKind, analyser_kind, load_analyser, usual_analyser

# Names of the environment, so that the choice holds in whatever a prediction starts.
KIND, WEIGHTS = "ONRECORD_EVALUATION_ANALYSER", "ONRECORD_EVALUATION_WEIGHTS"


def choose_analyser(kind: str | None, weights: Path | None) -> None:
    """Make every prediction from now on with this analyser and weights; None leaves what is usual."""
    for name, value in ((KIND, kind), (WEIGHTS, weights)):
        if value is not None:
            os.environ[name] = str(value)


def chosen_kind() -> AnalyserKind:
    """The kind of analyser to predict with."""
    kind = os.environ.get(KIND)
    return analyser_kind(kind) if kind else usual_analyser(weights_folder())


@contextmanager
def reading_by(kind: AnalyserKind) -> Iterator[None]:
    """For so long, every prediction is made with the analyser of this kind."""
    before = os.environ.get(KIND)
    os.environ[KIND] = kind.value
    try:
        yield
    finally:
        if before is None:
            del os.environ[KIND]
        else:
            os.environ[KIND] = before


def chosen_analyser(lexicons: Lexicons) -> Analyser:
    """The analyser to predict with."""
    return load_analyser(chosen_kind(), lexicons, weights_folder())


def weights_folder() -> Path:
    """The weights to predict with: those named, or the installed ones."""
    return Path(os.environ.get(WEIGHTS) or FOLDER)
