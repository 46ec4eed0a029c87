"""The report around its claims: text, times by sentence, publication, and where amounts stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons import ClockLexicon, TimeLexicon
from onrecord.records import (
    UNKNOWN,
    Claim,
    Clock,
    Confidence,
    Interval,
    Publication,
    Quantity,
    Reading,
    Span,
    TimeExpression,
    TimeRelation,
    TimexType,
    Token,
    around,
    fuzz_of,
)

BREAKS = ",;:—–()"
_BEFORE = 24
_LAST_WORD = re.compile(r"\b(\w+)\s+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the clocks of a report's claims are read from."""

    text: str
    sentences: tuple[Span, ...]
    tokens: tuple[tuple[Token, ...], ...]
    times: tuple[tuple[TimeExpression, ...], ...]
    publication: Publication
    amounts: tuple[tuple[Span, ...], ...]
    lexicon: TimeLexicon
    words: ClockLexicon

    @property
    def window(self) -> Clock:
        """The day before publication to publication: what a report without a date of its own speaks of."""
        clock = self.publication.clock
        if not clock.interval.known:
            return Clock(
                interval=UNKNOWN, reason="no time named, and publication is not known", confidence=Confidence.LOW
            )
        interval = Interval(lo=clock.interval.shift(-1).lo, hi=clock.interval.hi)
        return Clock(interval=interval, reason="no time named: the report's own time", confidence=Confidence.LOW)

    def running(self, words: str) -> Clock:
        """The report's own time, where the text says that the claim runs up to it."""
        reason = f"runs to the report's own time: “{words}”"
        return replace(self.window, reason=reason, confidence=self.publication.clock.confidence)

    def times_of(self, claim: Claim) -> tuple[TimeExpression, ...]:
        """The times of the claim's sentence."""
        return self.times[claim.sentence] if claim.sentence < len(self.times) else ()

    def sentence_of(self, claim: Claim) -> Span:
        """The sentence the claim stands in."""
        return self.sentences[claim.sentence] if claim.sentence < len(self.sentences) else claim.evidence

    def subordinate_between(self, first: Span, second: Span) -> bool:
        """Whether a clause of its own begins between the two and does not end there: the time then dates that clause.

        `The envoys, who came from Orlo, left on Monday` says when they left.
        """
        start, end = min(first.end, second.end), max(first.start, second.start)
        found = self.lexicon.subordinate.search(self.text, start, end) if start < end else None
        if found is None:
            return False
        set_off = self.text[start : found.start()].rstrip().endswith(",")
        closing = self.text.find(", ", found.end(), end)
        if not set_off or closing < 0:
            return True
        return self.lexicon.subordinate.search(self.text, closing, end) is not None

    def days_off(self, claim: Claim, time: TimeExpression, said: Clock | None) -> int:
        """How many days the speaker's present lies from the report's, for a day that somebody quoted counts from it:
        `“We reopen tomorrow,” she said on Monday`.
        """
        published = self.publication.clock.interval
        if said is None or time.rule not in self.words.spoken_days:
            return 0
        if (
            said.interval.days != 1
            or published.days != 1
            or not any(q.covers(time.span) for q in claim.attribution.quoted)
        ):
            return 0
        return (said.interval.low - published.low).days

    def words_of(self, time: TimeExpression) -> str:
        """The time with the word before it that places it, as the report has them."""
        span = time.span if time.cue is None else Span(start=time.cue.start, end=time.span.end)
        return " ".join(span.of(self.text).split())

    def clock(self, time: TimeExpression, verb: str) -> Clock:
        """The days of the expression, no later than publication; `around` it some days more."""
        published = self.publication.clock.interval
        interval, fuzz = time.interval, fuzz_of(time.interval, time.fuzzy)
        words = self.words_of(time)
        vague = self.words.around.search(self.text, max(0, time.span.start - _BEFORE), time.span.start)
        if time.relation is TimeRelation.BEFORE:
            interval = Interval(lo=None, hi=interval.shift(-1).lo)
        elif vague and time.type is TimexType.DATE and interval.days is not None:
            interval, fuzz = around(interval)
            words = " ".join(self.text[vague.start() : time.span.end].split())
        met = interval.meet(Interval(lo=None, hi=published.hi))
        found = Clock(interval=met or interval, reason=f"{verb} “{words}”", confidence=time.confidence)
        return replace(found, fuzz=fuzz) if found.interval == interval else found


def set_scene(
    claims: Sequence[Claim],
    reading: Reading,
    times: Sequence[TimeExpression],
    publication: Publication,
    lexicon: TimeLexicon,
    words: ClockLexicon,
) -> Scene:
    """The scene of a report's claims."""
    count = len(reading.analyses)
    by_sentence: list[list[TimeExpression]] = [[] for _ in range(count)]
    amounts: list[list[Span]] = [[] for _ in range(count)]
    for time in join_ranges(times, reading.text, words):
        if time.sentence < count:
            by_sentence[time.sentence].append(time)
    for claim in claims:
        if isinstance(claim.content, Quantity) and claim.sentence < count:
            amounts[claim.sentence].append(claim.evidence)
    return Scene(
        text=reading.text,
        sentences=tuple(a.sentence.span for a in reading.analyses),
        tokens=tuple(a.tokens for a in reading.analyses),
        times=tuple(map(tuple, by_sentence)),
        publication=publication,
        amounts=tuple(map(tuple, amounts)),
        lexicon=lexicon,
        words=words,
    )


def join_ranges(times: Sequence[TimeExpression], text: str, words: ClockLexicon) -> list[TimeExpression]:
    """The times, with the two ends of a stretch made one: `from 2019 to 2021`, `between May and July`."""
    joined: list[TimeExpression] = []
    for time in times:
        last = joined[-1] if joined else None
        stretch = _stretch(last, time, text, words) if last is not None else None
        if stretch is not None:
            joined[-1] = stretch
        else:
            joined.append(time)
    return joined


def _stretch(first: TimeExpression, second: TimeExpression, text: str, words: ClockLexicon) -> TimeExpression | None:
    if first.sentence != second.sentence or first.interval.lo is None or second.interval.hi is None:
        return None
    linking = " ".join(text[first.span.end : second.span.start].lower().split())
    before = _LAST_WORD.search(text, max(0, first.span.start - _BEFORE), first.span.start)
    if before is None or linking not in words.ranges.get(before[1].lower(), ()):
        return None
    if first.interval.lo > second.interval.hi:
        return None
    return replace(
        first,
        span=Span(start=first.span.start, end=second.span.end),
        value=f"{first.value}/{second.value}",
        interval=Interval(lo=first.interval.lo, hi=second.interval.hi),
        relation=TimeRelation.DURING,
        cue=Span(start=before.start(1), end=before.end(1)),
        rule="stretch with two ends",
    )


def gap(first: Span, second: Span) -> int:
    """How many characters lie between two spans; none where they overlap."""
    return max(0, second.start - first.end, first.start - second.end)
