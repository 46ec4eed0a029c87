"""Words as the name rules see them: bare of a possessive or a lower-case part, with what their shape tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicons.names import NameWords
from onrecord.records import Span, Token

_POSSESSIVE = re.compile(r"['’]s?$")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?$|[A-Z]$")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}s?$|[A-Z][a-z]{0,2}[A-Z]{2,5}$|(?:[A-Z]\.){2,5}$")
_APOSTROPHES = frozenset("'’‘`ʼ")
_HYPHENS = "-‑–'’‘`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A token's part that may belong to a name.

    `capital` covers `al-Sisi` and `d'Ivoire`; `glued` says that no space stands before it; `cut` that a lower-case
    part was left off at its end (`US-led`), so that no name runs on over it.
    """

    start: int
    end: int
    text: str
    lower: str
    tag: str
    capital: bool
    glued: bool
    possessive: bool
    cut: bool = False

    @property
    def acronym(self) -> bool:
        """Whether it is written as initials: `WHO`, `U.N.`, `OPEC`."""
        return bool(_ACRONYM.match(self.text))

    @property
    def mark(self) -> bool:
        """Whether it is punctuation."""
        return not any(c.isalnum() for c in self.text)


def read_words(tokens: Sequence[Token], lexicon: NameWords) -> list[Word]:
    """The words of the tokens, in order; the full stop of initials and of `Mr.` joins the token before it.

    >>> from onrecord.lexicons import load_lexicons
    >>> t = Token(span=Span(start=4, end=12), text="Belo-led", lemma="belo-led", tag="X")
    >>> [w.text for w in read_words([t], load_lexicons().names.words)]
    ['Belo']
    """
    words: list[Word] = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if words and following is not None and _inner_mark(words[-1], token, following):
            continue
        if words and token.text == "." and token.span.start == words[-1].end and _INITIALS.match(words[-1].text):
            words[-1] = _word(words[-1].start, words[-1].text + ".", words[-1].tag, lexicon, glued=words[-1].glued)
            continue
        glued = bool(words) and tokens[0].span.start < token.span.start == words[-1].end
        words.append(_word(token.span.start, token.text, token.tag, lexicon, glued=glued))
    return words


def span_of(words: Sequence[Word], first: int, end: int) -> Span:
    """The span of `words[first:end]`."""
    return Span(start=words[first].start, end=words[end - 1].end)


def text_of(words: Sequence[Word], first: int, end: int) -> str:
    """The text of `words[first:end]`, with a space wherever the report has one."""
    out = ""
    for i, word in enumerate(words[first:end]):
        out += word.text if i == 0 or word.glued else " " + word.text
    return out


def _inner_mark(before: Word, token: Token, following: Token) -> bool:
    """Whether an apostrophe closes a name's first part, a letter of other scripts: `Ana' Belo`."""
    mark = token.text in _APOSTROPHES and token.span.start == before.end
    spaced = following.span.start > token.span.end
    return mark and spaced and before.capital and not before.lower.endswith("s") and _capital(following.text)


def _word(start: int, text: str, tag: str, lexicon: NameWords, *, glued: bool) -> Word:
    bare = text
    if len(text) > 2 and (match := _POSSESSIVE.search(text)) and match.start() > 0:
        bare = text[: match.start()]
    first, last, cut = _name_part(bare, lexicon)
    core = bare[first:last] or bare
    return Word(
        start=start + first,
        end=start + first + len(core),
        text=core,
        lower=core.lower(),
        tag=tag,
        capital=_capital(core),
        glued=glued,
        possessive=bare != text,
        cut=cut,
    )


def _name_part(text: str, lexicon: NameWords) -> tuple[int, int, bool]:
    """Where the name in a hyphened word lies: in a part of `US-led` or `anti-American`, in all of `al-Sisi`."""
    parts = text.split("-")
    if len(parts) < 2 or not all(parts):
        return 0, len(text), False
    if parts[0][0].isupper() and compound_tail(parts[-1], lexicon):
        return 0, len(text) - len(parts[-1]) - 1, True
    kept = parts[0] in lexicon.name_particles or parts[0] in lexicon.past_offices
    if not parts[0][0].isupper() and not kept and parts[-1][0].isupper():
        return len(parts[0]) + 1, len(text), False
    return 0, len(text), False


def compound_tail(part: str, lexicon: NameWords) -> bool:
    """Whether `part` makes an adjective of the name before its hyphen: `-led`, `-based`, `-speaking`."""
    return part[:1].islower() and (part in lexicon.compound_tails or part.endswith(("ed", "ing")))


def _capital(text: str) -> bool:
    if text[:1].isupper():
        return True
    at = next((i for i, c in enumerate(text) if c in _HYPHENS), -1)
    return (at == 0 and len(text) > 1 and text[1].isupper()) or (0 < at <= 3 and text[at + 1 : at + 2].isupper())
