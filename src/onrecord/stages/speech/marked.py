"""Acts of speech as the trained model marked them: its cue, source and content, in the terms of the rules."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import CueSense, Span, SpeechSpan, trim
from onrecord.stages.grammar.tree import Tree
from onrecord.stages.speech.contents import addressee
from onrecord.stages.speech.cues import Cue, CueKind, Forms
from onrecord.stages.speech.edges import fit_content
from onrecord.stages.speech.placing import Utterance
from onrecord.stages.speech.senses import read_cue
from onrecord.stages.speech.sources import Range
from onrecord.stages.speech.wording import Wording

_RULED = frozenset({CueKind.HEDGE, CueKind.BELIEF, CueKind.COLON})
_SPEAKING = frozenset({CueKind.ACCORDING, CueKind.HEDGE, CueKind.BELIEF, CueKind.COLON})


def read_marked(wordings: Sequence[Wording], number: int, forms: Forms) -> list[Utterance]:
    """The acts of speech whose cues the model marked in the sentence of this number, in order."""
    words = wordings[number]
    found = [_utterance(words, span, wordings, forms) for span in words.analysis.speech or ()]
    return sorted((u for u in found if u is not None), key=lambda u: (u.cue.start, u.cue.stop))


def with_rules(marked: Sequence[Utterance], ruled: Sequence[Utterance]) -> list[Utterance]:
    """The marked acts with what they lack and the rules found, and those kinds of acts that the model misses."""
    found: list[Utterance] = []
    for act in marked:
        twin = next((r for r in ruled if _same_cue(act, r)), None)
        found.append(act if twin is None else _completed(act, twin))
    more = [r for r in ruled if _only_ruled(r) and not any(_same_cue(act, r) for act in marked)]
    relaying = [act for act in found if act.content or act.cue.sense is CueSense.DECLINES]
    return sorted((*relaying, *more), key=lambda u: (u.cue.start, u.cue.stop))


def _same_cue(one: Utterance, other: Utterance) -> bool:
    return one.cue.start < other.cue.stop and other.cue.start < one.cue.stop


def _only_ruled(utterance: Utterance) -> bool:
    return utterance.cue.kind in _RULED or utterance.cue.sense is CueSense.DECLINES


def _completed(act: Utterance, twin: Utterance) -> Utterance:
    home, source = act.home, act.source
    if source is None or (home is None and twin.source is not None and _within(source, twin.source)):
        home, source = None, twin.source  # the model may mark part of a phrase, the rules read it whole
    return replace(act, source=source, home=home, content=act.content or twin.content, told=act.told or twin.told)


def _within(inner: Range, outer: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _utterance(words: Wording, marked: SpeechSpan, wordings: Sequence[Wording], forms: Forms) -> Utterance | None:
    at = words.words_in(marked.cue)
    if at is None:
        return None
    cue = read_cue(words, *at, forms)
    home, source = _source(words, marked.source, wordings)
    tree = Tree(words.tokens)
    content = _joined(words.text, [_fitted(words, tree, piece, at) for piece in marked.content])
    return Utterance(
        cue=cue,
        source=source,
        content=content,
        told=_told(words, cue, source if home is None else None, content),
        home=home,
        spoken=is_spoken(words, cue, content),
    )


def _fitted(words: Wording, tree: Tree, piece: Span, cue: Range) -> Span:
    """A piece of content in the cue's own words made to end where its phrases do."""
    if not words.analysis.sentence.span.covers(piece):
        return piece
    at = words.words_in(piece)
    if at is None or any(words.quotes[i] is not None for i in range(*at)):
        return piece
    start, end = fit_content(tree, at, cue)
    fitted = words.span(start, end)
    return Span(start=min(fitted.start, piece.start), end=max(fitted.end, piece.end))


def _joined(text: str, pieces: Sequence[Span]) -> tuple[Span, ...]:
    """The pieces of a content, those made one that only marks and spaces of one paragraph part."""
    kept: list[Span] = []
    for piece in sorted(trim(text, p) for p in pieces):
        between = text[kept[-1].end : piece.start] if kept else ""
        if kept and "\n" not in between and not any(c.isalnum() for c in between):
            kept[-1] = Span(start=kept[-1].start, end=max(kept[-1].end, piece.end))
        elif len(piece):
            kept.append(piece)
    return tuple(kept)


def _source(words: Wording, source: Span | None, wordings: Sequence[Wording]) -> tuple[Wording | None, Range | None]:
    """The words of the source, and their sentence where it is another than the cue's."""
    if source is None:
        return None, None
    if (here := words.words_in(source)) is not None:
        return None, here
    at = bisect_right(wordings, source.start, key=lambda w: w.analysis.sentence.span.start) - 1
    there = wordings[at].words_in(source) if at >= 0 else None
    return (wordings[at], there) if there is not None else (None, None)


def _told(words: Wording, cue: Cue, source: Range | None, content: Sequence[Span]) -> Range | None:
    """Whom the speaker addressed, where the words after the cue's verb say so: `told | the council | that`."""
    after = [words.words_in(c) for c in content if c.start >= words.tokens[cue.head].span.end]
    limit = min((r[0] for r in after if r is not None), default=words.end)
    if source is not None and source[0] > cue.head:
        limit = min(limit, source[0])
    return addressee(words, cue, cue.head + 1, limit)


def is_spoken(words: Wording, cue: Cue, content: Sequence[Span]) -> bool:
    """Whether the cue is one of speech, not of wanting, planning, feeling or doing.

    A cue that no list knows is one where it relays somebody's own words or a clause with `that`.
    """
    if cue.frames or cue.kind in _SPEAKING or cue.sense is not CueSense.ASSERTS:
        return True
    ranges = [r for r in map(words.words_in, content) if r is not None]
    if any(words.quotes[start] is not None for start, _ in ranges):
        return True
    clause = any(words.word(start) == "that" or words.word(start - 1) == "that" for start, _ in ranges)
    return clause and cue.lemma not in words.lexicon.attitudes
