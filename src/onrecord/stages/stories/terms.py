"""The words of a text that say what it is about, in a form that meets across inflections."""

import re
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*(?:['’][^\W_]+)?")
_VOWEL = re.compile(r"[aeiouy]")
_CLOSE = 6  # characters between two words that are read as one term: a short function word or two may stand there


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem: enough to let singular and plural, present and past meet.

    >>> [stem(w) for w in ("troops", "countries", "leaving", "planned", "crisis")]
    ['troop', 'country', 'leav', 'plan', 'crisis']
    """
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and _VOWEL.search(base):
            doubled = base[-1] == base[-2] and base[-1] not in "lsz"
            return base[:-1] if doubled else base
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def words_of(text: str) -> Iterator[str]:
    """The words and numbers of a text in lower case, in order; digit groups lose their commas."""
    for match in _WORD.finditer(text):
        word = match.group()
        yield word.replace(",", "") if word[0].isdigit() else word.lower()


def terms_of(text: str, function_words: frozenset[str]) -> list[str]:
    """The stems of the content words of a text, in order, with repetition."""
    return [stem(w) for w in words_of(text) if w not in function_words and (len(w) > 1 or w.isdigit())]


def paired_terms(text: str, function_words: frozenset[str]) -> Iterator[str]:
    """The terms of a text, and each two that follow each other closely, as one with a space.

    >>> list(paired_terms("The bank of Ostmere closed", frozenset({"the", "of"})))
    ['bank', 'ostmer', 'bank ostmer', 'clos', 'ostmer clos']
    """
    before, end = "", 0
    for match in _WORD.finditer(text):
        word = match.group()
        word = word.replace(",", "") if word[0].isdigit() else word.lower()
        if word in function_words or (len(word) == 1 and not word.isdigit()):
            continue
        yield (term := stem(word))
        if before and match.start() - end <= _CLOSE:
            yield f"{before} {term}"
        before, end = term, match.end()
