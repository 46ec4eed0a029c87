"""Noun phrases that are what someone is bound to: `pledged $3m`, `agreed to a truce`, `scrapped plans for a dam`."""

from dataclasses import replace

from onrecord.lexicons.commitments import Tie
from onrecord.records import CommitmentKind, Modality, OutcomeStatus, PromiseStatus
from onrecord.stages.commitments.binding import Binding, bind, phrase_word
from onrecord.stages.commitments.ground import PHRASE, Ground, object_head
from onrecord.stages.commitments.subject_tree import subject_at
from onrecord.stages.grammar.verb_groups import VerbGroup

_MOVED = frozenset({PromiseStatus.SLIPPED, PromiseStatus.BROUGHT_FORWARD})
_COUNTED = frozenset({CommitmentKind.PROMISE, CommitmentKind.ORDER})


def promise_of(ground: Ground, group: VerbGroup) -> PromiseStatus:
    """What the verb says became of a promise that is its object."""
    return ground.lexicon.promise.get(grant_word(ground, group.head), PromiseStatus.STANDS)


def outcome_of(ground: Ground, group: VerbGroup) -> OutcomeStatus:
    """What the verb says became of an act that is its object."""
    return ground.lexicon.outcome.get(grant_word(ground, group.head), OutcomeStatus.PENDING)


def by_grant(ground: Ground, group: VerbGroup) -> Binding | None:
    """`pledged $3m`, `ordered the closure of schools`, `scrapped plans for a dam`."""
    word = grant_word(ground, group.head)
    tie = ground.lexicon.grants.get(word)
    if tie is None or group.gerund:
        return None
    if group.passive:
        return _by_passive_grant(ground, tie, group)
    noun = object_head(ground, group.head + 1 + int(_next_to(ground, group.head, word)))
    changed = word in ground.lexicon.promise or word in ground.lexicon.outcome
    called = (c for c in ground.tree.children[group.head] if ground.tree.bases[c] == "xcomp" and noun and c > noun)
    if any(c not in ground.heads for c in called):
        return None  # "called the vote historic"
    if noun is None or (changed and (group.infinitive or group.negated)):
        return None
    moved = promise_of(ground, group) in _MOVED and names_measure(ground, noun)
    if not moved and not _grantable(ground, tie, noun, changed=changed):
        return None
    outcome = outcome_of(ground, group)
    if outcome is OutcomeStatus.NOT_MET and group.progressive:  # `people are missing at the site`
        return None
    binding = bind(ground, tie, group, group)
    done = outcome is not OutcomeStatus.PENDING or (tie.given and not group.modal)
    modality = Modality.ASSERTED if done else binding.modality
    promise = promise_of(ground, group)
    return replace(
        binding, stated=True, modality=modality, promise=promise, outcome=outcome, duty=tie.given, standing=tie.given
    )


def grant_word(ground: Ground, head: int) -> str:
    """The verb's lemma, with its particle where `grants` lists the two together: `call off`."""
    return phrase_word(ground, head, ground.lexicon.grants)


def _next_to(ground: Ground, head: int, word: str) -> bool:
    """Whether a phrase's particle stands right behind its verb."""
    return " " in word and ground.lows[head + 1 : head + 2] == (word.split()[1],)


def by_no_noun(ground: Ground, group: VerbGroup) -> Binding | None:
    """`There will be no withdrawal`: an act that nobody is to do."""
    tie = ground.lexicon.modal_ties.get(group.modal) if group.modal and group.copula else None
    at = group.head + 1
    if tie is None or tie.modality is not Modality.PLANNED or ground.lows[at : at + 1] != ("no",):
        return None
    noun = object_head(ground, at)
    there = any(low == "there" for low in ground.lows[max(0, group.start - 2) : group.start])
    if (
        noun is None
        or not there
        or not names_measure(ground, noun)
        or ground.tokens[noun].lemma in ground.lexicon.nominals
    ):
        return None
    return replace(
        bind(ground, tie, group, group),
        kind=CommitmentKind.REFUSAL,
        modality=Modality.DENIED,
        negated=True,
        act=noun,
        verb=noun,
        noun_act=True,
        nominal=True,
        first=max(0, group.start - 1),
        last=noun,
        stated=True,
        weak=False,
    )


def by_noun_subject(ground: Ground, group: VerbGroup) -> Binding | None:
    """`A move to the coast is likely`, `further cuts are planned`: what is to be done is the subject."""
    at = group.head + 1 if group.copula else group.head
    if not (group.copula or group.passive) or not group.finite or group.modal or at >= len(ground.tokens):
        return None
    tie = ground.lexicon.predicates.get(ground.lows[at])
    subject = subject_at(ground, group.start) if tie is not None and ground.lows[at] in ground.lexicon.awaited else None
    following = ground.lows[at + 1] if at + 1 < len(ground.tokens) else ""
    if tie is None or subject is None or subject.relative is not None or following == "to":
        return None
    if ground.lows[subject.start] == "any":
        return None  # "no sign that any strike is planned"
    if not names_measure(ground, subject.head) or ground.tokens[subject.head].lemma in ground.lexicon.acts.events:
        return None
    binding = bind(ground, tie, group, group)
    return replace(binding, act=subject.head, verb=subject.head, noun_act=True, stated=True, weak=False, last=at)


def by_way(ground: Ground, group: VerbGroup) -> Binding | None:
    """`The envoy is on his way to the capital`: who is under way means to arrive."""
    at = group.head + 1
    way = at + 2
    if not group.copula or group.modal or group.negated or ground.lows[way : way + 1] != ("way",):
        return None
    if ground.lows[at] != "on" or ground.lows[at + 1] not in ground.lexicon.acts.owners:
        return None
    past = ground.lows[group.start] in {"was", "were"}
    return replace(
        bind(ground, ground.lexicon.be_to, group, group), act=way, verb=way, noun_act=True, weak=False, reported=past
    )


def by_pursuit(ground: Ground, group: VerbGroup) -> Binding | None:
    """`An inquiry into the flood is under way`: someone keeps it up."""
    at = group.head + 1
    under = ground.lows[at : at + 2] == ("under", "way") or ground.lows[at : at + 1] == ("underway",)
    if not group.copula or group.modal or group.negated or group.perfect or not under:
        return None
    subject = subject_at(ground, group.start)
    if subject is None or ground.tokens[subject.head].lemma not in ground.lexicon.acts.pursued:
        return None
    last = at + (ground.lows[at] == "under")
    binding = bind(ground, ground.lexicon.be_to, group, group)
    noun = subject.head
    return replace(
        binding, act=noun, verb=noun, noun_act=True, stated=True, weak=False, last=last, modality=Modality.ASSERTED
    )


def by_noun_object(ground: Ground, tie: Tie, group: VerbGroup, word: str) -> Binding | None:
    """`agreed to a truce`, `is considering a ban on night flights`: a noun names the act of the verb's subject."""
    at = group.head + 1 + int(_next_to(ground, group.head, word))
    if not tie.noun or at >= len(ground.tokens):
        return None
    if ground.lows[at] in tie.before:
        at += 1
    elif "" not in tie.before:
        return None
    noun = object_head(ground, at)
    if noun is None or not names_measure(ground, noun):
        return None
    binding = bind(ground, tie, group, group)
    return replace(binding, act=noun, verb=noun, noun_act=True, stated=True, given=tie.given)


def names_measure(ground: Ground, noun: int) -> bool:
    """Whether the noun names something that is done or set up: `truce`, `closure`, `removal`, `elections`."""
    token, acts = ground.tokens[noun], ground.lexicon.acts
    lemma = token.lemma.lower()
    if token.tag != "NOUN" or (lemma in acts.agents and lemma not in acts.measures):
        return False
    named = lemma in acts.measures or lemma in acts.events or lemma in ground.lexicon.act_verbs
    return named or (lemma.endswith(acts.act_endings) and lemma not in acts.things)


def _by_passive_grant(ground: Ground, tie: Tie, group: VerbGroup) -> Binding | None:
    """`the curfew has been extended until`, `aid was promised by`: the actor is left out or stands after `by`."""
    subject = subject_at(ground, group.start)
    if subject is None or subject.relative is not None:
        return None
    promise, outcome = promise_of(ground, group), outcome_of(ground, group)
    changed = promise is not PromiseStatus.STANDS or outcome is not OutcomeStatus.PENDING
    if changed and group.negated:
        return None
    if not _grantable(ground, tie, subject.head, changed=changed) and not _put_off(ground, group, subject.head):
        return None
    agent = _agent(ground, group.head)
    binding = bind(ground, tie, group, group)
    modality = Modality.ASSERTED if tie.given and not group.modal else binding.modality
    return replace(
        binding,
        stated=True,
        promise=promise,
        outcome=outcome,
        agent=agent,
        duty=tie.given,
        standing=tie.given,
        modality=modality,
    )


def _put_off(ground: Ground, group: VerbGroup, noun: int) -> bool:
    """Whether the act that a noun names is told to slip: `the draining of the lake has been delayed`."""
    word = grant_word(ground, group.head)
    moved = ground.lexicon.promise.get(word) in _MOVED
    token = ground.tokens[noun]
    if not moved or token.tag != "NOUN" or token.lemma in ground.lexicon.acts.agents:
        return False
    of = noun + 1 < len(ground.tokens) and ground.lows[noun + 1] == "of"
    named = of and token.lemma.endswith(ground.lexicon.acts.act_endings)
    return named or word in ground.lexicon.acts.postponing or names_measure(ground, noun)


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
