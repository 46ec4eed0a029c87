"""Shards: whole or not there, the same whoever wrote them, read in parts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import SettingsError
from onrecord.pipeline.cluster.manifest import Manifest
from onrecord.pipeline.cluster.shards import DamagedShardError, Group, Place, Row, WorkFolder

GROUPS = [
    Group(key="one", rows=(Row("parse", "p1", b"\x00\xff"), Row("hear", "h1", b""))),
    Group(key="two", rows=(Row("failed", "f2", b"ValueError"),)),
    Group(key="three", rows=(Row("parse", "p3", b"3" * 1000),)),
]

words = st.text("aé1 ", max_size=5)
rows = st.builds(Row, words, words, st.binary(max_size=20))
groups = st.lists(st.builds(Group, words, st.lists(rows, min_size=1, max_size=3).map(tuple)), max_size=5)


@pytest.fixture(params=["{}", "file://{}", "memory://{}"])
def work(request: pytest.FixtureRequest, tmp_path: Path) -> WorkFolder:
    """A work folder, as a path or as an address."""
    return WorkFolder(request.param.format(tmp_path / "work"))


def test_what_is_written_is_read(work: WorkFolder) -> None:
    work.write("texts/a", GROUPS)
    assert list(work.read("texts/a")) == GROUPS
    assert list(work.read("texts/a", [2, 0])) == [GROUPS[2], GROUPS[0]]
    assert work.names("texts") == ["texts/a"]
    assert work.names("stories") == []


@given(groups)
@settings(max_examples=15, deadline=None)
def test_every_group_comes_back(made: list[Group]) -> None:
    work = WorkFolder("memory://laws")
    work.write("texts/law", made)
    assert list(work.read("texts/law")) == made
    assert work.keys("texts/law") == [group.key for group in made]


def test_a_shard_written_twice_is_the_same_file(tmp_path: Path) -> None:
    work = WorkFolder(str(tmp_path))
    work.write("texts/a", GROUPS)
    before = (tmp_path / "texts" / "a.parquet").read_bytes()
    work.write("texts/a", GROUPS)
    assert (tmp_path / "texts" / "a.parquet").read_bytes() == before


def test_a_write_that_breaks_off_leaves_no_shard(work: WorkFolder) -> None:
    def broken():
        yield GROUPS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work.write("texts/a", broken())
    assert work.names("texts") == []


@pytest.mark.parametrize("left", [0, 3, 100, -1])
def test_the_manifest_passes_over_what_is_cut_short(tmp_path: Path, left: int) -> None:
    work = WorkFolder(str(tmp_path))
    work.write("texts/a", GROUPS[:2])
    work.write("texts/b", GROUPS[2:])
    shard = tmp_path / "texts" / "b.parquet"
    shard.write_bytes(shard.read_bytes()[:left])
    assert Manifest.of(work, "texts").places == {"one": Place("texts/a", 0), "two": Place("texts/a", 1)}
    with pytest.raises(DamagedShardError):
        list(work.read("texts/b"))


def test_wanted_groups_are_listed_by_shard(tmp_path: Path) -> None:
    work = WorkFolder(str(tmp_path))
    work.write("texts/a", GROUPS[:2])
    work.write("texts/b", GROUPS[2:])
    assert Manifest.of(work, "texts").by_shard(["three", "two", "one"]) == {"texts/a": [0, 1], "texts/b": [0]}


def test_a_shard_that_is_not_there_is_told(work: WorkFolder) -> None:
    with pytest.raises(DamagedShardError, match="texts/none cannot be read"):
        list(work.read("texts/none"))


def test_only_our_shards_are_deleted(tmp_path: Path) -> None:
    work = WorkFolder(str(tmp_path / "work"))
    work.write("texts/a", GROUPS)
    (tmp_path / "work" / "notes.txt").write_text("mine")
    work.remove(["texts", "stories"])
    assert [p.name for p in (tmp_path / "work").iterdir()] == ["notes.txt"]
    (tmp_path / "work" / "notes.txt").unlink()
    work.remove(["texts"])
    assert not (tmp_path / "work").exists()


def test_an_address_of_no_kind_is_told() -> None:
    with pytest.raises(SettingsError, match="no folder to work in"):
        WorkFolder("nowhere://folder").write("texts/a", GROUPS)
