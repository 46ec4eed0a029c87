"""The words `checking.toml` holds: what to look for when a sentence is held against a ledger."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml

FILES = ("checking.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckingLexicon:
    """Verbs that only give a figure, conjunctions of what is not so, openers of conditions, prepositions of one place,
    relations under which a verb tells nothing of its own, verbs under which it does, words that say what a unit counts.
    """

    version: int
    figures: frozenset[str]
    unreal: frozenset[str]
    barring: frozenset[str]
    at_place: frozenset[str]
    governed: frozenset[str]
    doing: frozenset[str]
    units: dict[str, frozenset[str]]


def load_checking() -> CheckingLexicon:
    """The words of `checking.toml`; raises LexiconError as `load_toml` does."""
    return load_toml("checking.toml", CheckingLexicon)
