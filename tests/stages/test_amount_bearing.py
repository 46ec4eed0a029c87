"""How far a sentence commits to the amount in it."""

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import read_report
from onrecord.records import Claim, Metadata, Modality, RawReport
from onrecord.stages.measure import find_quantities

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)
ASSERTED, PLANNED, EXPECTED = Modality.ASSERTED, Modality.PLANNED, Modality.EXPECTED


def last_amount(text: str) -> Claim:
    data = text.encode()
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=data, text=text, metadata=Metadata())
    return find_quantities(read_report(raw, ANALYSER, LEXICONS), (), LEXICONS)[-1]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The maker aims to reach annual sales of 900 vans.", PLANNED),
        ("The maker plans to cut 1,500 jobs.", PLANNED),
        ("The charity hopes to send 20 trucks.", EXPECTED),
        ("Raising the level to 600 metres would flood the valley.", EXPECTED),
        ("Members voted to end a walkout that shut the mill for 19 days.", ASSERTED),
        ("The court will hear Ada Moran, 41.", ASSERTED),
        ("The mayor will join a march of the town's 900 nurses.", ASSERTED),
    ],
)
def test_what_is_aimed_at_is_no_fact(text: str, modality: Modality) -> None:
    found = last_amount(text)
    assert (found.modality, found.negated) == (modality, False)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor is not to blame for the more than 60 dead.",
        "The figure was no more than 20 soldiers.",
        "Miners rejected the deal by 520 votes.",
        "At the count 95 members voted no.",
        "The firm has not provided details on how many of the 40 boats are fit.",
    ],
)
def test_a_denial_leaves_what_is_given(text: str) -> None:
    found = last_amount(text)
    assert (found.modality, found.negated) == (ASSERTED, False)
