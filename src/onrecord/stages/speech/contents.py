"""Contents: the clauses and quotations that a cue relays, before it, after it, or on both sides."""

from dataclasses import dataclass

from onrecord.lexicons.speech import Frame
from onrecord.records import CueSense, PassageKind, Span
from onrecord.stages.speech.cues import Cue, CueKind
from onrecord.stages.speech.quotes import Quote
from onrecord.stages.speech.sources import phrase_after
from onrecord.stages.speech.wording import DASHES, MARKS, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Relayed:
    """What stands on one side of a cue: `spans` of the report, and whether it is an act (`criticised the plan`)
    or something to be done rather than a clause; `told` is the phrase addressed.
    """

    spans: tuple[Span, ...] = ()
    act: bool = False
    question: bool = False
    told: tuple[int, int] | None = None
    begins: int = 0

    def __bool__(self) -> bool:
        return bool(self.spans)


def content_after(words: Wording, cue: Cue, start: int, limit: int) -> Relayed:
    """What the cue relays after `start` and before `limit`."""
    at, told = _past_addressee(words, cue, start, limit)
    at = past_adjuncts(words, at, limit)
    if at >= limit:
        return Relayed(told=told)
    quoted = _quote_at(words, at, limit)
    if quoted is not None:
        return _with_quote(words, quoted, at, limit, told)
    frames = cue.frames
    if words.word(at) == "that" and _complement(words, at, limit) and frames & _CLAUSAL:
        return _range(words, at + 1, limit, told=told)
    if words.word(at) in words.lexicon.questions and frames & _CLAUSAL and words.has_clause(at + 1, limit):
        question = words.word(at) in {"whether", "if"} or cue.sense.value in {"asks", "declines"}
        return _range(words, at, limit, told=told, question=question)
    if words.word(at) in {":", ","} and words.word(at + 1) == "that" and frames & _CLAUSAL:
        return _range(words, at + 2, limit, told=told)
    if words.word(at) == ":":
        return _range(words, at + 1, limit, told=told)
    open_clause = Frame.CLAUSE in frames or (Frame.TOLD in frames and told is not None)
    if Frame.ACT in frames and words.tag(at) in {"ADP", "ADV"}:
        open_clause = False  # "cases reported in the north"
    if open_clause and _clause_starts(words, at) and words.has_clause(at, limit):
        return _range(words, at, limit, told=told)
    if frames & {Frame.CLAUSE, Frame.QUOTE} and words.partial[at] is not None and words.word(at) in MARKS:
        return _range(words, at, limit, told=told)
    own = cue.sense in _OWN_ACTS  # "offered to help", not "offered money to help"
    if Frame.INFINITIVE in frames and (words.word(start) == "to" if own else _to_do(words, start, limit)):
        return _range(words, start, limit, act=True, told=told)
    acts = Frame.ACT in frames and (words.in_phrase(start) or words.tag(start) == "ADJ")
    if acts and cue.lemma in words.lexicon.naming and Frame.PARTICLE not in frames:
        acts = any(words.partial[i] is not None for i in range(start, limit))  # "called the plan “a fantasy”"
    if Frame.PARTICLE in frames or acts:
        return _range(words, start, limit, act=True, told=told)
    return Relayed(told=told)


_OWN_ACTS = frozenset({CueSense.PROMISES, CueSense.DECLINES, CueSense.EXPECTS})
_CLAUSAL = frozenset({Frame.CLAUSE, Frame.THAT, Frame.TOLD})


def _range(
    words: Wording,
    start: int,
    limit: int,
    *,
    act: bool = False,
    question: bool = False,
    told: tuple[int, int] | None = None,
) -> Relayed:
    start, end = _trim(words, start, limit)
    if start >= end:
        return Relayed(told=told)
    return Relayed(spans=(words.span(start, end),), act=act, question=question, told=told, begins=start)


def _trim(words: Wording, start: int, end: int) -> tuple[int, int]:
    while (
        end > start and words.quotes[end - 1] is None and words.word(end - 1) in {",", ";", "—", "–", "-", "and", "but"}
    ):
        end -= 1
    while start < end and words.quotes[start] is None and words.word(start) in {",", ";", ":", "—", "–", "-"}:
        start += 1
    return start, end


def _past_addressee(words: Wording, cue: Cue, start: int, limit: int) -> tuple[int, tuple[int, int] | None]:
    told = addressee(words, cue, start, limit)
    return (told[1], told) if told else (start, None)


def addressee(words: Wording, cue: Cue, start: int, limit: int) -> tuple[int, int] | None:
    """Whom the cue's verb addresses with the phrase at `start`: `told | the council | that`."""
    if Frame.TOLD not in cue.frames or cue.kind is CueKind.PASSIVE:
        return None
    if words.quotes[start : start + 1] != (None,) or words.word(start) in {"that", *words.lexicon.questions, ",", ":"}:
        return None
    return phrase_after(words, start, limit, asides=False)


def past_adjuncts(words: Wording, start: int, limit: int) -> int:
    """Past when, where and to whom it was said: `on Monday in a statement to reporters`."""
    lexicon = words.lexicon
    at = start
    while at < limit and words.quotes[at] is None:
        word = words.word(at)
        near = word in {"late", "early", "last", "this"} and words.word(at + 1) in lexicon.times
        day = words.tag(at) == "NUM" and words.word(at - 1) in lexicon.times
        manner = words.tag(at) == "ADV" and words.word(at + 1) in {"that", ":", ",", *lexicon.adjuncts}
        if word in lexicon.times or near or day or (manner and word not in lexicon.questions):
            at += 1
        elif word in lexicon.adjuncts and (end := _adjunct_end(words, at, limit)):
            at = end
        else:
            break
    if at > start and words.word(at) == "," and words.quotes[at] is None and words.word(at + 1) == "that":
        at += 1
    return at


def _adjunct_end(words: Wording, at: int, limit: int) -> int | None:
    """The index after a phrase of time, venue or audience at `at`; None when it is something else."""
    phrase = phrase_after(words, at + 1, limit, asides=False)
    if phrase is None:
        return None
    start, end = phrase
    lexicon = words.lexicon
    if any(
        words.word(i) in lexicon.times or words.word(i) in lexicon.venues for i in range(start, min(end, start + 8))
    ):
        return end
    follows = end >= limit or words.quotes[end] is not None or words.word(end) in {"that", ":", ","}
    return end if follows else None


def _quote_at(words: Wording, at: int, limit: int) -> Quote | None:
    """The whole utterance that begins at `at`, or after a comma, a colon or `that` there."""
    for here in range(at, min(at + 3, limit)):
        quote = words.opens_quote(here)
        if quote is not None:
            return quote
        if words.word(here) not in {",", ":", "that", "—", "–"}:
            return None
    return None


def _with_quote(words: Wording, quote: Quote, at: int, limit: int, told: tuple[int, int] | None) -> Relayed:
    """A quotation, and what the sentence adds to it before `limit`: `“A” and that the talks “B”`."""
    after = at
    while after < limit and (words.quotes[after] is None or words.quotes[after] == quote):
        if words.quotes[after] is None and words.tokens[after].span.start >= quote.span.end:
            break
        after += 1
    spans = [quote.span]
    if words.word(after) in {"and", "but"} and after < limit:
        start, end = _trim(words, after + 1, limit)
        if start < end and (words.quotes[start] is not None or words.word(start) == "that"):
            rest = words.span(start, end)
            spans.append(rest)
    return Relayed(spans=tuple(spans), told=told, begins=at)


def _complement(words: Wording, at: int, limit: int) -> bool:
    """Whether `that` opens a clause: not `that plan`."""
    return words.has_clause(at + 1, limit)


def _clause_starts(words: Wording, at: int) -> bool:
    return (
        words.in_phrase(at)
        or words.tag(at) in {"ADJ", "ADP", "SCONJ", "ADV"}
        or words.word(at) in MARKS
        or words.word(at) in {"there", "not", "only", "while", "if"}
    )


def _to_do(words: Wording, start: int, limit: int) -> bool:
    """`to V`, or somebody and then `to V`."""
    return any(
        words.word(at) == "to" and words.tag(at + 1) in {"VERB", "AUX"} for at in range(start, min(limit, start + 14))
    )


def content_before(words: Wording, end: int, floor: int) -> Relayed:
    """What stands before the source or inverted cue that starts at `end`: a quotation that ends there, or a clause
    and a comma.
    """
    if end == 0 and words.before is not None:
        return Relayed(spans=(words.before.span,))
    at = end - 1
    while (
        at >= floor
        and words.quotes[at] is None
        and words.word(at) in {",", "—", "–", "-", *MARKS}
        and words.partial[at] is None
    ):
        at -= 1
    if at < floor:
        return Relayed()
    quote = words.closes_quote(at)
    if quote is not None:
        return Relayed(spans=_quotes_back(words, quote, at, floor), begins=floor)
    if words.word(end - 1) not in {",", "—", "–", *MARKS} and words.partial[end - 1] is None:
        return Relayed()
    headline = words.analysis.sentence.kind is PassageKind.HEADLINE
    if not headline and not words.has_clause(floor, at + 1):
        return Relayed()
    start = _past_dateline(words, floor, at)
    while start < at and words.word(start) in {"but", "and", ",", ";"}:
        start += 1
    return Relayed(spans=(words.span(start, at + 1),), begins=start)


def _past_dateline(words: Wording, start: int, end: int) -> int:
    """Past `LIMA, Peru (AP) -` at the head of a report."""
    if start or words.tag(0) != "PROPN":
        return start
    for at in range(1, min(end, 14)):
        if words.word(at) in DASHES and words.tag(at) == "PUNCT":
            return at + 1
        if words.finite(at):
            break
    return start


def _quotes_back(words: Wording, quote: Quote, at: int, floor: int) -> tuple[Span, ...]:
    """The quotation that ends at `at`, with the report's own words of the same sentence that lead into it."""
    first = at
    while first > floor and words.quotes[first - 1] == quote:
        first -= 1
    lead_end = first
    lead = [i for i in range(floor, lead_end) if words.quotes[i] is None and words.tag(i) != "PUNCT"]
    if lead and lead_end - floor > 2 and words.quotes[floor] is None and words.word(lead_end - 1) not in {":", ","}:
        start = words.tokens[lead[0]].span.start
        return (Span(start=min(start, quote.span.start), end=quote.span.end),)
    return (quote.span,)
