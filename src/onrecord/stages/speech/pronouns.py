"""Pronouns as sources: `she added`, `they said`; nobody where more than one could be meant."""

from dataclasses import replace

from onrecord.records import Confidence, NameKind, SourceType, Span
from onrecord.stages.speech.cast import NOBODY, Cast, Speaker
from onrecord.stages.speech.wording import Wording

_REACH = 500  # characters in which a single person named may be meant
_PEOPLE = frozenset({SourceType.NAMED_PERSON, SourceType.UNNAMED_PERSON})
_SHORT, _LONG = 3, 6  # paragraphs back to whoever spoke last; quotations may fill several


def stand_for(words: Wording, at: int, cast: Cast, *, going_on: bool = False) -> Speaker:
    """Who the pronoun at `at` stands for; whoever spoke last where the cue says that somebody goes on."""
    found = _stand_for(words, at, cast, going_on=going_on)
    return cast.meant_by(words.word(at), found) or NOBODY


def _stand_for(words: Wording, at: int, cast: Cast, *, going_on: bool) -> Speaker:
    word, span = words.word(at), words.tokens[at].span
    pronouns = cast.lexicon.pronouns
    last = cast.last(words.analysis.sentence.paragraph, _LONG if going_on else _SHORT)
    known = next((m for m in cast.within(span) if m.entity is not None), None)
    if word == "i":
        return Speaker(name=None, type=SourceType.NARRATOR, confidence=Confidence.LOW)
    if known is not None and known.entity is not None:
        named = cast.named(known.entity, known.kind, sure=False)
        one = word in {*pronouns.one, "his", "her"}
        return _weigh(named, last, cast, word, sure=known.confidence is not Confidence.LOW, going_on=going_on, one=one)
    if word in {*pronouns.one, "his", "her"}:
        return _person(span, last, cast)
    if word in pronouns.many:
        return _many(word, last)
    body = last is not None and last.type in {SourceType.ORGANISATION, SourceType.DOCUMENT}
    return last if body and last is not None and word in {*pronouns.thing, "its"} else NOBODY


def _weigh(
    named: Speaker, last: Speaker | None, cast: Cast, word: str, *, sure: bool, going_on: bool, one: bool
) -> Speaker:
    """The one whom the text before points at, set against whoever spoke last."""
    if last is None or last.plural or not one or last.entity == named.entity:
        agreed = last is not None and last.entity == named.entity
        return named if sure or agreed else replace(named, confidence=Confidence.LOW)
    fits = cast.meant_by(word, last) is not None
    if fits and going_on and last.type in _PEOPLE:
        return last
    doubt = not sure or (fits and last.type is SourceType.NAMED_PERSON)
    return replace(named, confidence=Confidence.LOW) if doubt else named


def _many(word: str, last: Speaker | None) -> Speaker:
    """`they`: the several who spoke last."""
    if last is not None and last.plural and word == "they":
        return last
    return Speaker(name=None, type=SourceType.COLLECTIVE, plural=True, confidence=Confidence.LOW)


def _person(span: Span, last: Speaker | None, cast: Cast) -> Speaker:
    """The last speaker, unless several others were named since."""
    if last is None or last.plural or last.type not in _PEOPLE:
        return _only_person(span, cast)
    since = cast.spoken[-1][0]
    others = {
        m.entity
        for m in cast.within(Span(start=since, end=max(since, span.start)))
        if m.kind is NameKind.PERSON and not m.pronoun and m.entity != last.entity
    }
    return NOBODY if len(others) > 1 else last


def _only_person(span: Span, cast: Cast) -> Speaker:
    """The only person named in the last stretch of text, when there is just one."""
    near = cast.within(Span(start=max(0, span.start - _REACH), end=span.start))
    persons = sorted({m.entity for m in near if m.kind is NameKind.PERSON and m.entity is not None and not m.pronoun})
    return cast.named(persons[0], NameKind.PERSON, sure=False) if len(persons) == 1 else NOBODY
