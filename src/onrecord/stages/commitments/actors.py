"""Who is bound: where a binding's subject stands, and the fullest name the report gives for it."""

from collections.abc import Sequence

from onrecord.records import Attribution, CommitmentKind, Mention, Mode, NameKind, Reading, SourceType, Span, Token
from onrecord.stages.commitments.binding import Binding
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.commitments.subject_tree import subject_at
from onrecord.stages.commitments.subjects import Agency, Subject, in_list, noun_phrase_ending
from onrecord.stages.grammar.verb_groups import VerbGroup, low

_LEADING = frozenset({"'s", "’s", "the", "a", "an", "that", "this", "these", "those", "both"})
_OWNERS = frozenset({"its", "their", "his", "her", "our", "my"})
_SPEAKERS = frozenset({"we", "i", "us"})
_ACTORS = frozenset({Agency.NAMED, Agency.AGENT, Agency.PRONOUN, Agency.MEASURE})
_DOERS = frozenset({Agency.NAMED, Agency.AGENT, Agency.PRONOUN})
_MANY = frozenset({SourceType.ORGANISATION, SourceType.COLLECTIVE})
_HOLDERS = frozenset({NameKind.ORGANISATION, NameKind.PLACE, NameKind.PERSON, NameKind.NATIONALITY})
_BEARERS = frozenset({NameKind.PERSON, NameKind.ORGANISATION})
_PLAIN = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_BODIES = frozenset({NameKind.ORGANISATION, NameKind.FACILITY})
_ONES = frozenset({SourceType.NAMED_PERSON, SourceType.UNNAMED_PERSON})
_NEAR = 7
_OPENING = 60
_ARTICLE = 4
_MARKS = " \t\n\r,;:“”\"'‘’()–—-"


def subject_of(ground: Ground, binding: Binding) -> Subject | None:
    """The noun phrase whose act it is, as far as the sentence shows it."""
    if binding.actor is not None:
        owner = _phrase_within(ground.tokens, *binding.actor)
        if owner is not None and ground.lows[owner.head] not in _OWNERS:
            return owner
        return _reporter(ground, binding) or owner
    if binding.nominal:
        return _reporter(ground, binding)
    if binding.reduced:
        before = binding.governor - 1
        last = before - 1 if ground.lows[before] == "," else before
        return _nearest(ground.tokens, noun_phrase_ending(ground.tokens, last))
    return subject_at(ground, binding.governor)


def _nearest(tokens: Sequence[Token], phrase: Subject | None) -> Subject | None:
    """The last noun phrase inside a chain of them: of `the formation of a panel`, `a panel`."""
    if phrase is None:
        return None
    links = [i for i in range(phrase.start, phrase.end - 1) if tokens[i].tag == "ADP"]
    return (_phrase_within(tokens, links[-1] + 1, phrase.end) if links else None) or phrase


def _phrase_within(tokens: Sequence[Token], start: int, end: int) -> Subject | None:
    """The noun phrase that ends before `end`, looked for no further back than `start`."""
    inner = noun_phrase_ending(tokens[start:end], end - start - 1)
    if inner is None:
        return None
    return Subject(start=inner.start + start, end=inner.end + start, head=inner.head + start)


def _reporter(ground: Ground, binding: Binding) -> Subject | None:
    """The subject of the verb that governs a noun of promising: `Norland | announced a plan to`."""
    group = governing(ground, binding)
    return None if group is None else subject_at(ground, group.start)


def governing(ground: Ground, binding: Binding) -> VerbGroup | None:
    """The active verb right before a noun of promising: `announced` in `announced a plan to`."""
    first = binding.first if binding.first is not None else binding.governor
    near = [g for g in ground.groups if g.head < first and first - g.head <= 2 and g.finite]
    near = [g for g in near if all(t.tag != "SCONJ" for t in ground.tokens[g.head + 1 : first])]
    earlier = [g for g in near if not g.passive and not g.copula]
    return earlier[-1] if earlier else None


def bound_party(
    reading: Reading, ground: Ground, binding: Binding, subject: Subject | None, agency: Agency, voice: Attribution
) -> str | None:
    """Who is bound, by name: the subject; whose a mission is; the speaker for `we`. None where nothing tells."""
    if binding.agent is not None:
        by = noun_phrase_ending(ground.tokens, binding.agent[1] - 1)
        return name_actor(reading, ground.tokens, by) if by is not None else None
    willed = binding.told is not None and binding.kind is not CommitmentKind.ORDER
    if willed and binding.told is not None and (binding.passive or agency not in _DOERS):
        teller = subject_at(ground, binding.told)
        return voice.speaker or (name_actor(reading, ground.tokens, teller) if teller is not None else None)
    if subject is None or binding.passive:
        return None
    if binding.nominal and agency not in _ACTORS:
        return None
    if agency is Agency.MEASURE:
        return _holder(reading, ground, subject)
    named = _apposed(reading, ground, subject) or name_actor(reading, ground.tokens, subject)
    pronoun = ground.lows[subject.head]
    if binding.kind is CommitmentKind.ORDER and binding.actor is not None and pronoun not in _SPEAKERS:
        return None if _orders_itself(reading, ground, binding, subject, named) else named
    return (
        named
        or _speaker_for(ground, pronoun, voice)
        or _teller(ground, subject, voice)
        or (_body_meant(reading, ground, subject, voice) if pronoun == "it" else None)
        or (_people_meant(reading, ground, subject) if pronoun == "they" and voice.mode is Mode.NARRATOR else None)
    )


def _apposed(reading: Reading, ground: Ground, subject: Subject) -> str | None:
    """Who a description is named to be right after it: `The minister, Jo Vale,`, `its owner, the Lamp Group,`."""
    tokens = ground.tokens
    if tokens[subject.head].tag != "NOUN" or subject.relative is not None:
        return None
    comma = next(
        (i for i in range(subject.head + 1, min(subject.head + _NEAR, len(tokens))) if low(tokens[i]) == ","), 0
    )
    if not comma or any(tokens[i].tag in {"VERB", "AUX", "CCONJ"} for i in range(subject.head + 1, comma)):
        return None
    closed = next((i for i in range(comma + 1, min(comma + _NEAR, len(tokens))) if low(tokens[i]) == ","), None)
    mention = _mention_at(reading.mentions, tokens[closed - 1].span) if closed is not None else None
    if closed is None or mention is None or mention.entity is None or mention.kind not in _BEARERS:
        return None
    between = [t for t in tokens[comma + 1 : closed] if t.span.end <= mention.span.start]
    titled = all(t.tag in {"DET", "PROPN"} for t in between)
    return reading.entities[mention.entity].name if titled and mention.span.end == tokens[closed - 1].span.end else None


def _body_meant(reading: Reading, ground: Ground, subject: Subject, voice: Attribution) -> str | None:
    """The body that `it` is: for whom a spokesman speaks, or the one that the sentence before begins with."""
    if voice.source is not None and voice.source_type in _ONES:
        return _only_body(reading, voice.source)
    at = ground.tokens[subject.head].span.start
    itself = voice.mode is Mode.NARRATOR or (voice.source is not None and voice.source.start == at)
    if not itself or ground.tokens[0].span.start != at:
        return None
    before = [a.sentence for a in reading.analyses if a.sentence.span.end <= at]
    if not before or reading.text[before[-1].span.end : at].count("\n") > 0:
        return None
    opening = Span(start=before[-1].span.start, end=min(before[-1].span.end, before[-1].span.start + _OPENING))
    first = next((m for m in reading.mentions if opening.covers(m.span) and not m.pronoun), None)
    if first is None:
        return None
    begins = first.span.start <= opening.start + _ARTICLE
    apposed = reading.text[opening.start : first.span.start].rstrip().endswith(",")
    return _only_body(reading, opening) if begins or apposed else None


def _people_meant(reading: Reading, ground: Ground, subject: Subject) -> str | None:
    """Those whom the sentence before begins with: `Prosecutors say he lied. | They plan to`."""
    at = ground.tokens[subject.head].span.start
    before = [a for a in reading.analyses if a.sentence.span.end <= at]
    opens = ground.tokens[0].span.start == at
    if not opens or not before or reading.text[before[-1].sentence.span.end : at].count("\n") > 0:
        return None
    tokens = before[-1].tokens
    first = next((i for i, t in enumerate(tokens) if t.tag != "DET"), 0)
    verb = next((i for i, t in enumerate(tokens) if t.tag in {"VERB", "AUX"}), 0)
    last = tokens[verb - 1]
    phrase = tokens[first:verb]
    if not phrase or last.tag != "NOUN" or last.lemma == low(last) or any(t.tag not in _PLAIN for t in phrase):
        return None
    return Span(start=phrase[0].span.start, end=last.span.end).of(reading.text)


def _only_body(reading: Reading, span: Span) -> str | None:
    """The one body named in the span."""
    bodies = {m.entity for m in reading.mentions if span.covers(m.span) and m.kind in _BODIES} - {None}
    return reading.entities[bodies.pop() or 0].name if len(bodies) == 1 else None


def _teller(ground: Ground, subject: Subject, voice: Attribution) -> str | None:
    """Who speaks, where a pronoun that was not resolved says so: `She threatened to`, `he said he would`.

    One who is not named is called by what he is said to be.
    """
    if voice.source is None or voice.speaker is None or voice.mode is Mode.DIRECT_QUOTE:
        return None
    himself = voice.source.covers(ground.tokens[subject.head].span)
    one = voice.source_type in _ONES
    again = one and ground.lows[subject.head] in {"he", "she"} and voice.mode is Mode.INDIRECT
    return voice.speaker.removeprefix("anonymous ") if himself or again else None


def _orders_itself(reading: Reading, ground: Ground, binding: Binding, subject: Subject, named: str | None) -> bool:
    """Whether a pronoun that is told what to do was taken for who tells it: `the board ordered | it | to sell`."""
    if binding.actor is None or ground.tokens[subject.head].tag != "PRON":
        return False
    teller = subject_at(ground, binding.governor)
    return teller is not None and name_actor(reading, ground.tokens, teller) == named


def _speaker_for(ground: Ground, pronoun: str, voice: Attribution) -> str | None:
    many = pronoun == "they" and voice.source_type in _MANY
    many = many and not _others_between(ground, voice)
    body = pronoun == "it" and voice.source_type is SourceType.ORGANISATION
    return (
        voice.speaker.removeprefix("anonymous ") if voice.speaker and (pronoun in _SPEAKERS or many or body) else None
    )


def _others_between(ground: Ground, voice: Attribution) -> bool:
    """Whether `they` may be others named before the verb of saying: `police arrested nine men and | claimed they`."""
    if voice.source is None or voice.cue is None or voice.cue.start <= voice.source.end:
        return False
    between = ground.tokens_covered(Span(start=voice.source.end, end=voice.cue.start))
    return any(ground.tokens[i].tag == "NOUN" and ground.tokens[i].lemma != ground.lows[i] for i in between)


def _holder(reading: Reading, ground: Ground, subject: Subject) -> str | None:
    """Whose a mission or a presence is: `the Norland presence`, `the coalition's mission`, `the mission of Norland`."""
    tokens = ground.tokens
    for at in range(subject.start, subject.head):
        if low(tokens[at]) in {"'s", "’s"} and at > subject.start:
            owner = noun_phrase_ending(tokens[:at], at - 1)
            return name_actor(reading, tokens, owner) if owner else None
    after = subject.head + 1
    if after < subject.end - 1 and low(tokens[after]) == "of":
        stop = next((i for i in range(after + 1, subject.end) if tokens[i].tag == "ADP"), subject.end)
        owner = _phrase_within(tokens, after + 1, stop)
        return name_actor(reading, tokens, owner) if owner else None
    for at in range(subject.start, subject.head):
        name = next((n for n in ground.names if n.span.covers(tokens[at].span) and n.kind in _HOLDERS), None)
        if name is not None:
            return _full_name(reading, tokens[at].span) or name.span.of(reading.text)
    return None


def _full_name(reading: Reading, span: Span) -> str | None:
    mention = _mention_at(reading.mentions, span)
    return reading.entities[mention.entity].name if mention is not None and mention.entity is not None else None


def name_actor(reading: Reading, tokens: Sequence[Token], subject: Subject) -> str | None:
    """Who a noun phrase stands for: its head's entity by fullest name, else the phrase without its article.

    A pronoun that was not resolved gives None.
    """
    head = tokens[subject.head]
    mention = _mention_at(reading.mentions, head.span)
    some = mention is not None and mention.kind is NameKind.NATIONALITY and _some_of_people(tokens, subject)
    if not some and mention is not None and mention.entity is not None and _spans_phrase(tokens, subject, mention.span):
        return reading.entities[mention.entity].name
    if head.tag in {"PRON", "DET"}:
        return None
    return _phrase(reading, tokens, subject)


def _some_of_people(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether only some of a people are meant, not their state: `rich Norlanders`, `forty Danes`."""
    some = subject.start < subject.head and tokens[subject.head - 1].tag in {"ADJ", "NUM"}
    return some and tokens[subject.head].text.endswith("s")


def _mention_at(mentions: Sequence[Mention], span: Span) -> Mention | None:
    covering = [m for m in mentions if m.span.covers(span)]
    return min(covering, key=lambda m: (len(m.span), m.span.start)) if covering else None


def _spans_phrase(tokens: Sequence[Token], subject: Subject, mention: Span) -> bool:
    """Whether the mention is the phrase and no part of a list: `Norland and Sudria` is not Sudria."""
    before = [t for t in tokens[subject.start : subject.head] if t.span.end <= mention.start]
    after = [t for t in tokens[subject.head : subject.end] if t.span.start >= mention.end]
    named = {"PROPN"} if after and low(after[0]) == "," else {"NOUN", "PROPN", "ADJ", "DET"}
    rest = after[1:] if len(named) == 1 else after
    joined = next((t for t in rest if t.tag not in named and low(t) != ","), None)
    return not any(t.tag == "CCONJ" or low(t) == "," for t in before) and (joined is None or joined.tag != "CCONJ")


def _phrase(reading: Reading, tokens: Sequence[Token], subject: Subject) -> str | None:
    start, end = subject.start, _short_end(tokens, subject)
    owner = ""
    if low(tokens[start]) in _OWNERS and start < subject.head:
        name = _full_name(reading, tokens[start].span)
        if name is not None:
            owner = f"{name}'s "
            start += 1
    while start < subject.head and low(tokens[start]) in _LEADING:
        start += 1
    words = Span(start=tokens[start].span.start, end=tokens[end - 1].span.end).of(reading.text).strip(_MARKS)
    return owner + " ".join(words.split()) or None


def _short_end(tokens: Sequence[Token], subject: Subject) -> int:
    """The phrase up to a participle, a relative clause or an aside after its head."""
    for at in range(subject.head + 1, subject.end):
        aside = low(tokens[at]) in {",", "(", "–", "—", "including", "until"} and not in_list(tokens, at)
        if tokens[at].tag == "VERB" or aside:
            return at
    return subject.end
