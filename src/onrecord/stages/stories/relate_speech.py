"""What speakers say against what they or others say: one quote in two wordings, the same words given to two speakers,
opposite stands.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz.distance import Levenshtein

from onrecord.lexicons import StoryLexicon
from onrecord.records import (
    Claim,
    Commitment,
    CueSense,
    Fact,
    Mode,
    RelationType,
    ReportId,
    SourceType,
    Span,
    Statement,
)
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.case_stages import CaseStages
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.quoting import same_quote
from onrecord.stages.stories.terms import stem, terms_of, words_of

_LONG = 6  # words: shorter quotes may be said by anybody
_SHORT = 4  # words of a lead's quote
_SAME = 0.62
_ONE_QUESTION = 0.4
_HELD = 0.45  # of the shorter of two statements of one speaker's, so much in the longer makes them one
_HALF = 0.5
_WHOLE = 0.6
_SHARED = 4
_FEW = 2  # words by which one speaker's statement may be known again; another's must share one more
_TOLD_ALIKE = 0.55
_PEOPLE_ALIKE = 0.45  # what two people say, with more words shared than by one of them
_MANY = 5  # words that the narrators of two reports hardly share unless they tell one thing
_NEAREST = 8
_QUOTES = frozenset({Mode.DIRECT_QUOTE, Mode.PARTIAL_QUOTE})
_PEOPLE = frozenset({SourceType.NAMED_PERSON, SourceType.ORGANISATION, SourceType.SOCIAL_POST})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    claim: Claim
    speaker: str
    quotes: tuple[tuple[str, ...], ...]
    terms: frozenset[str]
    sides: frozenset[str]
    negations: bool
    negated: bool
    unsaid: bool
    stage: str


def relate_speech(
    claims: Sequence[Claim], texts: Mapping[ReportId, str], canon: Canon, lexicon: StoryLexicon
) -> Iterator[Finding]:
    """Findings between statements that share rare words, and between those and facts told in nearly the same ones."""
    stated = {(c.report, own) for c in claims if isinstance(c.content, Statement) for own in (*c.own_words, c.evidence)}
    stages = CaseStages(lexicon.proceedings)
    taken = (c for c in claims if _speaks(c) and not _within_another(c, stated))
    read = [_read(c, texts[c.report], canon, lexicon, stages) for c in taken]
    said = [s for s in read if not isinstance(s.claim.content, Fact)]
    for left, right, score, held in _pairs(said):
        if finding := _quotes(left, right) or _statements(left, right, score, held):
            yield finding
    for left, right, score, _ in _pairs([s for s in read if not isinstance(s.claim.content, Commitment)]):
        if finding := _tellings(left, right, score):
            yield finding


def _speaks(claim: Claim) -> bool:
    quoted = isinstance(claim.content, Commitment) and claim.attribution.mode in _QUOTES
    return isinstance(claim.content, Statement | Fact) or quoted


def _within_another(claim: Claim, stated: Collection[tuple[ReportId, Span]]) -> bool:
    """Whether a commitment stands in words that a statement of the same report has already."""
    if isinstance(claim.content, Statement | Fact):
        return False
    return any(report == claim.report and span.overlaps(claim.evidence) for report, span in stated)


def _read(claim: Claim, text: str, canon: Canon, lexicon: StoryLexicon, stages: CaseStages) -> _Said:
    spans = claim.own_words or ((claim.evidence,) if claim.attribution.mode is Mode.DIRECT_QUOTE else ())
    words = [w for span in (claim.evidence, *claim.own_words) for w in words_of(span.of(text))]
    denied = claim.attribution.sense is CueSense.DENIES and claim.attribution.spoken
    cue = claim.attribution.cue.of(text) if denied and claim.attribution.cue else ""
    terms = frozenset(terms_of(claim.evidence.of(text), lexicon.function_words)) - {*terms_of(cue, frozenset())}
    sides = {side for w in words if (side := lexicon.opposites_by_word.get(stem(w)))}
    return _Said(
        claim=claim,
        speaker=canon.actor(claim.attribution.speaker),
        quotes=tuple(q for span in spans if (q := tuple(words_of(span.of(text))))),
        terms=terms,
        sides=frozenset(sides),
        unsaid=bool(re.search(lexicon.positions.unsaid, claim.evidence.of(text).lower())),
        negations=any(w in lexicon.negators or w.endswith(("n't", "n’t")) for w in words) is not denied,
        negated=claim.negated or denied,
        stage=stages.named(claim.evidence.of(text)),
    )


def _pairs(said: Sequence[_Said]) -> Iterator[tuple[_Said, _Said, float, float]]:
    """Each statement with the few earlier ones that share most of its rare words: how alike they are, and what share
    of the shorter one the other holds.
    """
    counts = Counter(term for s in said for term in s.terms)
    weights = {term: log(1 + len(said) / count) for term, count in counts.items()}
    having: dict[str, list[int]] = defaultdict(list)
    sums = [sum(sorted(weights[t] for t in s.terms)) for s in said]
    for index, one in enumerate(said):
        shared: dict[int, float] = defaultdict(float)
        for term in sorted(one.terms):
            for other in having[term][-50:]:
                shared[other] += weights[term]
            having[term].append(index)
        scores = [(round(2 * w / (sums[index] + sums[other]), 9), -other) for other, w in shared.items()]
        for score, other in sorted(scores, reverse=True)[:_NEAREST]:
            if score >= 0.2:
                held = shared[-other] / max(min(sums[index], sums[-other]), 1e-9)
                yield said[-other], one, score, round(held, 9)


def _quotes(left: _Said, right: _Said) -> Finding | None:
    """One quote in two reports, or the words of a lead that the report itself gives at more length further on."""
    if left.claim.report == right.claim.report:
        return _restated(left, right)
    for one in left.quotes:
        for two in right.quotes:
            if min(len(one), len(two)) >= _LONG and same_quote(one, two):
                return _one_quote(left, right, one, two)
    return None


def _restated(left: _Said, right: _Said) -> Finding | None:
    """A short quote of which a longer one of the same report, by somebody named otherwise, has all words in a row."""
    if left.speaker == right.speaker or not (left.speaker and right.speaker):
        return None
    for one in left.quotes:
        for two in right.quotes:
            short, full = sorted(([stem(w) for w in one], [stem(w) for w in two]), key=len)
            if _SHORT <= len(short) < len(full) and f" {' '.join(short)} " in f" {' '.join(full)} ":
                reason = (
                    "The report gives the same words twice, once in a longer quote and to a speaker named otherwise."
                )
                return _between(left, right, RelationType.SAME_QUOTE_VARIANT, "quote.restated", reason)
    return None


def _one_quote(left: _Said, right: _Said, one: tuple[str, ...], two: tuple[str, ...]) -> Finding | None:
    if left.speaker and right.speaker and not _same_person(left, right):
        if not (left.claim.attribution.source_type in _PEOPLE and right.claim.attribution.source_type in _PEOPLE):
            return None
        named = f"{left.claim.attribution.speaker} and to {right.claim.attribution.speaker}"
        reason = f"The same words are given to {named}."
        return _between(left, right, RelationType.ATTRIBUTION_MISMATCH, "quote.two-speakers", reason)
    if f" {' '.join(one)} " in f" {' '.join(two)} " or f" {' '.join(two)} " in f" {' '.join(one)} ":
        return _between(left, right, RelationType.CORROBORATES, "quote.same", "Both give the same words.")
    apart = ", ".join(f"“{a}” / “{b}”" for a, b in differing_words(one, two))
    reason = f"One utterance in two wordings: {apart}; at most one is verbatim."
    return _between(left, right, RelationType.SAME_QUOTE_VARIANT, "quote.variant", reason)


def _between(left: _Said, right: _Said, kind: RelationType, rule: str, reason: str) -> Finding:
    return Finding(type=kind, rule=rule, left=(left.claim,), right=(right.claim,), reason=reason)


def differing_words(one: Sequence[str], two: Sequence[str]) -> list[tuple[str, str]]:
    """The stretches in which two renderings of a quote differ.

    >>> differing_words("level 6 is near".split(), "level six is near".split())
    [('6', 'six')]
    """
    codes = Levenshtein.opcodes(one, two)
    return [
        (" ".join(one[c.src_start : c.src_end]), " ".join(two[c.dest_start : c.dest_end]))
        for c in codes
        if c.tag != "equal"
    ]


def _same_person(left: _Said, right: _Said) -> bool:
    """Whether two speakers may be one: equal, or one named by a part of the other's name."""
    if left.speaker == right.speaker:
        return True
    one, two = left.speaker.split(), right.speaker.split()
    return one[-1:] == two[-1:] or set(one) <= set(two) or set(two) <= set(one)


def _statements(left: _Said, right: _Said, score: float, held: float) -> Finding | None:
    """Two statements on one question: the same, or opposite."""
    if not isinstance(left.claim.content, Statement) or not isinstance(right.claim.content, Statement):
        return None
    one, two = left.claim, right.claim
    opposite = _opposite(left, right)
    same = bool(left.speaker) and bool(right.speaker) and _same_person(left, right)
    if not opposite:
        shared = len(left.terms & right.terms)
        told = same and held >= _HELD and shared >= _SHARED and left.negations == right.negations and _one_day(one, two)
        most = 3 * shared >= 2 * min(len(left.terms), len(right.terms))
        alike = score >= _SAME and (shared >= _FEW if same else most and shared > _FEW)
        alike = alike or (_told_alike(left, right, score, held) and left.negations == right.negations)
        if one.report == two.report or left.negated != right.negated or not (alike or told):
            return None
        reason = "Both report the same statement." if same else "Both say the same."
        return _between(left, right, RelationType.CORROBORATES, "statement.same", reason)
    shared = len(left.terms & right.terms)
    few = shared < _FEW + 1 and not (shared == _FEW and left.terms == right.terms)
    if score < _ONE_QUESTION or not (left.speaker and right.speaker) or few:
        return None
    if not same:
        reason = f"{one.attribution.speaker} and {two.attribution.speaker} take opposite sides of one question."
        return _between(left, right, RelationType.DISPUTED, "position.disputed", reason)
    if one.clocks.said_on.interval.overlaps(two.clocks.said_on.interval):
        return None
    reason = f"{one.attribution.speaker} said the opposite at another time; whether of the same matter is open."
    return _between(left, right, RelationType.POSSIBLE_SHIFT, "position.shift", reason)


def _tellings(left: _Said, right: _Said, score: float) -> Finding | None:
    """A fact, and the same told by another report or by a speaker in it, with the same numbers and sides."""
    one, two = left.claim, right.claim
    if one.report == two.report or not (isinstance(one.content, Fact) or isinstance(two.content, Fact)):
        return None
    if left.stage or right.stage:
        return None  # to be charged is not to be convicted, whatever the other words
    like = score >= _TOLD_ALIKE and len(left.terms & right.terms) >= _MANY
    if not like or left.negations != right.negations or left.negated != right.negated:
        return None
    return _equal_or_finer(left, right)


def _equal_or_finer(left: _Said, right: _Said) -> Finding | None:
    """Two tellings of one thing: with the same numbers, or one with those of the other and one more."""
    first, second = ({t for t in said.terms if t[0].isdigit()} for said in (left, right))
    if first == second:
        reason = "Both tell the same in nearly the same words."
        return _between(left, right, RelationType.CORROBORATES, "fact.same", reason)
    plain, finer = (left, right) if first < second else (right, left)
    if not (first < second or second < first) or not (first and second):
        return None
    reason = "Both tell the same; the one gives a number that the other leaves out."
    return _between(plain, finer, RelationType.REFINES, "fact.finer", reason)


def _told_alike(left: _Said, right: _Said, score: float, held: float) -> bool:
    """Whether the shorter of two statements is in the longer nearly whole, with the same numbers and sides."""
    people = [said.claim.attribution.source_type is SourceType.NAMED_PERSON for said in (left, right)]
    numbers = [{t for t in said.terms if t[0].isdigit()} for said in (left, right)]
    shared = len(left.terms & right.terms)
    if all(people) and not _same_person(left, right):  # two people may say like things of their own
        return score >= _PEOPLE_ALIKE and shared >= _MANY and numbers[0] == numbers[1]
    return score >= _HALF and held >= _WHOLE and shared >= _SHARED and numbers[0] == numbers[1]


def _one_day(one: Claim, two: Claim) -> bool:
    """Whether two statements may have been made at one time, as far as the reports say."""
    first, second = one.clocks.said_on.interval, two.clocks.said_on.interval
    return first.overlaps(second)


def _opposite(left: _Said, right: _Said) -> bool:
    """Whether one says the opposite of the other: with the opposite word, neither being negated, or in like words of
    which one only is negated.
    """
    turned = any(_other_side(side) in right.sides and side not in right.sides for side in left.sides)
    if left.negations == right.negations:
        return turned and not left.negations and left.negated == right.negated
    if turned or left.unsaid or right.unsaid:
        return False
    return left.negated != right.negated and _alike(left, right)


def _other_side(side: str) -> str:
    return side[1:] if side[0] == "-" else f"-{side}"


def _alike(left: _Said, right: _Said) -> bool:
    """Whether two statements have nearly the same words."""
    shared = len(left.terms & right.terms)
    return 5 * shared >= 4 * max(len(left.terms), len(right.terms))
