"""Stories with known truth: the same for the same seed, their mentions where they say, their copies truly copies."""

import pytest

from benchmarks.stories.desk import make_story
from benchmarks.stories.telling import number_words


@pytest.mark.parametrize("seed", range(4))
def test_a_story_is_the_same_for_the_same_seed(seed: int) -> None:
    assert make_story(seed, 16) == make_story(seed, 16)
    assert make_story(seed, 16) != make_story(seed + 4, 16)


@pytest.mark.parametrize("seed", range(4))
def test_every_mention_stands_where_it_says(seed: int) -> None:
    for report in make_story(seed, 24).reports:
        assert len({(m.start, m.end) for m in report.mentions}) == len(report.mentions)
        for m in report.mentions:
            sentence = report.text[m.start : m.end]
            assert sentence[-1] in ".”"
            if m.key.split(":")[0] in {"figure", "trap", "rival"}:
                assert number_words(int(m.value)) in sentence.lower()


@pytest.mark.parametrize("seed", range(4))
def test_copies_share_their_source_and_errors_are_marked(seed: int) -> None:
    truth = make_story(seed, 24)
    by_name = {r.name: r for r in truth.reports}
    for report in truth.reports:
        if report.made_from is not None:
            source = by_name[report.made_from]
            assert source.published <= report.published
            told = {(m.key, m.value) for m in source.mentions}
            assert all((m.key, m.value) in told for m in report.mentions if not m.wrong)
            assert not any((m.key, m.value) in told for m in report.mentions if m.wrong)
    assert all(by_name[a].related and by_name[b].related for a, b in truth.copies())


def test_no_seed_breaks() -> None:
    assert all(make_story(seed, 16).pledges for seed in range(200))


def test_the_number_of_reports_is_the_one_asked_for() -> None:
    for size in (8, 24, 100):
        truth = make_story(1, size)
        assert len(truth.reports) == size
        assert len({r.name for r in truth.reports}) == size
        assert sum(not r.related for r in truth.reports) == size // 8
