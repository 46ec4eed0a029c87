"""A report's attributions where the trained model marked them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onrecord.records import Attribution, Confidence, Mode, Span
from onrecord.stages.speech.cast import NOBODY, Cast, Speaker
from onrecord.stages.speech.court import HEARING, as_heard
from onrecord.stages.speech.cues import CueKind, Forms
from onrecord.stages.speech.kept_whole import MarkedAct, keep_whole, one_owner, sound_quotes
from onrecord.stages.speech.marked import read_marked, with_rules
from onrecord.stages.speech.placing import Utterance
from onrecord.stages.speech.quotes import Quote
from onrecord.stages.speech.recording import record
from onrecord.stages.speech.resolve import resolve_source
from onrecord.stages.speech.sources import relative_head
from onrecord.stages.speech.wording import Wording

_NEAR = 24  # contents looked at before a cue for one that it stands in; they nest no deeper


@dataclass(slots=True)
class _Act:
    """An act of speech on its way to an attribution; `inner` are those that stand in its content."""

    words: Wording
    utterance: Utterance
    inner: list["_Act"] = field(default_factory=list)
    within: bool = False

    @property
    def cue(self) -> Span:
        return self.words.span(self.utterance.cue.start, self.utterance.cue.stop)


def hear_marked(
    wordings: Sequence[Wording],
    ruled: Sequence[Sequence[Utterance]],
    cast: Cast,
    quotes: Sequence[Quote],
    forms: Forms,
) -> list[tuple[int, Attribution]]:
    """Each attribution with the paragraph of its cue. An act of speech told inside another comes after it."""
    acts = [
        _Act(words=words, utterance=utterance)
        for number, words in enumerate(wordings)
        for utterance in with_rules(words, read_marked(wordings, number, forms), ruled[number])
    ]
    _keep_whole(acts, quotes)
    _take_in(acts)
    _nest(acts)
    found: list[tuple[int, Attribution]] = []
    for act in acts:
        if not act.within:
            found += _hear(act, None, cast, quotes)
    return found


def _keep_whole(acts: Sequence[_Act], quotes: Sequence[Quote]) -> None:
    """Make the contents agree with the quotation marks."""
    marked = [MarkedAct(cue=act.cue, content=act.utterance.content) for act in acts]
    sound = sound_quotes(quotes, marked)
    whole = [MarkedAct(cue=mark.cue, content=keep_whole(mark, sound)) for mark in marked]
    for act, mark in zip(acts, one_owner(acts[0].words.text if acts else "", whole, sound), strict=True):
        act.utterance = replace(act.utterance, content=mark.content)


def _take_in(acts: Sequence[_Act]) -> None:
    """Where two acts share a content that one opens and the other closes, the closing one says the opening one, too:
    `The board never said it would open, | its chairman said`.
    """
    for opening, closing in pairwise(acts):
        own, shared = opening.utterance, closing.utterance.content
        same = opening.words is closing.words and closing.utterance.cue.kind is CueKind.FINITE
        if not same or not shared or not own.content or own.home is not None:
            continue
        first = shared[0]
        if not first.overlaps(own.content[0]) or opening.cue.end > first.start or closing.cue.start < shared[-1].end:
            continue
        start = opening.words.span(*own.source).start if own.source is not None else opening.cue.start
        if start < opening.cue.end <= first.start:
            whole = Span(start=start, end=first.end)
            closing.utterance = replace(closing.utterance, content=(whole, *shared[1:]))


def _nest(acts: Sequence[_Act]) -> None:
    """Put each act into the `inner` of the one whose content holds its cue, the innermost where several do."""
    contents = sorted(
        ((c, n) for n, act in enumerate(acts) for c in act.utterance.content), key=lambda pair: (pair[0].start, pair[1])
    )
    at = 0
    for act in acts:
        cue = act.cue
        while at < len(contents) and contents[at][0].start <= cue.start:
            at += 1
        around = [
            (len(span), number)
            for span, number in contents[max(0, at - _NEAR) : at]
            if span.covers(cue) and acts[number] is not act and not _holds(act, acts[number].cue)
        ]
        if around:
            acts[min(around)[1]].inner.append(act)
            act.within = True


def _holds(act: _Act, cue: Span) -> bool:
    return any(span.covers(cue) for span in act.utterance.content)


def _hear(act: _Act, outer: Attribution | None, cast: Cast, quotes: Sequence[Quote]) -> list[tuple[int, Attribution]]:
    """The attribution of the act and of those told inside it."""
    words, utterance = act.words, act.utterance
    speaker = _speaker(act, outer, cast)
    attribution = record(words, utterance, speaker, quotes)
    if utterance.cue.lemma == HEARING:
        attribution = as_heard(attribution)
    if outer is not None and outer.speaker is not None and attribution.speaker != outer.speaker:
        attribution = replace(attribution, chain=(outer.speaker, *outer.chain), mode=Mode.HEARSAY)
    paragraph = words.analysis.sentence.paragraph
    if outer is None and speaker is not None and speaker.confidence is not Confidence.LOW:
        cast.note((attribution.source or act.cue).start, paragraph, speaker)
    found = [(paragraph, attribution)]
    for inner in act.inner:
        found += _hear(inner, attribution, cast, quotes)
    return found


def _speaker(act: _Act, outer: Attribution | None, cast: Cast) -> Speaker | None:
    utterance = act.utterance
    if utterance.source is None:
        return None
    words, source = utterance.home or act.words, utterance.source
    alone = words.word(source[0]) if source[1] - source[0] == 1 else ""
    if outer is not None and alone in cast.lexicon.pronouns.reporter:
        return _oneself(outer) if alone == "i" else NOBODY
    if alone in cast.lexicon.pronouns.relative or alone == "that":
        source = relative_head(words, replace(utterance.cue, start=source[1])) or source
    return resolve_source(words, source, cast, going_on=utterance.cue.lemma in cast.lexicon.continuing)


def _oneself(outer: Attribution) -> Speaker:
    """Whoever speaks says what they said or think themselves: `“I said no,” …`."""
    return Speaker(
        name=outer.speaker,
        type=outer.source_type,
        role=outer.speaker_role,
        entity=outer.entity,
        confidence=outer.confidence,
    )
