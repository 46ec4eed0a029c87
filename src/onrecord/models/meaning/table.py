"""Meanings of short texts: the sum of what their word pieces mean, less what all news has in common.

The table was made by `training/meanings.py`, see its model card. All sums are of whole numbers, and what is divided is
divided once, so that every machine gives the same bytes.
"""

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cattrs
import numpy as np
from cattrs.errors import BaseValidationError
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.models.encoder import weights
from onrecord.models.encoder.wordpieces import piece_tokenizer

FOLDER = Path(__file__).parent / "weights"
"""Where the package carries the table."""

MANIFEST, PIECES = "manifest.json", "pieces.i8"
_MEND = "Install the package again."
_LONGEST = 2_000  # characters; longer texts are known by their words
_LENGTH = 512  # of a vector of whole numbers
_MOST = 127


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What `manifest.json` says: the name, how many numbers a vector has, the SHA-256 of the table and of the
    vocabulary it goes with, and the mean of the meanings of sentences of news, in millionths.
    """

    name: str
    size: int
    table: str
    vocabulary: str
    mean: tuple[int, ...]


class Meanings:
    """The table, loaded."""

    def __init__(self, table: NDArray[np.int8], mean: NDArray[np.float64], vocabulary: Sequence[str]) -> None:
        self._table, self._mean = table, mean
        self._tokenizer: Tokenizer = piece_tokenizer(vocabulary)

    def read(self, text: str) -> bytes:
        """What a text means: whole numbers of one byte each, nothing where no word says
        anything.
        """
        pieces = self._tokenizer.encode(text[:_LONGEST], add_special_tokens=False).ids
        total = self._table[pieces].sum(axis=0, dtype=np.int64)
        if not (square := int(total @ total)):
            return b""
        own = total / math.sqrt(square) - self._mean
        length = math.sqrt(math.fsum((own * own).tolist()))
        scaled = np.clip(np.rint(own * (_LENGTH / length)), -_MOST, _MOST) if length else own
        return bytes(scaled.astype(np.int8).tobytes())


@cache
def load_meanings(folder: Path = FOLDER) -> Meanings:
    """The table in a folder; raises ModelError where it is missing or not what its manifest says."""
    manifest = _parse(folder / MANIFEST)
    data = _read(folder / PIECES)
    words = _read(weights.FOLDER / weights.VOCABULARY)
    for path, found, expected in (
        (folder / PIECES, data, manifest.table),
        (weights.FOLDER / weights.VOCABULARY, words, manifest.vocabulary),
    ):
        if hashlib.sha256(found).hexdigest() != expected:
            raise ModelError(f"{path}: its content is not what {folder / MANIFEST} names (SHA-256 differs). {_MEND}")
    table = np.frombuffer(data, dtype=np.int8).reshape(-1, manifest.size)
    return Meanings(table, np.array(manifest.mean) / 1e6, words.decode().splitlines())


def _parse(path: Path) -> Manifest:
    try:
        return cattrs.structure(json.loads(_read(path)), Manifest)
    except (UnicodeDecodeError, json.JSONDecodeError, BaseValidationError) as exc:
        raise ModelError(f"{path}: not a manifest of this table ({exc}). {_MEND}") from exc


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise ModelError(f"{path}: cannot be read ({exc.strerror}). {_MEND}") from exc
