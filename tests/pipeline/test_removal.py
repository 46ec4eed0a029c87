"""What is removed takes with it exactly what rested on it: the ledger is as if it had never been there."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import build_ledger, rebuild_ledger, remove_report

Canonical = Callable[[Path], list[str]]
ONE, TWO, THREE, FERRY = "bridge_one.txt", "bridge_two.txt", "bridge_three.txt", "ferry.txt"


def current(ledger: Path) -> list[str]:
    """The keys of the reports that count, with the number in their second line that tells versions apart."""
    with Ledger(ledger) as opened:
        return sorted(r.report.key for r in opened.report_rows if r.superseded_by is None)


def texts(ledger: Path, key: str) -> dict[bool, list[str]]:
    """The texts under a key: those that count under True, those superseded under False."""
    found: dict[bool, list[str]] = {True: [], False: []}
    with Ledger(ledger) as opened:
        for row in opened.report_rows:
            if row.report.key == key:
                found[row.superseded_by is None].append(row.report.text)
    return found


def assert_search_matches(ledger: Path) -> None:
    """What a search finds is what is there: no row too many, none too few."""
    connection = sqlite3.connect(ledger)
    pairs = (
        ("SELECT report_id, CAST(idx AS INTEGER) FROM passages_fts", "SELECT report_id, idx FROM passages"),
        ("SELECT claim_id, report_id FROM claims_fts", "SELECT id, report_id FROM claims"),
    )
    for found, there in pairs:
        assert sorted(connection.execute(found)) == sorted(connection.execute(there))
    connection.close()


def revise(folder: Path, name: str, old: str, new: str) -> str:
    path = folder / name
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")
    return before


@pytest.mark.parametrize("name", [ONE, TWO, THREE, FERRY])
@pytest.mark.parametrize("way", ["remove", "sync"])
def test_removing_equals_never_having_read_it(
    folder: Path, tmp_path: Path, canonical: Canonical, name: str, way: str
) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger)
    if way == "remove":
        assert remove_report(ledger, name).removed == 1
        (folder / name).unlink()
    else:
        (folder / name).unlink()
        assert build_ledger([folder], ledger, sync=True).removed == 1
    assert_search_matches(ledger)
    build_ledger([folder], tmp_path / "fresh.db")
    assert canonical(ledger) == canonical(tmp_path / "fresh.db")


def test_removing_every_report_leaves_nothing(folder: Path, tmp_path: Path, canonical: Canonical) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger)
    for name in (ONE, TWO, THREE, FERRY):
        remove_report(ledger, name)
    assert canonical(ledger) == ['{"record": "ledger", "schema": 1}\n']
    connection = sqlite3.connect(ledger)
    assert connection.execute("SELECT count(*) FROM stage_results WHERE stage NOT IN ('group')").fetchone() == (0,)
    connection.close()


def test_a_removed_report_comes_back_as_it_was(folder: Path, tmp_path: Path, canonical: Canonical) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger)
    before = canonical(ledger)
    remove_report(ledger, TWO)
    build_ledger([folder], ledger)
    assert canonical(ledger) == before


def test_the_earlier_version_counts_again_when_the_later_is_removed(
    folder: Path, tmp_path: Path, canonical: Canonical
) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger)
    before = canonical(ledger)
    old = revise(folder, TWO, "15 people", "16 people")
    build_ledger([folder], ledger)
    assert len(texts(ledger, TWO)[False]) == 1
    with Ledger(ledger) as opened:
        later = next(r.report.id for r in opened.report_rows if r.report.key == TWO and r.superseded_by is None)
    remove_report(ledger, later)
    assert canonical(ledger) == before
    assert_search_matches(ledger)
    # The file still holds the later text: it is a new version again, not a report beside the old one.
    assert build_ledger([folder], ledger).revised == 1
    assert texts(ledger, TWO)[False] == [old]


def test_removing_a_superseded_version_leaves_the_current_one(
    folder: Path, tmp_path: Path, canonical: Canonical
) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger)
    revise(folder, TWO, "15 people", "16 people")
    build_ledger([folder], ledger)
    revise(folder, TWO, "16 people", "17 people")
    build_ledger([folder], ledger)
    # From the middle of the chain, and from its beginning.
    for number in ("16 people", "15 people"):
        with Ledger(ledger) as opened:
            old = next(r.report.id for r in opened.report_rows if r.superseded_by and number in r.report.text)
        remove_report(ledger, old)
        assert "17 people" in texts(ledger, TWO)[True][0]
        assert current(ledger) == [ONE, THREE, TWO, FERRY]
    build_ledger([folder], tmp_path / "fresh.db")
    assert canonical(ledger) == canonical(tmp_path / "fresh.db")


def test_sync_takes_the_earlier_versions_of_a_file_out_with_it(
    folder: Path, tmp_path: Path, canonical: Canonical
) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger)
    for old, new in (("15 people", "16 people"), ("16 people", "17 people")):
        revise(folder, TWO, old, new)
        build_ledger([folder], ledger)
    (folder / TWO).unlink()
    assert build_ledger([folder], ledger, sync=True).removed == 3
    build_ledger([folder], tmp_path / "fresh.db")
    assert canonical(ledger) == canonical(tmp_path / "fresh.db")


def test_a_text_that_comes_back_supersedes_what_replaced_it(folder: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger)
    old = revise(folder, TWO, "15 people", "16 people")
    build_ledger([folder], ledger)
    (folder / TWO).write_text(old, encoding="utf-8")
    for _ in range(2):
        build_ledger([folder], ledger)
        found = texts(ledger, TWO)
        assert found[True] == [old]
        assert len(found[False]) == 1
        assert "16 people" in found[False][0]


def test_a_superseded_version_takes_no_part_in_the_story(folder: Path, tmp_path: Path, canonical: Canonical) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger)
    revise(folder, TWO, "15 people", "16 people")
    build_ledger([folder], ledger)
    build_ledger([folder], tmp_path / "fresh.db")

    def judged(path: Path) -> list[str]:
        kinds = ("claim", "relation", "track", "story", "origin", "copy")
        return [line for line in canonical(path) if any(f'"record":"{kind}"' in line for kind in kinds)]

    assert judged(ledger) == judged(tmp_path / "fresh.db")


def test_a_vanished_report_stays_until_sync(folder: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger)
    claims = build_ledger([folder], ledger).claims
    (folder / FERRY).unlink()
    assert build_ledger([folder], ledger).vanished == 1
    assert rebuild_ledger(ledger).claims == claims
    with Ledger(ledger) as opened:
        assert [r.report.key for r in opened.report_rows if r.vanished] == [FERRY]
    # A build of other files says nothing about it.
    assert build_ledger([folder / ONE], ledger, sync=True).removed == 0
    assert build_ledger([folder], ledger, sync=True).removed == 1
    assert current(ledger) == [ONE, THREE, TWO]


def test_a_file_read_under_another_folder_is_the_same_report(folder: Path, tmp_path: Path) -> None:
    """Its key follows the folder given; it must not stand in the story twice."""
    shutil.move(folder, tmp_path / "all" / "reports")
    build_ledger([tmp_path / "all"], tmp_path / "story.db")
    build_ledger([tmp_path / "all" / "reports"], tmp_path / "story.db")
    assert current(tmp_path / "story.db") == [ONE, THREE, TWO, FERRY]


def test_the_same_name_in_two_folders_is_two_reports(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / FERRY).write_text("The harbour of Kelp took in 4 ships on Monday, the master said.\n", encoding="utf-8")
    build_ledger([folder], tmp_path / "story.db")
    assert build_ledger([other], tmp_path / "story.db").reports == 5


def test_a_text_kept_in_a_second_place_is_not_superseded(folder: Path, tmp_path: Path) -> None:
    """One of two copies in different folders changes: both texts count."""
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(folder / FERRY, other)
    ledger = tmp_path / "story.db"
    build_ledger([folder], ledger)
    build_ledger([other], ledger)
    revise(folder, FERRY, "two of its nine", "three of its nine")
    build_ledger([folder], ledger)
    assert len(texts(ledger, FERRY)[True]) == 2
