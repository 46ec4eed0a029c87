"""Commitments and scheduled events: who is to do what by when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicons import CommitmentLexicon, Lexicons
from onrecord.records import (
    CLAIM_BEARING,
    Analysis,
    Attribution,
    Claim,
    ClaimType,
    Commitment,
    Confidence,
    Event,
    Modality,
    Mode,
    PassageKind,
    PromiseStatus,
    Reading,
    Span,
    TimeExpression,
    claim_id,
    trim,
)
from onrecord.stages.act_reach import clause_end, find_condition, find_object, find_particles, find_scope
from onrecord.stages.acting import weigh
from onrecord.stages.actors import name_actor
from onrecord.stages.binding import Binding
from onrecord.stages.binding_search import find_bindings
from onrecord.stages.deadlines import find_deadline
from onrecord.stages.events import ScheduledEvent, find_events
from onrecord.stages.ground import Ground, ground_of
from onrecord.stages.subjects import Agency, Subject, agency_of, find_subject, noun_phrase_ending
from onrecord.stages.verb_groups import VerbGroup, low
from onrecord.stages.voice import voice_at

_MARKS = " \t\n\r,.;:“”\"‘’'–—"


def find_commitments(reading: Reading, times: Sequence[TimeExpression], lexicons: Lexicons) -> tuple[Claim, ...]:
    """One claim for each act that someone is bound, planned or expected to do, and for each scheduled event."""
    repeated = {p.index for p in reading.passages if p.repeats is not None}
    claims: list[Claim] = []
    for analysis in reading.analyses:
        sentence = analysis.sentence
        if sentence.kind not in CLAIM_BEARING or sentence.passage in repeated:
            continue
        if sentence.span.of(reading.text).rstrip(" ”\"'’").endswith("?"):
            continue
        here = [t for t in times if t.sentence == sentence.index]
        claims.extend(_claims_of(reading, analysis, here, lexicons.commitments))
    return tuple(claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A binding with what was found around it."""

    binding: Binding
    subject: Subject | None
    agency: Agency
    evidence: Span
    end: int
    voice: Attribution
    commitment: Commitment


def _claims_of(
    reading: Reading, analysis: Analysis, times: Sequence[TimeExpression], lexicon: CommitmentLexicon
) -> Iterator[Claim]:
    ground = ground_of(analysis, lexicon)
    seen: set[Span] = set()
    events = find_events(ground, reading.text, times, reading.publication.clock.interval)
    for event in events:
        yield _event_claim(reading, analysis, ground, event)
    for binding in find_bindings(ground):
        found = _look(reading, ground, binding, times)
        confidence = _confidence(ground, found, times) if found else None
        if found is None or confidence is None or found.evidence in seen:
            continue
        seen.add(found.evidence)
        yield _claim(reading, analysis, found, confidence)


def _event_claim(reading: Reading, analysis: Analysis, ground: Ground, event: ScheduledEvent) -> Claim:
    sentence, tokens = analysis.sentence, ground.tokens
    whole = Span(start=tokens[event.first].span.start, end=tokens[event.end - 1].span.end)
    evidence = trim(reading.text, whole, _MARKS)
    voice = voice_at(reading.attributions, evidence)
    return Claim(
        id=claim_id(reading.report.id, ClaimType.EVENT, evidence),
        report=reading.report.id,
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        evidence=evidence,
        own_words=own_words(voice, evidence),
        attribution=voice,
        modality=Modality.EXPECTED if event.expected else Modality.PLANNED,
        in_headline=sentence.kind is PassageKind.HEADLINE,
        content=Event(what=event.what, where=event.where, dropped=event.dropped),
        confidence=Confidence.MEDIUM,
    )


def _claim(reading: Reading, analysis: Analysis, found: _Found, confidence: Confidence) -> Claim:
    sentence = analysis.sentence
    return Claim(
        id=claim_id(reading.report.id, ClaimType.COMMITMENT, found.evidence),
        report=reading.report.id,
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        evidence=found.evidence,
        own_words=own_words(found.voice, found.evidence),
        attribution=found.voice,
        modality=found.binding.modality,
        negated=found.binding.negated,
        in_headline=sentence.kind is PassageKind.HEADLINE,
        content=found.commitment,
        confidence=confidence,
    )


def own_words(voice: Attribution, evidence: Span) -> tuple[Span, ...]:
    """The parts of the evidence that stand inside the speaker's quotation marks."""
    return tuple(
        Span(start=max(q.start, evidence.start), end=min(q.end, evidence.end))
        for q in voice.quoted
        if q.overlaps(evidence)
    )


def _look(reading: Reading, ground: Ground, binding: Binding, times: Sequence[TimeExpression]) -> _Found | None:
    subject = _subject(ground, binding)
    end = clause_end(ground, binding.verb, ground.lexicon.extent)
    first = _first(binding, subject)
    tokens = ground.tokens
    evidence = trim(reading.text, Span(start=tokens[first].span.start, end=tokens[end - 1].span.end), _MARKS)
    if not evidence.of(reading.text).strip():
        return None
    voice = voice_at(reading.attributions, evidence)
    if voice.mode is Mode.NARRATOR:
        voice = voice_at(reading.attributions, Span(start=tokens[binding.act].span.start, end=evidence.end))
    agency = agency_of(tokens, ground.names, subject, ground.lexicon) if subject else Agency.UNKNOWN
    return _Found(
        binding=binding,
        subject=subject,
        agency=agency,
        evidence=evidence,
        end=end,
        voice=voice,
        commitment=_commitment(reading, ground, binding, subject, agency, evidence, end, times),
    )


def _first(binding: Binding, subject: Subject | None) -> int:
    if binding.first is not None and (binding.sibling or binding.nominal):
        return binding.first
    if subject is None or binding.actor is not None:
        return binding.governor
    if subject.shared:
        return binding.governor
    return subject.start if subject.relative is None else subject.relative


def _subject(ground: Ground, binding: Binding) -> Subject | None:
    if binding.actor is not None:
        owner = noun_phrase_ending(ground.tokens, binding.actor[1] - 1)
        if owner is not None and low(ground.tokens[owner.head]) not in {"its", "their", "his", "her", "our", "my"}:
            return owner
        return _reporter(ground, binding) or owner
    if binding.nominal:
        return _reporter(ground, binding)
    return find_subject(ground.tokens, ground.groups, binding.governor)


def _reporter(ground: Ground, binding: Binding) -> Subject | None:
    """The subject of the verb that governs a noun of promising: `Norland | announced a plan to`."""
    group = _governing(ground, binding)
    return None if group is None else find_subject(ground.tokens, ground.groups, group.start)


def _governing(ground: Ground, binding: Binding) -> VerbGroup | None:
    first = binding.first if binding.first is not None else binding.governor
    earlier = [g for g in ground.groups if g.head < first and first - g.head <= 2 and not g.passive and not g.copula]
    return earlier[-1] if earlier else None


def _commitment(
    reading: Reading,
    ground: Ground,
    binding: Binding,
    subject: Subject | None,
    agency: Agency,
    evidence: Span,
    end: int,
    times: Sequence[TimeExpression],
) -> Commitment:
    tokens, lexicon = ground.tokens, ground.lexicon
    act = tokens[binding.act].span
    tail = Span(start=act.start, end=max(act.end, evidence.end))
    opening = Span(start=tokens[0].span.start, end=tokens[_first(binding, subject)].span.start)
    published = reading.publication.clock.interval
    done_to = binding.passive or agency is Agency.MEASURE
    held = find_object(ground, binding.verb, end, [t.cue or t.span for t in times])
    phrase = held.of(reading.text) if held else None
    if binding.passive and subject is not None:
        phrase = name_actor(reading, tokens, subject)
    return Commitment(
        kind=binding.kind,
        actor=None if done_to or subject is None else name_actor(reading, tokens, subject),
        action=_action(ground, binding),
        object=" ".join(phrase.split()) if phrase else None,
        scope=find_scope(ground.names, reading.text, tail, evidence),
        deadline=find_deadline(times, [evidence, tail, opening], act, published, negated=binding.negated),
        condition=find_condition(ground, lexicon.conditions, binding.verb + 1, len(tokens)),
        promise=_promise(ground, binding),
        outcome=binding.outcome,
    )


def _action(ground: Ground, binding: Binding) -> str:
    words = [ground.tokens[binding.act].lemma]
    if binding.verb != binding.act:
        words.append(ground.tokens[binding.verb].lemma)
    return " ".join((*words, *find_particles(ground, binding.verb)))


def _promise(ground: Ground, binding: Binding) -> PromiseStatus:
    group = _governing(ground, binding) if binding.nominal else None
    if group is None:
        return binding.promise
    return ground.lexicon.promise.get(ground.tokens[group.head].lemma, binding.promise)


def _confidence(ground: Ground, found: _Found, times: Sequence[TimeExpression]) -> Confidence | None:
    """How sure it is that this is someone's commitment; None when it is none."""
    subject = found.subject
    if subject is not None and any(t.span.covers(ground.tokens[subject.head].span) for t in times):
        return None
    narrated = found.voice.mode is Mode.NARRATOR
    if _hypothetical(ground, found) or (found.binding.reported and (narrated or found.voice.mode is Mode.DIRECT_QUOTE)):
        return None
    timed = found.commitment.deadline is not None
    return weigh(ground, found.binding, found.agency, timed=timed, narrated=narrated)


def _hypothetical(ground: Ground, found: _Found) -> bool:
    """Whether the clause itself is a condition or a question: `if he will`, `whether troops would`."""
    first = _first(found.binding, found.subject)
    if first == 0:
        return False
    return low(ground.tokens[first - 1]) in ground.lexicon.conditions.hypothetical
