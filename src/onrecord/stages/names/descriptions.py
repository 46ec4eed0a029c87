"""Words that point back without a name: `the minister`, `the ministry`, `she`; and people brought in unnamed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from onrecord.lexicons import NameLexicon
from onrecord.records import Analysis, NameKind, Span, Token
from onrecord.stages.names.naming_events import inside, is_speaker, is_subject
from onrecord.stages.speech.quotes import Quote


class Pointing(IntEnum):
    """How words point: at a holder of an office, at a body, as a pronoun, or at someone new who stays unnamed."""

    OFFICE = auto()
    BODY = auto()
    PRONOUN = auto()
    UNNAMED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Such words where they stand; `head` is the noun or pronoun, `modifiers` what stands before it and
    `complement` what follows its `of` or `for`, in lower case; `bodily` says that a body's name stands among them,
    `fronted` that they stand in a clause before the main one, as in `While she agreed, Ana Bela left`.
    """

    span: Span
    sentence: int
    pointing: Pointing
    head: str
    modifiers: tuple[str, ...]
    complement: tuple[str, ...]
    subject: bool
    speaks: bool
    quoted: bool
    bodily: bool = False
    fronted: bool = False


def find_descriptions(analyses: Sequence[Analysis], quoted: Sequence[Quote], lexicon: NameLexicon) -> list[Description]:
    """All such words of the report in order, names passed over; `quoted` are its outer quotes."""
    found = []
    for analysis in analyses:
        taken = {i for i, t in enumerate(analysis.tokens) if any(t.span.overlaps(n.span) for n in analysis.names)}
        points = sorted({*_points(analysis.tokens, taken, lexicon), *_natives(analysis)})
        for first, last, pointing in points:
            if pointing is Pointing.UNNAMED and _tells_of_name(analysis.tokens, first, taken):
                continue
            tokens = analysis.tokens
            span = Span(start=tokens[first].span.start, end=tokens[last].span.end)
            found.append(
                Description(
                    span=span,
                    sentence=analysis.sentence.index,
                    pointing=pointing,
                    head=tokens[last].text.lower(),
                    modifiers=tuple(t.text.lower() for t in tokens[first:last] if t.text.lower() not in _ARTICLES),
                    complement=_complement(tokens, last, lexicon),
                    subject=is_subject(tokens, span, lexicon),
                    speaks=is_speaker(tokens, span, lexicon),
                    quoted=inside(span, quoted),
                    fronted=_fronted(tokens, first, lexicon),
                    bodily=any(n.kind not in _OF_PEOPLE and n.span.overlaps(span) for n in analysis.names),
                )
            )
    return found


_ARTICLES = frozenset({"the", "a", "an", "one", "another", "this", "that"})
_OWNING = frozenset({"'s", "’s"})
_LINKS = frozenset({"of", "for"})
_LONGEST = 6
_OF_PEOPLE = frozenset({NameKind.PLACE, NameKind.NATIONALITY, NameKind.PERSON})


def _tells_of_name(tokens: Sequence[Token], first: int, taken: set[int]) -> bool:
    """Whether the phrase says who somebody just named is: `Ana Bela, | a farmer`."""
    return first > 1 and tokens[first - 1].text == "," and first - 2 in taken


def _fronted(tokens: Sequence[Token], at: int, lexicon: NameLexicon) -> bool:
    """Whether the sentence opens with a subordinate clause and the word stands in it."""
    opener = next((t.text.lower() for t in tokens if t.text[0].isalnum()), "")
    return opener in lexicon.words.subordinators and all(t.text != "," for t in tokens[:at])


def _natives(analysis: Analysis) -> Iterator[tuple[int, int, Pointing]]:
    """`the Dane`, `the Republican`: one of a people or a party, who is somebody spoken of before."""
    tokens = analysis.tokens
    for name in analysis.names:
        at = next((i for i, t in enumerate(tokens) if t.span == name.span), 0)
        noun = name.kind is NameKind.NATIONALITY and not tokens[at].text.endswith("s")
        after = tokens[at + 1].tag if at + 1 < len(tokens) else ""
        if at and noun and tokens[at - 1].text.lower() == "the" and after in {"VERB", "AUX", "PUNCT", "ADV"}:
            yield at - 1, at, Pointing.OFFICE


def _points(tokens: Sequence[Token], taken: set[int], lexicon: NameLexicon) -> Iterator[tuple[int, int, Pointing]]:
    w = lexicon.words
    i = 0
    while i < len(tokens):
        lower = tokens[i].text.lower()
        speaking = i + 1 < len(tokens) and tokens[i + 1].text.lower() in w.person_verbs
        if lower in w.pronouns_masculine or lower in w.pronouns_feminine or (lower == "it" and speaking):
            yield i, i, Pointing.PRONOUN
        owned = lower in w.possessives or (lower in _OWNING and i - 1 in taken)
        if owned and (last := _noun_phrase_end(tokens, i, taken, lexicon)) is not None:
            if last > i and _pointing("a", tokens[last].text.lower(), lexicon) is Pointing.UNNAMED:
                yield i + 1, last, Pointing.UNNAMED
                i = last
        elif lower in _ARTICLES and (last := _noun_phrase_end(tokens, i, taken, lexicon)) is not None:
            pointing = _pointing(lower, tokens[last].text.lower(), lexicon)
            if pointing is not None:
                yield i, last, pointing
                i = last
        i += 1


def _pointing(article: str, head: str, lexicon: NameLexicon) -> Pointing | None:
    w = lexicon.words
    office = head in w.offices or head.rpartition("-")[2] in w.offices
    if article in {"a", "an", "one", "another"}:
        return Pointing.UNNAMED if office or head in w.human_nouns else None
    if article in {"this", "that"}:
        return None
    if head in w.definite_offices or head.rpartition("-")[2] in w.definite_offices:
        return Pointing.OFFICE
    if office or head in w.human_nouns:
        return Pointing.UNNAMED
    return Pointing.BODY if head in w.definite_organisations or head in w.loose_bodies else None


def _noun_phrase_end(tokens: Sequence[Token], first: int, taken: set[int], lexicon: NameLexicon) -> int | None:
    """The last word of the noun phrase, when that is a noun that points; None when a name follows as its bearer."""
    w = lexicon.words
    last = None
    for i in range(first + 1, min(first + 1 + _LONGEST, len(tokens))):
        lower = tokens[i].text.lower()
        points = lower in w.offices or lower in w.human_nouns
        points = points or lower in w.definite_organisations or lower in w.loose_bodies
        points = points or lower.rpartition("-")[2] in w.definite_offices
        if points and i not in taken:
            last = i
            continue
        inner = i in taken or lower in w.office_modifiers or tokens[i].tag in {"ADJ", "NOUN", "PROPN"}
        if lower in w.function_words or not (inner or lower in {"'s", "’s", "-"}):
            break
    if last is None:
        return None
    return None if _belongs_to_name(tokens, last, taken, lexicon) else last


def _belongs_to_name(tokens: Sequence[Token], last: int, taken: set[int], lexicon: NameLexicon) -> bool:
    """Whether the phrase is the title of a name that follows, an owner, or the first half of a compound."""
    after = last + 1
    if after >= len(tokens):
        return False
    if tokens[after].text in {"'s", "’s", "-"} or (tokens[after].tag == "NOUN" and tokens[after].text.isalpha()):
        return True
    if after in taken and tokens[after].text[:1].isupper():
        return True
    comma = after
    if tokens[after].text.lower() in _LINKS:
        while comma < min(after + 12, len(tokens)) and tokens[comma].text != ",":
            if tokens[comma].text.lower() in lexicon.words.person_verbs or tokens[comma].tag in {"VERB", "AUX"}:
                return False
            comma += 1
    named = comma + 1 in taken and comma < len(tokens) and tokens[comma].text == ","
    return named and _apposed(tokens, comma)


def _complement(tokens: Sequence[Token], last: int, lexicon: NameLexicon) -> tuple[str, ...]:
    """The content words after `of` or `for`: (`north`, `bank`) for `the head of the North Bank said`."""
    if last + 1 >= len(tokens) or tokens[last + 1].text.lower() not in _LINKS:
        return ()
    words = []
    for token in tokens[last + 2 : last + 8]:
        lower = token.text.lower()
        if not lower[0].isalnum() or token.tag in {"VERB", "AUX"} or lower in lexicon.words.person_verbs:
            break
        if lower not in lexicon.words.function_words:
            words.append(lower)
    return tuple(words)


def _apposed(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the name after the comma is closed by another comma or ends the sentence."""
    for i in range(comma + 1, min(comma + 8, len(tokens))):
        if tokens[i].text in {",", ".", ";"}:
            return True
        if not tokens[i].text[:1].isupper() and tokens[i].text[:1].isalpha() and len(tokens[i].text) > 3:
            return False
    return False
