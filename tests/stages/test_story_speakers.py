"""Speakers under the story's names: a short name, and an office that only another report gives."""

from dataclasses import replace

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.records import (
    NO_CLOCK,
    Attribution,
    Claim,
    ClaimType,
    Metadata,
    Mode,
    PassageKind,
    Publication,
    Reading,
    Report,
    ReportId,
    Sentence,
    SourceType,
    Span,
    Statement,
    claim_id,
)
from onrecord.stages.entity import resolve_entities
from onrecord.stages.mention import find_mentions
from onrecord.stages.names.story_speakers import name_speakers

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def read(key: str, text: str) -> Reading:
    analyses, at = [], 0
    for index, line in enumerate(text.split("\n")):
        span = Span(start=at, end=at + len(line))
        sentence = Sentence(index=index, passage=index, paragraph=index + 1, span=span, kind=PassageKind.BODY)
        analyses += ANALYSER.analyse(text, [sentence])
        at += len(line) + 1
    entities, mentions = find_mentions(text, analyses, LEXICONS.names)
    return Reading(
        report=Report(id=ReportId(key), key=key, sha256="", text=text, metadata=Metadata()),
        passages=(),
        analyses=tuple(analyses),
        entities=entities,
        mentions=mentions,
        attributions=(),
        publication=Publication(clock=NO_CLOCK),
    )


def claim(reading: Reading, words: str, speaker: str, entity: int | None) -> Claim:
    start = reading.text.index(words)
    source = Span(start=start, end=start + len(words))
    return Claim(
        id=claim_id(reading.report.id, ClaimType.STATEMENT, source),
        report=reading.report.id,
        sentence=0,
        paragraph=1,
        evidence=source,
        attribution=Attribution(
            source=source,
            cue=None,
            content=(),
            mode=Mode.INDIRECT,
            source_type=SourceType.NAMED_PERSON,
            speaker=speaker,
            entity=entity,
        ),
        content=Statement(),
    )


def speakers(readings: list[Reading], *claims: Claim) -> list[str | None]:
    readings = [
        replace(r, attributions=tuple(c.attribution for c in claims if c.report == r.report.id)) for r in readings
    ]
    entities, links = resolve_entities(readings, LEXICONS.names)
    named = name_speakers(claims, readings, entities, links, LEXICONS.names)
    assert [c.id for c in named] == [c.id for c in claims]
    return [c.attribution.speaker for c in named]


def test_the_fullest_name_of_the_story_replaces_a_short_one() -> None:
    readings = [read("a", "Mary Odu, 42, spoke."), read("b", "Odu said it rained.")]
    assert speakers(readings, claim(readings[1], "Odu", "Odu", 0)) == ["Mary Odu"]


def test_an_office_given_elsewhere_settles_who_spoke() -> None:
    readings = [
        read("a", "Prime Minister Mary Odu met John Brel."),
        read("b", "Mary Odu opened the dam.\nThe prime minister said it would hold."),
    ]
    assert speakers(readings, claim(readings[1], "The prime minister", "prime minister", None)) == ["Mary Odu"]


def test_a_pronoun_is_settled_with_the_office_it_stands_for() -> None:
    readings = [
        read("a", "Prime Minister Mary Odu met John Brel."),
        read("b", "Mary Odu opened the dam.\nThe prime minister said it would hold.\nShe said it was old."),
    ]
    office = claim(readings[1], "The prime minister", "prime minister", None)
    pronoun = claim(readings[1], "She", "prime minister", None)
    assert speakers(readings, office, pronoun) == ["Mary Odu", "Mary Odu"]


def test_two_holders_leave_the_speaker_open() -> None:
    readings = [
        read("a", "President Mary Odu met President John Brel."),
        read("b", "Mary Odu met John Brel.\nThe president said it would hold."),
    ]
    assert speakers(readings, claim(readings[1], "The president", "president", None)) == ["president"]


def test_an_unnamed_speaker_keeps_the_description() -> None:
    readings = [read("a", "The Dam Board met.\nA board spokesman said it would hold.")]
    described = claim(readings[0], "A board spokesman", "anonymous board spokesman", 0)
    assert speakers(readings, described) == ["anonymous board spokesman"]
