"""Word classes for the rule-based analyser, and what was counted about words, endings and the order of tags."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.errors import LexiconError
from onrecord.lexicons.loader import load_toml, read_bytes

FILES = (
    "syntax.toml",
    "syntax_words.tsv",
    "syntax_endings.tsv",
    "syntax_order.tsv",
    "syntax_moves.tsv",
    "syntax_relations.tsv",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenWords:
    """Endings that come apart from their word, and abbreviations that keep their full stop."""

    clitics: tuple[str, ...]
    abbreviations: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxWords:
    """The written part of the lexicon, as `syntax.toml` gives it."""

    version: int
    tokens: TokenWords
    lemmas: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagCounts:
    """The counted part. Tags here are fine (`VERB.VBN`: a part of speech and a form).

    `words` and `endings` map a form, or a shape and ending, to counts by tag; `lemmas` a form and tag to a lemma that
    no rule gives; `order` counts three tags in a row, with `^` before the first.
    """

    words: Mapping[str, Mapping[str, int]]
    endings: Mapping[str, Mapping[str, int]]
    lemmas: Mapping[tuple[str, str], str]
    order: Mapping[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxLexicon:
    """Word classes, counts and weights for the rule-based analyser.

    `moves` weighs each feature for the three moves of the parser, `relations` for each relation it speaks for.
    """

    words: SyntaxWords
    counts: TagCounts
    moves: Mapping[str, tuple[int, ...]]
    relations: Mapping[str, Mapping[str, int]]


def load_syntax() -> SyntaxLexicon:
    """The lexicon as shipped; raises LexiconError when one of its files does not validate."""
    words, lemmas = read_counts("syntax_words.tsv")
    endings, _ = read_counts("syntax_endings.tsv")
    counts = TagCounts(words=words, endings=endings, lemmas=lemmas, order=read_order("syntax_order.tsv"))
    relations, _ = read_counts("syntax_relations.tsv")
    return SyntaxLexicon(
        words=load_toml("syntax.toml", SyntaxWords),
        counts=counts,
        moves=read_moves("syntax_moves.tsv"),
        relations=relations,
    )


def read_counts(name: str) -> tuple[dict[str, dict[str, int]], dict[tuple[str, str], str]]:
    """Lines of `form`, tab, then `TAG=count` or `TAG=count=lemma` apart by tabs; `#` lines are notes."""
    counts: dict[str, dict[str, int]] = {}
    lemmas: dict[tuple[str, str], str] = {}
    for number, fields in _rows(name):
        form = fields[0]
        row = counts[form] = {}
        try:
            for entry in fields[1:]:
                tag, count, *lemma = entry.split("=", 2)
                row[tag] = int(count)
                if lemma:
                    lemmas[form, tag] = lemma[0]
        except ValueError as exc:
            raise LexiconError(f"lexicons/{name}:{number}: not `form TAG=count`. Correct the line.") from exc
    return counts, lemmas


def read_order(name: str) -> dict[tuple[str, str, str], int]:
    """Lines of three tags and a count, apart by tabs."""
    found: dict[tuple[str, str, str], int] = {}
    for number, fields in _rows(name):
        try:
            first, second, third, count = fields
            found[first, second, third] = int(count)
        except ValueError as exc:
            raise LexiconError(f"lexicons/{name}:{number}: not three tags and a count. Correct the line.") from exc
    return found


def read_moves(name: str) -> dict[str, tuple[int, ...]]:
    """Lines of a feature and its three weights, apart by tabs."""
    found: dict[str, tuple[int, ...]] = {}
    for number, (feature, *weights) in _rows(name):
        try:
            shift, right, left = weights
            found[feature] = (int(shift), int(right), int(left))
        except ValueError as exc:
            raise LexiconError(f"lexicons/{name}:{number}: not a feature and three weights. Correct the line.") from exc
    return found


def _rows(name: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(read_bytes(name).decode().split("\n"), 1):
        if line and not line.startswith("# "):
            yield number, line.split("\t")
