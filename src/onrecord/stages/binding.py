"""Binding words and the acts they bind to: `agreed to close`, `will send`, `a plan to withdraw`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.lexicons.commitments import CommitmentLexicon, Tie
from onrecord.records import (
    Analysis,
    CommitmentKind,
    Modality,
    Name,
    OutcomeStatus,
    PromiseStatus,
    Token,
)
from onrecord.stages.verb_groups import VerbGroup, low, verb_groups

_SKIPPABLE = frozenset({"ADV", "ADP", "NOUN", "PROPN", "NUM", "DET", "ADJ"})
_PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "SYM", "ADV", "PART", "PRON"})
_NEVER_IN_NAMES = frozenset({"VERB", "AUX", "PRON", "SCONJ", "ADV", "ADJ", "X", "INTJ"})
_FAR = 6
_OBJECT = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One act that a sentence binds someone to; all positions are token indexes.

    `governor` is where the binding verb group (or noun phrase) starts; `act` the head of the act, a verb or, when
    `nominal`, a noun; `verb` what is tested against the verbs that name no act. The actor is the governor's subject
    unless `actor` (half-open) says otherwise or `nobody` is set. `reported` holds only in reported speech (`would`);
    `weak` needs a deadline to count. `stated` is set when a word of promising says outright what kind it is.
    """

    kind: CommitmentKind
    modality: Modality
    negated: bool
    governor: int
    act: int
    verb: int
    passive: bool = False
    nominal: bool = False
    actor: tuple[int, int] | None = None
    first: int | None = None
    reported: bool = False
    weak: bool = False
    stated: bool = False
    arranged: bool = False
    sibling: bool = False
    promise: PromiseStatus = PromiseStatus.STANDS
    outcome: OutcomeStatus = OutcomeStatus.PENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the finders look at: the sentence's tokens, names and verb groups, and the words that bind."""

    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    groups: tuple[VerbGroup, ...]
    starting: Mapping[int, VerbGroup]
    lexicon: CommitmentLexicon


def ground_of(analysis: Analysis, lexicon: CommitmentLexicon) -> Ground:
    """The sentence made ready for the finders."""
    tokens = _names_as_nouns(analysis)
    groups = verb_groups(tokens, lexicon.modality)
    return Ground(
        tokens=tokens,
        names=analysis.names,
        groups=groups,
        starting={g.start: g for g in groups},
        lexicon=lexicon,
    )


def _names_as_nouns(analysis: Analysis) -> tuple[Token, ...]:
    """The tokens with words inside names tagged as proper nouns, whatever they are elsewhere (`United`, `Rising`)."""
    covered = sorted((n.span.start, n.span.end) for n in analysis.names)
    tokens = []
    at = 0
    for token in analysis.tokens:
        while at < len(covered) and covered[at][1] <= token.span.start:
            at += 1
        named = at < len(covered) and covered[at][0] <= token.span.start and token.text[:1].isupper()
        tokens.append(replace(token, tag="PROPN") if named and token.tag in _NEVER_IN_NAMES else token)
    return tuple(tokens)


def find_bindings(ground: Ground) -> tuple[Binding, ...]:
    """The bindings of a sentence in the order of their acts; of two on one act the outer one."""
    found: dict[int, Binding] = {}
    inner: set[int] = set()
    for binding in (*_by_verbs(ground), *_by_nouns(ground)):
        if binding.act in found or (binding.governor in inner and not binding.nominal):
            continue
        found[binding.act] = binding
        inner.update(range(binding.governor + 1, binding.verb + 1))
        for twin in _siblings(ground, binding):
            found.setdefault(twin.act, twin)
            inner.update(range(twin.act, twin.verb + 1))
    return tuple(found[act] for act in sorted(found))


def _by_verbs(ground: Ground) -> Iterator[Binding]:
    for group in ground.groups:
        if low(ground.tokens[group.start]) in ground.lexicon.modality.advisory:
            continue
        binding = (
            _by_predicate(ground, group)
            or _by_control(ground, group)
            or _by_order(ground, group)
            or _by_grant(ground, group)
            or _by_modal(ground, group)
            or _by_arrangement(ground, group)
        )
        if binding is not None:
            yield binding


def _bind(ground: Ground, tie: Tie, group: VerbGroup, act: VerbGroup, **more: object) -> Binding:
    negated = tie.negated or group.negated or act.negated
    possible = group.modal is not None and ground.lexicon.modality.modals[group.modal] is Modality.POSSIBLE
    refused = negated and tie.kind not in {CommitmentKind.EXPECTATION, CommitmentKind.ORDER}
    binding = Binding(
        kind=CommitmentKind.REFUSAL if refused else tie.kind,
        modality=Modality.DENIED if refused else Modality.POSSIBLE if possible else tie.modality,
        negated=negated,
        governor=group.start,
        act=act.head,
        verb=_inner_verb(ground, act),
        passive=act.passive,
        weak=act.copula,
    )
    return replace(binding, **more)  # type: ignore[arg-type]


def _inner_verb(ground: Ground, act: VerbGroup) -> int:
    """The verb that matters: of `continue to operate`, `operate`."""
    if ground.tokens[act.head].lemma in ground.lexicon.acts.catenatives:
        following = ground.starting.get(act.head + 1)
        if following is not None and (following.infinitive or following.gerund):
            return following.head
    return act.head


def _act_after(ground: Ground, at: int, tie: Tie, *, skip: bool = True) -> VerbGroup | None:
    """The act that `tie` allows after token `at`, over a few words such as a date or `with the union`."""
    for here in range(at + 1, min(at + 2 + (_FAR if skip else 0), len(ground.tokens))):
        found = _act_at(ground, here, tie)
        if found is not None:
            return found
        if ground.tokens[here].tag not in _SKIPPABLE or (here in ground.starting and here > at + 1):
            return None
    return None


def _act_at(ground: Ground, here: int, tie: Tie) -> VerbGroup | None:
    for phrase in tie.before:
        words = phrase.split()
        end = here + len(words)
        if [low(t) for t in ground.tokens[here:end]] != words:
            continue
        group = ground.starting.get(end - 1 if words[-1:] == ["to"] else -1)
        if group is not None and group.infinitive:
            return group
        group = ground.starting.get(end)
        if tie.gerund and group is not None and group.gerund:
            return group
    return None


def _by_predicate(ground: Ground, group: VerbGroup) -> Binding | None:
    """`is set to`, `are likely to`, and without a copula `a panel tasked with`."""
    at = group.head
    if group.copula:
        at += 1
        while at < len(ground.tokens) and (ground.tokens[at].tag == "ADV" or low(ground.tokens[at]) in {"not", "n't"}):
            at += 1
        if at >= len(ground.tokens):
            return None
        if low(ground.tokens[at]) == "to" and not group.infinitive:
            return _be_to(ground, group, at)
    tie = ground.lexicon.predicates.get(low(ground.tokens[at]))
    bare = not group.copula and not group.passive and not group.progressive
    if tie is None or (bare and low(ground.tokens[at]) in ground.lexicon.acts.ambiguous):
        return None
    act = _act_after(ground, at, tie)
    return None if act is None else _bind(ground, tie, group, act, stated=True)


def _be_to(ground: Ground, group: VerbGroup, at: int) -> Binding | None:
    act = ground.starting.get(at)
    if act is None or not act.infinitive or group.perfect or group.modal:
        return None
    tie = ground.lexicon.be_to
    return _bind(ground, tie, group, act, reported=low(ground.tokens[group.head]) in {"was", "were"})


def _by_control(ground: Ground, group: VerbGroup) -> Binding | None:
    if group.passive:
        return None
    tie = ground.lexicon.controls.get(ground.tokens[group.head].lemma)
    act = _act_after(ground, group.head, tie) if tie else None
    if tie is None or act is None:
        return None
    against = low(ground.tokens[group.head + 1]) == "against"
    binding = _bind(ground, tie, group, act, stated=True)
    if against:
        return replace(binding, kind=CommitmentKind.REFUSAL, modality=Modality.DENIED, negated=True)
    return binding


def _by_order(ground: Ground, group: VerbGroup) -> Binding | None:
    """`ordered troops to leave`: the object is to act; `ordered classes cancelled`: the subject sees to it."""
    tie = ground.lexicon.orders.get(ground.tokens[group.head].lemma)
    if tie is None or group.passive or group.negated:
        return None
    start = group.head + 1
    end = start
    while end < len(ground.tokens) and end - start < _OBJECT and _in_object(ground, end):
        act = _act_at(ground, end, tie)
        if act is not None:
            break
        end += 1
    if end == start or end >= len(ground.tokens):
        return None
    act = _act_at(ground, end, tie)
    if act is not None:
        return _bind(ground, tie, group, act, actor=(start, end), first=start, stated=True)
    done = ground.starting.get(end)
    participle = done is not None and not done.helped and not done.gerund and not done.infinitive
    if done is None or not participle or not tie.done:
        return None
    return _bind(ground, tie, group, done, passive=False, stated=True)


def _in_object(ground: Ground, at: int) -> bool:
    token = ground.tokens[at]
    if at in ground.starting and low(token) != "to":
        return False
    if token.tag in {"DET", "PRON"} and ground.tokens[at - 1].tag in {"NOUN", "PROPN", "PRON"}:
        return False
    return token.tag in _PHRASE | {"ADP", "CCONJ"} or low(token) == "to"


def _by_grant(ground: Ground, group: VerbGroup) -> Binding | None:
    """`pledged $3m`, `ordered the closure of schools`, `scrapped plans for a dam`."""
    lemma = ground.tokens[group.head].lemma
    tie = ground.lexicon.grants.get(lemma)
    if tie is None or group.gerund:
        return None
    noun = object_head(ground, group.head + 1)
    promise = ground.lexicon.promise.get(lemma, PromiseStatus.STANDS)
    outcome = ground.lexicon.outcome.get(lemma, OutcomeStatus.PENDING)
    changed = lemma in ground.lexicon.promise or lemma in ground.lexicon.outcome
    if group.passive or noun is None or (changed and group.infinitive) or not _grantable(ground, noun, changed=changed):
        return None
    negated = tie.negated or group.negated
    return Binding(
        kind=tie.kind,
        modality=Modality.DENIED if negated else tie.modality,
        negated=negated,
        governor=group.start,
        act=group.head,
        verb=group.head,
        stated=True,
        promise=promise,
        outcome=outcome,
    )


def _grantable(ground: Ground, noun: int, *, changed: bool) -> bool:
    """Whether the object is an act, a promise or money."""
    token = ground.tokens[noun]
    if token.lemma in ground.lexicon.promise_nouns:
        return True
    if changed:
        return False
    around = ground.tokens[max(0, noun - 4) : noun + 1]
    return token.lemma in ground.lexicon.acts.measures or any(t.tag in {"SYM", "NUM"} for t in around)


def object_head(ground: Ground, start: int) -> int | None:
    """The head of the noun phrase that begins at `start`: its last noun before a preposition."""
    head = None
    for at in range(start, min(start + _OBJECT, len(ground.tokens))):
        token = ground.tokens[at]
        hedge = token.tag == "ADP" and head is None
        if (token.tag not in _PHRASE and not hedge) or (at in ground.starting and low(token) != "to"):
            break
        if token.tag in {"NOUN", "PROPN", "NUM", "SYM"}:
            head = at
    return head


def _by_modal(ground: Ground, group: VerbGroup) -> Binding | None:
    """`will send`, in reports of speech `would send`, as a possibility `may send`."""
    if group.modal is None:
        return None
    tie = ground.lexicon.modal_ties.get(group.modal)
    if tie is None or (group.perfect and tie.modality is Modality.POSSIBLE):
        return None
    if group.copula:
        return _held_state(ground, tie, group)
    binding = _bind(ground, tie, group, group)
    return replace(binding, reported=group.modal in ground.lexicon.reported_modals)


def _held_state(ground: Ground, tie: Tie, group: VerbGroup) -> Binding | None:
    """`will be closed until`, `will be off school`: counts only with a deadline."""
    return _bind(ground, tie, group, group) if enters_state(ground, group) else None


def enters_state(ground: Ground, group: VerbGroup) -> bool:
    """Whether the copula leads to a state that is entered on purpose: `will be ready`, `to be closed`."""
    at = group.head + 1
    while at < len(ground.tokens) - 1 and ground.tokens[at].tag == "ADV" and not _is_state(ground, at):
        at += 1
    return at < len(ground.tokens) and _is_state(ground, at)


def _is_state(ground: Ground, at: int) -> bool:
    return low(ground.tokens[at]) in ground.lexicon.acts.entered


def _by_arrangement(ground: Ground, group: VerbGroup) -> Binding | None:
    """`is sending more doctors`: the present progressive of an act that is arranged."""
    if not group.progressive or group.perfect or group.modal or group.infinitive:
        return None
    if ground.tokens[group.head].lemma not in ground.lexicon.acts.motions or group.negated:
        return None
    if (
        _inner_verb(ground, group) != group.head
        or low(ground.tokens[min(group.head + 1, len(ground.tokens) - 1)]) == "to"
    ):
        return None
    past = low(ground.tokens[group.start]) in {"was", "were"}
    return replace(_bind(ground, ground.lexicon.be_to, group, group), arranged=True, reported=past)


def _siblings(ground: Ground, binding: Binding) -> Iterator[Binding]:
    """Acts joined to this one: `will leave the base and reduce its staff`."""
    if binding.nominal or binding.weak:
        return
    wanted = _shape(ground, binding.act)
    at = binding.verb + 1
    while at + 1 < len(ground.tokens):
        token = ground.tokens[at]
        here = at + 1
        if token.tag == "CCONJ" or (low(token) == "," and ground.tokens[here].tag == "VERB"):
            while here < len(ground.tokens) - 1 and ground.tokens[here].tag == "ADV":
                here += 1
            group = ground.starting.get(here)
            if group is not None and _shape(ground, group.head) == wanted and _fits(group, wanted):
                yield replace(
                    binding,
                    act=group.head,
                    verb=_inner_verb(ground, group),
                    first=group.start,
                    sibling=True,
                    passive=binding.passive and wanted == "done",
                )
                at = group.head
        elif (at in ground.starting and ground.starting[at].finite) or token.tag == "SCONJ" or low(token) in {";", ":"}:
            return
        at += 1


def _fits(group: VerbGroup, wanted: str) -> bool:
    return not group.helped or (wanted == "base" and group.infinitive)


def _shape(ground: Ground, at: int) -> str:
    """The form of a verb as far as letters tell: a bare form, an `-ing` form, or another."""
    token = ground.tokens[at]
    if low(token) == token.lemma.lower():
        return "base"
    return "doing" if low(token).endswith("ing") else "done"


def _by_nouns(ground: Ground) -> Iterator[Binding]:
    """`a plan to withdraw`, `its commitment to reform`, `a deadline for talks`."""
    for at, token in enumerate(ground.tokens):
        tie = ground.lexicon.nominals.get(token.lemma) if token.tag == "NOUN" else None
        if tie is None:
            continue
        start = noun_phrase_start(ground, at)
        if start == at and low(token) == token.lemma:
            continue
        if any(low(t) in ground.lexicon.modality.negative_determiners for t in ground.tokens[start:at]):
            continue
        act = _act_after(ground, at, tie, skip=False)
        owner = _owner(ground, start, at)
        if act is not None:
            yield replace(
                _bind(ground, tie, act, act), governor=at, nominal=True, actor=owner, first=start, stated=True
            )
            continue
        noun = _noun_act(ground, at, tie)
        if noun is not None:
            yield Binding(
                kind=tie.kind,
                modality=tie.modality,
                negated=tie.negated,
                governor=at,
                act=noun,
                verb=noun,
                nominal=True,
                actor=owner,
                first=start,
                stated=True,
            )


def _noun_act(ground: Ground, at: int, tie: Tie) -> int | None:
    if not tie.noun or at + 2 >= len(ground.tokens) or low(ground.tokens[at + 1]) not in tie.before:
        return None
    head = object_head(ground, at + 2)
    if head is None:
        return None
    money = any(t.tag == "SYM" for t in ground.tokens[at + 2 : head + 1])
    return head if money or ground.tokens[head].lemma in ground.lexicon.acts.measures else None


def noun_phrase_start(ground: Ground, at: int) -> int:
    """Where the noun phrase with head `at` begins, its possessor included."""
    start = at
    while start > 0 and ground.tokens[start - 1].tag in _PHRASE - {"ADV"} and (start - 1) not in ground.starting:
        start -= 1
    return start


def _owner(ground: Ground, start: int, at: int) -> tuple[int, int] | None:
    """Who has the plan: `Norland's plan`, `its plan`, `the Norland government's plan`, `the Norland plan`."""
    for here in range(at - 1, start - 1, -1):
        token = ground.tokens[here]
        if low(token) in {"'s", "’s", "'", "’"}:
            return (start, here)
        if token.tag == "PRON" and here == start:
            return (here, here + 1)
    return None
