"""Amounts of another occasion than the story's: `in the flood of 2019, 12 people died`, `in a separate fire`."""

import re
from collections.abc import Iterator
from datetime import date

from onrecord.lexicons.stories import SlotWords
from onrecord.records import Interval, Slot, Span

_REACH = 90  # characters between the occasion and its number
_PAST = 200  # days from the end of a year to a report for which it is past
_YEAR = "[in "
_YEARS_AGO = "[years ago]"
_ELSEWHERE = "[elsewhere]"


def other_occasion(sentence: Span, number: Span, text: str, published: Interval, words: SlotWords) -> str:
    """The mark of an amount that its sentence gives to an occasion of an earlier year or to a separate one; empty for
    the others. What is more or less `than in the flood of 2019` is not of that flood.
    """
    for found in _occasions(sentence.of(text), words):
        start, end = sentence.start + found.start(), sentence.start + found.end()
        if end <= number.start:
            between, first = text[end : number.start], not text[sentence.start : start].strip(" “\"'‘")
        elif number.end <= start:
            between, first = text[number.end : start], True
        else:
            continue
        if not first or len(between) > _REACH or re.search(words.turning, between, re.IGNORECASE):
            continue
        if mark := _mark(found, published):
            return mark
    return ""


def of_another(slot: Slot) -> bool:
    """Whether what the slot counts is of another occasion, so that it is no state of the story."""
    return bool(tell_occasion(slot))


def tell_occasion(slot: Slot) -> str:
    """The other occasion in words: `in 2019`, `elsewhere`; empty where the slot is of the story's own."""
    told = (mark for mark in slot.what if mark in {_YEARS_AGO, _ELSEWHERE} or mark.startswith(_YEAR))
    return next((mark.strip("[]") for mark in told), "")


def _occasions(sentence: str, words: SlotWords) -> Iterator[re.Match[str]]:
    nouns = "|".join(sorted(words.occasions, key=lambda noun: (-len(noun), noun)))
    for pattern in words.elsewhen:
        yield from re.finditer(pattern.replace("OCCASION", f"(?:{nouns})"), sentence, re.IGNORECASE)


def _mark(found: re.Match[str], published: Interval) -> str:
    """`[in 2019]` or `[years ago]` for an earlier occasion, `[elsewhere]` for a separate one."""
    told = found.groupdict()
    if told.get("apart"):
        return _ELSEWHERE
    if not told.get("year"):
        return _YEARS_AGO
    past = published.lo is not None and (published.lo - date(int(told["year"]), 12, 31)).days > _PAST
    return f"{_YEAR}{told['year']}]" if past else ""
