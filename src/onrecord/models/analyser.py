"""The one call every reader of sentences answers to: the rules today, the trained model through the same door."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.records import Analysis, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedWords:
    """Universal parts of speech, lemmas, heads (index in the sentence, -1 for the root) and relations of words."""

    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


class Analyser(Protocol):
    """Reads a report once. `digest` changes whenever its output may (rules, lexicon or weights)."""

    @property
    def digest(self) -> str:
        """A stable name for everything its output depends on."""
        ...

    def analyse(self, text: str, sentences: Sequence[Sentence]) -> tuple[Analysis, ...]:
        """Tokens, tags, heads, names and speech of each of a report's sentences, in their order.

        The sentences' spans point into `text`. They come together because speech runs on from one to the next.
        """
        ...

    def tag_words(self, words: Sequence[str]) -> TaggedWords:
        """The reading of one sentence whose words are already apart, as treebanks have them."""
        ...

    def tag_names(self, words: Sequence[str], starts: Sequence[tuple[int, bool]]) -> list[str] | None:
        """One BIO tag a word with the types of newswire corpora; None where the analyser knows no such types.

        `starts` are the first words of the sentences, and whether a paragraph begins there.
        """
        ...
