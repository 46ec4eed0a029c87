"""Said on, speaks of, promises for: the times of a claim."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from onrecord.lexicons import TimeLexicon
from onrecord.records import (
    UNKNOWN,
    Claim,
    Clock,
    Clocks,
    Commitment,
    Confidence,
    Event,
    Interval,
    Publication,
    Quantity,
    QuantityKind,
    Reading,
    Span,
    Statement,
    TimeExpression,
    TimeRelation,
    TimexType,
)

# How far from the verb of saying, and from the words that carry a claim, the day it goes with may stand.
_NEAR_CUE = 60
_NEAR_CLAIM = 25
_JUST_AFTER = 12
# The longest stretch of days that still says when something was said: `said last year`.
_LONGEST_SAID = 366
# How many sentences a speaker's day carries on.
_CARRIES = 2
_BREAKS = ",;:—–()"
# How a clause begins that tells what came of the one before it: its time is its own.
_RESULT = re.compile(r"\w+ing\b")
_ONE_DAY = timedelta(days=1)
_LIMITS = frozenset(
    {
        TimeRelation.BY,
        TimeRelation.BEFORE,
        TimeRelation.UNTIL,
        TimeRelation.UNTIL_AT_LEAST,
        TimeRelation.NOT_BEFORE,
        TimeRelation.WITHIN,
    }
)
_OPEN = frozenset({TimeRelation.SINCE, TimeRelation.FROM, TimeRelation.UNTIL, TimeRelation.UNTIL_AT_LEAST})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """The report around its claims: text, times by sentence, publication, and where amounts stand."""

    text: str
    sentences: tuple[Span, ...]
    times: tuple[tuple[TimeExpression, ...], ...]
    publication: Publication
    amounts: tuple[tuple[Span, ...], ...]
    lexicon: TimeLexicon

    @property
    def window(self) -> Clock:
        """The day before publication to publication: what a report without a date of its own speaks of."""
        clock = self.publication.clock
        if not clock.interval.known:
            return Clock(
                interval=UNKNOWN, reason="no time named, and publication is not known", confidence=Confidence.LOW
            )
        lo = clock.interval.lo
        interval = Interval(lo=lo - _ONE_DAY if lo and lo.toordinal() > 1 else lo, hi=clock.interval.hi)
        return Clock(interval=interval, reason="no time named: the report's own time", confidence=Confidence.LOW)


def place_clocks(
    claims: Sequence[Claim],
    reading: Reading,
    times: Sequence[TimeExpression],
    publication: Publication,
    lexicon: TimeLexicon,
) -> tuple[Claim, ...]:
    """The claims with their four clocks set, each with a reason.

    A claim is said on the day named beside its verb of saying, and speaks of the time its own clause names; where
    neither is named both are the report's own time, the day before publication to publication.
    """
    scene = _scene(claims, reading, times, publication, lexicon)
    placed: list[Claim] = []
    for claim in claims:
        said = _said_on(claim, scene) or _carried_on(claim, placed) or scene.window
        clocks = Clocks(
            published=publication.clock,
            said_on=said,
            as_of=_as_of(claim, said, scene),
            deadline=_deadline(claim, scene),
        )
        placed.append(replace(claim, clocks=clocks))
    return tuple(placed)


def _scene(
    claims: Sequence[Claim],
    reading: Reading,
    times: Sequence[TimeExpression],
    publication: Publication,
    lexicon: TimeLexicon,
) -> _Scene:
    count = len(reading.analyses)
    by_sentence: list[list[TimeExpression]] = [[] for _ in range(count)]
    amounts: list[list[Span]] = [[] for _ in range(count)]
    for time in times:
        if time.sentence < count:
            by_sentence[time.sentence].append(time)
    for claim in claims:
        if isinstance(claim.content, Quantity) and claim.sentence < count:
            amounts[claim.sentence].append(claim.evidence)
    return _Scene(
        text=reading.text,
        sentences=tuple(a.sentence.span for a in reading.analyses),
        times=tuple(map(tuple, by_sentence)),
        publication=publication,
        amounts=tuple(map(tuple, amounts)),
        lexicon=lexicon,
    )


def _said_on(claim: Claim, scene: _Scene) -> Clock | None:
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
        if _gap(around, time.span) <= _NEAR_CUE
        and not any(c.covers(time.span) for c in attribution.content)
        and _beside_saying(attribution.source or cue, cue, time.span, scene)
        and _usable(time, scene, days=_LONGEST_SAID)
        and time.relation in {TimeRelation.ON, TimeRelation.DURING}
    ]
    if not found:
        return None
    best = min(found, key=lambda t: (_gap(cue, t.span), t.span.start))
    return _clock(best, scene, "said")


def _beside_saying(source: Span, cue: Span, time: Span, scene: _Scene) -> bool:
    """Whether nothing but the clause of saying lies between; a day that comes first may have its comma."""
    first, last = sorted((source, cue))
    if time.end <= first.start:
        return _clear(time.end + (scene.text[time.end : time.end + 1] == ","), first.start, scene)
    if first.end <= time.start and time.end <= last.start:
        return _clear(first.end, time.start, scene) and _clear(time.end, last.start, scene)
    return time.start >= last.end and _clear(last.end, time.start, scene)


def _clear(start: int, end: int, scene: _Scene) -> bool:
    """Whether no mark and no word between two places begins another clause."""
    between = scene.text[start:end]
    return not any(mark in between for mark in _BREAKS) and not scene.lexicon.subordinate.search(between)


def _sentences_at(cue: Span, near: int, scene: _Scene) -> tuple[int, ...]:
    """The sentence that holds the cue: the claim's own or one beside it."""
    every = range(max(0, near - 2), min(len(scene.sentences), near + 3))
    return tuple(i for i in every if scene.sentences[i].overlaps(cue))


def _carried_on(claim: Claim, before: Sequence[Claim]) -> Clock | None:
    """The day of the same speaker's words just before."""
    speaker = claim.attribution.speaker
    if speaker is None:
        return None
    for other in reversed(before[-6:]):
        if claim.sentence - other.sentence > _CARRIES:
            return None
        if other.attribution.speaker == speaker and other.clocks.said_on.reason.startswith("said "):
            clock = other.clocks.said_on
            return replace(clock, reason=clock.reason, confidence=Confidence.LOW)
    return None


def _as_of(claim: Claim, said: Clock, scene: _Scene) -> Clock:
    """The time the claim's own clause names; else the day it was said, where one is named."""
    inside, beside = [], []
    at = claim.content.number if isinstance(claim.content, Quantity) else _first_word(claim.evidence)
    if (runs := _so_far(claim, at, scene)) is not None:
        return _running(scene, runs)
    times = scene.times[claim.sentence] if claim.sentence < len(scene.times) else ()
    for time in times:
        if not _usable(time, scene, days=None) or _names_nothing(time, scene):
            continue
        if time.span.overlaps(at) or _is_limit(claim, time) or _dates_event(claim, at, time, scene):
            continue
        if claim.evidence.covers(time.span):
            if not _subordinate(at, time.span, scene):
                inside.append(time)
        elif _governs(time, at, claim, scene):
            beside.append(time)
    if found := inside or beside:
        best = min(found, key=lambda t: (_gap(at, t.span), t.span.start))
        if best.relation in _OPEN:
            return _running(scene, _words(best, scene))
        return _clock(best, scene, "speaks of")
    if said.reason.startswith("said "):
        return replace(said, reason=said.reason.replace("said ", "as said ", 1))
    return scene.window


def _running(scene: _Scene, words: str) -> Clock:
    """The report's own time, where the text says that the claim runs up to it."""
    reason = f"runs to the report's own time: “{words}”"
    return replace(scene.window, reason=reason, confidence=scene.publication.clock.confidence)


def _is_limit(claim: Claim, time: TimeExpression) -> bool:
    """Whether the time is one that something is to be done by: `agreed to leave by May` speaks of no day in May."""
    match claim.content:
        case Commitment(deadline=deadline):
            return time.relation in _LIMITS or (deadline is not None and deadline.text.overlaps(time.span))
        case Statement():
            return time.relation in _LIMITS
        case _:
            return False


def _dates_event(claim: Claim, at: Span, time: TimeExpression, scene: _Scene) -> bool:
    """Whether the day is that of the blow a running total counts from: `200 died in the flood on 12 May`."""
    content = claim.content
    if not isinstance(content, Quantity) or content.kind is not QuantityKind.CUMULATIVE or time.span.start < at.end:
        return False
    start = time.span.start if time.cue is None else time.cue.start
    before = scene.text[at.end : start].split()
    return bool(before) and before[-1].lower() in scene.lexicon.blows


def _so_far(claim: Claim, at: Span, scene: _Scene) -> str | None:
    """The words before or in the claim that run up to the report's own time."""
    sentence = scene.sentences[claim.sentence] if claim.sentence < len(scene.sentences) else claim.evidence
    end = min(sentence.end, claim.evidence.end + _JUST_AFTER)
    found = scene.lexicon.so_far.search(scene.text, max(sentence.start, at.start - _NEAR_CUE), end)
    return found.group() if found else None


def _first_word(span: Span) -> Span:
    return Span(start=span.start, end=span.start + 1)


def _subordinate(first: Span, second: Span, scene: _Scene) -> bool:
    """Whether a clause of its own begins between the two: the time then dates that clause."""
    start, end = min(first.end, second.end), max(first.start, second.start)
    return start < end and scene.lexicon.subordinate.search(scene.text, start, end) is not None


def _governs(time: TimeExpression, at: Span, claim: Claim, scene: _Scene) -> bool:
    """Whether a time outside the claim's words still dates them: it opens the sentence, or stands right beside them,
    and belongs to no other amount.
    """
    evidence = claim.evidence
    if any(a != evidence and a.covers(time.span) for a in scene.amounts[claim.sentence]):
        return False
    after = time.span.start >= evidence.end
    if after and any(a.start >= evidence.end and a.end <= time.span.start for a in scene.amounts[claim.sentence]):
        return False
    if time.span.end <= evidence.start and _opens(time, claim, scene):
        return True
    if time.span.end <= evidence.start:
        adjacent = not scene.text[time.span.end : evidence.start].strip(" ,")
        return adjacent and not _RESULT.match(scene.text, evidence.start)
    if _subordinate(at, time.span, scene):
        return False
    between = scene.text[evidence.end : time.span.start]
    return len(between) <= _NEAR_CLAIM and not any(mark in between for mark in _BREAKS)


def _opens(time: TimeExpression, claim: Claim, scene: _Scene) -> bool:
    """Whether a time is what its sentence begins with, and is no dateline."""
    start = time.span.start if time.cue is None else time.cue.start
    before = scene.text[scene.sentences[claim.sentence].start : start].split()
    words = {re.sub(r"\W", "", word).lower() for word in before}
    return words <= scene.lexicon.openers and not scene.text.startswith(" (", time.span.end)


def _deadline(claim: Claim, scene: _Scene) -> Clock:
    """The end point of a commitment, or the day of an event."""
    match claim.content:
        case Commitment(deadline=deadline) if deadline is not None:
            words = deadline.text.of(scene.text)
            return Clock(interval=deadline.interval, reason=f"promised for “{words}”", confidence=Confidence.MEDIUM)
        case Event():
            return _day_of_event(claim, scene)
        case _:
            return Clock(interval=UNKNOWN, reason="names none", confidence=Confidence.LOW)


def _day_of_event(claim: Claim, scene: _Scene) -> Clock:
    times = scene.times[claim.sentence] if claim.sentence < len(scene.times) else ()
    dated = [t for t in times if t.type in {TimexType.DATE, TimexType.TIME} and t.interval.known]
    inside = [t for t in dated if claim.evidence.overlaps(t.span)] or dated
    if not inside:
        return Clock(interval=UNKNOWN, reason="names no day", confidence=Confidence.LOW)
    best = max(inside, key=lambda t: (t.interval.low, -t.span.start))
    return Clock(interval=best.interval, reason=f"set for “{_words(best, scene)}”", confidence=best.confidence)


def _usable(time: TimeExpression, scene: _Scene, *, days: int | None) -> bool:
    """Whether a time can date what is said or so: it names days, not all of them to come, and not too many."""
    interval, published = time.interval, scene.publication.clock.interval
    if not interval.known or time.type is TimexType.SET or time.value == "FUTURE_REF":
        return False
    if interval.lo is not None and published.hi is not None and interval.lo > published.hi:
        return False
    if days is not None:
        width = interval.days
        doubt = (published.days or 10**6) - 1
        return width is not None and width - doubt <= days
    return True


def _names_nothing(time: TimeExpression, scene: _Scene) -> bool:
    """Whether a year only labels a noun (`the 2012 games`), or a length is counted from nowhere."""
    if time.value in {"PRESENT_REF", "PAST_REF"}:
        return True
    return (
        time.rule == "year"
        and time.cue is None
        and not scene.text[: time.span.start].rstrip().endswith(("of", "year", "late", "early"))
    )


def _clock(time: TimeExpression, scene: _Scene, verb: str) -> Clock:
    """The days of the expression, no later than publication."""
    published = scene.publication.clock.interval
    interval = time.interval
    if time.relation is TimeRelation.BEFORE:
        interval = Interval(lo=None, hi=interval.lo and interval.lo - _ONE_DAY)
    met = interval.meet(Interval(lo=None, hi=published.hi))
    return Clock(interval=met or interval, reason=f"{verb} “{_words(time, scene)}”", confidence=time.confidence)


def _words(time: TimeExpression, scene: _Scene) -> str:
    span = time.span if time.cue is None else Span(start=time.cue.start, end=time.span.end)
    return " ".join(span.of(scene.text).split())


def _gap(first: Span, second: Span) -> int:
    """How many characters lie between two spans; none where they overlap."""
    return max(0, second.start - first.end, first.start - second.end)
