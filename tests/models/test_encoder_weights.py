"""Weights that are not whole are told, each with what to do."""

import hashlib
import json
import pickle
import shutil
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.lexicons import load_lexicons
from onrecord.models.encoder.network import Network
from onrecord.models.encoder.weights import ENCODER, FOLDER, MANIFEST, VOCABULARY, has_weights, load_weights
from onrecord.models.loading import AnalyserKind, load_analyser, usual_analyser
from onrecord.records import PassageKind, Sentence, Span

TEXT = "Mayor Ina Pell said on Monday that the bridge at Orlo would open in May."
SENTENCE = Sentence(index=0, passage=0, paragraph=1, span=Span(start=0, end=len(TEXT)), kind=PassageKind.BODY)
FILES = ("encoder.onnx", "relations.onnx", "speech.onnx", "vocabulary.txt")
LABELS = {"upos": ["X"], "xpos": ["FW"], "relations": ["root"], "names": ["O"], "speech": ["O", "I-cue"]}


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """A folder that looks right, with files that no network is in."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_text(f"not really {name}\n", encoding="utf-8")
    write_manifest(folder)
    return folder


def write_manifest(folder: Path, **changed: object) -> None:
    sums = {
        name: {
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
            "bytes": (folder / name).stat().st_size,
        }
        for name in FILES
    }
    table = {
        "format": 1,
        "name": "made-up",
        "files": sums,
        "labels": LABELS,
        "window": {"pieces": 64, "aim": 32},
        "thresholds": {"anchor": 0.5},
        "distance": {"words": [-1, 0, 1], "sentences": 3},
    }
    (folder / MANIFEST).write_text(json.dumps(table | changed), encoding="utf-8")


def test_files_as_the_manifest_names_them_are_taken(made_up: Path) -> None:
    weights = load_weights(made_up)
    assert weights.manifest.name == "made-up"
    assert len(weights.digest) == 16
    assert has_weights(made_up)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file(made_up: Path, name: str) -> None:
    (made_up / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}: cannot be read .*Install the package again"):
        load_weights(made_up)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short(made_up: Path, name: str) -> None:
    data = (made_up / name).read_bytes()
    (made_up / name).write_bytes(data[:-3])
    with pytest.raises(ModelError, match=rf"{name}: {len(data) - 3} bytes instead of {len(data)}.*--analyser rules"):
        load_weights(made_up)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file(made_up: Path, name: str) -> None:
    data = bytearray((made_up / name).read_bytes())
    data[3] ^= 1
    (made_up / name).write_bytes(bytes(data))
    with pytest.raises(ModelError, match=rf"{name}: its content is not what the manifest names.*--analyser rules"):
        load_weights(made_up)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"format": 2}, "weights of format 2; this program reads format 1"),
        ({"files": {}}, "does not name encoder.onnx"),
        ({"window": {}}, "required field missing"),
        ({"labels": 5}, "manifest.json"),
    ],
)
def test_a_manifest_of_another_kind(made_up: Path, changed: dict[str, object], said: str) -> None:
    write_manifest(made_up, **changed)
    with pytest.raises(ModelError, match=said):
        load_weights(made_up)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b"null"])
def test_a_manifest_that_is_none(made_up: Path, data: bytes) -> None:
    (made_up / MANIFEST).write_bytes(data)
    with pytest.raises(ModelError, match=r"manifest\.json: .*Install the package again"):
        load_weights(made_up)


def test_no_weights_at_all(tmp_path: Path) -> None:
    assert usual_analyser(tmp_path) is AnalyserKind.RULES
    with pytest.raises(ModelError, match=r"manifest\.json: cannot be read .*--analyser rules"):
        load_analyser(AnalyserKind.MODEL, load_lexicons(), tmp_path)


def test_a_file_that_is_no_network(made_up: Path) -> None:
    with pytest.raises(ModelError, match=r"encoder\.onnx: onnxruntime .* cannot load it .*--analyser rules"):
        Network(load_weights(made_up))


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A copy of the weights of the package."""
    if not has_weights():
        pytest.skip("the weights are not in this checkout")
    return Path(shutil.copytree(FOLDER, tmp_path / "installed"))


@pytest.mark.parametrize("name", [ENCODER, VOCABULARY])
def test_the_real_weights_damaged(installed: Path, name: str) -> None:
    data = bytearray((installed / name).read_bytes())
    data[len(data) // 2] ^= 64
    (installed / name).write_bytes(bytes(data))
    with pytest.raises(ModelError, match=f"{name}: its content is not what the manifest names"):
        load_analyser(AnalyserKind.MODEL, load_lexicons(), installed)


def test_the_analyser_can_be_sent_to_another_process(installed: Path) -> None:
    analyser = load_analyser(AnalyserKind.MODEL, load_lexicons(), installed)
    before = analyser.analyse(TEXT, [SENTENCE])
    again = pickle.loads(pickle.dumps(analyser))
    assert again.digest == analyser.digest
    assert again.analyse(TEXT, [SENTENCE]) == before
