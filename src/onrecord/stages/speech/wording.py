"""A sentence as the rules of speech see it: its words, their tags, and which quotation each stands in."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from onrecord.lexicons import SpeechLexicon
from onrecord.records import Analysis, Name, Span, Token
from onrecord.stages.grammar.tree import Tree
from onrecord.stages.speech.quotes import Quote

Placed = TypeVar("Placed", Quote, Name)
_MISTAKEN = frozenset({"VERB", "ADJ", "NOUN", "ADV", "X", "INTJ"})  # tags that a word of a name may wrongly get
_INITIALS = frozenset({"WHO", "US", "IT"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_INSIDE_PHRASE = _NOMINAL | {"ADJ", "DET"}
MARKS = frozenset("“”\"'‘’«»„")
STOPS = frozenset(".?!")
DASHES = frozenset({"—", "–", "--", "-"})


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Words by index; ranges of words are half-open, as spans are.

    `quotes` gives for each word the whole utterance in quotation marks it stands in, None for the report's own words
    and for words only lifted into its sentence. `before` is the utterance that ends right before the sentence.
    """

    text: str
    analysis: Analysis
    tokens: tuple[Token, ...]
    low: tuple[str, ...]
    tags: tuple[str, ...]
    quotes: tuple[Quote | None, ...]
    partial: tuple[Quote | None, ...]
    lexicon: SpeechLexicon
    before: Quote | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def end(self) -> int:
        """The index after the last word, leaving out the stop that ends the sentence."""
        end = len(self.tokens)
        while end and self.low[end - 1] in STOPS and self.quotes[end - 1] is None:
            end -= 1
        return end

    @cached_property
    def tree(self) -> Tree:
        """The words by what hangs from what."""
        return Tree(self.tokens)

    def word(self, at: int) -> str:
        """The word at this index in lower case; empty outside the sentence."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def tag(self, at: int) -> str:
        """The tag at this index; empty outside the sentence."""
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def phrase(self, at: int, words: Sequence[str]) -> bool:
        """Whether these words stand at this index."""
        return self.low[at : at + len(words)] == tuple(words)

    def span(self, start: int, end: int) -> Span:
        """The characters of a range of words that is not empty."""
        return Span(start=self.tokens[start].span.start, end=self.tokens[end - 1].span.end)

    def words_in(self, span: Span) -> tuple[int, int] | None:
        """The range of words that share a character with `span`; None when none does."""
        start = bisect_right(self.tokens, span.start, key=lambda t: t.span.end)
        end = bisect_left(self.tokens, span.end, key=lambda t: t.span.start)
        return (start, end) if start < end else None

    def nominal(self, at: int) -> bool:
        """Whether the word may end a noun phrase."""
        return self.tag(at) in _NOMINAL

    def in_phrase(self, at: int) -> bool:
        """Whether the word may stand in a noun phrase: also possessive endings, marks of lifted words, ampersands."""
        word = self.word(at)
        return (
            self.tag(at) in _INSIDE_PHRASE
            or word in {"'s", "’s", "'", "’", "&", "/"}
            or (word in MARKS and self.partial[at] is not None)
            or (word in DASHES and self._joined(at))
        )

    def _joined(self, at: int) -> bool:
        """Whether a dash stands inside a word."""
        if not 0 < at < len(self.tokens) - 1:
            return False
        before, here, after = self.tokens[at - 1 : at + 2]
        return before.span.end == here.span.start and here.span.end == after.span.start

    def determiner(self, at: int) -> bool:
        """Whether the word begins a noun phrase."""
        return self.tag(at) == "DET" or self.word(at) in {"his", "her", "its", "their", "our", "my", "your"}

    def finite(self, at: int) -> bool:
        """Whether the word is a verb that makes a clause: no infinitive, no bare participle in -ing."""
        if self.tag(at) not in {"VERB", "AUX"} or (self.word(at) in {"'s", "’s"} and self.tag(at) != "AUX"):
            return False
        if self.word(at - 1) == "to" or self.word(at) in {"be", "been", "being", "having"}:
            return False
        return not (self.word(at).endswith("ing") and self.tag(at) == "VERB")

    def has_clause(self, start: int, end: int) -> bool:
        """Whether a finite verb stands in the range."""
        return any(self.finite(at) for at in range(max(start, 0), min(end, len(self.tokens))))

    def closes_quote(self, at: int) -> Quote | None:
        """The whole utterance that ends with the word at this index."""
        if not 0 <= at < len(self.tokens):
            return None
        quote = self.quotes[at]
        return quote if quote is not None and self.tokens[at].span.end >= quote.span.end else None

    def opens_quote(self, at: int) -> Quote | None:
        """The whole utterance that begins with the word at this index."""
        if not 0 <= at < len(self.tokens):
            return None
        quote = self.quotes[at]
        return quote if quote is not None and self.tokens[at].span.start <= quote.span.start else None


def word_sentence(
    text: str, analysis: Analysis, whole: Sequence[Quote], lifted: Sequence[Quote], lexicon: SpeechLexicon
) -> Wording:
    """The sentence's words; `whole` are its utterances in quotation marks, `lifted` the other quoted words."""
    tokens = analysis.tokens
    initials = tuple(_initials(t) for t in tokens)
    named = _place(tokens, sorted(analysis.names, key=lambda n: n.span))
    return Wording(
        text=text,
        analysis=analysis,
        tokens=tokens,
        low=tuple(t.text if i else t.text.lower() for t, i in zip(tokens, initials, strict=True)),
        tags=tuple(
            "PROPN" if i or (name and t.tag in _MISTAKEN) or (at and _capital(tokens, at)) else t.tag
            for at, (t, i, name) in enumerate(zip(tokens, initials, named, strict=True))
        ),
        quotes=_place(tokens, whole),
        partial=_place(tokens, lifted),
        lexicon=lexicon,
        before=_just_before(text, analysis, whole),
    )


def _just_before(text: str, analysis: Analysis, whole: Sequence[Quote]) -> Quote | None:
    """`“Why us?” | she asked.`: a quotation whose mark was taken for the end of a sentence."""
    start = analysis.sentence.span.start
    ended = [q for q in whole if q.span.end <= start]
    near = ended[-1] if ended else None
    blank = near is not None and text[near.span.end : start].strip(" ") == ""
    return near if blank else None


def _capital(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word tagged a verb is part of a name by its capital: `for Peacekeeping Operations`."""
    here, before = tokens[at], tokens[at - 1]
    return here.tag == "VERB" and here.text[0].isupper() and not here.text.isupper() and before.tag != "PUNCT"


def _initials(token: Token) -> bool:
    """Whether a word that looks like a pronoun is a body's initials: `WHO`, `US`, `IT`."""
    return token.text in _INITIALS


def _place(tokens: Sequence[Token], quotes: Sequence[Placed]) -> tuple[Placed | None, ...]:
    placed: list[Placed | None] = []
    at = 0
    for token in tokens:
        while at < len(quotes) and quotes[at].span.end <= token.span.start:
            at += 1
        inside = at < len(quotes) and quotes[at].span.overlaps(token.span)
        placed.append(quotes[at] if inside else None)
    return tuple(placed)
