"""How much of a sentence carries one amount: its clause, or its part of a clause that several share."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicons.amounts import ExtentWords
from onrecord.records import Attribution, Span, trim
from onrecord.stages.amounts.pieces import Line
from onrecord.stages.clause import smallest_alone
from onrecord.stages.sentence_view import SentenceView

_EDGES = ' \t\n\r,;:—–-“”"‘’.'
_LONG, _LONG_TIME = 80, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """The pieces of one amount: number, unit and noun.

    A `narrow` one needs no more than its phrase, a `brief` one little more; a `joined` one starts right after the
    conjunction or comma in front of it, for its noun stands elsewhere. `cover` is a piece the evidence should hold.
    """

    first: int
    last: int
    narrow: bool = False
    brief: bool = False
    joined: bool = False
    cover: int | None = None


def find_extents(line: Line, kernels: Sequence[Kernel], view: SentenceView, words: ExtentWords) -> tuple[Span, ...]:
    """The evidence of each amount of the line; none overlaps another.

    In `Ada saw 12 cases in Orle, up from 8 in May` the evidence is `Ada saw 12 cases in Orle` and `up from 8 in May`.
    """
    clauses = [_clause(line, k, view) for k in kernels]
    spans: list[Span] = []
    for i, kernel in enumerate(kernels):
        first, last = clauses[i]
        if i:
            before = kernels[i - 1].last
            first = _cut(line, before, kernel.first, words) if first < before else first
        if i + 1 < len(kernels):
            after = kernels[i + 1].first
            opened = clauses[i + 1][0]
            last = min(last, _cut(line, kernel.last, after, words) if opened < kernel.last else opened)
        first, last = min(first, kernel.first), max(last, kernel.last)
        if kernel.narrow:
            first, last = max(first, _lead(line, kernel.first, first)), kernel.last
        elif kernel.joined and line.lower(kernel.first - 1) in {",", "and", "or"}:
            first = kernel.first
            last = _to_marks(line, first, last, (first, kernel.last))[1]
        last = _unreported(line, last, kernel, view.attributions)
        spans.append(_shrunk(line, *_trimmed(line, first, last, kernel, words), kernel, words))
    return tuple(spans)


def _unreported(line: Line, last: int, kernel: Kernel, attributions: Sequence[Attribution]) -> int:
    """The end of the stretch before who said it, where that follows: `four are dead | the mayor announced`."""
    inner, sentence = line.span(kernel.first, kernel.last), line.span(0, len(line))
    for attribution in attributions:
        said = [s for s in (attribution.source, attribution.cue) if s is not None and sentence.covers(s)]
        if not attribution.spoken or not said or any(s.overlaps(inner) for s in said):
            continue
        if all(s.start >= inner.end for s in said):
            last = max(kernel.last, min(last, line.at(min(s.start for s in said))))
    return last


def _clause(line: Line, kernel: Kernel, view: SentenceView) -> tuple[int, int]:
    inner = line.span(kernel.first, kernel.last)
    clause = view.smallest_clause(inner)
    span = smallest_alone(line.text, view.analysis, view.clauses, inner) if clause is None else clause.span
    first, last = line.at(span.start), line.at(span.end - 1) + 1
    if kernel.cover is not None:
        first, last = min(first, kernel.cover), max(last, kernel.cover + 1)
    while (
        first > 0
        and line.pieces[first].tag in {"AUX", "VERB"}
        and line.pieces[first - 1].tag in {"AUX", "PRON", "PART"}
    ):
        first -= 1
    while first > 0 and line.pieces[first].tag == "AUX" and line.pieces[first - 1].tag == "ADV":
        first -= 1
    return min(first, kernel.first), max(min(last, len(line)), kernel.last)


def _cut(line: Line, after: int, before: int, words: ExtentWords) -> int:
    """Where the part of the second of two amounts starts."""
    for i in range(before - 1, after - 1, -1):
        gerund = line.pieces[i].tag == "VERB" and line.lower(i).endswith("ing")
        if line.lower(i) in words.cuts or gerund:
            return i
    start = before
    while start > after and line.lower(start - 1) in words.leads:
        start -= 1
    return start


def _lead(line: Line, at: int, floor: int) -> int:
    """The determiner, adjective or preposition in front of a narrow phrase."""
    start = at
    while start > floor and line.pieces[start - 1].word and line.pieces[start - 1].tag in {"DET", "ADJ", "ADV"}:
        start -= 1
    return start


def _trimmed(line: Line, first: int, last: int, kernel: Kernel, words: ExtentWords) -> tuple[int, int]:
    """The pieces without conjunctions and marks at their ends, never less than the kernel."""
    for i in range(kernel.first - 1, first, -1):
        if line.lower(i) == "that" and line.pieces[i - 1].tag in {"VERB", "NOUN"} and line.pieces[i].tag != "DET":
            first = i + 1
            break
    while first < kernel.first and (line.lower(first) in words.openings or not line.pieces[first].word):
        first += 1
    if first == kernel.first - 1 and line.lower(first) == "of":
        first += 1
    for i in range(kernel.last, last - 1):
        if line.lower(i) in words.relatives and line.lower(i + 1) in words.prospects:
            last = i
            break
    while last > kernel.last and _hangs(line, last - 1, words):
        last -= 1
    return first, last


def _hangs(line: Line, at: int, words: ExtentWords) -> bool:
    """Whether the piece only leads on to what follows: a mark, a conjunction, a preposition."""
    piece = line.pieces[at]
    loose = piece.lower in words.leads or piece.lower in words.cuts or piece.lower in words.openings
    return (loose and piece.tag != "ADV") or not (piece.word or piece.numeric or piece.text in {"%", ")"})


def _shrunk(line: Line, first: int, last: int, kernel: Kernel, words: ExtentWords) -> Span:
    """The stretch as a span; a long one is cut back to the marks nearest to the number, then to its verb."""
    limit = _LONG_TIME if kernel.brief else _LONG
    inner = (kernel.first, kernel.last)
    if kernel.cover is not None and first <= kernel.cover < last:
        inner = (min(kernel.first, kernel.cover), max(kernel.last, kernel.cover + 1))
    opened, closed = _to_marks(line, first, last, inner)
    if len(line.span(first, last)) > limit or line.lower(opened) in words.openers:
        first, last = opened, closed
    if len(line.span(first, last)) > limit:
        last = _to_end(line, last, inner[1], first, limit)
    if len(line.span(first, last)) > limit:
        first = _to_verb(line, first, inner[0])
    if kernel.brief and len(line.span(first, last)) > limit and inner[0] > first:
        first = inner[0] - int(line.pieces[inner[0] - 1].tag in {"ADP", "SCONJ"})
    first, last = _trimmed(line, first, last, kernel, words)
    kept = line.span(kernel.first, kernel.last)
    span = trim(line.text, line.span(first, last), _EDGES)
    return Span(start=min(span.start, kept.start), end=max(span.end, kept.end))


def _to_marks(line: Line, first: int, last: int, inner: tuple[int, int]) -> tuple[int, int]:
    for i in range(inner[0] - 1, first - 1, -1):
        if not line.pieces[i].word and not line.pieces[i].numeric and line.pieces[i].text in ',;:()“”"—–':
            first = i + 1
            break
    for i in range(inner[1], last):
        if not line.pieces[i].word and not line.pieces[i].numeric and line.pieces[i].text in ',;:()“”"—–':
            last = i
            break
    return first, last


def _to_end(line: Line, last: int, floor: int, first: int, limit: int) -> int:
    """An earlier end, before a preposition or conjunction, that still keeps one phrase after the number."""
    for i in range(last - 1, floor + 1, -1):
        if line.pieces[i].tag in {"ADP", "SCONJ", "CCONJ", "PART"} and len(line.span(first, last)) > limit:
            last = i
    return last


def _to_verb(line: Line, first: int, before: int) -> int:
    """A later start: the verb group in front of the number."""
    for i in range(before - 1, first, -1):
        if line.pieces[i].tag in {"VERB", "AUX"}:
            start = i
            while start - 1 > first and line.pieces[start - 1].tag in {"AUX", "ADV"}:
                start -= 1
            return start
    return first
