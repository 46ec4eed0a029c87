"""What a word's letters, digits and marks alone say about it."""

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"[-+]?\d[\d.,:/–-]*(?:m|bn|k|tn|pm|am|mm|cm|km|kg|GB|MB)?")
_NAMED_NUMBER = re.compile(r"[A-Z]+-?\d[\w-]*")
_ORDINAL = re.compile(r"\d[\d,]*(?:st|nd|rd|th)")
_DECADE = re.compile(r"['’]?\d+s")
_CURRENCY = frozenset("$£€¥₹₽₩₺%#+=<>|~^°§©®™₦₪")
_ENDS, _OPENS, _CLOSES, _QUOTES = frozenset(".!?…"), frozenset("([{"), frozenset(")]}"), frozenset("\"“”«»„'‘’`")


def is_acronym(word: str) -> bool:
    """Whether it is two to five capital letters."""
    return 2 <= len(word) <= 5 and word.isupper() and word.isalpha()


def in_title_case(words: Sequence[str]) -> bool:
    """Whether capitals say nothing here: a headline with nearly every word capitalised."""
    long = [w for w in words if len(w) > 3 and w.isalpha()]
    return len(long) > 2 and sum(w[0].isupper() for w in long) > 0.8 * len(long)


def tag_by_shape(word: str) -> str | None:
    """The fine tag of a number, mark or name with digits (`H5N1`); None where the letters decide nothing."""
    if word[0].isalpha():
        return "PROPN.NNP" if _NAMED_NUMBER.fullmatch(word) and any(c.isdigit() for c in word) else None
    if _ORDINAL.fullmatch(word):
        return "ADJ.JJ"
    if _NUMBER.fullmatch(word) and any(c.isdigit() for c in word):
        return "NUM.CD"
    if _DECADE.fullmatch(word):
        return "NOUN.NNS"
    if all(not c.isalnum() for c in word):
        return _mark(word)
    return None


def _mark(word: str) -> str | None:
    first = word[0]
    if word in {"'", "’", "&", "*"}:
        return None
    if first in _CURRENCY:
        return "SYM.$" if first in "$£€¥₹₽₩₺₦₪" else "SYM.SYM"
    if first in _ENDS:
        return "PUNCT.." if len(word) == 1 else "PUNCT.,"
    if first in _OPENS:
        return "PUNCT.-LRB-"
    if first in _CLOSES:
        return "PUNCT.-RRB-"
    if first in _QUOTES:
        return "PUNCT.``" if first in "“«„‘`" else "PUNCT.''"
    if first == ",":
        return "PUNCT.,"
    return "PUNCT.HYPH" if word in {"-", "‐", "‑"} else "PUNCT.:"
