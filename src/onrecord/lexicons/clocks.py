"""Words that place the times of claims: bindings without a day, vague days, stretches with two ends."""

import re
from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("clocks.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTables:
    """The file as it stands."""

    version: int
    open_ended: tuple[str, ...]
    around: tuple[str, ...]
    spoken_days: tuple[str, ...]
    tellings: tuple[str, ...]
    compared: tuple[str, ...]
    parts: tuple[str, ...]
    since: str
    totalling: tuple[str, ...]
    set_against: tuple[str, ...]
    aside: str
    ranges: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLexicon:
    """The words as patterns: `open_ended` is searched for, `around` stands at the end of what precedes a time,
    `ranges` by opening word what stands between the ends of a stretch. `compared` and `since` end before a time that
    dates something else, and `totalling` begins a clause that tells what a count has come to; `set_against` one that
    another amount is set against, `aside` ends inside a clause that only tells more of someone; `tellings` are nouns
    that a day describes and is still the day of a saying.
    """

    open_ended: re.Pattern[str]
    around: re.Pattern[str]
    spoken_days: frozenset[str]
    tellings: frozenset[str]
    compared: re.Pattern[str]
    parts: frozenset[str]
    since: re.Pattern[str]
    totalling: re.Pattern[str]
    set_against: re.Pattern[str]
    aside: re.Pattern[str]
    ranges: dict[str, frozenset[str]]


def load_clocks() -> ClockLexicon:
    """The lexicon as shipped; raises LexiconError when the file is not as it should be."""
    tables = load_toml("clocks.toml", ClockTables)
    return ClockLexicon(
        open_ended=re.compile(rf"\b(?:{'|'.join(tables.open_ended)})\b", re.IGNORECASE),
        around=re.compile(rf"\b(?:{'|'.join(tables.around)})\s$", re.IGNORECASE),
        spoken_days=frozenset(tables.spoken_days),
        tellings=frozenset(tables.tellings),
        compared=re.compile(rf"\b(?:{'|'.join(tables.compared)})$", re.IGNORECASE),
        parts=frozenset(tables.parts),
        since=re.compile(tables.since, re.IGNORECASE),
        totalling=re.compile(rf"(?:{'|'.join(tables.totalling)})\b", re.IGNORECASE),
        set_against=re.compile(rf"(?:{'|'.join(tables.set_against)})\b", re.IGNORECASE),
        aside=re.compile(tables.aside, re.IGNORECASE),
        ranges={opening: frozenset(linking) for opening, linking in tables.ranges.items()},
    )
