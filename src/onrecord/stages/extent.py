"""How much of a sentence carries one amount: its clause, or its part of a clause that several share."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Span, trim
from onrecord.stages.clause import clause_at
from onrecord.stages.pieces import Line

_CUTS = frozenset({",", "and", "but", ";", "including", "with", "while", "(", "—", "–", ":", "plus", "or", "as"})
_LEADS = frozenset(
    {
        "in",
        "from",
        "to",
        "of",
        "with",
        "at",
        "for",
        "by",
        "after",
        "on",
        "the",
        "a",
        "an",
        "across",
        "up",
        "out",
        "among",
        "over",
        "than",
        "about",
        "including",
        "where",
        "which",
    }
)
_EDGES = " \t\n\r,;:()—–-“”\"'‘’."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """The pieces of one amount: number, unit and noun. A `narrow` one needs no more than its phrase."""

    first: int
    last: int
    narrow: bool = False


def find_extents(line: Line, kernels: Sequence[Kernel]) -> tuple[Span, ...]:
    """The evidence of each amount of the line; none overlaps another.

    In `Ada saw 12 cases in Orle, up from 8 in May` the evidence is `Ada saw 12 cases in Orle` and `up from 8 in May`.
    """
    edges: list[tuple[int, int]] = []
    clauses = [_clause(line, k) for k in kernels]
    for i, kernel in enumerate(kernels):
        first, last = clauses[i]
        if i and clauses[i - 1][1] > first:
            first = max(first, _cut(line, kernels[i - 1].last, kernel.first))
        if i + 1 < len(kernels) and clauses[i + 1][0] < last:
            last = min(last, _cut(line, kernel.last, kernels[i + 1].first))
        if kernel.narrow:
            first, last = max(first, _lead(line, kernel.first, first)), kernel.last
        edges.append((min(first, kernel.first), max(last, kernel.last)))
    return tuple(_trimmed(line, first, last, kernels[i]) for i, (first, last) in enumerate(edges))


def _clause(line: Line, kernel: Kernel) -> tuple[int, int]:
    span = clause_at(line.text, line.analysis, line.span(kernel.first, kernel.last))
    first = line.at(span.start)
    last = line.at(span.end - 1) + 1 if span.end > span.start else first
    return min(first, kernel.first), max(min(last, len(line)), kernel.last)


def _cut(line: Line, after: int, before: int) -> int:
    """Where the part of the second of two amounts starts."""
    for i in range(before - 1, after - 1, -1):
        if line.lower(i) in _CUTS:
            return i
    start = before
    while start > after and line.lower(start - 1) in _LEADS:
        start -= 1
    return start


def _lead(line: Line, at: int, floor: int) -> int:
    """The determiner, adjective or preposition in front of a narrow phrase, and the word before a preposition."""
    start = at
    while start > floor and line.pieces[start - 1].word and line.pieces[start - 1].tag in {"DET", "ADJ", "ADV"}:
        start -= 1
    if start > floor and line.pieces[start - 1].tag in {"ADP", "SCONJ"}:
        start -= 1
        if start > floor and line.pieces[start - 1].tag in {"VERB", "NOUN", "ADJ"}:
            start -= 1
    return start


def _trimmed(line: Line, first: int, last: int, kernel: Kernel) -> Span:
    """The pieces as a span without conjunctions and marks at its ends, never smaller than the kernel."""
    while first < kernel.first and (line.lower(first) in {"and", "but", "or", "while"} or not line.pieces[first].word):
        first += 1
    kept = line.span(kernel.first, kernel.last)
    span = trim(line.text, line.span(first, last), _EDGES)
    return Span(start=min(span.start, kept.start), end=max(span.end, kept.end))
