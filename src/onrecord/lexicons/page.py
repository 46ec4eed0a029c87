"""Words that mark a passage as something else than the report's own account."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import LexiconError
from onrecord.lexicons.loader import load_toml
from onrecord.records import PassageKind

FILES = ("page.toml",)
_APOSTROPHES = "’'‘`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """Regular expressions of `page.toml`, of which one is enough."""

    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """A rule of `page.toml`; with `closing` it holds only for the last few passages of a page, with
    `inline` also for a sentence within a line.
    """

    kind: PassageKind
    reason: str
    at: Literal["start", "whole", "anywhere"]
    max_words: int
    patterns: tuple[str, ...]
    closing: bool = False
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """Word lists, all in lower case."""

    sections: frozenset[str]
    dates: frozenset[str]
    date_fillers: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    numerals: frozenset[str]
    openers: frozenset[str]
    noun_openers: frozenset[str]
    binders: frozenset[str]
    name_nouns: frozenset[str]
    place_parts: frozenset[str]
    not_places: frozenset[str]
    finite: frozenset[str]
    agencies: frozenset[str]
    roles: frozenset[str]
    english: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """The shape of `page.toml`."""

    version: int
    rules: tuple[RuleEntry, ...]
    comments: Patterns
    related_heads: Patterns
    box_cues: Patterns
    photo_credit: Patterns
    corrections_inside: Patterns
    links_with_age: Patterns
    ages: Patterns
    words: PageWords


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule:
    """A rule with its patterns compiled to one."""

    kind: PassageKind
    reason: str
    at: Literal["start", "whole", "anywhere"]
    max_words: int
    pattern: re.Pattern[str]
    closing: bool = False
    inline: bool = False

    def matches(self, text: str, words: int) -> bool:
        """Whether the rule holds for a passage with so many words."""
        if words > self.max_words:
            return False
        if self.at == "start":
            return self.pattern.match(text) is not None
        if self.at == "whole":
            return self.pattern.fullmatch(text) is not None
        return self.pattern.search(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLexicon:
    """Rules, cues and word lists for dividing a page, as `page.toml` gives them."""

    version: int
    rules: tuple[PageRule, ...]
    comments: re.Pattern[str]
    related_heads: re.Pattern[str]
    box_cues: re.Pattern[str]
    photo_credit: re.Pattern[str]
    corrections_inside: re.Pattern[str]
    links_with_age: re.Pattern[str]
    ages: re.Pattern[str]
    words: PageWords


def load_page() -> PageLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return compile_page(load_toml("page.toml", PageFile))


def compile_page(file: PageFile) -> PageLexicon:
    """The lexicon with its patterns compiled; raises LexiconError naming the pattern that does not compile."""
    rules = tuple(
        PageRule(
            kind=rule.kind,
            reason=rule.reason,
            at=rule.at,
            max_words=rule.max_words,
            pattern=_compile(rule.patterns),
            closing=rule.closing,
            inline=rule.inline,
        )
        for rule in file.rules
    )
    return PageLexicon(
        version=file.version,
        rules=rules,
        comments=_compile(file.comments.patterns),
        related_heads=_compile(file.related_heads.patterns),
        box_cues=_compile(file.box_cues.patterns),
        photo_credit=_compile(file.photo_credit.patterns),
        corrections_inside=_compile(file.corrections_inside.patterns),
        links_with_age=_compile(file.links_with_age.patterns),
        ages=_compile(file.ages.patterns),
        words=file.words,
    )


def _compile(patterns: Sequence[str]) -> re.Pattern[str]:
    """One expression for all the patterns, without regard to case; space and ’ stand for their like."""
    spelled = [_spell(pattern) for pattern in patterns]
    for pattern in spelled:
        try:
            re.compile(pattern)
        except re.error as exc:
            raise LexiconError(f"lexicons/page.toml: {pattern!r} is no pattern ({exc}). Correct the file.") from exc
    return re.compile("|".join(f"(?:{pattern})" for pattern in spelled), re.IGNORECASE)


def _spell(pattern: str) -> str:
    """The pattern with each space and apostrophe, inside a character class or outside, standing for all its like."""
    spelled, inside = "", False
    for before, char in zip(" " + pattern, pattern, strict=False):
        if before != "\\":
            inside = char == "[" or (inside and char != "]")
        if char == "’":
            spelled += _APOSTROPHES if inside else f"[{_APOSTROPHES}]"
        else:
            spelled += r"\s" if char == " " else char
    return spelled
