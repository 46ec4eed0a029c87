"""Names that stay with stories while reports come and go."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.main import cli
from onrecord.ledger.names import carry_names, keep_names, read_names
from onrecord.ledger.query import Ledger
from onrecord.ledger.sqlite import connect
from onrecord.ledger.working import open_working
from onrecord.pipeline.session import build_ledger, remove_report

# What there was, what there is, and the history told of each name afterwards.
CASES = [
    ({"s1": "abc"}, {"s2": "abcd"}, ["s2: "]),
    ({"s1": "abc", "s2": "de"}, {"s3": "abcde"}, ["s3: took in 2 (2 reports, build 2)", "None: became part of 1"]),
    ({"s1": "abcde"}, {"s2": "ab", "s3": "cde"}, ["s3: 2 split off (2 reports", "s2: split from 1"]),
    ({"s1": "ab"}, {"s2": "cd"}, ["None: ", "s2: "]),
]


@pytest.mark.parametrize(("before", "after", "told"), CASES)
def test_names_carry_over_by_most_reports(tmp_path: Path, before, after, told) -> None:
    connection = connect(tmp_path / "story.db", create=True)
    open_working(connection)
    keep_names(connection, 1, {}, before, dict.fromkeys(before, "title"))
    keep_names(connection, 2, before, after, dict.fromkeys(after, "title"))
    found = [f"{n.story}: {n.told()}" for n in read_names(connection)]
    assert len(found) == len(told)
    assert all(line.startswith(start) for line, start in zip(found, told, strict=True))
    connection.close()


PARTITION = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3))


@given(PARTITION, PARTITION)
def test_no_name_and_no_story_twice(one: dict[str, int], two: dict[str, int]) -> None:
    old = {n: {r for r, k in one.items() if k == n} for n in set(one.values())}
    new = {f"s{n}": {r for r, k in two.items() if k == n} for n in set(two.values())}
    carried = carry_names(old, new)
    assert len(set(carried.values())) == len(carried)
    assert all(old[name] & new[story] for story, name in carried.items())


def test_a_story_keeps_its_name_when_reports_join_and_leave(tmp_path: Path) -> None:
    folder, ledger = tmp_path / "reports", tmp_path / "story.db"
    shutil.copytree(Path(__file__).resolve().parents[2] / "examples" / "reports", folder)
    held = folder / "03_osk_herald.txt"
    late = next(p for p in sorted(folder.glob("*.txt")) if p != held)
    text = late.read_bytes()
    late.unlink()
    build_ledger([folder], ledger, analyser="rules")
    with Ledger(ledger) as opened:
        (first,) = opened.story_names()
    late.write_bytes(text)
    build_ledger([folder], ledger)
    remove_report(ledger, next(p.name for p in sorted(folder.glob("*.txt")) if p != late))
    with Ledger(ledger) as opened:
        (last,) = opened.story_names()
        assert last.story == opened.stories()[0].id != first.story
    assert (last.name, last.since, last.until) == (first.name, 1, None)
    shown = CliRunner().invoke(cli, ["stories", str(ledger), "--history"]).output
    assert last.story in shown
