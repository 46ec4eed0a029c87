"""What reads the reports is chosen once a ledger, kept in it, and can be changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import ModelError, SettingsError
from onrecord.ledger.query import Ledger
from onrecord.models import loading
from onrecord.models.loading import AnalyserKind
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline import local, steps
from onrecord.pipeline.session import build_ledger, rebuild_ledger


class Silent(RuleAnalyser):
    """Stands in for the model: reads no names."""

    digest = "silent-1"

    def analyse(self, text, sentences):
        return tuple(replace(analysis, names=()) for analysis in super().analyse(text, sentences))


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if weights were installed."""

    def load(kind, lexicons):
        made = RuleAnalyser if kind is AnalyserKind.RULES else Silent
        return made(lexicons.syntax, lexicons.names)

    monkeypatch.setattr(steps, "load_analyser", load)
    monkeypatch.setattr(local, "usual_analyser", lambda: AnalyserKind.MODEL)
    steps.analyser.cache_clear()
    yield
    steps.analyser.cache_clear()


def names(ledger: Path) -> int:
    with Ledger(ledger) as opened:
        return sum(len(opened.mentions(row.report.id)) for row in opened.report_rows)


def test_the_model_reads_where_nothing_is_said(folder: Path, tmp_path: Path) -> None:
    assert build_ledger([folder], tmp_path / "story.db").analyser is AnalyserKind.MODEL
    with Ledger(tmp_path / "story.db") as opened:
        assert opened.analyser == "the model (silent-1)"


def test_a_ledger_stays_with_what_read_it(folder: Path, tmp_path: Path, canonical: Callable[[Path], list[str]]) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder / "ferry.txt"], ledger, analyser="rules")
    assert build_ledger([folder], ledger).analyser is AnalyserKind.RULES
    assert rebuild_ledger(ledger).analyser is AnalyserKind.RULES
    build_ledger([folder], tmp_path / "fresh.db", analyser="rules")
    assert canonical(ledger) == canonical(tmp_path / "fresh.db")


def test_another_analyser_reads_everything_anew(
    folder: Path, tmp_path: Path, canonical: Callable[[Path], list[str]]
) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger, analyser="rules")
    by_rules, found = canonical(ledger), names(ledger)
    build_ledger([folder], ledger, analyser="model")
    assert names(ledger) < found
    build_ledger([folder], ledger, analyser="rules")
    assert canonical(ledger) == by_rules


def test_no_such_analyser(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"analyser 'guess': no such analyser\. Give model or rules"):
        build_ledger([folder], tmp_path / "story.db", analyser="guess")


def test_missing_weights_end_the_build_and_change_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, canonical: Callable[[Path], list[str]]
) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder / "ferry.txt"], ledger, analyser="rules")
    before = canonical(ledger)
    steps.analyser.cache_clear()
    missing = tmp_path / "nowhere"
    monkeypatch.setattr(
        steps, "load_analyser", lambda kind, lexicons: loading.load_analyser(kind, lexicons, folder=missing)
    )
    with pytest.raises(ModelError, match=r"manifest\.json: cannot be read .* pass --analyser rules"):
        build_ledger([folder], ledger, analyser="model")
    assert canonical(ledger) == before
