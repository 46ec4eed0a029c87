"""Words that mark a passage as something else than the report's own account."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import LexiconError
from onrecord.lexicons.loader import load_toml
from onrecord.records import PassageKind

FILES = ("page.toml",)
_APOSTROPHES = "’'‘`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """Regular expressions of `page.toml`, of which one is enough; where every match has one of the letters in `holds`,
    they are tried only where these occur.
    """

    patterns: tuple[str, ...]
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """A rule of `page.toml`; with `closing` it holds only for the last few passages of a page, with
    `inline` also for a sentence within a line; `holds` as of `Patterns`.
    """

    kind: PassageKind
    reason: str
    at: Literal["start", "whole", "anywhere"]
    max_words: int
    patterns: tuple[str, ...]
    closing: bool = False
    inline: bool = False
    holds: tuple[str, ...] = ()


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
    comment_marks: Patterns
    related_heads: Patterns
    box_cues: Patterns
    photo_credit: Patterns
    corrections_inside: Patterns
    links_with_age: Patterns
    ages: Patterns
    words: PageWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Patterns compiled to one, with letters one of which every match has; without any it is tried everywhere."""

    pattern: re.Pattern[str]
    holds: tuple[str, ...] = ()

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in the text."""
        return self.pattern.search(text) if self._may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in the text."""
        return self.pattern.finditer(text) if self._may_match(text) else iter(())

    def _may_match(self, text: str) -> bool:
        if not self.holds:
            return True
        low = text.lower()
        return any(letters in low for letters in self.holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule:
    """A rule with its patterns compiled to one."""

    kind: PassageKind
    reason: str
    at: Literal["start", "whole", "anywhere"]
    max_words: int
    cue: Cue
    closing: bool = False
    inline: bool = False

    def matches(self, text: str, words: int) -> bool:
        """Whether the rule holds for a passage with so many words."""
        if words > self.max_words:
            return False
        if self.at == "start":
            return self.cue.pattern.match(text) is not None
        if self.at == "whole":
            return self.cue.pattern.fullmatch(text) is not None
        return self.cue.search(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLexicon:
    """Rules, cues and word lists for dividing a page, as `page.toml` gives them."""

    version: int
    rules: tuple[PageRule, ...]
    comments: Cue
    comment_marks: Cue
    related_heads: re.Pattern[str]
    box_cues: re.Pattern[str]
    photo_credit: Cue
    corrections_inside: Cue
    links_with_age: Cue
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
            cue=_cue(rule),
            closing=rule.closing,
            inline=rule.inline,
        )
        for rule in file.rules
    )
    return PageLexicon(
        version=file.version,
        rules=rules,
        comments=_cue(file.comments),
        comment_marks=_cue(file.comment_marks),
        related_heads=_compile(file.related_heads.patterns),
        box_cues=_compile(file.box_cues.patterns),
        photo_credit=_cue(file.photo_credit),
        corrections_inside=_cue(file.corrections_inside),
        links_with_age=_cue(file.links_with_age),
        ages=_compile(file.ages.patterns),
        words=file.words,
    )


def _cue(entry: Patterns | RuleEntry) -> Cue:
    return Cue(pattern=_compile(entry.patterns), holds=entry.holds)


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
