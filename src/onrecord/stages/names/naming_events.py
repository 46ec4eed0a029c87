"""The names of a report, each with what its place in the text tells about it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicons import NameLexicon
from onrecord.records import Analysis, Confidence, Name, NameKind, Span, Token
from onrecord.stages.speech.quotes import Quote, find_quotes

_OWNING = frozenset({"'s", "’s"})
_BETWEEN = 6  # words looked at for the verb of a subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name where it stands. `opening` says that it begins its sentence, where a capital proves little; `gender` is
    what a form of address beside it tells; `office` its title unless that is a form of address; `related` says that it
    is given as somebody's wife or brother.
    """

    span: Span
    sentence: int
    text: str
    kind: NameKind
    confidence: Confidence
    opening: bool
    subject: bool
    speaks: bool
    quoted: bool
    gender: str | None
    addressed: bool
    office: str | None
    related: bool = False


def read_named(text: str, analyses: Sequence[Analysis], quoted: Sequence[Quote], lexicon: NameLexicon) -> list[Named]:
    """The names of all sentences in order; `quoted` are the report's outer quotes."""
    return [_named(text, analysis, name, quoted, lexicon) for analysis in analyses for name in analysis.names]


def quoted_spans(text: str, analyses: Sequence[Analysis]) -> tuple[Quote, ...]:
    """The outer quotes of the report, with each passage as a block."""
    blocks: dict[int, Span] = {}
    for analysis in analyses:
        span = analysis.sentence.span
        first = blocks.get(analysis.sentence.passage, span)
        blocks[analysis.sentence.passage] = Span(start=min(first.start, span.start), end=max(first.end, span.end))
    ordered = [blocks[k] for k in sorted(blocks, key=lambda k: blocks[k])]
    return tuple(q for q in find_quotes(text, ordered) if not q.nested)


def told_before(analyses: Sequence[Analysis], quotes: Sequence[Quote]) -> dict[int, int]:
    """For each sentence by its index, how many before it are not wholly inside a quotation."""
    told, count = {}, 0
    for analysis in analyses:
        told[analysis.sentence.index] = count
        count += not _all_quoted(analysis.sentence.span, quotes)
    return told


def _all_quoted(span: Span, quotes: Sequence[Quote]) -> bool:
    at = bisect_right(quotes, span.start + 1, key=lambda q: q.span.start)
    return at > 0 and quotes[at - 1].span.covers(span)


def inside(span: Span, quotes: Sequence[Quote]) -> bool:
    """Whether the span lies in a quotation of more than a few words; short ones are names or scare quotes."""
    low = bisect_right(quotes, span.start, key=lambda q: q.span.start)
    return low > 0 and quotes[low - 1].inner.covers(span) and len(quotes[low - 1].inner) > len(span) + 8


def is_subject(tokens: Sequence[Token], span: Span, lexicon: NameLexicon) -> bool:
    """Whether the words at the span are a clause's subject or stand with a verb that people are subjects of."""
    covered = [i for i, t in enumerate(tokens) if t.span.overlaps(span)]
    if covered and covered[-1] + 1 < len(tokens) and tokens[covered[-1] + 1].text in _OWNING:
        return False
    verbs = lexicon.words.person_verbs - lexicon.words.relative_pronouns
    return any(_heads_clause(tokens, i, covered) for i in covered) or _stands_with(tokens, covered, verbs, lexicon)


def _heads_clause(tokens: Sequence[Token], at: int, covered: Sequence[int]) -> bool:
    """Whether the word is a subject, or stands beside one as a name beside its title; not as a noun's modifier."""
    for _ in range(3):
        word = tokens[at]
        if word.relation.startswith("nsubj"):
            return True
        if word.relation not in {"appos", "flat", "compound", "conj"} or word.head < 0:
            return False
        if word.relation == "compound" and word.head not in covered:
            return False
        at = word.head
    return False


def is_speaker(tokens: Sequence[Token], span: Span, lexicon: NameLexicon) -> bool:
    """Whether the words at the span stand with a verb of saying: `X said`, `X, an aide, said`, `said the aide, X`."""
    covered = [i for i, t in enumerate(tokens) if t.span.overlaps(span)]
    return _stands_with(tokens, covered, lexicon.words.speech_verbs, lexicon)


def _stands_with(tokens: Sequence[Token], covered: Sequence[int], verbs: frozenset[str], lexicon: NameLexicon) -> bool:
    """Whether one of the verbs follows the words, or stands before them with its subject behind it."""
    if not covered:
        return False
    after = [t.text.lower() for t in tokens[covered[-1] + 1 : covered[-1] + 30]]
    if after[:1] and after[0] in _OWNING:
        return False
    first = _house(tokens, covered[0])
    while first > 0 and tokens[first - 1].text.lower() in lexicon.words.articles:
        first -= 1
    before = [t.text.lower() for t in tokens[max(0, first - 3) : first]]
    if before[-2:] == ["according", "to"] or _verb_follows(after, verbs, lexicon):
        return True
    closes = not after or not after[0].isalpha() or after[0] in lexicon.words.function_words
    turned = before[-1:] != [] and before[-1] in verbs
    return turned and closes and after[:1] != [] and _turned_round(before, after[0], lexicon)


def _turned_round(before: Sequence[str], after: str, lexicon: NameLexicon) -> bool:
    """Whether the verb comes first, as in `“No,” said X of the board`, not `Y said X would`."""
    return (len(before) == 1 or not before[-2].isalnum()) and after not in lexicon.words.verb_fillers


def _house(tokens: Sequence[Token], first: int) -> int:
    """Where the name of the house begins that a person speaks for: `noted | the Gazette's Ana Bela`."""
    if first > 1 and tokens[first - 1].text in _OWNING and tokens[first - 2].tag == "PROPN":
        first -= 2
        while first > 0 and tokens[first - 1].tag == "PROPN":
            first -= 1
    return first


def _verb_follows(after: Sequence[str], verbs: frozenset[str], lexicon: NameLexicon) -> bool:
    """Whether one of the verbs comes next, after an auxiliary or `who`, or where an aside between commas or dashes
    closes.
    """
    w = lexicon.words
    if _begins_with(after, verbs, lexicon):
        return True
    if after[:1] and after[0] in w.aside_marks:
        for at, mark in enumerate(after[1:-1], 1):
            bound = mark in w.aside_marks or mark in w.relative_pronouns
            if bound and _begins_with(after[at + 1 :], verbs, lexicon):
                return True
            if mark in verbs or mark in {";", ":", "."}:
                return False
    return False


def _begins_with(after: Sequence[str], verbs: frozenset[str], lexicon: NameLexicon) -> bool:
    """Whether the words begin with one of the verbs, after auxiliaries, adverbs and words of time if need be."""
    for word in after[:_BETWEEN]:
        if word in verbs:
            return True
        if word not in lexicon.words.verb_fillers and word not in lexicon.words.calendar:
            return False
    return False


def _named(text: str, analysis: Analysis, name: Name, quoted: Sequence[Quote], lexicon: NameLexicon) -> Named:
    whole = _with_title(text, name)
    at = next((i for i, t in enumerate(analysis.tokens) if t.span.end > name.span.start), 0)
    before = [t.text.lower().rstrip(".") for t in analysis.tokens[max(0, at - 2) : at] if t.text != "."]
    address = before[-1] if before else ""
    w = lexicon.words
    gender = "m" if address in w.honorifics_masculine else "f" if address in w.honorifics_feminine else None
    addressed = gender is not None or address in w.honorifics
    title = name.title
    bare = title.lower().rstrip(".") if title else ""
    plain = bare in w.honorifics or bare in w.honorifics_masculine or bare in w.honorifics_feminine
    return Named(
        span=name.span,
        sentence=analysis.sentence.index,
        text=name.span.of(text),
        kind=name.kind,
        confidence=name.confidence,
        opening=not any(t.text[0].isalnum() for t in analysis.tokens[:at]),
        subject=is_subject(analysis.tokens, whole, lexicon),
        speaks=is_speaker(analysis.tokens, whole, lexicon),
        quoted=inside(name.span, quoted),
        gender=gender,
        addressed=addressed,
        office=None if plain else title,
        related=_related(analysis.tokens, at, name.span.end, lexicon),
    )


def _related(tokens: Sequence[Token], first: int, end: int, lexicon: NameLexicon) -> bool:
    """Whether the name stands with a noun of kinship: `his wife, Ana Bela`, `Ana Bela, the minister's sister,`."""
    after = next((i for i in range(first, len(tokens)) if tokens[i].span.start >= end), len(tokens))
    near = [t.text.lower() for t in tokens[max(0, first - 3) : first]]
    if tokens[after : after + 1] and tokens[after].text == ",":
        for token in tokens[after + 1 : after + 6]:
            if token.text in {",", "."}:
                break
            near.append(token.text.lower())
    return not lexicon.words.relatives.isdisjoint(near)


def _with_title(text: str, name: Name) -> Span:
    """The name together with the title that stands right before it."""
    if name.title is None:
        return name.span
    before = text[max(0, name.span.start - len(name.title) - 4) : name.span.start].rstrip(" ,.\n")
    if not before.endswith(name.title):
        return name.span
    gap = name.span.start - max(0, name.span.start - len(name.title) - 4) - len(before)
    return Span(start=name.span.start - gap - len(name.title), end=name.span.end)
