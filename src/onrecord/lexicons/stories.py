"""Function words and settings for grouping and comparing reports."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("stories.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLexicon:
    """Function words and settings for grouping and comparing reports, as `stories.toml` gives them."""

    version: int


def load_stories() -> StoryLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("stories.toml", StoryLexicon)
