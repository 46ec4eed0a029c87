"""From an act of speech and its speaker to an attribution: mode, own words, the reason for anonymity, confidence."""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.records import Attribution, Confidence, CueSense, Mode, NameKind, PassageKind, SourceType, Span
from onrecord.stages.speech.cast import Cast, Speaker
from onrecord.stages.speech.cues import CueKind
from onrecord.stages.speech.placing import Utterance
from onrecord.stages.speech.quotes import Quote
from onrecord.stages.speech.wording import Wording

_DOCUMENTARY = frozenset({SourceType.DOCUMENT, SourceType.POLL, SourceType.COURT})
# What becomes of a confidence where the model was not certain; on news, half of what it marks with low certainty has
# another source or content than a reader would give it, and a twentieth of what it marks with high.
_LOWERED = {
    (Confidence.MEDIUM, Confidence.HIGH): Confidence.MEDIUM,
    (Confidence.LOW, Confidence.HIGH): Confidence.MEDIUM,
    (Confidence.LOW, Confidence.MEDIUM): Confidence.LOW,
}


def record(words: Wording, utterance: Utterance, speaker: Speaker | None, quotes: Sequence[Quote]) -> Attribution:
    """The attribution of an act of speech; `quotes` are the report's outer quotations in order."""
    cue = utterance.cue
    quoted = own_words(utterance.content, quotes)
    home = utterance.home or words
    source = home.span(*utterance.source) if utterance.source else None
    confidence = _confidence(utterance, speaker)
    return Attribution(
        source=source,
        cue=words.span(cue.start, cue.stop),
        content=utterance.content,
        quoted=quoted,
        mode=_mode(utterance, speaker, quoted),
        source_type=speaker.type if speaker else SourceType.NARRATOR,
        sense=cue.sense,
        negated=cue.negated,
        hypothetical=cue.hypothetical,
        speaker=speaker.name if speaker else None,
        speaker_role=speaker.role if speaker else None,
        entity=speaker.entity if speaker else None,
        told=words.span(*utterance.told).of(words.text) if utterance.told else None,
        hedges=(words.word(cue.head),) if cue.kind is CueKind.HEDGE else (),
        anonymity=_anonymity(words, utterance) if source else None,
        spoken=utterance.spoken,
        confidence=_LOWERED.get((utterance.certainty, confidence), confidence),
    )


def may_head(words: Wording, utterance: Utterance, speaker: Speaker | None, cast: Cast) -> bool:
    """Whether what stands before a colon speaks, not a topic as in `Harbour fire: ferry service resumes`."""
    if speaker is None or speaker.name is None or utterance.source is None:
        return False
    if words.quotes[utterance.cue.stop] is not None and not _titled(words, utterance.source):
        return True
    if speaker.entity is None:
        return speaker.type in {SourceType.UNNAMED_PERSON, SourceType.COLLECTIVE, SourceType.OUTLET}
    last = words.tokens[utterance.source[1] - 1].span
    kinds = {NameKind.PERSON, NameKind.ORGANISATION}
    return any(m.kind in kinds and m.span.end >= last.end for m in cast.within(words.span(*utterance.source)))


def _titled(words: Wording, source: tuple[int, int]) -> bool:
    """Whether a source of many capitals may be a clause of a headline: `Mayor Slams Port Firm: “…”`."""
    return source[1] - source[0] > 4 and words.analysis.sentence.kind is PassageKind.HEADLINE


def only_shows(words: Wording, utterance: Utterance, speaker: Speaker | None) -> bool:
    """Whether nobody speaks: `the decision underscores`, `the vote will determine`."""
    if speaker is None or utterance.source is None:
        return utterance.cue.sense is not CueSense.DECLINES
    if words.tag(utterance.source[0]) == "PRON":
        return words.word(utterance.source[0]) not in {*words.lexicon.pronouns.one, *words.lexicon.pronouns.many}
    guessed = speaker.type in {SourceType.NAMED_PERSON, SourceType.COLLECTIVE} and speaker.confidence is Confidence.LOW
    unknown = speaker.type is SourceType.ORGANISATION and speaker.name is None
    return guessed or unknown


def own_words(content: Sequence[Span], quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """The stretches of the content inside quotation marks, without the marks."""
    found = []
    for span in content:
        at = max(0, bisect_right(quotes, span.start, key=lambda q: q.span.start) - 1)
        while at < len(quotes) and quotes[at].span.start < span.end:
            start, end = max(span.start, quotes[at].inner.start), min(span.end, quotes[at].inner.end)
            if start < end:
                found.append(Span(start=start, end=end))
            at += 1
    return tuple(sorted(set(found)))


def _mode(utterance: Utterance, speaker: Speaker | None, quoted: Sequence[Span]) -> Mode:
    if utterance.cue.kind in {CueKind.HEDGE, CueKind.BELIEF}:
        return Mode.HEARSAY
    if quoted:
        total, own = sum(len(s) for s in utterance.content), sum(len(s) for s in quoted)
        return Mode.DIRECT_QUOTE if own >= 0.8 * total else Mode.PARTIAL_QUOTE
    if speaker is not None and speaker.type in _DOCUMENTARY:
        return Mode.DOCUMENT
    return Mode.INDIRECT


def _anonymity(words: Wording, utterance: Utterance) -> str | None:
    """The reason the sentence gives for not naming its source, as it words it."""
    low = " ".join(words.low)
    for phrase in words.lexicon.anonymity:
        if phrase not in low:
            continue
        parts = phrase.split()
        start = next((i for i in range(len(words)) if words.phrase(i, parts)), None)
        if start is None:
            continue
        end = start + len(parts)
        while end < words.end and words.word(end) not in {",", ";"} and words.quotes[end] is None:
            if utterance.cue.start == end:
                break
            end += 1
        return words.span(start, end).of(words.text)
    return None


def _confidence(utterance: Utterance, speaker: Speaker | None) -> Confidence:
    if utterance.cue.kind in {CueKind.NOMINAL, CueKind.COLON} or utterance.cue.hypothetical:
        return Confidence.LOW if utterance.cue.kind is CueKind.NOMINAL else Confidence.MEDIUM
    if speaker is None:
        return Confidence.MEDIUM if utterance.cue.kind in {CueKind.HEDGE, CueKind.BELIEF} else Confidence.LOW
    if speaker.name is None and speaker.type not in _DOCUMENTARY:
        return Confidence.LOW
    if speaker.type is SourceType.COLLECTIVE and not utterance.cue.weak:
        return Confidence.MEDIUM
    return speaker.confidence
