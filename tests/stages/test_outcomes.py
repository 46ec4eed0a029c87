"""Word of what became of a promise, told as a fact or statement of a later report."""

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import claim_report, date_story, find_stories, read_report, relate_story
from onrecord.records import ClaimType, DateField, Metadata, OutcomeStatus, PromiseStatus, RawReport, sha256_hex

LEX = load_lexicons()
ANALYSER = RuleAnalyser(LEX.syntax, LEX.names)
PROMISE = "The Norland Canal Board agreed to drain Lake Orrin by 30 June 2031, it said on Monday."
ABOUT = "Lake Orrin lies above the Orrin locks in Norland, where the wall of the Orrin reservoir cracked in April."


def account(*texts):
    raws = [
        RawReport(
            key=f"{n}.txt",
            location=f"{n}.txt",
            sha256=sha256_hex(text.encode()),
            data=text.encode(),
            text=text,
            metadata=Metadata(title=None, outlet=f"Paper {n}", dates=(DateField(name="date", value=day),)),
        )
        for n, (day, text) in enumerate(texts)
    ]
    readings = [read_report(raw, ANALYSER, LEX) for raw in raws]
    (story,) = find_stories([(r.report, r.publication) for r in readings], LEX)
    dates = date_story(readings, LEX)
    claims = [c for r in readings for c in claim_report(r, dates[r.report.id], LEX)]
    return relate_story(story, readings, dates, claims, LEX)


def outcome(later, day="2031-07-20"):
    found = account(("2031-05-06", f"{PROMISE}\n\n{ABOUT}"), (day, f"{later}\n\n{ABOUT}"))
    track = next(t for t in found.tracks if t.slot.type is ClaimType.COMMITMENT and "drain" in t.title)
    rules = {r.rule for r in found.relations}
    return track.promise, track.outcome, rules


@pytest.mark.parametrize(
    ("later", "rule", "promise", "result"),
    [
        ("Lake Orrin has been drained, Ida Voss said.", "commitment.met", PromiseStatus.STANDS, OutcomeStatus.MET),
        ("Lake Orrin was emptied, Ida Voss said.", "commitment.met", PromiseStatus.STANDS, OutcomeStatus.MET),
        (
            "The Norland Canal Board said it had drained Lake Orrin.",
            "commitment.met",
            PromiseStatus.STANDS,
            OutcomeStatus.MET,
        ),
        (
            "The draining of Lake Orrin has been postponed, Ida Voss said.",
            "commitment.put-off",
            PromiseStatus.SLIPPED,
            OutcomeStatus.PENDING,
        ),
        (
            "Lake Orrin has not been drained, Ida Voss said.",
            "commitment.not-met",
            PromiseStatus.STANDS,
            OutcomeStatus.NOT_MET,
        ),
    ],
)
def test_a_later_report_says_what_became_of_it(later, rule, promise, result):
    assert outcome(later)[:2] == (promise, result)
    assert rule in outcome(later)[2]


@pytest.mark.parametrize(
    "later",
    [
        "Lake Orrin will be drained, Ida Voss said.",
        "Families may return once Lake Orrin has been drained, Ida Voss said.",
        "Lake Tarn was drained, Ida Voss said.",
    ],
)
def test_what_is_still_to_come_is_no_outcome(later):
    assert outcome(later)[1] is OutcomeStatus.PENDING


def test_a_denial_before_the_day_is_no_failure():
    assert outcome("Lake Orrin has not been drained, Ida Voss said.", "2031-06-01")[1] is OutcomeStatus.PENDING


def test_a_plan_that_is_pointed_back_to_is_revised():
    text = f"{PROMISE} Rain has prompted the board to revise that plan, Ida Voss said.\n\n{ABOUT}"
    found = account(("2031-05-06", text))
    assert "commitment.revised" in {r.rule for r in found.relations}
