"""Reporting words and what they do with their content."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("speech.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechLexicon:
    """Reporting words and what they do with their content, as `speech.toml` gives them."""

    version: int


def load_speech() -> SpeechLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("speech.toml", SpeechLexicon)
