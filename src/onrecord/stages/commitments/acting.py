"""Whether a binding word, an act and a doer make a commitment, and how sure that is."""

from onrecord.records import CommitmentKind, Confidence, Modality, OutcomeStatus, PromiseStatus
from onrecord.stages.commitments.binding import Binding
from onrecord.stages.commitments.ground import Ground, enters_state, object_head
from onrecord.stages.commitments.subject_tree import subject_at
from onrecord.stages.commitments.subjects import Agency

_DOERS = frozenset({Agency.NAMED, Agency.AGENT})
_WILLED = frozenset({CommitmentKind.REFUSAL, CommitmentKind.ORDER, CommitmentKind.THREAT})
_CHANGED = frozenset(PromiseStatus) - {PromiseStatus.STANDS, PromiseStatus.REAFFIRMED}
_RUN = _DOERS | {Agency.MEASURE}


def names_act(ground: Ground, binding: Binding, agency: Agency) -> bool:
    """Whether the verb, with this doer, is something one sets out to do: `send`, `take part`, for an army `remain`."""
    acts = ground.lexicon.acts
    token = ground.tokens[binding.verb]
    following = ground.lows[binding.verb + 1] if binding.verb + 1 < len(ground.tokens) else ""
    if token.lemma in acts.linking and following in acts.entered:
        return True
    hedge = ground.lows[binding.verb + 1 : binding.verb + 3] == ("up", "to")
    if token.lemma in acts.tried_by and _tried(ground, binding):
        return True
    if token.lemma not in acts.states or (following in acts.light.get(token.lemma, ()) and not hedge):
        return True
    if binding.stated and agency in _DOERS and token.lemma in acts.willed and not binding.passive:
        return True
    if provides(ground, binding) or (token.lemma == "take" and _takes(ground, binding, agency)):
        return True
    drifts = agency is Agency.MEASURE and token.lemma in acts.drifting  # "aid will drop"
    able = (agency in _RUN and not drifts) or (agency is Agency.PRONOUN and _personal(ground, binding))
    return token.lemma in acts.held_states and able and not binding.passive


def _tried(ground: Ground, binding: Binding) -> bool:
    """Whether a body does what only such a body sets out to do: `the court will hear the appeal`."""
    subject = subject_at(ground, binding.governor) if binding.actor is None and not binding.passive else None
    bodies = ground.lexicon.acts.tried_by[ground.tokens[binding.verb].lemma]
    if "that" in ground.lows[binding.verb :]:
        return False  # "will hear the club's claim that it was misled": more is said than what is to be done
    return subject is not None and ground.tokens[subject.head].lemma.lower() in bodies


def _takes(ground: Ground, binding: Binding, agency: Agency) -> bool:
    """Whether taking this is an act: `Falk would take the stand`."""
    noun = object_head(ground, binding.verb + 1)
    doer = agency in _RUN or (agency is Agency.PRONOUN and _personal(ground, binding))
    return doer and noun is not None and ground.tokens[noun].lemma in ground.lexicon.acts.taken


def _personal(ground: Ground, binding: Binding) -> bool:
    """Whether the pronoun before the verb stands for people: `we will make`."""
    before = ground.lows[max(0, binding.governor - 2) : binding.governor]
    return any(word in ground.lexicon.acts.personal for word in before)


def weigh(ground: Ground, binding: Binding, agency: Agency, *, timed: bool, narrated: bool) -> Confidence | None:
    """How sure it is that the binding is a commitment of such a doer; None when it is none.

    `timed` says that it has a deadline, `narrated` that the report speaks in its own voice.
    """
    if binding.duty:
        return _weigh_duty(ground, binding, agency, timed=timed)
    if _is_none(ground, binding, agency, timed=timed) or (binding.past and narrated and not timed):
        return None
    if not timed and (_over(ground, binding) or (binding.arranged and (binding.passive or not moves(ground, binding)))):
        return None
    if binding.weak:
        held = timed and agency in _RUN | {Agency.PRONOUN} and _enters(ground, binding)
        return Confidence.MEDIUM if held else None
    if binding.given and not timed:
        return Confidence.LOW
    if binding.stated and binding.kind not in {CommitmentKind.EXPECTATION, CommitmentKind.PLAN}:
        return Confidence.HIGH if agency in _DOERS else Confidence.MEDIUM
    if binding.promise in _CHANGED or binding.outcome is not OutcomeStatus.PENDING:
        return Confidence.MEDIUM
    if binding.nominal:
        return Confidence.MEDIUM if timed or agency in _DOERS else Confidence.LOW
    if not names_act(ground, binding, agency):
        return None
    if ground.tokens[binding.act].lemma in ground.lexicon.acts.trying and agency is Agency.UNKNOWN:
        return Confidence.MEDIUM
    modal = ground.has_modal(binding.governor)
    return _weigh_plain(
        binding, agency, timed=timed and (modal or binding.stated or binding.sibling), narrated=narrated
    )


def moves(ground: Ground, binding: Binding) -> bool:
    """Whether the present progressive of the verb tells of an arrangement without a day: `is sending`."""
    return ground.tokens[binding.verb].lemma in ground.lexicon.acts.motions


def _over(ground: Ground, binding: Binding) -> bool:
    """Whether the verb supposes what is over by now: `will have been hurt`."""
    group = ground.starting.get(binding.governor)
    return group is not None and group.modal is not None and group.perfect


def _is_none(ground: Ground, binding: Binding, agency: Agency, *, timed: bool) -> bool:
    """Whether no commitment can be meant: nobody acts, it is speech, or the verb names no act."""
    moved = binding.passive and (binding.promise is not PromiseStatus.STANDS or (timed and agency is Agency.THING))
    moved = moved or (timed and binding.negated and binding.kind is CommitmentKind.EXPECTATION)
    done = binding.passive and binding.modality is Modality.PLANNED and (binding.sibling or not binding.stated)
    moved = moved or (done and agency is Agency.THING and not binding.arranged)  # "the river will be dredged"
    if agency in {Agency.THING, Agency.EVENT} and not binding.nominal and not moved and binding.told is None:
        return True
    gagged = binding.kind is CommitmentKind.ORDER and binding.negated and binding.actor is not None
    speaks = ground.tokens[binding.verb].lemma in ground.lexicon.speech_acts
    if speaks and not gagged and not _holds_talks(ground, binding):
        return True  # but "barred lawyers from speaking" binds them
    if binding.kind is CommitmentKind.ORDER and binding.actor is not None and agency is Agency.MEASURE:
        return not binding.passive  # "requires a new decision to start the work"
    personal = agency is Agency.PRONOUN and _personal(ground, binding)
    if binding.aimed and not binding.passive and agency not in _DOERS and not personal:
        return True
    if agency is Agency.MEASURE and not timed and _tells_effect(ground, binding):
        return True
    if binding.kind is CommitmentKind.REFUSAL and _withholds(ground, binding):
        return True
    if binding.kind is CommitmentKind.THREAT and agency in {Agency.UNKNOWN, Agency.MEASURE} and not binding.nominal:
        return True
    return binding.kind in _WILLED and _tells_other_act(ground, binding) and not names_act(ground, binding, agency)


def _holds_talks(ground: Ground, binding: Binding) -> bool:
    """Whether the verb of speech is one of meeting: `will talk to | the owners`."""
    words = ground.lexicon.acts.light.get(ground.tokens[binding.verb].lemma, ())
    following = ground.lows[binding.verb + 1 : binding.verb + 2]
    return not binding.negated and any(word in words for word in following)


def _tells_effect(ground: Ground, binding: Binding) -> bool:
    """Whether the verb only tells what a measure leads to: `the policy will bring ruin`."""
    plain = not binding.stated and not binding.passive and not binding.sibling
    return plain and ground.tokens[binding.verb].lemma in ground.lexicon.acts.effects and not provides(ground, binding)


def provides(ground: Ground, binding: Binding) -> bool:
    """Whether a bill or a deal itself lays down the act: `The bill would ban night flights`."""
    if binding.actor is not None or binding.stated or binding.arranged or not ground.has_modal(binding.governor):
        return False
    subject = subject_at(ground, binding.governor)
    paper = subject is not None and ground.tokens[subject.head].lemma.lower() in ground.lexicon.acts.schemes
    return paper and ground.tokens[binding.verb].lemma in ground.lexicon.acts.provisions


def _tells_other_act(ground: Ground, binding: Binding) -> bool:
    """Whether the act is another verb than the one that binds: `refused to leave`, not `rejected the plan`."""
    if binding.noun_act or (binding.kind is CommitmentKind.ORDER and binding.actor is None):
        return False
    own = {g.head for g in ground.groups if g.start == binding.governor and g.modal is None}
    return binding.governor < binding.act and binding.act not in own


def _weigh_duty(ground: Ground, binding: Binding, agency: Agency, *, timed: bool) -> Confidence | None:
    """A duty or a failure counts with a deadline, for someone who acts or a thing that is acted on."""
    if ground.tokens[binding.verb].lemma in ground.lexicon.speech_acts and (binding.standing or agency not in _DOERS):
        return None
    able = agency in (_DOERS if binding.standing else _RUN) | {Agency.PRONOUN} or binding.passive
    return Confidence.MEDIUM if timed and able and names_act(ground, binding, agency) else None


def _withholds(ground: Ground, binding: Binding) -> bool:
    """Whether the refusal is one to speak: `refused to give details`."""
    lexicon = ground.lexicon
    noun = object_head(ground, binding.verb + 1)
    telling = ground.tokens[binding.verb].lemma in lexicon.telling
    return telling and noun is not None and ground.tokens[noun].lemma in lexicon.told


def _enters(ground: Ground, binding: Binding) -> bool:
    return any(g.head == binding.act and enters_state(ground, g) for g in ground.groups)


def _weigh_plain(binding: Binding, agency: Agency, *, timed: bool, narrated: bool) -> Confidence | None:
    """For acts told by `will`, `is to`, `is expected to`: the doer decides."""
    if binding.modality is Modality.POSSIBLE and binding.passive:
        return None
    if binding.sibling and binding.actor is not None and timed:
        return Confidence.MEDIUM
    if binding.modality is Modality.POSSIBLE or binding.arranged:
        said = agency is Agency.PRONOUN and not narrated
        if binding.arranged and agency is Agency.AGENT and not timed and narrated:
            return Confidence.LOW
        return Confidence.MEDIUM if agency in _DOERS or said else None
    if agency in _DOERS:
        return Confidence.HIGH if timed else Confidence.MEDIUM
    if binding.negated and not binding.stated and (binding.passive or binding.kind is CommitmentKind.EXPECTATION):
        return Confidence.MEDIUM if timed and binding.kind is CommitmentKind.EXPECTATION else Confidence.LOW
    known = agency in {Agency.PRONOUN, Agency.MEASURE}
    if known or (
        (binding.passive or (binding.stated and not binding.plain)) and binding.kind is not CommitmentKind.EXPECTATION
    ):
        return Confidence.MEDIUM
    return Confidence.LOW if timed else None
