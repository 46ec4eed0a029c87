"""Verbs that bind: `is set to`, `agreed to`, `ordered troops to`, `will`, `is sending`, `pledged $3m`."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.records import CommitmentKind, Modality, OutcomeStatus, PromiseStatus
from onrecord.stages.commitments.binding import Binding, act_after, act_at, bind, inner_verb, phrase_word
from onrecord.stages.commitments.binding_contents import by_content
from onrecord.stages.commitments.binding_duties import by_duty, by_headline, by_standing
from onrecord.stages.commitments.binding_kept import by_kept_word
from onrecord.stages.commitments.binding_objects import (
    by_grant,
    by_no_noun,
    by_noun_object,
    by_noun_subject,
    by_pursuit,
    by_way,
    grant_word,
    outcome_of,
)
from onrecord.stages.commitments.ground import PHRASE, Ground, enters_state, object_head
from onrecord.stages.commitments.subject_tree import main_verb, subject_at
from onrecord.stages.grammar.verb_groups import VerbGroup, low

_LONGEST_OBJECT = 14
_UNDONE = frozenset({"still", "yet"})
_HELD_ONCE = frozenset({CommitmentKind.PLAN, CommitmentKind.EXPECTATION})
_MINDED = frozenset({CommitmentKind.PROMISE, CommitmentKind.REFUSAL})
_TOLD_BY_GERUND = frozenset({CommitmentKind.PROMISE, CommitmentKind.THREAT, CommitmentKind.REFUSAL})


def bindings_by_verbs(ground: Ground) -> Iterator[Binding]:
    """At most one binding for each verb group, by the most telling construction."""
    for group in ground.groups:
        if _attributive(ground, group) or _under_advice(ground, group) or _bidden(ground, group):
            continue
        binding = (
            by_content(ground, group)
            or by_no_noun(ground, group)
            or by_duty(ground, group)
            or by_headline(ground, group)
            or by_kept_word(ground, group)
        )
        if binding is not None:
            yield _by_nobody(ground, binding)
            continue
        advised = ground.lows[group.start] in ground.lexicon.modality.advisory and not _in_store(ground, group)
        if advised or (group.infinitive and not group.helped):
            continue
        binding = (
            _by_predicate(ground, group)
            or _by_control(ground, group)
            or _by_order(ground, group)
            or _by_modal(ground, group)
            or by_grant(ground, group)
            or _by_arrangement(ground, group)
            or by_standing(ground, group)
            or by_noun_subject(ground, group)
            or by_way(ground, group)
            or by_pursuit(ground, group)
        )
        if binding is not None:
            yield _with_change(ground, _by_nobody(ground, binding))


def _in_store(ground: Ground, group: VerbGroup) -> bool:
    """Whether `could` says what someone has in store, not what he is able to do: `Norland could withdraw its envoy`."""
    acts = ground.lexicon.acts
    if group.modal not in acts.able or group.negated or group.passive or group.copula or group.perfect:
        return False
    return ground.tokens[inner_verb(ground, group)].lemma not in acts.feats | acts.states


def _attributive(ground: Ground, group: VerbGroup) -> bool:
    """Whether a participle only describes a noun: `its revised proposal`."""
    return group.start == group.head and ground.tree.bases[group.head] in {"amod", "compound"}


def _bidden(ground: Ground, group: VerbGroup) -> bool:
    """Whether the verb tells what a reader is bidden, or what someone is helped to do: `Consider this`, `helps towns |
    meet their targets`.
    """
    head = group.head
    if group.start != head or ground.headline or ground.lows[head] != ground.tokens[head].lemma:
        return False
    above = ground.tokens[head].head
    relation = ground.tree.bases[head]
    if relation in {"ccomp", "xcomp"} and 0 <= above < head:
        return ground.tokens[above].lemma in ground.lexicon.acts.helping
    opens = all(token.tag == "PUNCT" for token in ground.tokens[:head])
    return opens and relation == "root" and all(ground.tree.bases[c] != "nsubj" for c in ground.tree.children[head])


def _under_advice(ground: Ground, group: VerbGroup) -> bool:
    """Whether the verb shares a modal of advice or ability: `could waive the ban and | end the talks`."""
    if group.helped or group.infinitive or ground.tree.bases[group.head] != "conj":
        return False
    above = ground.tokens[group.head].head
    if above < 0 or ground.lows[group.head] != ground.tokens[group.head].lemma:
        return False
    return any(ground.lows[c] in ground.lexicon.modality.advisory for c in ground.tree.children[above] if c < above)


def _by_nobody(ground: Ground, binding: Binding) -> Binding:
    """The binding with the denial that its subject holds: `No troops will be sent`, `Neither side plans to`."""
    if binding.negated or binding.actor is not None or binding.reduced:
        return binding
    subject = subject_at(ground, binding.governor)
    first = None if subject is None or subject.relative is not None else subject.start
    if first is None or not (_denies(ground, first) or _without_way(ground, first)):
        return binding
    if binding.kind is CommitmentKind.EXPECTATION:
        return replace(binding, negated=True)
    kind = binding.kind if binding.told is not None else CommitmentKind.REFUSAL
    return replace(binding, kind=kind, negated=True, modality=Modality.DENIED)


def _denies(ground: Ground, first: int) -> bool:
    return ground.lows[first] in ground.lexicon.modality.negative_determiners


def _without_way(ground: Ground, first: int) -> bool:
    """Whether the clause is what there is `no way` or `no chance` of."""
    at = first - 1
    at -= at > 0 and ground.lows[at] == "that"
    return at > 0 and ground.lows[at] in ground.lexicon.acts.ways and _denies(ground, at - 1)


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
            return None if linked or ground.lows[at - 1] in _UNDONE else _be_to(ground, group, at)
    tie = ground.lexicon.predicates.get(ground.lows[at])
    bare = not group.copula and not linked and not group.passive and not group.progressive
    if tie is None or (bare and ground.lows[at] in ground.lexicon.acts.ambiguous):
        return None
    act = None if ground.lows[at : at + 2] == ("set", "up") else act_after(ground, at, tie)
    if act is None or (act.perfect and tie.kind is CommitmentKind.EXPECTATION):
        return None  # "likely to have been" tells of what is past
    if group.copula and tie.kind in _MINDED and (group.gerund or group.infinitive or group.perfect):
        return None  # "has been willing to lend", "might cause them to be unwilling to"
    if tie.modality is Modality.POSSIBLE and _in_contact_clause(ground, main_verb(ground, at)):
        return None  # "the price they are willing to pay"
    past = ground.lows[group.start] in {"was", "were"}
    binding = replace(bind(ground, tie, group, act), stated=True, plain=tie.plain, reduced=bare, past=past)
    if binding.modality is Modality.POSSIBLE and tie.modality is Modality.PLANNED:
        binding = replace(binding, kind=CommitmentKind.EXPECTATION)  # "may be obliged to leave"
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
    word = phrase_word(ground, group.head, ground.lexicon.controls)
    tie = None if group.passive else ground.lexicon.controls.get(word)
    if tie is None or (group.gerund and (tie.kind not in _TOLD_BY_GERUND or _after_preposition(ground, group))):
        return None
    described = group.start == group.head and ground.tree.bases[group.head] == "acl"
    if described and (_done_by(ground, group.head) or ground.lows[group.head] == "guaranteed"):
        return None  # "reforms undertaken by ministers to save money"
    if (tie.kind is CommitmentKind.THREAT and group.negated) or (tie.now and not _present(ground, group)):
        return None
    act = act_after(ground, group.head + word.count(" ") + _tally(ground, group.head + 1), tie)
    if act is None:
        return by_noun_object(ground, tie, group, word)
    outcome = outcome_of(ground, group)
    if outcome is not OutcomeStatus.PENDING:
        return _by_failure(bind(ground, tie, group, act), outcome)
    if group.negated and ground.lows[group.start] == "did" and tie.kind is CommitmentKind.EXPECTATION:
        return None  # "did not expect to win"
    had = ground.lows[group.start] == "had" and tie.kind in _HELD_ONCE
    if had and tie.kind is CommitmentKind.EXPECTATION:
        return None  # "had hoped to win"
    binding = replace(bind(ground, tie, group, act), stated=True, given=tie.given, past=had)
    if ground.lows[group.head + 1] == "against":
        return replace(binding, kind=CommitmentKind.REFUSAL, modality=Modality.DENIED, negated=True)
    return binding


def _present(ground: Ground, group: VerbGroup) -> bool:
    """Whether the group is present, simple or progressive: `seeks to`, `are seeking to`."""
    if group.perfect or group.modal or group.infinitive:
        return False
    if group.progressive:
        return ground.lows[group.start] not in {"was", "were"}
    lemma = ground.tokens[group.head].lemma
    return ground.lows[group.head] in {lemma, f"{lemma}s", f"{lemma}es"}


def _after_preposition(ground: Ground, group: VerbGroup) -> bool:
    """Whether the gerund only gives a ground or a time: `by refusing to sign`, `after promising to leave`."""
    return group.start > 0 and ground.tokens[group.start - 1].tag in {"ADP", "SCONJ"}


def _tally(ground: Ground, at: int) -> int:
    """How many words a count of votes takes: `voted | 19 to 12 | to sell`."""
    if at + 2 >= len(ground.tokens) or ground.lows[at + 1] not in {"to", "-", "–"}:
        return 0
    return 3 if ground.tokens[at].tag == ground.tokens[at + 2].tag == "NUM" else 0


def _done_by(ground: Ground, head: int) -> bool:
    return ground.lows[head + 1 : head + 2] == ("by",)


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
        if _of_another_noun(ground, act.head, start, end) or _says_more(ground, group, act):
            return None
        if tie.limit and not _limited(ground, start, end):
            return None
        limit = (i for i in range(start + 1, end) if tie.limit and _begins_limit(ground, i))
        actor = (start, next(limit, end))
        binding = replace(bind(ground, tie, group, act), actor=actor, first=start, stated=True, duty=tie.timed)
        noun = object_head(ground, act.head + 1) if tie.objects else None
        if tie.objects and (noun is None or ground.tokens[noun].lemma not in tie.objects):
            supposed = group.modal is not None and not group.perfect and not binding.negated
            kind, modality = CommitmentKind.EXPECTATION, Modality.EXPECTED
            supposition = replace(binding, kind=kind, modality=modality, stated=False, reported=False)
            return supposition if supposed else None
        return binding
    done = ground.starting.get(end)
    if done is None or not tie.done or done.helped or done.gerund or done.infinitive:
        return None
    return replace(bind(ground, tie, group, done), passive=False, stated=True)


def _of_another_noun(ground: Ground, act: int, start: int, end: int) -> bool:
    """Whether the infinitive belongs to a noun behind a preposition: `told reporters on a trip | to promote peace`."""
    main = main_verb(ground, act)
    noun = ground.tokens[main].head
    led = any(ground.tokens[at].tag == "ADP" and low(ground.tokens[at]) != "of" for at in range(start, noun))
    return ground.tree.bases[main] == "acl" and start < noun < end and led


def _says_more(ground: Ground, group: VerbGroup, act: VerbGroup) -> bool:
    """Whether a clause tells what is said: `told reporters on a trip to promote peace | that she was tired`."""
    told = (c for c in ground.tree.children[group.head] if c > act.head and ground.tree.bases[c] == "ccomp")
    return any(ground.lows[ground.tree.first(c)] == "that" for c in told)


def _begins_limit(ground: Ground, at: int) -> bool:
    return ground.tokens[at].tag == "NUM" or ground.lows[at] in {"until", "a", "an"}


def _limited(ground: Ground, start: int, end: int) -> bool:
    """Whether the words set a limit: `gave the ministry | until May`, `gave them | 48 hours`."""
    words = ground.lows[start:end]
    counted = any(ground.tokens[at].tag == "NUM" or ground.lows[at] in {"a", "an"} for at in range(start, end))
    return "until" in words or (counted and any(w in ground.lexicon.acts.spans for w in words))


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
    supposed = group.modal in ground.lexicon.reported_modals or (tie and tie.modality is Modality.POSSIBLE)
    if tie is None or (group.perfect and supposed) or (group.progressive and tie.modality is Modality.POSSIBLE):
        return None  # "would have sold the mine" did not
    if group.copula and not enters_state(ground, group):
        return None
    binding = bind(ground, tie, group, group)
    hedges = ground.lows[group.start : group.head]
    if supposed and any(word in ground.lexicon.acts.habits for word in hedges):
        return None  # "would often visit", "would later become"
    hedged = any(word in ground.lexicon.modality.expected or word == "likely" for word in hedges)
    if not hedged or binding.negated or tie.modality is not Modality.PLANNED:
        return binding
    return replace(binding, kind=CommitmentKind.EXPECTATION, modality=Modality.EXPECTED)


def _in_contact_clause(ground: Ground, main: int) -> bool:
    """Whether a verb with a subject of its own describes a noun: `the loans | they are selling`."""
    own = any(ground.tree.bases[c] == "nsubj" for c in ground.tree.children[main])
    return own and ground.tree.bases[main] == "acl"


def _by_arrangement(ground: Ground, group: VerbGroup) -> Binding | None:
    """`is sending more doctors`, `are being flown home`: the present progressive of an act that is arranged."""
    being = group.passive and any(ground.lows[at] == "being" for at in range(group.start, group.head))
    if not (group.progressive or being) or group.perfect or group.modal or group.infinitive or group.negated:
        return None
    if _in_contact_clause(ground, main_verb(ground, group.head)):
        return None
    following = ground.lows[group.head + 1] if group.head + 1 < len(ground.tokens) else ""
    acts = ground.lexicon.acts
    lemma = ground.tokens[group.head].lemma
    if lemma in acts.leaning and following not in acts.leaning[lemma]:
        return None  # "is stepping over", "is heading into summer"
    if following in acts.left_so:
        return None  # "is leaving behind a legacy"
    arranged = lemma in acts.motions or lemma not in acts.states | acts.catenatives | ground.lexicon.speech_acts
    purpose = ground.starting.get(group.head + 1)
    to = following == "to" and purpose is not None and purpose.infinitive
    if not arranged or to or inner_verb(ground, group) != group.head:
        return None
    past = ground.lows[group.start] in {"was", "were"}
    binding = replace(bind(ground, ground.lexicon.be_to, group, group), arranged=True, reported=past)
    return replace(binding, modality=Modality.ASSERTED) if being else binding
