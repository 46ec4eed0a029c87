"""Runs of capitalised words, with the small words and hyphens that hold names together."""

from collections.abc import Iterator, Sequence

from onrecord.lexicons.names import NameLexicon
from onrecord.models.name_words import Word, compound_tail, text_of

_HYPHENS = frozenset("-‑–")
_POSSESSIVES = frozenset({"'s", "’s"})
_LONGEST = 14


def find_runs(words: Sequence[Word], lexicon: NameLexicon) -> Iterator[tuple[int, int]]:
    """Ranges of words that may be one name or several in a row, in order."""
    at = 0
    while at < len(words):
        if not _starts(words, at, lexicon):
            at += 1
            continue
        end = at + 1
        while end < len(words) and end - at < _LONGEST:
            step = _step(words, at, end, lexicon)
            if step == 0:
                break
            end += step
        yield at, end
        at = end


def _starts(words: Sequence[Word], at: int, lexicon: NameLexicon) -> bool:
    word = words[at]
    if word.capital:
        return _names(word, lexicon) or _small_first_name(words, at, lexicon)
    if word.lower not in lexicon.words.name_particles or at + 1 >= len(words):
        return False
    if words[at + 1].text in _HYPHENS:
        # `al`, `-`, `Sisi` as three tokens.
        return at + 2 < len(words) and words[at + 2].glued and words[at + 2].capital
    return word.lower in lexicon.words.leading_particles and words[at + 1].capital


def _small_first_name(words: Sequence[Word], at: int, lexicon: NameLexicon) -> bool:
    """Whether a capital makes a first name of a small word, between a word without one and a name: `spokesman | Will
    Sand`; in a title all words have capitals.
    """
    word = words[at]
    named = word.text in lexicon.genders and word.tag == "PROPN" and at + 1 < len(words) and words[at + 1].capital
    alone = at == 0 or not words[at - 1].capital
    return named and alone and words[at + 1].tag == "PROPN" and _names(words[at + 1], lexicon)


def _step(words: Sequence[Word], start: int, end: int, lexicon: NameLexicon) -> int:
    """How many words to take into the run that reaches from `start` to before `end`; 0 where it stops."""
    last, word = words[end - 1], words[end]
    if last.cut or last.possessive:
        return 0
    if word.text in _POSSESSIVES and end + 1 < len(words):
        return 2 if text_of(words, start, end + 2) in lexicon.bodies else 0
    if word.text in _HYPHENS and word.glued:
        return _over_hyphen(words, end, lexicon)
    if word.capital:
        if _names(word, lexicon):
            return 1
        joined = end + 1 < len(words) and words[end + 1].capital
        return _over_small_word(words, start, end, lexicon) if joined else 0
    follower = words[end + 1] if end + 1 < len(words) else None
    if follower is None or word.text == ".":
        return 0
    if word.lower in lexicon.words.name_particles and follower.lower in lexicon.words.name_particles:
        return 2 if end + 2 < len(words) and words[end + 2].capital else 0
    if word.lower in lexicon.words.name_particles and follower.text in _HYPHENS and follower.glued:
        return 2
    if not follower.capital and follower.lower != "the":
        return 0
    if word.lower in lexicon.words.name_particles or word.text == "&":
        return 1 if follower.capital else 0
    return _over_small_word(words, start, end, lexicon)


def _names(word: Word, lexicon: NameLexicon) -> bool:
    """Whether a capitalised word may belong to a name; a small word only where a table knows it (`WHO`, `US`)."""
    if word.lower in lexicon.words.function_words:
        return word.text in lexicon.bodies or word.text in lexicon.countries
    return word.lower not in lexicon.words.calendar and word.tag != "NUM"


def _over_hyphen(words: Sequence[Word], at: int, lexicon: NameLexicon) -> int:
    follower = words[at + 1] if at + 1 < len(words) else None
    if follower is None or not follower.glued or follower.mark or compound_tail(follower.text, lexicon.words):
        return 0
    if follower.capital:
        return 2
    joined = at + 2 < len(words) and words[at + 2].text in _HYPHENS
    # `Ki-moon` and `Port-au-Prince` go on; `US-wide` does not.
    return 2 if joined or (follower.text.islower() and not words[at - 1].acronym) else 0


def _over_small_word(words: Sequence[Word], start: int, end: int, lexicon: NameLexicon) -> int:
    """`of`, `for`, `on` and `and` join only inside the names of bodies, places, laws and events."""
    small = words[end].lower
    target = end + 1 + (words[end + 1].lower == "the")
    if target >= len(words) or not words[target].capital or not _names(words[target], lexicon):
        return 0
    step = target - end
    if small == "of":
        return step if _headed(words[end - 1], lexicon) or _royal(words, start, end, target, lexicon) else 0
    if small in lexicon.words.body_joiners:
        return step if words[end - 1].lower in lexicon.words.organisation_heads else 0
    if small == "and":
        inner = any(w.lower == "of" or w.lower in lexicon.words.body_joiners for w in words[start:end])
        return step if inner and _plain(words[target], lexicon) and _plain_end(words[end - 1], lexicon) else 0
    return 0


def _headed(word: Word, lexicon: NameLexicon) -> bool:
    w = lexicon.words
    heads = (w.organisation_heads, w.place_heads, w.facility_heads, w.event_heads, w.law_heads, w.document_heads)
    return any(word.lower in table for table in heads) or word.lower in w.place_prefixes


def _royal(words: Sequence[Word], start: int, end: int, target: int, lexicon: NameLexicon) -> bool:
    """Whether the tables know the name that `of` would make: a body, or a country beginning here."""
    if text_of(words, start, target + 1) in lexicon.bodies:
        return True
    return any(
        text_of(words, first, stop) in lexicon.countries
        for first in range(start, end)
        for stop in range(target + 1, min(target + 4, len(words) + 1))
    )


def _plain(word: Word, lexicon: NameLexicon) -> bool:
    """Whether the word begins no name of its own."""
    return not (
        word.acronym
        or word.lower in lexicon.words.offices
        or word.lower in lexicon.words.past_offices
        or word.text in lexicon.genders
        or lexicon.place(word.text)
        or lexicon.nationality(word.text)
        or word.lower in lexicon.words.organisation_heads
    )


def _plain_end(word: Word, lexicon: NameLexicon) -> bool:
    return not lexicon.place(word.text) and word.text not in lexicon.genders
