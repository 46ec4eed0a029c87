"""Function words and settings for grouping and comparing reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from onrecord.lexicons.loader import load_toml, read_bytes

FILES = ("stories.toml", "common_words.tsv")


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
class GroupSettings:
    """How alike the reports of one story are, and what likeness is measured on; `stories.toml` explains each."""

    alike: float
    alike_tenfold: float
    alike_least: float
    alike_most: float
    full_length: int
    background: int
    terms: int
    headline: float
    lead: float
    lead_length: int
    half_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLexicon:
    """Function words and settings for grouping and comparing reports, as `stories.toml` gives them."""

    version: int
    function_words: frozenset[str]
    agencies: tuple[str, ...]
    copies: CopySettings
    grouping: GroupSettings
    common_words: Mapping[str, float] = field(default_factory=dict, repr=False)


def load_stories() -> StoryLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return replace(load_toml("stories.toml", StoryLexicon), common_words=_load_common_words())


def _load_common_words() -> Mapping[str, float]:
    """The share of news reports that have each common word."""
    rows = (line.split("\t") for line in read_bytes("common_words.tsv").decode().splitlines() if line[:1] != "#")
    return {word: int(count) / 10_000 for word, count in rows}
