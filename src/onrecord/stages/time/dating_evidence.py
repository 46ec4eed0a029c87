"""What a report's own text says about its publication.

Stamps of the page and datelines name the day. Dates spoken of as past say that the report is not older, dates spoken
of as still to come that it is not much younger. The newest year a text names is not its year: nothing rests on that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.lexicons import Lexicons
from onrecord.lexicons.dating import DatingLexicon
from onrecord.records import UNKNOWN, Interval, Passage, PassageKind, TimeExpression, TimeRelation, TimexType, on
from onrecord.stages.time.anchoring import Setting, end_point, lean_of
from onrecord.stages.time.dating_signs import Sign, Strength, say_day, say_interval
from onrecord.stages.time.timex_values import day_shifted
from onrecord.stages.times import find_times_in_text, rough_sentences

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOUR = r"(?<![\d.$€£:])(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?![\d%])|\d{1,2} ?[ap]\.?m\b)"
_HOUR_BEFORE = re.compile(_HOUR + r"[^.\d\n]{0,15}$", re.IGNORECASE)
_HOURED = re.compile(r"T\d\d:")
_HOUR_AFTER = re.compile(r"[^.\d\n]{0,8}" + _HOUR, re.IGNORECASE)
_FIGURES = re.compile(r"\d{4}(?!s)")
_COUNTED = re.compile(r"P(\d+)([MYW])")
_UNITS = {"M": "month", "Y": "year", "W": "week"}
_WORD = re.compile(r"[a-z]{4,}")
# How near a stamp's hour and its words stand, and how far into a text its own stamp may come.
_NEAR = 30
_NEAR_WORDS = 45
_HEAD = 700
_TAIL = 300
# A page that says when it was last changed was mostly published within these days before.
_CHANGED = 2
_MONTH_DAYS = frozenset({"month day", "day month", "month day year", "day month year"})
_NOTES = 3
_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_DATELINE = 400
_LONGEST_PLACE = 50
_SILENT = frozenset({PassageKind.RELATED, PassageKind.PROMO, PassageKind.CAPTION})
_POINTS = frozenset({TimeRelation.ON, TimeRelation.SINCE, TimeRelation.DURING})
# A deadline is no bound: reports go on naming it as one when it is past.
_STARTS = frozenset({TimeRelation.ON, TimeRelation.NOT_BEFORE, TimeRelation.FROM})
# How far before a time the words that make it one to come may stand.
_REACH = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A time expression of the text with the sentence and passage it stands in."""

    time: TimeExpression
    setting: Setting
    passage: Passage | None

    @property
    def paragraph(self) -> str:
        """How the passage is cited."""
        return f"¶{self.passage.paragraph}" if self.passage else "¶0"


def text_signs(
    text: str, passages: Sequence[Passage], times: Sequence[TimeExpression], lexicons: Lexicons
) -> tuple[Sign, ...]:
    """All the signs that the text gives by itself; `times` are the expressions of the whole text."""
    every = place_dates(text, passages, times, lexicons)
    spoken = [d for d in every if d.passage is None or d.passage.kind not in _SILENT]
    stamps = tuple(_stamps(text, every, lexicons.dating))
    stamped = {d.time.span for d, _ in stamps}
    body = [d for d in spoken if d.time.span not in stamped]
    return (
        *_stamp_signs(stamps),
        *_dateline_signs(text, every),
        *_past_signs(body, lexicons.dating),
        *_future_signs(body, lexicons.dating),
        *_counted_signs(body, lexicons.dating),
    )


def place_dates(
    text: str, passages: Sequence[Passage], times: Sequence[TimeExpression], lexicons: Lexicons
) -> tuple[Dated, ...]:
    """The time expressions of the whole text, furniture and all, with where they stand."""
    sentences = list(rough_sentences(text))
    found = []
    at = 0
    for time in times:
        while at < len(passages) - 1 and passages[at].span.end <= time.span.start:
            at += 1
        passage = passages[at] if passages and passages[at].span.overlaps(time.span) else None
        setting = Setting(
            text=text,
            sentence=sentences[time.sentence],
            span=time.span,
            anchor=UNKNOWN,
            previous=None,
            lexicon=lexicons.time,
        )
        found.append(Dated(time=time, setting=setting, passage=passage))
    return tuple(found)


def _stamps(text: str, every: Sequence[Dated], lexicon: DatingLexicon) -> Iterator[tuple[Dated, str]]:
    """Days beside an hour, after a word of publishing or alone on a line; `own`, `changed`, `other` or `end`."""
    for dated in every:
        time = dated.time
        if not _is_day(time):
            continue
        line = text.rfind("\n", 0, time.span.start) + 1
        before = text[max(line, time.span.start - _NEAR_WORDS) : time.span.start]
        after = text[time.span.end : time.span.end + _NEAR].partition("\n")[0]
        hour = _HOURED.search(time.value) or _HOUR_BEFORE.search(before[-_NEAR:]) or _HOUR_AFTER.match(after)
        changed, published = lexicon.updated.search(before), lexicon.published.search(before[-_NEAR:])
        alone = len(before.strip()) < 3 and len(after.strip()) < 3
        if not (hour or changed or published or alone):
            continue
        if changed and not published:
            yield dated, "changed"
        elif time.span.start < _HEAD:
            yield dated, "own"
        elif time.span.end > len(text) - _TAIL and (published or not hour):
            yield dated, "end"
        elif hour or published:
            yield dated, "other"


def _is_day(time: TimeExpression) -> bool:
    """Whether it names one day with its year, in words."""
    named = time.explicit and time.rule != "slashed day" and time.interval.days == 1
    return named and _DAY.match(time.value.partition("T")[0]) is not None


def _stamp_signs(stamps: Sequence[tuple[Dated, str]]) -> Iterator[Sign]:
    own = [d for d, kind in stamps if kind == "own"]
    changed = [d for d, kind in stamps if kind == "changed"]
    other = [d for d, kind in stamps if kind == "other"]
    end = [d for d, kind in stamps if kind == "end"]
    if other:
        other += end
    elif not own:
        own = end
    for dated in own[:1]:
        day = dated.time.interval.low
        yield Sign(interval=on(day), strength=Strength.STAMP, reason=f"{say_day(day)}: stamped so ({dated.paragraph})")
    for dated in changed[:1]:
        yield from _by(dated.time.interval.low, f"last changed then ({dated.paragraph})")
    if other:
        first = min(other, key=lambda d: (d.time.interval.low, d.time.span.start))
        yield from _by(first.time.interval.low, f"the earliest comment ({first.paragraph})")


def _dateline_signs(text: str, every: Sequence[Dated]) -> Iterator[Sign]:
    """On the day of the dateline that the report begins with, or the next: `ORLEN, 10 May 2031 (Wire) -`."""
    for dated in every:
        span = dated.time.span
        if span.start >= _DATELINE:
            return
        before = text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
        placed = not before or (before.endswith((",", ")")) and len(before) <= _LONGEST_PLACE and before[0].isupper())
        if placed and _is_day(dated.time) and _begins_report(text, span.end):
            day = dated.time.interval.low
            reason = f"{say_day(day)} or the day after: dateline ({dated.paragraph})"
            yield Sign(interval=Interval(lo=day, hi=on(day).shift(1).hi), strength=Strength.DATELINE, reason=reason)
            return


def _begins_report(text: str, at: int) -> bool:
    """Whether the mark stands here that parts a dateline from the report."""
    return text[at : at + 2].lstrip().startswith(("(", "-", "–", "—", ":"))


def _by(day: date, why: str) -> Iterator[Sign]:
    """Out by a day, and weakly not long before it."""
    yield Sign(interval=Interval(lo=None, hi=day), strength=Strength.STAMP, reason=f"by {say_day(day)}: {why}")
    lo = day - timedelta(days=_CHANGED)
    yield Sign(interval=Interval(lo=lo, hi=day), strength=Strength.WEAK, reason=f"about {say_day(day)}, weak: {why}")


def _past_signs(body: Sequence[Dated], lexicon: DatingLexicon) -> Iterator[Sign]:
    """Published on or after the first day of what the text speaks of as past."""
    best: Dated | None = None
    for dated in body:
        if _is_past(dated, lexicon) and (best is None or dated.time.interval.low > best.time.interval.low):
            best = dated
    if best is not None:
        day = best.time.interval.low
        words = best.time.span.of(best.setting.text)
        yield Sign(
            interval=Interval(lo=day, hi=None),
            strength=Strength.PAST_DATE,
            reason=f"on or after {say_day(day)}: names “{words}” as past ({best.paragraph})",
        )


def _is_past(dated: Dated, lexicon: DatingLexicon) -> bool:
    """Whether an explicit time stands in a clause in the past tense, and nothing in its sentence looks ahead."""
    time, setting = dated.time, dated.setting
    if not _has_year(dated) or time.relation not in _POINTS or time.type is not TimexType.DATE:
        return False
    if lexicon.ahead.search(setting.before) or lexicon.unreal.search(setting.before):
        return False
    if time.rule == "year":
        placed = time.fuzzy or lexicon.year_context.search(setting.before)
        return placed is not None and lexicon.finite_past.search(setting.before) is not None
    return lean_of(setting) == "past"


def _has_year(dated: Dated) -> bool:
    """Whether the words themselves name a year, not a decade or a time counted from another."""
    words = dated.time.span.of(dated.setting.text)
    return dated.time.explicit and dated.time.interval.lo is not None and _FIGURES.search(words) is not None


def _future_signs(body: Sequence[Dated], lexicon: DatingLexicon) -> Iterator[Sign]:
    """Published before the end of what the text speaks of as still to come; weak, since such words are often old."""
    best: Dated | None = None
    for dated in body:
        if is_ahead(dated, lexicon) and (best is None or dated.time.interval.high < best.time.interval.high):
            best = dated
    if best is not None:
        day = best.time.interval.high
        words = best.time.span.of(best.setting.text)
        yield Sign(
            interval=Interval(lo=None, hi=day),
            strength=Strength.FUTURE_DATE,
            reason=f"by {say_day(day)}, weak: speaks of “{words}” as to come ({best.paragraph})",
        )


def is_ahead(dated: Dated, lexicon: DatingLexicon) -> bool:
    """Whether an explicit time is spoken of as still to come, seen from the report's own day."""
    time, setting = dated.time, dated.setting
    if not _has_year(dated) or time.interval.hi is None or time.relation not in _STARTS or time.rule == "year":
        return False
    clause = setting.before[-_REACH:]
    found = next(reversed(list(lexicon.ahead.finditer(clause))), None)
    if found is None or lean_of(setting) != "future":
        return False
    return not lexicon.not_ahead.search(setting.before) and "“" not in clause[found.start() :]


def _counted_signs(body: Sequence[Dated], lexicon: DatingLexicon) -> Iterator[Sign]:
    """`over the next 12 months` beside `by September 2025` for the same thing: published about a year before."""
    del lexicon
    counted = [
        d for d in body if d.time.rule == "stretch up to or from here" and d.time.relation is TimeRelation.WITHIN
    ]
    limits = [d for d in body if d.time.explicit and d.time.relation is TimeRelation.BY]
    for stretch in counted:
        found = _COUNTED.fullmatch(stretch.time.value)
        for limit in limits:
            if found is None or len(_shared_words(stretch, limit)) < 2:
                continue
            unit, count = _UNITS[found[2]], int(found[1])
            end = end_point(limit.time, UNKNOWN).high
            lo, hi = day_shifted(limit.time.interval.low, -count - 1, unit), day_shifted(end, -count + 1, unit)
            if lo and hi:
                words = [d.time.span.of(d.setting.text) for d in (stretch, limit)]
                interval = Interval(lo=lo, hi=hi)
                yield Sign(
                    interval=interval,
                    strength=Strength.COUNTED,
                    reason=f"{say_interval(interval)}: “{words[0]}” ({stretch.paragraph}) runs to “{words[1]}”"
                    f" ({limit.paragraph})",
                )
                return


def _shared_words(first: Dated, second: Dated) -> set[str]:
    return _words(first.setting) & _words(second.setting)


def _words(setting: Setting) -> set[str]:
    return set(_WORD.findall(setting.sentence.of(setting.text).lower()))


def sidebar_notes(
    text: str, passages: Sequence[Passage], times: Sequence[TimeExpression], lexicons: Lexicons
) -> tuple[str, ...]:
    """Days that stand among related headlines: shown and not used, since a page's headlines change after it is out."""
    notes = []
    for dated in place_dates(text, [p for p in passages if p.kind in _SILENT], times, lexicons):
        if dated.passage is not None and dated.time.rule in _MONTH_DAYS:
            words = dated.time.span.of(text)
            notes.append(f"“{words}” in a related headline ({dated.paragraph}): not used, weak")
    return tuple(dict.fromkeys(notes))[:_NOTES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Month and day at the head of a text, without a year: `ORLEN, May 10 (Wire) -`."""

    month: int
    day: int
    words: str


def dateline_days(text: str, lexicons: Lexicons) -> tuple[Dateline, ...]:
    """The days of datelines: after a place, before a bracket or dash, near the head."""
    head = text[:_DATELINE]
    found = []
    for time in find_times_in_text(head, UNKNOWN, lexicons.time):
        day = _MONTH_DAY.fullmatch(time.value)
        after = head[time.span.end :].lstrip()
        before = head[: time.span.start].rstrip()
        if day and time.rule in _MONTH_DAYS and before.endswith((",", ")")) and after.startswith(("(", "-", "–", "—")):
            found.append(Dateline(month=int(day[1]), day=int(day[2]), words=time.span.of(text)))
    return tuple(found)
