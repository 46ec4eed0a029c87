"""Nouns that bind: `a plan to withdraw`, `its commitment to reform`, `a deadline for talks`."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.lexicons.commitments import Tie
from onrecord.records import Token
from onrecord.stages.commitments.binding import Binding, act_after, bind
from onrecord.stages.commitments.binding_objects import names_measure
from onrecord.stages.commitments.ground import Ground, noun_phrase_start, object_head
from onrecord.stages.grammar.verb_groups import VerbGroup, low

_LONGEST_OBJECT = 8
_LED = frozenset({"for", "by", "from"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def bindings_by_nouns(ground: Ground) -> Iterator[Binding]:
    """One binding for each such noun that says what is to be done; `no plans to` binds nobody."""
    for at, token in enumerate(ground.tokens):
        tie = ground.lexicon.nominals.get(token.lemma) if token.tag == "NOUN" else None
        start = noun_phrase_start(ground, at) if tie else at
        if tie is None or not _binds(ground, start, at, token):
            continue
        binding = _of_noun(ground, tie, at)
        if binding is not None:
            owner = _owner(ground, start, at)
            actor = binding.actor or owner
            held = replace(binding, nominal=True, actor=actor, first=start, stated=True, given=tie.given)
            yield _with_fate(ground, held)


def _with_fate(ground: Ground, binding: Binding) -> Binding:
    """The binding with what its clause's verb says became of it: `a plan to leave | was scrapped`."""
    for at in range(binding.verb + 1, len(ground.tokens)):
        group = ground.starting.get(at)
        if group is not None and group.finite:
            lemma = ground.tokens[group.head].lemma
            promise = ground.lexicon.promise.get(lemma) if group.passive and not group.modal else None
            outcome = ground.lexicon.outcome.get(lemma) if group.passive and not group.modal else None
            if promise is None and outcome is None:
                return binding
            return replace(
                binding, promise=promise or binding.promise, outcome=outcome or binding.outcome, last=group.head
            )
        if ground.tokens[at].tag in {"SCONJ", "PUNCT"}:
            return binding
    return binding


def _binds(ground: Ground, start: int, at: int, token: Token) -> bool:
    """Not `in order to`, a bare singular, nor a noun that is denied."""
    if start == at and low(token) == token.lemma:
        return False
    if low(token) == "deal" and any(low(t) in {"great", "good"} for t in ground.tokens[start:at]):
        return False  # "a great deal to lose"
    denied = ground.lexicon.modality.negative_determiners | {"any", "n't", "n’t"}
    return all(low(t) not in denied for t in ground.tokens[start:at])


def _of_noun(ground: Ground, tie: Tie, at: int) -> Binding | None:
    act = act_after(ground, at, tie, skip=False)
    if act is not None:
        return _of_act(ground, tie, act, at)
    given = _act_of_other(ground, tie, at)
    if given is not None:
        return given
    noun = _noun_act(ground, tie, at)
    if noun is None:
        return None
    return Binding(
        kind=tie.kind, modality=tie.modality, negated=tie.negated, governor=at, act=noun, verb=noun, noun_act=True
    )


def _of_act(ground: Ground, tie: Tie, act: VerbGroup, noun: int) -> Binding:
    """The act that the noun binds to; a pledge to leave something undone is a pledge."""
    binding = replace(bind(ground, tie, act, act), governor=noun)
    if not act.negated or tie.negated:
        return binding
    return replace(binding, kind=tie.kind, modality=tie.modality)


def _act_of_other(ground: Ground, tie: Tie, at: int) -> Binding | None:
    """What someone else is to do by it: `a deadline for Norland to disarm`, `a pledge by the firm not to build`."""
    if at + 1 >= len(ground.tokens) or ground.lows[at + 1] not in _LED:
        return None
    for here in range(at + 3, min(at + 3 + _LONGEST_OBJECT, len(ground.tokens))):
        act = ground.starting.get(here)
        if act is not None and act.infinitive:
            last = here - int(ground.lows[here - 1] in ground.lexicon.modality.negators)
            return replace(_of_act(ground, tie, act, at), actor=(at + 2, last))
        if ground.lows[here] in ground.lexicon.modality.negators:
            continue
        if act is not None or ground.tokens[here].tag in {"PUNCT", "SCONJ"}:
            return None
    return None


def _noun_act(ground: Ground, tie: Tie, at: int) -> int | None:
    """The act when a noun names it: `a pledge of $3m`, `a plan for the closure of`."""
    if not tie.noun or at + 2 >= len(ground.tokens) or ground.lows[at + 1] not in tie.before:
        return None
    head = object_head(ground, at + 2)
    if head is None:
        return None
    counted = any(t.tag in {"SYM", "NUM"} for t in ground.tokens[at + 2 : head + 1])
    counted = counted and ground.lows[at + 1] == "of"  # not "the deal on 9 March"
    return head if counted or names_measure(ground, head) else None


def _owner(ground: Ground, start: int, at: int) -> tuple[int, int] | None:
    """Who has the plan: `Norland's plan`, `its plan`."""
    for here in range(at - 1, start - 1, -1):
        token = ground.tokens[here]
        if low(token) in _POSSESSIVES:
            return (start, here)
        if token.tag == "PRON" and here == start:
            return (here, here + 1)
    return None
