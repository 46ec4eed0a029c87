"""Which of the times in and before a clause are those by which its act is to be done."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import (
    CommitmentKind,
    Deadline,
    OutcomeStatus,
    PromiseStatus,
    Reading,
    Span,
    TimeExpression,
    TimeRelation,
    hull,
)
from onrecord.stages.commitments.act_reach import find_condition, find_until, fronted_condition
from onrecord.stages.commitments.binding import Binding
from onrecord.stages.commitments.deadlines import find_deadline, times_in
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.commitments.lengths import coming_in, lasting_until
from onrecord.stages.grammar.verb_groups import low

_MOVED = frozenset({PromiseStatus.SLIPPED, PromiseStatus.BROUGHT_FORWARD})
_PLAIN = frozenset({TimeRelation.ON, TimeRelation.DURING})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB"})


def tail_of(ground: Ground, binding: Binding, evidence: Span) -> Span:
    """The evidence from the act on."""
    act = ground.tokens[binding.act].span
    return Span(start=act.start, end=max(act.end, evidence.end))


def deadline_of(
    reading: Reading,
    ground: Ground,
    binding: Binding,
    first: int,
    evidence: Span,
    times: Sequence[TimeExpression],
) -> Deadline | None:
    """The deadline in the act's clause, or fronted before it: `By May, the army will leave`."""
    act = ground.tokens[binding.act].span
    opening = first
    while opening > 0 and opening - 1 not in ground.heads and ground.tokens[opening - 1].tag not in {"CCONJ", "SCONJ"}:
        opening -= 1
    opening = first if opening - 1 in ground.heads else opening  # "Since it bought the mine in May, it has agreed"
    front = Span(start=ground.tokens[opening].span.start, end=ground.tokens[first].span.start)
    reach = [evidence, tail_of(ground, binding, evidence), front]
    published = reading.publication.clock.interval
    start = ground.tokens[min(binding.governor, binding.act)].span.start
    near = times_in(times, hull([front, *reach]))
    later = [t for t in near if not (binding.stated and start < t.span.start < act.start and t.relation in _PLAIN)]
    held = condition_of(ground, binding, first, ground.tokens_in(hull([front, evidence])).stop)
    later = [t for t in later if not _in_subject_clause(ground, binding, first, t) and not _of_the_rest(ground, t)]
    own = [t for t in later if not _of_the_past(ground, act, t) and not (held is not None and held.covers(t.span))]
    own = [t for t in own if not _day_of_tie(reading, ground, binding, t) and not _whose(reading, t)]
    if ground.tokens[binding.act].lemma in ground.lexicon.acts.beginning and not binding.negated:
        own = [replace(t, relation=TimeRelation.ON) if t.relation is TimeRelation.FROM else t for t in own]
    if _lasts(ground, binding):
        own = [lasting_until(t, reading.text, published) for t in own]
    own = [coming_in(t, published) for t in own]
    if binding.promise in _MOVED and any(t.relation is not TimeRelation.FROM for t in own):
        own = [t for t in own if t.relation is not TimeRelation.FROM]  # "put off from May to June"
    present = ground.lows[binding.governor] in {ground.tokens[binding.governor].lemma, "is", "are", "has", "have"}
    coming = not binding.reported and (not binding.stated or present or binding.kind is CommitmentKind.EXPECTATION)
    missed = binding.outcome is not OutcomeStatus.PENDING
    return find_deadline(own, reach, act, published, negated=binding.negated, coming=coming, missed=missed)


def _whose(reading: Reading, time: TimeExpression) -> bool:
    """Whether a plain time only tells whose something is: `the losses on | this year's | taxes`."""
    plain = time.relation in _PLAIN and time.span.end < len(reading.text)
    return plain and reading.text[time.span.end : time.span.end + 2] in {"'s", "’s"}


def _day_of_tie(reading: Reading, ground: Ground, binding: Binding, time: TimeExpression) -> bool:
    """Whether a plain day is that on which someone bound himself or another by a noun: `ordered a count | on Monday`,
    `called off the strike | on Monday`; a day yet to come is that of the act.
    """
    group = ground.starting.get(binding.governor)
    if group is None or group.modal or group.infinitive or group.gerund or binding.passive:
        return False
    if group.head != binding.act and not binding.noun_act:
        return False
    head = ground.tokens[group.head]
    told = group.perfect or low(head) != head.lemma
    cue = "" if time.cue is None else time.cue.of(reading.text).lower().split(" ")[0]
    last, published = time.interval.hi, reading.publication.clock.interval.hi
    over = last is not None and published is not None and last <= published
    named = cue == "on" or time.span.of(reading.text).split(" ")[0].lower() in {"yesterday", "today", "earlier"}
    return told and over and named and time.relation is TimeRelation.ON


def _in_subject_clause(ground: Ground, binding: Binding, first: int, time: TimeExpression) -> bool:
    """Whether a time stands in a clause on the subject: `The mission, which was to end in May, has been extended`."""
    opens, governs = ground.tokens[first].span.start, ground.tokens[binding.governor].span.start
    if not opens <= time.span.start < governs or binding.nominal:
        return False
    return any(g.head < binding.governor for g in ground.groups_within(first, binding.governor))


def _of_the_rest(ground: Ground, time: TimeExpression) -> bool:
    """Whether a time is that of others: `will leave on Monday, and | the rest by May`."""
    begun = (time.cue or time.span).start
    at = next((i for i in ground.tokens_in(Span(start=ground.offsets[0], end=begun))[::-1]), None)
    words = ground.lexicon.acts
    if at is None or ground.lows[at] not in {*words.quantifiers, *words.partitives}:
        return False
    at -= ground.lows[at - 1] == "the"
    return at > 0 and ground.tokens[at - 1].tag == "CCONJ"


def _of_the_past(ground: Ground, act: Span, time: TimeExpression) -> bool:
    """Whether a plain day belongs to what the act came after: `will resume talks following the fall of X in May`."""
    if time.relation not in {TimeRelation.ON, TimeRelation.DURING} or time.span.start < act.end:
        return False
    between = ground.tokens_in(Span(start=act.end, end=time.span.start))
    last = next((i for i in reversed(between) if ground.lows[i] in ground.lexicon.extent.backgrounds), None)
    return last is not None and any(ground.tokens[i].tag in _CONTENT for i in range(last, between.stop))


def _lasts(ground: Ground, binding: Binding) -> bool:
    """Whether the act keeps a state up, so that how long it lasts says when it ends: `will close for a week`."""
    words = ground.lexicon.acts
    following = ground.lows[binding.act + 1] if binding.act + 1 < len(ground.tokens) else ""
    lasting = ground.tokens[binding.act].lemma in words.lasting or following in {"closed", "shut", "suspended"}
    return lasting and binding.promise is not PromiseStatus.SLIPPED and not binding.negated


def condition_of(ground: Ground, binding: Binding, first: int, end: int) -> Span | None:
    """The condition inside the clause, right after it, or before it."""
    words = ground.lexicon.conditions
    found = find_condition(ground, words, binding.verb + 1, end) or fronted_condition(ground, words, first)
    return found or (find_until(ground, binding.verb + 1, end) if binding.negated else None)
