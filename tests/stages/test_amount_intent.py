"""Amounts that are only meant, asked for or supposed."""

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import read_report
from onrecord.records import Metadata, Modality, RawReport
from onrecord.stages.measure import find_quantities

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def modalities(text: str) -> list[Modality]:
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=text.encode(), text=text, metadata=Metadata())
    return [c.modality for c in find_quantities(read_report(raw, ANALYSER, LEXICONS), (), LEXICONS)]


@pytest.mark.parametrize(
    "text",
    [
        "Deputies discussed a $700 million rescue plan.",
        "Relief groups launched an appeal for $30 million.",
        "Relief groups launched an appeal for # 30m.",
        "The mayor asked for 26 million meals.",
        "Charities called for an urgent airdrop of 2,000 tents.",
        "The decision to lend the mill $85 million was made on Friday.",
        "Its plans to cut 40 jobs drew protests.",
    ],
)
def test_what_is_meant_or_asked_for_is_planned(text: str) -> None:
    assert modalities(text) == [Modality.PLANNED]


@pytest.mark.parametrize(
    "text",
    [
        "The appeal has raised $30 million.",
        "The plan cost $4 million.",
        "Police called for help after 40 houses burned.",
        "Ministers asked 40 firms for bids.",
        "The move cut 40 jobs.",
        "The bank bought a $4 million stake.",
    ],
)
def test_what_was_done_stays_asserted(text: str) -> None:
    assert modalities(text) == [Modality.ASSERTED]


def test_what_hangs_on_a_condition_is_possible() -> None:
    assert modalities("If the rating were cut, the firm would need $3 million.") == [Modality.POSSIBLE]
    assert modalities("The firm would need $3 million if the rating were cut.") == [Modality.POSSIBLE]
    assert modalities("The firm will need $3 million.") == [Modality.EXPECTED]
