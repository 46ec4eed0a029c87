"""Acts of speech in one sentence: each cue with its source and what it relays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons.speech import Frame
from onrecord.records import CueSense, PassageKind, Span, hull
from onrecord.stages.clause import clause_at
from onrecord.stages.contents import Relayed, content_after, content_before, past_adjuncts
from onrecord.stages.cues import Cue, CueKind
from onrecord.stages.sources import Range, is_inverted, phrase_after, phrase_before, relative_head
from onrecord.stages.wording import DASHES, Wording

_PREDICATES = frozenset({CueKind.FINITE, CueKind.PASSIVE})
_FURTHER = frozenset({"and", "but", "or", "then", "yet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A cue with its source (a range of words) and the spans it relays.

    `cut` is where the relaying clause begins, so that what an earlier cue relays ends there; None where this cue
    stands inside an earlier one's content. `relative` is set for `an official who claimed`, `shared` where the source
    is that of an earlier cue.
    """

    cue: Cue
    source: Range | None = None
    content: tuple[Span, ...] = ()
    told: Range | None = None
    act: bool = False
    question: bool = False
    inverted: bool = False
    relative: bool = False
    shared: bool = False
    cut: int | None = None


def read_utterances(words: Wording, cues: Sequence[Cue]) -> tuple[Utterance, ...]:
    """The sentence's acts of speech in the order of their cues; cues that relay nothing are dropped."""
    placed: list[Utterance] = []
    for cue in cues:
        utterance = _place(words, cue, placed)
        if utterance is not None:
            placed.append(utterance)
    # Verbs that turn out to relay nothing must not cut short what others relay: hence the second reading.
    relaying = [pair[0] for pair in _relay_all(words, placed)]
    found = [pair[1] for pair in _relay_all(words, relaying)]
    if not found and not any(c.kind is CueKind.FINITE for c in cues):
        found += _colon(words)
    return tuple(found)


def _relay_all(words: Wording, placed: Sequence[Utterance]) -> list[tuple[Utterance, Utterance]]:
    """Those that relay something, each as placed and as read."""
    found: list[tuple[Utterance, Utterance]] = []
    for number, utterance in enumerate(placed):
        floor = _floor(placed[:number], utterance)
        limit = _limit(words, utterance, placed[number + 1 :])
        read = _relay(words, utterance, floor, limit)
        if read.content or read.cue.sense is CueSense.DECLINES:
            found.append((utterance, read))
    return found


def _place(words: Wording, cue: Cue, before: Sequence[Utterance]) -> Utterance | None:
    """The cue with its source; None for a verb that has none."""
    match cue.kind:
        case CueKind.ACCORDING:
            source = phrase_after(words, cue.stop, words.end)
            return Utterance(cue=cue, source=source, cut=None if _within_clause(words, source) else cue.start)
        case CueKind.NOMINAL:
            return Utterance(cue=cue, source=_possessor(words, cue))
        case CueKind.HEDGE | CueKind.BELIEF:
            return Utterance(cue=cue)
        case CueKind.PARTICIPLE:
            return _participle(words, cue, before)
        case _:
            return _finite(words, cue, before)


def _within_clause(words: Wording, source: Range | None) -> bool:
    """Whether the clause goes on after `according to X` with its verb: the phrase belongs only to what it follows."""
    if source is None or words.word(source[1]) not in {",", "—", "–", "--", "-", ")"}:
        return False
    return words.finite(source[1] + 1) or words.tag(source[1] + 1) == "AUX"


def _possessor(words: Wording, cue: Cue) -> Range | None:
    at = cue.start - 1
    while words.tag(at) == "ADJ":
        at -= 1
    if words.word(at) in {"his", "her", "their", "its"}:
        return (at, at + 1)
    if words.word(at) not in {"'s", "’s"}:
        return None
    return phrase_before(words, at)


def _participle(words: Wording, cue: Cue, before: Sequence[Utterance]) -> Utterance | None:
    start = cue.start
    if words.word(start - 1) == "as":
        return _quoted_as(words, cue)
    if words.word(start - 1) in {"while", "by", "before", "after", "and", "or", "although", "though"}:
        start -= 1
    if words.word(start - 1) in {",", "—", "–", "-"}:
        start -= 1
    elif start == cue.start and words.nominal(start - 1):
        owner = phrase_before(words, start)
        return Utterance(cue=cue, source=owner, relative=True)
    earlier = next((u for u in reversed(before) if u.source and u.cue.kind is not CueKind.ACCORDING), None)
    if earlier is None and cue.weak:
        return None
    source = earlier.source if earlier else _subject(words, start)
    return Utterance(cue=cue, source=source, shared=True, cut=start)


def _quoted_as(words: Wording, cue: Cue) -> Utterance | None:
    """`The agency quoted a sailor as saying P`: the one quoted is the source."""
    end = cue.start - 1
    for at in range(end - 1, max(-1, end - 15), -1):
        if words.word(at) in words.lexicon.relaying:
            return Utterance(cue=cue, source=(at + 1, end), relative=True) if at + 1 < end else None
    return None


def _subject(words: Wording, end: int) -> Range | None:
    """The subject of the first clause before `end`."""
    for at in range(end):
        if words.quotes[at] is None and words.finite(at):
            start = at
            while words.word(start - 1) in words.lexicon.adverbs or words.tag(start - 1) == "ADV":
                start -= 1
            return phrase_before(words, start)
    return None


def _finite(words: Wording, cue: Cue, before: Sequence[Utterance]) -> Utterance | None:
    if (head := relative_head(words, cue)) is not None:
        return Utterance(cue=cue, source=head, relative=True)
    if words.word(cue.start - 1) in {"that", "this", "what", "whom", "there"}:
        return None
    if is_inverted(words, cue) and (source := _inverted_source(words, cue)) is not None:
        return Utterance(cue=cue, source=source, inverted=True, cut=cue.start)
    if words.word(cue.start - 1) in _FURTHER or (
        words.word(cue.start - 1) == "," and words.word(cue.start - 2) in _FURTHER
    ):
        return _further(words, cue, before)
    source = phrase_before(words, cue.start)
    if source is not None and not {words.word(source[0]), words.word(source[0] - 1)}.isdisjoint(words.lexicon.nobody):
        return None  # "no one can tell when"
    if cue.kind is CueKind.FINITE and words.word(cue.stop) == "by":
        return None  # "a point also made by Singh"
    if source is None:
        passive = cue.kind is CueKind.PASSIVE
        return Utterance(cue=cue, cut=cue.start) if passive or cue.sense is CueSense.DECLINES else None
    return Utterance(cue=cue, source=source, cut=_cut(words, source[0]))


def _further(words: Wording, cue: Cue, before: Sequence[Utterance]) -> Utterance | None:
    """A second verb of the same subject: `said A and warned B`."""
    earlier = next((u for u in reversed(before) if u.source and u.cut is not None and u.cue.kind in _PREDICATES), None)
    source = earlier.source if earlier else _subject(words, cue.start)
    if source is None or (words.word(cue.start) == cue.lemma and not earlier):
        return None  # "to raise its alert and declare a pandemic"
    cut = cue.start - 1
    while cut > 0 and words.word(cut - 1) == ",":
        cut -= 1
    return Utterance(cue=cue, source=source, shared=True, cut=cut)


def _inverted_source(words: Wording, cue: Cue) -> Range | None:
    after = phrase_after(words, cue.stop, words.end)
    if after is None or words.word(after[0]) in words.lexicon.times or Frame.QUOTE not in cue.frames:
        return None
    if words.closes_quote(cue.start - 1) is not None:
        return after
    if words.finite(after[1]) or (words.word(after[1]) in words.lexicon.adverbs and words.finite(after[1] + 1)):
        return None
    follows = after[1] >= words.end or words.word(after[1]) in {",", "in", "on", "at", "during", "after", "as", ";"}
    clause = words.has_clause(0, cue.start - 1)
    aside = any(words.word(i) in {"who", "which"} for i in range(cue.start))
    return after if follows and clause and not aside and cue.lemma in {"say", "report", "write", "add"} else None


def _cut(words: Wording, start: int) -> int | None:
    """Where the clause of a source begins: at the conjunction before it, or after a comma that ends a clause."""
    before = words.word(start - 1)
    if before in words.lexicon.conjunctions or before in {"after", "before", "when", "because", "since"}:
        cut = start - 1
        return cut - 1 if words.word(cut - 1) == "," else cut
    if before in {";", "—", "–"}:
        return start - 1
    if before == "," or start == 0 or words.quotes[start - 1] is not None:
        return start
    return None


def _floor(before: Sequence[Utterance], utterance: Utterance) -> int:
    floor = 0
    for earlier in before:
        if earlier.cut is None or earlier.cue.kind is CueKind.PARTICIPLE:
            continue
        stop = earlier.cue.stop
        if earlier.inverted and earlier.source:
            stop = max(stop, earlier.source[1])
        floor = max(floor, stop)
    if utterance.source and utterance.cut is not None and utterance.cut < utterance.cue.start:
        return min(floor, utterance.source[0])
    return floor


def _limit(words: Wording, utterance: Utterance, later: Sequence[Utterance]) -> int:
    limit = words.end
    for other in later:
        if other.cut is not None and other.cut >= utterance.cue.stop:
            limit = other.cut
            break
    return _clause_limit(words, utterance, limit)


def _clause_limit(words: Wording, utterance: Utterance, limit: int) -> int:
    """The end of a fronted clause: `When the bank said it would close, | customers queued`."""
    source = utterance.source
    if source is None or words.word(source[0] - 1) not in words.lexicon.fronting:
        return limit
    if words.has_clause(0, source[0] - 1):
        return limit
    for at in range(utterance.cue.stop + 2, limit):
        follows = words.in_phrase(at + 1) and words.has_clause(at + 1, limit)
        if words.word(at) == "," and words.quotes[at] is None and follows:
            return at
    return limit


def _relay(words: Wording, utterance: Utterance, floor: int, limit: int) -> Utterance:
    match utterance.cue.kind:
        case CueKind.ACCORDING:
            return _according(words, utterance, floor, limit)
        case CueKind.HEDGE | CueKind.BELIEF:
            clause = clause_at(words.text, words.analysis, words.span(utterance.cue.start, utterance.cue.stop))
            subject = phrase_before(words, _group_start(words, utterance.cue.start))
            whole = hull((clause, words.span(*subject))) if subject else clause
            return replace(utterance, content=(whole,))
        case CueKind.NOMINAL:
            return _with(
                utterance, content_after(words, utterance.cue, utterance.cue.stop, _noun_limit(words, utterance, limit))
            )
        case CueKind.PARTICIPLE:
            return _with(utterance, content_after(words, utterance.cue, utterance.cue.stop, limit))
        case CueKind.PASSIVE:
            return _passive(words, utterance, limit)
        case _:
            return _finite_content(words, utterance, floor, limit)


def _group_start(words: Wording, at: int) -> int:
    """Where the verb group around a hedge starts: `is | reportedly`."""
    while at > 0 and words.word(at - 1) in words.lexicon.auxiliaries and words.word(at - 1) not in {"'s", "’s"}:
        at -= 1
    return at


def _with(utterance: Utterance, relayed: Relayed, more: tuple[Span, ...] = ()) -> Utterance:
    return replace(
        utterance,
        content=(*more, *relayed.spans),
        told=relayed.told,
        act=relayed.act and not more,
        question=relayed.question,
    )


def _noun_limit(words: Wording, utterance: Utterance, limit: int) -> int:
    """The end of the clause after `claim that`: before the second finite verb that no word joins to the first."""
    seen = False
    for at in range(utterance.cue.stop + 1, limit):
        if words.word(at) == "," and seen:
            return at
        if words.finite(at) and not words.finite(at - 1) and words.tag(at - 1) not in {"CCONJ", "SCONJ"}:
            if seen and words.word(at - 1) not in {"not", "n't"} and words.tag(at - 1) != "PRON":
                return at
            seen = True
    return limit


def _according(words: Wording, utterance: Utterance, floor: int, limit: int) -> Utterance:
    if utterance.source is None:
        return utterance
    if utterance.cut is None:
        return replace(utterance, content=_just_before(words, utterance.cue.start, floor))
    cue, stop = utterance.cue, utterance.source[1]
    before = content_before(words, cue.start, floor) if cue.start > floor + 1 else Relayed()
    spans = list(before.spans)
    lead_end = cue.start
    while lead_end > floor and words.word(lead_end - 1) in {",", *DASHES}:
        lead_end -= 1
    start = floor
    while start < lead_end and words.word(start) in {",", "and", "but", ";"}:
        start += 1
    if not spans and lead_end > start:
        spans = [words.span(start, lead_end)]
    rest = stop
    while rest < limit and words.word(rest) in {",", *DASHES}:
        rest += 1
    if (
        rest > stop
        and rest < limit
        and (not spans or words.has_clause(rest, limit) or not words.has_clause(start, lead_end))
    ):
        spans.append(words.span(rest, limit))
    elif rest == stop and not spans and rest < limit:
        spans = [words.span(rest, limit)]
    return replace(utterance, content=tuple(spans))


def _just_before(words: Wording, end: int, floor: int) -> tuple[Span, ...]:
    """The stretch between marks right before `end`."""
    while end > floor and words.word(end - 1) in {",", *DASHES, "("}:
        end -= 1
    start = end
    while start > floor and words.tag(start - 1) != "PUNCT" and words.quotes[start - 1] is None:
        start -= 1
    return (words.span(start, end),) if start < end else ()


def _passive(words: Wording, utterance: Utterance, limit: int) -> Utterance:
    """`was quoted as saying P`; `was criticised by X for P`, where X is the source; `was told that P`."""
    cue = utterance.cue
    if words.word(cue.stop - 1) == "saying":
        return _with(utterance, content_after(words, cue, cue.stop, limit))
    if words.word(cue.stop) == "by" and Frame.ACT in cue.frames:
        agent = phrase_after(words, cue.stop + 1, limit)
        if agent is None or utterance.source is None:
            return replace(utterance, content=())
        spans = [words.span(*utterance.source)]
        if agent[1] < limit and words.word(agent[1]) in {"for", "as", "of"}:
            spans.append(words.span(agent[1], limit))
        return replace(utterance, source=agent, content=tuple(spans), act=True)
    if words.word(cue.stop) == "that":
        return _with(replace(utterance, source=None), content_after(words, cue, cue.stop, limit))
    return replace(utterance, content=())


def _finite_content(words: Wording, utterance: Utterance, floor: int, limit: int) -> Utterance:
    cue, source = utterance.cue, utterance.source
    if utterance.inverted and source is not None:
        before = content_before(words, cue.start, floor)
        after = _quote_only(words, cue, source[1], limit)
        return _with(utterance, after, before.spans)
    after = content_after(words, cue, cue.stop, limit)
    if source is None or utterance.shared or utterance.relative:
        return _with(utterance, after)
    before = content_before(words, source[0], floor)
    adjacent = words.closes_quote(source[0] - 1) is not None
    if before and source[0] == 0:
        return _with(utterance, after) if after else _with(utterance, Relayed(told=after.told), before.spans)
    if adjacent and before:
        return _with(utterance, after if not after.act else Relayed(told=after.told), before.spans)
    if after and not (words.word(cue.stop) == "," and before):
        return _with(utterance, after)
    if parenthetical := _parenthetical(words, utterance, floor, limit):
        return _with(utterance, Relayed(spans=parenthetical, told=after.told))
    aside = before and (not after or words.word(cue.stop) == ",") and Frame.QUOTE in cue.frames
    if aside and _ends(words, cue, limit, after):
        return _with(utterance, Relayed(told=after.told), before.spans)
    return _with(utterance, after)


def _quote_only(words: Wording, cue: Cue, start: int, limit: int) -> Relayed:
    """What follows an inverted source, if it is a quotation."""
    after = content_after(words, replace(cue, frames=frozenset({Frame.QUOTE})), start, limit)
    at = next((i for i in range(start, limit) if words.quotes[i] is not None), None)
    return after if after and at is not None else Relayed()


def _parenthetical(words: Wording, utterance: Utterance, floor: int, limit: int) -> tuple[Span, ...]:
    """`The plan, he said, was dead`: content on both sides that only together makes a clause."""
    cue, source = utterance.cue, utterance.source
    if source is None or words.word(source[0] - 1) != "," or words.word(cue.stop) != ",":
        return ()
    left_end, right = source[0] - 1, cue.stop + 1
    if left_end <= floor or right >= limit or not words.has_clause(right, limit):
        return ()
    if words.has_clause(floor, left_end) and words.tag(right) not in {"CCONJ", "PRON", "DET", "NOUN", "PROPN"}:
        return ()
    return (words.span(floor, left_end), words.span(right, limit))


def _ends(words: Wording, cue: Cue, limit: int, after: Relayed) -> bool:
    """Whether nothing but time, place or audience follows the cue."""
    start = past_adjuncts(words, after.told[1] if after.told else cue.stop, limit)
    return start >= limit or words.word(start) in {",", ";"}


def _colon(words: Wording) -> list[Utterance]:
    """`Mayor Adams: “We will rebuild”`; also a clause that a colon and a quotation follow."""
    colon = next((i for i in range(len(words)) if words.word(i) == ":" and words.quotes[i] is None), None)
    if colon is None or colon == 0 or colon + 1 >= len(words):
        return []
    quote = words.opens_quote(colon + 1)
    headline = words.analysis.sentence.kind is PassageKind.HEADLINE
    if words.has_clause(0, colon):
        source = _subject(words, colon)
    elif colon <= 12 and all(
        words.in_phrase(i) or words.tag(i) in {"ADP", "ADJ"} or words.word(i) == "," for i in range(colon)
    ):
        source = (0, colon)
    else:
        source = None
    if source is None or (quote is None and not (headline and colon <= 4 and words.tag(0) == "PROPN")):
        return []
    cue = Cue(start=colon, stop=colon + 1, head=colon, lemma=":", kind=CueKind.COLON)
    content = quote.span if quote else words.span(colon + 1, len(words))
    return [Utterance(cue=cue, source=source, content=(content,), cut=0)]
