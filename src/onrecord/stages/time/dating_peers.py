"""What the other reports of a story imply about a report's publication.

Three ways, all shown as reasons: a copy comes out about when its source does; reports that name one and the same
deadline speak of one decision, which each of them places against its own day (`on Friday`, `in September`, `last
year`), so that a report whose day is known dates the others; and a report tells about what the dated reports of its
own days tell, which is weak.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import timedelta

from onrecord.lexicons import Lexicons
from onrecord.records import (
    UNKNOWN,
    Clock,
    Confidence,
    CopyLink,
    Interval,
    Publication,
    Reading,
    ReportId,
    TimeExpression,
    TimeRelation,
    on,
    tell_days,
)
from onrecord.stages.time.dating_alike import signs_of_likeness
from onrecord.stages.time.dating_evidence import Dateline, dateline_days
from onrecord.stages.time.dating_offsets import BEFORE, NEWS, Offset, offset_of
from onrecord.stages.time.dating_signs import Sign, Strength, weigh_signs
from onrecord.stages.time.timex_values import valid_day
from onrecord.stages.times import find_times

_LIMITS = frozenset({TimeRelation.BY, TimeRelation.BEFORE, TimeRelation.UNTIL, TimeRelation.UNTIL_AT_LEAST})
_MONTH_VALUE = 7
_ROUNDS = 4
# How many reports whose day is known say when a story was news, and with what margin before and after.
_FEWEST = 4
_MARGIN = 21
_MARGIN_SHARE = 0.25
# How far from these a report may have appeared that nothing else dates: a guess, and a wide one.
_AROUND = 183
_LONG_STORY = 366
# In less than a year a day of the year comes once; so much of it must lie on either side of the known days.
_YEAR_DAYS = 364
_LEAST_MARGIN = 60
# So many outlets a reason names; further reports it counts.
_NAMED = 3
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One report's word on a decision: the deadline it names and how it places the decision against its own day."""

    report: ReportId
    key: str
    offset: Offset
    words: str
    paragraph: int
    due: Interval


def narrow_by_peers(
    readings: Sequence[Reading], copies: Sequence[CopyLink], lexicons: Lexicons
) -> Mapping[ReportId, Publication]:
    """Publications narrowed round by round until nothing changes."""
    ordered = sorted(readings, key=lambda r: r.report.id)
    outlets = {r.report.id: r.report.outlet for r in ordered}
    publications = {r.report.id: r.publication for r in ordered}
    decisions = _decisions(ordered, lexicons)
    datelines = {
        r.report.id: dateline_days(r.text, lexicons) for r in ordered if r.publication.clock.interval.days != 1
    }
    span = _span_of(ordered) or _around_few(ordered)
    alike = tuple(signs_of_likeness(ordered, publications, lexicons))
    for _ in range(_ROUNDS):
        signs: dict[ReportId, list[Sign]] = defaultdict(list)
        for report, sign in (
            *_signs_of_decisions(decisions, publications, outlets),
            *_signs_of_copies(copies, publications, outlets, lexicons.dating.tables.copy_days),
            *_signs_of_datelines(datelines, publications, span),
            *alike,
            *_signs_of_story(ordered, publications, {report for report, _ in alike}),
        ):
            signs[report].append(sign)
        narrowed = {report: _narrow(own, signs[report]) for report, own in publications.items()}
        if narrowed == publications:
            break
        publications = narrowed
    return publications


def _narrow(own: Publication, signs: Sequence[Sign]) -> Publication:
    """The report's own publication with its peers' signs; its own evidence wins."""
    if not signs or own.clock.interval.days == 1:
        return own
    interval, told = own.clock.interval, weigh_signs(signs)
    met = interval.meet(told.clock.interval)
    if met is None:
        aside = [f"{reason}: set aside, the report's own words say {tell_days(interval)}" for reason in told.reasons]
        return replace(own, set_aside=tuple(dict.fromkeys((*own.set_aside, *aside, *told.set_aside))))
    if met == interval:
        return own
    kept = _still_binding(own, met)
    reasons = tuple(dict.fromkeys((*kept, *told.reasons)))
    confidence = max(
        (p.clock.confidence for p in ((own, told) if kept else (told,))), key=("high", "medium", "low").index
    )
    return Publication(
        clock=Clock(interval=met, reason="; ".join(reasons), confidence=confidence),
        reasons=reasons,
        set_aside=tuple(dict.fromkeys((*own.set_aside, *told.set_aside))),
    )


def _still_binding(own: Publication, met: Interval) -> tuple[str, ...]:
    """The report's own reasons, where one of its own ends still stands."""
    interval = own.clock.interval
    stands = (interval.lo is not None and interval.lo == met.lo) or (interval.hi is not None and interval.hi == met.hi)
    return own.reasons if stands else ()


def _decisions(readings: Sequence[Reading], lexicons: Lexicons) -> Mapping[str, tuple[Placed, ...]]:
    """By deadline, what each report says of when the decision on it was made; only deadlines that two reports name."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for reading in readings:
        best: dict[str, Placed] = {}
        for placed in _placements(reading, lexicons):
            held = best.get(placed.key)
            if held is None or (held.offset in {BEFORE, NEWS} and placed.offset not in {BEFORE, NEWS}):
                best[placed.key] = placed
        for key, placed in sorted(best.items()):
            found[key].append(placed)
    return {key: tuple(every) for key, every in sorted(found.items()) if len(every) > 1}


def _placements(reading: Reading, lexicons: Lexicons) -> Iterator[Placed]:
    times = find_times(reading.text, reading.analyses, UNKNOWN, lexicons.time)
    by_sentence: dict[int, list[TimeExpression]] = defaultdict(list)
    for time in times:
        by_sentence[time.sentence].append(time)
    news = any(t.relation is TimeRelation.WITHIN and t.value.startswith("P") for t in times)
    for time in times:
        if not (time.explicit and time.relation in _LIMITS and len(time.value) >= _MONTH_VALUE):
            continue
        sentences = [i for i in (time.sentence, time.sentence + 1) if _announces(reading, i, lexicons)]
        if time.sentence not in sentences and not _refers_back(reading, time.sentence + 1, sentences):
            continue
        offset, words = NEWS if news else BEFORE, "names it as news" if news else "names it"
        for sentence in sentences:
            for other in by_sentence[sentence]:
                found = offset_of(other, other.span.of(reading.text))
                if found is not None and offset in {BEFORE, NEWS}:
                    offset, words = found, f"places it “{other.span.of(reading.text)}”"
        yield Placed(
            report=reading.report.id,
            key=time.value[:_MONTH_VALUE],
            offset=offset,
            words=words,
            paragraph=reading.analyses[time.sentence].sentence.paragraph,
            due=time.interval,
        )


def _announces(reading: Reading, index: int, lexicons: Lexicons) -> bool:
    """Whether a sentence tells of something decided, agreed or announced."""
    if index >= len(reading.analyses):
        return False
    return lexicons.dating.announcing.search(reading.analyses[index].sentence.span.of(reading.text)) is not None


def _refers_back(reading: Reading, index: int, sentences: Sequence[int]) -> bool:
    """Whether the next sentence announces and begins with a word for what the one before it said."""
    if index not in sentences:
        return False
    first = reading.analyses[index].tokens[:1]
    return bool(first) and first[0].tag in {"PRON", "DET", "X"}


def _signs_of_decisions(
    decisions: Mapping[str, tuple[Placed, ...]],
    publications: Mapping[ReportId, Publication],
    outlets: Mapping[ReportId, str | None],
) -> Iterator[tuple[ReportId, Sign]]:
    for every in decisions.values():
        for placed in every:
            others = [p for p in every if p.report != placed.report]
            when = _when_decided(others, publications)
            if when is None:
                continue
            when = placed.offset.within(when)
            interval = placed.offset.publication(when)
            if interval.known:
                peers = _say_reports(placed.report, [p.report for p in others], outlets)
                told = f"to {tell_days(when)}" if when.days else tell_days(when)
                yield (
                    placed.report,
                    Sign(
                        interval=interval,
                        strength=_strength([publications[p.report] for p in others]),
                        reason=f"{tell_days(interval)}: {placed.words} (¶{placed.paragraph}), and the same decision"
                        f" is dated {told} by {peers}",
                    ),
                )


def _say_reports(own: ReportId, others: Sequence[ReportId], outlets: Mapping[ReportId, str | None]) -> str:
    """Reports by their outlets; one of no known outlet, or of the same, is `another report of this story`."""
    named = sorted({o for r in others if (o := outlets[r]) and o != outlets[own]})[:_NAMED]
    rest = sum(outlets[r] not in named for r in others)
    if not named and rest == 1:
        return "another report of this story"
    count = _COUNTS[rest] if rest < len(_COUNTS) else str(rest)
    last = [] if not rest else ["another report"] if rest == 1 else [f"{count} other reports"]
    listed = [*named, *last]
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))


def _strength(peers: Sequence[Publication]) -> Strength:
    """What peers are worth: no more than the best of those whose day is bounded on both sides."""
    sure = any(p.clock.interval.days is not None and p.clock.confidence is not Confidence.LOW for p in peers)
    return Strength.PEER if sure else Strength.COUNTED


def _when_decided(others: Sequence[Placed], publications: Mapping[ReportId, Publication]) -> Interval | None:
    """The days that the other reports leave for the decision; None where they contradict each other or say nothing."""
    when: Interval | None = Interval(lo=None, hi=min(p.due.high for p in others))
    for placed in others:
        when = when.meet(placed.offset.event(publications[placed.report].clock.interval)) if when else None
    for placed in others:
        when = when and placed.offset.within(when)
    return when if when and when.known and when.lo is not None else None


def _signs_of_copies(
    copies: Sequence[CopyLink],
    publications: Mapping[ReportId, Publication],
    outlets: Mapping[ReportId, str | None],
    days: int,
) -> Iterator[tuple[ReportId, Sign]]:
    """A copy comes out within a few days of what it copies."""
    for link in copies:
        for report, other in ((link.left, link.right), (link.right, link.left)):
            around = publications[other].clock.interval
            if around.known:
                step = timedelta(days=days)
                interval = Interval(lo=around.lo and around.lo - step, hi=around.hi and around.hi + step)
                source = _say_reports(report, [other], outlets)
                yield (
                    report,
                    Sign(
                        interval=interval,
                        strength=_strength([publications[other]]),
                        reason=f"{tell_days(interval)}: passes on the same text as {source}",
                    ),
                )


def _span_of(readings: Sequence[Reading]) -> Interval | None:
    """From the first to the last of the story's reports whose day is known, with a margin; None where few are."""
    days = sorted(r.publication.clock.interval.low for r in readings if r.publication.clock.interval.days == 1)
    if len(days) < _FEWEST:
        return None
    margin = timedelta(days=max(_MARGIN, round((days[-1] - days[0]).days * _MARGIN_SHARE)))
    return Interval(lo=days[0] - margin, hi=days[-1] + margin)


def _around_few(readings: Sequence[Reading]) -> Interval | None:
    """Half a year around the few reports whose day is known, or known but for the day after, where they are not long
    apart: a day of the year comes once in it.
    """
    known = [r.publication.clock.interval for r in readings if (r.publication.clock.interval.days or _NAMED) < _NAMED]
    if not known:
        return None
    first, last = min(i.low for i in known), max(i.high for i in known)
    margin = (timedelta(days=_YEAR_DAYS) - (last - first)) // 2
    if margin < timedelta(days=_LEAST_MARGIN):
        return None
    return Interval(lo=first - margin, hi=last + margin)


def _signs_of_story(
    readings: Sequence[Reading], publications: Mapping[ReportId, Publication], likened: AbstractSet[ReportId]
) -> Iterator[tuple[ReportId, Sign]]:
    """A report that is open at an end appeared, weakly, about when the dated reports of its story did."""
    days = sorted(r.publication.clock.interval.low for r in readings if r.publication.clock.interval.days == 1)
    if len(days) < _FEWEST or (days[-1] - days[0]).days > _LONG_STORY:
        return
    margin = timedelta(days=max(_AROUND, (days[-1] - days[0]).days))
    around = Interval(lo=days[0] - margin, hi=days[-1] + margin)
    reason = f"{tell_days(around)}, weak: around the time when the dated reports of the story appeared"
    for report, publication in publications.items():
        if publication.clock.interval.days is None and report not in likened:
            yield report, Sign(interval=around, strength=Strength.WEAK, reason=reason)


def _signs_of_datelines(
    datelines: Mapping[ReportId, tuple[Dateline, ...]],
    publications: Mapping[ReportId, Publication],
    span: Interval | None,
) -> Iterator[tuple[ReportId, Sign]]:
    """A dateline's day falls once in the time the report may have appeared: on it or the day after.

    Where the report itself leaves that time open, the story's dated reports close it.
    """
    for report, found in sorted(datelines.items()):
        interval = publications[report].clock.interval
        interval = (span and interval.meet(span)) or interval
        if not found or interval.lo is None or interval.hi is None:
            continue
        years = range(interval.lo.year, interval.hi.year + 1)
        days = [d for y in years if (d := valid_day(y, found[0].month, found[0].day)) and on(d).inside(interval)]
        if len(days) == 1:
            reason = f"{tell_days(on(days[0]))} or the day after: dateline “{found[0].words}”"
            day = Interval(lo=days[0], hi=days[0] + timedelta(days=1))
            yield report, Sign(interval=day, strength=Strength.WEAK, reason=reason)
