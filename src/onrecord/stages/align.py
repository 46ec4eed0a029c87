"""Claims of one slot over all reports, in groups of one value."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from onrecord.lexicons import Lexicons
from onrecord.records import (
    Action,
    Bound,
    Claim,
    ClaimId,
    Commitment,
    Confidence,
    Entity,
    Event,
    KeyMerge,
    Origin,
    OutcomeStatus,
    PromiseStatus,
    Quantity,
    Reading,
    Relation,
    Slot,
    StoryId,
    Track,
    ValueGroup,
    content_id,
    independent_origins,
    tell_day,
    tell_time,
)
from onrecord.records.ids import GroupId, TrackId
from onrecord.stages.stories.acts import commitment_slots
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.happenings import event_slots
from onrecord.stages.stories.keys_told import show_key, tell_keys
from onrecord.stages.stories.known_places import known_places
from onrecord.stages.stories.other_occasions import tell_occasion
from onrecord.stages.stories.slots import quantity_slots, topic_terms
from onrecord.stages.stories.sources_named import sentence_spans

_TITLE_WORDS = 8
# What a relation of each rule says became of the commitment or event on its left.
BECAME: Mapping[str, PromiseStatus | OutcomeStatus] = {
    "commitment.met": OutcomeStatus.MET,
    "commitment.partly-met": OutcomeStatus.PARTLY_MET,
    "commitment.not-met": OutcomeStatus.NOT_MET,
    "commitment.put-off": PromiseStatus.SLIPPED,
    "deadline.later": PromiseStatus.SLIPPED,
    "deadline.earlier": PromiseStatus.BROUGHT_FORWARD,
    "commitment.revised": PromiseStatus.REVISED,
    "commitment.withdrawn": PromiseStatus.WITHDRAWN,
    "event.held": OutcomeStatus.MET,
    "event.moved": PromiseStatus.SLIPPED,
    "event.dropped": PromiseStatus.WITHDRAWN,
}


def find_slots(
    readings: Sequence[Reading], claims: Sequence[Claim], entities: Sequence[Entity], lexicons: Lexicons
) -> Mapping[ClaimId, Slot]:
    """The slot of every amount, commitment and scheduled event that can be compared, under canonical keys; claims of
    one slot have equal slots.
    """
    canon = make_canon(readings, claims, entities, lexicons)
    topic = topic_terms(readings, lexicons.stories)
    texts = {r.report.id: r.text for r in readings}
    ordered = sorted(claims, key=lambda c: (c.report, c.evidence, c.id))
    sentences = sentence_spans(readings)
    found = {
        **quantity_slots(ordered, texts, topic, canon, lexicons.stories, lexicons.amounts.states, sentences),
        **commitment_slots(ordered, texts, canon, lexicons.stories),
        **event_slots(ordered, canon, lexicons.stories),
    }
    return _as_reviewed(found, ordered)


def explain_slots(
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    slots: Mapping[ClaimId, Slot],
    entities: Sequence[Entity],
    lexicons: Lexicons,
) -> Mapping[ClaimId, tuple[str, ...]]:
    """Why claims are in their slots, for those whose own words say it otherwise."""
    return tell_keys(claims, slots, make_canon(readings, claims, entities, lexicons), lexicons.stories)


def make_canon(
    readings: Sequence[Reading], claims: Sequence[Claim], entities: Sequence[Entity], lexicons: Lexicons
) -> Canon:
    """The canonical keys of the story's names."""
    return Canon(entities, lexicons.names, _actors(claims), known_places(readings, lexicons.names))


def _as_reviewed(slots: dict[ClaimId, Slot], claims: Sequence[Claim]) -> dict[ClaimId, Slot]:
    """The slots with what reviewers decided: a claim split off stands alone, a merged one takes the other's slot."""
    for claim in claims:
        if Action.SPLIT in claim.decided and claim.id in slots:
            slots[claim.id] = replace(slots[claim.id], what=(*slots[claim.id].what, f"[apart {claim.id}]"))
    for claim in claims:
        if claim.joined and (other := slots.get(ClaimId(claim.joined))) and other.type is claim.type:
            slots[claim.id] = other
    return slots


def _actors(claims: Sequence[Claim]) -> Iterator[str]:
    """Whoever acts, speaks or holds something."""
    for claim in claims:
        content = claim.content
        names = (content.actor,) if isinstance(content, Commitment) else ()
        holder = (content.holder,) if isinstance(content, Quantity) else ()
        yield from filter(None, (claim.attribution.speaker, *names, *holder))


def align_claims(
    story: StoryId,
    claims: Sequence[Claim],
    slots: Mapping[ClaimId, Slot],
    origins: Sequence[Origin],
    relations: Sequence[Relation] = (),
    reasons: Mapping[ClaimId, tuple[str, ...]] = MappingProxyType({}),
) -> tuple[tuple[ValueGroup, ...], tuple[Track, ...]]:
    """Value groups, and tracks of them over time, oldest first. What became of a commitment is read off its claims and
    off the relations that say so; `reasons` are those for which claims count as their track's.
    """
    origins_of: dict[ClaimId, list[Origin]] = defaultdict(list)
    for origin in origins:
        for claim_id in origin.claims:
            origins_of[claim_id].append(origin)
    members: dict[tuple[Slot, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=_age):
        if claim.id in slots:
            members[slots[claim.id], describe_value(claim)].append(claim)
    groups: dict[Slot, list[ValueGroup]] = defaultdict(list)
    by_slot: dict[Slot, list[Claim]] = defaultdict(list)
    for (slot, value), own in members.items():
        groups[slot].append(_group(story, slot, value, own, origins_of))
        by_slot[slot] += own
    told = _told(relations, claims)
    tracks = [_track(story, slot, groups[slot], by_slot[slot], told, reasons) for slot in groups]
    every = [group for slot in groups for group in groups[slot]]
    return tuple(sorted(every, key=lambda g: g.id)), tuple(sorted(tracks, key=lambda t: (t.title, t.id)))


def describe_value(claim: Claim) -> str:
    """The value a claim gives its slot, as a short text that is equal where the values are.

    >>> describe_bound(Bound(low=Decimal(40), high=None))
    'at least 40'
    """
    content = claim.content
    if isinstance(content, Quantity):
        return describe_bound(content.amount)
    if isinstance(content, Commitment) and content.deadline:
        interval, relation = content.deadline.interval, content.deadline.relation.value.replace("_", " ")
        day = interval.hi or interval.lo
        return f"{relation} {tell_day(day)}" if day else relation
    if isinstance(content, Event):
        return tell_time(claim.clocks.deadline.interval, fuzz=claim.clocks.deadline.fuzz)
    return "no day given"


def describe_bound(bound: Bound) -> str:
    """A bound in words: `2,500`, `at least 40`, `up to 149`, `250 to 350`."""
    if bound.low is None or bound.high is None:
        return f"at least {_number(bound.low)}" if bound.low is not None else f"up to {_number(bound.high)}"
    return _number(bound.low) if bound.exact else f"{_number(bound.low)} to {_number(bound.high)}"


def _number(value: Decimal | None) -> str:
    assert value is not None
    return f"{int(value):,}" if value == value.to_integral_value() else f"{value.normalize():f}"


def _age(claim: Claim) -> tuple[str, str, str, int, str]:
    """What claims are ordered by: the time spoken of, then publication, then place in the text."""
    clocks = claim.clocks
    return (
        clocks.as_of.interval.high.isoformat()
        if clocks.as_of.interval.known
        else clocks.published.interval.high.isoformat(),
        clocks.published.interval.high.isoformat(),
        claim.report,
        claim.evidence.start,
        claim.id,
    )


def _group(
    story: StoryId, slot: Slot, value: str, own: Sequence[Claim], origins_of: Mapping[ClaimId, Sequence[Origin]]
) -> ValueGroup:
    ids = tuple(claim.id for claim in own)
    return ValueGroup(
        id=GroupId(content_id("g", story, repr(slot), value)),
        story=story,
        slot=slot,
        value=value,
        claims=ids,
        origins=independent_origins(origin for claim in ids for origin in origins_of.get(claim, ())),
    )


def _track(
    story: StoryId,
    slot: Slot,
    groups: Sequence[ValueGroup],
    claims: Sequence[Claim],
    told: Mapping[ClaimId, Sequence[PromiseStatus | OutcomeStatus]],
    reasons: Mapping[ClaimId, tuple[str, ...]],
) -> Track:
    promise, outcome = _standing(claims, told)
    return Track(
        id=TrackId(content_id("t", story, repr(slot))),
        story=story,
        slot=slot,
        title=_act_title(claims) or _event_title(claims) or _count_title(claims, slot),
        groups=tuple(group.id for group in groups),
        promise=promise,
        outcome=outcome,
        merges=tuple(
            KeyMerge(id=content_id("k", c.id, *reasons[c.id]), claim=c.id, reasons=reasons[c.id])
            for c in claims
            if c.id in reasons
        ),
    )


def _count_title(claims: Sequence[Claim], slot: Slot) -> str:
    """What is counted, in the words that most claims use, with place, holder and status."""
    told = Counter(c.content.what for c in claims if isinstance(c.content, Quantity))
    what = min(told, key=lambda words: (-told[words], -len(words), words)) if told else " ".join(slot.what)
    names = (show_key(key) for key in (slot.where, slot.actor))
    status = slot.status.replace("_", " ")
    return " · ".join(part for part in (what, *names, status, tell_occasion(slot)) if part)


def _act_title(claims: Sequence[Claim]) -> str:
    """Who is to do what, in the words of the claim that tells it most fully; empty where no claim is a commitment."""
    bound = [(c, c.content) for c in claims if isinstance(c.content, Commitment)]
    if not bound:
        return ""
    _, content = min(bound, key=lambda pair: (-_fullness(pair[1]), pair[0].confidence, pair[0].report, pair[0].id))
    told = " ".join(filter(None, (content.action, content.object)))
    return f"{content.actor}: {told}" if content.actor else told


def _event_title(claims: Sequence[Claim]) -> str:
    """What is to happen, in the fullest words; empty where no claim is an event."""
    told = {c.content.what for c in claims if isinstance(c.content, Event)}
    return min(told, key=lambda what: (-len(what.split()), what), default="")


def _fullness(content: Commitment) -> int:
    """How much of an act a claim tells: who, what, by when."""
    brief = content.object is not None and len(content.object.split()) <= _TITLE_WORDS
    return 2 * brief + bool(content.actor) + bool(content.deadline)


def _told(
    relations: Sequence[Relation], claims: Sequence[Claim]
) -> Mapping[ClaimId, Sequence[PromiseStatus | OutcomeStatus]]:
    """For each commitment and event what later reports say became of it, oldest first."""
    age = {claim.id: _age(claim) for claim in claims}
    found: dict[ClaimId, list[PromiseStatus | OutcomeStatus]] = defaultdict(list)
    dated = [r for r in relations if r.rule in BECAME and r.confidence is not Confidence.LOW]
    for relation in sorted(dated, key=lambda r: (max(age[c] for c in r.right or r.left), r.id)):
        for claim in relation.left:
            found[claim].append(BECAME[relation.rule])
    return found


def _standing(
    claims: Sequence[Claim], told: Mapping[ClaimId, Sequence[PromiseStatus | OutcomeStatus]]
) -> tuple[PromiseStatus | None, OutcomeStatus | None]:
    """What became of a commitment or event by all its claims; past due and unreported is derived, never asserted."""
    bound = [(c.id, c.content) for c in claims if isinstance(c.content, Commitment)]
    later = [status for c in claims for status in told.get(c.id, ())]
    if not bound and not later:
        return None, None
    promises = [content.promise for _, content in bound] + [s for s in later if isinstance(s, PromiseStatus)]
    outcomes = [content.outcome for _, content in bound] + [s for s in later if isinstance(s, OutcomeStatus)]
    changed = [promise for promise in promises if promise is not PromiseStatus.STANDS]
    settled = [outcome for outcome in outcomes if outcome is not OutcomeStatus.PENDING]
    return (changed[-1] if changed else PromiseStatus.STANDS, settled[-1] if settled else OutcomeStatus.PENDING)
