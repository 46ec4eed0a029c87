"""What somebody denied is never shown as what they said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger.query import Ledger
from onrecord.pipeline.asking import check_text
from onrecord.pipeline.session import build_ledger
from onrecord.records import Modality, Quantity
from onrecord.views.brief import brief
from onrecord.views.check import check
from onrecord.views.scope import story_scope

REPORT = """Harbour board answers critics

ORLO, 4 May 2031 - Mayor Runa Falk denied that the board had bought 12 cranes.

Henk Adare, the chairman, said that 40 boats were safe.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder: Path = tmp_path_factory.mktemp("denials")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    build_ledger([folder / "a.txt"], folder / "story.db")
    with Ledger(folder / "story.db") as opened:
        yield opened


def test_an_amount_that_was_denied_is_denied(ledger: Ledger) -> None:
    scope = story_scope(ledger, ledger.story(None).id)
    counts = {int(c.content.amount.low or 0): c for c in scope.claims.values() if isinstance(c.content, Quantity)}
    assert counts[12].modality is Modality.DENIED
    assert counts[40].modality is Modality.ASSERTED


def test_every_line_that_quotes_it_says_so(ledger: Ledger) -> None:
    view = brief(story_scope(ledger, ledger.story(None).id), everything=True)
    told = [line.text for section in view.sections for line in section.lines if "cranes" in line.text]
    assert told
    assert all("denied that the board had bought 12 cranes" in text for text in told)
    stands = next((s for s in view.sections if s.title == "STANDS"), None)
    assert stands is None or not any("cranes" in line.text for line in stands.lines)


def test_a_check_shows_the_denial(ledger: Ledger) -> None:
    story = ledger.story(None).id
    scope = story_scope(ledger, story)
    checked = check_text(ledger, "The board bought 12 cranes.", {story: frozenset(scope.rows)}, scope.today)
    told = [line.text for s in check(checked, {story: scope}).sections for line in s.lines if "cranes" in line.text]
    assert told
    assert all("denied" in text for text in told)
