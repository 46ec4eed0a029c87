"""`onrecord review` and `onrecord set`: what waits is decided from a pipe, merged, undone, and never lost."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import cli
from onrecord.errors import LedgerError, SettingsError
from onrecord.ledger.decisions import decisions_file, read_decisions
from onrecord.ledger.query import Ledger
from onrecord.ledger.standing import standings
from onrecord.pipeline.session import build_ledger, rebuild_ledger
from onrecord.records import Action, Claim, ClaimType, Quantity, RelationType, Standing

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "reports"


@pytest.fixture
def ledger(example_db: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example_db, tmp_path / "story.db"))


def review(ledger: Path, *lines: str, more: tuple[str, ...] = ()) -> Result:
    arguments = ["review", str(ledger), "--reviewer", "ann", *more]
    done = CliRunner().invoke(cli, arguments, input="".join(f"{line}\n" for line in lines), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


def told(ledger: Path) -> dict[str, object]:
    return dict(json.loads(review(ledger, more=("--json",)).stdout)["value"])


def run(ledger: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["set", str(ledger), *arguments])


def claims(ledger: Path) -> dict[str, Claim]:
    with Ledger(ledger) as opened:
        return {c.id: c for s in opened.stories() for c in opened.account(s.id).claims}


def an_amount(ledger: Path) -> Claim:
    return next(c for c in claims(ledger).values() if isinstance(c.content, Quantity) and c.content.where)


def test_disputes_are_decided_from_a_pipe_and_the_rest_waits(ledger: Path) -> None:
    waiting = int(str(told(ledger)["open"]))
    assert waiting > 2
    done = review(ledger, "x two ways of counting", "a", "q")
    assert "[1 of" in done.stdout
    after = told(ledger)
    assert (after["open"], after["decided"], after["attached"]) == (waiting - 2, 2, 2)
    first, second = read_decisions(decisions_file(ledger))
    assert (first.action, first.value, first.reason) == (
        Action.SET_RELATION,
        RelationType.SCOPE_DIFFERENCE.value,
        "two ways of counting",
    )
    assert (second.action, second.reviewer) == (Action.SET_RELATION, "ann")


def test_undo_brings_the_item_back_and_a_note_leaves_it(ledger: Path) -> None:
    before = told(ledger)["open"]
    done = review(ledger, "n ask the shelter", "x", "z", "z", "q")
    assert done.stdout.count("[1 of") == 2
    after = told(ledger)
    assert (after["open"], after["undone"]) == (before, 2)


def test_a_side_is_rejected_edited_merged_and_given_a_speaker(ledger: Path) -> None:
    done = review(ledger, "e 1", "e 1 where=Upper Serrin what=tents and huts", "p 2 Tora Lind", "s 1", "r 2 misread")
    assert "  where=" in done.stdout
    actions = [d.action for d in read_decisions(decisions_file(ledger))]
    assert actions[:2] == [Action.EDIT, Action.SET_SPEAKER]
    assert read_decisions(decisions_file(ledger))[0].value == "what=tents and huts\nwhere=Upper Serrin"


@pytest.mark.parametrize("line", ["y", "t rivals", "r 3", "n", "e where", "e colour=red", "m c_nothing", "z"])
def test_what_cannot_be_is_told_and_nothing_is_written(ledger: Path, line: str) -> None:
    done = review(ledger, line, "q")
    assert done.stderr.replace("a/r/e/m/s/n/z ? > ", "").strip()
    assert not decisions_file(ledger).exists()


def test_the_end_of_a_pipe_ends_the_review(ledger: Path) -> None:
    assert "[1 of" in review(ledger).stdout
    assert not decisions_file(ledger).exists()


def test_what_is_unsure_can_be_gone_through_too(ledger: Path) -> None:
    unsure = int(str(told(ledger)["unsure"]))
    assert unsure
    before = int(str(told(ledger)["open"]))
    review(ledger, *["j"] * before, "a", "r", "q", more=("--unsure",))
    assert told(ledger)["unsure"] == unsure - 2


def test_an_edit_is_honoured_by_every_build_and_marked_as_a_persons(ledger: Path) -> None:
    chosen = an_amount(ledger)
    done = run(ledger, "edit", chosen.id, "amount=>=12", "where=Upper Serrin", "as_of=2024-03", "unit=person")
    assert done.exit_code == 0, done.exception
    after = claims(ledger)[chosen.id]
    assert isinstance(after.content, Quantity)
    assert (after.content.amount.low, after.content.amount.high, after.content.where) == (12, None, "Upper Serrin")
    assert after.clocks.as_of.interval.hi is not None
    assert after.decided == ("edit",)
    rebuild_ledger(ledger)
    assert claims(ledger)[chosen.id] == after
    (decision,) = read_decisions(decisions_file(ledger))
    assert run(ledger, "undo", decision.id).exit_code == 0
    assert claims(ledger)[chosen.id] == chosen


def test_a_missed_claim_is_added_where_its_words_stand(ledger: Path) -> None:
    with Ledger(ledger) as opened:
        row = opened.report("06_tamarin_courier.txt")
        sentence = next(s for s in opened.sentences(row.report.id) if s.paragraph == 3)
    words = sentence.span.of(row.report.text)
    done = run(ledger, "add", row.label, "quantity", words, "amount=7", "unit=gate", "speaker=Tora Lind")
    assert done.exit_code == 0, done.exception
    (added,) = (c for c in claims(ledger).values() if "add" in c.decided)
    assert (added.type, added.evidence, added.paragraph) == (ClaimType.QUANTITY, sentence.span, 3)
    assert added.attribution.speaker == "Tora Lind"
    with Ledger(ledger) as opened:
        assert set(standings(opened).values()) == {Standing.ATTACHED}
    (decision,) = read_decisions(decisions_file(ledger))
    run(ledger, "undo", decision.id)
    assert added.id not in claims(ledger)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "06_tamarin_courier.txt", "quantity", "the", "amount=7", "unit=gate"), "just one place"),
        (("add", "06_tamarin_courier.txt", "quantity", "nobody wrote these words", "amount=7", "unit=x"), "one place"),
        (("add", "06_tamarin_courier.txt", "quantity", "the"), "needs amount"),
        (("edit", "CLAIM", "amount=many"), "no amount"),
        (("edit", "CLAIM", "amount=9..3"), "Swap them"),
        (("edit", "CLAIM", "negated=perhaps"), "yes or no"),
        (("edit", "CLAIM", "status=rumoured"), "one of"),
        (("edit", "CLAIM", "as_of=yesterday"), "no date"),
        (("edit", "CLAIM", "unit="), "some words"),
        (("edit", "CLAIM", "actor=Lind"), "no such field"),
        (("merge", "CLAIM", "CLAIM"), "the claim itself"),
        (("undo", "d_none"), "no decision"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger: Path, arguments: tuple[str, ...], words: str) -> None:
    chosen = an_amount(ledger).id
    error = run(ledger, *(chosen if a == "CLAIM" else a for a in arguments)).exception
    assert isinstance(error, LedgerError | SettingsError)
    assert words in str(error)
    assert not decisions_file(ledger).exists()


def test_a_relation_is_set_from_the_command_line(ledger: Path) -> None:
    with Ledger(ledger) as opened:
        account = opened.account(opened.story(None).id)
    relation = next(r for r in account.relations if r.type is RelationType.CONTRADICTS and r.right)
    done = run(ledger, "relation", relation.left[0], relation.right[0], "updates", "--reason", "a day later")
    assert done.exit_code == 0, done.exception
    with Ledger(ledger) as opened:
        after = next(r for r in opened.account(account.story.id).relations if r.id == relation.id)
    assert (after.type, after.rule) == (RelationType.UPDATES, "reviewer")
    assert "a day later" in after.reason


def test_two_reviewers_files_are_merged_and_their_quarrel_is_told(ledger: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(ledger, (tmp_path / "b").mkdir() or tmp_path / "b" / "story.db"))
    chosen = an_amount(ledger).id
    CliRunner().invoke(cli, ["set", str(ledger), "accept", chosen, "--reviewer", "ann"])
    CliRunner().invoke(cli, ["set", str(other), "reject", chosen, "--reviewer", "bob"])
    review(other, "x", "q")
    done = review(ledger, more=("--merge", str(decisions_file(other))))
    assert "2 new decisions; 1 on which reviewers disagree" in done.stderr
    assert f"reviewers disagree on '{chosen}" not in done.stdout
    assert "which counts" in done.stdout
    assert claims(ledger)[chosen].rejected
    again = review(ledger, more=("--merge", str(decisions_file(other))))
    assert "0 new decisions" in again.stderr
    assert isinstance(
        CliRunner().invoke(cli, ["review", str(ledger), "--merge", str(tmp_path / "none.jsonl")]).exception, LedgerError
    )


def test_after_a_rebuild_of_changed_reports_every_decision_is_attached_or_an_orphan(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    shutil.copytree(EXAMPLE, folder)
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger)
    amounts = [c for c in claims(ledger).values() if isinstance(c.content, Quantity)]
    by_report = {c.report: c for c in amounts}
    for claim in by_report.values():
        run(ledger, "edit", claim.id, "where=Upper Serrin")
        run(ledger, "accept", claim.id)
    review(ledger, "x", "a", "n worth a call", "q")
    made = read_decisions(decisions_file(ledger))
    assert len(made) == 2 * len(by_report) + 3
    changed = folder / "06_tamarin_courier.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("2,300", "2,350"), encoding="utf-8")
    (folder / "08_sentinel.txt").write_text("The Sentinel\n\nThe page was taken down.\n", encoding="utf-8")
    build_ledger([folder], ledger, sync=True)
    with Ledger(ledger) as opened:
        became = standings(opened)
    assert set(became) == {d.id for d in made}
    counted = {s: sum(b is s for b in became.values()) for s in (Standing.ATTACHED, Standing.ORPHAN)}
    assert counted[Standing.ATTACHED] + counted[Standing.ORPHAN] == len(made)
    assert counted[Standing.ATTACHED] > 0
    assert counted[Standing.ORPHAN] > 0
    assert len(told(ledger)["orphans"]) == counted[Standing.ORPHAN]  # type: ignore[arg-type]


def test_an_origin_is_set_and_shared(ledger: Path) -> None:
    one, two = [c for c in claims(ledger).values() if isinstance(c.content, Quantity) and c.attribution.speaker][:2]
    for claim in (one, two):
        assert run(ledger, "origin", claim.id, "the district's bulletin").exit_code == 0
    with Ledger(ledger) as opened:
        origins = opened.account(opened.story(None).id).origins
    assert [set(o.claims) for o in origins if o.name == "the district's bulletin"] == [{one.id, two.id}]
    assert all({one.id, two.id}.isdisjoint(o.claims) for o in origins if o.name != "the district's bulletin")
