"""Grouping kept up in the ledger's tables: as grouping in memory, however the reports came."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from onrecord.ledger.sqlite import connect
from onrecord.ledger.working import open_working
from onrecord.lexicons import load_lexicons
from onrecord.models.meaning.reading import read_meaning
from onrecord.pipeline import graph as graph_module
from onrecord.pipeline import grouping
from onrecord.pipeline.graph import StoredCommon, StoredCounts, StoredGraph, store_counts
from onrecord.pipeline.run import batches
from onrecord.pipeline.session import build_ledger
from onrecord.records import UNKNOWN, Interval, on
from onrecord.stages.group import StoryFeatures, node_of, number_of, observe_sample, read_features
from onrecord.stages.stories import regroup as regroup_module
from onrecord.stages.stories.regroup import (
    Left,
    MemoryGraph,
    Node,
    neighbourhoods,
    put_in,
    regroup,
    reshape,
    settle,
    take_out,
)
from onrecord.stages.stories.surroundings import Surroundings, choose_sample

STORIES = load_lexicons().stories
MATTERS = (
    "ferry pilots strike Ostmere harbour quay offer company talks crews",
    "volcano Terel ash villages airport eruption lava evacuated slopes",
    "dam Orlo spillway reservoir flood gates engineers valley breach",
    "merger Sunder Lines shares bid board chairman regulators takeover",
)


def made_features(count: int) -> list[StoryFeatures]:
    """Reports of four matters, each of some words of its own and some of everybody's."""
    chance = random.Random(5)
    features = []
    for n in range(count):
        words = MATTERS[n % len(MATTERS)].split()
        text = " ".join(chance.choices([*words, *words, "officials", "residents", "Monday", "statement"], k=40))
        day = UNKNOWN if n % 7 == 0 else on(date(2031, 3, 1) + timedelta(days=n % 50))
        short = text[: text.index(" ", 60)] if n % 2 else text  # so that some go by what they mean
        features.append(read_features(f"r{n}", short[:30], short, day, STORIES, read_meaning=read_meaning))
    return features


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new ledger's."""
    opened = connect(tmp_path / "story.db", create=True)
    open_working(opened)
    yield opened
    opened.close()


def test_the_tables_give_what_memory_gives(connection: sqlite3.Connection) -> None:
    features = {number_of(f.content, f.id): f for f in made_features(60)}
    around = observe_sample(list(features.values()), len(features), STORIES)
    nodes = {number: node_of(f, around, STORIES) for number, f in features.items()}
    store_counts(connection, around)
    assert dict(zip(around.rarity.counts, map(StoredCounts(connection).get, around.rarity.counts), strict=True)) == (
        around.rarity.counts
    )
    assert all(term in StoredCommon(connection) for term in around.common)
    chance, held = random.Random(8), set()
    for share in (0.3, 0.6, 0.5, 0.9):
        wanted = {number for number in sorted(nodes) if chance.random() < share}
        # What comes and what goes is written in turn, as a build does.
        for added, removed in (({}, held - wanted), ({n: nodes[n] for n in wanted - held}, set())):
            graph = StoredGraph(connection)
            regroup(graph, added, removed, around)
            for number in added:
                graph.name(number, features[number].id, "", "", features[number].content)
            graph.flush()
        held = wanted
        assert_as_at_once(connection, {n: nodes[n] for n in held}, around)
    groups = connection.execute('SELECT count(DISTINCT "group") FROM group_nodes').fetchone()[0]
    assert groups < len(held) / 2


def assert_as_at_once(connection: sqlite3.Connection, nodes: dict[int, Node], around: Surroundings) -> None:
    """The tables hold what memory holds where these reports come all at once."""
    fresh = MemoryGraph()
    regroup(fresh, nodes, (), around)
    rows = connection.execute('SELECT node, "group", home FROM group_nodes ORDER BY node').fetchall()
    assert rows == [(n, fresh.group[n], fresh.home.get(n)) for n in sorted(nodes)]
    stored = StoredGraph(connection)
    assert all(stored.own[n] == fresh.own[n] and stored.near[n] == fresh.near[n] for n in nodes)


def test_steps_taken_some_at_a_time_give_the_same(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many reports bring it: all are put in first, then looked at by neighbourhoods, with few rows in memory."""
    monkeypatch.setattr(graph_module, "_ROOM", 3)
    monkeypatch.setattr(regroup_module, "_TOGETHER", 4)
    features = {number_of(f.content, f.id): f for f in made_features(70)}
    around = observe_sample(list(features.values()), len(features), STORIES)
    nodes = {number: node_of(f, around, STORIES) for number, f in features.items()}
    store_counts(connection, around)
    chance, held = random.Random(4), set()
    for share in (0.7, 0.4, 0.8):
        wanted = {number for number in sorted(nodes) if chance.random() < share}
        bring_about(connection, held - wanted, wanted - held, nodes, features, around)
        held = wanted
        assert_as_at_once(connection, {n: nodes[n] for n in held}, around)


def bring_about(connection, gone, come, nodes, features, around) -> None:
    """The four steps with a new graph for each part of each, as builds that are broken off all the time take them."""
    for part in batches(sorted(gone), 7):
        graph, left = StoredGraph(connection), Left()
        take_out(graph, part, around, left)
        graph.wait(left)
        graph.flush()
    for part in batches(sorted(come), 9):
        graph, left = StoredGraph(connection), Left()
        put_in(graph, {n: nodes[n] for n in part}, around, left)
        for number in part:
            graph.name(number, features[number].id, "", "", features[number].content)
        graph.wait(left)
        graph.flush()
    turned = StoredGraph(connection).waiting().turned
    parts = list(neighbourhoods(StoredGraph(connection), turned, 5, around))
    assert sorted(n for part in parts for n in part) == sorted(turned - gone)
    assert all(len(part) == 5 for part in parts[:-1])
    for part in parts:
        graph, left = StoredGraph(connection), Left()
        reshape(graph, part, around, left)
        graph.wait(left)
        graph.flush()
    graph = StoredGraph(connection)
    left = graph.waiting()
    settle(graph, left, around)
    graph.wait_no_more(left)
    graph.flush()
    assert StoredGraph(connection).waiting() == Left()


@pytest.mark.parametrize("moment", ["comparing reports", "grouping reports"])
def test_grouping_that_was_broken_off_is_gone_on_with(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, canonical: Callable[[Path], list[str]], moment: str
) -> None:
    monkeypatch.setattr(grouping, "_TOGETHER", 1)
    monkeypatch.setattr(grouping, "_NEIGHBOURS", 1)

    def stop(what: str, done: int, total: int) -> None:
        if what == moment and done == 2:
            raise KeyboardInterrupt

    ledger = tmp_path / "story.db"
    with pytest.raises(KeyboardInterrupt):
        build_ledger([folder], ledger, analyser="rules", progress=stop)
    # One that came in and was compared goes again before the groups are made.
    (folder / "bridge_one.txt").unlink()
    build_ledger([folder], ledger, analyser="rules", sync=True)
    build_ledger([folder], tmp_path / "fresh.db", analyser="rules")
    assert canonical(ledger) == canonical(tmp_path / "fresh.db")


def days(*numbers: int) -> list[tuple[str, Interval]]:
    return [(f"{n * 37 % 100:02}", on(date(2031, 1, 1) + timedelta(days=n))) for n in numbers]


def test_the_sample_stays_while_a_month_lasts() -> None:
    before = days(*range(20))
    sample = choose_sample([*before, *days(40)], 10, 15)
    assert sample == choose_sample([*before, *days(40, 41, 45, 50)], 10, 15)
    assert sample <= {key for key, _ in before}
    assert len(sample) == 10


def test_few_reports_are_all_looked_at() -> None:
    reports = [*days(0, 1, 40), ("aa", UNKNOWN)]
    assert choose_sample(reports, 10, 15) == {key for key, _ in reports}
