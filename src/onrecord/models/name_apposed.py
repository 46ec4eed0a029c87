"""A person's name right behind an office and what it is over: `the chair of the harbour league Ina Pell`."""

from collections.abc import Sequence

from onrecord.lexicons.names import NameLexicon
from onrecord.models.name_words import Word, text_of

_LINKS = frozenset({"of", "for", "at", "in"})
_INSIDE = frozenset({"'s", "’s", "'", "’", "-"})
_VERBS = frozenset({"VERB", "AUX"})
_FARTHEST = 10
_PLACE_AND_NAME = 3
_NAME = 2


def apposed_office(words: Sequence[Word], name: int, lexicon: NameLexicon) -> int | None:
    """The office whose phrase ends right before `words[name]`: `head` in `the head of the fire service in Orlo | Ina
    Pell`. None where that phrase ends in somebody, as in `the wife of the singer Ina Pell`.
    """
    if name < 1 or not _ends_house(words[name - 1], lexicon):
        return None
    for at in range(name - 1, max(0, name - _FARTHEST), -1):
        word = words[at]
        if (word.mark and word.text not in _INSIDE) or word.tag in _VERBS or word.lower in lexicon.words.person_verbs:
            return None
        before = words[at - 1]
        if word.lower in _LINKS and before.lower in lexicon.words.offices and not before.possessive:
            return None if before.lower in lexicon.words.relatives else at - 1
    return None


def _ends_house(word: Word, lexicon: NameLexicon) -> bool:
    """Whether the word may end what somebody holds an office of: another name, or a noun for a body or a place."""
    w = lexicon.words
    if word.mark or word.possessive or word.lower in w.offices or word.lower in w.human_nouns:
        return False
    if word.capital:
        return word.lower not in w.function_words and word.lower.rstrip(".") not in _respect(lexicon)
    if word.lower in w.organisation_heads | w.definite_organisations | w.loose_bodies | w.place_heads | w.houses:
        return True
    return word.tag == "NOUN" and word.lower in w.office_modifiers  # "the ministry of health"


def _respect(lexicon: NameLexicon) -> frozenset[str]:
    w = lexicon.words
    return w.honorifics | w.honorifics_feminine | w.honorifics_masculine


def follows_office_of_place(words: Sequence[Word], first: int, lexicon: NameLexicon) -> bool:
    """Whether what begins at `first` is a place, since an office over places and `of` stand before it."""
    return first > 1 and words[first - 1].lower == "of" and words[first - 2].lower in lexicon.words.place_offices


def end_of_place(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon, *, named: bool) -> int:
    """Where the place ends with which a run behind `the mayor of` begins; `end` where no name follows it.

    It ends before the first name of somebody. A place that the tables know is taken whole; where the run is `named` as
    a person, the first of three words or more is taken for the place, and a run of two for the person.
    """
    if end - first == 1 or lexicon.place(text_of(words, first, end)):
        return end
    for stop in range(end - 1, first, -1):
        if lexicon.place(text_of(words, first, stop)) and (named or words[stop].text in lexicon.genders):
            return stop
    if end - first < _PLACE_AND_NAME:
        return first if named else end
    called = (i for i in range(first + 1, end - 1) if words[i].text in lexicon.genders)
    return next(called, first + 1 if named else end)


def end_of_house(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> int:
    """Where the body ends with which a run behind `the head of the` begins; `end` where no name follows."""
    w = lexicon.words
    stop = end - _NAME
    before = first - 1 - (first > 1 and words[first - 1].lower in w.articles)
    held = before > 0 and words[before].lower in _LINKS and words[before - 1].lower in w.offices
    if not held or stop <= first or words[stop - 1].lower not in w.organisation_heads:
        return end
    plain = all(i.capital and not i.acronym and i.lower not in w.organisation_heads for i in words[stop:end])
    unended = words[end - 1].lower.rstrip(".") not in w.company_endings | w.place_heads
    return stop if plain and unended and not lexicon.place(text_of(words, stop, end)) else end


def is_trade(word: Word, lexicon: NameLexicon) -> bool:
    """Whether the word says what sort of company is named after it: `insurer`, `carmaker`."""
    return word.lower in lexicon.words.trades
