"""The table of what word pieces mean: the same bytes everywhere, and checked when it is loaded."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.models.meaning.reading import read_meaning, table_digest
from onrecord.models.meaning.table import FOLDER, load_meanings


def cosine(one: bytes, two: bytes) -> float:
    """Of two vectors of signed bytes."""
    left, right = ([b - 256 if b > 127 else b for b in vector] for vector in (one, two))
    dot = sum(a * b for a, b in zip(left, right, strict=True))
    return dot / (sum(a * a for a in left) * sum(b * b for b in right)) ** 0.5


def test_other_words_for_one_thing_are_nearer_than_the_same_for_others() -> None:
    rents = read_meaning("Tenants face steep increase in housing costs")
    surge = read_meaning("Rents surge, squeezing those who lease flats")
    match = read_meaning("Striker faces ban after steep fall in cup final")
    assert cosine(rents, surge) > 0.4 > cosine(rents, match)


def test_the_bytes_are_those_of_every_machine() -> None:
    vectors = b"".join(
        read_meaning(t) for t in ("Ferry sinks off Ostmere", "Naïve café № 7", "2,500 troops", "x" * 9_000)
    )
    assert hashlib.sha256(vectors).hexdigest()[:16] == "59c162c0c1d7542a"


@pytest.mark.parametrize("text", ["", "...", " "])
def test_what_says_nothing_has_no_meaning(text: str) -> None:
    assert read_meaning(text) == b""


def test_a_changed_table_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(FOLDER, folder)
    data = bytearray((folder / "pieces.i8").read_bytes())
    data[5] ^= 1
    (folder / "pieces.i8").write_bytes(data)
    with pytest.raises(ModelError, match=r"pieces\.i8: its content is not what .* names"):
        load_meanings(folder)
    (folder / "pieces.i8").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        load_meanings(folder)
    (folder / "manifest.json").write_text(json.dumps({"name": "x"}))
    with pytest.raises(ModelError, match="not a manifest"):
        load_meanings(folder)


def test_results_are_kept_under_the_tables_digest() -> None:
    assert table_digest() == hashlib.sha256((FOLDER / "manifest.json").read_bytes()).hexdigest()[:16]
