"""When a claim was said: the day named beside its verb of saying, or beside the same speaker's words just before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.records import Claim, ClaimId, Clock, Confidence, Span, TimeExpression, TimeRelation, TimexType
from onrecord.stages.clockwork.ahead import lies_ahead
from onrecord.stages.clockwork.scene import BREAKS, Scene, gap

SAID = "said "
# How far from the verb of saying the day it goes with may stand.
_NEAR_CUE = 60
# The longest stretch of days that still says when something was said: `said last year`.
_LONGEST_SAID = 366
# How many sentences, and how many claims, a speaker's day carries on.
_CARRIES, _RECALL = 2, 6


def saying_days(claims: Sequence[Claim], scene: Scene) -> Mapping[ClaimId, Clock]:
    """When each claim was said, where its own clause or the same speaker's words just before name a day."""
    found: dict[ClaimId, Clock] = {}
    before: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.evidence.start, c.evidence.end, c.id)):
        clock = _named_day(claim, scene) or _carried_on(claim, before, found)
        if clock is not None:
            found[claim.id] = clock
        before.append(claim)
    return found


def _named_day(claim: Claim, scene: Scene) -> Clock | None:
    """The day named beside the verb of saying, outside what was said."""
    attribution = claim.attribution
    cue = attribution.cue
    if cue is None:
        return None
    around = (
        cue
        if attribution.source is None
        else Span(start=min(cue.start, attribution.source.start), end=max(cue.end, attribution.source.end))
    )
    found = [
        time
        for index in _sentences_at(cue, claim.sentence, scene)
        for time in scene.times[index]
        if gap(around, time.span) <= _NEAR_CUE
        and not any(c.covers(time.span) for c in attribution.content)
        and _beside_saying(attribution.source or cue, cue, time.span, scene)
        and _dates_saying(time, scene)
        and not _describes(time.span, index, scene)
        and time.relation in {TimeRelation.ON, TimeRelation.DURING}
    ]
    if not found:
        return None
    best = min(found, key=lambda t: (gap(cue, t.span), t.span.start))
    return scene.clock(best, SAID.rstrip())


def _dates_saying(time: TimeExpression, scene: Scene) -> bool:
    """Whether a time can be the day of a saying: a stretch of days that is over, and not too long."""
    interval, published = time.interval, scene.publication.clock.interval
    if time.value.endswith("_REF") or not interval.known or time.type is TimexType.SET or lies_ahead(time, published):
        return False
    width, doubt = interval.days, (published.days or 10**6) - 1
    return width is not None and width - doubt <= _LONGEST_SAID


def _describes(time: Span, sentence: int, scene: Scene) -> bool:
    """Whether the time only tells which thing is meant, and not when somebody spoke: `the winners of the | March 3 |
    vote`; a thing that is itself said has its day with it.
    """
    tokens = scene.tokens[sentence]
    before = next((t for t in reversed(tokens) if t.span.end <= time.start), None)
    after = next((t for t in tokens if t.span.start >= time.end), None)
    if before is None or after is None or before.tag != "DET" or after.tag not in {"NOUN", "ADJ"}:
        return False
    return after.text.lower().removesuffix("s") not in scene.words.tellings


def _beside_saying(source: Span, cue: Span, time: Span, scene: Scene) -> bool:
    """Whether nothing but the clause of saying lies between; a day that comes first may have its comma."""
    first, last = sorted((source, cue))
    if time.end <= first.start:
        return _clear(time.end + (scene.text[time.end : time.end + 1] == ","), first.start, scene)
    if first.end <= time.start and time.end <= last.start:
        return _clear(first.end, time.start, scene) and _clear(time.end, last.start, scene)
    return time.start >= last.end and _clear(last.end, time.start, scene)


def _clear(start: int, end: int, scene: Scene) -> bool:
    """Whether no mark and no word between two places begins another clause."""
    between = scene.text[start:end]
    return not any(mark in between for mark in BREAKS) and not scene.lexicon.subordinate.search(between)


def _sentences_at(cue: Span, near: int, scene: Scene) -> tuple[int, ...]:
    """The sentence that holds the cue: the claim's own or one beside it."""
    every = range(max(0, near - 2), min(len(scene.sentences), near + 3))
    return tuple(i for i in every if scene.sentences[i].overlaps(cue))


def _carried_on(claim: Claim, before: Sequence[Claim], found: Mapping[ClaimId, Clock]) -> Clock | None:
    """The day of the same speaker's words just before."""
    speaker = claim.attribution.speaker
    if speaker is None:
        return None
    for other in reversed(before[-_RECALL:]):
        if claim.sentence - other.sentence > _CARRIES:
            return None
        if other.attribution.speaker == speaker and other.id in found:
            return replace(found[other.id], confidence=Confidence.LOW)
    return None
