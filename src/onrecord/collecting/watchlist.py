"""What to watch, from a TOML file, and what was told of it so far."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cattrs

from onrecord.collecting.gathering import Source
from onrecord.errors import InputError, SettingsError
from onrecord.readers.collection import FEED, PAGE, SITEMAP

_CONVERTER = cattrs.Converter(forbid_extra_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One feed, sitemap or page of the list."""

    url: str
    outlet: str | None = None
    limit: int = 50
    recheck_hours: float = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """The file as it stands: where the ledger and what is fetched are kept, how often to look, whom to tell."""

    ledger: str = "story.db"
    folder: str = "collected"
    minutes: float = 30.0
    webhook: str | None = None
    delay: float = 2.0
    user_agent: str | None = None
    allow_private: bool = False
    soon_days: int = 7
    feed: tuple[Watched, ...] = ()
    sitemap: tuple[Watched, ...] = ()
    page: tuple[Watched, ...] = ()

    def sources(self) -> list[Source]:
        """What to fetch, in the order of the file, feeds first."""
        kinds = ((FEED, self.feed), (SITEMAP, self.sitemap), (PAGE, self.page))
        return [
            Source(url=w.url, kind=kind, outlet=w.outlet, limit=w.limit, recheck=w.recheck_hours)
            for kind, watched in kinds
            for w in watched
        ]


def load_watchlist(path: Path) -> Watchlist:
    """The watchlist in a TOML file; raises SettingsError saying what is wrong with it."""
    example = '[[feed]]\nurl = "https://host/feed.xml"'
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as exc:
        raise SettingsError(f"{path}: cannot be read. Write a file with lines such as {example!r}.") from exc
    except tomllib.TOMLDecodeError as exc:
        raise SettingsError(f"{path}: not valid TOML ({exc}). Fix the line.") from exc
    try:
        found = _CONVERTER.structure(table, Watchlist)
    except Exception as exc:  # cattrs raises groups of whatever went wrong in the fields
        why = "; ".join(cattrs.transform_error(exc, path="file")[:3])
        raise SettingsError(f"{path}: {why}. Known are the fields of docs/guides/collecting.md.") from exc
    if not found.sources():
        raise SettingsError(f"{path}: names nothing to watch. Add lines such as {example!r}.")
    if found.minutes <= 0 or any(w.limit < 1 for w in (*found.feed, *found.sitemap)):
        raise SettingsError(f"{path}: minutes and limit must be more than 0. Correct them.")
    return found


def read_told(path: Path) -> list[Any]:
    """What was told so far, as it was written; nothing where there is no such file."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as exc:
        raise InputError(f"{path}: damaged ({type(exc).__name__}). Delete it to be told everything once more.") from exc
    return told if isinstance(told, list) else []
