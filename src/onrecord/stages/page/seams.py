"""Where a line that several parts of a page were run into can be cut again.

A scraped page often loses the breaks between headline, caption, box and paragraph. What is left is a place where one
part ends without a stop and the next begins with a capital: `… after the storm The mayor has asked …`.
"""

import re
from collections.abc import Iterator

from onrecord.lexicons.page import PageLexicon, PageWords

_GAP = re.compile(r"(?<=[^\W_]|[)%’'”\"]) +(?=[A-Z“\"])")
_LAST = re.compile(r"[\w'’&.-]+[)%’'”\"]*$")
_NEXT = re.compile(r"([\w'’&.-]+),? +([\w'’&.-]+)")
# Capitalised words in a row, small words of a title between them.
_CAPITALS = re.compile(r"[A-Z][\w'’&-]*(?: (?:of |the |and |for |to )?[A-Z][\w'’&-]*){0,8}")
_LOOK = 60
_REACH = 14
_QUOTES = frozenset("’'”\"")
_AFTER_TITLE = frozenset(',.;:)”"')
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?"
_ZONE = r"(?:GMT|BST|UTC|EDT|EST|ET|CDT|CST|MDT|MST|PDT|PST|CET|CEST|IST|JST|AEST|EEST|EET|MSK)"
_CLOCK_ONLY = r"\d{1,2}[:.h]\d{2}(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_CLOCK = rf"{_CLOCK_ONLY}(?: {_ZONE})?"
_DATE = rf"(?:{_DAY},? )?(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}})"
_PLACES = rf"(?!{_ZONE} )" + r"[A-Z][A-Z.'’-]{2,30}(?:[ /][A-Z][A-Z.'’-]{1,30}){0,3}"
_AGENCY = r"\((?:[A-Z][\w.&’'-]*)(?:[ /][A-Z][\w.&’'-]*){0,3}\)"

TIMESTAMP = re.compile(
    rf"(?:(?:{_PLACES}(?:, [A-Z][\w .]{{2,20}})?(?:, {_MONTH} \d{{1,2}})? \| )"
    rf"|(?:Page )?(?:[Ll]ast |[Ff]irst )?(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Mm]odified)(?: at| on)?:? )?"
    rf"(?:{_DATE}[,;]? (?:at )?{_CLOCK}|{_CLOCK},? {_DATE}|{_DAY},? {_MONTH} \d{{1,2}},? {_CLOCK_ONLY} {_ZONE})"
)
"""A day with its year and a time of day: what a page prints, hardly ever what a sentence says."""

CLOCK_MARK = re.compile(r"\d[:.h]\d")
"""What every time of day has: a line without it has no `TIMESTAMP`."""

DATE_LINE = re.compile(rf"{_DATE}(?: {_AGENCY})? ?(?:-{{1,2}}|–|—|:) (?=[“\"'‘A-Z0-9])")
"""A dateline that is nothing but a day with its year: `10 May 2031 - `."""

_NAME = r"[A-Z][\w.’'-]{0,30}"
_DAY_PART = rf"(?:, {_MONTH} \d{{1,2}}(?:, \d{{4}})?)?"

AGENCY_LINE = re.compile(
    rf"{_PLACES}(?:, [A-Z][\w.’' -]{{1,30}}?)?{_DAY_PART} {_AGENCY} ?(?:-{{1,2}}|–|—|:|_)(?: |$)"
    rf"|\b(?:{_NAME}, )?{_NAME} {_AGENCY} ?(?:--|–|—|_)(?: |$)"
)
"""A dateline with its agency: `ORLEN, May 3 (Agency) - `."""

PLACE_LINE = re.compile(
    rf"{_PLACES}(?:, {_NAME}(?: (?:{_NAME}|of|the)){{0,4}})?{_DAY_PART}"
    r" ?(?: -{1,2} |–|—|--) ?(?=[“\"'‘A-Z0-9])"
    rf"|[A-Z][\w.’'-]+(?:,? (?:{_NAME}|of|the|de|al)){{0,4}}{_DAY_PART} {_AGENCY} ?(?:-{{1,2}}|–|—|:|_)(?: |$)"
)
"""A dateline at the beginning of a paragraph: a place in capitals and a dash, or a place, an agency and a dash."""

FIRST_PLACE = re.compile(
    rf"({_NAME}(?: {_NAME}){{0,2}})(?:, {_NAME}(?: (?:{_NAME}|of|the|de|al)){{0,4}})? ?(?: -{{1,2}} |–|—|--) ?"
    r"(?=[“\"'‘A-Z0-9])"
)
"""A dateline that only the first paragraph is taken to have: a place as any name, and a dash."""


def find_seams(text: str, lexicon: PageLexicon, *, boxed: bool = False) -> Iterator[int]:
    """Offsets in `text` at which a part seems to begin though the one before it has no stop.

    With `boxed`, in text known to hold a box, a call to the reader begins a part as well, and no verb is asked for.

    >>> from onrecord.lexicons.page import load_page
    >>> list(find_seams("Bridge shut after the storm The mayor has asked for help", load_page()))
    [28]
    """
    for gap in _GAP.finditer(text):
        at = gap.end()
        parted = _ends_part(text, gap.start(), lexicon.words) and _begins_part(text, at, lexicon.words, boxed=boxed)
        if parted or (boxed and _calls(text, gap.start(), at, lexicon)):
            yield at


def _calls(text: str, end: int, start: int, lexicon: PageLexicon) -> bool:
    """Whether a call to the reader, or a quotation after a number, begins at `start`."""
    return lexicon.box_cues.match(text, start) is not None or (text[start] in '“"' and text[end - 1].isdigit())


def _ends_part(text: str, end: int, words: PageWords) -> bool:
    """Whether the word before `end` may be a part's last."""
    found = _LAST.search(text[max(0, end - _LOOK) : end])
    if found is None or text[end - 1] in _QUOTES:
        return False
    last = found.group().strip(")%")
    return len(last) > 1 and not last.endswith(".") and last.lower() not in words.binders


def _begins_part(text: str, start: int, words: PageWords, *, boxed: bool) -> bool:
    """Whether what stands from `start` begins as a sentence does, rather than as the title of a work or a name does.

    A name may begin with the same words: `the newspaper The Vale`, `the novel A Stranger, which …`.
    """
    found = _NEXT.match(text[start : start + _LOOK])
    before = _LAST.search(text[max(0, start - _LOOK) : start].rstrip())
    if found is None or before is None or not found.group(2)[:1].isalnum():
        return False
    first, second = found.groups()
    opener = first.lower()
    if first not in {"A", "I"} and not first[1:].islower():
        return False
    named = second[0].isupper() and not second.isupper()
    run = _CAPITALS.match(text, start)
    after = text[run.end() : run.end() + 1] if run else ""
    last = before.group()
    if (opener == "a" and last.lower() in words.name_nouns) or (opener == "no" and second[0].isdigit()):
        return False
    if named and (
        not last[0].islower()
        or last.lower() in words.name_nouns
        or (opener in words.articles and after in _AFTER_TITLE)
    ):
        return False
    if opener in words.pronouns:
        return boxed or _is_finite(second, words)
    if opener in words.noun_openers:
        return second.islower() and last[0].islower() and _has_verb(text, start, words)
    if opener not in words.openers or (opener in words.numerals and not last[0].islower()):
        return False
    return boxed or (not named and opener not in words.numerals) or _has_verb(text, start, words)


def _has_verb(text: str, start: int, words: PageWords) -> bool:
    """Whether a finite verb seems to stand among the next words, before a stop."""
    following = re.split(r"[.!?;:]\s", text[start : start + 3 * _LOOK], maxsplit=1)[0].split()[1:_REACH]
    return any(_is_finite(word.strip(',()”"'), words) for word in following)


def _is_finite(word: str, words: PageWords) -> bool:
    return word in words.finite or (word.islower() and len(word) > 4 and word.endswith("ed"))
