"""Task `entities`: names, dates and sums of money over words that are already apart.

The lines of such a file are sentences that follow one another, so that a person named in full once is known by the
surname in the lines around, as within a report.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.files import Row, stream_rows, write_rows
from evaluation.predict.lines import attempt, named
from evaluation.predict.money import money_pattern
from evaluation.predict.tokenised import join_tokens
from evaluation.reader import chosen_analyser
from onrecord.lexicons import Lexicons, TimeLexicon, load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.name_tags import tag_names
from onrecord.records import UNKNOWN, TimexType
from onrecord.stages.split import sentence_spans
from onrecord.stages.times import find_times_in_text

_NEAR = 30
_TOGETHER = 40
"""Lines that are read together, as if of one report."""
_PERSON = "Person"
_CALENDAR = re.compile(
    r"\d{4}|\b(?:" + "|".join(sorted({*calendar.month_name, *calendar.month_abbr, *calendar.day_name} - {""})) + r")\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """The words of a line as they can be read, their parts of speech and their tags."""

    words: Sequence[str]
    upos: Sequence[str]
    tags: Sequence[str]


def predict_entities(source: Path, target: Path) -> None:
    """{words, tags} lines to the same with BIO tags of ours; the words as given, one tag a word."""
    lexicons = load_lexicons()
    analyser = chosen_analyser(lexicons)
    money = money_pattern(lexicons.amounts)
    rows = list(stream_rows(source))
    groups = [rows[at : at + _TOGETHER] for at in range(0, len(rows), _TOGETHER)]
    known_tags = [tags for group in groups for tags in _tag_together(group, analyser, lexicons)]
    lines = [
        tagged or attempt(lambda r: _tag(r, analyser, lexicons, money), row, _untagged(row), named(row))
        for row, tagged in zip(rows, known_tags, strict=True)
    ]
    persons = [_persons(line) for line in lines]
    answers = []
    for at, (row, line) in enumerate(zip(rows, lines, strict=True)):
        known = {name for near in persons[max(0, at - _NEAR) : at + _NEAR + 1] for name in near}
        answers.append({"words": _words(row), "tags": _recall(line, known)})
    write_rows(target, answers)


def _words(row: Row) -> list[object]:
    words = row.get("words")
    return words if isinstance(words, list) else []


def _untagged(row: Row) -> Tagged:
    size = len(_words(row))
    return Tagged(words=["_"] * size, upos=["X"] * size, tags=["O"] * size)


def _tag_together(rows: Sequence[Row], analyser: Analyser, lexicons: Lexicons) -> Iterator[Tagged | None]:
    """The lines read as one report, where the analyser tags names of these types; else, and where that fails, None."""
    lines = [[read_word(word) for word in _words(row)] for row in rows]
    starts: list[tuple[int, bool]] = []
    size = 0
    for words in lines:
        starts += [(size + first, not first) for first in _sentence_starts(words, lexicons)]
        size += len(words)
    tags = attempt(
        lambda _: analyser.tag_names([w for words in lines for w in words], starts),
        rows[0],
        None,
        "lines read together",
    )
    at = 0
    for words in lines:
        end = at + len(words)
        yield None if tags is None else Tagged(words=words, upos=["X"] * len(words), tags=tags[at:end])
        at = end


def _sentence_starts(words: Sequence[str], lexicons: Lexicons) -> list[int]:
    """The first words of the sentences of a line, whose words may be of several."""
    places, printed = _places(words), join_tokens(" ".join(words))
    spans = sentence_spans(printed.text, 0, len(printed.text), lexicons.sentences)
    found = {places[printed.back(start, end)[0]] for start, end in spans if start < end}
    return sorted(found | {0}) if words else []


def _tag(row: Row, analyser: Analyser, lexicons: Lexicons, money: re.Pattern[str]) -> Tagged:
    words = [read_word(word) for word in _words(row)]
    upos = analyser.tag_words(words).tags
    tags = list(tag_names(words, upos, lexicons.names))
    for start, end in _dates(words, lexicons.time):
        if all(tag == "O" for tag in tags[start:end]):
            _mark(tags, start, end, "Date")
    for start, end in _sums(words, money):
        # The country in `US $ 5` is no place, unless more of its name stands outside.
        if not any(tag.startswith("I-") for tag in (tags[start], *tags[end : end + 1])):
            _mark(tags, start, end, "Money")
    return Tagged(words=words, upos=upos, tags=tags)


def read_word(word: object) -> str:
    """A word as the rules can read it: never empty, and in one piece.

    >>> read_word("20 000"), read_word(None)
    ('20000', '_')
    """
    return "".join(word.split()) or "_" if isinstance(word, str) else "_" if word is None else str(word)


def _mark(tags: list[str], start: int, end: int, kind: str) -> None:
    tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]


def _dates(words: Sequence[str], lexicon: TimeLexicon) -> Iterator[tuple[int, int]]:
    """The words of each date that names a year, a month or a day of the week."""
    places, printed = _places(words), join_tokens(" ".join(words))
    for time in find_times_in_text(printed.text, UNKNOWN, lexicon):
        if time.type is TimexType.DATE and _CALENDAR.search(time.span.of(printed.text)):
            start, end = printed.back(time.span.start, time.span.end)
            yield places[start], places[end - 1] + 1


def _sums(words: Sequence[str], money: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The words of each sum of money."""
    places = _places(words)
    for match in money.finditer(" ".join(words)):
        yield places[match.start()], places[match.end() - 1] + 1


def _places(words: Sequence[str]) -> list[int]:
    """For each character of the words with a space after each, which word it belongs to."""
    return [index for index, word in enumerate(words) for _ in range(len(word) + 1)]


def _persons(line: Tagged) -> set[tuple[str, ...]]:
    """The persons that a line names, in full and by their last word."""
    found: set[tuple[str, ...]] = set()
    for start, end in _stretches(line.tags, f"B-{_PERSON}", f"I-{_PERSON}"):
        name = tuple(line.words[start:end])
        found |= {name, name[-1:]}
    return found


def _stretches(tags: Sequence[str], first: str, more: str) -> Iterator[tuple[int, int]]:
    """Where a tag begins and how far it goes on."""
    for start, tag in enumerate(tags):
        if tag == first:
            end = next((i for i in range(start + 1, len(tags)) if tags[i] != more), len(tags))
            yield start, end


def _recall(line: Tagged, known: set[tuple[str, ...]]) -> list[str]:
    """The tags of a line, with the names that it leaves open and that are persons nearby."""
    tags = list(line.tags)
    free = ["B" if _is_open(line, i) else "O" for i in range(len(tags))]
    names = ["I" if tag == "B" and i and free[i - 1] == "B" else tag for i, tag in enumerate(free)]
    for start, end in _stretches(names, "B", "I"):
        if tuple(line.words[start:end]) in known:
            _mark(tags, start, end, _PERSON)
    return tags


def _is_open(line: Tagged, at: int) -> bool:
    """Whether a word is part of a name of which no kind is known; a hyphen between two such words is."""

    def name(i: int) -> bool:
        return 0 <= i < len(line.tags) and (line.tags[i], line.upos[i]) == ("O", "PROPN") and line.words[i][0].isupper()

    return name(at) or (line.words[at] == "-" and line.tags[at] == "O" and name(at - 1) and name(at + 1))
