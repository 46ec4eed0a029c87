"""The clauses that a paraphrase joins, each of which says a thing of its own."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from onrecord.records import Analysis, Span, trim

_EDGES = " \t\n\r,;"
_MAIN = frozenset({"ccomp", "root", "parataxis"})
_JOINS = frozenset({"and", "but"})


def clauses_of(text: str, analysis: Analysis, span: Span) -> Iterator[Span]:
    """The stretch parted where `and that` opens another thing said: `the dam was weak | and that nobody had looked`."""
    tokens = analysis.tokens
    first = bisect_left(tokens, span.start, key=lambda t: t.span.start)
    last = bisect_right(tokens, span.end, key=lambda t: t.span.end)
    start = span.start
    for at in range(first + 2, last - 2):
        if tokens[at].text.lower() not in _JOINS or not _opens(analysis, at, last):
            continue
        yield trim(text, Span(start=start, end=tokens[at].span.start), _EDGES)
        that = tokens[at + 1].text.lower() == "that"
        start = tokens[at + 1 + that].span.start
    yield trim(text, Span(start=start, end=span.end), _EDGES)


def _opens(analysis: Analysis, at: int, last: int) -> bool:
    """Whether the conjunction leads to another thing said: by `that`, or by a subject of its own that no pronoun is."""
    tokens = analysis.tokens
    if tokens[at + 1].text.lower() == "that" and tokens[at + 1].tag == "SCONJ":
        return tokens[at].text.lower() == "and"
    verb = tokens[at].head
    if verb <= at or verb >= last or not tokens[verb].relation.startswith("conj"):
        return False
    main = tokens[tokens[verb].head].relation in _MAIN if 0 <= tokens[verb].head < at else False
    own = (t for t in tokens[at + 1 : verb] if t.head == verb and t.relation.startswith("nsubj"))
    return main and any(t.tag in {"NOUN", "PROPN"} for t in own)
