"""Abbreviations and marks that end or do not end a sentence."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("sentences.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceLexicon:
    """Abbreviations and marks that end or do not end a sentence, as `sentences.toml` gives them.

    Abbreviations stand in lower case without their last stop. `before_names` never end a sentence, `before_numbers`
    none before a number, `either` only where one of `openers` follows. `credits` are the labels of a picture's credit,
    `numbered` the words before a caption's number; both in the singular.
    """

    version: int
    before_names: frozenset[str]
    before_numbers: frozenset[str]
    either: frozenset[str]
    openers: frozenset[str]
    sounding: frozenset[str]
    credits: frozenset[str]
    numbered: frozenset[str]


def load_sentences() -> SentenceLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("sentences.toml", SentenceLexicon)
