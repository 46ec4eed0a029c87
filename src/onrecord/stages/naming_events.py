"""The names of a report, each with what its place in the text tells about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicons import NameLexicon
from onrecord.records import Analysis, Confidence, Name, NameKind, Span, Token
from onrecord.stages.quotes import Quote, find_quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name where it stands. `opening` says that it begins its sentence, where a capital proves little; `gender` is
    what a form of address beside it tells; `office` its title unless that is a form of address.
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


def read_named(text: str, analyses: Sequence[Analysis], lexicon: NameLexicon) -> list[Named]:
    """The names of all sentences in order."""
    quoted = quoted_spans(text, analyses)
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


def inside(span: Span, quotes: Sequence[Quote]) -> bool:
    """Whether the span lies in a quotation of more than a few words; short ones are names or scare quotes."""
    low, high = 0, len(quotes)
    while low < high:
        middle = (low + high) // 2
        if quotes[middle].span.start <= span.start:
            low = middle + 1
        else:
            high = middle
    return low > 0 and quotes[low - 1].inner.covers(span) and len(quotes[low - 1].inner) > len(span) + 8


def is_subject(tokens: Sequence[Token], span: Span, lexicon: NameLexicon) -> bool:
    """Whether the words at the span are a clause's subject or stand with a verb of saying."""
    covered = [t for t in tokens if t.span.overlaps(span)]
    return any(t.relation.startswith("nsubj") for t in covered) or is_speaker(tokens, span, lexicon)


def is_speaker(tokens: Sequence[Token], span: Span, lexicon: NameLexicon) -> bool:
    """Whether the words at the span stand with a verb of saying: `X said`, `said X,`, `according to X`."""
    covered = [i for i, t in enumerate(tokens) if t.span.overlaps(span)]
    if not covered:
        return False
    first, last = covered[0], covered[-1]
    after = [t.text.lower() for t in tokens[last + 1 : last + 3]]
    before = [t.text.lower() for t in tokens[max(0, first - 6) : first]]
    if after[:1] and (after[0] in lexicon.words.person_verbs or before[-2:] == ["according", "to"]):
        return True
    if len(after) == 2 and after[0] in lexicon.words.function_words and after[1] in lexicon.words.person_verbs:
        return True
    closes = not after or not after[0].isalpha()
    return closes and any(w in lexicon.words.person_verbs for w in before[-1:])


def _named(text: str, analysis: Analysis, name: Name, quoted: Sequence[Quote], lexicon: NameLexicon) -> Named:
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
        subject=is_subject(analysis.tokens, name.span, lexicon),
        speaks=is_speaker(analysis.tokens, name.span, lexicon),
        quoted=inside(name.span, quoted),
        gender=gender,
        addressed=addressed,
        office=None if plain else title,
    )
