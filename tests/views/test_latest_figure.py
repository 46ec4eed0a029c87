"""Which value of a track stands as its latest."""

import pytest

from onrecord.ledger.query import ReportRow
from onrecord.lexicons import load_lexicons
from onrecord.records import Account, Story, StoryId
from onrecord.stages.align import align_claims, find_slots
from onrecord.views.scope import Scope
from onrecord.views.succession import latest_group
from tests.stages.made_account import count, make_reading

LEX = load_lexicons()
STORY = StoryId("s")


def latest(*told):
    """The latest value of counts of divers, each given by a source on a day, as a report of the day after has it."""
    texts = [f"{source} counted {value} divers in Lund." for source, value, _ in told]
    readings = [make_reading(text, key=f"{n}.txt", published=told[n][2]) for n, text in enumerate(texts)]
    claims = [
        count(reading, reading.text[:-1], value, value, where="Lund", speaker=source, as_of=day)
        for reading, (source, value, day) in zip(readings, told, strict=True)
    ]
    groups, tracks = align_claims(STORY, claims, find_slots(readings, claims, (), LEX), ())
    rows = {
        r.report.id: ReportRow(
            report=r.report,
            label=r.report.key,
            story=None,
            publication=r.publication,
            superseded_by=None,
            vanished=False,
        )
        for r in readings
    }
    account = Account(
        story=Story(id=STORY, title="Lund", reports=tuple(rows)),
        publications=tuple((r.report.id, r.publication) for r in readings),
        claims=tuple(claims), entities=(), links=(), copies=(), origins=(), groups=groups, tracks=tracks, relations=(),
    )  # fmt: skip
    (track,) = tracks
    group = latest_group(Scope(account=account, rows=rows), track)
    assert group is not None
    return group.value


@pytest.mark.parametrize("order", [1, -1])
def test_a_rivals_count_of_the_day_does_not_replace_the_usual_one(order):
    day = [("The harbour office", 52, "2031-03-04"), ("The aid league", 60, "2031-03-04")][::order]
    assert latest(("The harbour office", 40, "2031-03-02"), *day) == "52"


def test_a_later_count_stands_whoever_gives_it():
    before = [("The harbour office", 40, "2031-03-02"), ("The harbour office", 52, "2031-03-04")]
    assert latest(*before, ("The aid league", 60, "2031-03-06")) == "60"
