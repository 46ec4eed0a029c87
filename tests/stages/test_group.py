"""Stories: reports of one matter together, whatever their order and ids."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.records import UNKNOWN, Interval, Metadata, Report, ReportId, on
from onrecord.stages.clean import label_passages
from onrecord.stages.group import group_stories, read_features
from onrecord.stages.stories.headlines import read_headline, shorten
from onrecord.stages.stories.nearness import FINE
from onrecord.stages.stories.regroup import MemoryGraph, Node, regroup
from onrecord.stages.stories.spacing import Spacing
from onrecord.stages.stories.surroundings import UNIT, Rarity, Surroundings

STORIES = load_lexicons().stories
FERRY = (
    "Ferry pilots strike in Ostmere\nHarbour pilots at Ostmere walked out and ferries stayed at the quay.",
    "Ostmere ferry strike enters second day\nThe harbour pilots of Ostmere rejected an offer by the ferry company.",
    "Mediators called to Ostmere\nMediators will meet ferry pilots and the harbour company at Ostmere on Friday.",
)
VOLCANO = (
    "Ash cloud over Mount Terel\nThe volcano Mount Terel threw ash over villages and the airport closed.",
    "Villagers flee Terel eruption\nVillagers left their homes as ash from the Terel volcano reached the airport.",
)


def stories(texts, keys=None):
    keys = keys or [f"r{n}" for n in range(len(texts))]
    features = [read_features(k, None, t, UNKNOWN, STORIES) for k, t in zip(keys, texts, strict=True)]
    text_of = dict(zip(keys, texts, strict=True))
    found = group_stories(features, STORIES)
    return {frozenset(text_of[r] for r in story.reports) for story in found}, found


def test_two_matters_are_two_stories():
    partition, found = stories(FERRY + VOLCANO)
    assert partition == {frozenset(FERRY), frozenset(VOLCANO)}
    assert found[0].title in {text.split("\n")[0] for text in FERRY}
    assert "ostmer" in found[0].terms


def test_order_and_ids_do_not_matter():
    texts = [*FERRY, *VOLCANO]
    expected, _ = stories(texts)
    shuffled = texts[:]
    random.Random(4).shuffle(shuffled)
    assert stories(shuffled, [f"z{len(t)}{n}" for n, t in enumerate(shuffled)])[0] == expected


def test_nothing_is_no_story():
    assert group_stories([], STORIES) == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_are_divided_without_remainder(texts):
    features = [read_features(f"r{n}", None, t, UNKNOWN, STORIES) for n, t in enumerate(texts)]
    reports = [r for story in group_stories(features, STORIES) for r in story.reports]
    assert sorted(reports) == sorted(f.id for f in features)


def made_report(text: str, title: str | None = None) -> Report:
    return Report(id=ReportId("r"), key="r", sha256="", text=text, metadata=Metadata(title=title))


_PLAIN = "The pilots of Ostmere went back to work on Monday. Ferries sail again."


@pytest.mark.parametrize(
    ("text", "title", "words", "own"),
    [
        (f"Ferry strike ends\n\n{_PLAIN}", None, "Ferry strike ends", True),
        (_PLAIN, None, "The pilots of Ostmere went back to work on Monday.", False),
        ("Anything at all.", " Ferry  strike\nends ", "Ferry strike ends", True),
    ],
)
def test_what_a_report_is_called(text: str, title: str | None, words: str, own: bool) -> None:
    report = made_report(text, title)
    headline = read_headline(report, label_passages(report, load_lexicons().page))
    assert (headline.words, headline.own) == (words, own)


def test_a_report_without_a_headline_does_not_name_the_story():
    texts = [
        "Ferry pilots of Ostmere went back to work on Monday after the strike at the harbour of Ostmere ended.",
        "Ostmere ferry strike ends\n\nFerry pilots of Ostmere went back to work on Monday after their strike.",
    ]
    reports = [made_report(t) for t in texts]
    features = [
        read_features(
            f"r{n}", None, r.text, UNKNOWN, STORIES, read_headline(r, label_passages(r, load_lexicons().page))
        )
        for n, r in enumerate(reports)
    ]
    assert [s.title for s in group_stories(features, STORIES)] == ["Ostmere ferry strike ends"]


@given(st.text(max_size=200), st.integers(min_value=2, max_value=60))
def test_cut_titles_fit(words: str, longest: int) -> None:
    cut = shorten(words, longest)
    assert len(cut) <= longest
    assert cut == words or words.startswith(cut.removesuffix("…"))


def near_rows(vectors: list[dict[str, int]], lean: float) -> dict[int, dict[int, int]]:
    """The rows of likeness among vectors that all lean as much on their nearest, none of them dated."""
    around = Surroundings(
        rarity=Rarity(counts={}, total=0, lexicon=STORIES),
        common=frozenset(),
        alike=0.2,
        spacing=Spacing(shares=(1.0,) * 15, half_days=900, dated_alike=2.0),
    )
    graph = MemoryGraph()
    regroup(graph, {n: Node(vector=v, lean=lean, published=UNKNOWN) for n, v in enumerate(vectors)}, (), around)
    return graph.near


def test_two_that_share_nothing_are_near_through_a_third():
    vectors = [{"pilot": UNIT}, {"pilot": 700_000, "quay": 700_000}, {"quay": UNIT}, {"ash": UNIT}]
    near = near_rows(vectors, 0.5)
    assert near[0][2] == near[2][0] > 0.2 * FINE
    assert near[3] == {}
    assert 2 not in near_rows(vectors, 0.0)[0]


SOME_VECTORS = st.lists(st.dictionaries(st.sampled_from("abcd"), st.integers(100_000, UNIT), max_size=3), max_size=7)


@given(SOME_VECTORS, st.floats(0, 0.9))
def test_nearness_is_mutual(vectors: list[dict[str, int]], lean: float) -> None:
    near = near_rows(vectors, lean)
    assert all(near[other][one] == likeness for one, row in near.items() for other, likeness in row.items())
    assert all(one not in row for one, row in near.items())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from("abcdefg"), st.integers(100_000, UNIT), max_size=4), max_size=14),
    st.floats(0, 0.9),
    st.data(),
)
def test_reports_that_come_and_go_leave_what_one_grouping_gives(
    vectors: list[dict[str, int]], lean: float, data: st.DataObject
) -> None:
    around = Surroundings(
        rarity=Rarity(counts={}, total=0, lexicon=STORIES),
        common=frozenset("g"),
        alike=0.3,
        spacing=Spacing.of(published(0, 3, 40, 400), 900, 2.0),
    )
    days = published(*(n * 17 % 90 for n in range(len(vectors))))
    nodes = {n: Node(vector=v, lean=lean, published=days[n]) for n, v in enumerate(vectors)}
    graph, held = MemoryGraph(), set()
    for _ in range(data.draw(st.integers(1, 6))):
        wanted = data.draw(st.sets(st.sampled_from(sorted(nodes)))) if nodes else set()
        regroup(graph, {n: nodes[n] for n in wanted - held}, held - wanted, around)
        held = wanted
    fresh = MemoryGraph()
    regroup(fresh, {n: nodes[n] for n in held}, (), around)
    assert (graph.own, graph.near, graph.group, graph.home) == (fresh.own, fresh.near, fresh.group, fresh.home)


def published(*days: int) -> list[Interval]:
    return [on(date(2031, 1, 1) + timedelta(days=day)) for day in days]


@pytest.mark.parametrize(
    ("days", "low", "high"),
    [
        ((0, 1, 700, 1400, 2100), 2.0, 3.0),  # the only two of one week in years
        ((0, 0, 0, 0), 1.0, 1.0),  # all of one day: it says nothing
        ((0, 1400, 2100), 0.5, 1.2),  # years apart
    ],
)
def test_days_count_where_nearness_is_rare(days: tuple[int, ...], low: float, high: float) -> None:
    dated = published(*days)
    assert low <= Spacing.of(dated, 900, 2.0).closeness(dated[0], dated[1]) <= high


def test_unknown_days_say_nothing():
    dated = [UNKNOWN, *published(1, 800)]
    assert Spacing.of(dated, 900, 2.0).closeness(dated[0], dated[1]) == 1
