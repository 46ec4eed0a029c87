"""Where a cue stands: its source, and where the clause that relays begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicons.speech import Frame
from onrecord.records import Confidence, CueSense, Span
from onrecord.stages.speech.cues import Cue, CueKind
from onrecord.stages.speech.sources import Range, phrase_after, phrase_before, relative_head
from onrecord.stages.speech.wording import Wording

_PREDICATES = frozenset({CueKind.FINITE, CueKind.PASSIVE})
_FURTHER = frozenset({"and", "but", "or", "then", "yet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A cue with its source (a range of words) and the spans it relays.

    `cut` is where the relaying clause begins, so that what an earlier cue relays ends there; None where this cue
    stands inside an earlier one's content. `relative` is set for `an official who claimed`, `shared` where the source
    is that of an earlier cue. `home` is the sentence that the source stands in, where it is not the cue's; `spoken` is
    False where the cue says what somebody wants or feels; `certainty` is the model's, where it marked the act.
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
    home: Wording | None = None
    spoken: bool = True
    certainty: Confidence = Confidence.HIGH


def place_cue(words: Wording, cue: Cue, before: Sequence[Utterance]) -> Utterance | None:
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
        says = owner is not None and _says_something(words, cue)
        return Utterance(cue=cue, source=owner, relative=True) if says else None
    earlier = next((u for u in reversed(before) if u.source and u.cue.kind is not CueKind.ACCORDING), None)
    if earlier is None and cue.weak:
        return None
    source = earlier.source if earlier else first_subject(words, start)
    return Utterance(cue=cue, source=source, shared=True, cut=start)


def _says_something(words: Wording, cue: Cue) -> bool:
    """Whether a clause, a quotation or something to be done follows: not `critics defending | the plan`."""
    at = cue.stop
    if words.opens_quote(at) is not None or words.word(at) in {"that", ":"}:
        return True
    near = range(at, min(at + 12, words.end))
    if Frame.CLAUSE in cue.frames and words.in_phrase(at):
        return any(words.finite(i) for i in near)
    return Frame.INFINITIVE in cue.frames and any(words.word(i) == "to" and words.tag(i + 1) == "VERB" for i in near)


def _quoted_as(words: Wording, cue: Cue) -> Utterance | None:
    """`The agency quoted a sailor as saying P`: the one quoted is the source."""
    end = cue.start - 1
    for at in range(end - 1, max(-1, end - 15), -1):
        if words.word(at) in words.lexicon.relaying:
            return Utterance(cue=cue, source=(at + 1, end), relative=True) if at + 1 < end else None
    return None


def first_subject(words: Wording, end: int) -> Range | None:
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
    if _is_inverted(words, cue) and (source := _inverted_source(words, cue)) is not None:
        return Utterance(cue=cue, source=source, inverted=True, cut=cue.start)
    if words.word(cue.start - 1) in _FURTHER or (
        words.word(cue.start - 1) == "," and words.word(cue.start - 2) in _FURTHER
    ):
        return _further(words, cue, before)
    source = phrase_before(words, cue.start)
    if source is not None and not {words.word(source[0]), words.word(source[0] - 1)}.isdisjoint(words.lexicon.nobody):
        return None  # "no one can tell when"
    if cue.kind is CueKind.FINITE and (words.word(cue.stop) == "by" or _is_reduced(words, cue)):
        return None  # "a point also made by Singh", "the changes announced on Monday are"
    if source is not None and _lists_deeds(words, cue, source):
        return None
    if source is None:
        passive = cue.kind is CueKind.PASSIVE
        return Utterance(cue=cue, cut=cue.start) if passive or cue.sense is CueSense.DECLINES else None
    return Utterance(cue=cue, source=source, cut=_cut(words, source[0]))


def _is_reduced(words: Wording, cue: Cue) -> bool:
    """Whether the verb of the clause comes later, so that the cue is a participle: `the plan announced today | is`."""
    if cue.start != cue.head or cue.lemma == words.word(cue.head):
        return False
    at, placed = cue.stop, Frame.ACT in cue.frames
    while at < words.end and words.quotes[at] is None:
        if words.word(at) in words.lexicon.times or words.tag(at) == "ADJ":
            at += 1
        elif words.word(at) in words.lexicon.fronting:
            return False  # "said | as the doors closed"
        elif words.tag(at) == "ADP" and (phrase := phrase_after(words, at + 1, words.end, asides=False)):
            at, placed = phrase[1], True
        else:
            break
    return placed and at > cue.stop and at < words.end and words.quotes[at] is None and words.finite(at)


def _lists_deeds(words: Wording, cue: Cue, source: Range) -> bool:
    """Whether the cue goes on a list of things to do, `to check its stock, declare a loss`, and has no source."""
    listed = words.word(cue.start - 1) == "," and cue.lemma == words.word(cue.head) and cue.start == cue.head
    return listed and words.tag(source[0] - 1) == "VERB"


def _further(words: Wording, cue: Cue, before: Sequence[Utterance]) -> Utterance | None:
    """A second verb of the same subject: `said A and warned B`."""
    earlier = next((u for u in reversed(before) if u.source and u.cut is not None and u.cue.kind in _PREDICATES), None)
    source = earlier.source if earlier else first_subject(words, cue.start)
    if source is None or (words.word(cue.start) == cue.lemma and not earlier):
        return None  # "to raise its alert and declare a pandemic"
    cut = cue.start - 1
    while cut > 0 and words.word(cut - 1) == ",":
        cut -= 1
    return Utterance(cue=cue, source=source, shared=True, cut=cut)


def _is_inverted(words: Wording, cue: Cue) -> bool:
    """Whether the source may stand after the cue: `“…,” said X` or `…, said X`."""
    if cue.kind is not CueKind.FINITE or cue.start != cue.head:
        return False
    before = cue.start - 1
    if words.closes_quote(before) is not None:
        return True
    return before > 0 and words.word(before) == ","


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
