"""What a court hears, of which the report does not say from whom: `the jury was told that`, `the court heard`."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons.speech import Frame
from onrecord.records import Attribution, Confidence, Mode, SourceType, Span
from onrecord.stages.speech.cues import Cue, CueKind
from onrecord.stages.speech.placing import Utterance
from onrecord.stages.speech.sources import Range, phrase_before
from onrecord.stages.speech.wording import Wording

HEARING = "heard in court"
_FRAMES = frozenset({Frame.CLAUSE, Frame.THAT})
Heard = tuple[Cue, Range, tuple[Span, ...]]


def in_court(words: Wording, cue: Cue, source: Range | None, content: Sequence[Span]) -> Heard | None:
    """The cue as one of hearing, who hears, and what is heard; None where nobody is said to hear.

    The passive of telling counts only where no `by` names who told.
    """
    at = cue.stop - 1
    if words.word(at) not in words.lexicon.heard or words.quotes[at] is not None or words.word(cue.stop) == "by":
        return None
    if words.word(at) == "told" and not _passive(words, cue.start, cue.stop):
        return None
    hearer = phrase_before(words, _group(words, cue.start)) or source
    if hearer is None or not any(words.word(i) in words.lexicon.hearings for i in range(*hearer)):
        return None
    ends = words.span(*hearer)
    heard = tuple(c for c in content if not c.overlaps(ends))
    clause = any(_is_clause(words, c) for c in heard)
    return (replace(cue, lemma=HEARING, kind=CueKind.FINITE, frames=_FRAMES), hearer, heard) if clause else None


def court_hears(words: Wording) -> Utterance | None:
    """What a court hears where no model marked it: `The roof fell, | a court in Marn | has heard.`, `the jury heard |
    that the roof fell`.
    """
    for at in range(1, words.end):
        if words.word(at) not in words.lexicon.heard or words.tag(at) != "VERB" or words.quotes[at] is not None:
            continue
        start = _group(words, at)
        hearer = phrase_before(words, start)
        if hearer is None or (words.word(at) == "told" and not _passive(words, start, at)):
            continue
        if words.word(at + 1) == "that":
            reach = (at + 2, words.end)
        elif at + 1 == words.end and hearer[0] > 1 and words.word(hearer[0] - 1) == ",":
            reach = (0, hearer[0] - 1)
        else:
            continue
        cue = Cue(start=start, stop=at + 1, head=at, lemma=HEARING, kind=CueKind.FINITE, frames=_FRAMES)
        read = in_court(words, cue, hearer, (words.span(*reach),))
        if read is not None:
            return Utterance(cue=read[0], source=read[1], content=read[2], certainty=Confidence.MEDIUM)
    return None


def _passive(words: Wording, start: int, stop: int) -> bool:
    return any(words.word(i) in {"was", "were", "been", "is", "are"} for i in range(max(0, start - 2), stop))


def _group(words: Wording, at: int) -> int:
    """Where the verb group of the cue at `at` starts: `the court | has heard`."""
    while at > 0 and (words.word(at - 1) in words.lexicon.auxiliaries or words.word(at - 1) in words.lexicon.adverbs):
        at -= 1
    return at


def _is_clause(words: Wording, span: Span) -> bool:
    """Whether what is heard holds a verb: not `heard | an appeal`, `heard | from 49 witnesses`."""
    at = words.words_in(span)
    if at is None:
        return False
    opens = words.word(at[0]) in {"that", *words.lexicon.questions} or words.word(at[0] - 1) in {"that", "told"}
    spoken = words.quotes[at[0]] is not None
    before = words.has_clause(*at) and words.tag(at[0]) != "ADP"
    return spoken or (words.has_clause(*at) and opens) or before


def as_heard(attribution: Attribution) -> Attribution:
    """The attribution of what a court heard: hearsay, from somebody in court whom the report does not name."""
    return replace(
        attribution, speaker=None, entity=None, speaker_role=None, mode=Mode.HEARSAY, source_type=SourceType.COURT,
        confidence=Confidence.MEDIUM,
    )  # fmt: skip
