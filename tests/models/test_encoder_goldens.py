"""Sentences that the trained analyser reads exactly as they are labelled, whatever the order, the threads or the hash.

After new weights, `python -m training.encoder.margins` prints which sentences are read right and how clearly.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from evaluation.reader import WEIGHTS
from onrecord.lexicons import load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.encoder.network import Network, WindowScores
from onrecord.models.encoder.weights import load_weights
from onrecord.models.encoder.wordpieces import Pieces
from onrecord.models.loading import AnalyserKind, load_analyser
from onrecord.records import Analysis
from tests.models.labelled_reports import LabelledReport, labelled_reports
from tests.models.sentence_labels import SentenceLabels, labels_given, labels_read

GOLDENS = (
    "business-breach-2",
    "business-club-2",
    "business-club-3",
    "business-club-4",
    "business-club-5",
    "business-strike-4",
    "business-strike-6",
    "conflict-shelling-4",
    "conflict-trains-4",
    "conflict-trains-5",
    "courts-appeal-2",
    "courts-bank-5",
    "courts-bridge-2",
    "courts-bridge-4",
    "courts-reporter-2",
    "courts-reporter-4",
    "courts-reporter-5",
    "courts-reporter-6",
    "disasters-ferry-1",
    "disasters-ferry-2",
    "disasters-ferry-3",
    "disasters-ferry-4",
    "disasters-fire-4",
    "disasters-fire-6",
    "disasters-flood-4",
    "disasters-flood-5",
    "disasters-flood-6",
    "disasters-quake-6",
    "health-measles-1",
    "health-measles-3",
    "health-measles-4",
    "health-measles-6",
    "health-mercury-2",
    "politics-election-6",
    "politics-pensions-2",
    "politics-tariff-4",
)
"""Chosen for their margins: every label beats every other by at least one, so that no rounding turns it."""

REPORTS = labelled_reports()
ROOT = Path(__file__).resolve().parents[2]


def load(folder: Path) -> Analyser:
    return load_analyser(AnalyserKind.MODEL, load_lexicons(), folder)


def read_all(analyser: Analyser, reports: Sequence[LabelledReport]) -> dict[str, tuple[Analysis, ...]]:
    return {report.id: analyser.analyse(report.text, report.spans) for report in reports}


@pytest.fixture(scope="module")
def read(trained: Analyser) -> dict[str, SentenceLabels]:
    return {s.id: labels for r in REPORTS for s, labels in zip(r.sentences, labels_read(trained, r), strict=True)}


@pytest.fixture(scope="module")
def once(trained: Analyser) -> dict[str, tuple[Analysis, ...]]:
    return read_all(trained, REPORTS)


GIVEN = {s.id: labels for r in REPORTS for s, labels in zip(r.sentences, labels_given(r), strict=True)}


@pytest.mark.parametrize("name", GOLDENS)
def test_a_sentence_is_read_as_labelled(name: str, read: dict[str, SentenceLabels]) -> None:
    assert read[name] == GIVEN[name]


def test_order_of_reports(trained_folder: Path, once: dict[str, tuple[Analysis, ...]]) -> None:
    assert read_all(load(trained_folder), REPORTS[::-1]) == once


def test_a_report_read_among_others(trained_folder: Path, once: dict[str, tuple[Analysis, ...]]) -> None:
    """One by one, each by an analyser that has read nothing else."""
    for report in REPORTS[::7]:
        assert load(trained_folder).analyse(report.text, report.spans) == once[report.id]


def test_several_at_once(trained: Analyser, once: dict[str, tuple[Analysis, ...]]) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda report: trained.analyse(report.text, report.spans), REPORTS)
    assert dict(zip(once, found, strict=True)) == once


class ManyThreads(onnxruntime.SessionOptions):
    """Options that hold to four threads whatever they are told."""

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, 4 if name == "intra_op_num_threads" else value)


def test_threads_within_a_pass(
    trained_folder: Path, once: dict[str, tuple[Analysis, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnxruntime, "SessionOptions", ManyThreads)
    options = ManyThreads()
    options.intra_op_num_threads = 1
    assert options.intra_op_num_threads == 4
    some = REPORTS[::5]
    assert read_all(load(trained_folder), some) == {report.id: once[report.id] for report in some}


class Noted:
    """A network that keeps the windows it is given and what it makes of them."""

    def __init__(self, network: Network, windows: list[tuple[Pieces, WindowScores]]) -> None:
        self._network = network
        self._windows = windows
        self.relate, self.assign = network.relate, network.assign

    def read(self, pieces: Pieces) -> WindowScores:
        scores = self._network.read(pieces)
        self._windows.append((pieces, scores))
        return scores


def test_order_of_windows(trained_folder: Path) -> None:
    """A window's scores are the same to the last bit whatever was read before it."""
    network = Network(load_weights(trained_folder))
    windows: list[tuple[Pieces, WindowScores]] = []
    analyser = load(trained_folder)
    analyser._reader.__dict__["_network"] = Noted(network, windows)
    read_all(analyser, REPORTS[:8])
    assert len(windows) >= 8
    for pieces, scores in reversed(windows):
        again = network.read(pieces)
        assert all(np.array_equal(getattr(again, f), getattr(scores, f)) for f in WindowScores.__dataclass_fields__)


SCRIPT = "from tests.models.sentence_labels import some_reading; print(some_reading())"


def test_hash_seed(trained_folder: Path) -> None:
    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, WEIGHTS: str(trained_folder), "PYTHONPATH": "src:."}
        command = [sys.executable, "-c", SCRIPT]
        return subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout

    assert run("1") == run("2") != ""
