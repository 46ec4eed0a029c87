"""Propositions: the parts of an attribution's content that each say one thing."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicons import SpeechLexicon
from onrecord.records import Analysis, Attribution, CueSense, Mode, Reading, Span, Token, trim
from onrecord.stages.speech.clauses import clauses_of

_FEWEST_QUOTED, _FEWEST_TOLD = 3, 3
_EDGES = ' \t\n\r,;:“”"„«»—–-'
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_KNOWN = frozenset({"the", "these", "those", "its", "their", "his", "her", "our"})
_THAT = re.compile(r"\s*(?:as [^,.]{1,40}, )?that,? ")
_NOT_FINITE = frozenset({"be", "been", "being", "having"})  # unless a modal stands before, which is found first
_CLOSING = '.,”"'
_ENDS = _EDGES + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A stretch of one sentence that says something; `act` where the saying itself is what is reported, `quoted` where
    all of it is the speaker's own words.
    """

    span: Span
    analysis: Analysis
    act: bool = False
    quoted: bool = False


def propositions_of(reading: Reading, attribution: Attribution, lexicon: SpeechLexicon) -> Iterator[Proposition]:
    """The propositions of an attribution in the order of the text, one for each sentence of a quotation."""
    content = attribution.content
    if _is_stance(reading, attribution, lexicon):
        act = None if _only_pictures(reading, attribution, lexicon) else _act(reading, attribution)
        if act is not None:
            yield act
        # “described the retreat”, and then in sentences of their own the words themselves
        content = tuple(c for c in content[1:] if act is not None and not c.overlaps(act.analysis.sentence.span))
    elif attribution.sense is CueSense.DECLINES:
        if attribution.cue is not None and _leaves_open(reading, attribution, lexicon):
            act = _act(reading, attribution)
            if act is not None:
                yield act
        return
    if _owns_up(reading, attribution, lexicon):
        act = _act(reading, attribution)
        if act is not None:
            yield act
        return
    for span in content:
        for analysis in _sentences(reading, span):
            piece = _meet(reading.text, analysis.sentence.span, span)
            if piece is None:
                continue
            quoted = any(q.start - 1 <= piece.start and piece.end <= q.end + 1 for q in attribution.quoted)
            if not quoted and _names(reading, attribution, lexicon):
                continue
            short = quoted or attribution.sense is CueSense.DENIES
            parts = [piece] if quoted else list(clauses_of(reading.text, analysis, piece))
            for part in parts if all(_says_something(analysis, p, lexicon, quoted=short) for p in parts) else [piece]:
                if _says_something(analysis, part, lexicon, quoted=short):
                    yield Proposition(span=part, analysis=analysis, quoted=quoted)


def _owns_up(reading: Reading, attribution: Attribution, lexicon: SpeechLexicon) -> bool:
    """Whether a thing without a clause is denied or admitted: `denied wrongdoing`, `denies stealing the van`."""
    if attribution.cue is None or attribution.mode is Mode.DIRECT_QUOTE or len(attribution.content) != 1:
        return False
    if lexicon.concessions.isdisjoint(attribution.cue.of(reading.text).lower().split()):
        return False
    content = attribution.content[0]
    inside = [t for a in _sentences(reading, content) for t in a.tokens if content.covers(t.span)]
    return bool(inside) and inside[0].tag not in {"SCONJ", "PUNCT"} and _verb(inside) is None


def _sentences(reading: Reading, span: Span) -> Iterator[Analysis]:
    """The sentences that share a character with `span`."""
    at = max(0, bisect_right(reading.analyses, span.start, key=lambda a: a.sentence.span.start) - 1)
    while at < len(reading.analyses) and reading.analyses[at].sentence.span.start < span.end:
        if reading.analyses[at].sentence.span.overlaps(span):
            yield reading.analyses[at]
        at += 1


def _meet(text: str, sentence: Span, content: Span) -> Span | None:
    start, end = max(sentence.start, content.start), min(sentence.end, content.end)
    if start >= end:
        return None
    whole = _past_that(text, trim(text, Span(start=start, end=end)))
    while (
        whole.start > start and text[whole.start - 1] == "“" and whole.of(text).count("”") > whole.of(text).count("“")
    ):
        whole = Span(start=whole.start - 1, end=whole.end)
    while whole.end < end and text[whole.end] in _CLOSING and _leaves_mark_open(text, whole):
        whole = Span(start=whole.start, end=whole.end + 1)
    return whole if len(whole) else None


def _past_that(text: str, span: Span) -> Span:
    """The words without marks around them, and without the `that` before them, even past an aside."""
    lead = _THAT.match(text, span.start, span.end)
    if lead is None:
        return trim(text, span, _EDGES)
    rest = Span(start=lead.end(), end=span.end)
    inner = trim(text, rest, _EDGES)
    return trim(text, rest, " ,;:.") if any(mark in inner.of(text) for mark in '"“”') else inner


def _leaves_mark_open(text: str, span: Span) -> bool:
    inside = span.of(text)
    return inside.count("“") > inside.count("”") or inside.count('"') % 2 == 1


def _is_stance(reading: Reading, attribution: Attribution, lexicon: SpeechLexicon) -> bool:
    """Whether the cue's verb is itself the statement: `criticised`, `urged`."""
    if attribution.cue is not None and _bids(reading.text, attribution):
        return True
    if attribution.cue is None or attribution.mode is Mode.DIRECT_QUOTE or attribution.sense is CueSense.DECLINES:
        return False  # “A,” she urged: the words themselves say what; "did not return calls": nothing is said
    if attribution.content[0].of(reading.text).lower().split()[0] in _REFLEXIVE:
        return False  # "defended himself"
    if attribution.sense is not CueSense.URGES and _that_clause(reading.text, attribution.content[:1]):
        return False  # "complained that the road was shut"
    if attribution.content[0].of(reading.text).lower().split()[0] in lexicon.questions:
        return False  # "described how she had swum"
    cue = f" {' '.join(attribution.cue.of(reading.text).lower().split())} "
    return any(f" {stance} " in cue for stance in lexicon.stances)


def _bids(text: str, attribution: Attribution) -> bool:
    """Whether somebody is told what to do: `asked the jury | to “look again”`."""
    bidding = attribution.sense is CueSense.URGES and attribution.told is not None
    return bidding and attribution.content[0].of(text).lower().startswith("to ")


def _only_pictures(reading: Reading, attribution: Attribution, lexicon: SpeechLexicon) -> bool:
    """Whether something is said to be described, and not as what: `describes the rescue`, as captions have it."""
    if attribution.cue is None or attribution.quoted:
        return False
    words = attribution.cue.of(reading.text).lower().split()
    told = any(f" {word} " in f" {c.of(reading.text)} " for c in attribution.content for word in ("as", "how"))
    return not lexicon.picturing.isdisjoint(words) and not told


def _that_clause(text: str, content: Sequence[Span]) -> bool:
    """Whether `that` opens the content or stands right before it."""
    return any(
        "that " in {text[max(0, s.start - 5) : s.start].lower(), text[s.start : s.start + 5].lower()} for s in content
    )


def _leaves_open(reading: Reading, attribution: Attribution, lexicon: SpeechLexicon) -> bool:
    """Whether what is kept back is a proposition: `would not confirm that`, `declined to say how many`."""
    start = attribution.content[0].start
    words = reading.text[start : start + 40].lower().split()
    if words[:1] == ["to"] and words[1:2] and words[1] in lexicon.answering:
        words = words[2:]  # "declined | to say how many"
    before = reading.text[max(0, start - 5) : start].lower().strip()
    return before == "that" or (bool(words) and words[0] in {"that", *lexicon.questions})


def _act(reading: Reading, attribution: Attribution) -> Proposition | None:
    """The clause of an act done by speaking, with its subject where that stands right before it."""
    assert attribution.cue is not None
    cue, content = attribution.cue, attribution.content[0]
    analysis = next((a for a in _sentences(reading, cue) if a.sentence.span.covers(cue)), None)
    if analysis is None:
        return None
    start, end = min(cue.start, content.start), max(cue.end, content.end)
    source = attribution.source
    if source is not None and analysis.sentence.span.covers(source):
        if 0 <= cue.start - source.end <= 3:
            start = source.start
        end = max(end, source.end)
    start, end = max(start, analysis.sentence.span.start), min(end, analysis.sentence.span.end)
    span = trim(reading.text, Span(start=start, end=end), _ENDS)
    return Proposition(span=span, analysis=analysis, act=True) if len(span) else None


def _names(reading: Reading, attribution: Attribution, lexicon: SpeechLexicon) -> bool:
    """Whether the cue's verb takes a thing and no clause: `citing`, `expressed`."""
    if attribution.cue is None:
        return False
    last = attribution.cue.of(reading.text).lower().split()[-1]
    return last in lexicon.nominal_acts


def _says_something(analysis: Analysis, piece: Span, lexicon: SpeechLexicon, *, quoted: bool) -> bool:
    """Whether the piece holds a verb, and more than a word or two of its own."""
    inside = [t for t in analysis.tokens if piece.covers(t.span)]
    content = [t for t in inside if t.tag in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}]
    return (
        len(content) >= (1 if len(inside) >= (_FEWEST_QUOTED if quoted else _FEWEST_TOLD) else 2)
        and _verb(inside) is not None
        and not _only_counts(inside, lexicon)
    )


def _verb(tokens: Sequence[Token]) -> int | None:
    """The first finite verb: no infinitive, no participle in -ing by itself."""
    for at, token in enumerate(tokens):
        before = tokens[at - 1].text.lower() if at else ""
        if (at > 1 and _relative(tokens, at)) or _adjectival(tokens, at):
            continue
        if token.tag == "AUX" and token.text.lower() in _NOT_FINITE:
            continue
        if token.tag == "AUX" or (token.tag == "VERB" and before != "to" and not token.text.endswith("ing")):
            return at
    return None


def _adjectival(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle stands before its noun: `a balanced view`, `for armed groups`."""
    if not 0 < at < len(tokens) - 1 or not tokens[at].text.lower().endswith(("ed", "en")):
        return False
    before = tokens[at - 1].tag
    if before == "ADV" and at > 1 and tokens[at - 2].tag == "DET":
        before = "DET"  # "a sharply increased risk"
    return before in {"DET", "ADP", "ADJ", "NUM"} and tokens[at + 1].tag in {"NOUN", "PROPN", "ADJ"}


def _relative(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb belongs to a relative clause: `the move, which should help`."""
    start = at
    while start > 1 and tokens[start - 1].tag in {"AUX", "ADV", "PART"}:
        start -= 1
    word, before = tokens[start - 1].text.lower(), tokens[start - 2].tag
    return word in {"who", "which"} or (word == "that" and before in {"NOUN", "PROPN"})


def _only_counts(tokens: Sequence[Token], lexicon: SpeechLexicon) -> bool:
    """Whether the clause only gives an amount: a number counts its subject, or what its verb of measure takes."""
    verb = _verb(tokens) or 0
    if any(_counts(tokens, at, lexicon) for at in range(verb)):
        return True
    main = verb
    while main + 1 < len(tokens) and tokens[main].tag in {"AUX", "ADV", "PART"} and tokens[main + 1].tag in {
        "AUX", "VERB", "ADV", "PART",
    }:  # fmt: skip
        main += 1
    if tokens[main].lemma not in lexicon.counting_verbs:
        return False
    for at in range(main + 1, min(len(tokens), main + 8)):
        if tokens[at].tag in {"SCONJ", "VERB", "PUNCT"}:
            return False
        if _counts(tokens, at, lexicon):
            return True
    return False


def _counts(tokens: Sequence[Token], at: int, lexicon: SpeechLexicon) -> bool:
    low = tokens[at].text.lower()
    before = tokens[at - 1].text.lower() if at > 0 else ""
    if (before in _KNOWN and not low[0].isdigit()) or (before == "not" and low == "one"):
        return False  # "the two nations", "not one of us"
    if low in lexicon.counting_nouns:
        return True
    around = (before, tokens[at + 1].text.lower() if at + 1 < len(tokens) else "")
    if not lexicon.months.isdisjoint(around):
        return False  # "on 4 March", "on September 11 2001"
    year = low.isdigit() and len(low) == 4 and low[:2] in {"18", "19", "20"}
    follows = at + 1 < len(tokens) and tokens[at + 1].tag in {"NOUN", "ADJ", "PROPN", "VERB", "SYM", "ADP", "NUM"}
    return tokens[at].tag == "NUM" and not year and follows
