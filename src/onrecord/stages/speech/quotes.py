"""Quotation marks: where somebody's own words begin and end, over paragraphs."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from onrecord.records import Span

_OPENERS = {"“": "”", "«": "»", "„": "“"}
_CLOSERS = frozenset("”»")
_SINGLE = frozenset("'’‘")
_MARK = re.compile("""''|``|["“”„«»'’‘]""")  # two single marks may stand for a double one
_TERMINAL = ".,?!…—–-"
_SINGLE_CLOSER = re.compile(r"(?<!\s)['’](?![^\W_])")
_FARTHEST = 4000  # no quotation in single marks is longer
_LONGEST_RUN = 12
_UNMARKED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch in quotation marks. `span` has the marks, `inner` only the words; `nested` lies inside another;
    `closed` is False where the closing mark is missing; `resumes` when it goes on from the quote before it, as a
    paragraph that opens with a mark does after one that was never closed.
    """

    span: Span
    inner: Span
    nested: bool = False
    closed: bool = True
    resumes: bool = False


class _Role(Enum):
    OPEN = auto()
    CLOSE = auto()
    NEITHER = auto()


@dataclass(slots=True)
class _Open:
    start: int
    mark: str
    width: int = 1


def find_quotes(text: str, blocks: Sequence[Span], reporting: Collection[str] = ()) -> tuple[Quote, ...]:
    """The quotes of the text in order, outer before inner; `blocks` are its paragraphs.

    A quote left open at the end of a paragraph goes on into the next when that begins with an opening mark or holds
    the closing one, or when one of the next few does and none of `reporting` stands between; otherwise it ends with
    its paragraph.
    """
    found: list[Quote] = []
    carried: list[_Open] = []
    run = 0
    for number, block in enumerate(blocks):
        found += _read_block(text, block, carried)
        run = run + 1 if carried else 0
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        ahead = blocks[number + 1 : number + 1 + _UNMARKED] if carried else ()
        lasting = run < _LONGEST_RUN and carried and _lasts(text, ahead, carried[0], reporting)
        if carried and not lasting:
            found += _cut(text, carried, block.end)
            carried = []
        elif carried and following is not None and _opens_again(text, following, carried[0].mark):
            found += _cut(text, carried[:1], block.end)
            carried = []
            found.append(_PENDING)
    return tuple(sorted(_mark_resumed(found), key=lambda q: (q.span.start, -q.span.end)))


_PENDING = Quote(span=Span(start=0, end=0), inner=Span(start=0, end=0), closed=False)


def _mark_resumed(found: Sequence[Quote]) -> list[Quote]:
    """The quotes without the placeholders; the first outer quote after a placeholder resumes the one before."""
    kept: list[Quote] = []
    pending = False
    for quote in found:
        if quote is _PENDING:
            pending = True
        elif pending and not quote.nested:
            kept.append(
                Quote(span=quote.span, inner=quote.inner, closed=quote.closed, resumes=True),
            )
            pending = False
        else:
            kept.append(quote)
    return kept


def _read_block(text: str, block: Span, stack: list[_Open]) -> list[Quote]:
    """The quotes that close in this paragraph, outermost first; `stack` keeps what stays open."""
    found: list[Quote] = []
    closers = [m.start() for m in _SINGLE_CLOSER.finditer(text, block.start, block.end)]
    for match in _MARK.finditer(text, block.start, block.end + 1):
        at, width = match.start(), len(match.group())
        if at >= block.end:
            break
        mark = '"' if width == 2 else text[at]
        role = _role(text, at, width, block, stack, closers)
        if role is _Role.OPEN:
            stack.append(_Open(start=at, mark=mark, width=width))
        elif role is _Role.CLOSE and (depth := _matching(stack, mark)) is not None:
            opened = stack[depth]
            del stack[depth:]
            found.append(_quote(opened, at + width, at, nested=bool(stack)))
    _drop_inner(stack)
    return sorted(found, key=lambda q: (q.span.start, -q.span.end))


def _drop_inner(stack: list[_Open]) -> None:
    """Only the outermost open quote may go on: an inner mark left open was not one."""
    del stack[1:]


def _quote(opened: _Open, end: int, inner_end: int, *, nested: bool) -> Quote:
    return Quote(
        span=Span(start=opened.start, end=end),
        inner=Span(start=min(opened.start + opened.width, inner_end), end=inner_end),
        nested=nested,
    )


def _cut(text: str, stack: Sequence[_Open], end: int) -> list[Quote]:
    while end > stack[0].start + stack[0].width and text[end - 1].isspace():
        end -= 1
    return [
        Quote(
            span=Span(start=o.start, end=end),
            inner=Span(start=min(o.start + o.width, end), end=end),
            nested=depth > 0,
            closed=False,
        )
        for depth, o in enumerate(stack)
    ]


def _role(text: str, at: int, width: int, block: Span, stack: Sequence[_Open], closers: Sequence[int]) -> _Role:
    mark = '"' if width == 2 else text[at]
    if mark in _CLOSERS or (mark == "“" and stack and stack[-1].mark == "„"):
        return _Role.CLOSE
    if mark in _OPENERS:
        return _Role.OPEN
    if mark == '"':
        return _straight(text, at, width, block, stack)
    if mark in _SINGLE:
        return _single(text, at, block, stack, closers)
    return _Role.NEITHER


def _straight(text: str, at: int, width: int, block: Span, stack: Sequence[_Open]) -> _Role:
    """A mark with no direction closes when one is open, unless the spaces around it say that it opens."""
    is_open = any(o.mark == '"' for o in stack)
    before = text[at - 1] if at > block.start else " "
    after = text[at + width] if at + width < block.end else " "
    curly = bool(stack) and stack[-1].mark == "“" and not before.isspace() and not after.isalnum()
    if curly:
        return _Role.CLOSE  # “mixed marks"
    if before.isdigit() and not is_open:
        return _Role.NEITHER  # inches
    if not is_open:
        return _Role.OPEN
    if at == block.start or (before.isspace() and after.isalnum() and stack[-1].mark != '"'):
        return _Role.OPEN
    return _Role.CLOSE


def _single(text: str, at: int, block: Span, stack: Sequence[_Open], closers: Sequence[int]) -> _Role:
    """Tells a single quotation mark from an apostrophe; `closers` are where single marks of the block could close."""
    mark = text[at]
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    is_open = bool(stack) and stack[-1].mark in _SINGLE
    if before.isalnum() and after.isalnum():
        return _Role.NEITHER
    if is_open:
        closes = mark != "‘" and not before.isspace() and not after.isalnum()
        return _Role.CLOSE if closes and not _plural_possessive(text, at, closers) else _Role.NEITHER
    if before.isalnum() or not (after.isalnum() or after in "‘“[$£€"):
        return _Role.NEITHER
    if mark == "’" and "‘" in text[block.start : block.end]:
        return _Role.NEITHER
    return _Role.OPEN if _closes_later(closers, at) else _Role.NEITHER


def _plural_possessive(text: str, at: int, closers: Sequence[int]) -> bool:
    """`the workers' rights`: after an s, before a lower-case word, with a better closing mark to come."""
    follows = text[at + 1 : at + 3]
    return (
        text[at - 1] == "s"
        and len(follows) == 2
        and follows[0] == " "
        and follows[1].islower()
        and _closes_later(closers, at)
    )


def _closes_later(closers: Sequence[int], at: int) -> bool:
    """Whether a single mark not far behind `at` could close: after a word or a stop, before none."""
    following = bisect_left(closers, at + 2)
    return following < len(closers) and closers[following] < at + _FARTHEST


def _matching(stack: Sequence[_Open], mark: str) -> int | None:
    """Depth of the innermost open quote that `mark` closes; a double mark closes single ones left open inside."""
    for depth in range(len(stack) - 1, -1, -1):
        opened = stack[depth].mark
        mixed = {opened, mark} <= {"“", "”", '"'}
        same = _OPENERS.get(opened) == mark or mixed or (opened in _SINGLE and mark in "'’")
        if same:
            return depth
        if opened not in _SINGLE:
            return None
    return None


def _opens_again(text: str, block: Span, mark: str) -> bool:
    start = block.start
    while start < block.end and text[start].isspace():
        start += 1
    return start < block.end and text[start] == mark


def _lasts(text: str, blocks: Sequence[Span], opened: _Open, reporting: Collection[str]) -> bool:
    """Whether a quote left open goes on in the first of these paragraphs, which may hold no mark of its own."""
    for number, block in enumerate(blocks):
        if _goes_on(text, block, opened):
            return True
        inside = block.of(text)
        if number + 1 == _UNMARKED or opened.mark in inside or opened.mark in _SINGLE:
            return False
        if any(word.strip(".,:;") in reporting for word in inside.lower().split()):
            return False
    return False


def _goes_on(text: str, block: Span, opened: _Open) -> bool:
    """Whether a quote left open before this paragraph goes on in it."""
    if _opens_again(text, block, opened.mark):
        return True
    if opened.mark in _SINGLE:
        return False
    if opened.mark == '"':
        marks = [at for at in range(block.start, block.end) if text[at] == '"']
        return len(marks) % 2 == 1 and marks[0] > block.start and not text[marks[0] - 1].isspace()
    closer = _OPENERS[opened.mark]
    inside = text[block.start : block.end]
    first = inside.find(closer)
    return first >= 0 and opened.mark not in inside[:first]


def is_whole(text: str, quote: Quote) -> bool:
    """Whether the quote reads as an utterance and not as words lifted into the report's own sentence: it begins
    like a sentence and ends with a mark, or is long.

    >>> text = "“We will go,” he said of the “small unit”."
    >>> [is_whole(text, q) for q in find_quotes(text, [Span(start=0, end=len(text))])]
    [True, False]
    """
    inner = quote.inner.of(text).strip()
    if not inner:
        return False
    first = next((c for c in inner if c.isalnum()), "a")
    starts = first.isupper() or first.isdigit() or quote.resumes or inner.startswith(("…", "..."))
    return starts and (inner[-1] in _TERMINAL or not quote.closed or len(inner.split()) >= 8)
