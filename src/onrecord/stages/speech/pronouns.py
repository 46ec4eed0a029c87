"""Pronouns as sources: `she added`, `they said`; nobody where more than one could be meant."""

from dataclasses import replace

from onrecord.records import Confidence, NameKind, SourceType, Span
from onrecord.stages.speech.cast import NOBODY, Cast, Speaker
from onrecord.stages.speech.wording import Wording

_REACH = 500  # characters in which a single person named may be meant
_SHORT, _LONG = 3, 6  # paragraphs back to whoever spoke last; quotations may fill several


def stand_for(words: Wording, at: int, cast: Cast, *, going_on: bool = False) -> Speaker:
    """Who the pronoun at `at` stands for; whoever spoke last where the cue says that somebody goes on."""
    found = _stand_for(words, at, cast, going_on=going_on)
    return cast.meant_by(words.word(at), found) or NOBODY


def _stand_for(words: Wording, at: int, cast: Cast, *, going_on: bool) -> Speaker:
    word, span = words.word(at), words.tokens[at].span
    pronouns = cast.lexicon.pronouns
    last = cast.last(words.analysis.sentence.paragraph, _LONG if going_on else _SHORT)
    for mention in cast.within(span):
        if mention.entity is None or mention.confidence is Confidence.LOW:
            continue
        named = cast.named(mention.entity, mention.kind, sure=False)
        if last is None or last.entity == mention.entity or word not in pronouns.one:
            return named
        if going_on and not last.plural:
            return last
        return (
            named
            if last.plural or last.type is not SourceType.NAMED_PERSON
            else replace(named, confidence=Confidence.LOW)
        )
    if word == "i":
        return Speaker(name=None, type=SourceType.NARRATOR, confidence=Confidence.LOW)
    if word in {*pronouns.one, "his", "her"}:
        return _person(span, last, cast)
    if word in pronouns.many:
        plural = last is not None and last.plural and word == "they"
        nobody = Speaker(name=None, type=SourceType.COLLECTIVE, plural=True, confidence=Confidence.LOW)
        return last if plural and last is not None else nobody
    body = last is not None and last.type in {SourceType.ORGANISATION, SourceType.DOCUMENT}
    return last if body and last is not None and word in {*pronouns.thing, "its"} else NOBODY


def _person(span: Span, last: Speaker | None, cast: Cast) -> Speaker:
    """The last speaker, unless several others were named since."""
    if last is None or last.plural or last.type not in {SourceType.NAMED_PERSON, SourceType.UNNAMED_PERSON}:
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
