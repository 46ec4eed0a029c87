"""Verbs that bind: `is set to`, `agreed to`, `ordered troops to`, `will`, `is sending`, `pledged $3m`."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.lexicons.commitments import Tie
from onrecord.records import CommitmentKind, Modality, OutcomeStatus, PromiseStatus
from onrecord.stages.commitments.binding import Binding, act_after, act_at, bind, inner_verb
from onrecord.stages.commitments.binding_duties import by_duty, by_headline
from onrecord.stages.commitments.ground import PHRASE, Ground, enters_state, object_head
from onrecord.stages.commitments.subject_tree import subject_at
from onrecord.stages.grammar.verb_groups import VerbGroup, low

_LONGEST_OBJECT = 14
_COUNTED = frozenset({CommitmentKind.PROMISE, CommitmentKind.ORDER})
_TOLD_BY_GERUND = frozenset({CommitmentKind.PROMISE, CommitmentKind.THREAT, CommitmentKind.REFUSAL})


def bindings_by_verbs(ground: Ground) -> Iterator[Binding]:
    """At most one binding for each verb group, by the most telling construction."""
    for group in ground.groups:
        binding = by_duty(ground, group) or by_headline(ground, group)
        if binding is not None:
            yield binding
            continue
        if ground.lows[group.start] in ground.lexicon.modality.advisory or (group.infinitive and not group.helped):
            continue
        binding = (
            _by_predicate(ground, group)
            or _by_control(ground, group)
            or _by_order(ground, group)
            or _by_modal(ground, group)
            or _by_grant(ground, group)
            or _by_arrangement(ground, group)
        )
        if binding is not None:
            yield _with_change(ground, binding)


def _with_change(ground: Ground, binding: Binding) -> Binding:
    """The binding with what its act does to a promise: `agreed to postpone the vote` lets the vote slip."""
    firm = binding.modality is not Modality.POSSIBLE and not binding.negated
    promise = ground.lexicon.promise.get(grant_word(ground, binding.verb))
    if promise is None or not firm or binding.passive or binding.promise is not PromiseStatus.STANDS:
        return binding
    noun = object_head(ground, binding.verb + 1)
    if noun is None or ground.tokens[noun].lemma not in ground.lexicon.promise_nouns:
        return binding
    return replace(binding, promise=promise)


def _by_predicate(ground: Ground, group: VerbGroup) -> Binding | None:
    """`is set to`, `are likely to`, and without a copula `a panel tasked with`."""
    at = group.head
    linked = ground.tokens[at].lemma in ground.lexicon.acts.linking and not group.passive
    if group.copula or linked:
        at += 1
        while at < len(ground.tokens) and (ground.tokens[at].tag == "ADV" or ground.lows[at] in {"not", "n't"}):
            at += 1
        if at >= len(ground.tokens):
            return None
        if ground.lows[at] == "to" and not group.infinitive:
            return None if linked else _be_to(ground, group, at)
    tie = ground.lexicon.predicates.get(ground.lows[at])
    bare = not group.copula and not linked and not group.passive and not group.progressive
    if tie is None or (bare and ground.lows[at] in ground.lexicon.acts.ambiguous):
        return None
    act = act_after(ground, at, tie)
    if act is None:
        return None
    past = ground.lows[group.start] in {"was", "were"}
    binding = replace(bind(ground, tie, group, act), stated=True, reduced=bare, past=past)
    if ground.lows[group.start] == "had" and tie.kind is CommitmentKind.PLAN and not bare:
        return replace(binding, promise=PromiseStatus.WITHDRAWN)  # `had been due to` tells of what did not come
    return binding


def _be_to(ground: Ground, group: VerbGroup, at: int) -> Binding | None:
    act = ground.starting.get(at)
    if act is None or not act.infinitive or group.perfect or group.modal:
        return None
    past = ground.lows[group.head] in {"was", "were"}
    return replace(bind(ground, ground.lexicon.be_to, group, act), reported=past, aimed=True)


def _by_control(ground: Ground, group: VerbGroup) -> Binding | None:
    """`agreed to close`, `decided against joining`: the subject is to act."""
    tie = None if group.passive else ground.lexicon.controls.get(ground.tokens[group.head].lemma)
    act = act_after(ground, group.head, tie) if tie else None
    if tie is None or act is None or (group.gerund and tie.kind not in _TOLD_BY_GERUND):
        return None
    outcome = _outcome_of(ground, group)
    if outcome is not OutcomeStatus.PENDING:
        return _by_failure(bind(ground, tie, group, act), outcome)
    binding = replace(bind(ground, tie, group, act), stated=True, given=tie.given)
    if ground.lows[group.head + 1] == "against":
        return replace(binding, kind=CommitmentKind.REFUSAL, modality=Modality.DENIED, negated=True)
    return binding


def _by_failure(binding: Binding, outcome: OutcomeStatus) -> Binding | None:
    """`failed to finish the bridge by June`: what was to be done by then was not."""
    if binding.negated or binding.modality is Modality.POSSIBLE or binding.reported:
        return None
    return replace(binding, stated=True, modality=Modality.ASSERTED, outcome=outcome, duty=True)


def _by_order(ground: Ground, group: VerbGroup) -> Binding | None:
    """`ordered troops to leave`: the object is to act; `ordered classes cancelled`: the subject sees to it."""
    tie = ground.lexicon.orders.get(ground.tokens[group.head].lemma)
    if tie is None or group.passive or group.negated:
        return None
    start = group.head + 1
    end = start
    act = None
    while end < len(ground.tokens) and end - start < _LONGEST_OBJECT:
        act = act_at(ground, end, tie)
        if act is not None or not _in_object(ground, end):
            break
        end += 1
    if end == start or end >= len(ground.tokens):
        return None
    if act is not None:
        noun = object_head(ground, act.head + 1) if tie.objects else None
        if tie.objects and (noun is None or ground.tokens[noun].lemma not in tie.objects):
            return None
        return replace(bind(ground, tie, group, act), actor=(start, end), first=start, stated=True)
    done = ground.starting.get(end)
    if done is None or not tie.done or done.helped or done.gerund or done.infinitive:
        return None
    return replace(bind(ground, tie, group, done), passive=False, stated=True)


def _in_object(ground: Ground, at: int) -> bool:
    token = ground.tokens[at]
    if at in ground.starting and low(token) != "to":
        return False
    if token.tag in {"DET", "PRON"} and ground.tokens[at - 1].tag in {"NOUN", "PROPN", "PRON"}:
        return False
    return token.tag in PHRASE | {"ADP", "CCONJ"} or low(token) == "to"


def _by_modal(ground: Ground, group: VerbGroup) -> Binding | None:
    """`will send`, in reports of speech `would send`, as a possibility `may send`."""
    tie = ground.lexicon.modal_ties.get(group.modal) if group.modal else None
    if tie is None or ((group.perfect or group.progressive) and tie.modality is Modality.POSSIBLE):
        return None
    if group.copula:
        return bind(ground, tie, group, group) if enters_state(ground, group) else None
    return bind(ground, tie, group, group)


def _promise_of(ground: Ground, group: VerbGroup) -> PromiseStatus:
    return ground.lexicon.promise.get(grant_word(ground, group.head), PromiseStatus.STANDS)


def _outcome_of(ground: Ground, group: VerbGroup) -> OutcomeStatus:
    return ground.lexicon.outcome.get(grant_word(ground, group.head), OutcomeStatus.PENDING)


def _by_grant(ground: Ground, group: VerbGroup) -> Binding | None:
    """`pledged $3m`, `ordered the closure of schools`, `scrapped plans for a dam`."""
    word = grant_word(ground, group.head)
    tie = ground.lexicon.grants.get(word)
    if tie is None or group.gerund:
        return None
    if group.passive:
        return _by_passive_grant(ground, tie, group)
    noun = object_head(ground, group.head + 1 + word.count(" "))
    changed = word in ground.lexicon.promise or word in ground.lexicon.outcome
    if noun is None or (changed and group.infinitive) or not _grantable(ground, tie, noun, changed=changed):
        return None
    outcome = _outcome_of(ground, group)
    if outcome is OutcomeStatus.NOT_MET and group.progressive:  # `people are missing at the site`
        return None
    binding = bind(ground, tie, group, group)
    modality = binding.modality if outcome is OutcomeStatus.PENDING else Modality.ASSERTED
    return replace(binding, stated=True, modality=modality, promise=_promise_of(ground, group), outcome=outcome)


def grant_word(ground: Ground, head: int) -> str:
    """The verb's lemma, with the particle after it where the two are listed together: `call off`."""
    lemma = ground.tokens[head].lemma
    joined = f"{lemma} {ground.lows[head + 1]}" if head + 1 < len(ground.tokens) else lemma
    return joined if joined in ground.lexicon.grants else lemma


def _by_passive_grant(ground: Ground, tie: Tie, group: VerbGroup) -> Binding | None:
    """`the curfew has been extended until`, `aid was promised by`: the actor is left out or stands after `by`."""
    subject = subject_at(ground, group.start)
    if subject is None or subject.relative is not None:
        return None
    promise, outcome = _promise_of(ground, group), _outcome_of(ground, group)
    changed = promise is not PromiseStatus.STANDS or outcome is not OutcomeStatus.PENDING
    if not _grantable(ground, tie, subject.head, changed=changed) and not _put_off(ground, group, subject.head):
        return None
    agent = _agent(ground, group.head)
    return replace(bind(ground, tie, group, group), stated=True, promise=promise, outcome=outcome, agent=agent)


def _put_off(ground: Ground, group: VerbGroup, noun: int) -> bool:
    """Whether the act that a noun names is told to slip: `the draining of the lake has been delayed`."""
    word = grant_word(ground, group.head)
    moved = ground.lexicon.promise.get(word) in {PromiseStatus.SLIPPED, PromiseStatus.BROUGHT_FORWARD}
    token = ground.tokens[noun]
    if not moved or token.tag != "NOUN" or token.lemma in ground.lexicon.acts.agents:
        return False
    of = noun + 1 < len(ground.tokens) and ground.lows[noun + 1] == "of"
    named = of and token.lemma.endswith(ground.lexicon.acts.act_endings)
    return named or word in ground.lexicon.acts.postponing or token.lemma in ground.lexicon.acts.measures


def _agent(ground: Ground, head: int) -> tuple[int, int] | None:
    """The noun phrase after `by` right behind a passive verb."""
    start = head + 2
    if start >= len(ground.tokens) or ground.lows[head + 1] != "by":
        return None
    end = start
    while end < len(ground.tokens) and ground.tokens[end].tag in PHRASE - {"ADV"} and end not in ground.starting:
        end += 1
    return (start, end) if end > start else None


def _grantable(ground: Ground, tie: Tie, noun: int, *, changed: bool) -> bool:
    """Whether the object is an act, a promise or money."""
    token = ground.tokens[noun]
    if tie.objects:
        return token.lemma in tie.objects
    if token.lemma in ground.lexicon.promise_nouns:
        return True
    if changed:
        return False
    around = ground.tokens[max(0, noun - 4) : noun + 1]
    counted = tie.kind in _COUNTED and any(t.tag in {"SYM", "NUM"} for t in around)
    return counted or token.lemma in ground.lexicon.acts.measures


def _by_arrangement(ground: Ground, group: VerbGroup) -> Binding | None:
    """`is sending more doctors`: the present progressive of an act that is arranged."""
    if not group.progressive or group.perfect or group.modal or group.infinitive or group.negated:
        return None
    following = ground.lows[group.head + 1] if group.head + 1 < len(ground.tokens) else ""
    arranged = ground.tokens[group.head].lemma in ground.lexicon.acts.motions
    if not arranged or following == "to" or inner_verb(ground, group) != group.head:
        return None
    past = ground.lows[group.start] in {"was", "were"}
    return replace(bind(ground, ground.lexicon.be_to, group, group), arranged=True, reported=past)
