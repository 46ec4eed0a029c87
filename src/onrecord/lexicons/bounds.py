"""The words `bounds.toml` holds: which way an amount moved."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("bounds.toml",)


@dataclass(frozen=True, kw_only=True)
class BoundsLexicon:
    """Words of a rise and words of a fall."""

    version: int
    rising: frozenset[str]
    falling: frozenset[str]


def load_bounds() -> BoundsLexicon:
    """The words of `bounds.toml`; raises LexiconError as `load_toml` does."""
    return load_toml("bounds.toml", BoundsLexicon)
