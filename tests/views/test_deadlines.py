"""What was known by a day: a later report's word does not reach back."""

from datetime import date

import pytest

from onrecord.ledger.query import Ledger
from onrecord.records import OutcomeStatus, PromiseStatus
from onrecord.views.deadlines import Due, find_dues
from onrecord.views.scope import story_scope


def draining(ledger: Ledger, day: date | None) -> list[Due]:
    scope = story_scope(ledger, ledger.story(None).id, as_of=day)
    texts = {row.report.id: row.report.text for row in scope.rows.values()}
    return [d for d in find_dues(scope) if "rain" in d.claim.evidence.of(texts[d.claim.report]) and d.interval.known]


def test_before_the_delay_the_promise_stands(example: Ledger) -> None:
    dues = draining(example, date(2024, 4, 30))
    assert dues
    assert {d.promise for d in dues} == {PromiseStatus.STANDS}
    assert {d.outcome for d in dues} == {OutcomeStatus.PENDING}


def test_after_the_last_report_it_has_slipped_and_been_met(example: Ledger) -> None:
    assert any(d.promise is PromiseStatus.SLIPPED and d.outcome is OutcomeStatus.MET for d in draining(example, None))


@pytest.mark.parametrize("day", [date(2024, 10, 1), date(2024, 12, 31)])
def test_past_due_with_no_word_is_derived(example: Ledger, day: date) -> None:
    scope = story_scope(example, example.story(None).id, as_of=day)
    texts = {row.report.id: row.report.text for row in scope.rows.values()}
    bridge = [d for d in find_dues(scope) if "bridge" in d.claim.evidence.of(texts[d.claim.report])]
    assert [d.outcome for d in bridge] == [OutcomeStatus.NOT_REPORTED]
