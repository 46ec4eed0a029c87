"""Words that show when a report was published."""

import re
from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("dating.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessSettings:
    """How a report's content is held against the dated reports: the first `lead_terms` words count `lead_again` more
    times, words that more than `widest_term` dated reports have tell nothing, and the `peers` most alike vote.
    """

    lead_terms: int
    lead_again: int
    widest_term: int
    peers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsSettings:
    """How likely each day is, before and after what a report says; `dating.toml` explains each."""

    fewest: int
    power: float
    ordinary: float
    ordinary_ranks: tuple[int, int]
    least_ordinary: float
    doubt: float
    near: float
    near_gain: float
    near_most: float
    near_days: tuple[float, float]
    least_gap: float
    gaps: float
    far: float
    far_gaps: float
    far_days: float
    weekdays: tuple[float, ...]
    mentioned: tuple[tuple[int, float], ...]
    months: tuple[float, ...]
    sure: float
    widest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DatingTables:
    """The shape of `dating.toml`."""

    version: int
    published: tuple[str, ...]
    updated: tuple[str, ...]
    later_fields: tuple[str, ...]
    user_fields: tuple[str, ...]
    not_in_office: tuple[str, ...]
    ahead: tuple[str, ...]
    not_ahead: tuple[str, ...]
    unreal: tuple[str, ...]
    year_contexts: tuple[str, ...]
    announcing: tuple[str, ...]
    finite_past: tuple[str, ...]
    sidebar_days: int
    copy_days: int
    likeness: LikenessSettings
    odds: OddsSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class DatingLexicon:
    """The tables of `dating.toml` and the patterns compiled from them."""

    tables: DatingTables
    published: re.Pattern[str]
    updated: re.Pattern[str]
    ahead: re.Pattern[str]
    not_ahead: re.Pattern[str]
    unreal: re.Pattern[str]
    year_context: re.Pattern[str]
    announcing: re.Pattern[str]
    finite_past: re.Pattern[str]
    not_in_office: re.Pattern[str]


def compile_dating(tables: DatingTables) -> DatingLexicon:
    """The lexicon of these tables."""

    def words(every: tuple[str, ...], end: str = r"\b") -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{'|'.join(every)}){end}", re.IGNORECASE)

    return DatingLexicon(
        tables=tables,
        published=words(tables.published),
        updated=words(tables.updated),
        ahead=words(tables.ahead),
        not_ahead=words(tables.not_ahead),
        unreal=words(tables.unreal),
        year_context=words(tables.year_contexts, r"(?: the)?\s$"),
        announcing=words(tables.announcing),
        finite_past=words(tables.finite_past),
        not_in_office=words(tables.not_in_office, r"[\s-]+$"),
    )


def load_dating() -> DatingLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return compile_dating(load_toml("dating.toml", DatingTables))
