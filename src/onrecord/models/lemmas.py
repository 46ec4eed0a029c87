"""Dictionary forms of words, by table and by ending."""

import re
from collections.abc import Callable

from onrecord.lexicons import SyntaxLexicon

_DOUBLED = frozenset("bdgmnprt")
# Stems that hardly any word ends in without a silent e, for verbs that were never counted.
_SILENT = (
    "at", "iz", "c", "dg", "rg", "ng", "u", "v", "z", "bl", "cl", "tl", "pl", "dl", "gl", "kl", "fl", "rs", "ls", "ns",
    "ps", "ut", "ot", "is", "us", "os", "eas", "ur", "ir", "um", "com", "eg", "ven",
)  # fmt: skip
_SILENT_AFTER_CONSONANT = re.compile(r".*[^aeiou](?:in|[aiou]d|[aio]k|[aei]p|ar|as)")
# One vowel before one consonant that was not doubled: `fad(ed)`, `fin(ed)`.
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


def lemma(form: str, tag: str, lexicon: SyntaxLexicon) -> str:
    """The dictionary form of a word with this fine tag, in lower case: `strikes` as `VERB.VBZ` gives `strike`."""
    low = form.lower()
    if tag == "NUM.CD" or tag.startswith("PUNCT"):
        return low
    for key in (form, low):
        if found := lexicon.counts.lemmas.get((key, tag)):
            return found
    if found := lexicon.words.lemmas.get(tag.partition(".")[0], {}).get(low):
        return found
    if tag in _STEMMED:
        for stem in _stems(low, tag):
            if _IS_BASE & lexicon.counts.words.get(stem, {}).keys():
                return stem
        for stem in _stems(low, tag):
            if "NOUN.NN" in lexicon.counts.words.get(stem, {}):
                return stem
    return by_ending(low, tag)


def by_ending(low: str, tag: str) -> str:
    """The dictionary form by the word's ending alone."""
    rule = _RULES.get(tag)
    return rule(low) if rule and low.isascii() else low


def _plural(low: str) -> str:
    if low.endswith("men") and len(low) > 4:
        return f"{low[:-3]}man"
    if low.endswith("ies") and len(low) > 4:
        return f"{low[:-3]}y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low


def _third(low: str) -> str:
    return f"{low[:-2]}" if low.endswith("oes") else _plural(low)


def _past(low: str) -> str:
    if low.endswith("ied") and len(low) > 4:
        return f"{low[:-3]}y"
    if low.endswith("eed") and len(low) > 4:
        return low[:-1]
    return _stem(low[:-2]) if low.endswith("ed") and len(low) > 4 else low


def _gerund(low: str) -> str:
    return _stem(low[:-3]) if low.endswith("ing") and len(low) > 5 else low


def _stem(stem: str) -> str:
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
        return stem[:-1]
    if stem.endswith(_SILENT) or _SHORT.fullmatch(stem) or _SILENT_AFTER_CONSONANT.fullmatch(stem):
        return f"{stem}e"
    return stem


def _stems(low: str, tag: str) -> tuple[str, ...]:
    """Base forms an inflected one may go back to, the likelier first."""
    stem = low.removesuffix("ing") if tag == "VERB.VBG" else low.removesuffix("ed")
    if stem == low:
        return ()
    if low.endswith("eed"):
        return (low[:-1],)
    if _SHORT.fullmatch(stem):
        return (f"{stem}e", stem)
    doubled = (stem[:-1],) if len(stem) > 2 and stem[-1] == stem[-2] else ()
    return (stem, f"{stem}e", *doubled)


def _comparative(low: str) -> str:
    if low.endswith(("ier", "iest")):
        return f"{low[: low.rindex('ie')]}y"
    return low.removesuffix("est").removesuffix("er")


_STEMMED = frozenset({"VERB.VBD", "VERB.VBN", "VERB.VBG"})
_IS_BASE = frozenset({"VERB.VB", "VERB.VBP"})
_RULES: dict[str, Callable[[str], str]] = {
    "NOUN.NNS": _plural,
    "PROPN.NNPS": str,
    "VERB.VBZ": _third,
    "VERB.VBD": _past,
    "VERB.VBN": _past,
    "VERB.VBG": _gerund,
    "ADJ.JJR": _comparative,
    "ADJ.JJS": _comparative,
}
