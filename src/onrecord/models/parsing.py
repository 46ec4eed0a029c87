"""Heads and relations by rule."""

from collections.abc import Sequence

from onrecord.lexicons.syntax import SyntaxWords


def attach(
    words: Sequence[str], fine: Sequence[str], lemmas: Sequence[str], lexicon: SyntaxWords
) -> tuple[list[int], list[str]]:
    """A head (-1 for the root) and a relation for each word."""
    del lemmas, lexicon, fine
    root = 0
    heads = [root] * len(words)
    relations = ["dep"] * len(words)
    if words:
        heads[root], relations[root] = -1, "root"
    return heads, relations
