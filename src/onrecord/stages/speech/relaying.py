"""What a placed cue relays, by the way it stands in its sentence."""

from dataclasses import replace

from onrecord.lexicons.speech import Frame
from onrecord.records import Span, hull
from onrecord.stages.clause import clause_at
from onrecord.stages.speech.contents import Relayed, content_after, content_before, past_adjuncts
from onrecord.stages.speech.cues import Cue, CueKind
from onrecord.stages.speech.placing import Utterance
from onrecord.stages.speech.sources import phrase_after, phrase_before
from onrecord.stages.speech.wording import DASHES, Wording


def relay(words: Wording, utterance: Utterance, floor: int, limit: int) -> Utterance:
    """The cue with the spans it relays, none before `floor` and none after `limit` in its own sentence."""
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
    while rest < limit and words.word(rest) in {",", "and", *DASHES}:
        rest += 1
    contrast = bool(spans) and words.word(rest) in {*words.lexicon.fronting, "but", "yet", "whereas"}
    if (
        rest > stop
        and not contrast
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
