"""Corrections to a tree that English grammar makes certain."""

from collections.abc import Sequence

_JOINED = frozenset({"ccomp", "parataxis", "conj", "advcl"})


def mend_fronted(
    words: Sequence[str], coarse: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[list[int], list[str]]:
    """A clause that opens the sentence with a conjunction is not its main clause when another follows a comma:
    in `Although it rained, they sailed` the root is `sailed`.
    """
    new_heads, new_relations = list(heads), list(relations)
    root = new_heads.index(-1)
    first = next((i for i, tag in enumerate(coarse) if tag != "PUNCT"), 0)
    if not (coarse[first] == "SCONJ" and heads[first] == root and relations[first] == "mark"):
        return new_heads, new_relations
    for child in range(root + 1, len(words)):
        if heads[child] == root and relations[child] in _JOINED and coarse[child] in {"VERB", "ADJ", "NOUN"}:
            start = _start(heads, child)
            subject = any(heads[i] == child and relations[i].startswith("nsubj") for i in range(start, child))
            if subject and words[start - 1] == ",":
                new_heads[child], new_relations[child] = -1, "root"
                new_heads[root], new_relations[root] = child, "advcl"
                for later in range(child + 1, len(words)):
                    if heads[later] == root:
                        new_heads[later] = child
                break
    return new_heads, new_relations


def _start(heads: Sequence[int], word: int) -> int:
    """The first word of the unbroken run before `word` that hangs from it."""
    start = word
    while start > 0 and _under(heads, start - 1, word):
        start -= 1
    return start


def _under(heads: Sequence[int], word: int, top: int) -> bool:
    while word >= 0 and word != top:
        word = heads[word]
    return word == top
