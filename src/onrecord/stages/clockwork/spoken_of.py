"""The time a claim speaks of: what its own clause names, else the day it was said, else the report's own time."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import (
    Claim,
    Clock,
    Commitment,
    Quantity,
    QuantityKind,
    Span,
    Statement,
    TimeExpression,
    TimeRelation,
    TimexType,
    Token,
)
from onrecord.stages.clockwork.ahead import lies_ahead
from onrecord.stages.clockwork.other_times import dates_other, runs_on_since
from onrecord.stages.clockwork.said_on import SAID
from onrecord.stages.clockwork.scene import BREAKS, Scene, gap

# How far before and after a claim's words what it runs up to, or a day it goes with, may stand.
_NEAR_START = 60
_NEAR_CLAIM = 25
_JUST_AFTER = 12
_BRACKETS = re.compile(r"\([^()]*\)")
_DATED_BEFORE = ("year", "late", "early", "as of")
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
_PRESENT = "PRESENT_REF"
_NAMES_NOTHING = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})


def time_spoken_of(claim: Claim, said: Clock | None, scene: Scene) -> Clock:
    """The time the claim's own clause names; else the day it was said, where one is named."""
    at = claim.content.number if isinstance(claim.content, Quantity) else _first_word(claim.evidence)
    if (runs := _so_far(claim, at, scene)) is not None:
        return scene.running(runs)
    inside, beside = [], []
    for written in scene.times_of(claim):
        time = replace(written, interval=written.interval.shift(scene.days_off(claim, written, said)))
        if not _usable(time, scene) or time.span.overlaps(at):
            continue
        if _is_limit(claim, time) or _dates_event(claim, at, time, scene) or _dates_participle(claim, time, scene):
            continue
        if dates_other(claim, at, time, scene):
            continue
        if claim.evidence.covers(time.span):
            if not _apart(at, time.span, scene):
                inside.append(time)
        elif _governs(time, at, claim, scene):
            beside.append(time)
    if found := _preferred(inside, beside, claim, scene):
        best = min(found, key=lambda t: (gap(at, t.span), t.span.start))
        if best.relation in _OPEN or runs_on_since(best, scene):
            return scene.running(scene.words_of(best))
        return scene.clock(best, "speaks of")
    if said is not None:
        return replace(said, reason=said.reason.replace(SAID, f"as {SAID}", 1))
    return scene.window


def _preferred(
    inside: Sequence[TimeExpression], beside: Sequence[TimeExpression], claim: Claim, scene: Scene
) -> Sequence[TimeExpression]:
    """The times in the claim's words, unless one right before them frames them: `Last month, it revised a plan of last
    year`.
    """
    frames = [t for t in beside if _frames(t, claim, scene)]
    finer = [t for t in inside if any(t.interval.inside(f.interval) for f in frames)]
    return finer or frames or inside or beside


def _frames(time: TimeExpression, claim: Claim, scene: Scene) -> bool:
    """Whether a time opens the clause of a claim, right before it."""
    between = scene.text[time.span.end : claim.evidence.start]
    right_before = time.span.end <= claim.evidence.start and not between.strip(" ,")
    if scene.words.set_against.match(scene.text, claim.evidence.start):
        return False
    return right_before and ("," in between or _opens(time, claim, scene))


def _apart(at: Span, time: Span, scene: Scene) -> bool:
    """Whether a time belongs to another clause; one with `when` tells what happened at the same time."""
    if time.end <= at.start and _in_aside(time, at, scene):
        return True
    between = scene.text[at.end : time.start]
    others = [m.group().lower() for m in scene.lexicon.subordinate.finditer(between)]
    return others != ["when"] and scene.subordinate_between(at, time)


def _in_aside(time: Span, at: Span, scene: Scene) -> bool:
    """Whether the time stands in a clause between commas, before the amount: `The firm, which began in 2027, has 4`."""
    opened = scene.words.aside.search(scene.text, max(0, time.start - _NEAR_START), time.start)
    return opened is not None and "," in scene.text[time.end : at.start]


def _usable(time: TimeExpression, scene: Scene) -> bool:
    """Whether a time can be spoken of as one that is or was: it names days, and not only days to come."""
    if not time.interval.known or time.type is TimexType.SET or time.value in _NAMES_NOTHING:
        return False
    return not lies_ahead(time, scene.publication.clock.interval) and not _is_label(time, scene)


def _is_label(time: TimeExpression, scene: Scene) -> bool:
    """Whether a year only tells which: `the 2012 games`, `the floods of 2012`."""
    before = scene.text[: time.span.start].rstrip()
    return time.rule == "year" and time.cue is None and not before.endswith(_DATED_BEFORE)


def _is_limit(claim: Claim, time: TimeExpression) -> bool:
    """Whether the time is one that something is to be done by: `agreed to leave by May` speaks of no day in May."""
    match claim.content:
        case Commitment(deadline=deadline):
            return time.relation in _LIMITS or (deadline is not None and deadline.text.overlaps(time.span))
        case Statement():
            return time.relation in _LIMITS
        case _:
            return False


def _dates_event(claim: Claim, at: Span, time: TimeExpression, scene: Scene) -> bool:
    """Whether the day is that of the blow a running total counts from: `200 died in the flood on 12 May`."""
    content = claim.content
    if not isinstance(content, Quantity) or content.kind is not QuantityKind.CUMULATIVE or time.span.start < at.end:
        return False
    start = time.span.start if time.cue is None else time.cue.start
    before = scene.text[at.end : start].split()
    return bool(before) and before[-1].lower() in scene.lexicon.blows


def _dates_participle(claim: Claim, time: TimeExpression, scene: Scene) -> bool:
    """Whether the time dates a participle that describes a noun, and not the clause: `it is part of a fund set up in
    2014`.
    """
    if not claim.evidence.covers(time.span):
        return False
    start = time.span.start if time.cue is None else time.cue.start
    before = [t for t in scene.tokens[claim.sentence] if claim.evidence.start <= t.span.start and t.span.end <= start]
    while before and before[-1].tag in {"ADP", "ADV"}:
        before.pop()
    if len(before) < 3 or before[-1].tag != "VERB" or before[-2].tag not in {"NOUN", "PROPN"}:
        return False
    return _is_participle(before[-1]) and _has_finite_verb(before[:-2])


def _is_participle(token: Token) -> bool:
    return token.text.lower().endswith(("ed", "en", "wn", "ght")) and token.text.lower() != token.lemma


def _has_finite_verb(tokens: Sequence[Token]) -> bool:
    """Whether a verb before already says what happens, so that a bare participle cannot."""
    return any(t.tag == "AUX" for t in tokens)


def _so_far(claim: Claim, at: Span, scene: Scene) -> str | None:
    """The words before or in the claim that run up to the report's own time."""
    sentence = scene.sentence_of(claim)
    end = min(sentence.end, claim.evidence.end + _JUST_AFTER)
    found = scene.lexicon.so_far.search(scene.text, max(sentence.start, at.start - _NEAR_START), end)
    return found.group() if found else None


def _first_word(span: Span) -> Span:
    return Span(start=span.start, end=span.start + 1)


def _governs(time: TimeExpression, at: Span, claim: Claim, scene: Scene) -> bool:
    """Whether a time outside the claim's words still dates them: it opens the sentence, or stands right beside them,
    and belongs to no other amount.
    """
    evidence = claim.evidence
    others = [a for a in scene.amounts[claim.sentence] if a != evidence and a.covers(time.span) and a != time.span]
    if others:
        return _goes_on(time, claim, scene) or any(_does(a, time, claim, scene) for a in others)
    after = time.span.start >= evidence.end
    if after and any(a.start >= evidence.end and a.end <= time.span.start for a in scene.amounts[claim.sentence]):
        return False
    if time.span.end <= evidence.start and _opens(time, claim, scene):
        return not _turns(time, claim, scene)
    if time.span.end <= evidence.start:
        adjacent = not scene.text[time.span.end : evidence.start].strip(" ,")
        parted = scene.words.totalling.match(scene.text, evidence.start) or scene.words.set_against.match(
            scene.text, evidence.start
        )
        return adjacent and parted is None
    if _apart(at, time.span, scene):
        return False
    between = _BRACKETS.sub("", scene.text[evidence.end : time.span.start])
    return len(between) <= _NEAR_CLAIM and not any(mark in between for mark in BREAKS)


def _turns(time: TimeExpression, claim: Claim, scene: Scene) -> bool:
    """Whether the sentence turns to the present before the claim: `A year ago it had 50; now it has 20`."""
    between = Span(start=time.span.end, end=max(time.span.end, claim.evidence.end))
    return any(
        other.value == _PRESENT and between.covers(other.span) and ";" in scene.text[time.span.end : other.span.start]
        for other in scene.times_of(claim)
    )


def _goes_on(time: TimeExpression, claim: Claim, scene: Scene) -> bool:
    """Whether a claim goes on from another amount's clause and time: `rose 3 points yesterday, to close at 900`."""
    begins = scene.text[claim.evidence.start : claim.evidence.start + len("to ")].lower()
    risen = any("from " in a.of(scene.text) for a in scene.amounts[claim.sentence] if a.covers(time.span))
    return begins == "to " and not risen and not scene.text[time.span.end : claim.evidence.start].strip(" ,")


def _does(other: Span, time: TimeExpression, claim: Claim, scene: Scene) -> bool:
    """Whether another amount with its time is of the subject whose deed the claim tells: `A 7.1 quake in 2016 | killed
    40`.
    """
    begins = claim.evidence.start
    if not other.start < time.span.start < other.end <= begins or scene.text[other.end : begins].strip():
        return False
    after = next((t for t in scene.tokens[claim.sentence] if t.span.start >= time.span.end), None)
    return after is not None and after.tag == "VERB"


def _opens(time: TimeExpression, claim: Claim, scene: Scene) -> bool:
    """Whether a time is what its sentence begins with, and is no dateline."""
    start = time.span.start if time.cue is None else time.cue.start
    before = scene.text[scene.sentences[claim.sentence].start : start].split()
    words = {re.sub(r"\W", "", word).lower() for word in before}
    return words <= scene.lexicon.openers and not scene.text.startswith(" (", time.span.end)
