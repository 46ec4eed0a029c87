"""What a check makes of things told as done, of all, and by a name's last noun."""

from collections.abc import Iterator

import pytest

from onrecord.ledger.query import Ledger
from onrecord.pipeline.asking import check_text
from onrecord.records import Verdict
from tests.views.told_story import open_story

STORY = {
    "2031-06-01": (
        "Norland votes\n\nNorland and Osmark will sign an agreement on the Orrin river on 10 June. "
        "The electoral commission is to certify the result by 12 June.\n"
    ),
    "2031-06-14": (
        "Norland result\n\nThe electoral commission certified the result of the vote in Norland on Thursday. "
        "Four hostages were freed from the bank in Lund on Wednesday.\n"
    ),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    yield from open_story(tmp_path_factory.mktemp("checked"), STORY)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The commission certified the result.", Verdict.SUPPORTED),
        ("Norland and Osmark signed an agreement.", Verdict.QUALIFIED),
        ("Four hostages were freed from the bank.", Verdict.SUPPORTED),
        ("All the hostages were freed from the bank.", Verdict.QUALIFIED),
    ],
)
def test_the_verdict(told: Ledger, sentence: str, verdict: Verdict) -> None:
    story = told.story(None)
    checked = check_text(told, sentence, {story.id: frozenset(story.reports)}, None)
    assert checked.verdict is verdict
