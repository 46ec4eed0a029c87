"""The noun phrase a number stands in front of."""

from dataclasses import dataclass

from onrecord.lexicons.amounts import AmountLexicon, NounWords
from onrecord.stages.amounts.pieces import Line, Piece

_LONGEST = 9
_OWNER = 7
_MARKS = frozenset("\"“”‘’'`´/&")
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
    if known := nouns.irregular.get(word):
        return known
    if _initials(piece):
        return word[:-1]
    if piece.whole and piece.tag == "NOUN" and piece.lemma != word:
        return piece.lemma
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "uses")) and not word.endswith(("ouses", "auses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_SINGULAR_S) and len(word) > 3:
        return word[:-1]
    return word


def plural(noun: str, nouns: NounWords) -> str:
    """The plural of a singular: `man` is `men`, `country` is `countries`."""
    if known := next((many for many, one in nouns.irregular.items() if one == noun), ""):
        return known
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in set("aeiou") else f"{noun}s"


def is_plural(piece: Piece, nouns: NounWords) -> bool:
    """Whether the word looks like a plural noun."""
    word = piece.lower
    if word in nouns.irregular or _initials(piece):
        return True
    return piece.word and word.endswith("s") and not word.endswith(_SINGULAR_S) and len(word) > 3


def _initials(piece: Piece) -> bool:
    """Whether the word is capitals with the s of a plural: `MPs`, `CDs`, `NGOs`."""
    return len(piece.text) > 2 and piece.text.endswith("s") and piece.text[:-1].isupper()


def counts_people(noun: str, nouns: NounWords) -> bool:
    """Whether the singular is a noun for people, by itself or behind a prefix: `delegate`, `superdelegate`."""
    if noun in nouns.people:
        return True
    return any(noun.startswith(p) and noun[len(p) :].lstrip("-") in nouns.people for p in nouns.person_prefixes)


def may_be_many(line: Line, phrase: Phrase, nouns: NounWords) -> bool:
    """Whether a number above one can count the phrase: `rockets`, `police`, `dead`, `attorneys general`, no `rocket`.

    A phrase that a quotation mark or the like cuts short may go on to its plural behind it.
    """
    after = line.get(phrase.last)
    if after and after.text in _MARKS:
        return True
    inside = line.pieces[phrase.first : phrase.last]
    if any(is_plural(p, nouns) or (p.whole and p.tag == "NOUN" and p.lemma != p.lower) for p in inside):
        return True
    return any(p.lower in nouns.invariant or p.lower.endswith(nouns.plural_ends) for p in inside)


def read_phrase(line: Line, at: int, lexicon: AmountLexicon, *, one: bool = False) -> Phrase | None:
    """The run of modifiers and nouns from the piece `at`; None where no noun stands there.

    `one` says that the number is 1, so that the head is singular. The run of `confirmed cases in` is two pieces.
    """
    last, head = at, -1
    position = at
    while position < min(len(line), at + _LONGEST):
        if named := _dotted(line, position) or _coded(line, position):
            last, head = named, position
            position = named
            continue
        piece = line.pieces[position]
        if joined := _joint(line, position, lexicon):
            position = joined
            continue
        if not _inside(piece, lexicon, tied=_ties(line, position)) or (
            head >= 0 and _ends(line, position, head, lexicon, one=one)
        ):
            break
        position += 1
        if _can_head(piece, lexicon):
            last, head = position, position - 1
    return Phrase(first=at, last=last, head=head) if head >= 0 else None


def after_owner(line: Line, at: int) -> int:
    """Past an owner in front of a number: the 50,000 of `36,000 of the city's 50,000 homes`."""
    for i in range(at, min(len(line) - 1, at + _OWNER)):
        if not line.pieces[i].word and line.lower(i) not in {"'", "’", ".", "-"}:
            break
        if line.lower(i) in {"'", "’"} and line.pieces[i].glued:
            after = i + 1 + (line.lower(i + 1) == "s" and line.pieces[i + 1].glued)
            return after if after < len(line) and line.pieces[after].numeric else at
    return at


def _dotted(line: Line, at: int) -> int:
    """Where letters with points after them end, as in `U.S.` and `E.U.`; 0 where none begin."""
    last = at
    while (letter := line.get(last)) and letter.word and letter.capital and len(letter.text) == 1:
        if line.lower(last + 1) != "." or not line.pieces[last + 1].glued:
            break
        last += 2
    return last if last - at >= 4 else 0


def _coded(line: Line, at: int) -> int:
    """Where letters with digits in them end, as in `H5N1` and `A320`; 0 where none begin."""
    first, digit = line.get(at), line.get(at + 1)
    if first is None or digit is None or not (first.word and first.capital and digit.numeric and digit.glued):
        return 0
    last = at + 2
    while (piece := line.get(last)) and piece.glued and (piece.word or piece.numeric):
        last += 1
    return last


def _ties(line: Line, at: int) -> bool:
    """Whether a hyphen ties the piece to the next within one token: the first of `ready-to-eat meals`."""
    hyphen = line.get(at + 1)
    return hyphen is not None and hyphen.text == "-" and hyphen.glued and not line.pieces[at].whole


def _inside(piece: Piece, lexicon: AmountLexicon, *, tied: bool) -> bool:
    acronym = len(piece.text) > 1 and piece.text.isupper()
    if not piece.word or (piece.lower in lexicon.words.stops and not acronym) or piece.tag not in _OPEN_TAGS:
        return False
    return tied or not (piece.tag == "VERB" and not piece.lower.endswith(("ed", "ing", "en", "n")))


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
    if piece.text == "-" and piece.glued and after.lower in {"and", "or"} and line.lower(position + 3) == "-":
        return position + 2  # "coal- and gas-fired plants"
    if piece.text == "-" and piece.glued and after.glued and after.word:
        if line.lower(position + 2) == "-":
            return position + 2
        follows = line.get(position + 2)
        skips = after.tag not in _OPEN_TAGS or (after.tag == "VERB" and follows is not None and follows.word)
        return position + 2 if skips else position + 1  # "ready-to-eat meals", "state-run firms"
    if piece.text in {"'", "’"} and piece.glued:
        if after.lower != "s" and not after.glued and is_plural(line.pieces[position - 1], lexicon.nouns):
            return 0  # "the three countries' entry"
        return position + 2 if after.lower == "s" and after.glued else position + 1
    clues = lexicon.clues
    statuses = clues.confirmed | clues.probable | clues.suspected
    if piece.lower in {"and", "or"} and line.lower(position - 1) in statuses and after.lower in statuses:
        return position + 1
    return 0
