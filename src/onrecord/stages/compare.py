"""How the claims of a story stand to each other, by the rules of the domain in their order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from onrecord.lexicons import Lexicons
from onrecord.records import (
    Claim,
    ClaimId,
    ClaimType,
    CopyLink,
    Event,
    Evidence,
    Origin,
    Reading,
    Relation,
    RelationType,
    ReportId,
    Slot,
    StoryId,
    content_id,
)
from onrecord.records.ids import RelationId
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.decided import precede_decision
from onrecord.stages.stories.documents import share_documents
from onrecord.stages.stories.finding import Finding, taken_part
from onrecord.stages.stories.known_places import known_places
from onrecord.stages.stories.lags import find_lag
from onrecord.stages.stories.occasions_told import relate_occasions
from onrecord.stages.stories.one_wording import relate_one_wording
from onrecord.stages.stories.outcomes import relate_outcomes, relate_revisions
from onrecord.stages.stories.relate_commitments import relate_commitments
from onrecord.stages.stories.relate_details import relate_details
from onrecord.stages.stories.relate_figures import relate_figures
from onrecord.stages.stories.relate_origins import find_shared
from onrecord.stages.stories.relate_parts import relate_parts
from onrecord.stages.stories.relate_positions import relate_positions
from onrecord.stages.stories.relate_predications import leave_out_clashes, relate_predications
from onrecord.stages.stories.relate_proceedings import relate_proceedings
from onrecord.stages.stories.relate_quantities import relate_quantities
from onrecord.stages.stories.relate_references import find_unresolved
from onrecord.stages.stories.relate_rejoinders import relate_rejoinders
from onrecord.stages.stories.relate_speech import relate_speech
from onrecord.stages.stories.relate_stances import relate_stances
from onrecord.stages.stories.relate_status import relate_planned, relate_status
from onrecord.stages.stories.rival_counts import relate_rivals
from onrecord.stages.stories.rivals_across import relate_across
from onrecord.stages.stories.sources_named import sentence_spans
from onrecord.stages.stories.stocks_ended import relate_ended

_SHOWN = 4


def relate_claims(
    story: StoryId,
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    slots: Mapping[ClaimId, Slot],
    origins: Sequence[Origin],
    copies: Sequence[CopyLink],
    lexicons: Lexicons,
) -> tuple[Relation, ...]:
    """Every judgement, with its rule, its reason and the evidence on both sides.

    Claims read with low confidence take no part. Agreement and disagreement within one origin are marked as such.
    """
    taking = sorted(taken_part(claims), key=lambda c: (c.report, c.evidence, c.id))
    by_slot: dict[Slot, list[Claim]] = defaultdict(list)
    for claim in taking:
        if claim.id in slots and not isinstance(claim.content, Event):
            by_slot[slots[claim.id]].append(claim)
    origins_of = _origins_of(origins)
    findings = list(_find(readings, taking, slots, by_slot, copies, lexicons))
    relations = {r.id: r for r in (_relation(story, finding, origins_of) for finding in findings)}
    relations |= {r.id: r for r in _shared(story, readings, claims, origins, findings, lexicons)}
    return tuple(relations[key] for key in sorted(relations))


def _find(
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    slots: Mapping[ClaimId, Slot],
    by_slot: Mapping[Slot, Sequence[Claim]],
    copies: Sequence[CopyLink],
    lexicons: Lexicons,
) -> Iterator[Finding]:
    """What each family of rules finds."""
    amounts = {slot: own for slot, own in by_slot.items() if slot.type is ClaimType.QUANTITY}
    acts = {slot: own for slot, own in by_slot.items() if slot.type is ClaimType.COMMITMENT}
    copied = frozenset(frozenset({link.left, link.right}) for link in copies)
    texts = {r.report.id: r.text for r in readings}
    yield from find_unresolved(readings, claims, lexicons.stories.common_words)
    by_id = {r.report.id: r for r in readings}
    broken = precede_decision(claims, by_id, sentence_spans(readings), lexicons.stories.comparing)
    yield from relate_commitments(acts, broken, copied, texts)
    yield from relate_outcomes(acts, readings, claims, lexicons.stories)
    yield from relate_occasions(claims, readings, lexicons.stories)
    yield from relate_revisions(claims, texts, lexicons.stories)
    canon = Canon((), lexicons.names)
    yield from _once(
        chain(
            relate_predications(readings, claims, lexicons.stories),
            relate_proceedings(readings, claims, lexicons.stories),
            relate_positions(readings, claims, lexicons.stories),
            relate_stances(readings, claims, lexicons.stories),
            relate_rejoinders(readings, claims, canon, lexicons.stories),
            leave_out_clashes(relate_speech(claims, texts, canon, lexicons.stories), readings, lexicons.stories),
        )
    )
    yield from relate_details(readings, claims, lexicons.stories)
    yield from relate_figures(claims, slots, readings, canon, lexicons.stories)
    yield from relate_one_wording(claims, slots, texts, canon, lexicons.stories)
    yield from relate_rivals(claims, slots, texts, lexicons.stories)
    yield from relate_planned(amounts)
    yield from relate_status(amounts)
    located = Canon((), lexicons.names, places=known_places(readings, lexicons.names))
    yield from relate_parts(amounts, located, lexicons.stories.slots)
    lag = find_lag(readings, canon, lexicons.stories)
    told = list(relate_quantities(amounts, lexicons.stories.comparing, lag, texts))
    yield from told
    judged = {frozenset({one.id, two.id}) for f in told for one in f.left for two in f.right}
    yield from relate_across(claims, slots, texts, judged, lexicons.stories)
    yield from relate_ended(claims, slots, readings, lexicons.stories)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that tell of some pair of claims of which none before has told: what is said of two claims is said
    by the surest rule.
    """
    told: set[frozenset[ClaimId]] = set()
    for finding in findings:
        pairs = {frozenset({one.id, two.id}) for one in finding.left for two in finding.right}
        if not pairs or not pairs <= told:
            told |= pairs
            yield finding


def _shared(
    story: StoryId,
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    origins: Sequence[Origin],
    findings: Sequence[Finding],
    lexicons: Lexicons,
) -> Iterator[Relation]:
    """Pairs of reports that rest on one source, each told once."""
    texts = {r.report.id: r.text for r in readings}
    by_origin = (
        (pair, reason, tuple(e for e in origin.evidence if e.report in pair))
        for origin, pair, reason in find_shared(origins, {c.id: c for c in claims}, texts)
    )
    seen: set[tuple[ReportId, ReportId]] = set()
    for pair, reason, evidence in chain(by_origin, share_documents(readings, findings, lexicons.stories.origins)):
        if pair in seen:
            continue
        seen.add(pair)
        yield Relation(
            id=RelationId(content_id("x", story, "origin.shared", *pair)),
            story=story,
            type=RelationType.SHARED_ORIGIN,
            left=(),
            right=(),
            reports=pair,
            rule="origin.shared",
            reason=reason,
            evidence=evidence,
            same_origin=True,
        )


def _origins_of(origins: Sequence[Origin]) -> Mapping[ClaimId, frozenset[str]]:
    found: dict[ClaimId, set[str]] = defaultdict(set)
    for origin in origins:
        for claim in origin.claims:
            found[claim].add(origin.id)
    return {claim: frozenset(ids) for claim, ids in found.items()}


def _relation(story: StoryId, finding: Finding, origins_of: Mapping[ClaimId, frozenset[str]]) -> Relation:
    left, right = tuple(c.id for c in finding.left), tuple(c.id for c in finding.right)
    shared = [origins_of.get(claim, frozenset()) for claim in (*left, *right)]
    told = (part for e in finding.told for part in (e.report, str(e.span.start)))
    return Relation(
        id=RelationId(content_id("x", story, finding.rule, *left, None, *right, *told)),
        story=story,
        type=finding.type,
        left=left,
        right=right,
        reports=tuple(sorted({c.report for c in (*finding.left, *finding.right)} | {e.report for e in finding.told})),
        rule=finding.rule,
        reason=finding.reason,
        evidence=tuple(
            Evidence(report=c.report, span=c.evidence) for side in (finding.left, finding.right) for c in side[-_SHOWN:]
        )
        + finding.told,
        explained_by=finding.explained_by,
        same_origin=bool(right) and bool(frozenset.intersection(*shared)),
        confidence=finding.confidence,
    )
