"""Reading a ledger by name, and searching it with anything."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import LedgerError
from onrecord.ledger.query import Ledger, label_keys, open_ledger
from onrecord.records import Metadata, Report, report_id


def _report(key: str, text: str = "x") -> Report:
    return Report(id=report_id(key, None, text), key=key, sha256="", text=text, metadata=Metadata())


@pytest.mark.parametrize(
    ("keys", "labels"),
    [
        (["000_ab.txt", "001_cd.txt"], ["000", "001"]),
        (["gazette_0501.txt", "gazette_0502.txt"], ["gazette_0501", "gazette_0502"]),
        (["https://example.org/a/story-one.html"], ["story-one"]),
    ],
)
def test_labels_are_short_and_distinct(keys: list[str], labels: list[str]) -> None:
    reports = [_report(k) for k in keys]
    named = label_keys([(r.id, r.key) for r in reports])
    assert [named[r.id] for r in reports] == labels


def test_equal_keys_get_distinct_labels() -> None:
    reports = [_report("a.txt", "one"), _report("a.txt", "two")]
    assert sorted(label_keys([(r.id, r.key) for r in reports]).values()) == ["a", "a~2"]


def test_missing_ledger_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"no such ledger\. Build one: onrecord build"):
        open_ledger(tmp_path / "none.db")


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("just some notes, long enough to be read as a header " * 40)
    with pytest.raises(LedgerError, match="cannot be used as a ledger"):
        open_ledger(path)


def test_a_newer_ledger_is_refused(tmp_path: Path, example_db: Path) -> None:
    import sqlite3

    path = tmp_path / "newer.db"
    with sqlite3.connect(example_db) as source, sqlite3.connect(path) as target:
        source.backup(target)
        target.execute("UPDATE meta SET value = '999' WHERE name = 'schema_version'")
    source.close()
    target.close()
    with pytest.raises(LedgerError, match="newer OnRecord"):
        open_ledger(path)


def test_search_finds_claims_and_passages(example: Ledger) -> None:
    assert any("caravans" in hit.text for hit in example.search("caravans"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60))
def test_no_search_is_a_syntax_error(example: Ledger, words: str) -> None:
    assert isinstance(example.search(words), tuple)


def test_the_example_is_sound(example: Ledger) -> None:
    assert example.check() == ()


@pytest.mark.parametrize(
    ("words", "instead"),
    [(b"CREATE TABLE claims", b"\xff\xff\xff\xff\xff\xffxTABLE claims"), (b"schema_version1", b"schema_version\xff")],
)
def test_a_ledger_whose_schema_is_damaged_says_what_to_do(
    example_db: Path, tmp_path: Path, words: bytes, instead: bytes
) -> None:
    path = tmp_path / "story.db"
    data = example_db.read_bytes()
    assert words in data
    path.write_bytes(data.replace(words, instead))
    with pytest.raises(LedgerError, match=r"story\.db: is damaged\. Put a sound copy"):
        Ledger(path)
