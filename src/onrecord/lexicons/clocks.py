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
    ranges: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLexicon:
    """The words as patterns: `open_ended` is searched for, `around` stands at the end of what precedes a time,
    `ranges` by opening word what stands between the ends of a stretch.
    """

    open_ended: re.Pattern[str]
    around: re.Pattern[str]
    spoken_days: frozenset[str]
    ranges: dict[str, frozenset[str]]


def load_clocks() -> ClockLexicon:
    """The lexicon as shipped; raises LexiconError when the file is not as it should be."""
    tables = load_toml("clocks.toml", ClockTables)
    return ClockLexicon(
        open_ended=re.compile(rf"\b(?:{'|'.join(tables.open_ended)})\b", re.IGNORECASE),
        around=re.compile(rf"\b(?:{'|'.join(tables.around)})\s$", re.IGNORECASE),
        spoken_days=frozenset(tables.spoken_days),
        ranges={opening: frozenset(linking) for opening, linking in tables.ranges.items()},
    )
