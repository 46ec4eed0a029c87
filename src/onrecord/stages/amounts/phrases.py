"""The noun phrase a number stands in front of."""

from dataclasses import dataclass

from onrecord.lexicons.amounts import AmountLexicon, NounWords
from onrecord.stages.amounts.pieces import Line, Piece

_LONGEST = 9
_OPEN_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "ADV", "SYM", "VERB", "INTJ"})
_SINGULAR_S = ("ss", "us", "sis", "xis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Nouns with their modifiers at the pieces from `first` up to `last`; `head` is the piece of the head noun."""

    first: int
    last: int
    head: int


def singular(piece: Piece, nouns: NounWords) -> str:
    """The noun in the singular: its lemma where the analyser gives one, else by its ending.

    `countries` is `country`, `buses` is `bus`, `families` is `family`, `people` is `person`.
    """
    word = piece.lower
    if piece.whole and piece.tag == "NOUN" and piece.lemma != word:
        return piece.lemma
    if known := nouns.irregular.get(word):
        return known
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "uses")) and not word.endswith(("ouses", "auses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_SINGULAR_S) and len(word) > 3:
        return word[:-1]
    return word


def is_plural(piece: Piece, nouns: NounWords) -> bool:
    """Whether the word looks like a plural noun."""
    word = piece.lower
    if word in nouns.irregular:
        return True
    return piece.word and word.endswith("s") and not word.endswith(_SINGULAR_S) and len(word) > 3


def read_phrase(line: Line, at: int, lexicon: AmountLexicon, *, one: bool = False) -> Phrase | None:
    """The run of modifiers and nouns from the piece `at`; None where no noun stands there.

    `one` says that the number is 1, so that the head is singular. The run of `confirmed cases in` is two pieces.
    """
    last, head = at, -1
    position = at
    while position < min(len(line), at + _LONGEST):
        if line.phrase(position, position + 4) in {"u . s .", "u . n .", "u . k ."}:
            position += 4
            last, head = position, position - 4
            continue
        piece = line.pieces[position]
        if joined := _joint(line, position, lexicon):
            position = joined
            continue
        if not _inside(piece, lexicon) or (head >= 0 and _ends(line, position, head, lexicon, one=one)):
            break
        position += 1
        if _can_head(piece, lexicon):
            last, head = position, position - 1
    return Phrase(first=at, last=last, head=head) if head >= 0 else None


def _inside(piece: Piece, lexicon: AmountLexicon) -> bool:
    acronym = len(piece.text) > 1 and piece.text.isupper()
    if not piece.word or (piece.lower in lexicon.words.stops and not acronym) or piece.tag not in _OPEN_TAGS:
        return False
    return not (piece.tag == "VERB" and not piece.lower.endswith(("ed", "ing", "en", "n")))


def _can_head(piece: Piece, lexicon: AmountLexicon) -> bool:
    word = singular(piece, lexicon.nouns)
    if word in lexicon.nouns.people or word in lexicon.units.heads:
        return True
    return piece.tag in {"NOUN", "PROPN", "X"} and piece.lower not in lexicon.nouns.elliptic


def _ends(line: Line, position: int, head: int, lexicon: AmountLexicon, *, one: bool) -> bool:
    """Whether the run, which has a noun already, stops before `position`."""
    piece, noun = line.pieces[position], line.pieces[head]
    if head != position - 1:
        return False
    known = (
        singular(noun, lexicon.nouns) in lexicon.nouns.people or singular(noun, lexicon.nouns) in lexicon.units.heads
    )
    if piece.tag in {"VERB", "ADV"}:
        return True
    if piece.tag == "ADJ":
        return known or is_plural(noun, lexicon.nouns)
    if one:
        return piece.tag == "X" and known
    return is_plural(noun, lexicon.nouns) and not (piece.tag in {"NOUN", "PROPN"} and is_plural(piece, lexicon.nouns))


def _joint(line: Line, position: int, lexicon: AmountLexicon) -> int:
    """Where the run goes on after a hyphen, a possessive or `probable and confirmed`; 0 where it does not."""
    piece, after = line.pieces[position], line.get(position + 1)
    if after is None:
        return 0
    if piece.text == "-" and piece.glued and after.glued and after.word:
        return position + 2 if line.lower(position + 2) == "-" else position + 1
    if piece.text in {"'", "’"} and piece.glued:
        return position + 2 if after.lower == "s" and after.glued else position + 1
    clues = lexicon.clues
    statuses = clues.confirmed | clues.probable | clues.suspected
    if piece.lower in {"and", "or"} and line.lower(position - 1) in statuses and after.lower in statuses:
        return position + 1
    return 0
