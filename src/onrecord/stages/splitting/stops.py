"""Which stops end a sentence."""

import re
from typing import NamedTuple

from onrecord.lexicons import SentenceLexicon
from onrecord.stages.splitting.unstopped import credit_at

# A possible end: stops with the quotes, brackets and notes (`[4]`, `[sic]`) that close after them, then space; or a
# line's end.
STOP = re.compile(
    r"(?<![.!?…])([.!?…]++)([\"'”’»)\]]*(?:\s?\[(?:\d{1,3}|[a-z][a-z ]{1,40})\])*+)(\s+|$)|(\n\s*)",
)
_WORD_BEFORE = re.compile(r"[\w.'’&-]*\Z")
_WORD_AFTER = re.compile(r"[\"'“‘«(\[—–\-\s]*([\w’']+)")
# What a line may begin with that is no sentence of its own: an item's or a heading's number, a caption's.
_ITEM = re.compile(r"\s*\(?(?:[A-Z][a-z]{2,8}\s)?\d{1,3}(?:\.\d{1,2}){0,3}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
# A note's number behind the stop, as superscripts come out of a page: `was dropped. 7 The board`.
_NOTE = re.compile(r"\d{1,2}\s+(?=([A-Z][\w’']*))")
_BRACKET = re.compile(r"\([^().!?\n]{1,120}\)(?=[,;:]|\s+[a-z])")
_SIGNATURE = re.compile(r"(?:[—–]|--?)\s?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,4}\s*(?:\n|\Z)")
_IN_BRACKET = re.compile(r"[(;,]\s?[a-z]{1,3}\Z")
_NAMED_SMALL = re.compile(r"[a-z]{1,4}[A-Z]")
_QUOTING = frozenset("\"'“‘«")
_OPENING = _QUOTING | frozenset("([")
_WINDOW = 40
_SHORT = 3


class Stop(NamedTuple):
    """A stop that ends a sentence: where the sentence ends, and where the next may begin."""

    end: int
    following: int


def read_stop(text: str, match: re.Match[str], bounds: tuple[int, int], lexicon: SentenceLexicon) -> Stop | None:
    """The end of the sentence at a match of `STOP`, in a text whose sentence began at the first of `bounds`; None
    where the sentence goes on.
    """
    if match.group(4) is not None:
        return Stop(match.start(), match.end())
    if not _ends(text, match, bounds, lexicon):
        return None
    note = _NOTE.match(text, match.end(), min(bounds[1], match.end() + _WINDOW))
    if note and match.group(1) == "." and _stem(note.group(1)) in lexicon.openers:
        return Stop(match.end() + len(note.group().rstrip()), note.end())
    return Stop(match.end(2), match.end())


def _ends(text: str, match: re.Match[str], bounds: tuple[int, int], lexicon: SentenceLexicon) -> bool:
    """Whether the stop at `match` ends a sentence."""
    start, end = bounds
    after = match.end()
    if after >= end or "\n" in match.group(3):
        return True
    if credit_at(text, after, lexicon):
        return True
    following = _WORD_AFTER.match(text, after, min(end, after + _WINDOW))
    word = following.group(1) if following else ""
    if word[:1].islower() and text[after] not in "([" and not _NAMED_SMALL.match(word):
        return False
    if _goes_on(text, match, bounds):
        return False
    stops, closing = match.group(1), match.group(2)
    before = _WORD_BEFORE.search(text, max(start, match.start() - _WINDOW), match.start())
    if stops == ".":
        ends = _full_stop(text, before, word, lexicon) if before else True
        return ends or closing != "" or text[after] in _QUOTING
    if closing == "" and before and before.group().lower() in lexicon.sounding:
        return _stem(word) in lexicon.openers
    opens = text[after] in _OPENING
    if set(stops) <= {".", "…"}:
        return bool(word) and (word[0].isupper() or word[0].isdigit() or opens)
    return bool(word) or opens


def _goes_on(text: str, match: re.Match[str], bounds: tuple[int, int]) -> bool:
    """Whether what stands around the stop carries the sentence on: an item's number before it, an aside in brackets or
    the signature of a quotation after it.
    """
    start, end = bounds
    after = match.end()
    if text[after] == "(" and _BRACKET.match(text, after, end):
        return True
    if match.group(1) == "." and match.group(2) == "":
        return _ITEM.fullmatch(text, start, match.start()) is not None
    return match.group(2) != "" and _SIGNATURE.match(text, after, end) is not None


def _full_stop(text: str, found: re.Match[str], after: str, lexicon: SentenceLexicon) -> bool:
    """Whether a stop between these two words ends a sentence rather than an abbreviation."""
    before = found.group()
    low, opens = before.lower(), _stem(after) in lexicon.openers
    if low in lexicon.before_names or (low in lexicon.before_numbers and after[:1].isdigit()):
        return False
    if low in lexicon.either:
        return opens and not text.startswith((" (", " ["), found.end() + 1)
    if before.islower() and _IN_BRACKET.search(text, max(0, found.start() - 2), found.end()):
        return not (after[:1].isdigit() or len(before) == 1)
    if not _INITIALS.fullmatch(before):
        return True
    if len(before) > 1:
        return opens
    before_it = text[max(0, found.start() - 2) : found.start()].strip()
    if before.islower():
        return after[:1].isupper() and before_it[-1:].isdigit()  # "cost 4.5 m. Meanwhile"
    return opens and len(_stem(after)) >= _SHORT and before_it[-1:].islower()  # "rule by C. There"


def _stem(word: str) -> str:
    """The word in lower case, before its apostrophe: `We're` gives `we`."""
    return word.replace("’", "'").partition("'")[0].lower()
