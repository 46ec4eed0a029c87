"""Patterns and values of time expressions."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("time.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLexicon:
    """Patterns and values of time expressions, as `time.toml` gives them."""

    version: int


def load_time() -> TimeLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("time.toml", TimeLexicon)
