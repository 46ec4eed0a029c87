"""A step that breaks on one report costs that report its claims, not the build; and tests see it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import LexiconError
from onrecord.ledger.query import Ledger
from onrecord.pipeline import steps, stories
from onrecord.pipeline.local import BuildSummary
from onrecord.pipeline.session import build_ledger
from onrecord.records import RejectionReason

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "reports"


def internal(summary: BuildSummary) -> dict[str, str]:
    return {r.key: r.message for r in summary.rejections if r.reason is RejectionReason.INTERNAL}


def break_on(monkeypatch: pytest.MonkeyPatch, step: str, key: str, calls: list[str]) -> None:
    """Make a step fail on the report of that key, and note every report it is run on."""
    working = getattr(steps, step)

    def failing(job):
        report = getattr(job[0], "report", job[0])
        calls.append(report.key)
        if report.key == key:
            raise ValueError("no such\nday")
        return working(job)

    monkeypatch.setattr(steps, step, failing)


def test_no_step_breaks_on_the_example(tmp_path: Path) -> None:
    assert build_ledger([EXAMPLE], tmp_path / "story.db").rejections == ()


@pytest.mark.parametrize("step", ["make_reading", "run_claim_step"])
def test_one_report_is_lost_and_said_so(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    canonical: Callable[[Path], list[str]],
    step: str,
) -> None:
    ledger, calls = tmp_path / "story.db", []
    break_on(monkeypatch, step, "bridge_two.txt", calls)
    summary = build_ledger([folder], ledger)
    message = internal(summary)["bridge_two.txt"]
    assert message.startswith("bridge_two.txt: kept with its text")
    assert "ValueError: no such day" in message
    assert "please report" in message
    assert "\n" not in message
    with Ledger(ledger) as opened:
        row = opened.report("bridge_two.txt")
        claims = [c for s in opened.stories() for c in opened.account(s.id).claims]
        assert "killed 15 people" in row.report.text
        assert not [c for c in claims if c.report == row.report.id]
        assert {c.report for c in claims} == {r.report.id for r in opened.report_rows} - {row.report.id}
        assert [r.reason for r in opened.rejections()] == [RejectionReason.INTERNAL]
    before = canonical(ledger)
    # It is not tried again while nothing that it rests on has changed, and is still told.
    calls.clear()
    assert internal(build_ledger([folder], ledger)).keys() == {"bridge_two.txt"}
    assert calls == []
    assert canonical(ledger) == before


@pytest.mark.parametrize("step", ["make_reading", "run_claim_step"])
def test_it_is_tried_again_once_the_rule_is_mended(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    canonical: Callable[[Path], list[str]],
    step: str,
) -> None:
    version = steps.stage_version
    with monkeypatch.context() as broken:
        break_on(broken, step, "ferry.txt", [])
        build_ledger([folder], tmp_path / "story.db")
    monkeypatch.setattr(steps, "stage_version", lambda *modules: version(*modules) + "+")
    assert build_ledger([folder], tmp_path / "story.db").rejections == ()
    build_ledger([folder], tmp_path / "fresh.db")
    assert canonical(tmp_path / "story.db") == canonical(tmp_path / "fresh.db")


def test_a_story_that_cannot_be_compared_keeps_its_claims(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_):
        raise KeyError("slot")

    monkeypatch.setattr(stories, "relate_story", failing)
    summary = build_ledger([folder], tmp_path / "story.db")
    assert summary.claims > 5
    assert summary.relations == 0
    assert len(internal(summary)) == summary.stories
    assert all("KeyError: 'slot'" in message for message in internal(summary).values())


def test_two_claims_of_one_id_break_their_report_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = steps.claim_report

    def doubled(reading, *rest):
        claims = working(reading, *rest)
        return claims * 2 if reading.report.key == "ferry.txt" else claims

    monkeypatch.setattr(steps, "claim_report", doubled)
    assert "two claims with one id" in internal(build_ledger([folder], tmp_path / "story.db"))["ferry.txt"]


def test_a_broken_word_list_still_ends_the_build(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_):
        raise LexiconError("verbs.toml:3: no such field. Correct it.")

    monkeypatch.setattr(steps, "make_reading", failing)
    with pytest.raises(LexiconError, match=r"verbs\.toml:3"):
        build_ledger([folder], tmp_path / "story.db")


@pytest.mark.parametrize("step", ["make_reading", "run_claim_step"])
def test_an_interrupt_ends_the_build_and_leaves_the_ledger(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    canonical: Callable[[Path], list[str]],
    step: str,
) -> None:
    ledger = tmp_path / "story.db"
    later = folder / "bridge_three.txt"
    text = later.read_text(encoding="utf-8")
    later.unlink()
    build_ledger([folder], ledger)
    before = canonical(ledger)
    later.write_text(text, encoding="utf-8")

    def interrupted(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(steps, step, interrupted)
        with pytest.raises(KeyboardInterrupt):
            build_ledger([folder], ledger)
    assert canonical(ledger) == before
    build_ledger([folder], ledger)
    build_ledger([folder], tmp_path / "fresh.db")
    assert canonical(ledger) == canonical(tmp_path / "fresh.db")
