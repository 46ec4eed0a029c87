"""Gives claims the story's names for their speakers, once all reports are known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.lexicons import NameLexicon
from onrecord.records import (
    Action,
    Claim,
    Entity,
    EntityId,
    EntityLink,
    NameKind,
    Reading,
    ReportId,
    SourceType,
)
from onrecord.stages.names.coreference import holds_office
from onrecord.stages.names.descriptions import Description, Pointing, find_descriptions


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
    pointing: dict[ReportId, Sequence[Description]] = {}
    named = []
    for claim in claims:
        report = claim.report
        if report not in pointing:
            pointing[report] = _open_descriptions(by_report[report], lexicon)
        settled = _named(claim, by_report[report], linked.get(report, {}), pointing[report], lexicon)
        named.append(_as_body(settled, by_id.values()))
    return tuple(named)


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
    unsettled = {m.span for m in reading.mentions if m.entity is None and not m.pronoun}
    if not unsettled:
        return ()
    return [
        d
        for d in find_descriptions(reading.analyses, (), lexicon)
        if d.pointing is Pointing.OFFICE and d.span in unsettled
    ]


def _named(
    claim: Claim,
    reading: Reading,
    cast: Mapping[int, Entity],
    descriptions: Sequence[Description],
    lexicon: NameLexicon,
) -> Claim:
    attribution = claim.attribution
    if Action.SET_SPEAKER in claim.decided or attribution.speaker is None:
        return claim
    if attribution.entity is not None and attribution.entity in cast:
        told = reading.entities[attribution.entity]
        known = attribution.speaker in {told.name, *told.aliases}
        return _with_speaker(claim, cast[attribution.entity].name) if known else claim
    if attribution.source is None:
        return claim
    pointing = [d for d in descriptions if attribution.source.covers(d.span)]
    holders: dict[EntityId, Entity] = {}
    for entity in cast.values():
        if pointing and any(holds_office(office, pointing[0], lexicon) for office in entity.offices):
            holders[entity.id] = entity
    if len(pointing) != 1 or len(holders) != 1:
        return claim
    (holder,) = holders.values()
    settled = replace(attribution, speaker=holder.name, source_type=SourceType.NAMED_PERSON)
    return replace(claim, attribution=settled)


def _with_speaker(claim: Claim, name: str) -> Claim:
    if claim.attribution.speaker == name:
        return claim
    return replace(claim, attribution=replace(claim.attribution, speaker=name))
