"""All that a sentence binds anyone to, each act once."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.records import CommitmentKind, Modality, PromiseStatus
from onrecord.stages.commitments.binding import Binding, inner_verb
from onrecord.stages.commitments.binding_nouns import bindings_by_nouns
from onrecord.stages.commitments.binding_verbs import bindings_by_verbs
from onrecord.stages.commitments.ground import PHRASE, Ground, object_head
from onrecord.stages.commitments.subject_tree import main_verb
from onrecord.stages.grammar.verb_groups import VerbGroup, low

_NOMINAL = frozenset({"obj", "obl", "nmod"})
_FORWARD = frozenset({CommitmentKind.PLAN, CommitmentKind.AGREEMENT, CommitmentKind.EXPECTATION})


def find_bindings(ground: Ground) -> tuple[Binding, ...]:
    """The bindings of a sentence in the order of their acts; of two on one act the outer one.

    Of `reaffirmed its commitment to reform` the noun's binding is kept, which says what is to be done; of `rejected a
    plan to leave` the verb's, which says what became of it.
    """
    by_nouns = tuple(bindings_by_nouns(ground))
    nouns = {b.governor for b in by_nouns}
    found: dict[int, Binding] = {}
    inner: set[int] = set()
    told: set[int] = set()
    for binding in (*bindings_by_verbs(ground), *by_nouns):
        if binding.act in found or binding.governor in (told if binding.nominal else inner):
            continue
        noun = None if binding.nominal or binding.governor > binding.act else object_head(ground, binding.act + 1)
        if noun in nouns and binding.stated and binding.verb == binding.act:
            if binding.promise is PromiseStatus.REAFFIRMED:
                continue
            told.add(noun)
        found[binding.act] = binding
        inner.update(range(binding.governor + 1, binding.verb + 1))
        for twin in (*_siblings(ground, binding), *_asides(ground, binding), *_gapped(ground, binding)):
            found.setdefault(twin.act, twin)
            inner.update(range(twin.act, twin.verb + 1))
    return tuple(found[act] for act in sorted(found))


def _siblings(ground: Ground, binding: Binding) -> Iterator[Binding]:
    """Acts joined to this one: `will leave the base and reduce its staff`."""
    if binding.noun_act or binding.weak:
        return
    wanted = _shape(ground, binding.act)
    at = binding.verb + 1
    while at + 1 < len(ground.tokens):
        token = ground.tokens[at]
        here = at + 1
        listed = low(token) == "," and ground.tokens[here].tag == "VERB" and wanted == "base"
        if token.tag == "CCONJ" or listed:
            while here < len(ground.tokens) - 1 and ground.tokens[here].tag == "ADV":
                here += 1
            group = ground.starting.get(here)
            joined = group is not None and _joined_to(ground, group, binding)
            if group is not None and wanted == "done" and _ties(ground, group):
                return  # "approved the sale but | ordered it to close": a tie of its own
            if group is not None and joined and _shape(ground, group.head) == wanted and _joins(group, wanted):
                yield _twin(ground, binding, group, wanted)
                at = group.head
            elif group is not None and joined and wanted == "base" and ground.lows[group.start] == "be":
                yield replace(_twin(ground, binding, group, wanted), passive=group.passive)  # "and | be finished by"
                at = group.head
        elif low(token) in {";", ":"} or token.tag == "SCONJ" or _opens_clause(ground, at):
            return
        at += 1


def _opens_clause(ground: Ground, at: int) -> bool:
    """Whether a finite verb group begins here, and no object that was taken for one: `will ban | travel`."""
    return at in ground.starting and ground.starting[at].finite and ground.tree.bases[at] != "obj"


def _ties(ground: Ground, group: VerbGroup) -> bool:
    lemma = ground.tokens[group.head].lemma
    return lemma in ground.lexicon.orders or lemma in ground.lexicon.controls


def _joined_to(ground: Ground, group: VerbGroup, binding: Binding) -> bool:
    """Whether the tree joins the verb to the act, to what the act is joined to, or says nothing of it."""
    at = main_verb(ground, group.head)
    if ground.tree.bases[at] not in {"conj", "dep", "root"}:
        return False
    steps = 0
    while ground.tree.bases[at] == "conj" and ground.tokens[at].head >= 0 and steps < len(ground.tokens):
        at, steps = ground.tokens[at].head, steps + 1
    if steps == 0 or at in {binding.act, binding.verb, main_verb(ground, binding.act)} or at < binding.governor:
        return True
    # "will ban travel and | extend the curfew": no bare verb is joined to a noun
    return at > binding.act and ground.tree.bases[at] in _NOMINAL and ground.tree.under(at, binding.act)


def _gapped(ground: Ground, binding: Binding) -> Iterator[Binding]:
    """What is done to something else by the same words: `Bridges will be shut and | the ferry suspended`."""
    if binding.noun_act or binding.weak or binding.standing or not binding.passive or binding.actor is not None:
        return
    for group in ground.groups_within(binding.act + 1, len(ground.tokens)):
        bare = group.start == group.head and not group.gerund and _shape(ground, group.head) == "done"
        opens = next((at for at in range(group.start - 1, binding.act, -1) if ground.lows[at] == "and"), None)
        if opens is None or not bare or ground.groups_within(binding.act + 1, group.start - 1):
            return
        between = ground.tokens[opens + 1 : group.start]
        if not between or any(t.tag not in PHRASE | {"ADP"} or t.tag == "PRON" for t in between):
            return
        if (between[0].tag != "DET" and between[-1].tag not in {"NOUN", "PROPN"}) or _heads_on(ground, group):
            return
        yield replace(_twin(ground, binding, group, "done"), governor=group.start, first=opens + 1)
        return


def _heads_on(ground: Ground, group: VerbGroup) -> bool:
    """Whether a participle only describes the subject of a verb to come: `and maps drawn in May | will help`."""
    later = next((g for g in ground.groups if g.start > group.head and g.finite), None)
    if later is None:
        return False
    between = ground.tokens[group.head + 1 : later.start]
    return not any(t.tag in {"PUNCT", "CCONJ", "SCONJ", "PRON"} for t in between)


def _asides(ground: Ground, binding: Binding) -> Iterator[Binding]:
    """Acts that a plan brings with it: `will close, moving its staff to`, `with the rest departing by May`."""
    if binding.noun_act or binding.weak or binding.negated or binding.kind not in _FORWARD:
        return
    for at in range(binding.verb + 1, len(ground.tokens) - 1):
        group = ground.starting.get(at)
        if ground.lows[at] in {";", ":"} or (group is not None and group.finite):
            return
        if group is None or not group.gerund or ground.lows[at] in ground.lexicon.extent.results:
            continue
        if ground.tokens[group.head].lemma in ground.lexicon.controls:
            continue  # "unveiled its plan, pledging to": a tie of its own
        own = _with_subject(ground, binding.verb, at)
        if own is not None:
            yield replace(_twin(ground, binding, group, "doing"), actor=(own + 1, at), first=own + 1)
        elif ground.lows[at - 1] == "," and not binding.passive and binding.modality is Modality.PLANNED:
            yield _twin(ground, binding, group, "doing")


def _with_subject(ground: Ground, start: int, at: int) -> int | None:
    """The `with` of `with the rest leaving`, when only a noun phrase stands between."""
    for here in range(at - 1, start, -1):
        if ground.lows[here] == "with":
            return here if here < at - 1 else None
        if ground.tokens[here].tag not in PHRASE:
            return None
    return None


def _joins(group: VerbGroup, wanted: str) -> bool:
    return not group.helped or (wanted == "base" and group.infinitive)


def _twin(ground: Ground, binding: Binding, group: VerbGroup, wanted: str) -> Binding:
    return replace(
        binding,
        act=group.head,
        verb=inner_verb(ground, group),
        first=group.head if group.infinitive and not group.helped else group.start,
        sibling=True,
        passive=binding.passive and wanted == "done",
    )


def _shape(ground: Ground, at: int) -> str:
    """The form of a verb as far as letters tell: a bare form, an `-ing` form, or another."""
    token = ground.tokens[at]
    if low(token) == token.lemma.lower():
        return "base"
    return "doing" if low(token).endswith("ing") else "done"
