"""People who died, fell ill or came to other harm: what a count of them is a count of."""

from dataclasses import replace
from enum import StrEnum

from onrecord.lexicons.amounts import AmountLexicon, ClueWords
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.pieces import Line

_REACH_AFTER = 20
_REACH_BEFORE = 7
_ASIDE = 9
_HAVE = frozenset({"have", "has", "had"})
_BESIDE = frozenset({"and", ",", ", and"})
_JOINTS = frozenset({"'", "’", "-"})


class Fate(StrEnum):
    """What the clause says became of the counted."""

    DIED = "died"
    ILL = "ill"
    HARMED = "harmed"


def judge_toll(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> Counted:
    """A count of people as a count of deaths or cases where the clause says so: ill is case, dead is death.

    `killed 12 soldiers` counts 12 deaths, `12 people tested positive` 12 cases, `12 wounded soldiers` 12 persons.
    """
    person, slash, period = counted.unit.partition("/")
    if counted.sort is not Sort.NOUN or person != "person" or _whole_of(line, amount, counted):
        return counted
    fate, where = read_fate(line, amount, counted.last, lexicon.clues)
    cover = where if where >= 0 else None
    among = "" if counted.head in lexicon.nouns.generic else f" among {counted.what}"
    match fate:
        case Fate.DIED:
            return replace(counted, unit=f"death{slash}{period}", what=f"deaths{among}", cover=cover)
        case Fate.ILL:
            return replace(counted, unit=f"case{slash}{period}", what=f"cases{among}", cover=cover)
        case Fate.HARMED if line.lower(amount.last) == "-":
            return counted  # not `a 900-strong mission`, but some of it are missing
        case Fate.HARMED:
            word = line.lower(where)
            state = lexicon.clues.harming.get(word, word)
            what = counted.what if state in counted.what.split() else f"{counted.what} {state}"
            return replace(counted, what=what, cover=cover)
        case None:
            return counted


def _whole_of(line: Line, amount: Amount, counted: Counted) -> bool:
    """Whether parts of the counted follow, whose fates differ: `Of the 230 passengers, 190 were saved`."""
    opened = line.phrase(0, amount.core) in {"of", "of the", "of these", "out of", "among the"}
    return opened and line.lower(counted.last) == ","


def read_fate(line: Line, amount: Amount, last: int, clues: ClueWords) -> tuple[Fate | None, int]:
    """What became of the counted, and the piece that says so; nothing and -1 where the clause is silent."""
    for i in range(amount.last, last):
        if inside := _fate_of(line.lower(i), clues):
            after = _predicate(line, last, clues) if inside is Fate.HARMED else -1
            worse = after >= 0 and _fate_of(line.lower(after), clues) is Fate.DIED
            worse = worse and all(p.text != "," for p in line.pieces[last:after])  # "190 were saved, 28 drowned"
            return (Fate.DIED, after) if worse else (inside, i)  # `three of the wounded died`
    fate, verb = _done_to(line, amount.first, clues)
    if fate:
        return fate, verb
    after = _predicate(line, last, clues)
    return (_fate_of(line.lower(after), clues), after) if after >= 0 else (None, -1)


def _fate_of(word: str, clues: ClueWords) -> Fate | None:
    if word in clues.death_subject:
        return Fate.DIED
    if word in clues.unharmed:
        return Fate.HARMED
    return Fate.ILL if word in clues.case_subject else None


def _predicate(line: Line, at: int, clues: ClueWords) -> int:
    """The first word after `at` that says what the counted did or suffered; -1 where another matter begins first."""
    listing = False
    at = _after_aside(line, at, clues)
    for i in range(at, min(len(line), at + _REACH_AFTER)):
        piece = line.pieces[i]
        if _fate_of(piece.lower, clues):
            return -1 if _done_by(line, at, i, clues) else i
        light = piece.lower in clues.light or piece.tag in {"AUX", "ADV", "PART"}
        if piece.tag == "VERB" and not light:
            return i + 1 if _left_so(line, i + 1, clues) else i
        if piece.text == "," and line.phrase(i + 2, i + 4) in {"of whom", "of them", "of which"}:
            return -1  # "40 people, nine of whom died"
        if piece.text == "," and (after := line.get(i + 1)) and (after.tag in {"NUM", "CCONJ"} or after.numeric):
            listing = True
            continue
        if piece.numeric and line.lower(i + 1) == "-":
            continue  # `from its 900-strong mission`
        if (piece.numeric and not listing) or (not piece.word and not piece.numeric and piece.text not in _JOINTS):
            return -1
        quiet = all(p.tag not in {"VERB", "AUX"} for p in line.pieces[at:i])
        if piece.tag == "CCONJ" and quiet and _counts_more(line, i + 1):
            listing = True
            continue
        if piece.tag == "CCONJ" and line.get(i + 1) and line.pieces[i + 1].tag in {"VERB", "AUX", "NUM", "PRON"}:
            return -1
    return -1


def _left_so(line: Line, at: int, clues: ClueWords) -> bool:
    """Whether a state that the verb before it leaves people in stands here: `made | homeless`, `feared | dead`."""
    after = line.get(at + 1)
    return _fate_of(line.lower(at), clues) is not None and (after is None or after.tag not in {"NOUN", "PROPN", "ADJ"})


def _counts_more(line: Line, at: int) -> bool:
    """Whether further people are counted here, to whom the same happened: `12 inmates and | two guards died`."""
    number, noun = line.get(at), line.get(at + 1)
    return number is not None and noun is not None and number.tag == "NUM" and noun.tag in {"NOUN", "ADJ"}


def _done_by(line: Line, at: int, verb: int, clues: ClueWords) -> bool:
    """Whether the verb has an object of its own, so that the counted did it: `three soldiers killed | 12 villagers`."""
    after, word = line.get(verb + 1), line.lower(verb)
    if line.pieces[verb].tag != "VERB" or after is None or word not in clues.death_active | clues.harming.keys():
        return False
    if any(line.pieces[i].tag == "AUX" and line.lower(i) not in _HAVE for i in range(at, verb)):
        return False
    thing = after.tag in {"DET", "NUM", "PROPN", "NOUN"} and not after.lower.endswith("day")
    return (after.numeric or thing) and not word.endswith("ing")


def _after_aside(line: Line, at: int, clues: ClueWords) -> int:
    """Past an aside between commas: from `people` to `died` in `people, none of them guests, died`."""
    if line.lower(at) != ",":
        return at
    for i in range(at + 1, min(len(line) - 1, at + _ASIDE)):
        if line.lower(i) == ",":
            verb = line.pieces[i + 1]
            return i + 1 if verb.tag in {"AUX", "VERB"} or _fate_of(verb.lower, clues) else at
    return at


def join_toll(line: Line, amount: Amount, counted: Counted, whole: Counted, lexicon: AmountLexicon) -> Counted:
    """People named as part of the deaths or cases just counted, or along with them: `killed 224 people, including 12
    guests`, `killed 40 villagers and 12 soldiers`.
    """
    person, _, _ = whole.unit.partition("/")
    if counted.unit != "person" or person not in {"death", "case"}:
        return counted
    after = line.get(counted.last)
    joined = line.phrase(whole.last, amount.first) in _BESIDE and (after is None or after.tag not in {"VERB", "AUX"})
    part = line.lower(amount.first - 1) == "including" or (whole.part and joined)
    if not part and not _killed_with(line, amount, counted, whole, lexicon.clues):
        return counted
    among = "" if counted.head in lexicon.nouns.generic else f" among {counted.what}"
    return replace(counted, unit=person, what=f"{person}s{among}", part=part)


def _killed_with(line: Line, amount: Amount, counted: Counted, whole: Counted, clues: ClueWords) -> bool:
    """Whether the people stand beside others as object of one verb, with no verb of their own behind."""
    if line.phrase(whole.last, amount.first) not in _BESIDE or whole.cover is None:
        return False
    if line.lower(whole.cover) not in clues.death_active or whole.cover > whole.last:
        return False
    after = line.get(counted.last)
    return read_fate(line, amount, counted.last, clues)[0] is None and (
        after is None or after.tag not in {"VERB", "AUX"}
    )


def _done_to(line: Line, at: int, clues: ClueWords) -> tuple[Fate | None, int]:
    """`killed up to 149 people`, `injuring 12`: the verb in front whose object the number is."""
    for i in range(at - 1, max(-1, at - 1 - _REACH_BEFORE), -1):
        piece = line.pieces[i]
        if piece.lower in clues.death_active or piece.lower in clues.death_nouns:
            return (None, -1) if _by(line, i, at) else (Fate.DIED, i)
        if piece.lower in clues.case_active or (piece.lower in clues.case_nouns and line.lower(i + 1) in clues.light):
            return (None, -1) if _by(line, i, at) else (Fate.ILL, i)
        if piece.lower in clues.harming:
            return (None, -1) if _by(line, i, at) else (Fate.HARMED, i)
        if (
            piece.numeric
            or piece.tag in {"CCONJ", "SCONJ", "PRON"}
            or piece.text in {",", ";", ":", "(", ")", "—", "–"}
        ):
            break
        if piece.tag == "ADP" and piece.lower != "of":
            break
        if piece.tag == "VERB" and piece.lower not in clues.light:
            break
    return None, -1


def _by(line: Line, verb: int, at: int) -> bool:
    """Whether the counted did it themselves: `killed by 12 gunmen`."""
    return any(line.lower(i) == "by" for i in range(verb + 1, at))
