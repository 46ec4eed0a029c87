"""What a sentence binds someone to: a binding word, an act, and where its doer is to be found."""

from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise

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
    a deadline; a noun may only mention what is `given`; `told` is where
    the verb group begins in whose clause it stands (`promised that`); what is `standing` (`was closed`) counts with its
    last day; what is `plain` (`is going to`) tells no more than `will`.
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
    standing: bool = False
    told: int | None = None
    plain: bool = False
    promise: PromiseStatus = PromiseStatus.STANDS
    outcome: OutcomeStatus = OutcomeStatus.PENDING


def bind(ground: Ground, tie: Tie, group: VerbGroup, act: VerbGroup) -> Binding:
    """The act that `tie`, told by the verb group `group`, binds to.

    A denied tie is a refusal (`did not agree to leave`), one to leave something undone stays what it is (`agreed not to
    leave`); who does not refuse leaves it open, and what one `no longer plans` is given up.
    """
    open_still = tie.negated and group.negated
    negated = (tie.negated or group.negated or act.negated) and not open_still
    possible = group.modal is not None and ground.lexicon.modality.modals[group.modal] is Modality.POSSIBLE
    denied = (tie.negated or group.negated) and not open_still
    dropped = denied and not tie.negated and _no_longer(ground, group)
    refused = denied and tie.kind not in _UNREFUSABLE
    kind = CommitmentKind.EXPECTATION if open_still else CommitmentKind.REFUSAL if refused else tie.kind
    return Binding(
        kind=kind,
        modality=Modality.DENIED if refused else Modality.POSSIBLE if possible or open_still else tie.modality,
        negated=negated,
        governor=group.start,
        act=act.head,
        verb=inner_verb(ground, act),
        passive=act.passive,
        weak=act.copula,
        reported=group.modal is not None and group.modal in ground.lexicon.reported_modals,
        promise=PromiseStatus.WITHDRAWN if dropped else _kept_up(ground, tie, group, act),
    )


def _no_longer(ground: Ground, group: VerbGroup) -> bool:
    words = ground.lows[max(0, group.start - 2) : group.head]
    return any(pair == ("no", "longer") for pair in pairwise(words))


def _kept_up(ground: Ground, tie: Tie, group: VerbGroup, act: VerbGroup) -> PromiseStatus:
    """Whether the tie is said to hold on: `remains committed to`, `still plans to`."""
    if tie.kind not in _FIRM:
        return PromiseStatus.STANDS
    linked = ground.tokens[group.head].lemma in ground.lexicon.acts.linking and act is not group
    still = any(low(t) == "still" for t in ground.tokens[max(0, group.start - 1) : max(group.head + 2, act.start)])
    return PromiseStatus.REAFFIRMED if linked or still else PromiseStatus.STANDS


def phrase_word(ground: Ground, head: int, listed: Container[str]) -> str:
    """The verb's lemma, with its particle where the two are listed together: `call off`, `bring the vote forward`."""
    lemma = ground.tokens[head].lemma
    joined = f"{lemma} {ground.lows[head + 1]}" if head + 1 < len(ground.tokens) else lemma
    if joined in listed:
        return joined
    apart = (c for c in ground.tree.children[head] if c > head + 1 and ground.tokens[c].tag in {"ADP", "ADV"})
    return next((w for c in apart if (w := f"{lemma} {ground.lows[c]}") in listed), lemma)


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
        if ground.lows[here] in ground.lexicon.modality.negators and here == at + 1:
            continue  # "vowed | not to leave"
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
