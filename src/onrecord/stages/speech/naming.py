"""Names that stand beside a source: in an aside after it, joined by `and`, or told by an age."""

import re
from collections.abc import Sequence

from onrecord.records import Mention, NameKind, SourceType
from onrecord.stages.speech.cast import Cast, Speaker
from onrecord.stages.speech.sources import Range
from onrecord.stages.speech.wording import Wording

_FIRSTS = frozenset({"the", "his", "her", "its", "their", "our"})
_PARTS = frozenset(
    {"some", "many", "most", "several", "both", "two", "three", "four", "five", "six", "dozens", "scores"}
)
_AGED = re.compile(r"(\d{1,3})-year-old")
_FARTHEST = 3  # words that may stand before `of` in `two former members | of`


def named_after(words: Wording, start: int, end: int, cast: Cast) -> Speaker | None:
    """The person an aside names who is described before it: `a claim by | the harbour master, | Jo Vale, that`."""
    if words.word(start) not in _FIRSTS or words.word(end) != "," or end + 1 >= words.end:
        return None
    if not words.nominal(end - 1) or words.tag(end - 1) == "PROPN":
        return None
    at = words.tokens[end + 1].span.start
    beside = (m for m in cast.within(words.analysis.sentence.span) if m.span.start == at)
    person = next((m for m in beside if m.kind is NameKind.PERSON and not m.pronoun and m.entity is not None), None)
    reach = None if person is None else words.words_in(person.span)
    if person is None or person.entity is None or reach is None or words.word(reach[1]) not in {",", ""}:
        return None
    return cast.named(person.entity, NameKind.PERSON, role=words.span(start + 1, end).of(words.text))


def past_partitive(words: Wording, start: int, end: int) -> Range | None:
    """What is counted in part: `two of | Jo Vale's sisters`, `many of | the residents`."""
    if words.word(start) not in _PARTS:
        return None
    link = next((i for i in range(start + 1, min(end, start + 1 + _FARTHEST)) if words.word(i) == "of"), None)
    return (link + 1, end) if link == start + 1 and link + 1 < end else None


def same_bearers(words: Wording, first: Range, people: Sequence[Mention], cast: Cast) -> Speaker | None:
    """Both of two persons joined by `and` in an aside: `the owners, | Ann and Jo Vale,`."""
    joint = first[1]
    if words.word(first[0] - 1) != "," or words.word(joint) != "and" or joint + 1 >= len(words):
        return None
    at = words.tokens[joint + 1].span.start
    one = next((m for m in people if m.span.end == words.tokens[first[1] - 1].span.end), None)
    other = next((m for m in people if m.span.start == at and m.entity is not None), None)
    if one is None or other is None or one.entity is None or other.entity is None or one.entity == other.entity:
        return None
    names = [cast.entities[i].name for i in (one.entity, other.entity)]
    return Speaker(
        name=" and ".join(names), type=SourceType.NAMED_PERSON, head=names[1].split()[-1].lower(), plural=True
    )


def of_that_age(words: Wording, source: Range, cast: Cast) -> Speaker | None:
    """The person of whom the report tells the age by which a phrase speaks of somebody: `the 44-year-old trader`."""
    told = _AGED.search(words.span(*source).of(words.text))
    if told is None or words.word(source[0]) != "the":
        return None
    mark = f", {told.group(1)}"
    aged = {
        m.entity
        for m in cast.mentions
        if m.kind is NameKind.PERSON and m.entity is not None and not m.pronoun
        if words.text.startswith(mark, m.span.end) and not words.text[m.span.end + len(mark) :][:1].isalnum()
    }
    return cast.named(aged.pop() or 0, NameKind.PERSON, sure=False) if len(aged) == 1 else None
