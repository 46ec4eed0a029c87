"""The order of the stages; the only place that knows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons import Lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.meaning.reading import read_meaning
from onrecord.records import (
    UNKNOWN,
    Account,
    Analysis,
    Attribution,
    Claim,
    Mention,
    Passage,
    Publication,
    RawReport,
    Reading,
    Report,
    ReportEntity,
    ReportId,
    Story,
)
from onrecord.stages.align import align_claims, explain_slots, find_slots
from onrecord.stages.amounts.conversion import in_common_units
from onrecord.stages.attribute import find_attributions
from onrecord.stages.clean import label_passages, make_report
from onrecord.stages.clocks import place_clocks
from onrecord.stages.commit import find_commitments
from onrecord.stages.compare import relate_claims
from onrecord.stages.copies import find_copies
from onrecord.stages.dating import date_by_peers, date_report
from onrecord.stages.entity import resolve_entities
from onrecord.stages.fact import find_facts
from onrecord.stages.group import StoryFeatures, group_stories, read_features
from onrecord.stages.measure import find_quantities
from onrecord.stages.mention import find_mentions
from onrecord.stages.names.story_speakers import name_speakers
from onrecord.stages.origins import find_origins
from onrecord.stages.sentence_view import view_sentences
from onrecord.stages.speech.tallies import vouch_amounts
from onrecord.stages.split import split_sentences
from onrecord.stages.state import find_statements
from onrecord.stages.stories.headlines import read_headline
from onrecord.stages.times import find_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A report's passages, and the analysis of every sentence read."""

    passages: tuple[Passage, ...]
    analyses: tuple[Analysis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Who a report names, and who it says said what."""

    entities: tuple[ReportEntity, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]


def parse_report(report: Report, analyser: Analyser, lexicons: Lexicons) -> Parsed:
    """Divide the report and read each of its sentences, once."""
    passages = label_passages(report, lexicons.page)
    sentences = split_sentences(report, passages, lexicons.sentences)
    return Parsed(passages=passages, analyses=analyser.analyse(report.text, sentences))


def hear_report(report: Report, parsed: Parsed, lexicons: Lexicons) -> Heard:
    """Names, and who is said to have said what."""
    entities, mentions = find_mentions(report.text, parsed.analyses, lexicons.names)
    attributions = find_attributions(report.text, parsed.analyses, entities, mentions, lexicons.speech)
    return Heard(entities=entities, mentions=mentions, attributions=attributions)


def date_alone(report: Report, parsed: Parsed, lexicons: Lexicons) -> Publication:
    """When the report was published, from itself and its metadata alone."""
    return date_report(report, parsed.passages, parsed.analyses, lexicons)


def compose_reading(report: Report, parsed: Parsed, heard: Heard, publication: Publication) -> Reading:
    """The reading that the steps before the story give."""
    return Reading(
        report=report,
        passages=parsed.passages,
        analyses=parsed.analyses,
        entities=heard.entities,
        mentions=heard.mentions,
        attributions=heard.attributions,
        publication=publication,
    )


def read_report(raw: RawReport, analyser: Analyser, lexicons: Lexicons) -> Reading:
    """All that the report's text gives by itself."""
    report = make_report(raw)
    parsed = parse_report(report, analyser, lexicons)
    heard = hear_report(report, parsed, lexicons)
    return compose_reading(report, parsed, heard, date_alone(report, parsed, lexicons))


def claim_report(reading: Reading, publication: Publication, lexicons: Lexicons) -> tuple[Claim, ...]:
    """The claims of a report whose publication is settled, in the order of the text."""
    reading = replace(reading, publication=publication)
    times = find_times(reading.text, reading.analyses, publication.clock.interval, lexicons.time)
    views = view_sentences(reading, times, lexicons.commitments)
    claims = (
        *vouch_amounts(reading, find_quantities(reading, times, lexicons, views), lexicons.speech),
        *find_commitments(reading, times, lexicons, views),
    )
    claims = (*claims, *find_statements(reading, lexicons, views, claims))
    claims = (*claims, *find_facts(reading, claims, lexicons, views))
    placed = place_clocks(claims, reading, times, publication, lexicons.time, lexicons.clocks)
    return tuple(sorted(placed, key=lambda c: (c.evidence.start, c.evidence.end, c.type, c.id)))


def outline_report(report: Report, passages: Sequence[Passage], lexicons: Lexicons) -> StoryFeatures:
    """What grouping looks at in a report, but for its date, which is not known yet."""
    headline = read_headline(report, passages)
    title, text, words = report.metadata.title, report.text, lexicons.stories
    return read_features(report.id, title, text, UNKNOWN, words, headline, read_meaning)


def group_outlines(outlines: Sequence[StoryFeatures], lexicons: Lexicons) -> tuple[Story, ...]:
    """The stories of reports of which the outlines and dates are known."""
    return group_stories(outlines, lexicons.stories)


def find_stories(dated: Sequence[tuple[Report, Publication]], lexicons: Lexicons) -> tuple[Story, ...]:
    """The stories the reports belong to."""
    outlines = [outline_report(report, label_passages(report, lexicons.page), lexicons) for report, _ in dated]
    published = [publication.clock.interval for _, publication in dated]
    return group_outlines([replace(o, published=p) for o, p in zip(outlines, published, strict=True)], lexicons)


def date_story(readings: Sequence[Reading], lexicons: Lexicons) -> Mapping[ReportId, Publication]:
    """Publication intervals of one story's reports."""
    return date_by_peers(readings, lexicons)


def relate_story(
    story: Story,
    readings: Sequence[Reading],
    publications: Mapping[ReportId, Publication],
    claims: Sequence[Claim],
    lexicons: Lexicons,
) -> Account:
    """The account of one story."""
    entities, links = resolve_entities(readings, lexicons.names)
    claims = name_speakers(claims, readings, entities, links, lexicons.names)
    copies = find_copies(readings, lexicons.stories)
    origins = find_origins(readings, claims, copies, lexicons)
    compared = in_common_units(claims, lexicons.amounts.units.sizes)
    slots = find_slots(readings, compared, entities, lexicons)
    relations = relate_claims(story.id, readings, compared, slots, origins, copies, lexicons)
    reasons = explain_slots(readings, compared, slots, entities, lexicons)
    groups, tracks = align_claims(story.id, compared, slots, origins, relations, reasons)
    return Account(
        story=story,
        publications=tuple(sorted(publications.items())),
        claims=tuple(claims),
        entities=entities,
        links=links,
        copies=copies,
        origins=origins,
        groups=groups,
        tracks=tracks,
        relations=relations,
    )
