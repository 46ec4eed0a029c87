"""Where a line that several parts of a page were run into can be cut again.

A scraped page often loses the breaks between headline, caption, box and paragraph. What is left is a place where one
part ends without a stop and the next begins with a capital: `… after the storm The mayor has asked …`.
"""

import re
from collections.abc import Iterator

from onrecord.lexicons.page import PageLexicon, PageWords

_GAP = re.compile(r"(?<=[^\W_]|[)%’'”\"]) +(?=[A-Z“\"])")
_LAST = re.compile(r"[\w'’&.-]+[)%’'”\"]*$")
_NEXT = re.compile(r"[“\"]?([\w'’&.-]+)(?: +([\w'’&.-]+))?")
_LOOK = 60
_ARTICLES = frozenset({"a", "an", "the"})
_AFTER_TITLE = frozenset(',.;:)”"')
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?"
_ZONE = r"(?:GMT|BST|UTC|EDT|EST|ET|CDT|CST|MDT|MST|PDT|PST|CET|CEST|IST|JST|AEST|EEST|EET|MSK)"
_CLOCK = rf"\d{{1,2}}[:.h]\d{{2}}(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: {_ZONE})?"
_DATE = rf"(?:{_DAY},? )?(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}})"
_PLACES = r"[A-Z][A-Z.'’-]{2,}(?:[ /][A-Z][A-Z.'’-]+){0,3}"
_AGENCY = r"\((?:[A-Z][\w.&’'-]*)(?:[ /][A-Z][\w.&’'-]*){0,3}\)"

TIMESTAMP = re.compile(
    rf"(?:(?:{_PLACES}(?:, [A-Z][\w .]{{2,20}})?(?:, {_MONTH} \d{{1,2}})? \| )"
    rf"|(?:Page )?(?:[Ll]ast |[Ff]irst )?(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Mm]odified)(?: at| on)?:? )?"
    rf"(?:{_DATE},? (?:at )?{_CLOCK}|{_CLOCK},? {_DATE})"
)
"""A day with its year and a time of day: what a page prints, hardly ever what a sentence says."""

AGENCY_LINE = re.compile(
    rf"{_PLACES}(?:, [A-Z][\w.’' -]{{1,30}}?)?(?:, {_MONTH} \d{{1,2}}(?:, \d{{4}})?)? {_AGENCY} ?(?:-{{1,2}}|–|—|:) "
)
"""A dateline with its agency: `ORLEN, May 3 (Agency) - `."""

_NAME = r"[A-Z][\w.’'-]*"
_DAY_PART = rf"(?:, {_MONTH} \d{{1,2}}(?:, \d{{4}})?)?"
PLACE_LINE = re.compile(
    rf"{_PLACES}(?:, {_NAME}(?: (?:{_NAME}|of|the)){{0,4}})?{_DAY_PART}"
    r" ?(?: -{1,2} |–|—|--) ?(?=[“\"'‘A-Z0-9])"
    rf"|[A-Z][\w.’'-]+(?:,? (?:{_NAME}|of|the|de|al)){{0,4}}{_DAY_PART} {_AGENCY} ?(?:-{{1,2}}|–|—|:) "
)
"""A dateline at the beginning of a paragraph: a place in capitals and a dash, or a place, an agency and a dash."""

FIRST_PLACE = re.compile(
    rf"({_NAME}(?: {_NAME}){{0,2}})(?:, {_NAME}(?: (?:{_NAME}|of|the|de|al)){{0,4}})? ?(?: -{{1,2}} |–|—|--) ?"
    r"(?=[“\"'‘A-Z0-9])"
)
"""A dateline that only the first paragraph is taken to have: a place as any name, and a dash."""


def find_seams(text: str, lexicon: PageLexicon, *, boxed: bool = False) -> Iterator[int]:
    """Offsets in `text` at which a part seems to begin though the one before it has no stop.

    With `boxed`, in text known to hold a box, a call to the reader begins a part as well.

    >>> from onrecord.lexicons.page import load_page
    >>> list(find_seams("Bridge shut after the storm The mayor has asked for help", load_page()))
    [28]
    """
    for gap in _GAP.finditer(text):
        at = gap.end()
        if _parts(text, gap.start(), at, lexicon.words) or (boxed and _calls(text, gap.start(), at, lexicon)):
            yield at


def _calls(text: str, end: int, start: int, lexicon: PageLexicon) -> bool:
    """Whether a call to the reader, or a quotation after a number, begins at `start`."""
    return lexicon.box_cues.match(text, start) is not None or (text[start] in '“"' and text[end - 1].isdigit())


def _parts(text: str, end: int, start: int, words: PageWords) -> bool:
    """Whether the words before `end` may end a part and those from `start` begin one."""
    before = _LAST.search(text[max(0, end - _LOOK) : end])
    after = _NEXT.match(text[start : start + _LOOK])
    if before is None or after is None:
        return False
    last, first, second = before.group(), after.group(1), after.group(2) or ""
    bound = last.lower().strip("’'”\")")
    if bound in words.binders or (last[0].isupper() and len(last) == 1) or bound.endswith("."):
        return False
    if text[start] in '“"':
        return False
    opener = first.lower()
    if opener in words.noun_openers:
        return second.islower() and last[0].islower()
    if opener not in words.openers or (len(first) > 1 and not first[1:].islower()):
        return False
    if not second[:1].isalpha():
        return False
    # `the newspaper The Vale`, `the novel A Stranger, which …`: a name may begin with such a word.
    named = second[:1].isupper() and not second.isupper()
    titled = opener in _ARTICLES and text[start + after.end() : start + after.end() + 1] in _AFTER_TITLE
    return not (named and (titled or bound in words.name_nouns or not last[0].islower()))
