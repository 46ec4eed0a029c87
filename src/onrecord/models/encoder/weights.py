"""The weights on disk: what is in them, and whether they are whole."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import cattrs
from cattrs.errors import BaseValidationError
from cattrs.v import transform_error

from onrecord.errors import ModelError

FOLDER = Path(__file__).parent / "weights"
"""Where the package carries its weights."""

FORMAT = 1
MANIFEST, VOCABULARY = "manifest.json", "vocabulary.txt"
ENCODER, RELATIONS, SPEECH = "encoder.onnx", "relations.onnx", "speech.onnx"
_MEND = "Install the package again, or pass --analyser rules."


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSum:
    """What a file must be, byte for byte."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadLabels:
    """The classes of each head, in the order of its scores."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    speech: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSize:
    """How many pieces a window may have, with the first and the last mark, and how many it should have at most where
    no sentence alone is longer.
    """

    pieces: int
    aim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From which probability on a word counts as the first of a cue."""

    anchor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Distances:
    """How far a word is from a cue: upper bounds of buckets of words, and the most sentences that are told apart."""

    words: tuple[int, ...]
    sentences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What `manifest.json` says of the files beside it. Without labels for speech the weights read none."""

    format: int
    name: str
    files: dict[str, FileSum]
    labels: HeadLabels
    window: WindowSize
    thresholds: Thresholds
    distance: Distances

    @property
    def speaks(self) -> bool:
        """Whether the weights read who says what."""
        return bool(self.labels.speech)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights that were found whole. `digest` is over the manifest, and so over every file."""

    folder: Path
    manifest: Manifest
    digest: str

    def path(self, name: str) -> Path:
        """Where the file `name` lies."""
        return self.folder / name


def has_weights(folder: Path = FOLDER) -> bool:
    """Whether there are weights, whole or not."""
    return (folder / MANIFEST).is_file()


def load_weights(folder: Path = FOLDER) -> Weights:
    """Read the manifest and check every file against it.

    Raises ModelError for a file that is missing, cut short or changed, and for a format of another version.
    """
    data = _read(folder / MANIFEST)
    manifest = _parse(folder / MANIFEST, data)
    for name in (ENCODER, RELATIONS, *([SPEECH] if manifest.speaks else []), VOCABULARY):
        if name not in manifest.files:
            raise ModelError(f"{folder / MANIFEST}: does not name {name}. {_MEND}")
    for name, file in sorted(manifest.files.items()):
        _check(folder / name, file)
    return Weights(folder=folder, manifest=manifest, digest=hashlib.sha256(data).hexdigest()[:16])


def read_vocabulary(weights: Weights) -> list[str]:
    """The word pieces, in the order of their numbers."""
    return _read(weights.path(VOCABULARY)).decode().splitlines()


def _parse(path: Path, data: bytes) -> Manifest:
    try:
        table = json.loads(data)
    except (UnicodeDecodeError, json.JSONDecodeError) as exc:
        raise ModelError(f"{path}: not valid JSON ({exc}). {_MEND}") from exc
    found = table.get("format") if isinstance(table, dict) else None
    if found != FORMAT:
        raise ModelError(f"{path}: weights of format {found}; this program reads format {FORMAT}. {_MEND}")
    try:
        return cattrs.structure(table, Manifest)
    except BaseValidationError as exc:
        problems = "; ".join(transform_error(exc, path=str(path)))
        raise ModelError(f"{problems}. {_MEND}") from exc


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise ModelError(f"{path}: cannot be read ({exc.strerror}). {_MEND}") from exc


def _check(path: Path, expected: FileSum) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        size = path.stat().st_size
    except OSError as exc:
        raise ModelError(f"{path}: cannot be read ({exc.strerror}). {_MEND}") from exc
    if size != expected.bytes:
        raise ModelError(f"{path}: {size} bytes instead of {expected.bytes}; it was not copied whole. {_MEND}")
    if found != expected.sha256:
        raise ModelError(f"{path}: its content is not what the manifest names (SHA-256 differs). {_MEND}")
