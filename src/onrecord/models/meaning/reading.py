"""What a short text means, read without loading the table before it is asked for."""

import hashlib
from functools import cache
from pathlib import Path

_MANIFEST = Path(__file__).parent / "weights" / "manifest.json"


def read_meaning(text: str) -> bytes:
    """The vector of what a text means, see `Meanings.read`; raises ModelError where the table is damaged."""
    # Here and not above: whole reports are known by their words, and whoever has no others does without the table.
    from onrecord.models.meaning.table import load_meanings

    return load_meanings().read(text)


@cache
def table_digest() -> str:
    """A digest of the table, by its manifest, which names it by its hash."""
    return hashlib.sha256(_MANIFEST.read_bytes()).hexdigest()[:16]
