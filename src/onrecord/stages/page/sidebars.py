"""Stretches of a page that are not the report: boxes, lists of other reports, readers' comments, closing pitches."""

import re
from collections.abc import Sequence
from itertools import accumulate, groupby

from onrecord.lexicons.page import PageLexicon
from onrecord.records import PassageKind
from onrecord.stages.page.block import Block
from onrecord.stages.page.labels import Labels

_FIGURE = re.compile(r":(?:$| *[\d$€£(])|^\W*[\d$€£]")
_BULLETS = frozenset("-–—•*·")
_LONGEST_TITLE = 18
_CLOSING_LIST = 3
_BODY_BEFORE = 3
_LONGEST_HEAD = 60
_FEWEST_COMMENTS = 3
_SENTENCE = 8
_REFERRING = frozenset(
    {"article", "story", "report", "version", "headline", "corrected", "amended", "updated", "quote"}
)


def label_comments(blocks: Sequence[Block], labels: Labels, lexicon: PageLexicon) -> None:
    """Readers' comments and all that follows them, by what heads them or by the marks that stand around each.

    Some sentences stand before, as a report's own do before what readers say of it.
    """
    told = accumulate(len(block.words) >= _SENTENCE and block.stopped for block in blocks)
    first = next((at for at, count in enumerate(told, start=1) if count == _BODY_BEFORE), len(blocks))
    starts = (_headed_comments(blocks, first, lexicon), _marked_comments(blocks, labels, first, lexicon))
    start = min((at for at in starts if at is not None), default=len(blocks))
    for later in range(start, len(blocks)):
        labels[later] = (PassageKind.PROMO, "readers' comments and what follows them")


def _headed_comments(blocks: Sequence[Block], first: int, lexicon: PageLexicon) -> int | None:
    short = (at for at in range(first, len(blocks)) if len(blocks[at].words) <= _LONGEST_HEAD)
    return next((at for at in short if lexicon.comments.search(blocks[at].text)), None)


def _marked_comments(blocks: Sequence[Block], labels: Labels, first: int, lexicon: PageLexicon) -> int | None:
    """Where comments begin of which several bear their writers' marks: after the report's closing line with its day,
    where there is one, since a mark may stand below its comment.
    """
    marked = [at for at in range(first, len(blocks)) if lexicon.comment_marks.search(blocks[at].text)]
    if len(marked) < _FEWEST_COMMENTS:
        return None
    kinds = [(at, label[0]) for at, label in enumerate(labels[: marked[0]]) if label is not None and at >= first]
    return next((at + 1 for at, kind in kinds if kind is PassageKind.DATELINE), marked[0])


def label_sidebars(blocks: Sequence[Block], labels: Labels, lexicon: PageLexicon) -> None:
    """Lists of other reports with their ages and sections: runs of short lines of which some are nothing but an age."""
    ages = [lexicon.ages.match(block.text) is not None for block in blocks]
    marks = [
        age or block.bare or block.text.lower() in lexicon.words.sections
        for age, block in zip(ages, blocks, strict=True)
    ]
    short = [
        mark or (block.whole and len(block.words) <= _LONGEST_TITLE) for mark, block in zip(marks, blocks, strict=True)
    ]
    for is_short, group in groupby(range(len(blocks)), key=lambda index: short[index]):
        run = list(group)
        if not is_short or not any(ages[index] for index in run) or sum(marks[index] for index in run) < 2:
            continue
        first = next(index for index in run if marks[index])
        # The title of the first entry may stand above its age.
        if ages[first] and first > run[0] and not blocks[first - 1].stopped:
            first -= 1
        for index in range(first, run[-1] + 1):
            labels[index] = (PassageKind.RELATED, "list of other reports with their ages")


def label_related_lists(blocks: Sequence[Block], labels: Labels, lexicon: PageLexicon) -> None:
    """The short lines below a heading such as `Related stories`, and a closing list of headlines."""
    open_list = False
    for index, block in enumerate(blocks):
        title = block.whole and not block.stopped and len(block.words) <= _LONGEST_TITLE
        if labels[index] is None and open_list and title:
            labels[index] = (PassageKind.RELATED, "below a heading for other reports")
        elif title and len(block.words) <= 6 and index > 0 and lexicon.related_heads.match(block.text):
            open_list = True
            labels[index] = labels[index] or (PassageKind.RELATED, "heading for other reports")
        elif not block.bare:
            open_list = False
    _label_closing_list(blocks, labels, lexicon)


def _label_closing_list(blocks: Sequence[Block], labels: Labels, lexicon: PageLexicon) -> None:
    """Three or more short lines without a stop at the very end are titles of other things."""
    run: list[int] = []
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if labels[index] is None:
            if not block.whole or block.stopped or block.quoted or len(block.words) > _LONGEST_TITLE:
                break
            told = block.has_finite(lexicon.words) or any(c.isdigit() for c in block.text)
            if _FIGURE.search(block.text) or (block.text[0] in _BULLETS and told):
                # `Injured: 74` is what the report lists, not another's title.
                break
            run.append(index)
    body = sum(1 for block in blocks[: min(run, default=0)] if block.stopped and len(block.words) >= _SENTENCE)
    if len(run) >= _CLOSING_LIST and body >= _BODY_BEFORE:
        for index in run:
            labels[index] = (PassageKind.RELATED, "list of titles at the end")


def label_boxes(blocks: Sequence[Block], labels: Labels, lexicon: PageLexicon) -> None:
    """In a line of several parts, the unstopped ones around a call to the reader are a box."""
    for _, group in groupby(range(len(blocks)), key=lambda index: blocks[index].line):
        line = list(group)
        if len(line) == 1:
            continue
        for call in [index for index in line if lexicon.box_cues.search(blocks[index].text)]:
            for index in _around(blocks, labels, line, call):
                labels[index] = (PassageKind.PROMO, "box with a call to the reader")


def _around(blocks: Sequence[Block], labels: Labels, line: Sequence[int], call: int) -> list[int]:
    """The parts of a line that belong to the box in which the call stands."""
    loose = [index for index in line if not blocks[index].stopped and labels[index] in (None, _BOX)]
    if call not in loose:
        return []
    first = last = call
    headings = [index for index in line if index <= call and blocks[index].cut == "heading in capitals"]
    start = headings[-1] if headings else line[0]
    while first - 1 >= start and first - 1 in loose:
        first -= 1
    while last + 1 in loose:
        last += 1
    return list(range(first, last + 1))


_BOX = (PassageKind.PROMO, "box with a call to the reader")


def label_pitches(blocks: Sequence[Block], labels: Labels, lexicon: PageLexicon) -> None:
    """Phrases without a verb or a stop that were run together at the end of the page."""
    run: list[int] = []
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if labels[index] is not None or block.stopped or block.has_finite(lexicon.words) or len(block.words) < 3:
            break
        run.append(index)
    if len(run) >= 2 and sum(1 for index in run if not blocks[index].whole) >= 2:
        for index in run:
            labels[index] = (PassageKind.PROMO, "phrases run together at the end")


def label_follow_ups(blocks: Sequence[Block], labels: Labels, lexicon: PageLexicon) -> None:
    """What continues a correction, and what addresses the reader between two requests."""
    del lexicon
    for index in range(1, len(blocks)):
        before, block = labels[index - 1], blocks[index]
        if labels[index] is not None or before is None:
            continue
        if before[0] is PassageKind.CORRECTION and any(word.lower() in _REFERRING for word in block.words[:12]):
            labels[index] = (PassageKind.CORRECTION, "continues a correction")
        elif before[1] == "asks the reader for comments" and {"you", "your"} & {w.lower() for w in block.words[:12]}:
            labels[index] = before
    for index in range(len(blocks) - 1):
        after = blocks[index + 1]
        stray = len(blocks[index].words) <= 2 and not blocks[index].stopped and after.line == blocks[index].line
        if labels[index] is None and stray and after.cut == "correction":
            labels[index] = (PassageKind.CORRECTION, "stands before a correction")
