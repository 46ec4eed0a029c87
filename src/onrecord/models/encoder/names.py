"""Makes names of the ranges that the encoder marks: bare of articles and titles, and of the kinds of the records."""

from collections.abc import Iterator, Sequence

from onrecord.lexicons import NameLexicon
from onrecord.models.encoder.agreement import Marked
from onrecord.models.name_apposed import apposed_office, end_of_house, end_of_place, follows_office_of_place, is_trade
from onrecord.models.name_kinds import (
    headed_kind,
    is_office_only,
    known_kind,
    name_after_title,
    names_in_title,
    sentence_start,
)
from onrecord.models.name_words import Word, read_words, span_of, text_of
from onrecord.models.naming import title_of
from onrecord.records import Confidence, Name, NameKind, Token

# Dates and sums of money are no names; the stages of time and amounts read them.
_KINDS = {
    "Person": NameKind.PERSON,
    "Organization": NameKind.ORGANISATION,
    "Location": NameKind.PLACE,
    "Facility": NameKind.FACILITY,
    "NORP": NameKind.NATIONALITY,
    "Product": NameKind.OTHER,
    "Misc": NameKind.OTHER,
}
_OF_THINGS = frozenset({NameKind.EVENT, NameKind.LAW, NameKind.DOCUMENT})
# What the encoder, which reads `Iran` in `pro-Iran` as it reads `Iranian`, takes a body or place of the tables for.
_TAKEN_FOR = {
    NameKind.PLACE: frozenset({NameKind.NATIONALITY}),
    NameKind.ORGANISATION: frozenset({NameKind.NATIONALITY, NameKind.PLACE}),
}
# What the encoder takes `Orlo Ina Pell` for in `the mayor of Orlo Ina Pell`.
_OVER_PLACES = frozenset({NameKind.PERSON, NameKind.PLACE})
_SURE, _LIKELY = 0.9, 0.6
_POSSESSIVES = frozenset({"'s", "’s"})


def make_names(text: str, tokens: Sequence[Token], ranges: Sequence[Marked], lexicon: NameLexicon) -> tuple[Name, ...]:
    """The names of a sentence in order; `ranges` count its tokens.

    A title before a person becomes the name's title; what is nothing but a title is no name. Initials that the tables
    know are names even where the encoder, which does not tell `WHO` from `who` but by their shape, saw none.
    """
    initials = any(t.text.isupper() and len(t.text) > 1 for t in tokens)
    words = read_words(tokens, lexicon.words) if ranges or initials else []
    found: list[Name] = []
    for marked in ranges:
        if marked.type not in _KINDS:
            continue
        start, stop = tokens[marked.first].span.start, tokens[marked.end - 1].span.end
        inside = [i for i, w in enumerate(words) if w.start < stop and w.end > start]
        if inside:
            found += _names(text, words, inside[0], inside[-1] + 1, marked, lexicon)
    if initials:
        found = sorted([*found, *_known_initials(words, found, lexicon)], key=lambda name: name.span.start)
    return tuple(name for i, name in enumerate(found) if not i or name.span.start >= found[i - 1].span.end)


def _known_initials(words: Sequence[Word], found: Sequence[Name], lexicon: NameLexicon) -> Iterator[Name]:
    """Bodies and countries by their initials outside the names found, unless the sentence is all capitals."""
    if not any(word.text.islower() for word in words):
        return
    for at, word in enumerate(words):
        kind = known_kind(words, at, at + 1, lexicon) if word.acronym and word.text.isupper() else None
        span = span_of(words, at, at + 1)
        if kind is not None and not any(span.overlaps(name.span) for name in found):
            yield Name(span=span, kind=kind, confidence=Confidence.HIGH)


def _names(
    text: str, words: Sequence[Word], first: int, end: int, marked: Marked, lexicon: NameLexicon
) -> Iterator[Name]:
    first, end = _bare(words, first, end, lexicon)
    if first == end:
        return
    kind, confidence = _KINDS[marked.type], _confidence(marked.probability)
    house, stop = _house(words, first, end, kind, lexicon)
    if stop > first:
        yield Name(span=span_of(words, first, stop), kind=house, confidence=Confidence.MEDIUM)
        first, kind = stop, NameKind.PERSON
    if first == end:
        return
    kind, first = _of_company(words, first, end, kind, lexicon)
    if kind is NameKind.ORGANISATION and _is_holder(words, first, end, lexicon):
        kind = NameKind.PERSON
    if kind is not NameKind.PERSON:
        if kind is NameKind.OTHER and (headed := headed_kind(words, first, end, lexicon)) in _OF_THINGS:
            kind = headed or kind
        known = known_kind(words, first, end, lexicon)
        if known is not None and kind in _TAKEN_FOR.get(known, ()):
            kind = known
        if known is kind:
            confidence = Confidence.HIGH
        yield Name(span=span_of(words, first, end), kind=kind, confidence=confidence)
        return
    if is_office_only(words, first, end, lexicon):
        return
    name = name_after_title(words, first, end, lexicon)
    if name is not None and name > first:
        for piece in names_in_title(words, first, name, lexicon):
            yield Name(span=span_of(words, piece.first, piece.end), kind=piece.kind, confidence=piece.confidence)
        first = name
    title = title_of(text, words, first, end, lexicon)
    yield Name(span=span_of(words, first, end), kind=kind, title=title, confidence=confidence)


def _house(words: Sequence[Word], first: int, end: int, kind: NameKind, lexicon: NameLexicon) -> tuple[NameKind, int]:
    """What an office is over whose holder's name runs on behind it, `Orlo` in `the mayor of Orlo Ina Pell`: its kind
    and where it ends; `first` where the whole range is one name.
    """
    if kind is NameKind.ORGANISATION:
        stop = end_of_house(words, first, end, lexicon)
        return kind, stop if stop < end else first
    if kind not in _OVER_PLACES or not follows_office_of_place(words, first, lexicon):
        return kind, first
    stop = end_of_place(words, first, end, lexicon, named=kind is NameKind.PERSON)
    return NameKind.PLACE, first if stop == end and kind is NameKind.PLACE else stop


def _of_company(
    words: Sequence[Word], first: int, end: int, kind: NameKind, lexicon: NameLexicon
) -> tuple[NameKind, int]:
    """The kind of the range and where it begins, given that `insurer` before a name makes it a company's."""
    if kind not in {NameKind.PERSON, NameKind.ORGANISATION}:
        return kind, first
    if end - first > 1 and is_trade(words[first], lexicon) and sentence_start(words, first):
        first += 1
    traded = first > 0 and is_trade(words[first - 1], lexicon) and not words[first - 1].possessive
    human = end - first > 1 and words[first].text in lexicon.genders
    return (NameKind.ORGANISATION if traded and not human else kind), first


def _is_holder(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> bool:
    """Whether a first name and a surname stand behind an office and its house, which the encoder took for one body."""
    named = end - first > 1 and words[first].text in lexicon.genders and words[end - 1].capital
    if not named or words[first - 1].capital or headed_kind(words, first, end, lexicon) is not None:
        return False
    return apposed_office(words, first, lexicon) is not None


def _bare(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> tuple[int, int]:
    """The range without articles and marks at its ends."""
    while first < end and (words[first].mark or _is_article(words, first, end, lexicon)):
        first += 1
    while end > first and (words[end - 1].mark or words[end - 1].text in _POSSESSIVES):
        end -= 1
    return first, end


def _is_article(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> bool:
    if words[first].lower not in lexicon.words.articles:
        return False
    whole = text_of(words, first, end)
    return not (whole in lexicon.bodies or lexicon.place(whole))


def _confidence(probability: float) -> Confidence:
    return Confidence.HIGH if probability >= _SURE else Confidence.MEDIUM if probability >= _LIKELY else Confidence.LOW
