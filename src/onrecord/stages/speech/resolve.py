"""Speakers: who a source phrase stands for, by the fullest name the report gives; nobody where that is open."""

from collections.abc import Collection, Sequence

from onrecord.records import Confidence, Mention, NameKind, SourceType
from onrecord.stages.speech.cast import NOBODY, Cast, Speaker
from onrecord.stages.speech.described import describe
from onrecord.stages.speech.naming import named_after, past_partitive, same_bearers
from onrecord.stages.speech.pronouns import stand_for
from onrecord.stages.speech.sources import Range
from onrecord.stages.speech.wording import DASHES, MARKS, Wording

_OWNING = frozenset({"'s", "’s"})
_UNNAMED = frozenset({SourceType.COLLECTIVE, SourceType.UNNAMED_PERSON})


def resolve_source(words: Wording, source: Range, cast: Cast, *, going_on: bool = False) -> Speaker:
    """Who the words of `source` stand for; `going_on` where the cue says that somebody spoke before (`added`)."""
    start, end = source
    while start < end and (words.word(start) in MARKS or words.word(start) == ","):
        start += 1
    if start >= end:
        return NOBODY
    while end < words.end and words.word(end - 1).strip(".") in cast.lexicon.honorifics and words.tag(end) == "PROPN":
        end += 1  # "Mr" is nobody without the name after it
    source = (start, end)
    if end - start == 1 and (words.tag(start) == "PRON" or words.word(start) in {"his", "her", "their", "its"}):
        return stand_for(words, start, cast, going_on=going_on)
    joint = _joint(words, (start, end), cast)
    if joint is not None:
        return joint
    person = _person(words, (start, end), cast)
    if person is not None:
        return person
    before = _named_before(words, start, end, cast) or named_after(words, start, end, cast)
    if before is not None:
        return before
    if (whole := past_partitive(words, start, end)) is not None:
        return resolve_source(words, whole, cast)
    head = _head(words, start, end)
    name = _name_at(words, head, cast) or _body_beside(words, (start, end), head, cast)
    return describe(words, (start, end), head, cast, name)


def _named_before(words: Wording, start: int, end: int, cast: Cast) -> Speaker | None:
    """The person whom an aside describes who speaks: `interviewed Jo Wall, | the mayor's former adviser, who said`."""
    if start < 2 or words.word(start - 1) != "," or end + 1 >= words.end:
        return None
    if words.word(end) != "," or words.word(end + 1) != "who":
        return None
    at = words.tokens[start - 2].span.end
    named = (m for m in cast.within(words.analysis.sentence.span) if m.span.end == at and m.kind is NameKind.PERSON)
    person = next((m for m in named if m.entity is not None and not m.pronoun), None)
    if person is None or person.entity is None:
        return None
    return cast.named(person.entity, NameKind.PERSON, role=words.span(start, end).of(words.text))


def _body_beside(words: Wording, source: Range, head: int, cast: Cast) -> Mention | None:
    """The body named in an aside after a noun: `a rival, | Sorrel Freight`, `one of them, | the Lamp Guild`."""
    comma = next((i for i in range(head + 1, source[1]) if words.word(i) == ","), None)
    nouns = cast.lexicon.nouns
    others = nouns.person | nouns.people | nouns.office | nouns.spokesperson | nouns.document | nouns.poll | nouns.post
    if comma is None:
        return None
    start = comma + 1 + (words.word(comma + 1) in {"the", "a", "an"})
    if start >= source[1]:
        return None
    at, last = words.tokens[start].span.start, words.tokens[source[1] - 1].span.end
    found = next((m for m in cast.within(words.span(start, source[1])) if _is_body(m) and m.span.start <= at), None)
    if words.word(head) not in others:
        return found
    whole = found is not None and found.span.end == last and words.word(head) in nouns.holding
    return found if whole else None  # "its new owner, | the Lamp Group", not "its boss, Lamp Group founder"


def _is_body(mention: Mention) -> bool:
    return mention.kind is NameKind.ORGANISATION and not mention.pronoun and mention.entity is not None


def _head(words: Wording, start: int, end: int) -> int:
    """The last noun before what modifies the phrase from behind."""
    head = start
    inside = _inside_names(words)
    for at in range(start, end):
        word = words.word(at)
        if word == "and" and _two_peoples(words, at, end):
            continue
        if (
            at > start
            and at not in inside
            and (words.tag(at) == "ADP" or word in {",", "(", "who", "which", "and", *DASHES})
        ):
            break
        if words.tag(at) == "VERB" and at > start and words.tag(at - 1) == "NOUN" and at not in inside:
            break  # "a study | published last week"
        noun = words.nominal(at) or not words.nominal(head)
        if noun and words.tag(at) in {"NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"} and word not in MARKS:
            head = at
    return head


def _two_peoples(words: Wording, at: int, end: int) -> bool:
    """Whether `and` joins what describes one noun: `US | and Norse diplomats`."""
    if at + 2 >= end or words.tokens[at + 2].tag != "NOUN":
        return False
    here = words.tokens[at + 1].span
    people = any(n.kind is NameKind.NATIONALITY and n.span == here for n in words.analysis.names)
    return people and words.nominal(at - 1) and words.tag(at - 1) != "NOUN"


def _inside_names(words: Wording) -> frozenset[int]:
    """The words inside a name before which another of it stands: `of` in `a Bureau of Dams spokesman`."""
    spans = [words.words_in(n.span) for n in words.analysis.names]
    return frozenset(at for span in spans if span for at in range(span[0] + 1, span[1] - 1))


def _name_at(words: Wording, head: int, cast: Cast) -> Mention | None:
    """The name or description of which the head is a part."""
    at = words.tokens[head].span
    nouns = cast.lexicon.nouns
    if words.word(head) in {*nouns.people, *nouns.bodies}:
        return None
    for mention in cast.within(words.analysis.sentence.span):
        if mention.span.start <= at.start and at.end <= mention.span.end and not mention.pronoun:
            return None if _of_other_office(words, mention, cast) else mention
    return None


def _of_other_office(words: Wording, mention: Mention, cast: Cast) -> bool:
    """Whether an office was only guessed to be somebody's: `the mayor`, of whom the report never says that she is."""
    if mention.entity is None or mention.confidence is not Confidence.LOW:
        return False
    at = words.words_in(mention.span)
    if at is None or any(n.span.overlaps(mention.span) for n in words.analysis.names):
        return False
    offices = [words.word(i) for i in range(*at) if words.word(i) in cast.lexicon.nouns.office]
    return bool(offices) and not any(cast.holds(mention.entity, office) for office in offices)


def _bounds(words: Wording, source: Range, mention: Mention) -> Range:
    start, end = source
    first = next((i for i in range(start, end) if words.tokens[i].span.end > mention.span.start), end - 1)
    last = next((i for i in range(first, end) if words.tokens[i].span.end >= mention.span.end), end - 1)
    return first, last + 1


def _person(words: Wording, source: Range, cast: Cast) -> Speaker | None:
    """The first person named in the phrase who is its head or stands in apposition to it."""
    people = [m for m in cast.within(words.span(*source)) if m.kind is NameKind.PERSON]
    for mention in people:
        if mention.entity is None or mention.pronoun or _of_other_office(words, mention, cast):
            continue
        first, last = _bounds(words, source, mention)
        nouns = cast.lexicon.nouns
        if last - first == 1 and words.word(first) in {*nouns.people, *nouns.person, *nouns.bodies}:
            continue  # "Correspondents say", a capital only because it begins the sentence
        if last < source[1] and words.word(last) in _OWNING and words.word(last + 1) != ",":
            continue
        if mention.confidence is Confidence.LOW and last < source[1] and words.tag(last) == "VERB":
            continue  # "the lawyer accusing Jo Vale" is somebody new
        if last < source[1] and words.tag(last) == "NOUN":
            continue  # "the Vale campaign", "Vale spokesman Jo Parr"
        if _titles_another(words, last, people, nouns.office | nouns.person):
            continue  # "the harbour minister, | Jo Vale", "Marn and Parr | President Vale"
        later = words.word(first - 1) == "of" and last < source[1] and words.word(last) == ","
        if later and any(m.kind is NameKind.PERSON and m.span.start > mention.span.end for m in people):
            continue  # "the fire chief of Marn, | Jo Vale"
        if _leads(words, source[0], _titled_from(words, mention, first)):
            sure = mention.confidence is not Confidence.LOW
            if (joint := same_bearers(words, (first, last), people, cast)) is not None:
                return joint
            role = _role(words, source, (first, last))
            return cast.named(mention.entity, NameKind.PERSON, sure=sure, role=role)
    return None


def _titles_another(words: Wording, last: int, people: Sequence[Mention], offices: Collection[str]) -> bool:
    """Whether an office taken for a name only stands before one, or a title after the name begins another's."""
    link = last + 1 if words.word(last) == "," and words.word(last - 1) in offices else None
    if link is None and words.word(last) in offices and words.tokens[last].text[:1].isupper():
        link = last + 1
    if link is None or link >= len(words):
        return False
    at = words.tokens[link].span.start
    return any(m.span.start == at and m.entity is not None and not m.pronoun for m in people)


def _titled_from(words: Wording, mention: Mention, first: int) -> int:
    """Where the title before the name at `first` begins, even one with an `of`: `the | head of the guild Jo Vale`."""
    title = next((n.title for n in words.analysis.names if n.span == mention.span), None)
    start = mention.span.start - len(title or "") - 1
    if not title or start < 0 or words.text[start : start + len(title)] != title:
        return first
    return next((i for i in range(first, -1, -1) if words.tokens[i].span.start <= start), first)


def _leads(words: Wording, start: int, first: int) -> bool:
    """Whether only a title stands between the name at `first` and the start of the phrase or of an apposition."""
    at = first - 1
    if at > start and words.tag(at) == "VERB" and words.word(at).endswith("ing") and words.tag(at - 1) == "NOUN":
        return False  # "the lawyer accusing | Jo Vale"
    while at >= start and (words.in_phrase(at) or words.tag(at) == "ADJ") and words.word(at) not in _OWNING:
        at -= 1
    if at < start or words.word(at) in {",", "and", "(", *_OWNING, *DASHES}:
        return True
    return words.word(at) == "of" and words.word(at - 1) in {"secretary", "minister", "head", "chief"}


def _role(words: Wording, source: Range, name: Range) -> str | None:
    """The title before the name or the apposition after it."""
    start, end = source
    before = name[0]
    while start < before and words.word(start).strip(".") in words.lexicon.honorifics:
        start += 1
    while before > start and words.word(before - 1) in {",", "(", *MARKS}:
        before -= 1
    while start < before and words.word(start) in {"the", "a", "an"}:
        start += 1
    if before > start:
        return None if words.word(before - 1) in _OWNING else words.span(start, before).of(words.text)
    after = name[1] + 1
    if words.word(name[1]) != "," or after >= end or words.word(after) in {"who", "whose", "which"}:
        return None
    if words.tag(after) in {"NUM", "ADP"} or words.word(after) in {"his", "her", "their"}:
        return None
    while after < end and words.word(after) in {"the", "a", "an"}:
        after += 1
    stop = next((i for i in range(after, end) if words.word(i) in {",", "who"}), end)
    return words.span(after, stop).of(words.text) if stop > after else None


def _joint(words: Wording, source: Range, cast: Cast) -> Speaker | None:
    """`X and Y`: one speaker by both names."""
    start, end = source
    stop = next((i for i in range(start, end) if words.word(i) in {",", "who", "which"} or words.tag(i) == "ADP"), end)
    at = next((i for i in range(start + 1, stop) if words.word(i) in {"and", "&"}), None)
    if at is None or at + 1 >= stop or not _apart(words, start, at, stop, cast):
        return None
    left, right = resolve_source(words, (start, at), cast), resolve_source(words, (at + 1, end), cast)
    if left.name is None or right.name is None:
        return None
    if left.name == right.name:
        return None  # "the company and the union": one of them is somebody else, who is left open
    name = f"{left.name} and {right.name.removeprefix('anonymous ')}"
    unnamed = [s.type in _UNNAMED for s in (left, right)]
    if any(unnamed) and not all(unnamed):
        return None
    kind = left.type if left.type is right.type else SourceType.COLLECTIVE
    return Speaker(name=name, type=kind, head=right.head, plural=True)


def _apart(words: Wording, start: int, at: int, stop: int, cast: Cast) -> bool:
    """Whether `and` joins two sources, not two words of one name or two adjectives."""
    joint = words.tokens[at].span
    if any(m.span.start < joint.start and joint.end < m.span.end for m in cast.within(words.span(start, stop))):
        return False
    return words.tag(at - 1) in {"NOUN", "PROPN"} and words.tag(at + 1) != "ADJ"
