"""Clauses that only ask, suppose, foretell or deny: what they tell nobody undertakes."""

from onrecord.records import Mode, SourceType, TimeRelation
from onrecord.stages.commitments.binding import Binding
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.commitments.subject_tree import main_verb, subject_at
from onrecord.stages.commitments.subjects import Agency
from onrecord.stages.commitments.undertaking import Undertaking
from onrecord.stages.grammar.verb_groups import low

_DOERS = frozenset({Agency.NAMED, Agency.AGENT})
_OPEN = frozenset({Mode.DIRECT_QUOTE, Mode.NARRATOR})
_ASKED = frozenset({"which", "what", "whose"})


def only_supposed(ground: Ground, found: Undertaking) -> bool:
    """Whether the clause tells what someone doubts, asks, wishes or believes rather than what is to be done."""
    return (
        _hypothetical(ground, found)
        or _supposed(ground, found)
        or _denied_meaning(ground, found)
        or _believed_of_others(ground, found)
        or _leads_to(ground, found)
        or _went_on_then(ground, found.binding)
        or _on_a_supposition(found)
        or _only_able(ground, found)
        or _goes_on_now(ground, found)
    )


def _supposed(ground: Ground, found: Undertaking) -> bool:
    """Whether someone doubts or wishes what the clause tells: `doubts that the truce will hold`."""
    main = main_verb(ground, found.binding.act)
    above = ground.tokens[main].head
    if found.binding.nominal or above < 0 or ground.tree.bases[main] not in {"ccomp", "advcl"}:
        return False
    near = {above, above + 1} if above + 1 < len(ground.tokens) else {above}
    near.update(c for c in ground.tree.children[above] if ground.tree.bases[c] == "advmod")
    return any(ground.tokens[at].lemma in ground.lexicon.acts.doubting for at in near)


def _denied_meaning(ground: Ground, found: Undertaking) -> bool:
    """Whether the clause is what something does not mean: `That does not mean | we have to sign in a week`."""
    main = main_verb(ground, found.binding.act)
    above = ground.tokens[main].head
    while above >= 0 and ground.tree.bases[main] in {"xcomp", "ccomp"}:
        held = next((g for g in ground.groups if g.head == above), None)
        if held is not None and held.negated and ground.tokens[above].lemma in ground.lexicon.acts.meanings:
            return True
        main, above = above, ground.tokens[above].head
    return False


def _believed_of_others(ground: Ground, found: Undertaking) -> bool:
    """Whether a speaker tells what he trusts or hopes of `them`, or of a thing: `I trust | they will agree`,
    `We expect that | these will be solved`.
    """
    main = main_verb(ground, found.binding.act)
    above = ground.tokens[main].head
    if found.binding.nominal or above < 0 or ground.tree.bases[main] != "ccomp" or found.subject is None:
        return False
    acts = ground.lexicon.acts
    if ground.tokens[above].lemma not in ground.lexicon.modality.frames | acts.trusting:
        return False
    holder = subject_at(ground, next((g.start for g in ground.groups if g.head == above), above))
    mine = holder is not None and ground.lows[holder.head] in acts.first_person
    own = ground.lows[found.subject.head] in acts.first_person
    return mine and not own and found.agency not in _DOERS


def _went_on_then(ground: Ground, binding: Binding) -> bool:
    """Whether a past progressive only gives a ground or a time: `fired because | the van was moving fast`."""
    main = main_verb(ground, binding.act)
    return binding.arranged and binding.reported and ground.tree.bases[main] == "advcl"


def _only_able(ground: Ground, found: Undertaking) -> bool:
    """Whether `could` tells what one is able to do: it is in store where it begins or has a day to come."""
    group = ground.starting.get(found.binding.governor)
    if group is None or group.modal not in ground.lexicon.acts.able:
        return False
    begins = found.binding.verb != found.binding.act or found.binding.stated
    return not begins and (found.commitment.deadline is None or found.commitment.condition is not None)


def _goes_on_now(ground: Ground, found: Undertaking) -> bool:
    """Whether the present progressive tells what goes on by now: `are now paying double the price`."""
    if not found.binding.arranged or found.commitment.deadline is not None:
        return False
    return any(word in ground.lexicon.acts.by_now for word in ground.lows[found.binding.governor : found.binding.act])


def _on_a_supposition(found: Undertaking) -> bool:
    """Whether it is told what unnamed others do if something is so: `If the bank says no, they will not plant`."""
    unnamed = found.agency is Agency.PRONOUN and found.commitment.actor is None and not found.binding.passive
    return unnamed and found.commitment.condition is not None and found.voice.mode in _OPEN


def _leads_to(ground: Ground, found: Undertaking) -> bool:
    """Whether someone only tells what `it` brings about: `critics say it would leave villages without a bus`."""
    subject, binding = found.subject, found.binding
    if subject is None or ground.lows[subject.head] != "it":
        return False
    if binding.stated or binding.passive or binding.negated:
        return False
    if found.commitment.deadline is not None and found.commitment.deadline.relation is TimeRelation.BY:
        return False
    itself = found.voice.source_type in {SourceType.ORGANISATION, SourceType.NARRATOR, SourceType.DOCUMENT}
    return not itself and ground.tokens[binding.verb].lemma in ground.lexicon.acts.effects


def _is_reason(ground: Ground, at: int) -> bool:
    """Whether the word tells a reason: `that is | why we will leave`."""
    return ground.lows[at] == "why" and at > 0 and ground.lows[at - 1] in ground.lexicon.modality.copulas


def _asks(ground: Ground, governor: int) -> bool:
    """Whether the clause is a question within another: `how many troops they will send`."""
    group = ground.starting.get(governor)
    if group is None:
        return False
    tree, words = ground.tree, ground.lexicon.conditions.questions
    fronted = (c for c in tree.children[main_verb(ground, group.head)] if c < governor)
    return any(ground.lows[tree.first(c)] in words and not _is_reason(ground, tree.first(c)) for c in fronted)


def _is_asked(ground: Ground, first: int) -> bool:
    """Whether the subject itself is what is asked for: `decides | which banks will lend`."""
    return ground.lows[first] in _ASKED and ground.tokens[first].tag == "DET"


def _hypothetical(ground: Ground, found: Undertaking) -> bool:
    """Whether the clause is a condition, a question or a description: `if he will`, `those who will`."""
    subject = found.subject
    anyone = subject is not None and ground.tokens[subject.head].lemma.lower() in ground.lexicon.acts.anyone
    if subject is not None and subject.relative is not None and (anyone or not found.binding.stated):
        timed = found.commitment.deadline is not None
        return not timed and low(ground.tokens[subject.relative - 1]) != ","
    if _asks(ground, found.binding.governor) or (subject is not None and _is_asked(ground, subject.start)):
        return True
    first = found.first
    led = first > 0 and low(ground.tokens[first - 1]) in ground.lexicon.conditions.hypothetical
    return led and not _is_reason(ground, first - 1)
