"""Words that show when a report was published."""

import re
from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("dating.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatingTables:
    """The shape of `dating.toml`."""

    version: int
    published: tuple[str, ...]
    updated: tuple[str, ...]
    later_fields: tuple[str, ...]
    user_fields: tuple[str, ...]
    ahead: tuple[str, ...]
    not_ahead: tuple[str, ...]
    unreal: tuple[str, ...]
    year_contexts: tuple[str, ...]
    announcing: tuple[str, ...]
    finite_past: tuple[str, ...]
    sidebar_days: int
    copy_days: int


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
    )


def load_dating() -> DatingLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return compile_dating(load_toml("dating.toml", DatingTables))
