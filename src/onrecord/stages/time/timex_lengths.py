"""Readings of lengths of time, of what happens again and again, and of hours of the day."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from onrecord.records import Interval, TimeRelation, TimexType
from onrecord.stages.time.anchoring import Setting, stretch_from
from onrecord.stages.time.timex_days import nearest_day
from onrecord.stages.time.timex_periods import ended_on, stretch_to
from onrecord.stages.time.timex_reading import Meaning, Reading, Words, dated, timex
from onrecord.stages.time.timex_values import BLANKS, Stretch, day_at, period, unit_around, valid_day

# A price or count right before "a year" makes it a rate, which is no time of its own: $40 a year, four flights a week.
_RATE = re.compile(
    r"(?:[$£€#]|(?<![\w.])(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|[mb]illion|many)\b)"
    r"(?:[\d.,]+)?(?: (?!in\b|for\b|on\b|after\b|within\b|by\b|than\b|to\b|and\b)[\w%]+){0,3} $"
    r"|(?:times|once|twice|per ?cent|%|cents|dollars|euros|pounds|miles|kilomet(?:er|re)s) $",
    re.IGNORECASE,
)
# After these `last` is a verb: the trip may last over a week.
_VERB_BEFORE = re.compile(
    r"(?:\bto|\bwill|\bwould|\bcould|\bcan|\bmay|\bmight|\bshould|\bmust|\bnot|n['’]t) $", re.IGNORECASE
)
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_PER = re.compile(r" (?:a|per|each) (?:day|week|month|year)\b")
_KINDS_OF_YEAR = ("a fiscal", "a calendar", "a financial")
_MEASURED_FROM = ("before", "after", "earlier", "later", "ago", "from", "to ", "of ")
_AHEAD = frozenset({"next", "coming", "following"})
_BEHIND = frozenset({"past", "last", "previous", "preceding", "latest"})
_NOON = 12
_WEEKDAYS_BESIDE = ("weekday", "weekday_after", "weekday_close", "weekday_end")
_OF_ACCOUNTS = frozenset({"week", "month", "quarter", "year"})
_HALVES = {"year": "P6M", "hour": "PT30M", "century": "P50Y", "decade": "P5Y", "day": "PT12H", "month": "P15D"}
_FREQUENCIES = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "annually": "P1Y",
    "yearly": "P1Y",
    "nightly": "XXXX-XX-XXTNI",
    "hourly": "PT1H",
}


def _anchored_length(words: Words, setting: Setting) -> Meaning | None:
    """`the next 12 months` runs from the report's day, `the past two weeks` up to it."""
    unit, shift = words.unit, words.get("shift") or ""
    if unit is None or (words.whole.startswith("last ") and _VERB_BEFORE.search(setting.before)):
        return None
    count = 12.0 if "dozen" in words.whole and words.get("number") is None else words.count
    meaning = timex(TimexType.DURATION, period(count, unit))
    if shift in _AHEAD:
        interval = (
            stretch_from(setting.anchor, count, unit, ahead=True) if count else Interval(lo=setting.anchor.lo, hi=None)
        )
        return replace(meaning, interval=interval, relation=TimeRelation.WITHIN)
    if shift in _BEHIND:
        interval = (
            stretch_from(setting.anchor, count, unit, ahead=False) if count else Interval(lo=None, hi=setting.anchor.hi)
        )
        return replace(meaning, interval=interval, relation=TimeRelation.DURING)
    return meaning


def _recent(words: Words, setting: Setting) -> Meaning | None:
    ahead = words.get("shift") in {"coming", "future"}
    anchor = setting.anchor
    interval = Interval(lo=anchor.lo, hi=None) if ahead else Interval(lo=None, hi=anchor.hi)
    return Meaning(
        type=TimexType.DATE,
        value="FUTURE_REF" if ahead else "PAST_REF",
        interval=interval,
        relation=TimeRelation.WITHIN if ahead else TimeRelation.DURING,
    )


def _length(words: Words, setting: Setting) -> Meaning | None:
    unit, count = words.unit, words.count
    if unit is None:
        return None
    if words.whole.endswith("and a half") and count is not None:
        count += 0.5
    one = words.get("number") in {"a", "an"}
    if (one and unit in {"second", "quarter"}) or _is_no_length(words, setting, one=one):
        return None
    if count and unit in _OF_ACCOUNTS and (ended := ended_on(setting)) is not None:
        return replace(timex(TimexType.DURATION, period(count, unit)), interval=stretch_to(ended, count, unit))
    return _from_here(timex(TimexType.DURATION, period(count, unit)), count, unit, setting)


def _is_no_length(words: Words, setting: Setting, *, one: bool) -> bool:
    """Rates, ages and fractions are none: `$2 a day`, `52 years old`, `ten minutes apart`, `three quarters of`."""
    after = setting.after.lower()
    if _PER.match(after):
        return True
    if one and (_RATE.search(setting.before) or words.whole.startswith(_KINDS_OF_YEAR)):
        return not after.lstrip().startswith(_MEASURED_FROM)
    parts = words.get("unit") == "quarters" and words.get("number") == "three" and after.startswith(" of ")
    return parts or after.startswith((" old", "-old", " apart"))


def _from_here(meaning: Meaning, count: float | None, unit: str, setting: Setting) -> Meaning:
    """`within 48 hours` and, in a clause that looks ahead, `in two weeks` are counted from the report's day."""
    before = " ".join(setting.before.lower().split()[-2:])
    if count is None or not before.endswith(("within", "in")) or not (before.endswith("within") or setting.forward):
        return meaning
    days = {"second": 0, "minute": 0, "hour": count / 24}.get(unit)
    interval = stretch_from(
        setting.anchor, count if days is None else max(1, round(days)), unit if days is None else "day", ahead=True
    )
    if before.endswith("within"):
        return replace(meaning, interval=interval, relation=TimeRelation.WITHIN)
    far = Interval(lo=interval.hi if setting.anchor.days else None, hi=interval.hi)
    return replace(meaning, interval=far, relation=TimeRelation.ON)


def _half_length(words: Words, setting: Setting) -> Meaning | None:
    del setting
    return timex(TimexType.DURATION, _HALVES[words.get("unit") or "year"])


def _vague_length(words: Words, setting: Setting) -> Meaning | None:
    """`for months`, `years of work`; no expression in `minutes apart` or `37 years old`."""
    unit = words.unit
    before, after = setting.before.lower(), setting.after
    part_of_day = unit == "hour" and after.startswith(" of ") and before.endswith(("early ", "small ", "wee "))
    if part_of_day or ("early hours" in words.whole and after.startswith(" of ")):
        return None
    share = unit == "quarter" and before.endswith("three ") and after.startswith(" of ")
    if (
        unit is None
        or share
        or after.startswith((" apart", " old"))
        or before.endswith(("matter of ", "those "))
        or _PER.match(after)
    ):
        return None
    return timex(TimexType.DURATION, period(None, unit))


def _whole_unit(words: Words, setting: Setting) -> Meaning | None:
    """`a full year` is a length, `the full year` the year around the report."""
    unit = words.unit or words.tables.units[words.whole.split()[-1]]
    if words.whole == "the full year":
        return dated(setting.against(lambda d: unit_around(d, unit), BLANKS[unit]), words, setting, explicit=False)
    return timex(TimexType.DURATION, period(1, unit))


def _times_per(words: Words, setting: Setting) -> Meaning | None:
    """`three times a week` happens again in every one of them."""
    del setting
    return timex(TimexType.SET, period(1, words.unit)) if words.unit else None


def _repeated(words: Words, setting: Setting) -> Meaning | None:
    del setting
    tables = words.tables
    part = words.get("daypart")
    if (weekday := words.get("weekday")) is not None:
        value = f"XXXX-WXX-{tables.weekdays[weekday] + 1}" + (f"T{tables.dayparts[part]}" if part else "")
    elif (season := words.get("season")) is not None:
        value = f"XXXX-{tables.seasons[season]}"
    elif part is not None:
        value = f"XXXX-XX-XXT{tables.dayparts[part]}"
    elif words.month is not None:
        value = f"XXXX-{words.month:02d}"
    elif words.unit is not None:
        value = period(2 if words.get("other") else words.count or 1, words.unit)
    else:
        return None
    return timex(TimexType.SET, value)


def _frequency(words: Words, setting: Setting) -> Meaning | None:
    """`daily` is a frequency, except in a newspaper's name and in a rate: `rose 3 per cent annually`."""
    named = words.match.group()[:1].isupper() and setting.span.start > setting.sentence.start
    if named or _NAME_AFTER.match(setting.after) or _RATE.search(setting.before) or setting.before.endswith("average "):
        return None
    return timex(TimexType.SET, _FREQUENCIES[words.get("word") or "daily"])


def _clock_time(words: Words, setting: Setting) -> Meaning | None:
    hour, minute = words.number_of("hour") or 0, words.number_of("minute") or 0
    if (spelled := words.get("spelled")) is not None:
        hour = words.tables.numbers[spelled]
    half, part = words.get("half"), words.get("daypart")
    if part is not None:
        half = "a" if part == "morning" else "p"
    part_named = words.get("part_of_day")
    if part_named and not half and hour < _NOON and not part_named.endswith("morning"):
        half = "p"
    if hour > (12 if half else 24) or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    stretch = _clock_day(words, setting)
    if stretch is None:
        return None
    return Meaning(
        type=TimexType.TIME,
        value=f"{stretch.value}T{hour:02d}:{minute:02d}",
        interval=stretch.interval,
        explicit=(words.year or words.number_of("year_last")) is not None,
    )


def _clock_day(words: Words, setting: Setting) -> Stretch | None:
    """The day an hour belongs to: the one beside it, or the report's own."""
    weekday = next((word for name in _WEEKDAYS_BESIDE if (word := words.get(name))), None)
    month, dom = words.month or words.month_of("month_last"), words.number_of("dom") or words.number_of("dom_first")
    named, forward, last = words.get("day"), setting.forward, words.shift == -1
    part = words.get("part_of_day")
    if not (weekday or named or month or part) and (beside := setting.day_named):
        return day_at(beside)
    if month and (year := words.year or words.number_of("year_last")):
        day = valid_day(year, month, dom or 0)
        return day_at(day) if day else None
    if month and valid_day(2000, month, dom or 0) is None:
        return None

    def at(anchor: date) -> Stretch | None:
        if month:
            day = nearest_day(anchor, month, dom or 0, forward=forward)
            return day_at(day) if day else None
        if weekday is not None:
            number = words.tables.weekdays[weekday]
            behind = (anchor.weekday() - number) % 7
            step = (number - anchor.weekday()) % 7 if forward and not last else -(behind or (7 if last else 0))
        else:
            step = words.tables.days[named] if named else -(part == "last night")
        return day_at(anchor + timedelta(days=step))

    return setting.against(at, BLANKS["day"])


LENGTH_READINGS: Mapping[str, Reading] = {
    "anchored_length": _anchored_length,
    "recent": _recent,
    "length": _length,
    "half_length": _half_length,
    "vague_length": _vague_length,
    "whole_unit": _whole_unit,
    "repeated": _repeated,
    "frequency": _frequency,
    "times_per": _times_per,
    "clock_time": _clock_time,
}
