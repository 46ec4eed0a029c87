"""One claim as the reader's panel shows it: the record, whose word it is, its times, and what stands beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records import (
    Claim,
    ClaimType,
    Clock,
    Commitment,
    Confidence,
    Quantity,
    Relation,
    Track,
    tell_days,
    tell_time,
)
from onrecord.views.deadlines import deadline_words
from onrecord.views.line import quoted
from onrecord.views.listing import claim_value
from onrecord.views.scope import Scope
from onrecord.views.succession import as_of_claim
from onrecord.web.bearing import SIGNS, Bearing, Neighbours, bearing_of
from onrecord.web.frame import KINDS, put_words, tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """One of the four times of a claim, with why we think so."""

    name: str
    when: str
    reason: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One hand through which words came, from the report to who vouches; `said` where it is settled who."""

    name: str
    role: str
    said: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A claim's words somewhere, and who says them."""

    claim: str
    report: str
    label: str
    paragraph: int
    outlet: str | None
    text: str
    own: bool
    speaker: str | None
    value: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A relation of the claim: what it is, why, and the words on the other side."""

    relation: str
    type: str
    bearing: Bearing
    sign: str
    rule: str
    reason: str
    explained_by: str | None
    same_origin: bool
    others: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything the ledger knows of one claim."""

    claim: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    words: Words
    chain: tuple[Link, ...]
    hedges: tuple[str, ...]
    anonymity: str | None
    times: tuple[Time, ...]
    origins: tuple[str, ...]
    tally: str
    beside: tuple[Beside, ...]
    track: str | None
    track_id: str | None
    slot: tuple[Words, ...]
    also_here: tuple[Words, ...]
    decided: tuple[str, ...]
    rejected: bool
    low: bool


_ORDER = (Bearing.AGAINST, Bearing.SUPPORTS, Bearing.LATER, Bearing.BESIDE)


def words_of(scope: Scope, claim: Claim) -> Words:
    """A claim's words with where they stand."""
    row = scope.rows[claim.report]
    when = as_of_claim(scope, claim)
    mark, shown, _ = quoted(scope, claim, limit=len(claim.evidence) + 1)
    return Words(
        claim=claim.id,
        report=row.report.id,
        label=row.label,
        paragraph=claim.paragraph,
        outlet=row.report.outlet,
        text=shown.text,
        own=mark.text == "“",
        speaker=claim.attribution.speaker,
        value=claim_value(claim),
        when=tell_days(when) if when.known else "time unknown",
    )


def make_record(scope: Scope, near: Neighbours, claim: Claim) -> Record:
    """The record of a claim, with the same slot in other reports."""
    track = _track_of(scope, claim)
    beside = tuple(_beside(scope, claim, r) for r in near.relations.get(claim.id, ()))
    row = scope.rows[claim.report]
    overlapping = [
        c
        for c in scope.account.claims
        if c.report == claim.report and c.id != claim.id and c.evidence.overlaps(claim.evidence)
    ]
    return Record(
        claim=claim.id,
        kind=KINDS[claim.type],
        facts=tuple(_facts(claim)),
        words=words_of(scope, claim),
        chain=tuple(_chain(claim, row.report.outlet or row.label)),
        hedges=claim.attribution.hedges,
        anonymity=claim.attribution.anonymity,
        times=tuple(_times(claim)),
        origins=tuple(o.name for o in scope.origins_of.get(claim.id, ())),
        tally=tally(scope, near.agreeing(claim)),
        beside=tuple(sorted(beside, key=lambda b: (_ORDER.index(b.bearing), b.relation))),
        track=track.title if track else None,
        track_id=track.id if track and track.slot.type is ClaimType.QUANTITY else None,
        slot=_slot(scope, claim, track),
        also_here=tuple(words_of(scope, c) for c in overlapping),
        decided=claim.decided,
        rejected=claim.rejected,
        low=claim.confidence is Confidence.LOW,
    )


def _facts(claim: Claim) -> Iterator[tuple[str, str]]:
    """What the record says, name by name; nothing that is empty."""
    content = claim.content
    if value := claim_value(claim):
        yield "value", value
    yield "how it is put", put_words(claim)
    match content:
        case Quantity():
            yield "kind of figure", content.kind.value
            if content.status.value != "unspecified":
                yield "status", content.status.value.replace("_", " ")
            if content.hedge:
                yield "hedge", content.hedge
            if content.holder:
                yield "whose", content.holder
            if content.change:
                yield "change", "a rise or fall, not a level"
            if content.part_of_total:
                yield "part", "of a larger total"
        case Commitment():
            yield "the promise", content.promise.value.replace("_", " ")
            yield "the act, by this claim", content.outcome.value.replace("_", " ")
            if content.scope:
                yield "scope", content.scope
        case _:
            pass
    yield "confidence", claim.confidence.value


def _chain(claim: Claim, outlet: str) -> Iterator[Link]:
    """The report first, then who relayed it, last who vouches."""
    said = claim.attribution
    yield Link(name=outlet, role="reports" if said.source is not None or said.speaker else "says so itself")
    for relay in said.chain:
        yield Link(name=relay, role="relays")
    if said.speaker or said.source is not None:
        kind = said.source_type.value.replace("_", " ")
        role = f"{said.speaker_role}; " if said.speaker_role else ""
        how = said.mode.value.replace("_", " ")
        yield Link(
            name=said.speaker or "not settled who",
            role=f"{role}{kind}, {said.sense.value}, {how}",
            said=said.speaker is not None,
        )
    if said.told:
        yield Link(name=said.told, role="was told it")


def _times(claim: Claim) -> Iterator[Time]:
    clocks = claim.clocks
    yield _time("published", clocks.published)
    yield _time("said on", clocks.said_on)
    yield _time("speaks of", clocks.as_of)
    if clocks.deadline.interval.known:
        yield _time("promises for", clocks.deadline, deadline_words(claim))


def _time(name: str, clock: Clock, told: str | None = None) -> Time:
    when = told or (tell_time(clock.interval, fuzz=clock.fuzz) if clock.interval.known else "unknown")
    return Time(name=name, when=when, reason=clock.reason, confidence=clock.confidence.value)


def _beside(scope: Scope, claim: Claim, relation: Relation) -> Beside:
    here_left = claim.id in relation.left
    other = relation.right if here_left else relation.left
    bearing = bearing_of(relation)
    return Beside(
        relation=relation.id,
        type=relation.type.value,
        bearing=bearing,
        sign=SIGNS[bearing],
        rule=relation.rule,
        reason=relation.reason,
        explained_by=relation.explained_by,
        same_origin=relation.same_origin,
        others=tuple(words_of(scope, c) for c in scope.live(other)),
    )


def _track_of(scope: Scope, claim: Claim) -> Track | None:
    groups = {g.id for g in scope.groups.values() if claim.id in g.claims}
    return next((t for t in scope.account.tracks if not groups.isdisjoint(t.groups)), None)


def _slot(scope: Scope, claim: Claim, track: Track | None) -> tuple[Words, ...]:
    """What every report gives for the same slot, by the time spoken of; the claim itself among them."""
    if track is None:
        return ()
    claims = [c for g in scope.live_groups(track) for c in scope.live(g.claims)]
    claims.sort(key=lambda c: (as_of_claim(scope, c).low, scope.rows[c.report].label, c.evidence.start))
    return tuple(words_of(scope, c) for c in claims) if any(c.id != claim.id for c in claims) else ()
