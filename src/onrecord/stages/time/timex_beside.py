"""Readings of expressions counted from the time named before: `two days later`, `the next day`, `by then`."""

import re
from collections.abc import Mapping
from dataclasses import replace

from onrecord.records import UNKNOWN, TimeExpression, TimexType
from onrecord.stages.time.anchoring import Setting
from onrecord.stages.time.timex_narrative import narrated_from
from onrecord.stages.time.timex_periods import year_back
from onrecord.stages.time.timex_reading import Meaning, Reading, Words, counted, dated, timex
from onrecord.stages.time.timex_values import BLANKS, Stretch, period, unit_around, unit_shifted

_HOURS = frozenset({"second", "minute", "hour"})
_BACK = frozenset({"earlier", "before", "previously", "prior"})
_ON_ITS_OWN_DAY = frozenset({"day", "morning", "night", "evening"})
# A time of more days than this says of a day named beside it no more than where it may lie.
_LONGEST_FOR_DAY = 9
_A_MONTH = re.compile(r"\d{4}-\d\d")


def _later(words: Words, setting: Setting) -> Meaning | None:
    """`two days later`: counted from the time named before; `a year earlier` from the report's own where none was."""
    unit, count, side = words.unit, words.count, words.get("side") or ""
    if unit is None:
        return None
    sign = -1 if side in _BACK else 1
    if side == "earlier" and unit == "year" and count == 1 and (compared := year_back(words, setting)) is not None:
        return compared
    if unit in _HOURS or count is None:
        return timex(TimexType.DURATION, period(count, unit))
    before = _base(unit, setting)
    if before and before.interval.days and before.interval.lo:
        return counted(_units_from(before, sign * count, unit), before, words, setting)
    if side == "earlier":
        return dated(
            setting.against(lambda d: unit_shifted(d, -count, unit), BLANKS[unit]), words, setting, explicit=False
        )
    return timex(TimexType.DURATION, period(count, unit))


def _base(unit: str, setting: Setting) -> TimeExpression | None:
    """The time named before from which units are counted: for days, a single day of the last sentence with a date."""
    last, day = setting.previous, setting.previous_day
    return day if unit == "day" and day and last and day.sentence == last.sentence else last


def _units_from(before: TimeExpression, count: float, unit: str) -> Stretch | None:
    """So many units after a time; somewhere in a stretch as wide as it where it is wider than the unit."""
    lo, hi = before.interval.low, before.interval.high
    around = unit_around(lo, unit)
    if (hi - lo).days < _LONGEST_FOR_DAY or around is None or before.interval.inside(around.interval):
        return unit_shifted(hi if count > 0 and unit == "day" else lo, count, unit)
    first, last = unit_shifted(lo, count, unit), unit_shifted(hi, count, unit)
    if first is None or last is None:
        return None
    inside = count == 0 and unit == "day" and _A_MONTH.fullmatch(before.value) is not None
    value = f"{before.value}-XX" if inside else BLANKS[unit]
    return Stretch(value=value, interval=first.interval.join(last.interval))


def _same_unit(words: Words, setting: Setting) -> Meaning | None:
    """`that day`, `the next day`, `the night before`, `by that date`: the time named before, or beside it."""
    word, side = words.get("shift") or "", words.get("side")
    unit = words.get("unit") or "day"
    if word.endswith("next") and unit not in _ON_ITS_OWN_DAY:
        return _ahead(unit, words, setting)
    part, unit = (unit, "day") if unit in words.tables.dayparts else (None, unit)
    before = _base(unit, setting)
    if before is None or before.interval.lo is None or before.interval.hi is None:
        blank = Meaning(type=TimexType.DATE, value=BLANKS.get(unit, BLANKS["day"]), interval=UNKNOWN)
        return _in_part(blank, part, words)
    shift = 1 if word.endswith(("next", "following")) or side == "after" else -1 if word.endswith("previous") else 0
    shift = -1 if side in _BACK else shift
    if unit == "date" and shift == 0:
        return _just(before)
    meaning = counted(_units_from(before, shift, unit), before, words, setting)
    return meaning and _in_part(meaning, part, words)


def _in_part(meaning: Meaning, part: str | None, words: Words) -> Meaning:
    if part is None:
        return meaning
    return replace(meaning, type=TimexType.TIME, value=f"{meaning.value}T{words.tables.dayparts[part]}")


def _ahead(unit: str, words: Words, setting: Setting) -> Meaning | None:
    unit = unit if unit in BLANKS else "day"
    if (base := narrated_from(setting)) is not None:
        return counted(_units_from(base, 1, unit), base, words, setting)
    return dated(setting.against(lambda d: unit_shifted(d, 1, unit), BLANKS[unit]), words, setting, explicit=False)


def _just(before: TimeExpression) -> Meaning:
    """The time named before, again."""
    return Meaning(
        type=before.type,
        value=before.value,
        interval=before.interval,
        explicit=before.explicit,
        fuzzy=before.fuzzy,
        anchor=before.span,
    )


def _then(words: Words, setting: Setting) -> Meaning | None:
    """`by then`, `until that time`: the time named before; nothing where none was."""
    del words
    return None if setting.previous is None else _just(setting.previous)


BESIDE_READINGS: Mapping[str, Reading] = {"later": _later, "same_unit": _same_unit, "then": _then}
