"""Acts of speech in one sentence: each cue with its source and what it relays."""

from collections.abc import Sequence

from onrecord.records import CueSense, PassageKind
from onrecord.stages.speech.cues import Cue, CueKind
from onrecord.stages.speech.placing import Utterance, first_subject, place_cue
from onrecord.stages.speech.relaying import relay
from onrecord.stages.speech.wording import Wording

_FAR = 120  # words that a clause may have: more are a list or damaged text, in which each cue would read all the rest


def read_utterances(words: Wording, cues: Sequence[Cue]) -> tuple[Utterance, ...]:
    """The sentence's acts of speech in the order of their cues; cues that relay nothing are dropped."""
    placed: list[Utterance] = []
    for cue in cues:
        utterance = place_cue(words, cue, placed)
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
        read = relay(words, utterance, floor, limit)
        if read.content or read.cue.sense is CueSense.DECLINES:
            found.append((utterance, read))
    return found


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
    if utterance.relative and words.word(utterance.cue.start - 1) in words.lexicon.pronouns.relative:
        return _relative_limit(words, utterance.cue, utterance.cue.start - 2, limit)
    if source is not None and words.word(source[0] - 1) == "which":
        return _relative_limit(words, utterance.cue, source[0] - 2, limit)
    if source is None or words.word(source[0] - 1) not in words.lexicon.fronting:
        return _deed_limit(words, utterance, limit)
    if words.has_clause(0, source[0] - 1):
        return limit
    for at in range(utterance.cue.stop + 2, min(limit, utterance.cue.stop + _FAR)):
        follows = words.in_phrase(at + 1) and words.has_clause(at + 1, limit)
        if words.word(at) == "," and words.quotes[at] is None and follows:
            return at
    return limit


def _relative_limit(words: Wording, cue: Cue, before: int, limit: int) -> int:
    """The end of a relative clause after the comma at `before`: `Orland, which reported it, | shut its schools`."""
    if words.word(before) != ",":
        return limit
    for at in range(cue.stop + 1, min(limit, cue.stop + _FAR)):
        if words.word(at) == "," and words.quotes[at] is None:
            main = words.finite(at + 1) or (words.in_phrase(at + 1) and words.has_clause(at + 1, words.end))
            if main and not words.has_clause(cue.stop, at):
                return at
            if words.finite(at + 1):
                return at
    return limit


def _deed_limit(words: Wording, utterance: Utterance, limit: int) -> int:
    """Before a second verb of whoever speaks: `said the road would reopen | and lifted the ban`.

    A verb in the past tense does not share the `would` of the clause that was said.
    """
    if utterance.cue.kind is not CueKind.FINITE:
        return limit
    uncertain = False
    for at in range(utterance.cue.stop, min(limit, utterance.cue.stop + _FAR)):
        if words.quotes[at] is not None:
            return limit
        if words.word(at) in words.lexicon.uncertain and words.tag(at) == "AUX":
            uncertain = True
        elif words.finite(at) and words.tag(at - 1) not in {"AUX", "ADV", "PART"} and words.word(at - 1) != "and":
            uncertain = False
        past = words.tag(at + 1) == "VERB" and words.word(at + 1).endswith("ed")
        if uncertain and words.word(at) == "and" and past and at + 1 < limit:
            return at
    return limit


def _colon(words: Wording) -> list[Utterance]:
    """`Mayor Adams: “We will rebuild”`; also a clause that a colon and a quotation follow."""
    colon = next((i for i in range(len(words)) if words.word(i) == ":" and words.quotes[i] is None), None)
    if colon is None or colon == 0 or colon + 1 >= len(words):
        return []
    quote = words.opens_quote(colon + 1)
    headline = words.analysis.sentence.kind is PassageKind.HEADLINE
    if words.has_clause(0, colon):
        source = first_subject(words, colon)
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
