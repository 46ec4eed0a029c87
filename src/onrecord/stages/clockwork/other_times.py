"""Times that date something other than what a claim tells: a base of comparison, a thing that is named by its day."""

import re

from onrecord.records import Claim, Span, TimeExpression
from onrecord.stages.clockwork.scene import Scene

_NEAR = 60
_ON = re.compile(r"\bon (?:the )?$")
_LONG = 28  # days
_OWNED = ("'s ", "’s ")
_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def dates_other(claim: Claim, at: Span, time: TimeExpression, scene: Scene) -> bool:
    """Whether a time dates something else than what stands `at` the claim's heart: `up 2 per cent on last year`."""
    return _is_base(at, time, scene) or _owns(claim, time, scene) or _names(time, scene)


def _is_base(at: Span, time: TimeExpression, scene: Scene) -> bool:
    """Whether something is only compared with the time: `half of last year's figure`, `down from a peak in July`."""
    long = (time.interval.days or 0) >= _LONG and time.rule != "slashed day"
    if long and _ON.search(scene.text, max(0, time.span.start - _NEAR), time.span.start):
        return True  # "up 12 percent on the previous year"
    start = max(0, time.span.start - _NEAR)
    start = max(at.end, start) if at.start <= time.span.start else start
    return start < time.span.start and scene.words.compared.search(scene.text, start, time.span.start) is not None


def _owns(claim: Claim, time: TimeExpression, scene: Scene) -> bool:
    """Whether a thing after the verb is named by its day: `they blamed last week's raid`."""
    if scene.text[time.span.end : time.span.end + len(_OWNED[0])] not in _OWNED:
        return False
    tokens = scene.tokens[claim.sentence] if claim.sentence < len(scene.tokens) else ()
    start = claim.evidence.start
    return any(t.tag in _VERBS for t in tokens if start <= t.span.start and t.span.end <= time.span.start)


def _names(time: TimeExpression, scene: Scene) -> bool:
    """Whether `of` makes the time a name: `the dossier of February 2003`; not `nine months of 2010`."""
    tokens = scene.tokens[time.sentence] if time.sentence < len(scene.tokens) else ()
    before = [t for t in tokens if t.span.end <= time.span.start][-2:]
    if len(before) < 2 or before[1].text.lower() != "of" or before[0].tag not in _NOUNS:
        return False
    word = before[0].text.lower()
    return word not in scene.lexicon.tables.units and word not in scene.words.parts


def runs_on_since(time: TimeExpression, scene: Scene) -> bool:
    """Whether the time dates what something has been going on since: `since his death last year`."""
    start = max(scene.sentences[time.sentence].start, time.span.start - _NEAR)
    return scene.words.since.search(scene.text, start, time.span.start) is not None
