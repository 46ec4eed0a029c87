"""The words `bounds.toml` holds: which way an amount moved, and what came on top."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("bounds.toml",)


@dataclass(frozen=True, kw_only=True)
class BoundsLexicon:
    """Words of a rise, words of a fall, and words of what came on top."""

    version: int
    rising: frozenset[str]
    falling: frozenset[str]
    fresh: frozenset[str]


def load_bounds() -> BoundsLexicon:
    """The words of `bounds.toml`; raises LexiconError as `load_toml` does."""
    return load_toml("bounds.toml", BoundsLexicon)
