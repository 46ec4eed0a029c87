"""Commitments and scheduled events: who is to do what by when."""

from collections.abc import Collection, Iterator, Sequence

from onrecord.lexicons import Lexicons
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
    PassageKind,
    Reading,
    Span,
    TimeExpression,
    claim_id,
    trim,
)
from onrecord.stages.commitments.events import ScheduledEvent, find_events
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.commitments.settling import settle_lengths
from onrecord.stages.commitments.trusting import confidence_of
from onrecord.stages.commitments.undertaking import MARKS, Undertaking, read_undertaking
from onrecord.stages.sentence_view import SentenceView, Views, view_sentences
from onrecord.stages.voice import voice_at


def find_commitments(
    reading: Reading, times: Sequence[TimeExpression], lexicons: Lexicons, views: Views | None = None
) -> tuple[Claim, ...]:
    """One claim for each act that someone is bound, planned or expected to do, and for each scheduled event; `views`
    where they are made already.
    """
    views = view_sentences(reading, times, lexicons.commitments) if views is None else views
    repeated = {p.index for p in reading.passages if p.repeats is not None}
    claims: list[Claim] = []
    planned = False
    for view in views.values():
        sentence = view.analysis.sentence
        if sentence.kind not in CLAIM_BEARING or sentence.passage in repeated:
            continue
        if sentence.span.of(reading.text).rstrip(" ”\"'’").endswith("?"):
            continue
        told = tuple(_claims_of(reading, view, planned=planned))
        tells = any(isinstance(c.content, Commitment) and c.confidence is not Confidence.LOW for c in told)
        planned = tells or _names_plan(view) or (planned and any(b.reported for b in view.bindings))
        claims.extend(told)
    return settle_lengths(_without_repeats(claims), reading.text, lexicons.commitments.acts)


def _claims_of(reading: Reading, view: SentenceView, *, planned: bool) -> Iterator[Claim]:
    ground, times = view.ground, view.times
    seen: set[Span] = set()
    events = find_events(ground, reading.text, times, reading.publication.clock.interval)
    held: list[Span] = []
    kept: list[Undertaking] = []
    for event in events:
        claim = _event_claim(reading, view, event)
        held.append(claim.evidence)
        yield claim
    for binding in view.bindings:
        found = read_undertaking(reading, view, binding)
        confidence = confidence_of(ground, found, times, planned=planned or bool(kept)) if found else None
        if found is None or confidence is None or found.evidence in seen:
            continue
        if _is_event(view.ground, found, held):
            continue
        if _inside(found, kept):
            confidence = Confidence.LOW
        seen.add(found.evidence)
        kept.append(found)
        yield _claim(reading, view.analysis, found, confidence)


def _without_repeats(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without acts of a headline that the text below tells."""
    below = {c.content.action for c in claims if isinstance(c.content, Commitment) and not c.in_headline}
    return [
        c for c in claims if not (c.in_headline and isinstance(c.content, Commitment) and c.content.action in below)
    ]


def _names_plan(view: SentenceView) -> bool:
    """Whether the sentence speaks of a plan or of its steps, of which the next may tell more."""
    return any(t.tag == "NOUN" and t.lemma in view.lexicon.acts.plans for t in view.analysis.tokens)


def _inside(found: Undertaking, kept: Collection[Undertaking]) -> bool:
    """Whether a noun only mentions a tie within another commitment's clause: `may stay despite its pledge to leave`,
    `will publish a plan for the port on Monday`.
    """
    if not found.binding.nominal:
        return False
    deadline = found.commitment.deadline
    around = (o for o in kept if o.evidence != found.evidence and o.evidence.covers(found.evidence))
    return any(deadline is None or deadline == other.commitment.deadline for other in around)


def _is_event(ground: Ground, found: Undertaking, held: Sequence[Span]) -> bool:
    """Whether a scheduled event already tells of it: `the inquiry is due to open on`, `the trial was delayed until`."""
    evidence = found.evidence
    if ground.tokens[found.binding.act].lemma in ground.lexicon.acts.dated and any(evidence.covers(e) for e in held):
        return True  # "has scheduled a vote for 26 March"
    return any(e == evidence or (found.binding.passive and (e.covers(evidence) or evidence.covers(e))) for e in held)


def _event_claim(reading: Reading, view: SentenceView, event: ScheduledEvent) -> Claim:
    sentence, tokens = view.analysis.sentence, view.ground.tokens
    whole = Span(start=tokens[event.first].span.start, end=tokens[event.end - 1].span.end)
    evidence = trim(reading.text, whole, MARKS)
    voice = voice_at(view.attributions, evidence)
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


def _claim(reading: Reading, analysis: Analysis, found: Undertaking, confidence: Confidence) -> Claim:
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
