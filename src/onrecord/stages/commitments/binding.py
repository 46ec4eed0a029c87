"""What a sentence binds someone to: a binding word, an act, and where its doer is to be found."""

from dataclasses import dataclass

from onrecord.lexicons.commitments import Tie
from onrecord.records import CommitmentKind, Modality, OutcomeStatus, PromiseStatus
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.grammar.verb_groups import VerbGroup, low

_SKIPPABLE = frozenset({"ADV", "ADP", "NOUN", "PROPN", "NUM", "DET", "ADJ"})
_OF_TIME = frozenset({"this", "last", "next", "late", "early", "earlier"})
_FAR = 6
_FIRM = frozenset({CommitmentKind.PLAN, CommitmentKind.PROMISE, CommitmentKind.AGREEMENT})
_UNREFUSABLE = frozenset({CommitmentKind.EXPECTATION, CommitmentKind.ORDER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One act that a sentence binds someone to; all positions are token indexes.

    `governor` is where the binding verb group starts, or the binding noun; `act` the head of the act, a verb or a
    noun; `verb` what is tested against the verbs that name no act. The actor is the governor's subject unless `actor`
    (half-open) says otherwise, for a passive `agent` (after `by`); with `reduced` it is the noun right before (`a
    panel tasked with`). `first` begins the evidence where the subject does not, `last` ends it where the clause does
    not. `reported` holds only in reported speech (`would`); `weak` needs a deadline;
    `stated` means that a word of binding says the kind outright; `arranged` is the present progressive; a `sibling`
    is joined to another act; what was `past` when the report appeared (`was expected to`) needs a voice or a deadline;
    `aimed` is the bare `is to`, which of things tells their purpose; a `duty` (`must leave`) counts only with
    a deadline; a noun may only mention what is `given`.
    """

    kind: CommitmentKind
    modality: Modality
    negated: bool
    governor: int
    act: int
    verb: int
    passive: bool = False
    nominal: bool = False
    noun_act: bool = False
    actor: tuple[int, int] | None = None
    agent: tuple[int, int] | None = None
    last: int | None = None
    first: int | None = None
    reduced: bool = False
    reported: bool = False
    weak: bool = False
    stated: bool = False
    arranged: bool = False
    sibling: bool = False
    past: bool = False
    aimed: bool = False
    duty: bool = False
    given: bool = False
    promise: PromiseStatus = PromiseStatus.STANDS
    outcome: OutcomeStatus = OutcomeStatus.PENDING


def bind(ground: Ground, tie: Tie, group: VerbGroup, act: VerbGroup) -> Binding:
    """The act that `tie`, told by the verb group `group`, binds to; a denied tie is a refusal."""
    negated = tie.negated or group.negated or act.negated
    possible = group.modal is not None and ground.lexicon.modality.modals[group.modal] is Modality.POSSIBLE
    refused = negated and tie.kind not in _UNREFUSABLE
    return Binding(
        kind=CommitmentKind.REFUSAL if refused else tie.kind,
        modality=Modality.DENIED if refused else Modality.POSSIBLE if possible else tie.modality,
        negated=negated,
        governor=group.start,
        act=act.head,
        verb=inner_verb(ground, act),
        passive=act.passive,
        weak=act.copula,
        reported=group.modal is not None and group.modal in ground.lexicon.reported_modals,
        promise=_kept_up(ground, tie, group, act),
    )


def _kept_up(ground: Ground, tie: Tie, group: VerbGroup, act: VerbGroup) -> PromiseStatus:
    """Whether the tie is said to hold on: `remains committed to`, `still plans to`."""
    if tie.kind not in _FIRM:
        return PromiseStatus.STANDS
    linked = ground.tokens[group.head].lemma in ground.lexicon.acts.linking and act is not group
    still = any(low(t) == "still" for t in ground.tokens[max(0, group.start - 1) : max(group.head + 2, act.start)])
    return PromiseStatus.REAFFIRMED if linked or still else PromiseStatus.STANDS


def inner_verb(ground: Ground, act: VerbGroup) -> int:
    """The verb that matters: of `continue to operate`, `operate`."""
    if ground.tokens[act.head].lemma in ground.lexicon.acts.catenatives:
        following = ground.starting.get(act.head + 1)
        if following is not None and (following.infinitive or following.gerund):
            return following.head
    return act.head


def act_after(ground: Ground, at: int, tie: Tie, *, skip: bool = True) -> VerbGroup | None:
    """The act that `tie` allows after token `at`, over a few words such as a date or `with the union`."""
    for here in range(at + 1, min(at + 2 + (_FAR if skip else 0), len(ground.tokens))):
        found = act_at(ground, here, tie)
        if found is not None:
            return found
        if not _skippable(ground, here, first=here == at + 1):
            return None
    return None


def _skippable(ground: Ground, at: int, *, first: bool) -> bool:
    """Whether the act may come later: after `soon`, `on Monday`, `this week`, `with the union`, but no `for X to`."""
    token = ground.tokens[at]
    if token.tag not in _SKIPPABLE or low(token) == "for" or (at in ground.starting and not first):
        return False
    return not first or token.tag in {"ADV", "ADP"} or low(token) in _OF_TIME or low(token).endswith("day")


def act_at(ground: Ground, here: int, tie: Tie) -> VerbGroup | None:
    """The act that begins at token `here` with one of the words that `tie` puts before it."""
    for phrase in tie.before:
        words = phrase.split()
        end = here + len(words)
        if [low(t) for t in ground.tokens[here:end]] != words:
            continue
        group = ground.starting.get(end - 1) if words[-1:] == ["to"] else None
        if group is not None and group.infinitive:
            return group
        group = ground.starting.get(end)
        if tie.gerund and group is not None and group.gerund:
            return group
    return None
