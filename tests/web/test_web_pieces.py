"""Text in pieces: nothing is lost, nothing is shown twice."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Span
from onrecord.web.pieces import cut, mark_differences, mark_words

spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: Span(start=min(p), end=max(p)))


@given(spans, st.lists(st.tuples(spans, st.integers())))
def test_stretches_tile_the_text(whole: Span, layers: list[tuple[Span, int]]) -> None:
    stretches = cut(whole, layers)
    edges = [whole.start, *(s.span.end for s in stretches)]
    assert [s.span.start for s in stretches] == edges[:-1]
    assert edges[-1] == whole.end
    for stretch in stretches:
        assert sorted(stretch.over) == sorted(v for span, v in layers if span.covers(stretch.span) and len(span))


sentences = st.lists(st.sampled_from(["The", "dam", "dam,", "held", "2,300", "2,750", "people"])).map(" ".join)


@given(sentences, sentences)
def test_marked_sentences_keep_every_word(left: str, right: str) -> None:
    one, two = mark_differences(left, right)
    assert ("".join(w.text for w in one), "".join(w.text for w in two)) == (left, right)
    assert left != right or not any(w.differs for w in (*one, *two))


def test_only_figures_are_marked_in_sentences_that_have_little_in_common() -> None:
    one, two = mark_differences("2,300 people were living outside the valley", "it counted 2,750 on that day")
    assert [w.text.strip() for w in (*one, *two) if w.differs] == ["2,300", "2,750"]


def test_the_words_of_a_search_are_marked_as_far_as_they_begin_alike() -> None:
    assert [w.text for w in mark_words("Forty caravans stood in the dam's shade", "caravan") if w.differs] == [
        "caravans"
    ]
