"""Number words, hedges, units and what news counts."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("amounts.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountLexicon:
    """Number words, hedges, units and what news counts, as `amounts.toml` gives them."""

    version: int


def load_amounts() -> AmountLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("amounts.toml", AmountLexicon)
