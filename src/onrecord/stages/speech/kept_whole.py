"""Contents that the trained model marked, made to agree with the quotation marks: no quotation is split."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Span, hull
from onrecord.stages.speech.quotes import Quote

_LEAST = 0.34  # of a quotation's letters; where a content from outside holds fewer, its end only ran into it

_STOPS = frozenset(".?!\n")
_NEAR = 12  # contents looked at that may reach into a quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedAct:
    """Cue and contents of an act of speech."""

    cue: Span
    content: tuple[Span, ...]


def sound_quotes(quotes: Sequence[Quote], acts: Sequence[MarkedAct]) -> tuple[Quote, ...]:
    """The quotations that the acts bear out: where a cue stands in one and what it relays outside, its marks are not
    those of a quotation but the gap between two.
    """
    ordered = sorted(acts, key=lambda a: a.cue)
    found = []
    for quote in quotes:
        at = bisect_right(ordered, quote.span.start, key=lambda a: a.cue.start)
        torn = False
        while at < len(ordered) and ordered[at].cue.start < quote.span.end:
            torn = torn or any(not s.overlaps(quote.span) for s in ordered[at].content)
            at += 1
        if not torn:
            found.append(quote)
    return tuple(found)


def one_owner(text: str, acts: Sequence[MarkedAct], quotes: Sequence[Quote]) -> list[MarkedAct]:
    """The acts with each quotation left to the one whose cue stands nearest, where several without one another claim
    it.
    """
    kept = list(acts)
    order = sorted(
        ((c.start, c.end, n) for n, act in enumerate(acts) for c in act.content if c.end > c.start),
    )
    at = 0
    for quote in quotes:
        while at < len(order) and order[at][1] <= quote.span.start:
            at += 1
        near = [n for start, end, n in order[at : at + _NEAR] if start < quote.span.end and end > quote.span.start]
        rivals = sorted({n for n in near if not quote.span.overlaps(acts[n].cue) and _holds(acts[n], quote)})
        if len(rivals) < 2:
            continue
        owner = min(rivals, key=lambda n: _distance(text, acts[n].cue, quote.span))
        for number in rivals:
            if number != owner and not _nested(acts[number], acts[owner]):
                content = tuple(c for c in kept[number].content if not quote.span.covers(c))
                kept[number] = MarkedAct(cue=acts[number].cue, content=content or kept[number].content)
    return kept


def _holds(act: MarkedAct, quote: Quote) -> bool:
    return any(quote.span.covers(c) for c in act.content)


def _distance(text: str, cue: Span, quote: Span) -> tuple[bool, int]:
    """Whether a sentence ends between cue and quotation, and how many letters lie there."""
    between = text[min(cue.end, quote.end) : max(cue.start, quote.start)]
    return any(mark in between for mark in _STOPS), len(between)


def _nested(one: MarkedAct, other: MarkedAct) -> bool:
    return any(c.covers(other.cue) for c in one.content) or any(c.covers(one.cue) for c in other.content)


def keep_whole(act: MarkedAct, quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """The contents grown to the ends of quotations they lie in by a good part, cut where they only touch one, and held
    inside the quotation that the cue itself stands in.
    """
    found: list[Span] = []
    for content in act.content:
        at = max(0, bisect_right(quotes, content.start, key=lambda q: q.span.start) - 1)
        span: Span | None = content
        while span is not None and at < len(quotes) and quotes[at].span.start < span.end:
            span = _fit(span, quotes[at], act.cue)
            at += 1
        if span is not None and len(span):
            found.append(span)
    return tuple(_merged(found))


def _fit(content: Span, quote: Quote, cue: Span) -> Span | None:
    if not content.overlaps(quote.span) or content.covers(quote.span):
        return content
    if quote.inner.covers(cue):
        start, end = max(content.start, quote.inner.start), min(content.end, quote.inner.end)
        return Span(start=start, end=end) if start < end else None
    start, end = max(content.start, quote.inner.start), min(content.end, quote.inner.end)
    if quote.span.covers(content) or end - start >= _LEAST * len(quote.inner):
        return hull((content, quote.span))
    if content.start < quote.span.start:
        return Span(start=content.start, end=quote.span.start)
    return Span(start=quote.span.end, end=content.end)


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that now overlap made one."""
    kept: list[Span] = []
    for span in sorted(spans):
        if kept and kept[-1].overlaps(span):
            kept[-1] = hull((kept[-1], span))
        else:
            kept.append(span)
    return kept
