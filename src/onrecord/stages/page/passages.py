"""Cuts a report's lines into blocks, so that each can be labelled by itself."""

import re
from collections.abc import Iterator, Sequence

from onrecord.lexicons.page import PageLexicon
from onrecord.records import Report
from onrecord.stages.page.block import Block, make_block
from onrecord.stages.page.seams import (
    AGENCY_LINE,
    CLOCK_MARK,
    DATE_LINE,
    FIRST_PLACE,
    PLACE_LINE,
    TIMESTAMP,
    find_seams,
)

_HEAD_LINES = 4
_DATELINE_LINES = 16
_LONGEST_HEAD = 30
_SHORTEST = 3
_STOPS = frozenset(".!?”\"’'")

# Words in capitals that head a box: `WHAT TO DO`, after a part that has no stop.
_HEADING = re.compile(r"(?<=[a-z0-9”)] )[A-Z]{2,}(?: (?:[A-Z]{2,}|[-–—&:]|A|I)){2,}(?= [A-Z][a-z])")

_SENTENCE_END = re.compile(r"[.!?…][\"”’)]{0,3} +(?=[\"“(\w©])")
_QUOTES = frozenset("“\"'‘")
_LONGEST_NOTICE = 600
_LONGEST_SHORT_FORM = 12

Cut = tuple[int, str]


def cut_blocks(report: Report, lexicon: PageLexicon) -> list[Block]:
    """The blocks of the report in order; together they hold all its text but white space."""
    blocks: list[Block] = []
    at = number = 0
    for line in report.text.split("\n"):
        if line.strip():
            cuts = _cuts(line, number, report.metadata.title, lexicon)
            blocks += _pieces(report.text, at, line, number, cuts)
            number += 1
        at += len(line) + 1
    return blocks


def _pieces(text: str, at: int, line: str, number: int, cuts: Sequence[Cut]) -> Iterator[Block]:
    """The blocks of a line that is cut at the offsets given, each with the reason of the cut it begins at."""
    reasons: dict[int, str] = {0: ""}
    for offset, reason in cuts:
        if 0 <= offset < len(line):
            reasons[offset] = reasons.get(offset) or reason
    starts = sorted(reasons)
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        block = make_block(text, at + start, at + end, line=number, whole=len(starts) == 1, cut=reasons[start])
        if block is not None:
            yield block


def _cuts(line: str, number: int, title: str | None, lexicon: PageLexicon) -> list[Cut]:
    """Where to cut a line and why, from the surest sign to the weakest."""
    lead = len(line) - len(line.lstrip())
    cuts = list(_stamp_cuts(line))
    stamped = max((offset for offset, _ in cuts), default=0)
    cuts += [*_dateline_cuts(line, number, lead, stamped, lexicon), *_credit_cuts(line, lexicon)]
    cuts += _sentence_cuts(line, lexicon)
    if number == 0 and title and line[lead : lead + len(title)].casefold() == title.casefold():
        cuts += [(lead, "title"), (lead + len(title), "text after the title")]
    return sorted([*cuts, *_seam_cuts(line, number, cuts, lexicon)])


def _stamp_cuts(line: str) -> Iterator[Cut]:
    """Around a printed day and time."""
    if CLOCK_MARK.search(line) is None:
        return
    for stamp in TIMESTAMP.finditer(line):
        yield stamp.start(), "time stamp"
        yield stamp.end(), ""


def _dateline_cuts(line: str, number: int, lead: int, stamped: int, lexicon: PageLexicon) -> Iterator[Cut]:
    """Around the dateline that a paragraph begins with, or that a headline or time stamp was run into."""
    found = DATE_LINE.match(line, lead) if number < _HEAD_LINES else None
    if found is not None:
        yield from ((found.start(), "dateline"), (found.end(), ""))
        return
    found = PLACE_LINE.match(line, lead)
    if found is not None and line[lead:].split(None, 1)[0].strip(":-–—").lower() in lexicon.words.not_places:
        return
    if found is None and number < _HEAD_LINES:
        found = AGENCY_LINE.search(line, stamped)
    if found is None and number < _DATELINE_LINES:
        found = _first_place(line, lead, lexicon)
        if found is not None and number >= _HEAD_LINES and "," not in found.group():
            return
    if found is not None:
        headed = number >= _HEAD_LINES and not {"(", ","}.intersection(found.group())
        yield found.start(), "run-in heading" if headed else "dateline"
        yield found.end(), ""


def _first_place(line: str, lead: int, lexicon: PageLexicon) -> re.Match[str] | None:
    """A first paragraph's dateline that is a place as any name: one word, or several of which one is a place's."""
    found = FIRST_PLACE.match(line, lead)
    if found is None:
        return None
    name = found.group(1).lower().split()
    if len(name[0]) < _SHORTEST or name[0] in lexicon.words.not_places or line.rstrip()[-1] not in _STOPS:
        return None
    signed = found.group(1).split()[-1].isupper()
    return found if len(name) == 1 or signed or not lexicon.words.place_parts.isdisjoint(name) else None


def _credit_cuts(line: str, lexicon: PageLexicon) -> Iterator[Cut]:
    """Around a picture credit or a correction inside a line, and around a closing credit in brackets."""
    for credit in lexicon.photo_credit.finditer(line):
        yield credit.start(), "picture credit"
        yield credit.end(), ""
    for note in lexicon.corrections_inside.finditer(line):
        if not line[: note.start()].rstrip().endswith((",", ":", "“", '"')):
            yield note.start(), "correction"
    at = line.find("(Reporting by ")
    end = line.find(")", at)
    if at >= 0 and end >= 0:
        yield at, "credit"
        yield end + 1, ""


def _sentence_cuts(line: str, lexicon: PageLexicon) -> Iterator[Cut]:
    """Around a sentence, within a line of several, that a rule knows to be no part of the report's account."""
    rules = [rule for rule in lexicon.rules if rule.inline]
    starts = [0, *_sentence_starts(line)]
    count = len(line.split())
    if len(starts) == 1 or any(rule.at == "start" and rule.matches(line.strip(), count) for rule in rules):
        return
    # Curly marks are counted, straight ones open and close in turn.
    open_quotes = 0
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        sentence = line[start:end].strip()
        quoted = open_quotes > 0 or sentence[:1] in _QUOTES
        open_quotes = max(0, open_quotes + sentence.count("“") - sentence.count("”")) ^ (sentence.count('"') % 2)
        count = len(sentence.split()) if len(sentence) < _LONGEST_NOTICE else _LONGEST_NOTICE
        telling = count >= _SHORTEST or "://" in sentence
        if telling and not quoted and any(rule.matches(sentence, count) for rule in rules):
            yield start, ""
            yield end, ""


def _sentence_starts(line: str) -> Iterator[int]:
    """Where sentences begin after the first; a short word with a capital before the stop is taken to be cut short."""
    for end in _SENTENCE_END.finditer(line):
        before = line[max(0, end.start() - _LONGEST_SHORT_FORM) : end.start()].rpartition(" ")[2]
        if "." not in before and (len(before) > _SHORTEST or before[:1].islower() or not before.isalpha()):
            yield end.end()


def _seam_cuts(line: str, number: int, cuts: Sequence[Cut], lexicon: PageLexicon) -> Iterator[Cut]:
    """Where one part of the page was run into the next without a stop."""
    words = [word for word in line.split() if len(word) > _SHORTEST]
    if 4 * sum(1 for word in words if word[0].isupper()) > 3 * len(words):
        # A title in capitals has no more to tell apart.
        return
    boxed = lexicon.box_cues.search(line) is not None
    if boxed:
        for heading in _HEADING.finditer(line):
            yield heading.start(), "heading in capitals"
    after = max((offset for offset, reason in cuts if not reason), default=0) if number < _HEAD_LINES else 0
    previous = after
    for seam in find_seams(line, lexicon, boxed=boxed):
        if seam <= previous:
            continue
        words = line[previous:seam].split()
        if _SHORTEST <= len(words) <= _LONGEST_HEAD or boxed:
            yield seam, "run into the part before"
            previous = seam
