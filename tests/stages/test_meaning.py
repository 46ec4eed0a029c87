"""Likeness in meaning: a share of that of short reports, the same from either side."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.meaning.reading import read_meaning
from onrecord.records import UNKNOWN
from onrecord.stages.group import node_of, observe_sample, read_features
from onrecord.stages.stories.meaning import Meaning, blend, meaning_of
from onrecord.stages.stories.regroup import MemoryGraph, regroup
from onrecord.stages.stories.surroundings import UNIT

STORIES = load_lexicons().stories
WHOLE = UNIT**2

vectors = st.binary(min_size=8, max_size=8)
shares = st.integers(min_value=50, max_value=900)


@given(vectors, vectors, shares, shares, st.integers(min_value=0, max_value=WHOLE))
def test_a_pair_is_as_alike_from_either_side(one: bytes, two: bytes, much: int, little: int, product: int) -> None:
    left, right = Meaning(share=much, vector=one), Meaning(share=little, vector=two)
    there = blend({7: product}, left, {7: right})[7]
    back = blend({7: product}, right, {7: left})[7]
    assert there == back
    assert 0 <= there <= WHOLE


@given(vectors.filter(any), shares, st.integers(min_value=0, max_value=WHOLE))
def test_the_same_meaning_only_brings_nearer(vector: bytes, share: int, product: int) -> None:
    same = Meaning(share=share, vector=vector)
    found = blend({1: product}, same, {1: same})[1]
    assert found >= product - 1
    assert found >= WHOLE * share // 1_000 - 1


def test_what_has_no_meaning_is_known_by_its_words() -> None:
    short = Meaning(share=500, vector=b"\x05\x01")
    assert blend({1: 10, 2: WHOLE}, short, {1: short})[2] == WHOLE
    assert blend({1: 10}, None, {1: short}) == {1: 10}
    assert meaning_of(b"", 0.9) is None
    assert meaning_of(b"\x05", 0.04) is None


def test_a_whole_report_is_read_for_no_meaning() -> None:
    asked: list[str] = []
    words = " ".join(f"{a}{b}{c}lim" for a in "bdfgklmnprstvz" for b in "aou" for c in "bdgklm")
    note = lambda text: (asked.append(text), b"")[1]  # noqa: E731
    read_features("long", None, words, UNKNOWN, STORIES, read_meaning=note)
    assert asked == []
    read_features("short", "Ostmere dam holds", "Ostmere dam holds", UNKNOWN, STORIES, read_meaning=note)
    assert len(asked) == 1


def test_headlines_in_other_words_meet_by_what_they_mean() -> None:
    """One word is common to the two on the rise in rents, and to another that has nothing to do with them."""
    titles = (
        "Tenants in Ostmere face steep increase in housing costs",
        "Ostmere rents surge, squeezing flat renters",
        "Ostmere striker scores twice in cup final",
    )

    def likeness(*, meaning: bool) -> tuple[float, float]:
        read = read_meaning if meaning else None
        features = [read_features(str(n), t, t, UNKNOWN, STORIES, read_meaning=read) for n, t in enumerate(titles)]
        around = observe_sample(features, len(features), STORIES)
        graph = MemoryGraph()
        regroup(graph, {n: node_of(f, around, STORIES) for n, f in enumerate(features)}, (), around)
        return graph.own[0].get(1, 0.0), graph.own[0].get(2, 0.0)

    near, far = likeness(meaning=True)
    assert near > 1.5 * far
    near, far = likeness(meaning=False)
    assert near < 1.2 * far
