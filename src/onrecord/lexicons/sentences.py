"""Abbreviations and marks that end or do not end a sentence."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("sentences.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceLexicon:
    """Abbreviations and marks that end or do not end a sentence, as `sentences.toml` gives them."""

    version: int


def load_sentences() -> SentenceLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("sentences.toml", SentenceLexicon)
