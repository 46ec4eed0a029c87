"""Names for those who are bound: the fullest name the report gives, or its own words for them."""

from collections.abc import Sequence

from onrecord.records import Mention, Name, Reading, Span, Token
from onrecord.stages.subjects import Subject
from onrecord.stages.verb_groups import low

_LEADING = frozenset({"the", "a", "an", "that", "this", "these", "those", "both"})
_MARKS = " \t\n\r,;:“”\"'‘’()–—-"


def name_actor(reading: Reading, tokens: Sequence[Token], subject: Subject) -> str | None:
    """Who a noun phrase stands for: its head's entity by fullest name, else the phrase without its article.

    A pronoun that was not resolved gives None.
    """
    head = tokens[subject.head]
    mention = _mention_at(reading.mentions, head.span)
    if mention is not None and mention.entity is not None and _spans_phrase(tokens, subject, mention.span):
        return reading.entities[mention.entity].name
    if head.tag in {"PRON", "DET"}:
        return None
    return _phrase(reading.text, tokens, subject)


def _mention_at(mentions: Sequence[Mention], span: Span) -> Mention | None:
    covering = [m for m in mentions if m.span.covers(span)]
    return min(covering, key=lambda m: (len(m.span), m.span.start)) if covering else None


def _spans_phrase(tokens: Sequence[Token], subject: Subject, mention: Span) -> bool:
    """Whether the mention is the phrase and no part of a list: `Norland and Sudria` is not Sudria."""
    before = [t for t in tokens[subject.start : subject.head] if t.span.end <= mention.start]
    return not any(t.tag == "CCONJ" or low(t) == "," for t in before)


def _phrase(text: str, tokens: Sequence[Token], subject: Subject) -> str | None:
    start, end = subject.start, _short_end(tokens, subject)
    while start < subject.head and low(tokens[start]) in _LEADING:
        start += 1
    words = Span(start=tokens[start].span.start, end=tokens[end - 1].span.end).of(text).strip(_MARKS)
    return " ".join(words.split()) or None


def _short_end(tokens: Sequence[Token], subject: Subject) -> int:
    """The phrase up to a participle, a relative clause or an aside after its head."""
    for at in range(subject.head + 1, subject.end):
        if tokens[at].tag == "VERB" or low(tokens[at]) in {",", "(", "–", "—", "including"}:
            return at
    return subject.end


def names_in(names: Sequence[Name], span: Span) -> tuple[Name, ...]:
    """The names that lie inside `span`."""
    return tuple(n for n in names if span.covers(n.span))
