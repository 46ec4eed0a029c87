"""Word classes for the rule-based analyser."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("syntax.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxLexicon:
    """Word classes for the rule-based analyser, as `syntax.toml` gives them."""

    version: int


def load_syntax() -> SyntaxLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("syntax.toml", SyntaxLexicon)
