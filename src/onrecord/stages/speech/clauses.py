"""The clauses that a paraphrase joins, each of which says a thing of its own."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from onrecord.records import Analysis, Span, Token, trim

_EDGES = " \t\n\r,;"
_MAIN = frozenset({"ccomp", "root", "parataxis"})
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
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
    subject = next((i for i in range(at + 1, last) if tokens[i].tag not in _PHRASE or _is_subject(tokens[i])), last)
    if subject >= last or not _is_subject(tokens[subject]) or tokens[subject].tag == "PRON":
        return False
    verb = tokens[subject].head
    if not subject < verb < last:
        return False
    above = tokens[verb].head
    if tokens[verb].relation == "ccomp":
        return any(t.relation == "ccomp" and t.head == above for t in tokens[:at])
    return tokens[verb].relation.startswith("conj") and 0 <= above < at and tokens[above].relation in _MAIN


def _is_subject(token: Token) -> bool:
    return token.relation.startswith("nsubj")
