"""Sentences of the passages that carry claims."""

import re
from collections.abc import Iterator, Sequence

from onrecord.lexicons import SentenceLexicon
from onrecord.records import Passage, PassageKind, Report, Sentence, Span

_READ = frozenset({PassageKind.HEADLINE, PassageKind.BODY, PassageKind.CREDIT})
# A possible end: stops with the quotes and brackets that close after them, then space; or a line's end.
_END = re.compile(r"(?<![.!?…])([.!?…]++)([\"'”’»)\]]*(?:\s?\[\d{1,3}\])*)(\s+|$)|(\n\s*)")
# Where a page's headline, caption or list ran into the text without a stop: `to Orland | The acting head has said`.
_FUSED = re.compile(r"(?<=[\w”’)])[ \t]+(?=(?:The|This|These|It|He|She|They|There)[ \t]+[a-z])")
_FEWEST_WORDS = 4
# What is longer is no sentence but a table, a list or damaged text; the rules on words look at pairs of them, and so
# their cost is bounded here.
LONGEST = 1000
_WORD_BEFORE = re.compile(r"[\w.'’&-]*\Z")
_WORD_AFTER = re.compile(r"[\"'“‘«(\[—–\-\s]*([\w’']+)")
_ITEM = re.compile(r"\s*\(?\d{1,3}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_QUOTING = frozenset("\"'“‘«")
_OPENING = _QUOTING | frozenset("([")
_WINDOW = 40


def split_sentences(report: Report, passages: Sequence[Passage], lexicon: SentenceLexicon) -> tuple[Sentence, ...]:
    """The sentences of headline, body and credit passages in order; none crosses a passage."""
    found: list[Sentence] = []
    for passage in passages:
        if passage.kind not in _READ or passage.repeats is not None:
            continue
        for start, end in sentence_spans(report.text, passage.span.start, passage.span.end, lexicon):
            found.append(
                Sentence(
                    index=len(found),
                    passage=passage.index,
                    paragraph=passage.paragraph,
                    span=Span(start=start, end=end),
                    kind=passage.kind,
                )
            )
    return tuple(found)


def sentence_spans(text: str, start: int, end: int, lexicon: SentenceLexicon) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of `text[start:end]`, without the space around them.

    `"Mr. Ode left. He ran."` gives `(0, 13)` and `(14, 21)`. A line's end always ends a sentence, and none is longer
    than `LONGEST`.
    """
    for first, last in _stopped(text, start, end, lexicon):
        for left, right in _bounded(text, first, last):
            yield from _parted(text, left, right)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, cut where it is too long: at its last `;` or `,` before a blank, else at its last blank."""
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + 1, start + LONGEST) + 1 for mark in ("; ", ", "))
        cut = cut or _last_blank(text, start + 1, start + LONGEST) or start + LONGEST
        yield _trimmed(text, start, cut)
        start = _trimmed(text, cut, end)[0]
    if start < end:
        yield start, end


def _last_blank(text: str, start: int, end: int) -> int:
    """The index of the last blank in the range; 0 when it has none."""
    return next((at for at in range(end - 1, start, -1) if text[at].isspace()), 0)


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, cut where another one begins in it without a stop before."""
    at = start
    for match in _FUSED.finditer(text, start, end):
        long = min(text.count(" ", at, match.start()), text.count(" ", match.end(), end)) >= _FEWEST_WORDS - 1
        if long and text[at : match.start()].count("“") == text[at : match.start()].count("”"):
            yield at, match.start()
            at = match.end()
    yield at, end


def _stopped(text: str, start: int, end: int, lexicon: SentenceLexicon) -> Iterator[tuple[int, int]]:
    """The stretches between stops that end sentences and line ends."""
    at = start
    for match in _END.finditer(text, start, end):
        if match.group(4) is None and not _ends(text, match, (at, end), lexicon):
            continue
        stop = match.start() if match.group(4) is not None else match.end(2)
        if text[at:stop].strip():
            yield _trimmed(text, at, stop)
        at = max(at, match.end())
    if text[at:end].strip():
        yield _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _ends(text: str, match: re.Match[str], bounds: tuple[int, int], lexicon: SentenceLexicon) -> bool:
    """Whether the stop at `match` ends a sentence."""
    start, end = bounds
    after = match.end()
    if after >= end or "\n" in match.group(3):
        return True
    following = _WORD_AFTER.match(text, after, min(end, after + _WINDOW))
    word = following.group(1) if following else ""
    opens = text[after] in _OPENING
    stops, closing = match.group(1), match.group(2)
    if word[:1].islower() and text[after] not in "([":
        return False
    if stops == "." and not closing and _ITEM.fullmatch(text, start, match.start()):
        return False  # the number of an item in a list
    if stops == ".":
        before = _WORD_BEFORE.search(text, max(0, match.start() - _WINDOW), match.start())
        ends = _full_stop(before.group() if before else "", word, lexicon)
        return ends or closing != "" or text[after] in _QUOTING
    if set(stops) <= {".", "…"}:
        return bool(word) and (word[0].isupper() or word[0].isdigit() or opens)
    return bool(word) or opens


def _full_stop(before: str, after: str, lexicon: SentenceLexicon) -> bool:
    """Whether a stop between these two words ends a sentence rather than an abbreviation."""
    low = before.lower()
    if low in lexicon.before_names:
        return False
    if low in lexicon.before_numbers and after[:1].isdigit():
        return False
    if low in lexicon.either:
        return after.lower() in lexicon.openers
    if _INITIALS.fullmatch(before):
        unit = len(before) == 1 and before.islower()  # "cost 4.5 m. Meanwhile"
        return after[:1].isupper() if unit else len(before) > 1 and after.lower() in lexicon.openers
    return True
