"""Duties, and what headlines announce: `must be drained by June`, `Lake to be drained`."""

from dataclasses import replace

from onrecord.records import Modality
from onrecord.stages.commitments.binding import Binding, bind
from onrecord.stages.commitments.ground import Ground, enters_state
from onrecord.stages.commitments.subject_tree import subject_at
from onrecord.stages.grammar.verb_groups import VerbGroup

_NEAR = 6


def by_duty(ground: Ground, group: VerbGroup) -> Binding | None:
    """What must be done: `the lake must be drained`, `the firm has to leave`; it counts only with a deadline."""
    if group.negated or group.perfect or group.infinitive or group.gerund:
        return None
    if group.modal and _after_limit(ground, group) is None:
        return None
    duties = ground.lexicon.acts.duties
    act = group
    if ground.lows[group.start] not in duties or not group.helped:
        following = ground.starting.get(group.head + 1) or _after_limit(ground, group)
        told = ground.tokens[group.head].lemma in duties and not group.passive
        if not told or following is None or not following.infinitive:
            return None
        act = following
    elif ground.tokens[group.start].lemma in {"have", "need"}:
        return None
    if act.copula and not enters_state(ground, act):
        return None
    return replace(bind(ground, ground.lexicon.duty, group, act), duty=True, weak=False)


def _after_limit(ground: Ground, group: VerbGroup) -> VerbGroup | None:
    """The act for which there is time until a day: `has until Friday | to answer`."""
    at = group.head + 1
    if ground.lows[at : at + 1] != ("until",):
        return None
    near = (ground.starting.get(here) for here in range(at + 2, min(at + 2 + _NEAR, len(ground.tokens))))
    return next((act for act in near if act is not None and act.infinitive), None)


def by_standing(ground: Ground, group: VerbGroup) -> Binding | None:
    """A measure in force, which counts with its last day: `the school was closed for a week`, `suspended until May`."""
    if group.modal or group.infinitive or group.gerund or group.negated or group.copula or not group.finite:
        return None
    if ground.tokens[group.head].lemma not in ground.lexicon.acts.standing:
        return None
    binding = bind(ground, ground.lexicon.be_to, group, group)
    return replace(binding, duty=True, standing=True, modality=Modality.ASSERTED)


def by_headline(ground: Ground, group: VerbGroup) -> Binding | None:
    """What a headline without a finite verb says is to be done: `Ministry to close pits`, `Lake to be drained`."""
    if not ground.headline or not group.infinitive or any(g.finite for g in ground.groups if g.start != group.start):
        return None
    if any(g.head < group.start for g in ground.groups):
        return None
    subject = subject_at(ground, group.start)
    if subject is None or subject.end != group.start:
        return None
    noun = ground.tokens[subject.head].lemma.lower()
    if noun in ground.lexicon.acts.aims or noun in ground.lexicon.nominals or group.copula:
        return None
    return replace(bind(ground, ground.lexicon.be_to, group, group), aimed=True)
