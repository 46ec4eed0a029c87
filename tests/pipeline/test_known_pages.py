"""Pages that a ledger has read are not taken apart again, and earlier versions of a page are read as it itself is."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.ledger.query import Ledger
from onrecord.pipeline import pages
from onrecord.pipeline.session import build_ledger
from onrecord.readers import html
from tests.readers.archives import answer, page, record

FIRST = "The council of Orlen shut the river bridge on Monday after the flood had killed 12 people in the valley."
SECOND = "Mayor Tilda Brandt said the bridge would be open again by the end of June 2031, as the council had hoped."
MENDED = "The council of Orlen shut the river bridge on Monday after the flood had killed 15 people in the valley."


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """Two pages in a folder."""
    made = tmp_path / "web"
    made.mkdir()
    (made / "bridge.html").write_bytes(page(FIRST, SECOND))
    (made / "mayor.html").write_bytes(
        page(SECOND, "About 300 families have left their homes.", title="Mayor sets date")
    )
    return made


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were taken apart."""
    found: list[str] = []
    working = html._read_page

    def noting(place, sha256, source):
        found.append(place.key)
        return working(place, sha256, source)

    monkeypatch.setattr(html, "_read_page", noting)
    return found


def build(folder: Path, ledger: Path, **options) -> None:
    build_ledger([folder], ledger, analyser="rules", **options)


def kept(ledger: Path) -> int:
    with sqlite3.connect(ledger) as connection:
        found = connection.execute("SELECT count(*) FROM page_reads").fetchone()[0]
    connection.close()
    return int(found)


def test_a_page_is_taken_apart_once(
    web: Path, tmp_path: Path, taken: list[str], canonical: Callable[[Path], list[str]]
) -> None:
    ledger = tmp_path / "story.db"
    build(web, ledger)
    before = canonical(ledger)
    taken.clear()
    build(web, ledger)
    assert taken == []
    assert canonical(ledger) == before
    (web / "bridge.html").write_bytes(page(MENDED, SECOND))
    (web / "copy.html").write_bytes((web / "mayor.html").read_bytes())
    build(web, ledger)
    assert taken == ["bridge.html"]
    # The dates that stand beside a page are not of the page.
    (web / "dates.csv").write_text("key,published\nmayor.html,2031-05-09\n")
    build(web, ledger)
    assert taken == ["bridge.html"]
    with Ledger(ledger) as opened:
        (mayor,) = [row for row in opened.report_rows if row.report.key == "mayor.html"]
        assert "2031-05-09" in str(mayor.report.metadata.dates)


def test_another_reader_takes_all_apart_again(
    web: Path, tmp_path: Path, taken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "story.db"
    build(web, ledger)
    taken.clear()
    monkeypatch.setattr(pages, "reader_version", lambda: "another")
    build(web, ledger)
    assert taken == ["bridge.html", "mayor.html"]
    assert kept(ledger) == 2


def test_what_was_kept_of_a_page_goes_with_it(web: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    build(web, ledger)
    (web / "mayor.html").unlink()
    build(web, ledger, sync=True)
    assert kept(ledger) == 1


def test_what_was_kept_and_is_damaged_is_read_again(web: Path, tmp_path: Path, taken: list[str]) -> None:
    ledger = tmp_path / "story.db"
    build(web, ledger)
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE page_reads SET output = x'00'")
    connection.close()
    taken.clear()
    build(web, ledger)
    build(web, ledger)
    assert taken == ["bridge.html", "mayor.html"]


def test_other_processes_take_pages_apart(
    web: Path, tmp_path: Path, taken: list[str], canonical: Callable[[Path], list[str]]
) -> None:
    (web / "empty.html").write_bytes(b"<html><body><nav>Home</nav></body></html>")
    build(web, tmp_path / "alone.db")
    taken.clear()
    build(web, tmp_path / "story.db", workers=2)
    # Of a page without a report its own message is to be told, which only one who takes it apart can.
    assert taken == ["empty.html"]
    assert canonical(tmp_path / "story.db") == canonical(tmp_path / "alone.db")


@pytest.fixture
def archives(tmp_path: Path) -> tuple[Path, Path]:
    """An address at two times, each in an archive of its own."""
    url, made = "https://vale.example/bridge", []
    for day, text in ((1, FIRST), (3, MENDED)):
        path = tmp_path / f"day{day}.warc"
        path.write_bytes(record(url, answer(page(text, SECOND)), date=f"2031-05-0{day}T10:00:00Z"))
        made.append(path)
    return made[0], made[1]


def test_an_earlier_version_is_read_though_it_came_with_the_later(
    archives: tuple[Path, Path], tmp_path: Path, canonical: Callable[[Path], list[str]]
) -> None:
    grown, together = tmp_path / "grown.db", tmp_path / "together.db"
    build_ledger([archives[0]], grown, analyser="rules")
    build_ledger(list(archives), grown, analyser="rules")
    for _ in range(2):
        build_ledger(list(archives), together, analyser="rules")
        assert canonical(together) == canonical(grown)
    with Ledger(together) as opened:
        rows = {row.superseded_by is None: row.report for row in opened.report_rows}
        assert len(rows) == 2
        earlier, later = (opened.passages(rows[last].id) for last in (False, True))
        assert [p.span for p in earlier] == [p.span for p in later]
        assert len(earlier) > 0


def test_an_earlier_version_is_read_anew_with_other_rules(
    archives: tuple[Path, Path], tmp_path: Path, canonical: Callable[[Path], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([archives[0]], ledger, analyser="rules")
    build_ledger(list(archives), ledger, analyser="rules")
    build_ledger(list(archives), ledger, analyser="model")
    build_ledger(list(archives), tmp_path / "fresh.db", analyser="model")
    assert canonical(ledger) == canonical(tmp_path / "fresh.db")
