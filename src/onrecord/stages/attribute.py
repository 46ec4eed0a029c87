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
    Mention,
    Mode,
    ReportEntity,
    Span,
    hull,
)
from onrecord.stages.speech.bare_quotes import join_quotes, place_of
from onrecord.stages.speech.cast import Cast, Speaker
from onrecord.stages.speech.cues import CueKind, find_cues
from onrecord.stages.speech.hearing import hear_marked
from onrecord.stages.speech.placing import Utterance
from onrecord.stages.speech.quotes import Quote, find_quotes, is_whole
from onrecord.stages.speech.recording import may_head, only_shows, record
from onrecord.stages.speech.resolve import resolve_source
from onrecord.stages.speech.utterances import read_utterances
from onrecord.stages.speech.wording import Wording, word_sentence


def find_attributions(
    text: str,
    analyses: Sequence[Analysis],
    entities: Sequence[ReportEntity],
    mentions: Sequence[Mention],
    lexicon: SpeechLexicon,
) -> tuple[Attribution, ...]:
    """Every attribution of the report in the order of its cues (quotes without a cue where they stand).

    Where the analyser reads speech, its spans are the cues, sources and contents; else the rules find them.
    """
    read = [a for a in analyses if a.sentence.kind in CLAIM_BEARING]
    forms = lexicon.forms()
    said = frozenset(form for form in ("said", "says", "told", "added") if form in forms)
    outer = [q for q in find_quotes(text, _blocks(read), said) if not q.nested]
    whole = [q for q in outer if is_whole(text, q)]
    lifted = [q for q in outer if not is_whole(text, q)]
    wordings = [word_sentence(text, a, _near(whole, a), _near(lifted, a), lexicon) for a in read]
    ruled = [read_utterances(words, find_cues(words, forms)) for words in wordings]
    cast = Cast(entities=entities, mentions=mentions, lexicon=lexicon)
    if any(a.speech is not None for a in read):
        found = hear_marked(wordings, ruled, cast, outer, forms)
    else:
        found = []
        for words, utterances in zip(wordings, ruled, strict=True):
            paragraph = words.analysis.sentence.paragraph
            found += [(paragraph, a) for a in _attribute(words, utterances, cast, outer)]
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
    words: Wording, utterances: Sequence[Utterance], cast: Cast, quotes: Sequence[Quote]
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
        if utterance.cue.weak and only_shows(words, utterance, speaker):
            continue
        if utterance.cue.kind is CueKind.COLON and not may_head(words, utterance, speaker, cast):
            continue
        attribution = record(words, utterance, speaker, quotes)
        outer = next((a for a in reversed(found) if _inside(utterance, words, a)), None)
        if outer is not None and attribution.speaker != outer.speaker and outer.speaker is not None:
            attribution = replace(attribution, chain=(outer.speaker, *outer.chain), mode=Mode.HEARSAY)
        found.append(attribution)
        settled = speaker is not None and speaker.confidence is not Confidence.LOW
        if settled and speaker is not None and utterance.source is not None and outer is None:
            position = words.tokens[utterance.source[0]].span.start
            cast.note(position, words.analysis.sentence.paragraph, speaker)
    return _relayed(words, found)


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
