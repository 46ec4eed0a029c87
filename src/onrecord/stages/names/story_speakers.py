"""Gives claims the story's names for their speakers, once all reports are known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.lexicons import NameLexicon
from onrecord.records import (
    Action,
    Claim,
    Confidence,
    Entity,
    EntityLink,
    NameKind,
    Reading,
    ReportId,
    SourceType,
)
from onrecord.stages.names.coreference import holds_office
from onrecord.stages.names.descriptions import Description, Pointing, find_descriptions
from onrecord.stages.names.state_bodies import state_body


def name_speakers(
    claims: Sequence[Claim],
    readings: Sequence[Reading],
    entities: Iterable[Entity],
    links: Iterable[EntityLink],
    lexicon: NameLexicon,
) -> tuple[Claim, ...]:
    """The claims, each speaker under the story's fullest name, in the order given.

    A report that says only `the premier` of someone whom it names, and whose office another report gives, is read
    with that office; where two fit, the speaker stays as it was. What a reviewer decided is left alone.
    """
    by_id = {entity.id: entity for entity in entities}
    linked: dict[ReportId, dict[int, Entity]] = {}
    for link in links:
        linked.setdefault(link.report, {})[link.index] = by_id[link.entity]
    by_report = {reading.report.id: reading for reading in readings}
    holders: dict[ReportId, Mapping[str, Entity]] = {}
    named = []
    for claim in claims:
        report = claim.report
        if report not in holders:
            holders[report] = _holders(by_report[report], linked.get(report, {}), lexicon)
        settled = _named(claim, by_report[report], linked.get(report, {}), holders[report])
        if Action.SET_SPEAKER not in claim.decided:
            body = state_body(settled.attribution, by_report[report], lexicon)
            settled = settled if body is None else _with_speaker(settled, body)
        named.append(_as_body(settled, by_id.values()))
    return tuple(named)


def _holders(reading: Reading, cast: Mapping[int, Entity], lexicon: NameLexicon) -> Mapping[str, Entity]:
    """Who is meant by what the report calls its sources, where only another report gives that office.

    A later `he` carries what the source was first called, and so is settled with it.
    """
    descriptions = _open_descriptions(reading, lexicon)
    found: dict[str, Entity | None] = {}
    for attribution in reading.attributions:
        if attribution.source is None or attribution.speaker is None:
            continue
        pointing = [d for d in descriptions if attribution.source.covers(d.span)]
        if len(pointing) == 1:
            holder = _holder(pointing[0], cast, lexicon)
            same = attribution.speaker not in found or found[attribution.speaker] == holder
            found[attribution.speaker] = holder if same else None
    return {speaker: holder for speaker, holder in found.items() if holder is not None}


def _holder(description: Description, cast: Mapping[int, Entity], lexicon: NameLexicon) -> Entity | None:
    """The one person of the report who holds the office in the story."""
    holders = {
        entity.id: entity
        for entity in cast.values()
        if any(holds_office(office, description, lexicon) for office in entity.offices)
    }
    return next(iter(holders.values())) if len(holders) == 1 else None


def _as_body(claim: Claim, entities: Iterable[Entity]) -> Claim:
    """The claim with a named body as its source where the grammar saw only a plural: `the United Nations`."""
    attribution = claim.attribution
    if attribution.source_type is not SourceType.COLLECTIVE:
        return claim
    bodies = {name for e in entities if e.kind is NameKind.ORGANISATION for name in (e.name, *e.aliases)}
    if attribution.speaker not in bodies:
        return claim
    return replace(claim, attribution=replace(attribution, source_type=SourceType.ORGANISATION))


def _open_descriptions(reading: Reading, lexicon: NameLexicon) -> Sequence[Description]:
    """The offices that the report alone could not settle."""
    unsettled = {
        m.span for m in reading.mentions if (m.entity is None or m.confidence is Confidence.LOW) and not m.pronoun
    }
    if not unsettled:
        return ()
    return [
        d
        for d in find_descriptions(reading.analyses, (), lexicon)
        if d.pointing is Pointing.OFFICE and d.span in unsettled
    ]


def _named(claim: Claim, reading: Reading, cast: Mapping[int, Entity], holders: Mapping[str, Entity]) -> Claim:
    attribution = claim.attribution
    if Action.SET_SPEAKER in claim.decided or attribution.speaker is None:
        return claim
    if attribution.entity is not None and attribution.entity in cast:
        told = reading.entities[attribution.entity]
        known = attribution.speaker in {told.name, *told.aliases}
        return _with_speaker(claim, cast[attribution.entity].name) if known else claim
    holder = holders.get(attribution.speaker)
    if holder is None:
        return claim
    settled = replace(attribution, speaker=holder.name, source_type=SourceType.NAMED_PERSON)
    return replace(claim, attribution=settled)


def _with_speaker(claim: Claim, name: str) -> Claim:
    if claim.attribution.speaker == name:
        return claim
    return replace(claim, attribution=replace(claim.attribution, speaker=name))
