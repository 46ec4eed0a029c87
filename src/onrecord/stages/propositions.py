"""Propositions: the parts of an attribution's content that each say one thing."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.lexicons import SpeechLexicon
from onrecord.records import Analysis, Attribution, CueSense, Reading, Span, trim

_EDGES = ' \t\n\r,;:“”"„«»—–-'
_ENDS = _EDGES + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A stretch of one sentence that says something; `act` where the saying itself is what is reported, `quoted` where
    all of it is the speaker's own words.
    """

    span: Span
    analysis: Analysis
    act: bool = False
    quoted: bool = False


def propositions_of(reading: Reading, attribution: Attribution, lexicon: SpeechLexicon) -> Iterator[Proposition]:
    """The propositions of an attribution in the order of the text, one for each sentence of a quotation."""
    if _is_stance(reading, attribution, lexicon):
        act = _act(reading, attribution)
        if act is not None:
            yield act
        return
    for content in attribution.content:
        for analysis in reading.analyses:
            if not analysis.sentence.span.overlaps(content):
                continue
            piece = _meet(reading.text, analysis.sentence.span, content)
            if piece is not None and _says_something(analysis, piece, attribution, lexicon):
                quoted = any(q.start - 1 <= piece.start and piece.end <= q.end + 1 for q in attribution.quoted)
                yield Proposition(span=piece, analysis=analysis, quoted=quoted)


def _meet(text: str, sentence: Span, content: Span) -> Span | None:
    start, end = max(sentence.start, content.start), min(sentence.end, content.end)
    if start >= end:
        return None
    whole = trim(text, Span(start=start, end=end), _EDGES)
    if len(whole) and whole.of(text).startswith("that "):
        whole = Span(start=whole.start + 5, end=whole.end)
    return whole if len(whole) else None


def _is_stance(reading: Reading, attribution: Attribution, lexicon: SpeechLexicon) -> bool:
    """Whether the cue's verb is itself the statement: `criticised`, `urged`."""
    if attribution.cue is None:
        return False
    words = attribution.cue.of(reading.text).lower().split()
    return any(word in lexicon.stances for word in words)


def _act(reading: Reading, attribution: Attribution) -> Proposition | None:
    """The clause of an act done by speaking, with its subject where that stands right before it."""
    assert attribution.cue is not None
    cue, content = attribution.cue, attribution.content[0]
    analysis = next((a for a in reading.analyses if a.sentence.span.covers(cue)), None)
    if analysis is None:
        return None
    start, end = min(cue.start, content.start), max(cue.end, content.end)
    source = attribution.source
    if source is not None and analysis.sentence.span.covers(source):
        if 0 <= cue.start - source.end <= 3:
            start = source.start
        end = max(end, source.end)
    span = trim(reading.text, Span(start=start, end=min(end, analysis.sentence.span.end)), _ENDS)
    return Proposition(span=span, analysis=analysis, act=True) if len(span) else None


def _says_something(analysis: Analysis, piece: Span, attribution: Attribution, lexicon: SpeechLexicon) -> bool:
    """Whether the piece holds a verb, and more than a word or two of its own."""
    inside = [t for t in analysis.tokens if piece.covers(t.span)]
    verb = any(t.tag in {"VERB", "AUX"} for t in inside)
    content = [t for t in inside if t.tag in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}]
    if not verb or len(content) < 2:
        return False
    if attribution.sense is CueSense.DECLINES:
        return inside[0].text.lower() in lexicon.questions or any(t.text.lower() == "that" for t in inside[:1])
    return True
