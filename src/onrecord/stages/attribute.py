"""Who is said to have said what."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from onrecord.lexicons import SpeechLexicon
from onrecord.records import (
    CLAIM_BEARING,
    Analysis,
    Attribution,
    Confidence,
    CueSense,
    Mention,
    Mode,
    NameKind,
    PassageKind,
    ReportEntity,
    SourceType,
    Span,
    hull,
)
from onrecord.stages.speech.bare_quotes import join_quotes, place_of
from onrecord.stages.speech.cast import Cast, Speaker
from onrecord.stages.speech.cues import CueKind, find_cues
from onrecord.stages.speech.placing import Utterance
from onrecord.stages.speech.quotes import Quote, find_quotes, is_whole
from onrecord.stages.speech.resolve import resolve_source
from onrecord.stages.speech.utterances import read_utterances
from onrecord.stages.speech.wording import Wording, word_sentence

_DOCUMENTARY = frozenset({SourceType.DOCUMENT, SourceType.POLL, SourceType.COURT})


def find_attributions(
    text: str,
    analyses: Sequence[Analysis],
    entities: Sequence[ReportEntity],
    mentions: Sequence[Mention],
    lexicon: SpeechLexicon,
) -> tuple[Attribution, ...]:
    """Every attribution of the report in the order of its cues (quotes without a cue where they stand)."""
    read = [a for a in analyses if a.sentence.kind in CLAIM_BEARING]
    forms = lexicon.forms()
    said = frozenset(form for form in ("said", "says", "told", "added") if form in forms)
    quotes = find_quotes(text, _blocks(read), said)
    outer = [q for q in quotes if not q.nested]
    whole = [q for q in outer if is_whole(text, q)]
    lifted = [q for q in outer if not is_whole(text, q)]
    cast = Cast(entities=entities, mentions=mentions, lexicon=lexicon)
    found: list[tuple[int, Attribution]] = []
    for analysis in read:
        words = word_sentence(text, analysis, _near(whole, analysis), _near(lifted, analysis), lexicon)
        utterances = read_utterances(words, find_cues(words, forms))
        here = _near(lifted, analysis)
        found += [(analysis.sentence.paragraph, a) for a in _attribute(words, utterances, cast, here)]
    joined = join_quotes(text, found, whole, read)
    return tuple(sorted(joined, key=place_of))


def _blocks(analyses: Sequence[Analysis]) -> list[Span]:
    """The paragraphs: the hulls of sentences of one passage."""
    return [hull(a.sentence.span for a in group) for _, group in groupby(analyses, key=lambda a: a.sentence.passage)]


def _near(quotes: Sequence[Quote], analysis: Analysis) -> list[Quote]:
    """The quotations in the sentence, and the one that ends right before it."""
    sentence = analysis.sentence.span
    first = max(0, bisect_right(quotes, sentence.start, key=lambda q: q.span.start) - 1)
    last = bisect_left(quotes, sentence.end, key=lambda q: q.span.start)
    return [q for q in quotes[first:last] if q.span.overlaps(sentence) or 0 <= sentence.start - q.span.end <= 2]


def _attribute(
    words: Wording, utterances: Sequence[Utterance], cast: Cast, lifted: Sequence[Quote]
) -> list[Attribution]:
    found: list[Attribution] = []
    speakers: dict[tuple[int, int], Speaker] = {}
    for utterance in utterances:
        speaker = None
        if utterance.source is not None:
            speaker = speakers.get(utterance.source) or resolve_source(
                words, utterance.source, cast, going_on=utterance.cue.lemma in cast.lexicon.continuing
            )
            speakers[utterance.source] = speaker
        if utterance.cue.weak and _only_shows(words, utterance, speaker):
            continue
        if utterance.cue.kind is CueKind.COLON and not _may_head(words, utterance, speaker, cast):
            continue
        attribution = _record(words, utterance, speaker, lifted)
        outer = next((a for a in reversed(found) if _inside(utterance, words, a)), None)
        if outer is not None and attribution.speaker != outer.speaker and outer.speaker is not None:
            attribution = replace(attribution, chain=(outer.speaker, *outer.chain), mode=Mode.HEARSAY)
        found.append(attribution)
        settled = speaker is not None and speaker.confidence is not Confidence.LOW
        if settled and speaker is not None and utterance.source is not None and outer is None:
            position = words.tokens[utterance.source[0]].span.start
            cast.note(position, words.analysis.sentence.paragraph, speaker)
    return _relayed(words, found)


def _may_head(words: Wording, utterance: Utterance, speaker: Speaker | None, cast: Cast) -> bool:
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


def _only_shows(words: Wording, utterance: Utterance, speaker: Speaker | None) -> bool:
    """Whether nobody speaks: `the decision underscores`, `the vote will determine`."""
    if speaker is None or utterance.source is None:
        return utterance.cue.sense is not CueSense.DECLINES
    if words.tag(utterance.source[0]) == "PRON":
        return words.word(utterance.source[0]) not in {*words.lexicon.pronouns.one, *words.lexicon.pronouns.many}
    guessed = speaker.type in {SourceType.NAMED_PERSON, SourceType.COLLECTIVE} and speaker.confidence is Confidence.LOW
    unknown = speaker.type is SourceType.ORGANISATION and speaker.name is None
    return guessed or unknown


def _inside(utterance: Utterance, words: Wording, outer: Attribution) -> bool:
    cue = words.span(utterance.cue.head, utterance.cue.head + 1)
    return any(span.covers(cue) for span in outer.content)


def _relayed(words: Wording, found: Sequence[Attribution]) -> list[Attribution]:
    """The chain of `The paper quoted an official who claimed`: the one who quoted stands before the one quoted."""
    lexicon = words.lexicon
    kept: list[Attribution] = []
    for attribution in found:
        relays = attribution.cue is not None and attribution.cue.of(words.text).lower().split()[-1] in lexicon.relaying
        inner = [a for a in found if a is not attribution and a.chain and a.chain[0] == attribution.speaker]
        if relays and inner:
            continue
        kept.append(attribution)
    return kept


def _record(words: Wording, utterance: Utterance, speaker: Speaker | None, lifted: Sequence[Quote]) -> Attribution:
    cue = utterance.cue
    quoted = _own_words(utterance.content, words, lifted)
    source = words.span(*utterance.source) if utterance.source else None
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
        confidence=_confidence(utterance, speaker),
    )


def _own_words(content: Sequence[Span], words: Wording, lifted: Sequence[Quote]) -> tuple[Span, ...]:
    """The stretches of the content inside quotation marks, without the marks."""
    whole = [q for q in dict.fromkeys(words.quotes) if q is not None]
    found = []
    for span in content:
        for quote in sorted({*whole, *(q for q in lifted if q.span.overlaps(span))}, key=lambda q: q.span):
            if quote.span.overlaps(span):
                start, end = max(span.start, quote.inner.start), min(span.end, quote.inner.end)
                if start < end:
                    found.append(Span(start=start, end=end))
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
