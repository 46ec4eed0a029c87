"""What each block of a page is for: the rules that look at one block and its neighbours."""

import re
from collections.abc import Callable, Sequence

from onrecord.lexicons.page import PageLexicon, PageWords
from onrecord.records import PassageKind
from onrecord.stages.page.block import Block

Label = tuple[PassageKind, str]
Labels = list[Label | None]
"""What each block was found to be, in order; None for what no rule has claimed, which is body."""

_CUT_LABELS: dict[str, Label] = {
    "title": (PassageKind.HEADLINE, "the report's title"),
    "time stamp": (PassageKind.DATELINE, "day and time of publication"),
    "dateline": (PassageKind.DATELINE, "place and agency"),
    "picture credit": (PassageKind.CAPTION, "names who took a picture"),
    "correction": (PassageKind.CORRECTION, "says what was corrected"),
    "run-in heading": (PassageKind.SUBHEAD, "heading in capitals before a dash"),
    "credit": (PassageKind.CREDIT, "credits who reported it"),
}
_DATE_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,2} ?([/.-]) ?\d{1,2} ?\1 ?\d{2,4}(?!\d)")
_NAME = r"[A-Z][\w.’'-]{0,30}(?: (?:[A-Z][\w.’'-]{0,30}|de|van|von|al|bin|la|el|der)){1,4}"
_BYLINE = re.compile(rf"[Bb][Yy]:? (?:{_NAME}|[A-Z]\w+)\b.*")
_STATIONED = re.compile(
    rf"{_NAME}(?:,? (?:and|&) {_NAME})* in [A-Z][\w.’'-]{{0,30}}(?:,? [A-Z][\w.’'-]{{0,30}}){{0,3}}"
)
_LABELLED_TIME = re.compile(r"(?i:updated|published|posted|modified|edited)\b.{0,20}?\d{1,2} ?[:.] ?\d{2}")
_DATED_END = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? \d{4}\W{0,2}$")
_BREADCRUMB = re.compile(r"[\w&.' ]{2,30}(?: ?[>›»/|] ?[\w&.' ]{2,30}){1,5}")
_AGENCY_TAIL = re.compile(r"^\W*(?:[-–—(]\s*)?|\W*$")
_HEADING = re.compile(r"#{1,6} ")
_ABOVE_BODY = frozenset({PassageKind.HEADLINE, PassageKind.DATELINE})
_HEAD_BLOCKS = 8
_CLOSING = 4
_LONGEST_HEADLINE = 30
_LONGEST_STANDFIRST = 45
_SHORT = 8


def label_single(blocks: Sequence[Block], lexicon: PageLexicon) -> Labels:
    """What blocks are by themselves: what was cut out for a reason, what a rule knows by its words, dates alone."""
    closing = max(len(blocks) - _CLOSING, _CLOSING - 1)
    return [_label_one(block, lexicon, closing=index >= closing) for index, block in enumerate(blocks)]


def _label_one(block: Block, lexicon: PageLexicon, *, closing: bool) -> Label | None:
    if (label := _CUT_LABELS.get(block.cut)) is not None:
        return label
    if block.bare:
        return PassageKind.SUBHEAD, "separator"
    if lexicon.links_with_age.search(block.text) and not block.quoted:
        return PassageKind.RELATED, "another report with its age"
    if not block.quoted:
        for rule in lexicon.rules:
            if (closing or not rule.closing) and rule.matches(block.text, len(block.words)):
                return rule.kind, rule.reason
    if _is_date(block, lexicon.words):
        return PassageKind.DATELINE, "day or time of publication"
    if _is_agency(block, lexicon.words):
        return PassageKind.CREDIT, "names an agency"
    return None


def _is_date(block: Block, words: PageWords) -> bool:
    """Whether nothing but a date, a time and words around them stand in the block."""
    if len(block.words) > 24 or not any(c.isdigit() for c in block.text):
        return False
    tokens = [token.lower() for token in _DATE_TOKEN.findall(block.text)]
    known = (words.dates, words.date_fillers, words.agencies)
    if not all(t.isdigit() or any(t in every for every in known) for t in tokens):
        return False
    dated = any(t in words.dates or len(t) == 4 for t in tokens)
    return dated or any(p.search(block.text) is not None for p in (_NUMERIC_DATE, _LABELLED_TIME))


def _is_agency(block: Block, words: PageWords) -> bool:
    return block.whole and len(block.words) <= 5 and _AGENCY_TAIL.sub("", block.text).lower() in words.agencies


def label_head(blocks: Sequence[Block], labels: Labels, lexicon: PageLexicon) -> None:
    """Headline, standfirst, bylines, section labels and a caption among the first blocks, before the body begins."""
    headline = any(label is not None and label[0] is PassageKind.HEADLINE for label in labels[:2])
    last_line = blocks[-1].line if blocks else 0
    for index, block in enumerate(blocks[:_HEAD_BLOCKS]):
        if labels[index] is not None:
            continue
        label = _head_label(blocks, labels, index, lexicon, headline=headline)
        if label is None:
            name = block.whole and not block.stopped and len(block.words) <= 4 and block.capitals == 1
            if (block.whole or headline) and not name:
                break
            continue
        if label[0] is PassageKind.HEADLINE and block.line == last_line and block.whole:
            break
        labels[index] = label
        headline = headline or label[0] is PassageKind.HEADLINE


def _head_label(
    blocks: Sequence[Block], labels: Labels, index: int, lexicon: PageLexicon, *, headline: bool
) -> Label | None:
    """What a block before the body is; None when the body begins with it."""
    block = blocks[index]
    if _is_section(block, lexicon.words):
        return PassageKind.PROMO, "section label"
    if is_byline(block, lexicon.words) or (headline and len(block.words) <= 8 and _STATIONED.fullmatch(block.text)):
        return PassageKind.CREDIT, "byline"
    after = labels[index + 1] if index + 1 < len(labels) else None
    if (
        len(block.words) <= _LONGEST_HEADLINE
        and _DATED_END.search(block.text)
        and after is not None
        and after[0] is PassageKind.DATELINE
    ):
        return PassageKind.CAPTION, "describes a picture and gives its day"
    count = len(block.words)
    if count <= 10 and index > 0 and _is_place_and_day(block, lexicon.words):
        return PassageKind.DATELINE, "place and day"
    if _HEADING.match(block.text):
        return (PassageKind.SUBHEAD, "heading") if headline else (PassageKind.HEADLINE, "heading")
    if not headline and _is_headline(block, index):
        return PassageKind.HEADLINE, "first line"
    loose = block.whole and not block.stopped and not block.quoted
    if headline and loose and 2 < count <= _LONGEST_STANDFIRST and keeps_stops(blocks, labels):
        return PassageKind.HEADLINE, "line below the headline"
    return None


def _is_place_and_day(block: Block, words: PageWords) -> bool:
    """Whether a short block without a verb gives a month and a number, as a line with place and day does."""
    dated = any(word.lower().strip(".,") in words.dates for word in block.words) and any(
        c.isdigit() for c in block.text
    )
    return dated and block.whole and block.capitals >= 0.75 and not block.stopped and not block.has_finite(words)


def _is_headline(block: Block, index: int) -> bool:
    """Whether a first block reads as a title: short, and without a stop or in capitals."""
    count = len(block.words)
    if block.quoted and block.stopped:
        return False
    if not block.whole and index > 0:
        return False
    return (not block.stopped and count <= _LONGEST_HEADLINE) or (3 < count <= 18 and block.capitals >= 0.75)


def _is_section(block: Block, words: PageWords) -> bool:
    """Whether the block is the name of a newspaper's section, or a path of them."""
    text = block.text.lower()
    if text in words.sections:
        return True
    parts = re.split(r" ?[>›»/|] ?", text)
    return (
        len(parts) > 1
        and len(block.words) <= 10
        and _BREADCRUMB.fullmatch(block.text) is not None
        and parts[0] in words.sections
    )


def is_byline(block: Block, words: PageWords) -> bool:
    """Whether the block names who wrote the report and, it may be, where or as what."""
    count = len(block.words)
    if block.stopped or not 2 <= count <= 16:
        return False
    if _BYLINE.fullmatch(block.text) and block.capitals >= 0.6:
        return True
    role = any(word.lower() in words.roles for word in block.words)
    return role and count <= 10 and block.capitals >= 0.5 and not block.has_finite(words) and block.text[0].isupper()


def label_captions(blocks: Sequence[Block], labels: Labels, lexicon: PageLexicon) -> None:
    """A short block just before a picture's credit, in its line or above the body, describes the picture."""
    for index in range(1, len(blocks)):
        before, block, label = blocks[index - 1], blocks[index], labels[index]
        credited = label is not None and label[0] is PassageKind.CAPTION and label[1].startswith("names")
        if not credited or labels[index - 1] is not None or len(before.words) > 35 or before.quoted:
            continue
        above = labels[index - 2] if index > 1 else None
        head = index == 1 or (above is not None and above[0] in _ABOVE_BODY)
        told = before.has_finite(lexicon.words)  # what happened, rather than what a picture shows
        if block.line == before.line or (head and not told and block.line - before.line == 1):
            labels[index - 1] = (PassageKind.CAPTION, "stands before a picture's credit")


def label_subheads(blocks: Sequence[Block], labels: Labels, lexicon: PageLexicon) -> None:
    """Short lines without a stop between paragraphs."""
    if not keeps_stops(blocks, labels):
        return
    for index, block in enumerate(blocks):
        if labels[index] is not None or index == 0:
            continue
        if _is_subhead(block, lexicon.words):
            labels[index] = (PassageKind.SUBHEAD, "heading between paragraphs")
        elif block.whole and not block.stopped and 10 < len(block.words) <= 18 and block.capitals >= 0.85:
            labels[index] = (PassageKind.RELATED, "another report's title between paragraphs")


def keeps_stops(blocks: Sequence[Block], labels: Labels) -> bool:
    """Whether most of the longer lines end with a stop; where they do not, a missing one says nothing."""
    pairs = zip(blocks, labels, strict=True)
    long = [block for block, label in pairs if label is None and block.whole and len(block.words) >= _SHORT]
    return 2 * sum(1 for block in long if block.stopped) >= len(long)


def _is_subhead(block: Block, words: PageWords) -> bool:
    count = len(block.words)
    if _HEADING.match(block.text):
        return True
    if not block.whole or count > 10 or block.text[0].islower() or block.text[0] in "-–—•*":
        return False
    if block.text.endswith(":") or (": " in block.text and block.capitals < 1) or (block.quoted and block.stopped):
        return False
    if block.shouted and count <= _SHORT and len(block.text) > 4:
        return True
    if block.stopped:
        return block.text.endswith("?") and block.capitals >= 0.75 and count > 2 and not block.quoted
    if block.capitals >= 0.75 and not any(c.isdigit() for c in block.text):
        return True
    return count <= 6 and not any(c.isdigit() for c in block.text) and not block.has_finite(words)


Rule = Callable[[Sequence[Block], Labels, PageLexicon], None]
"""A rule that labels blocks by their neighbours; it fills `labels` and leaves what others have claimed."""
