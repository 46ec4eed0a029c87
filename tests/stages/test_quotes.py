"""Where quotations begin and end, on invented paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Span
from onrecord.stages.speech.quotes import Quote, find_quotes, is_whole


def blocks(text: str) -> list[Span]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Span(start=start, end=start + len(line)))
        start += len(line) + 1
    return found


def quotes(text: str) -> tuple[Quote, ...]:
    return find_quotes(text, blocks(text), ("said",))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We go,” she said.", ["We go,"]),
        ('"We go," she said. "Now."', ["We go,", "Now."]),
        ("'We go,' she said.", ["We go,"]),
        ("« We go », she said.", [" We go "]),
        ("She said the dog's lead and the Smiths' house were lost.", []),
        ("It was ’tis the season in the ’90s.", []),
        ("'The workers' rally is on,' he said.", ["The workers' rally is on,"]),
        ("‘It’s ours,’ he said.", ["It’s ours,"]),
        ('A 6" pipe burst.', []),
        ('He said " we go " and left.', [" we go "]),
        ("“He told me ‘run’ and I ran,” she said.", ["He told me ‘run’ and I ran,", "run"]),
        ("“He read “Dune” twice,” she said.", ["He read “Dune” twice,", "Dune"]),
        ("A stray ” closes nothing.", []),
        ("''We go,'' she said.", ["We go,"]),
        ('“We go," she said. “Now.”', ["We go,", "Now."]),
    ],
)
def test_marks_in_one_paragraph(text: str, inner: list[str]) -> None:
    assert [q.inner.of(text) for q in quotes(text)] == inner


def test_paragraph_that_opens_again_goes_on() -> None:
    text = "“One thing.\n“Another thing,” he said."
    first, second = quotes(text)
    assert (first.closed, first.resumes) == (False, False)
    assert (second.closed, second.resumes) == (True, True)


def test_straight_marks_over_two_paragraphs() -> None:
    text = '"One thing.\n"Another thing," he said.'
    assert [(q.inner.of(text), q.resumes) for q in quotes(text)] == [("One thing.", False), ("Another thing,", True)]


def test_quotation_that_runs_over_a_line_without_a_mark() -> None:
    text = "“One thing.\nAnother thing,” he said."
    assert [q.inner.of(text) for q in quotes(text)] == ["One thing.\nAnother thing,"]


def test_straight_marks_over_lines_without_a_mark() -> None:
    text = '"One thing.\nAnother.\nA third.\nA fourth," she said.\nThe "old" mill burned.'
    assert [q.inner.of(text) for q in quotes(text)] == ["One thing.\nAnother.\nA third.\nA fourth,", "old"]


def test_straight_mark_left_open_does_not_take_the_next_quotation() -> None:
    text = '"One thing.\nThe mill burned.\nThe mayor spoke of a "grim" day.'
    assert [q.inner.of(text) for q in quotes(text)] == ["One thing.", "grim"]


def test_line_without_marks_between_two_that_open() -> None:
    text = "“One thing.\nAnother.\n“A third,” he said."
    assert [q.inner.of(text) for q in quotes(text)] == ["One thing.\nAnother.", "A third,"]


def test_missing_closing_mark_ends_with_its_paragraph() -> None:
    text = "“One thing, he said.\nThe mayor said nothing.\n“A third,” he said."
    assert [(q.inner.of(text), q.closed) for q in quotes(text)] == [
        ("One thing, he said.", False),
        ("A third,", True),
    ]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("“We go,” she said.", True),
        ("She spoke of a “small unit” there.", False),
        ("It was “no way to treat people.”", False),
        ("“No.”", True),
    ],
)
def test_utterances_and_lifted_words(text: str, whole: bool) -> None:
    (quote,) = quotes(text)
    assert is_whole(text, quote) is whole


@given(st.text(alphabet="ab S.,'’‘“”\"«»\n", max_size=60))
def test_offsets_and_order_hold_for_any_text(text: str) -> None:
    found = quotes(text)
    assert all(0 <= q.span.start <= q.inner.start <= q.inner.end <= q.span.end <= len(text) for q in found)
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)
    outer = [q.span for q in found if not q.nested]
    assert all(not a.overlaps(b) for n, a in enumerate(outer) for b in outer[n + 1 :])
