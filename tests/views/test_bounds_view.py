"""Bounds as they are shown: each line with its claims, what-if said in the header."""

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.cli.main import cli
from onrecord.ledger.query import Ledger
from onrecord.lexicons.bounds import load_bounds
from onrecord.stages.bounds import Assumption
from onrecord.views.bounds import Rules, WhatIf, bounds
from onrecord.views.line import View
from onrecord.views.scope import story_scope

RULES = Rules(words=load_bounds(), tolerance=5, country=lambda _: None)


def shown(ledger: Ledger, what_if: WhatIf = WhatIf(), *, day: date | None = None, track: str | None = None) -> View:  # noqa: B008
    return bounds(story_scope(ledger, ledger.story(None).id, as_of=day), RULES, what_if, track=track)


def test_every_line_has_its_claims(example: Ledger) -> None:
    view = shown(example)
    lines = [line for section in view.sections for line in section.lines]
    assert lines
    assert all(line.citations for line in lines)


def test_the_dead_are_between_the_counts(example: Ledger) -> None:
    section = shown(example, track="deaths").sections[0]
    assert section.title.endswith("(a running total: it does not fall)")
    assert any(line.text.startswith("12 Mar 2024: exactly 4") for line in section.lines)


def test_what_is_supposed_is_said(example: Ledger) -> None:
    report = example.report("06").report.id
    what_if = WhatIf(assumed=frozenset({Assumption.STEADY}), without=frozenset({report}))
    view = shown(example, what_if)
    assert "steady (a level stays as last given until a later figure)" in view.header[0]
    assert view.header[1] == "left out: 06"
    assert not any(c.report == "06" for s in view.sections for line in s.lines for c in line.citations)


def run(*args: str, capsys: pytest.CaptureFixture[str]) -> str:
    cli.main(args=list(args), standalone_mode=False)
    return capsys.readouterr().out


def test_the_command(example: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(Path(example.path))
    moved = run("bounds", path, "--shift", "06=+12m", "--track", "deaths", "--json", capsys=capsys)
    view = json.loads(moved)
    assert view["kind"] == "bounds"
    assert "times of 06 moved by +12 months" in view["value"]["header"]
