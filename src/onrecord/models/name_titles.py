"""Titles and offices beside a person's name: `Prime Minister X`, `X, a spokeswoman for the ministry`."""

from collections.abc import Sequence

from onrecord.lexicons.names import NameLexicon
from onrecord.models.name_apposed import apposed_office
from onrecord.models.name_words import Word

_LONGEST = 7
_POSSESSIVES = frozenset({"'s", "’s"})
_INSIDE = _POSSESSIVES | {"-", "'", "’"}
_ASIDES = frozenset({",", "(", "—", "–"})
_VERBS = frozenset({"VERB", "AUX"})
_LONGEST_AFTER = 16


def is_office(word: Word, lexicon: NameLexicon) -> bool:
    """Whether the word is an office in the singular, as `ex-president` and `president-elect` are too."""
    first, _, last = word.lower.partition("-")
    offices = lexicon.words.offices
    return (
        word.lower in offices
        or last.rpartition("-")[2] in offices
        or (first in offices and last in lexicon.words.elect_suffixes)
    )


def is_honorific(word: Word, lexicon: NameLexicon) -> bool:
    """Whether the word is a form of address: `Mr`, `Dr.`, `Sheikh`."""
    w = lexicon.words
    bare = word.lower.rstrip(".")
    return bare in w.honorifics or bare in w.honorifics_feminine or bare in w.honorifics_masculine


def title_start(words: Sequence[Word], name: int, lexicon: NameLexicon) -> int | None:
    """The index of the first word of the title that stands before `words[name]`; None where there is none."""
    last = name - 1
    while last >= 0 and words[last].text == ".":
        last -= 1
    if last < 0:
        return None
    if words[last].text == ",":
        return _phrase_before_comma(words, last, lexicon)
    if is_honorific(words[last], lexicon) and words[last].capital:
        before = last - 1
        if before >= 0 and is_office(words[before], lexicon):
            return _widen(words, before, lexicon)
        return last
    if is_office(words[last], lexicon) and not words[last].possessive:
        return _widen(words, last, lexicon)
    office = of_office(words, name, lexicon) if words[last].capital else None
    if office is None:
        office = apposed_office(words, name, lexicon)
    return None if office is None else _widen(words, office, lexicon)


def of_office(words: Sequence[Word], name: int, lexicon: NameLexicon) -> int | None:
    """The office before `of` and what it is over, right before `words[name]`: `Secretary of State | Nora Linden`."""
    for of in range(name - 1, max(0, name - 4), -1):
        if words[of].lower == "of":
            return of - 1 if words[of - 1].capital and is_office(words[of - 1], lexicon) else None
        if not words[of].capital and words[of].lower != "and":
            return None
    return None


def title_after(words: Sequence[Word], end: int, lexicon: NameLexicon) -> tuple[int, int] | None:
    """The range of the office that follows the name ending before `words[end]`, without its article; else None."""
    at = end
    if at >= len(words) or words[at].text not in _ASIDES:
        return None
    at += 1
    if at + 1 < len(words) and words[at].text.isdigit() and words[at + 1].text == ",":
        at += 2
    first = at
    office = _office_from(words, at, lexicon)
    if office is None:
        return None
    following = office + 1
    if following < len(words) and words[following].capital and not _linker(words[following], lexicon):
        return None
    while words[first].lower in lexicon.words.function_words and first < office:
        first += 1
    return first, _office_end(words, office, lexicon)


def _office_from(words: Sequence[Word], at: int, lexicon: NameLexicon) -> int | None:
    """The office noun of the phrase that opens at `at`: `the`, modifiers and names, then the noun."""
    determined = at < len(words) and words[at].lower in lexicon.words.articles
    unknown = 0
    for i in range(at + determined, min(at + determined + _LONGEST, len(words))):
        word = words[i]
        following = words[i + 1] if i + 1 < len(words) else None
        if is_office(word, lexicon) and not word.possessive and not (following and is_office(following, lexicon)):
            if following and following.lower == "of" and i + 2 < len(words) and is_office(words[i + 2], lexicon):
                continue
            return i
        if _modifies(word, lexicon) or word.capital or word.text in _INSIDE or word.lower == "and":
            continue
        if word.lower in lexicon.words.function_words or word.mark or word.tag in _VERBS | {"ADV"}:
            return None
        unknown += 1
        if unknown > (2 if determined or word.tag in {"NOUN", "ADJ"} else 0):
            return None
    return None


def _office_end(words: Sequence[Word], office: int, lexicon: NameLexicon) -> int:
    """Where the office phrase ends: `bursar of the school`, `head of trade at the bank`, up to a comma or a verb."""
    end = office + 1
    i = end
    while i < len(words) and i - office < _LONGEST_AFTER:
        word = words[i]
        if word.mark and word.text not in _INSIDE | {"&"}:
            break
        if word.lower in lexicon.words.person_verbs or word.tag in _VERBS | {"SCONJ"}:
            break
        if i == office + 1 and not _linker(word, lexicon):
            break
        if word.lower in lexicon.words.office_stops:
            break
        i += 1
        if not _linker(word, lexicon) and word.lower not in lexicon.words.articles:
            end = i
    return end


def _linker(word: Word, lexicon: NameLexicon) -> bool:
    return word.lower in lexicon.words.office_links


def _phrase_before_comma(words: Sequence[Word], comma: int, lexicon: NameLexicon) -> int | None:
    """The start of `the head of the agency` before a comma and a name; it must open the clause with an article."""
    for i in range(comma - 1, max(-1, comma - 12), -1):
        word = words[i]
        if word.mark and word.text not in _INSIDE:
            return None
        if word.lower in lexicon.words.person_verbs or word.tag in _VERBS:
            return None
        if not is_office(word, lexicon) or word.possessive:
            continue
        if i + 1 < comma and not _linker(words[i + 1], lexicon):
            return None
        start = _widen(words, i, lexicon)
        before = words[start - 1].lower if start else ""
        opens = before in lexicon.words.articles or words[start].possessive
        return start if opens or _owned(words, start, i) else None
    return None


def _owned(words: Sequence[Word], start: int, office: int) -> bool:
    return any(w.possessive or w.text in _POSSESSIVES for w in words[start:office])


def _widen(words: Sequence[Word], office: int, lexicon: NameLexicon) -> int:
    """The first word of the office phrase whose noun is `words[office]`."""
    start = office
    while start > 0 and office - start < _LONGEST:
        word = words[start - 1]
        if word.text in _INSIDE - {"-"} and start > 1 and _owner(words[start - 2], lexicon):
            start -= 2
        elif _modifies(word, lexicon) or _proper(word, lexicon) or (word.text == "-" and word.glued):
            start -= 1
        elif word.lower in {"of", "for"} and start > 1 and words[start].capital and _proper(words[start - 2], lexicon):
            start -= 2
        elif word.tag in {"NOUN", "ADJ"} and _owner(word, lexicon) and not words[start].capital:
            start -= 1
        else:
            break
    while start < office and words[start].mark:
        start += 1
    return start


def _owner(word: Word, lexicon: NameLexicon) -> bool:
    return not word.mark and word.lower not in lexicon.words.function_words


def _proper(word: Word, lexicon: NameLexicon) -> bool:
    return word.capital and _owner(word, lexicon) and word.lower not in lexicon.words.calendar


def _modifies(word: Word, lexicon: NameLexicon) -> bool:
    if word.lower in lexicon.words.office_modifiers or is_office(word, lexicon):
        return True
    parts = word.lower.split("-")
    return len(parts) > 1 and all(p in lexicon.words.office_modifiers or p in lexicon.words.offices for p in parts)
