"""Whether a cue is one of speech, and whether it bids somebody do a thing."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons.speech import Frame
from onrecord.records import CueSense, Span
from onrecord.stages.speech.cues import Cue, CueKind
from onrecord.stages.speech.sources import Range
from onrecord.stages.speech.wording import Wording

_SPEAKING = frozenset({CueKind.ACCORDING, CueKind.HEDGE, CueKind.BELIEF, CueKind.COLON})


def read_bidding(words: Wording, cue: Cue, source: Range | None, content: Sequence[Span]) -> Cue:
    """The cue as one of urging where somebody is told to do a thing: `asked the jury | to acquit`; as a supposed one
    where somebody is only to speak: `a call for the mayor | to admit that`.
    """
    first = words.words_in(content[0]) if content else None
    if words.word(cue.start) == "to" and source is not None and words.word(source[0] - 1) == "for":
        return replace(cue, hypothetical=True)
    to_do = first is not None and first[0] >= cue.stop and words.word(first[0]) == "to"
    active = cue.kind in {CueKind.FINITE, CueKind.PARTICIPLE} and not cue.negated
    if first is None or not to_do or not active or cue.lemma not in words.lexicon.bidding:
        return cue
    return replace(cue, sense=CueSense.URGES)


def is_spoken(words: Wording, cue: Cue, content: Sequence[Span]) -> bool:
    """Whether the cue is one of speech, not of wanting, planning, feeling or doing.

    A cue that no list knows is one where it relays somebody's own words or a clause with `that`.
    """
    ranges = [r for r in map(words.words_in, content) if r is not None]
    if cue.kind is CueKind.PASSIVE and cue.frames == {Frame.TOLD} and words.word(cue.stop) != "by":
        return False  # "the school was informed that": by whom is not said
    if cue.sense is CueSense.PROMISES and not any(words.tag(i) in {"VERB", "AUX"} for r in ranges for i in range(*r)):
        return False  # "the bank pledged two million": done, not said
    if not _fits(words, cue, ranges):
        return False
    if cue.frames or cue.kind in _SPEAKING or cue.sense is not CueSense.ASSERTS:
        return True
    if any(words.quotes[start] is not None for start, _ in ranges):
        return True
    clause = any(words.word(start) == "that" or words.word(start - 1) == "that" for start, _ in ranges)
    return clause and cue.lemma not in words.lexicon.attitudes


def _fits(words: Wording, cue: Cue, ranges: Sequence[Range]) -> bool:
    """Whether the words are such as the cue's verb takes where it is one of saying: not `agreed | to pay`, `is
    considering | a new bridge`.
    """
    after = [(start, stop) for start, stop in ranges if start >= cue.head]
    if not cue.frames or cue.kind not in {CueKind.FINITE, CueKind.PARTICIPLE} or len(after) != len(ranges) or not after:
        return True
    if any(words.quotes[i] is not None or words.partial[i] is not None for r in after for i in range(*r)):
        return True
    if any(words.word(i) in words.lexicon.concessions for i in range(cue.start, cue.stop)):
        return True  # "pleaded | guilty to theft"
    start = after[0][0]
    if words.word(start) == "to" and words.tag(start + 1) in {"VERB", "AUX"} and cue.sense is not CueSense.ALLEGES:
        promised = cue.sense is CueSense.PROMISES or cue.frames.isdisjoint(
            {Frame.INFINITIVE, Frame.TOLD, Frame.PARTICLE}
        )
        return not promised
    plain = not any(words.tag(i) in {"VERB", "AUX"} for r in after for i in range(*r))
    return not plain or not cue.frames.isdisjoint({Frame.ACT, Frame.PARTICLE, Frame.TOLD}) or cue.negated
