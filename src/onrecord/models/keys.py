"""How the parser sees a word: by itself when it is common, else by its tag."""

from collections.abc import Sequence

from onrecord.lexicons import SyntaxLexicon

_COMMON = 30


def word_keys(words: Sequence[str], fine: Sequence[str], lexicon: SyntaxLexicon) -> list[str]:
    """The word in lower case when it was counted often enough to have weights of its own, else its fine tag."""
    return [_key(word, tag, lexicon) for word, tag in zip(words, fine, strict=True)]


def _key(word: str, tag: str, lexicon: SyntaxLexicon) -> str:
    low = word.lower().replace("’", "'")
    if tag.startswith(("PROPN", "NUM", "PUNCT")) and low not in {",", ":", ";"}:
        return tag
    counts = lexicon.counts.words.get(low)
    return low if counts and sum(counts.values()) >= _COMMON else tag
