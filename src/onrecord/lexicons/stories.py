"""Function words and settings for grouping and comparing reports."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("stories.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySettings:
    """When a sign of copying stands out: `least` of itself, and `above` what ordinary pairs show. `prior` is what
    such pairs show elsewhere, counted as `prior_pairs` pairs of every story.
    """

    prior_pairs: int
    prior: dict[str, float]
    least: dict[str, float]
    above: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLexicon:
    """Function words and settings for grouping and comparing reports, as `stories.toml` gives them."""

    version: int
    function_words: frozenset[str]
    agencies: tuple[str, ...]
    copies: CopySettings


def load_stories() -> StoryLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("stories.toml", StoryLexicon)
