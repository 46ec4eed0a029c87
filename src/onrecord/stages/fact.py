"""The narrator's own assertions that set a state, rule or origin."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from onrecord.lexicons import CommitmentLexicon, Lexicons
from onrecord.records import (
    CLAIM_BEARING,
    NARRATOR,
    Analysis,
    Claim,
    ClaimType,
    Confidence,
    Fact,
    Modality,
    Mode,
    PassageKind,
    Reading,
    Span,
    Token,
    claim_id,
    trim,
)
from onrecord.stages.clause import Clause, ClauseKind, Tense, stands_alone
from onrecord.stages.commitments.act_reach import clause_end
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.grammar.verb_groups import low
from onrecord.stages.modality import read_modality
from onrecord.stages.sentence_view import SentenceView, Views, indices_touched, view_sentences

_MARKS = " \t\n\r,.;:–—-()“”\"‘’'"
_LONGEST_PREDICATE = 14
_SHORTEST = 4


def find_facts(
    reading: Reading, taken: Sequence[Claim], lexicons: Lexicons, views: Views | None = None
) -> tuple[Claim, ...]:
    """One claim for each such clause that no claim in `taken` rests on; `views` where they are made already."""
    views = view_sentences(reading, (), lexicons.commitments) if views is None else views
    repeated = {p.index for p in reading.passages if p.repeats is not None}
    closed: dict[int, list[Span]] = defaultdict(list)
    for span in _closed(reading, taken):
        for index in indices_touched(reading.analyses, (span,)):
            closed[index].append(span)
    counted: dict[int, list[Span]] = defaultdict(list)
    for claim in taken:
        if claim.type is ClaimType.QUANTITY:
            counted[claim.sentence].append(claim.evidence)
    claims: list[Claim] = []
    for view in views.values():
        sentence = view.analysis.sentence
        if sentence.kind not in CLAIM_BEARING or sentence.passage in repeated:
            continue
        if sentence.span.of(reading.text).rstrip(" ”\"'’").endswith("?"):
            continue
        here = closed[sentence.index]
        if not any(span.covers(sentence.span) for span in here):
            claims.extend(_facts_of(reading, view, here, counted[sentence.index]))
    return tuple(claims)


def _closed(reading: Reading, taken: Sequence[Claim]) -> list[Span]:
    """Where no fact can be: under other claims, inside what is attributed, and where speech is told."""
    spans = [c.evidence for c in taken if c.type is not ClaimType.QUANTITY]
    for attribution in reading.attributions:
        if not attribution.spoken and attribution.mode is not Mode.HEARSAY:
            continue  # "approved a bill that": nobody speaks
        spans.extend(attribution.content)
        spans.extend(s for s in (attribution.cue,) if s is not None)
    return spans


def _facts_of(reading: Reading, view: SentenceView, closed: Sequence[Span], counted: Sequence[Span]) -> Iterator[Claim]:
    """The facts of a sentence; an amount that has the clause's verb says it already, one beside it does not."""
    kept: list[Span] = []
    for clause in view.clauses:
        confidence = _confidence(reading.text, view, clause)
        if confidence is None:
            continue
        evidence = _evidence(reading.text, view.ground, clause)
        if len(evidence) == 0 or any(evidence.overlaps(s) for s in chain(closed, kept)):
            continue
        verb = view.analysis.tokens[clause.main].span
        if any(s.covers(verb) for s in counted):
            continue
        if not _whole(view, clause, evidence):
            confidence = Confidence.LOW
        if _asserted(reading.text, view, evidence):
            kept.append(evidence)
            yield _claim(reading, view.analysis, clause, evidence, confidence)


def _evidence(text: str, ground: Ground, clause: Clause) -> Span:
    """The clause up to where another with its own subject joins it."""
    stop = clause_end(ground, max(clause.main, *clause.verbs), ground.lexicon.extent) if clause.verbs else 0
    end = min(clause.span.end, ground.tokens[stop - 1].span.end) if stop else clause.span.end
    return trim(text, Span(start=clause.span.start, end=max(end, clause.span.start)), _MARKS)


def _asserted(text: str, view: SentenceView, evidence: Span) -> bool:
    modality, _ = read_modality(text, view, evidence)
    return modality in {Modality.ASSERTED, Modality.DENIED}


def _confidence(text: str, view: SentenceView, clause: Clause) -> Confidence | None:
    """Medium for a change or state of someone named; low for other assertions with a name; None for the rest."""
    tokens, lexicon = view.analysis.tokens, view.lexicon
    if clause.subject_head is None or not _told(text, clause, lexicon):
        return None
    inside = view.ground.tokens_covered(clause.span)
    if len(inside) < _SHORTEST or view.ground.lows[inside[0]] in lexicon.conditions.hypothetical:
        return None
    head, verb = tokens[clause.subject_head], tokens[clause.main]
    if low(head) in lexicon.facts.no_subjects or verb.lemma in lexicon.facts.no_verbs or head.tag == "PRON":
        return None
    if any(low(tokens[v]) in lexicon.modality.advisory for v in clause.verbs):
        return None
    named = any(clause.span.covers(n.span) for n in view.analysis.names) or any(tokens[i].tag == "NUM" for i in inside)
    changes = verb.lemma in lexicon.facts.verbs or verb.tag not in {"VERB", "AUX"} or _done(tokens, clause, lexicon)
    if not named:
        return Confidence.LOW if changes and _definite(tokens, clause) else None
    if clause.kind is ClauseKind.RELATIVE and not changes:
        return None
    return Confidence.MEDIUM if changes else Confidence.LOW


def _whole(view: SentenceView, clause: Clause, evidence: Span) -> bool:
    """Whether the words hold their own doer and a verb that asserts: not `who won`, `joined by`, `Under a plan agreed
    last year`, `The council, led by its mayor`.
    """
    tokens = view.analysis.tokens
    inside = view.ground.tokens_covered(evidence)
    if not inside or clause.subject is None or not evidence.covers(clause.subject) or clause.subject_head is None:
        return False
    opener, first_verb = tokens[inside[0]], min(clause.verbs)
    if clause.kind is ClauseKind.RELATIVE and tokens[clause.subject_head].tag in {"PRON", "DET"}:
        return False
    if opener.tag == "ADP" and not any(low(t) == "," for t in tokens[inside[0] : first_verb]):
        return False
    bare = len(clause.verbs) == 1 and low(tokens[first_verb]).endswith(("ed", "en", "n", "t", "d"))
    after = tokens[first_verb + 1] if first_verb + 1 < len(tokens) else None
    return not (bare and after is not None and low(after) == "by")


def _done(tokens: Sequence[Token], clause: Clause, lexicon: CommitmentLexicon) -> bool:
    """Whether the perfect tells of an act that is over: `the lake has been drained`."""
    perfect = any(low(tokens[v]) in lexicon.modality.perfects for v in clause.verbs if v != clause.main)
    return perfect and tokens[clause.main].lemma not in lexicon.acts.states


def _told(text: str, clause: Clause, lexicon: CommitmentLexicon) -> bool:
    """Whether the clause asserts: finite, of the present or past, and no condition or aside."""
    if clause.tense in {Tense.FUTURE, Tense.NONE} or not clause.verbs:
        return False
    if clause.marker is not None and clause.marker.lower() in lexicon.conditions.hypothetical:
        return False
    finite = clause.kind in {ClauseKind.MAIN, ClauseKind.SUBORDINATE, ClauseKind.RELATIVE}
    return finite and stands_alone(text, clause)


def _definite(tokens: Sequence[Token], clause: Clause) -> bool:
    subject = clause.subject
    first = next((t for t in tokens if subject is not None and subject.covers(t.span)), None)
    return first is not None and low(first) in {"the", "this", "these", "its", "their", "several", "most", "no"}


def _claim(reading: Reading, analysis: Analysis, clause: Clause, evidence: Span, confidence: Confidence) -> Claim:
    sentence = analysis.sentence
    modality, negated = Modality.ASSERTED, clause.negated
    return Claim(
        id=claim_id(reading.report.id, ClaimType.FACT, evidence),
        report=reading.report.id,
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        evidence=evidence,
        attribution=NARRATOR,
        modality=modality,
        negated=negated,
        in_headline=sentence.kind is PassageKind.HEADLINE,
        content=Fact(
            subject=_subject(reading.text, clause),
            predicate=_predicate(reading.text, analysis, clause, evidence.end),
        ),
        confidence=confidence,
    )


def _subject(text: str, clause: Clause) -> str:
    words = clause.subject.of(text).split() if clause.subject is not None else []
    return " ".join(words)


def _predicate(text: str, analysis: Analysis, clause: Clause, end: int) -> str:
    """The verb and what follows it, in the report's words, cut where it grows long."""
    first = analysis.tokens[clause.verbs[0]].span.start
    words = Span(start=min(first, end), end=end).of(text).split()
    return " ".join(words[:_LONGEST_PREDICATE])
