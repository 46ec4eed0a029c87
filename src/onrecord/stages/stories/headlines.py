"""What a report is called: its own headline, else how it begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Passage, PassageKind, Report

_LONGEST = 110
_BULLET = re.compile(r"\s*\\?[*•▪]\s+")
_SENTENCE = re.compile(r"(?<=[a-z0-9)\"”’'][.!?])[\"”’']?\s+(?=[\"“‘']?[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The words to show for a report; `own` where they are its headline and not its first words."""

    words: str
    own: bool


def read_headline(report: Report, passages: Sequence[Passage]) -> Headline:
    """The headline given with the report or found in its text; else its first sentence, cut at a word."""
    if report.metadata.title and report.metadata.title.strip():
        return Headline(words=" ".join(report.metadata.title.split()), own=True)
    for kind in (PassageKind.HEADLINE, PassageKind.BODY):
        for passage in passages:
            if passage.kind is kind and _tells(words := _first_item(passage.span.of(report.text))):
                own = kind is PassageKind.HEADLINE
                return Headline(words=shorten(words if own else _SENTENCE.split(words)[0]), own=own)
    return Headline(words=shorten(_first_item(report.text)), own=False)


def _tells(words: str) -> bool:
    """Whether the words can be what a report is called: not the label of a part of it, `GRAPHIC:`, `Analysis`."""
    return len(words.split()) > 1 and not words.endswith(":")


def _first_item(text: str) -> str:
    """The first of several headlines set as a list, or all of the text, on one line."""
    return next((part for part in _BULLET.split(" ".join(text.split())) if part), "")


def shorten(words: str, longest: int = _LONGEST) -> str:
    """The words up to the last that fits, with `…` where some were left out.

    >>> shorten("The lake was drained in June", 18)
    'The lake was…'
    """
    if len(words) <= longest:
        return words
    cut, gap, _ = words[:longest].rpartition(" ")
    return (cut if gap else words[: longest - 1]).rstrip(" ,;:-–—") + "…"
