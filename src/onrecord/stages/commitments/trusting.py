"""How sure it is that a binding read in full is someone's commitment: what is doubted, asked or supposed is none."""

from collections.abc import Sequence

from onrecord.records import (
    CommitmentKind,
    Confidence,
    Modality,
    Mode,
    OutcomeStatus,
    PromiseStatus,
    Span,
    TimeExpression,
    TimeRelation,
)
from onrecord.stages.commitments.acting import provides, weigh
from onrecord.stages.commitments.actors import governing
from onrecord.stages.commitments.binding import Binding
from onrecord.stages.commitments.deadlines import times_in
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.commitments.subject_tree import main_verb, subject_at
from onrecord.stages.commitments.subjects import Agency
from onrecord.stages.commitments.supposing import only_supposed
from onrecord.stages.commitments.undertaking import SILENT, Undertaking
from onrecord.stages.grammar.verb_groups import low

_LONGEST_TIME = 60
_BIDDEN = frozenset({CommitmentKind.ORDER, CommitmentKind.PROPOSAL})
_GIVEN = frozenset({CommitmentKind.PROMISE, CommitmentKind.AGREEMENT, CommitmentKind.REFUSAL, CommitmentKind.THREAT})
_LENGTHS = frozenset({TimeRelation.WITHIN, TimeRelation.DURING})
_HELD = frozenset(
    {
        TimeRelation.UNTIL,
        TimeRelation.UNTIL_AT_LEAST,
        TimeRelation.NOT_BEFORE,
        TimeRelation.BY,
        TimeRelation.BEFORE,
        TimeRelation.FROM,
    }
)


def confidence_of(
    ground: Ground, found: Undertaking, times: Sequence[TimeExpression], *, planned: bool = False
) -> Confidence | None:
    """How sure it is that this is someone's commitment; None when it is none. `planned` says that the words before it
    told of one, which a report's own `would` then goes on with.
    """
    subject = found.subject
    if subject is not None and _is_time(ground.tokens[subject.head].span, times):
        return None
    if ground.tokens[found.binding.act].tag == "AUX" and not found.binding.weak:
        return None
    if found.voice.sense in SILENT or found.voice.hypothetical:
        return None
    narrated = found.voice.mode is Mode.NARRATOR
    if only_supposed(ground, found) or (found.binding.reported and found.voice.mode is Mode.DIRECT_QUOTE):
        return None
    goes_on = _goes_on(ground, found) or (planned and _tells_more(ground, found)) or provides(ground, found.binding)
    if found.binding.reported and narrated and not goes_on:
        return None
    deadline = found.commitment.deadline
    if found.binding.standing and (deadline is None or deadline.relation not in _HELD):
        return None
    if found.voice.mode is Mode.DIRECT_QUOTE and _of_a_thing(ground, found):
        return None
    own_tale = narrated or (found.voice.speaker is None and found.voice.mode is Mode.INDIRECT)
    if own_tale and subject is not None and low(ground.tokens[subject.head]) in ground.lexicon.acts.first_person:
        return None
    if (
        _by_standing_rule(ground, found)
        or _only_named(ground, found)
        or _only_advised(ground, found)
        or _generic(ground, found)
    ):
        return None
    timed = found.commitment.deadline is not None or _on_condition(found)
    unvouched = narrated or (found.voice.speaker is None and found.voice.mode is Mode.HEARSAY)  # `the court heard that`
    sure = weigh(ground, found.binding, found.agency, timed=timed, narrated=unvouched)
    vague = narrated and not timed and not found.binding.stated and found.agency is Agency.PRONOUN
    if _private(ground, found) and not timed:
        return None
    unknown = vague and found.commitment.actor is None and not found.binding.passive
    return None if unknown else sure


def _only_advised(ground: Ground, found: Undertaking) -> bool:
    """Whether the public is only told what would be good to do: `has advised visitors to keep away`."""
    binding = found.binding
    if binding.passive and binding.kind in _BIDDEN and _told(ground, found):
        return True
    if binding.kind not in _BIDDEN or found.agency is Agency.NAMED or found.commitment.deadline is not None:
        return False
    if binding.actor is None and not binding.passive and not (binding.stated and found.subject is not None):
        return False
    group = ground.starting.get(binding.governor)
    if group is None or ground.tokens[group.head].lemma not in ground.lexicon.acts.advising:
        return False
    head = None if found.subject is None else ground.tokens[found.subject.head]
    return group.gerund or head is None or low(head) != head.lemma or head.lemma in ground.lexicon.acts.anyone


def _told(ground: Ground, found: Undertaking) -> bool:
    """Whether someone unnamed was told something, with no day: `argued that | the boy was told to lie`."""
    group = ground.starting.get(found.binding.governor)
    told = group is not None and ground.lows[group.head] == "told"
    return told and found.agency is not Agency.NAMED and found.commitment.deadline is None


def _generic(ground: Ground, found: Undertaking) -> bool:
    """Whether it is only possible that any such people do it: `Banks may tighten their rules`."""
    subject, binding = found.subject, found.binding
    loose = binding.modality is Modality.POSSIBLE or binding.arranged
    if not loose or found.agency is not Agency.AGENT or subject is None:
        return False
    group = ground.starting.get(binding.governor)
    bare = all(t.tag in {"ADJ", "NOUN", "CCONJ"} for t in ground.tokens[subject.start : subject.end])
    plural = low(ground.tokens[subject.head]) != ground.tokens[subject.head].lemma
    open_day = found.commitment.deadline is None
    return group is not None and (group.modal is not None or binding.arranged) and bare and plural and open_day


def _says_more(ground: Ground, binding: Binding) -> bool:
    """Whether the noun is the subject of another act: `Her promise to lower taxes | helped her win`."""
    after = (g for g in ground.groups if g.start > binding.verb and g.finite)
    group = next(after, None)
    if group is None or group.passive or group.copula:
        return False
    subject = subject_at(ground, group.start)
    return subject is not None and subject.head == binding.governor


def _only_named(ground: Ground, found: Undertaking) -> bool:
    """Whether a noun only names a plan that the sentence says something else of: `rallied support for a plan to`.

    It counts where a verb sets it forth (`announced a plan to`), changes or fulfils it, or with a limit of its own.
    """
    binding, deadline = found.binding, found.commitment.deadline
    changed = binding.promise is not PromiseStatus.STANDS or found.commitment.promise is not PromiseStatus.STANDS
    mind = ground.tokens[binding.governor].lemma in ground.lexicon.acts.resolves
    owned = binding.actor is not None and _says_more(ground, binding)
    given = binding.kind in _GIVEN and not binding.given and not mind and not owned
    if not binding.nominal or changed or given or binding.outcome is not OutcomeStatus.PENDING:
        return False
    if deadline is not None and deadline.relation in _HELD:
        return False
    group = governing(ground, binding)
    return group is None or ground.tokens[group.head].lemma not in ground.lexicon.acts.presenting


def _private(ground: Ground, found: Undertaking) -> bool:
    """Whether one person is bidden by another: `told him to hide the letters`, an errand rather than an order."""
    if found.binding.kind is not CommitmentKind.ORDER or found.binding.actor is None:
        return False
    first, end = found.binding.actor
    return end - first == 1 and ground.lows[first] in ground.lexicon.acts.one_person


def _by_standing_rule(ground: Ground, found: Undertaking) -> bool:
    """Whether a law says what people must do at all times: `the rules require firms to report within a day`."""
    binding, deadline = found.binding, found.commitment.deadline
    if binding.kind is not CommitmentKind.ORDER or binding.actor is None or not binding.stated:
        return False
    lawgiver = subject_at(ground, binding.governor)
    if lawgiver is not None and ground.lows[lawgiver.head] in {"it", "this", "that", "which"}:
        return deadline is None and ground.lows[binding.governor] in {"requires", "require"}
    if lawgiver is None or ground.tokens[lawgiver.head].lemma.lower() not in ground.lexicon.acts.rules:
        return False
    # "for six years" ends on no day of its own
    unending = deadline is not None and deadline.relation is TimeRelation.UNTIL and deadline.interval.days != 1
    return deadline is None or deadline.relation in _LENGTHS or unending


def _on_condition(found: Undertaking) -> bool:
    """Whether a body by name must do something if something happens: `Norhall must pay if the sale falls through`."""
    named = found.agency is Agency.NAMED and found.voice.mode in {Mode.NARRATOR, Mode.DOCUMENT}
    bound = found.binding.duty and not found.binding.standing and found.binding.outcome is OutcomeStatus.PENDING
    return named and bound and found.commitment.condition is not None


def _of_a_thing(ground: Ground, found: Undertaking) -> bool:
    """Whether a speaker tells what `it` will do, which is no body that acts: `It will keep us safe`."""
    subject = found.subject
    if subject is None or found.binding.stated or found.binding.passive or found.commitment.actor is not None:
        return False
    return ground.lows[subject.head] in {"it", "this", "that"}


def _goes_on(ground: Ground, found: Undertaking) -> bool:
    """Whether the report goes on telling what someone said: `It would last until Monday`, with a day to come."""
    deadline = found.commitment.deadline
    if deadline is None or deadline.relation in _LENGTHS:
        return False  # "Within a month she would be dead": a tale
    return ground.has_modal(found.binding.governor)


def _tells_more(ground: Ground, found: Undertaking) -> bool:
    """Whether a plan is told further: `will send a force. | The force would be led by Orland`."""
    unreal = found.commitment.condition is not None or found.binding.negated
    if unreal or not ground.has_modal(found.binding.governor) or not _in_main_clause(ground, found.binding.act):
        return False
    return found.binding.passive or ground.tokens[found.binding.verb].lemma not in ground.lexicon.acts.states


def _in_main_clause(ground: Ground, act: int) -> bool:
    """Whether the act's verb is the sentence's own, or joined to it."""
    at = main_verb(ground, act)
    while ground.tree.bases[at] == "conj" and 0 <= ground.tokens[at].head < at:
        at = ground.tokens[at].head
    return ground.tree.bases[at] == "root"


def _is_time(head: Span, times: Sequence[TimeExpression]) -> bool:
    around = Span(start=max(0, head.start - _LONGEST_TIME), end=head.end)
    return any(t.span.covers(head) for t in times_in(times, around))
