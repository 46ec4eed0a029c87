"""The time a claim promises: a commitment's end point, an event's day, or the words that stand for one."""

from dataclasses import replace

from onrecord.records import (
    UNKNOWN,
    Claim,
    Clock,
    Commitment,
    Confidence,
    Deadline,
    Event,
    Fact,
    Span,
    Statement,
    TimeRelation,
    TimexType,
    fuzz_of,
)
from onrecord.stages.clockwork.ahead import lies_ahead
from onrecord.stages.clockwork.scene import Scene
from onrecord.stages.commitments.deadlines import find_deadline

_NAMES_NONE = Clock(interval=UNKNOWN, reason="names none", confidence=Confidence.LOW)
_COUNTED = frozenset({TimeRelation.WITHIN, TimeRelation.DURING})


def time_promised(claim: Claim, said: Clock | None, scene: Scene) -> Clock:
    """The end point of a commitment, or the day of an event, with the words that give it; unknown where none do. What
    else is said may look ahead, too.
    """
    match claim.content:
        case Commitment(deadline=Deadline() as deadline):
            reason = f"promised for “{_line(deadline.text, scene)}”{_basis(deadline, scene)}"
            return Clock(interval=deadline.interval, reason=reason, fuzz=deadline.fuzz)
        case Commitment() as commitment:
            return _without_day(claim, commitment, scene)
        case Event():
            return _day_of_event(claim, scene)
        case Statement() | Fact():
            return _day_ahead(claim, said, scene) or _NAMES_NONE
        case _:
            return _NAMES_NONE


def as_spoken(claim: Claim, said: Clock | None, scene: Scene) -> Claim:
    """The claim with its deadline counted from when it was said, where its speaker is quoted: `“by tomorrow”`."""
    content = claim.content
    if not isinstance(content, Commitment) or content.deadline is None:
        return claim
    deadline = content.deadline
    off = next((scene.days_off(claim, t, said) for t in scene.times_of(claim) if deadline.text.covers(t.span)), 0)
    moved = replace(deadline, interval=deadline.interval.shift(off))
    return replace(claim, content=replace(content, deadline=moved)) if off else claim


def _day_ahead(claim: Claim, said: Clock | None, scene: Scene) -> Clock | None:
    """The time to come that plain words name."""
    published = scene.publication.clock.interval
    spoken = [replace(t, interval=t.interval.shift(scene.days_off(claim, t, said))) for t in scene.times_of(claim)]
    ahead = [t for t in spoken if t.type is not TimexType.SET and lies_ahead(t, published)]
    deadline = find_deadline(ahead, [claim.evidence], claim.evidence, published)
    if deadline is None:
        return None
    reason = f"looks ahead to “{_line(deadline.text, scene)}”{_basis(deadline, scene)}"
    return Clock(interval=deadline.interval, reason=reason, fuzz=deadline.fuzz, confidence=Confidence.LOW)


def _basis(deadline: Deadline, scene: Scene) -> str:
    """What else the days rest on than the words themselves."""
    if deadline.settled is not None:
        return f", as the report says elsewhere “{_line(deadline.settled, scene)}”"
    counted = deadline.relation in _COUNTED and not deadline.fuzz.sharp
    return ", counted from publication, whose day is not settled" if counted else ""


def _line(span: Span, scene: Scene) -> str:
    return " ".join(span.of(scene.text).split())


def _without_day(claim: Claim, commitment: Commitment, scene: Scene) -> Clock:
    """No day, and what stands for one: a condition, or words such as `for the time being`."""
    found = scene.words.open_ended.search(scene.text, claim.evidence.start, claim.evidence.end)
    if found is not None:
        reason = f"no day: “{' '.join(found.group().split())}”"
    elif commitment.condition is not None:
        reason = f"no day, on a condition: “{_line(commitment.condition, scene)}”"
    else:
        reason = "names none"
    return Clock(interval=UNKNOWN, reason=reason, confidence=Confidence.LOW)


def _day_of_event(claim: Claim, scene: Scene) -> Clock:
    dated = [t for t in scene.times_of(claim) if t.type in {TimexType.DATE, TimexType.TIME} and t.interval.known]
    inside = [t for t in dated if claim.evidence.overlaps(t.span)] or dated
    if not inside:
        return Clock(interval=UNKNOWN, reason="names no day", confidence=Confidence.LOW)
    best = max(inside, key=lambda t: (t.interval.low, -t.span.start))
    clock = Clock(interval=best.interval, reason=f"set for “{scene.words_of(best)}”", confidence=best.confidence)
    return replace(clock, fuzz=fuzz_of(best.interval, best.fuzzy))
