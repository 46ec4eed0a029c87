"""One binding read in full: who is to do what, where, by when, on what condition, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.records import (
    Attribution,
    Commitment,
    CommitmentKind,
    CueSense,
    Deadline,
    Modality,
    Mode,
    PromiseStatus,
    Reading,
    Span,
    TimeExpression,
    TimeRelation,
    trim,
)
from onrecord.stages.commitments.act_reach import (
    clause_end,
    find_object,
    find_particles,
    find_scope,
)
from onrecord.stages.commitments.actors import bound_party, governing, name_actor, subject_of
from onrecord.stages.commitments.binding import Binding
from onrecord.stages.commitments.binding_objects import grant_word, names_measure
from onrecord.stages.commitments.deadline_times import condition_of, deadline_of, tail_of
from onrecord.stages.commitments.deadlines import times_in
from onrecord.stages.commitments.foretelling import foretold
from onrecord.stages.commitments.ground import PHRASE, Ground, act_of_noun, object_head
from onrecord.stages.commitments.subject_tree import main_verb
from onrecord.stages.commitments.subjects import Agency, Subject, agency_of
from onrecord.stages.grammar.verb_groups import low
from onrecord.stages.sentence_view import SentenceView
from onrecord.stages.voice import voice_at

SILENT = frozenset({CueSense.DECLINES, CueSense.ASKS, CueSense.RETRACTS})
_NEAR = 3
_REFUTING = 6
_AFTERTHOUGHT = 8
_WITHOUT_WILL = frozenset({Agency.THING, Agency.EVENT, Agency.MEASURE})
MARKS = " \t\n\r,.;:“”\"‘’'–—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """A binding with what was found around it; `first` and `end` (exclusive) are the tokens of its clause."""

    binding: Binding
    subject: Subject | None
    agency: Agency
    first: int
    end: int
    evidence: Span
    voice: Attribution
    commitment: Commitment


def read_undertaking(reading: Reading, view: SentenceView, binding: Binding) -> Undertaking | None:
    """The binding read in full; None when no words are left of its clause."""
    ground, times = view.ground, view.times
    tokens = ground.tokens
    subject = subject_of(ground, binding)
    first = _first(binding, subject)
    end = clause_end(ground, binding.verb, ground.lexicon.extent, phrase=binding.nominal)
    end = end if binding.last is None else max(end, binding.last + 1)
    end = _before_teller(ground, view.attributions, max(binding.act, binding.verb), end)
    evidence = trim(reading.text, Span(start=tokens[first].span.start, end=tokens[end - 1].span.end), MARKS)
    if len(evidence) == 0:
        return None
    condition = condition_of(ground, binding, first, end)
    if condition is not None and evidence.start < condition.start < evidence.end < condition.end:
        evidence = Span(start=evidence.start, end=condition.end)
    evidence = _within_speech(view.attributions, evidence, tokens[max(binding.act, binding.verb)].span)
    voice = _voice(view.attributions, evidence, tokens[binding.act].span.start)
    agency = agency_of(tokens, ground.names, subject, ground.lexicon) if subject else Agency.UNKNOWN
    if _denied(ground, binding, voice, first):
        if binding.kind is CommitmentKind.THREAT or (binding.passive and _over(ground, binding)):
            return None  # "denied that the talks had been put off": of what is past nobody refuses anything
        binding = replace(binding, kind=CommitmentKind.REFUSAL, modality=Modality.DENIED, negated=not binding.negated)
    elif _unthought(ground, binding):
        kind, modality = CommitmentKind.EXPECTATION, Modality.EXPECTED
        binding = replace(binding, kind=kind, modality=modality, negated=not binding.negated)
    elif foretold(ground, binding, subject, voice):
        binding = replace(binding, kind=CommitmentKind.EXPECTATION, modality=Modality.EXPECTED)
    deadline = deadline_of(reading, ground, binding, first, evidence, times)
    if _comes_later(binding, agency, deadline):
        binding = replace(binding, kind=CommitmentKind.EXPECTATION, modality=Modality.EXPECTED)
    moved = _moved_act(reading, ground, binding, subject)
    return Undertaking(
        binding=binding,
        subject=subject,
        agency=agency,
        first=first,
        end=end,
        evidence=evidence,
        voice=voice,
        commitment=Commitment(
            kind=binding.kind,
            actor=bound_party(reading, ground, binding, subject, agency, voice),
            action=_action(ground, binding) if moved is None else moved[0],
            object=_object(reading, ground, binding, subject, end, times) if moved is None else moved[1],
            scope=find_scope(ground, reading.text, tail_of(ground, binding, evidence), evidence),
            deadline=deadline,
            condition=condition,
            promise=_promise(ground, binding, end),
            outcome=binding.outcome,
        ),
    )


def _before_teller(ground: Ground, attributions: Sequence[Attribution], act: int, end: int) -> int:
    """Where the clause ends before who says so: `aims to reach them by May, | its head, Jo Vale, said`."""
    last = ground.tokens[act].span
    sources = (a.source for a in attributions if a.source is not None and any(c.covers(last) for c in a.content))
    begins = [s.start for s in sources if last.end <= s.start < ground.tokens[end - 1].span.end]
    return ground.tokens_in(Span(start=last.start, end=min(begins))).stop if begins else end


def _within_speech(attributions: Sequence[Attribution], evidence: Span, act: Span) -> Span:
    """The evidence up to where the speech that begins with it ends: `they would lend, | a move that shook`."""
    held = (c for a in attributions for c in a.content if a.mode is not Mode.NARRATOR)
    ends = [c.end for c in held if c.start <= evidence.start and act.end <= c.end < evidence.end]
    return Span(start=evidence.start, end=max(ends)) if ends else evidence


def _voice(attributions: Sequence[Attribution], evidence: Span, act: int) -> Attribution:
    """Whose word it is: that of whoever's speech holds the evidence, else of whoever promises in it (`vowed to`).

    A refusal told in the evidence itself (`declined to sign`) is the report's, for nothing was said.
    """
    around = voice_at(attributions, evidence)
    if around.mode is not Mode.NARRATOR:
        return around
    inside = voice_at(attributions, Span(start=act, end=max(act, evidence.end)))
    told = inside.cue is not None and evidence.covers(inside.cue)
    return around if told and inside.sense in SILENT else inside


def _promised_by_other(ground: Ground, binding: Binding) -> bool:
    """Whether what is denied is not the act but a promise of it: `contradicted | Moss's pledge to cut spending`."""
    firm = binding.kind in {CommitmentKind.PROMISE, CommitmentKind.AGREEMENT}
    return binding.nominal and firm and binding.actor is not None and ground.tokens[binding.actor[0]].tag == "PROPN"


def _denied(ground: Ground, binding: Binding, voice: Attribution, first: int) -> bool:
    """Whether someone denies the clause: `denied that troops would leave`."""
    if voice.sense is CueSense.DENIES and not voice.negated:
        return not _promised_by_other(ground, binding)
    if _refuted(ground, first):
        return True
    before = [g for g in ground.groups if g.finite and g.head < first]
    if not before or before[-1].negated:
        return False
    between = ground.tokens[before[-1].head + 1 : first]
    near = all(t.tag in {"SCONJ", "DET", "PRON"} or low(t) == "that" for t in between) and len(between) < _NEAR
    return near and ground.tokens[before[-1].head].lemma in ground.lexicon.modality.denials


def _unthought(ground: Ground, binding: Binding) -> bool:
    """Whether a denied belief denies the act: `I do not think | the army will leave`."""
    main = main_verb(ground, binding.act)
    above = ground.tokens[main].head
    if ground.tree.bases[main] != "ccomp" or above < 0 or not ground.has_modal(binding.governor):
        return False
    held = next((g for g in ground.groups if g.head == above), None)
    return held is not None and held.negated and ground.tokens[above].lemma in ground.lexicon.modality.frames


def _comes_later(binding: Binding, agency: Agency, deadline: Deadline | None) -> bool:
    """Whether what cannot refuse is told to come no sooner than a day: `The bridge will not be open before Friday`."""
    denied = binding.kind is CommitmentKind.REFUSAL and binding.negated and not binding.stated
    no_sooner = deadline is not None and deadline.relation is TimeRelation.NOT_BEFORE
    return denied and no_sooner and agency in _WITHOUT_WILL


def _over(ground: Ground, binding: Binding) -> bool:
    group = ground.starting.get(binding.governor)
    return group is not None and group.modal is None and not group.infinitive


def _refuted(ground: Ground, first: int) -> bool:
    """Whether the clause is what there is said to be nothing in: `there was no truth in reports that`."""
    at = first - 1 - (first > 1 and ground.lows[first - 1] == "that")
    if at < 0 or ground.lows[at] not in ground.lexicon.modality.hearsay:
        return False
    before = f" {' '.join(ground.lows[max(0, at - _REFUTING) : at])} "
    return any(f" {phrase} " in before for phrase in ground.lexicon.modality.refuting)


def _first(binding: Binding, subject: Subject | None) -> int:
    """The token at which the evidence begins."""
    if binding.first is not None and (binding.sibling or binding.nominal):
        return binding.first
    if subject is None or binding.actor is not None or binding.reduced or subject.shared:
        return binding.governor
    return subject.start if subject.relative is None else subject.relative


def _action(ground: Ground, binding: Binding) -> str:
    """The verb with its particles; of `continue to operate` both verbs."""
    if binding.noun_act and not _names_thing(ground, binding):
        return act_of_noun(ground.tokens[binding.act], ground.lexicon) or ground.tokens[binding.act].lemma
    if binding.noun_act:
        group = ground.starting.get(binding.governor)
        at = binding.governor if group is None else group.head
        return " ".join((ground.tokens[at].lemma, *find_particles(ground, at)))
    joined = grant_word(ground, binding.act)
    if binding.verb == binding.act and " " in joined:
        return joined  # "turned the offer down"
    words = [ground.tokens[binding.act].lemma]
    if binding.verb != binding.act:
        words += ["to"] if ground.lows[binding.act + 1] == "to" else []
        inner = ground.tokens[binding.verb]
        words.append(inner.lemma if words[-1] == "to" else low(inner))
    return " ".join((*words, *find_particles(ground, binding.verb)))


def _names_thing(ground: Ground, binding: Binding) -> bool:
    """Whether the noun names no act of its own, so that the tie tells it: `agreed a deal`, `its pledge of $3m`."""
    noun = ground.tokens[binding.act]
    told = binding.governor < binding.act and not (binding.nominal and binding.negated)
    if not told or act_of_noun(noun, ground.lexicon) is not None:
        return False
    named = names_measure(ground, binding.act) and noun.lemma not in ground.lexicon.nominals
    return not named or noun.lemma in ground.lexicon.acts.notions


def _moved_act(
    reading: Reading, ground: Ground, binding: Binding, subject: Subject | None
) -> tuple[str, str | None] | None:
    """The act and its object where its noun is what slips or is dropped: `the draining of the lake was put off`."""
    if subject is None or not binding.passive or binding.promise is PromiseStatus.STANDS:
        return None
    of = subject.head + 1
    verb = act_of_noun(ground.tokens[subject.head], ground.lexicon)
    if verb is None or of + 1 >= subject.end or ground.lows[of] != "of":
        return None
    rest = Span(start=ground.tokens[of + 1].span.start, end=ground.tokens[subject.end - 1].span.end)
    return verb, " ".join(rest.of(reading.text).split())


def _object(
    reading: Reading,
    ground: Ground,
    binding: Binding,
    subject: Subject | None,
    end: int,
    times: Sequence[TimeExpression],
) -> str | None:
    """What the act is done to; for a passive its subject, for a noun what follows `of`."""
    if binding.passive:
        return name_actor(reading, ground.tokens, subject) if subject is not None else None
    if binding.noun_act and not _names_thing(ground, binding):
        return _of_what(reading, ground, binding.act, end)
    at = binding.act - 1 if binding.noun_act else binding.verb
    while binding.noun_act and at > binding.governor and ground.tokens[at].tag in PHRASE and at not in ground.heads:
        at -= 1
    reach = Span(start=ground.tokens[at].span.start, end=ground.tokens[end - 1].span.end)
    held = find_object(ground, at, end, [t.cue or t.span for t in times_in(times, reach)])
    return " ".join(held.of(reading.text).split()) if held else None


def _of_what(reading: Reading, ground: Ground, noun: int, end: int) -> str | None:
    """What follows `of` or `on` after the noun of an act: of `a ban on night flights`, `night flights`."""
    start = noun + 2
    if start >= end or ground.lows[noun + 1] not in {"of", "on"}:
        return None
    head = object_head(ground, start)
    if head is None or head >= end:
        return None
    words = Span(start=ground.tokens[start].span.start, end=ground.tokens[head].span.end).of(reading.text)
    return " ".join(words.split())


def _promise(ground: Ground, binding: Binding, end: int) -> PromiseStatus:
    """What became of the promise: for a noun, what its verb says (`reaffirmed its pledge`); else `behind schedule`."""
    group = governing(ground, binding) if binding.nominal else None
    if group is not None:
        return ground.lexicon.promise.get(ground.tokens[group.head].lemma, binding.promise)
    if binding.promise not in {PromiseStatus.STANDS, PromiseStatus.REAFFIRMED} or binding.negated:
        return binding.promise
    after = f" {' '.join(ground.lows[binding.verb + 1 : min(end + _AFTERTHOUGHT, len(ground.lows))])} "
    told = (status for words, status in ground.lexicon.pace.items() if f" {words} " in after)
    return next(told, binding.promise)
