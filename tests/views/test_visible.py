"""What would move a cursor, turn letters round or pass for another letter is seen where it is shown, and kept."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.main import cli
from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import build_ledger
from onrecord.views.visible import visible

SENTENCE = (
    "The port of Orlo halted \u202eall\u202c ferries, harbour master Ada\x1b]0;owned Brandt said, "
    "and the p\u0456er is shut."
)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain words, “quoted” — naïve café", "plain words, “quoted” — naïve café"),
        ("a\x1b[31mb", "a‹U+001B›[31mb"),
        ("\x9b31m", "‹U+009B›31m"),
        ("\u202e21\u202c", "‹U+202E›21‹U+202C›"),
        ("p\u0430y", "pа‹U+0430›y"),
        ("Орло Athens Αθήνα", "Орло Athens Αθήνα"),
        ("one\ttwo\nthree", "one\ttwo\nthree"),
        ("👩\u200d🌾", "👩\u200d🌾"),
    ],
)
def test_what_is_shown(text: str, seen: str) -> None:
    assert visible(text) == seen


@given(st.text())
def test_nothing_unseen_is_left_and_nothing_seen_is_lost(text: str) -> None:
    shown = visible(text)
    assert not any((c < " " and c not in "\t\n") or "\x7f" <= c <= "\x9f" or "\u202a" <= c <= "\u202e" for c in shown)
    assert visible(shown) == shown or any("\u0370" <= c <= "\u058f" for c in text)


def test_a_terminal_is_sent_no_control_of_a_report(tmp_path: Path) -> None:
    filler = "The council of Orlo said that the pier at the old town had been closed to boats since the storm. " * 6
    (tmp_path / "a.txt").write_text(f"Pier shut\nCoast Courier, 4 May 2031\n\n{SENTENCE} {filler}\n", encoding="utf-8")
    ledger = tmp_path / "story.db"
    build_ledger([tmp_path / "a.txt"], ledger, analyser="rules")
    with Ledger(ledger) as opened:
        assert SENTENCE in opened.report_rows[0].report.text
    shown = ""
    for command in (["brief"], ["claims", "--low"], ["search", "ferries"], ["speakers"], ["quantities"]):
        result = CliRunner().invoke(cli, [command[0], str(ledger), *command[1:]], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        shown += result.output
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "‹U+001B›" in shown
    assert "‹U+0456›" in shown
