"""Sources without a name: `a senior official`, `health authorities`, `the statement`, `the ministry`."""

from dataclasses import replace

from onrecord.records import Confidence, Mention, NameKind, ReportEntity, SourceType, Span
from onrecord.stages.speech.cast import Cast, Speaker
from onrecord.stages.speech.naming import of_that_age
from onrecord.stages.speech.sources import Range
from onrecord.stages.speech.wording import DASHES, MARKS, Wording

_INDEFINITE = frozenset({"a", "an", "one", "another"})
_OWNING = frozenset({"'s", "’s"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "our"})
_ENDS = frozenset({",", "(", "who", "which", *DASHES})
_OWNERS = frozenset({"his", "her", "its", "their"})
_EMPTY = frozenset(
    {
        "a", "an", "the", "one", "another", "some", "several", "many", "few", "two", "three", "other", "unnamed",
        "anonymous", "unidentified", "undisclosed", "both", "most", "these", "those", "his", "her", "their", "its",
        "our", "my", "your", "more", "various", "numerous",
    }
)  # fmt: skip


def describe(words: Wording, source: Range, head: int, cast: Cast, name: Mention | None) -> Speaker:
    """The speaker that a phrase without a person's name stands for; `head` is its head noun, `name` the name or known
    description there. What is somebody's is named with the owner: `her campaign`, `his lawyers`.
    """
    speaker = _described(words, source, head, cast, name)
    if speaker.entity is None and (whose := _somebodys(words, source, head, cast)) is not None:
        return replace(speaker, name=whose) if (speaker.name or "").startswith("anonymous ") else speaker
    if head == source[0] or speaker.entity is not None or words.word(source[0]) not in _OWNERS:
        return speaker
    owner = cast.owner(words.tokens[source[0]].span) or _body_before(words, source[0], cast)
    own = words.span(source[0] + 1, _stop(words, head, source[1])).of(words.text)
    if speaker.type is SourceType.NAMED_PERSON and speaker.name is not None:
        return replace(speaker, name=f"{owner}'s {own}" if owner else own)
    if speaker.type in {SourceType.UNNAMED_PERSON, SourceType.COLLECTIVE}:
        return replace(speaker, name=f"anonymous {own} of {owner}") if speaker.name and owner else speaker
    if speaker.type is not SourceType.ORGANISATION or speaker.name is None:
        return speaker
    return replace(speaker, name=f"{owner}'s {own}") if owner else replace(speaker, name=own, confidence=Confidence.LOW)


def _somebodys(words: Wording, source: Range, head: int, cast: Cast) -> str | None:
    """Nameless people by the name of whose they are: `Jo Vale's | lawyers`, `lawyers | for Jo Vale`."""
    for mention in cast.within(words.span(*source)):
        at = words.words_in(mention.span)
        if mention.kind is not NameKind.PERSON or mention.entity is None or mention.pronoun or at is None:
            continue
        owner = cast.entities[mention.entity].name
        if at[1] < head and words.word(at[1]) in _OWNING:
            return f"anonymous {words.span(at[1] + 1, head + 1).of(words.text)} of {owner}"
        link = at[0] - 1
        while link > head and words.word(link).strip(".") in words.lexicon.honorifics:
            link -= 1
        if link == head + 1 and words.word(link) in {"for", "of"} and at[1] == source[1]:
            own = _description(words, (source[0], head + 1), head)
            return f"anonymous {own} of {owner}"
    return None


def _body_before(words: Wording, at: int, cast: Cast) -> str | None:
    """Whose `its` is, where the sentence names one body before it: `The Wool Board may close, | its director said`."""
    span = Span(start=words.analysis.sentence.span.start, end=words.tokens[at].span.start)
    bodies = {m.entity for m in cast.within(span) if _is_named(m)} - {None} if words.word(at) == "its" else set()
    return cast.entities[bodies.pop() or 0].name if len(bodies) == 1 else None


def _described(words: Wording, source: Range, head: int, cast: Cast, name: Mention | None) -> Speaker:
    noun, nouns = words.word(head), cast.lexicon.nouns
    if (aged := of_that_age(words, source, cast)) is not None:
        return aged
    if noun in nouns.spokesperson or noun in nouns.person:
        return _one(words, source, head, cast, name)
    if noun in nouns.people or noun in nouns.bodies:
        return _many(words, source, head, cast)
    if name is not None and name.entity is not None and not _native(words, source, name):
        return _of_body(words, name, cast, cast.named(name.entity, name.kind, doubtful=_guessed(words, name)))
    impersonal = _impersonal(words, source, head, cast)
    if impersonal is not None:
        return impersonal
    if noun in nouns.office:
        return _office(words, source, head, cast)
    return _other(words, source, head, cast)


def _of_body(words: Wording, name: Mention, cast: Cast, speaker: Speaker) -> Speaker:
    """A part with its whole: of `the Weavers' Guild's Northern Branch`, both names."""
    at = words.words_in(name.span)
    if at is None or speaker.head not in cast.lexicon.nouns.parts or words.word(at[0] - 1) not in {*_OWNING, "'", "’"}:
        return speaker
    before = words.tokens[at[0] - 1].span.start
    whole = next((m for m in cast.within(words.analysis.sentence.span) if m.span.end == before and _is_named(m)), None)
    if whole is None or whole.entity is None:
        return speaker
    return replace(speaker, name=f"{cast.entities[whole.entity].name}'s {speaker.name}", entity=None)


def _is_named(mention: Mention) -> bool:
    return mention.kind is NameKind.ORGANISATION and not mention.pronoun


def _guessed(words: Wording, mention: Mention) -> bool:
    """Whether a description was only guessed to stand for somebody; what stands for a name is no guess of that sort."""
    return mention.confidence is Confidence.LOW and all(n.span != mention.span for n in words.analysis.names)


def _native(words: Wording, source: Range, name: Mention) -> bool:
    """Whether `the Republican` or `a Dane` names a people, not who of them speaks."""
    one = words.word(source[0]) in _DEFINITE | _INDEFINITE and not name.span.of(words.text).endswith("s")
    return one and name.kind is NameKind.NATIONALITY


def _bare(words: Wording, source: Range, head: int) -> bool:
    return words.word(source[0]) in _DEFINITE and head - source[0] == 1


def _one(words: Wording, source: Range, head: int, cast: Cast, name: Mention | None) -> Speaker:
    last = cast.last(words.analysis.sentence.paragraph, 2)
    fresh = last is None and source[1] > head + 1 and words.word(head + 1) in {"who", "of", "for", "at", "in"}
    fresh = fresh or (source[1] > head + 1 and words.tag(head + 1) == "VERB" and words.word(head + 1).endswith("ing"))
    name = None if fresh and name is not None and _guessed(words, name) else name
    noun, bare = words.word(head), _bare(words, source, head) and not fresh
    short = words.word(source[0]) in _DEFINITE and head - source[0] <= 2
    if short and (known := cast.by_noun(noun, plural=False)):
        return known
    if name is not None and name.entity is not None and name.kind is NameKind.PERSON:
        return cast.named(name.entity, name.kind, sure=False, doubtful=_guessed(words, name))
    expert = words.word(source[0]) == "the" and not (bare or fresh) and noun in cast.lexicon.nouns.learned
    if expert and last is not None and last.type is SourceType.NAMED_PERSON and not last.plural:
        return replace(last, confidence=Confidence.MEDIUM)  # "the disease expert" of a person already introduced
    if bare:
        return _unknown(words, source, head, cast)
    plain = words.word(source[0]) == "the" and source[1] == head + 1 and words.tag(head - 1) == "ADJ"
    if plain and not fresh and last is not None and last.type is SourceType.NAMED_PERSON and not last.plural:
        return replace(last, confidence=Confidence.LOW)  # "the tearful witness" of whom the report just told
    own = "anonymous " + _spoken_for(words, source, head, cast)
    return Speaker(name=own, type=SourceType.UNNAMED_PERSON, head=noun)


def _many(words: Wording, source: Range, head: int, cast: Cast) -> Speaker:
    noun = words.word(head)
    if _bare(words, source, head) and (known := cast.by_noun(noun, plural=True)):
        return known
    begin = source[0] + (words.word(source[0]) in _DEFINITE)
    if head > begin > 0 and all(words.tokens[i].text[0].isupper() for i in (begin, head)) and not _begins(words, begin):
        return Speaker(name=_plain(words, source), type=SourceType.ORGANISATION, head=noun)  # "the Harbour Workers"
    last = cast.last(words.analysis.sentence.paragraph, 2)
    if source[1] - source[0] == 1 and last is not None and last.plural and last.head == noun:
        return last  # "port officials said … | officials | said"
    if noun in cast.lexicon.nouns.bodies:
        stop = _stop(words, head, source[1])
        return Speaker(name=_plain(words, (source[0], stop)), type=SourceType.COLLECTIVE, head=noun, plural=True)
    if source[1] - source[0] == 1 and (words.tag(head) == "PROPN" or _native_noun(words, head)):
        own = words.tokens[head].text  # "Liberals", as a party's members are called
        return Speaker(name=own, type=SourceType.COLLECTIVE, head=noun, plural=True)
    name = "anonymous " + _description(words, source, head)
    return Speaker(name=name, type=SourceType.COLLECTIVE, head=noun, plural=True)


def _impersonal(words: Wording, source: Range, head: int, cast: Cast) -> Speaker | None:
    """Documents, polls, courts, posts, outlets and bodies."""
    noun, nouns = words.word(head), cast.lexicon.nouns
    named = (source[0], _stop(words, head, source[1]))
    if noun in nouns.poll:
        return Speaker(name=_plain(words, source), type=SourceType.POLL, head=noun)
    if noun in nouns.post:
        owner = _owner(words, source, cast)
        return Speaker(name=owner.name if owner else None, type=SourceType.SOCIAL_POST, head=noun)
    if noun in nouns.court:
        bare = _bare(words, source, head)
        return Speaker(name=None if bare else _plain(words, named), type=SourceType.COURT, head=noun)
    if noun in nouns.document:
        owner = _owner(words, source, cast)
        if owner is None:
            return _of_document(words, named, head, cast)
        return Speaker(name=owner.name, type=SourceType.DOCUMENT, entity=owner.index, head=noun)
    if noun in nouns.outlet and noun not in nouns.body:
        return Speaker(name=_plain(words, source), type=SourceType.OUTLET, head=noun)
    if noun in nouns.body:
        if words.word(source[0]) in _INDEFINITE and any(words.word(i) == "who" for i in range(*source)):
            name = "anonymous " + _description(words, source, head)
            return Speaker(
                name=name, type=SourceType.UNNAMED_PERSON, head=noun
            )  # "a regulator, who asked not to be named"
        if _bare(words, source, head):
            return cast.body_by_noun(noun, words.tokens[source[0]].span.start)
        return Speaker(name=_plain(words, named), type=SourceType.ORGANISATION, head=noun)
    return None


def _of_document(words: Wording, named: Range, head: int, cast: Cast) -> Speaker:
    """A document of which the phrase tells no author: by what it is called, or by whose it was last."""
    noun = words.word(head)
    read = (i for i in range(head + 1, named[1]) if words.word(i) in words.lexicon.reading)
    named = (named[0], next(read, named[1]))
    if not _bare(words, named, head) or named[1] > head + 1:
        alone = named[1] - named[0] == 1 + (words.word(named[0]) in _DEFINITE | _INDEFINITE)
        own = None if alone and noun in words.lexicon.titled else _plain(words, named)
        if own and _begins(words, named[0]) and words.tags[named[0]] == "NOUN" and not _is_name(words, named[0]):
            own = own[0].lower() + own[1:]
        return Speaker(name=own, type=SourceType.DOCUMENT, head=noun)
    last = cast.last(words.analysis.sentence.paragraph, 1)
    if last is not None and last.head == noun:
        return last
    if noun in words.lexicon.titled:
        return (
            Speaker(name=None, type=SourceType.DOCUMENT, head=noun)
            if last is None
            else replace(last, type=SourceType.DOCUMENT, confidence=Confidence.MEDIUM)
        )
    known = cast.by_noun(noun, plural=False)
    return known or Speaker(name=noun, type=SourceType.DOCUMENT, head=noun)


def _office(words: Wording, source: Range, head: int, cast: Cast) -> Speaker:
    noun, bare = words.word(head), _bare(words, source, head)
    short = words.word(source[0]) in _DEFINITE and head - source[0] <= 2 and _stop(words, head, source[1]) == head + 1
    if short and (known := cast.by_noun(noun, plural=False)):
        return known
    if words.word(source[0]) in _INDEFINITE:
        name = "anonymous " + _description(words, source, head)
        return Speaker(name=name, type=SourceType.UNNAMED_PERSON, head=noun)
    if words.word(source[0]) in _OWNERS and source[1] - source[0] == 2 and (held := cast.holder(noun)) is not None:
        return held
    stop = _stop(words, head, source[1])
    if bare and stop == head + 1:
        return _unknown(words, source, head, cast)
    return Speaker(
        name=_plain(words, (source[0], stop)),
        type=SourceType.NAMED_PERSON,
        head=noun,
        confidence=Confidence.MEDIUM,
    )


def _unknown(words: Wording, source: Range, head: int, cast: Cast) -> Speaker:
    """`the judge` of whom the report tells no name; nobody where it may be somebody whom it names."""
    noun, nouns = words.word(head), cast.lexicon.nouns
    anyone = noun in nouns.person and noun in {*nouns.men, *nouns.women}
    if (
        _stop(words, head, source[1]) == head + 1
        and not anyone
        and not cast.may_hold(noun, words.tokens[head].span.start)
    ):
        return Speaker(name=f"anonymous {noun}", type=SourceType.UNNAMED_PERSON, head=noun)
    kind = SourceType.NAMED_PERSON if noun in nouns.office else SourceType.UNNAMED_PERSON
    return Speaker(name=None, type=kind, head=noun, confidence=Confidence.LOW)


def _other(words: Wording, source: Range, head: int, cast: Cast) -> Speaker:
    """A capitalised name nothing else knows, a description already used, or somebody unknown."""
    noun = words.word(head)
    definite = words.word(source[0]) in _DEFINITE
    if words.tags[head] == "PROPN" and not (definite and _native_noun(words, head)):
        return Speaker(name=_plain(words, (source[0], head + 1)), type=SourceType.NAMED_PERSON, head=noun)
    plural = words.tags[head] == "NOUN" and noun.endswith(("s", "men"))
    human = noun.endswith(cast.lexicon.nouns.person_endings) and noun not in cast.lexicon.nouns.things
    if definite and human and (known := cast.by_noun(noun, plural=plural)):
        return known
    if plural and human:
        name = "anonymous " + _description(words, source, head)
        return Speaker(name=name, type=SourceType.COLLECTIVE, head=noun, plural=True, confidence=Confidence.LOW)
    last = cast.last(words.analysis.sentence.paragraph, 2)
    one = human and words.word(source[0]) == "the" and not any(words.word(i) in _OWNING for i in range(source[0], head))
    if one and last is not None and last.type is SourceType.NAMED_PERSON and not last.plural:
        return replace(last, confidence=Confidence.LOW)  # "the painter", who may be the person just quoted
    if human and words.word(source[0]) in _INDEFINITE:
        name = "anonymous " + _description(words, source, head)
        return Speaker(name=name, type=SourceType.UNNAMED_PERSON, head=noun, confidence=Confidence.LOW)
    whole = (source[0], _stop(words, head, source[1]))
    if words.tags[head] == "NOUN" and (plural or (definite and not human and whole[1] - whole[0] > 2)):
        kind = SourceType.COLLECTIVE if plural else SourceType.ORGANISATION
        return Speaker(name=_plain(words, whole), type=kind, head=noun, plural=plural)
    return Speaker(name=None, type=SourceType.ORGANISATION, head=noun, confidence=Confidence.LOW)


def _native_noun(words: Wording, head: int) -> bool:
    here = words.tokens[head].span
    return any(n.kind is NameKind.NATIONALITY and n.span == here for n in words.analysis.names)


def _spoken_for(words: Wording, source: Range, head: int, cast: Cast) -> str:
    """The unnamed source in the report's words; `a company spokesman` speaks for the body that is the company."""
    before = words.word(head - 1)
    alone = head - 2 < source[0] or words.word(head - 2) in _INDEFINITE | _DEFINITE
    if alone and head - 1 >= source[0] and before in cast.lexicon.nouns.body and words.tags[head - 1] == "NOUN":
        body = cast.body_called(before, words.tokens[source[0]].span.start)
        if body is not None:
            return f"{cast.entities[body].name} {words.tokens[head].text}"
    return _description(words, source, head)


def _stop(words: Wording, head: int, end: int) -> int:
    """Past the head and what an `of` adds to it."""
    stop = next((i for i in range(head + 1, end) if words.word(i) in _ENDS), end)
    return max(stop, head + 1)


def _description(words: Wording, source: Range, head: int) -> str:
    """The unnamed source in the report's words, a body it speaks for before the noun: `WHO spokesman`."""
    start, end = source
    while start < head and (words.word(start) in _EMPTY or words.word(start) in MARKS):
        start += 1
    own = words.span(start, head + 1).of(words.text)
    if _begins(words, start) and words.tags[start] in {"NOUN", "ADJ"} and not _is_name(words, start):
        own = own[0].lower() + own[1:]
    link = head + 1
    if link >= end or words.word(link) not in {"for", "at", "with", "of", "from", "in"}:
        return own
    stop = next((i for i in range(link + 1, end) if words.word(i) in _ENDS), end)
    begin = link + 1
    while begin < stop and words.word(begin) in {"the", "a", "an"}:
        begin += 1
    if begin >= stop:
        return own
    owner = words.span(begin, stop).of(words.text)
    fronted = words.tags[begin] == "PROPN" and words.word(link) != "in"
    return f"{owner} {own}" if fronted else f"{own} {words.word(link)} {owner}"


def _begins(words: Wording, at: int) -> bool:
    """Whether the word owes its capital to the start of the sentence or of what a mark lets begin."""
    return all(words.tag(i) == "PUNCT" for i in range(at)) or words.word(at - 1) in {":", *MARKS}


def _is_name(words: Wording, at: int) -> bool:
    """Whether a name begins with the word, which keeps its capital."""
    here = words.tokens[at].span
    names = [n for n in words.analysis.names if n.confidence is not Confidence.LOW]
    return any(name.span.overlaps(here) for name in names)


def _plain(words: Wording, source: Range) -> str:
    start, end = source
    while start < end - 1 and (words.word(start) in {"the", "a", "an"} or words.word(start) in MARKS):
        start += 1
    stop = next((i for i in range(start + 1, end) if words.word(i) in {",", "who", "which", "("}), end)
    return words.span(start, stop).of(words.text)


def _owner(words: Wording, source: Range, cast: Cast) -> ReportEntity | None:
    """Whose document it is, where the phrase names them: not to whom `a letter to the board`, nor who saw it."""
    for mention in cast.within(words.span(*source)):
        kind = mention.kind in {NameKind.DOCUMENT, NameKind.EVENT, NameKind.LAW, NameKind.NATIONALITY}
        if mention.entity is not None and not kind and _wrote(words, source, mention) and not _where(words, mention):
            return cast.entities[mention.entity]
    return None


def _where(words: Wording, mention: Mention) -> bool:
    """Whether the name only tells where it stood: `Norland reports say`, `a Chatter post`, not `Vale's report`."""
    at = words.words_in(mention.span)
    following = words.word(at[1]) if at is not None and at[1] < words.end else ""
    return following in words.lexicon.spread


def _wrote(words: Wording, source: Range, mention: Mention) -> bool:
    """Whether the name stands before the document's noun or after `by`, `of` or `from`, and not `seen by`."""
    first = next((i for i in range(*source) if words.tokens[i].span.end > mention.span.start), source[0])
    link = next((i for i in range(first - 1, source[0], -1) if words.tag(i) == "ADP"), None)
    if link is None:
        return True
    lexicon = words.lexicon
    return words.word(link) not in lexicon.addressing and words.word(link - 1) not in lexicon.reading
