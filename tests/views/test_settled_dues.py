"""Duties and occasions that a later report tells as done, in sentences that nothing else is read from."""

from datetime import date
from pathlib import Path

import pytest

from onrecord.records import OutcomeStatus, PromiseStatus
from onrecord.views.deadlines import Due, due_line, find_dues
from onrecord.views.scope import story_scope
from tests.views.told_story import open_story

ABOUT = "The Orrin Line in Norland has 40 stations between Lund and the coast."


def due(folder: Path, first: str, later: str, day: str = "2031-05-16") -> tuple[Due, list[str]]:
    """What the later report makes of what the first one set, and the paragraphs the line of it leads to."""
    story = {"2031-05-02": f"Orrin Line\n\n{first} {ABOUT}\n", day: f"Orrin Line news\n\n{later} {ABOUT}\n"}
    for ledger in open_story(folder, story):
        scope = story_scope(ledger, ledger.story(None).id)
        found = next(d for d in find_dues(scope) if scope.rows[d.claim.report].report.key.endswith("05-02.txt"))
        return found, [c.report for c in due_line(scope, found).citations]
    raise AssertionError


SET = {
    "ballot": "The drivers' union will hold a ballot on the Orrin Line on 9 May.",
    "offer": "Orrin Rail said it would publish a new offer by 6 May.",
    "result": "The Norland electoral commission is to certify the result by 12 May.",
    "hearings": "Hearings on the Orrin Line are scheduled to end on 9 May.",
    "summit": "A summit of the two ministers is scheduled for 9 May in Lund.",
    "elections": "Elections will be held in Norland on 9 May.",
    "appeal": "Orrin Rail will appeal against the ruling by 12 May.",
    "ruling": "The High Court in Lund will rule on the Orrin contract on 9 May.",
}


@pytest.mark.parametrize(
    ("name", "later"),
    [
        ("ballot", "The ballot was held at 12 depots."),
        ("ballot", "Drivers of the Orrin Line voted on Friday on whether to strike."),
        ("offer", "Orrin Rail published its new offer on Tuesday."),
        ("result", "The electoral commission certified the result on Monday."),
        ("hearings", "The hearings on the Orrin Line ended on Friday."),
        ("summit", "The summit of the two ministers took place in Lund."),
        ("elections", "People in Norland went to the polls on Friday."),
        ("appeal", "Orrin Rail filed an appeal against the ruling on Thursday."),
        ("ruling", "The High Court in Lund ruled that the Orrin contract was unlawful."),
    ],
)
def test_told_as_done(tmp_path: Path, name: str, later: str) -> None:
    found, sources = due(tmp_path, SET[name], later)
    assert found.outcome is OutcomeStatus.MET
    assert any("05-16" in label for label in sources), "the line leads to the sentence that tells so"


@pytest.mark.parametrize(
    ("name", "later"),
    [
        ("ballot", "The ballot would be held only if talks failed."),
        ("ballot", "Drivers of the Orrin Line have not voted yet."),
        ("offer", "Orrin Rail was to have published its new offer on Tuesday."),
        ("offer", "Orrin Rail published its new offer last year."),
        ("offer", "The union published its own plan on Tuesday."),
        ("result", "The commission said it would have certified the result by now."),
        ("hearings", "The hearings on the Orrin Line began on Friday."),
        ("summit", "The ministers hope that a summit will take place."),
        ("appeal", "The villagers filed an appeal on Thursday."),
    ],
)
def test_not_told_as_done(tmp_path: Path, name: str, later: str) -> None:
    found, _ = due(tmp_path, SET[name], later)
    assert found.outcome is not OutcomeStatus.MET


def test_a_strike_called_off_is_dropped(tmp_path: Path) -> None:
    later = "The drivers' union has called off Tuesday's strike on the Orrin Line."
    found, _ = due(tmp_path, "A strike on the Orrin Line is planned for 20 May.", later)
    assert found.promise is PromiseStatus.WITHDRAWN


def test_a_start_told_for_a_later_day_has_moved(tmp_path: Path) -> None:
    found, _ = due(tmp_path, "The trial is set to begin on 9 May.", "The trial is due to start on 30 May.")
    assert found.promise is PromiseStatus.SLIPPED


def test_what_a_later_report_tells_does_not_reach_back(tmp_path: Path) -> None:
    story = {
        "2031-05-02": f"Orrin dam\n\nOrrin Rail agreed to drain Lake Orrin by 30 June 2031. {ABOUT}\n",
        "2031-06-12": f"Orrin dam\n\nThe draining of Lake Orrin has been delayed until 30 September 2031. {ABOUT}\n",
        "2031-10-02": f"Orrin dam\n\nLake Orrin has been drained, Ida Voss said. {ABOUT}\n",
    }
    for ledger in open_story(tmp_path, story):
        early = story_scope(ledger, ledger.story(None).id, as_of=date(2031, 6, 20))
        late = story_scope(ledger, ledger.story(None).id)
        assert OutcomeStatus.MET not in {d.outcome for d in find_dues(early)}
        assert PromiseStatus.SLIPPED in {d.promise for d in find_dues(early)}
        assert OutcomeStatus.MET in {d.outcome for d in find_dues(late)}
