"""Titles, offices, organisation words, nationalities and places."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("names.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLexicon:
    """Titles, offices, organisation words, nationalities and places, as `names.toml` gives them."""

    version: int


def load_names() -> NameLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("names.toml", NameLexicon)
