"""What reviewers settle is appended, honoured by every build, and never lost."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from onrecord.ledger.decisions import decisions_file, read_decisions
from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import build_ledger
from onrecord.records import Claim, ClaimType, Standing

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "reports"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "reports")
    build_ledger([tmp_path / "reports"], tmp_path / "story.db")
    return tmp_path / "story.db"


def run(*arguments: object) -> None:
    result = CliRunner().invoke(cli, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output


def first_claim(ledger: Path) -> Claim:
    with Ledger(ledger) as opened:
        return next(c for s in opened.stories() for c in opened.account(s.id).claims if c.attribution.speaker)


def claim(ledger: Path, name: str) -> Claim:
    with Ledger(ledger) as opened:
        return next(c for s in opened.stories() for c in opened.account(s.id).claims if c.id == name)


def test_a_speaker_is_set_and_stays_over_builds(ledger: Path) -> None:
    chosen = first_claim(ledger)
    run("set", ledger, "speaker", chosen.id, "Tora Lind", "--reviewer", "ann", "--reason", "byline")
    build_ledger([ledger.parent / "reports"], ledger)
    after = claim(ledger, chosen.id)
    assert after.attribution.speaker == "Tora Lind"
    assert after.decided == ("set_speaker",)


def test_undo_takes_a_decision_back(ledger: Path) -> None:
    chosen = first_claim(ledger)
    run("set", ledger, "reject", chosen.id)
    assert claim(ledger, chosen.id).rejected
    decision = read_decisions(decisions_file(ledger))[0]
    run("set", ledger, "undo", decision.id)
    assert not claim(ledger, chosen.id).rejected
    assert len(read_decisions(decisions_file(ledger))) == 2


def track_of(ledger: Path, name: str) -> str:
    with Ledger(ledger) as opened:
        (story,) = opened.stories()
        account = opened.account(story.id)
    groups = {g.id for g in account.groups if name in g.claims}
    return next(t.id for t in account.tracks if groups & set(t.groups))


def test_a_claim_is_split_off_its_track_and_put_back(ledger: Path) -> None:
    with Ledger(ledger) as opened:
        (story,) = opened.stories()
        group = next(g for g in opened.account(story.id).groups if len(g.claims) > 1)
    kept, chosen = group.claims[:2]
    run("set", ledger, "split", chosen, "--reason", "another flood")
    apart = track_of(ledger, chosen)
    assert apart != track_of(ledger, kept)
    decision = read_decisions(decisions_file(ledger))[0]
    run("set", ledger, "undo", decision.id)
    assert track_of(ledger, chosen) == track_of(ledger, kept) != apart


def test_a_claim_is_merged_into_anothers_track(ledger: Path) -> None:
    with Ledger(ledger) as opened:
        (story,) = opened.stories()
        groups = [g for g in opened.account(story.id).groups if g.slot.type is ClaimType.QUANTITY]
    kept = groups[0].claims[0]
    chosen = next(g.claims[0] for g in groups if g.slot != groups[0].slot)
    run("set", ledger, "merge", chosen, kept)
    assert track_of(ledger, chosen) == track_of(ledger, kept)


def test_a_date_is_set(ledger: Path) -> None:
    run("set", ledger, "date", "07_osk_herald.txt", "2024-08-09")
    with Ledger(ledger) as opened:
        row = opened.report("07_osk_herald.txt")
    assert row.publication is not None
    assert row.publication.clock.interval.lo is not None
    assert row.publication.clock.interval.lo.isoformat() == "2024-08-09"


def test_a_decision_whose_report_changed_becomes_an_orphan(ledger: Path) -> None:
    with Ledger(ledger) as opened:
        row = opened.report("06_tamarin_courier.txt")
        chosen = next(c for s in opened.stories() for c in opened.account(s.id).claims if c.report == row.report.id)
    run("set", ledger, "reject", chosen.id)
    path = decisions_file(ledger)
    line = json.loads(path.read_text(encoding="utf-8"))
    line["target"]["exact"] = "words that are nowhere"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert build_ledger([ledger.parent / "reports"], ledger).orphans == 1
    with Ledger(ledger) as opened:
        assert [a.standing for a in opened.decisions()] == [Standing.ORPHAN]


def test_a_broken_line_is_named(ledger: Path) -> None:
    decisions_file(ledger).write_text("{not json\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["build", str(ledger.parent / "reports"), "-o", str(ledger)])
    assert "decisions.jsonl:1: not a decision" in str(result.exception)
