"""Words that mark a passage as something else than the report's own account."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("page.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLexicon:
    """Words that mark a passage as something else than the report's own account, as `page.toml` gives them."""

    version: int


def load_page() -> PageLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("page.toml", PageLexicon)
