"""The one call every reader of sentences answers to: the rules today, the trained model through the same door."""

from typing import Protocol

from onrecord.records import Analysis, Sentence


class Analyser(Protocol):
    """Reads a sentence once. `digest` changes whenever its output may (rules, lexicon or weights)."""

    @property
    def digest(self) -> str:
        """A stable name for everything its output depends on."""
        ...

    def analyse(self, text: str, sentence: Sentence) -> Analysis:
        """Tokens, tags, heads, names and speech of `sentence`, whose span points into `text`."""
        ...
