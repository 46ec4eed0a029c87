"""Finds names by their shape, their titles and the tables of the names lexicon."""

from collections.abc import Sequence

from onrecord.lexicons.names import NameLexicon
from onrecord.models.name_kinds import Piece, split_run
from onrecord.models.name_runs import find_runs
from onrecord.models.name_titles import is_honorific, title_after, title_start
from onrecord.models.name_words import Word, read_words, span_of
from onrecord.records import Confidence, Name, NameKind, Sentence, Span, Token

_STOPS = frozenset({".", "!", "?", "”", '"'})
_SURE_IN_TITLES = frozenset({Confidence.HIGH})


def find_names(text: str, sentence: Sentence, tokens: Sequence[Token], lexicon: NameLexicon) -> tuple[Name, ...]:
    """The names in a sentence, in order and without overlap.

    A name of low confidence is a guess from its shape alone; `find_mentions` keeps it where the rest of the report
    bears it out. In headlines where every word is capitalised only names that the tables know are given.
    """
    del sentence
    words = read_words(tokens, lexicon.words)
    shouted = _capitalised_throughout(words, lexicon)
    names = []
    for first, end in find_runs(words, lexicon):
        for piece in split_run(words, first, end, lexicon):
            if not shouted:
                names.append(_name(text, words, piece, lexicon))
            elif piece.confidence in _SURE_IN_TITLES:
                names.append(
                    Name(span=span_of(words, piece.first, piece.end), kind=piece.kind, confidence=Confidence.LOW)
                )
    return tuple(names)


def _name(text: str, words: Sequence[Word], piece: Piece, lexicon: NameLexicon) -> Name:
    span = span_of(words, piece.first, piece.end)
    if piece.kind is not NameKind.PERSON:
        return Name(span=span, kind=piece.kind, confidence=piece.confidence)
    return Name(
        span=span,
        kind=piece.kind,
        title=title_of(text, words, piece.first, piece.end, lexicon),
        confidence=piece.confidence,
    )


def title_of(text: str, words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> str | None:
    """The title of the person `words[first:end]`: the office after the name, else what stands before it; a form of
    address only where no office is given.
    """
    start = title_start(words, first, lexicon)
    before = None
    if start is not None:
        last = first - 1
        while last > start and (words[last].mark or is_honorific(words[last], lexicon)):
            last -= 1
        before = Span(start=words[start].start, end=words[last].end).of(text).rstrip(".")
        bare = before.lower().rstrip(".")
        w = lexicon.words
        if bare not in w.honorifics | w.honorifics_feminine | w.honorifics_masculine:
            return before
    after = title_after(words, end, lexicon)
    return span_of(words, *after).of(text) if after is not None else before


def _capitalised_throughout(words: Sequence[Word], lexicon: NameLexicon) -> bool:
    """Whether the sentence is set as a headline, so that capitals tell nothing."""
    if words and words[-1].text in _STOPS and any(_plain(w, lexicon) for w in words):
        return False
    content = [w for w in words if not w.mark and w.text[0].isalpha() and w.lower not in lexicon.words.function_words]
    if len(content) < 4:
        return False
    return sum(w.capital for w in content) >= 0.8 * len(content)


def _plain(word: Word, lexicon: NameLexicon) -> bool:
    return word.text.islower() and word.lower not in lexicon.words.function_words
