"""Statements out of attributions, on invented sentences: `[words]` is the evidence of a claim."""

import re
from functools import cache
from itertools import pairwise

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.records import (
    NO_CLOCK,
    UNKNOWN,
    Claim,
    Metadata,
    Modality,
    PassageKind,
    Publication,
    Reading,
    Report,
    ReportId,
    Sentence,
    Span,
    Statement,
)
from onrecord.stages.attribute import find_attributions
from onrecord.stages.commit import find_commitments
from onrecord.stages.mention import find_mentions
from onrecord.stages.state import find_statements
from onrecord.stages.times import find_times

LEXICONS = load_lexicons()
_STOP = re.compile(r"(?<=[.?!])[”\"]?\s+(?=[“\"A-Z])")


@cache
def analyser() -> RuleAnalyser:
    return RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def state(text: str) -> tuple[Claim, ...]:
    cuts = [0, *(m.end() for m in _STOP.finditer(text)), len(text)]
    sentences = [
        Sentence(
            index=n,
            passage=0,
            paragraph=1,
            span=Span(start=a, end=a + len(text[a:b].rstrip())),
            kind=PassageKind.BODY,
        )
        for n, (a, b) in enumerate(pairwise(cuts))
    ]
    analyses = analyser().analyse(text, sentences)
    entities, mentions = find_mentions(text, analyses, LEXICONS.names)
    reading = Reading(
        report=Report(id=ReportId("r_test"), key="t", sha256="", text=text, metadata=Metadata()),
        passages=(),
        analyses=analyses,
        entities=entities,
        mentions=mentions,
        attributions=find_attributions(text, analyses, entities, mentions, LEXICONS.speech),
        publication=Publication(clock=NO_CLOCK),
    )
    promised = find_commitments(reading, find_times(text, analyses, UNKNOWN, LEXICONS.time), LEXICONS)
    return find_statements(reading, LEXICONS, taken=promised)


@pytest.mark.parametrize(
    "marked",
    [
        "Petra Lund said [the bridge was rotten].",
        "“[The bridge is rotten],” said Petra Lund. “[Nobody ever looked at it].”",
        "Petra Lund said that [the bridge was “rotten to the core”].",
        "[Petra Lund urged drivers to avoid the old bridge].",
        "[The union criticised the ministry for hiding the letter].",
        "According to Petra Lund, [the bridge was rotten].",
        "“[This is no retreat],” said Petra Lund.",
        "“[We used to seat hundreds here],” lamented Petra Lund, gesturing to the hall.",
        "Many farmers, however, have complained that [the bridge is always shut].",
        "[The law between the two towns remains in force], the statement said.",
        # what is kept back is no assertion
        "Petra Lund declined to comment on the bridge.",
        "The company did not respond to a request.",
        "Petra Lund asked whether the bridge was safe.",
        # amounts and plans are claims of other kinds
        "Officials said 12 people had died.",
        "Petra Lund said the ministry will close the bridge in May.",
        "“We will close the bridge in May,” said Petra Lund.",
        "“[We will close the bridge in May because it is rotten],” said Petra Lund.",
        # questions, and clauses that lean on others
        "“Who would use such a bridge?” said Petra Lund.",
        # nobody in particular says it
        "The bridge is reportedly rotten.",
        "Critics fear that the bridge may fall.",
        "Petra Lund cited concerns linked to the old bridge.",
        "Petra Lund stressed the need for a balanced view of the bridge.",
        # titles and lifted words
        "Her book “The Bridge” won a prize.",
    ],
)
def test_evidence(marked: str) -> None:
    wanted = [m.group(1).strip(".,”") for m in re.finditer(r"\[([^\]]*)\]", marked)]
    text = marked.replace("[", "").replace("]", "")
    assert [c.evidence.of(text).strip(".,”") for c in state(text)] == wanted


def test_denial_is_never_asserted() -> None:
    (claim,) = state("Viktor Hald denied that he had met the lobbyist.")
    assert (claim.modality, claim.negated) == (Modality.DENIED, True)


def test_withheld_proposition_is_undisclosed() -> None:
    (claim,) = state("The army would not confirm that the base was hit.")
    assert claim.modality is Modality.UNDISCLOSED


def test_paraphrase_and_quotation_of_one_utterance_are_one_claim() -> None:
    text = (
        "Petra Lund said the old bridge had never once been inspected. "
        "“The old bridge has never once been inspected,” Petra Lund said."
    )
    (claim,) = state(text)
    assert claim.evidence.of(text).startswith("The old bridge has")
    assert [s.of(text) for s in claim.more_evidence] == ["the old bridge had never once been inspected"]


def test_own_words_are_those_in_quotation_marks() -> None:
    text = "Petra Lund said the bridge was “rotten to the core” and closed."
    (claim,) = state(text)
    assert [s.of(text) for s in claim.own_words] == ["rotten to the core"]


def test_topic_is_sorted_content_words() -> None:
    (claim,) = state("Petra Lund said the bridges were rotten.")
    assert isinstance(claim.content, Statement)
    assert claim.content.topic == ("bridge", "rotten")


def test_relayed_statement_belongs_to_the_inner_speaker() -> None:
    (claim,) = state("The Daily Lantern quoted an unnamed diplomat who claimed the envoy had resigned.")
    assert claim.attribution.speaker == "anonymous diplomat"
    assert claim.attribution.chain == ("Daily Lantern",)
