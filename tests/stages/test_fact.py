"""The narrator's own assertions: `[clause]` marks what is kept."""

import re

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.records import (
    Clock,
    Confidence,
    Fact,
    Metadata,
    Passage,
    PassageKind,
    Publication,
    Reading,
    Report,
    Span,
    report_id,
)
from onrecord.records.interval import UNKNOWN
from onrecord.stages.attribute import find_attributions
from onrecord.stages.fact import find_facts
from onrecord.stages.mention import find_mentions
from onrecord.stages.split import split_sentences

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)
MARKED = re.compile(r"\[([^]]*)\]")


def read(text: str) -> Reading:
    report = Report(id=report_id("r", None, text), key="r", sha256="0", text=text, metadata=Metadata())
    passages = (Passage(index=0, span=Span(start=0, end=len(text)), kind=PassageKind.BODY, paragraph=1, reason="text"),)
    analyses = ANALYSER.analyse(text, split_sentences(report, passages, LEXICONS.sentences))
    entities, mentions = find_mentions(text, analyses, LEXICONS.names)
    return Reading(
        report=report,
        passages=passages,
        analyses=analyses,
        entities=entities,
        mentions=mentions,
        attributions=find_attributions(text, analyses, entities, mentions, LEXICONS.speech),
        publication=Publication(clock=Clock(interval=UNKNOWN, reason="test")),
    )


KEPT = [
    "[The Orland Guard was formally integrated into the army in 2016].",
    "[Spain became the first country in Europe to ban the pesticide].",
    "[The coalition was formed in 2014].",
    "[Brazil imposed a ban on imports].",
    "[Lake Orrin has been drained].",
]
NOT_KEPT = [
    "“The Guard was dissolved in 2016,” Mr Kovel said.",
    "Spain will become the first country to ban it.",
    "Was the Guard dissolved in 2016?",
    "He smiled at the crowd.",
    "If Spain became a member, prices fell.",
]


@pytest.mark.parametrize("marked", KEPT)
def test_fact(marked: str) -> None:
    text = MARKED.sub(lambda m: m.group(1), marked)
    facts = find_facts(read(text), (), LEXICONS)
    assert [f.evidence.of(text) for f in facts] == MARKED.findall(marked)
    assert isinstance(facts[0].content, Fact)
    assert facts[0].content.subject
    assert facts[0].content.predicate


# Words without their own doer, or whose verb is only a participle, are never put before a reader.
FRAGMENTS = [
    "Under a deal reached last year, Norland will close the camp.",
    "The Orland council, led by Mayor Ida Venn, will meet.",
    "Ida Venn, who won the Sudria Prize in 2019, will speak.",
]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_a_fragment_is_never_sure(text: str) -> None:
    assert all(f.confidence is Confidence.LOW for f in find_facts(read(text), (), LEXICONS))


@pytest.mark.parametrize("text", NOT_KEPT)
def test_no_fact(text: str) -> None:
    assert [f.evidence.of(text) for f in find_facts(read(text), (), LEXICONS)] == []


def test_no_fact_under_another_claim() -> None:
    text = "The coalition was formed in 2014."
    first = find_facts(read(text), (), LEXICONS)
    assert first
    assert find_facts(read(text), first, LEXICONS) == ()
