"""The trained analyser, where its weights are: in the package, or in a folder that the environment names."""

import os
from pathlib import Path

import pytest

from evaluation.reader import WEIGHTS
from onrecord.lexicons import load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.encoder.weights import FOLDER, has_weights
from onrecord.models.loading import AnalyserKind, load_analyser


@pytest.fixture(scope="session")
def trained_folder() -> Path:
    """Where the weights lie; tests that need them are skipped in a checkout without."""
    folder = Path(os.environ.get(WEIGHTS) or FOLDER)
    if not has_weights(folder):
        pytest.skip("the weights are not in this checkout")
    return folder


@pytest.fixture(scope="session")
def trained(trained_folder: Path) -> Analyser:
    return load_analyser(AnalyserKind.MODEL, load_lexicons(), trained_folder)
