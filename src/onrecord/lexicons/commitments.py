"""Words that bind, expect, delay, withdraw and fulfil."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("commitments.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLexicon:
    """Words that bind, expect, delay, withdraw and fulfil, as `commitments.toml` gives them."""

    version: int


def load_commitments() -> CommitmentLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("commitments.toml", CommitmentLexicon)
