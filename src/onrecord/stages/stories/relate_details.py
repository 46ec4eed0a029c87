"""Claims that tell another's matter more closely: the day behind a length of time, or who it was that died."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from onrecord.lexicons import StoryLexicon
from onrecord.lexicons.stories import PersonWords
from onrecord.records import Claim, Commitment, Deadline, Quantity, Reading, RelationType, ReportId, Span
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.stance_words import ClaimWords

_DAYS = 2  # between reports of one death
_COMPARED = 12
_DEATH = "death"
_FOLLOWING = 1  # sentences after the one that tells of a death, in which its report goes on about it
_Sentences = Mapping[tuple[ReportId, int], Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Death:
    """A claim that one person died: what the person is called, where, and whether the age is told."""

    claim: Claim
    noun: str
    place: frozenset[str]
    aged: bool


def relate_details(readings: Sequence[Reading], claims: Sequence[Claim], lexicon: StoryLexicon) -> Iterator[Finding]:
    """Findings `refines`: of deadlines within a report, and of one who died between two."""
    texts = {r.report.id: r.text for r in readings}
    sentences = {(r.report.id, a.sentence.index): a.sentence.span for r in readings for a in r.analyses}
    words = ClaimWords(readings, lexicon.function_words)
    by_report: dict[ReportId, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    for report in sorted(by_report):
        dated = [(c, d) for c in by_report[report] if (d := _deadline(c))]
        yield from _settled(dated)
        yield from _next_sentence(dated, words, sentences)
    yield from _ages(claims, lexicon.persons, texts, words, sentences)
    yield from _Deaths(lexicon.persons, texts, words, sentences).relate(by_report)


def _deadline(claim: Claim) -> Deadline | None:
    return claim.content.deadline if isinstance(claim.content, Commitment) else None


def _settled(dated: Sequence[tuple[Claim, Deadline]]) -> Iterator[Finding]:
    """A length of time whose end the report itself gives elsewhere: the first one that a day settles."""
    by_words = {deadline.text: claim for claim, deadline in reversed(dated)}
    told: set[Span] = set()
    for claim, deadline in dated:
        settled = deadline.settled
        if settled is None or settled in told or settled not in by_words:
            continue
        told.add(settled)
        reason = "The one gives the day on which the other's length of time ends."
        yield _refines("deadline.settled", by_words[settled], claim, reason)


def _next_sentence(
    dated: Sequence[tuple[Claim, Deadline]], words: ClaimWords, sentences: _Sentences
) -> Iterator[Finding]:
    """An end given loosely, and more closely in a sentence next to it that shares a noun."""
    for (one, first), (two, second) in pairwise(dated):
        if abs(one.sentence - two.sentence) != 1 or first.relation is not second.relation or first.settled:
            continue
        if first.interval == second.interval or not (first.interval.known and second.interval.known):
            continue
        if not (first.interval.inside(second.interval) or second.interval.inside(first.interval)):
            continue
        nouns = [set(words.nouns(c, sentences[c.report, c.sentence])) for c in (one, two)]
        if first.interval.lo and second.interval.lo and nouns[0] & nouns[1]:
            finer, other = (one, two) if first.interval.inside(second.interval) else (two, one)
            reason = "The days that one gives lie within those that the other gives in the sentence next to it."
            yield _refines("deadline.next-sentence", finer, other, reason)


def _ages(
    claims: Sequence[Claim],
    persons: PersonWords,
    texts: Mapping[ReportId, str],
    words: ClaimWords,
    sentences: _Sentences,
) -> Iterator[Finding]:
    """Somebody unnamed of one age in two reports of about one day, in sentences that share a name."""
    aged = re.compile(r"\W*an? " + persons.aged.removeprefix(r"\b"))
    before: dict[Decimal, list[tuple[Claim, str, frozenset[str]]]] = defaultdict(list)
    for claim in claims:
        match = aged.match(claim.evidence.of(texts[claim.report]).lower()) if _tells_age(claim) else None
        sentence = sentences.get((claim.report, claim.sentence))
        if match is None or sentence is None:
            continue
        age, noun = Decimal(match.group("age")), match.group("noun")
        names = words.names(claim, sentence)
        for other, called, shared in reversed(before[age][-_COMPARED:]):
            if other.report != claim.report and shared & names and _near(other, claim) and _one(noun, called, persons):
                yield Finding(
                    type=RelationType.CORROBORATES,
                    rule="person.same-age",
                    left=(other,),
                    right=(claim,),
                    reason="Both tell of one person of this age.",
                )
                break
        before[age].append((claim, noun, names))


def _one(noun: str, other: str, persons: PersonWords) -> bool:
    """Whether two nouns may be said of one person."""
    nouns = {noun, other}
    return not (nouns & persons.female and nouns & persons.male)


def _near(one: Claim, two: Claim) -> bool:
    """Whether two reports are of about one day."""
    first, second = one.clocks.published.interval, two.clocks.published.interval
    if not (first.known and second.known):
        return False
    return (max(first.low, second.low) - min(first.high, second.high)).days <= _DAYS


class _Deaths:
    """Sets deaths of one person in one place against each other."""

    def __init__(
        self, persons: PersonWords, texts: Mapping[ReportId, str], words: ClaimWords, sentences: _Sentences
    ) -> None:
        self._persons = persons
        self._texts = texts
        self._words = words
        self._sentences = sentences
        self._aged, self._one, self._died = (re.compile(p) for p in (persons.aged, persons.one, persons.died))

    def relate(self, by_report: Mapping[ReportId, Sequence[Claim]]) -> Iterator[Finding]:
        """That one person died somewhere, and in another report of about that day who it was."""
        by_place: dict[frozenset[str], list[_Death]] = defaultdict(list)
        many = set()
        for claim in (c for report in sorted(by_report) for c in by_report[report]):
            if death := self._read(claim):
                by_place[death.place].append(death)
            if isinstance(claim.content, Quantity) and claim.content.unit == _DEATH and claim.content.amount.low != 1:
                many.add((claim.report, self._place(claim, claim.evidence)))
        for place in sorted(by_place, key=sorted):
            told = Counter(report for report, _ in {(d.claim.report, d.claim.sentence) for d in by_place[place]})
            single = [d for d in by_place[place] if told[d.claim.report] == 1 and (d.claim.report, place) not in many]
            yield from self._between(single, by_report)

    def _between(self, single: Sequence[_Death], by_report: Mapping[ReportId, Sequence[Claim]]) -> Iterator[Finding]:
        for bare in (d for d in single if not d.aged):
            for other in single:
                closer = self._closer(other, by_report[other.claim.report]) if self._one_death(bare, other) else ()
                if closer:
                    yield Finding(
                        type=RelationType.REFINES,
                        rule="person.told-closer",
                        left=tuple(closer),
                        right=(bare.claim,),
                        reason="Of the one who died there, the other report tells more.",
                    )

    def _place(self, claim: Claim, span: Span) -> frozenset[str]:
        return frozenset(self._words.place(claim, span))

    def _read(self, claim: Claim) -> _Death | None:
        """The death of one person that a claim tells of, or the sentence of an age, where a place is named."""
        span = claim.evidence
        if _tells_age(claim):
            span = self._sentences.get((claim.report, claim.sentence), span)
        elif isinstance(claim.content, Quantity) and claim.content.unit != _DEATH:
            return None
        lowered = span.of(self._texts[claim.report]).lower()
        aged = self._aged.search(lowered)
        match = aged or self._one.search(lowered)
        if match is None or not self._died.search(lowered) or not (place := self._place(claim, span)):
            return None
        return _Death(claim=claim, noun=match.group("noun"), place=place, aged=bool(aged))

    def _one_death(self, one: _Death, two: _Death) -> bool:
        """Whether two reports of about one day may tell of one death."""
        apart = one.claim.report != two.claim.report and _near(one.claim, two.claim)
        return apart and _one(one.noun, two.noun, self._persons)

    def _closer(self, death: _Death, own: Sequence[Claim]) -> list[Claim]:
        """The claims that tell more of one who died: with the age, or of `the man` in the sentence after."""
        the = re.compile(rf"^\W*(?:\w+ said |\w+ )?the {re.escape(death.noun)}\b", re.IGNORECASE)
        text = self._texts[death.claim.report]
        found = []
        for claim in own:
            after = claim.sentence - death.claim.sentence
            sentence = self._sentences.get((claim.report, claim.sentence))
            further = 0 < after <= _FOLLOWING and sentence is not None and bool(the.search(sentence.of(text)))
            if further or (death.aged and after == 0 and (_tells_age(claim) or claim.id == death.claim.id)):
                found.append(claim)
        return found


def _tells_age(claim: Claim) -> bool:
    return isinstance(claim.content, Quantity) and "age" in claim.content.what


def _refines(rule: str, finer: Claim, other: Claim, reason: str) -> Finding:
    return Finding(type=RelationType.REFINES, rule=rule, left=(finer,), right=(other,), reason=reason)
