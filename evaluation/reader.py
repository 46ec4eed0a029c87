"""The analyser that predictions are made with: the usual one, unless the command line named another."""

import os
from pathlib import Path

from onrecord.lexicons import Lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.encoder.weights import FOLDER
from onrecord.models.loading import analyser_kind, load_analyser, usual_analyser

# Names of the environment, so that the choice holds in whatever a prediction starts.
KIND, WEIGHTS = "ONRECORD_EVALUATION_ANALYSER", "ONRECORD_EVALUATION_WEIGHTS"


def choose_analyser(kind: str | None, weights: Path | None) -> None:
    """Make every prediction from now on with this analyser and weights; None leaves what is usual."""
    for name, value in ((KIND, kind), (WEIGHTS, weights)):
        if value is not None:
            os.environ[name] = str(value)


def chosen_analyser(lexicons: Lexicons) -> Analyser:
    """The analyser to predict with."""
    folder = Path(os.environ.get(WEIGHTS) or FOLDER)
    kind = os.environ.get(KIND)
    return load_analyser(analyser_kind(kind) if kind else usual_analyser(folder), lexicons, folder)
