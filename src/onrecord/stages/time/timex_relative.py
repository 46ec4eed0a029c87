"""Readings of expressions counted from the report's own day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from onrecord.records import UNKNOWN, Interval, TimexType
from onrecord.stages.time.anchoring import Setting, stretch_from
from onrecord.stages.time.timex_narrative import narrated_from
from onrecord.stages.time.timex_periods import year_back
from onrecord.stages.time.timex_ranges import range_start
from onrecord.stages.time.timex_reading import Meaning, Reading, Words, counted, dated, timex, with_part
from onrecord.stages.time.timex_tense import PAST
from onrecord.stages.time.timex_values import (
    BLANKS,
    Stretch,
    day_at,
    day_shifted,
    month_at,
    period,
    unit_around,
    unit_shifted,
    week_at,
    weekend_at,
    year_at,
)

_HOURS = frozenset({"second", "minute", "hour"})
_SATURDAY = 5
_PART_NAMES = ("daypart", "daypart_in", "daypart_mid")
# Units to half of one.
_LOOSE = {
    "month": (15, "day"),
    "quarter": (45, "day"),
    "year": (6, "month"),
    "decade": (5, "year"),
    "century": (50, "year"),
}


def _weekday(words: Words, setting: Setting) -> Meaning | None:
    name = words.get("weekday") or ""
    number = words.tables.weekdays[name]
    if len(name) <= 5 and not setting.after.lstrip(".").startswith((",", " ")) and len(words.whole) == len(name):
        return None
    shift = words.shift if words.get("shift") else None
    if (words.get("shift") or "").endswith(("previous", "following")) and (beside := _beside(number, shift, setting)):
        return with_part(counted(beside, setting.previous, words, setting), words)
    if shift is None and (start := range_start(setting, weekday=True)) is not None and start.interval.days == 1:
        told = day_shifted(start.interval.low, (number - start.interval.low.weekday()) % 7, "day")
        return with_part(counted(day_at(told), start, words, setting), words) if told else None
    if shift is None and setting.history and (last := narrated_from(setting)) and last.interval.days == 1:
        told = day_shifted(last.interval.low, (number - last.interval.low.weekday()) % 7, "day")
        return with_part(counted(day_at(told), last, words, setting), words) if told else None
    forward = setting.forward if shift is None else shift > 0

    def at(anchor: date) -> Stretch:
        ahead = (number - anchor.weekday()) % 7
        if not forward:
            behind = (anchor.weekday() - number) % 7
            return day_at(anchor - timedelta(days=behind or (7 if shift == -1 else 0)))
        if shift == 1 and "coming" not in words.whole:
            later = number - anchor.weekday() + 7
            first = anchor + timedelta(days=ahead or 7)
            day = anchor + timedelta(days=later)
            return Stretch(value=day.isoformat(), interval=Interval(lo=min(first, day), hi=day))
        return day_at(anchor + timedelta(days=ahead))

    stretch = setting.against(at, f"XXXX-WXX-{number + 1}")
    return with_part(dated(stretch, words, setting, explicit=False), words)


def _beside(weekday: int, shift: int | None, setting: Setting) -> Stretch | None:
    """`the following Friday`: the first one after, or before, the day named last."""
    last = setting.previous.interval if setting.previous else UNKNOWN
    if last.lo is None or last.hi is None or last.days != 1:
        return None
    step = ((weekday - last.lo.weekday()) % 7 or 7) if shift == 1 else -((last.lo.weekday() - weekday) % 7 or 7)
    day = day_shifted(last.lo, step, "day")
    return day_at(day) if day else None


def _weekday_of_week(words: Words, setting: Setting) -> Meaning | None:
    number = words.tables.weekdays[words.get("weekday") or words.get("other") or words.get("weekday_first") or ""]
    if (after := words.get("after_next")) is not None:
        weeks = 7 if after == "week" else 0
        coming = setting.against(
            lambda d: day_at(d + timedelta(days=((number - d.weekday()) % 7 or 7) + weeks)), f"XXXX-WXX-{number + 1}"
        )
        return dated(coming, words, setting, explicit=False)
    fortnight = words.get("fortnight")
    shift = words.shift if fortnight is None else (-1 if "ago" in fortnight else 1)
    if shift is None:
        return None

    def at(anchor: date) -> Stretch:
        monday = anchor - timedelta(days=anchor.weekday())
        if fortnight and (anchor.weekday() > number if shift > 0 else anchor.weekday() < number):
            monday += timedelta(days=7 * shift)
        return day_at(monday + timedelta(days=7 * shift + number))

    return dated(setting.against(at, f"XXXX-WXX-{number + 1}"), words, setting, explicit=False)


def _named_day(words: Words, setting: Setting) -> Meaning | None:
    days = words.tables.days[words.get("day") or ""]
    return with_part(_day_away(days, words, setting), words)


def _day_away(days: int, words: Words, setting: Setting) -> Meaning | None:
    meaning = dated(
        setting.against(lambda d: day_at(d + timedelta(days=days)), BLANKS["day"]), words, setting, explicit=False
    )
    return None if meaning is None else replace(meaning, interval=_whole_days(meaning, setting, days))


def _whole_days(meaning: Meaning, setting: Setting, days: int) -> Interval:
    """A day stays whole, whatever part of it is named."""
    whole = setting.against(lambda d: day_at(d + timedelta(days=days)), "")
    return whole.interval if whole else meaning.interval


def _part_of_day(words: Words, setting: Setting) -> Meaning | None:
    word = words.get("word") or ""
    meaning = _day_away(-1 if word == "last night" else 0, words, setting)
    if meaning is None:
        return None
    part = words.tables.dayparts.get(word.split()[-1], "NI")
    if word == "overnight" and not setting.forward and meaning.interval.lo is not None:
        # The night that has passed began on the day before.
        meaning = replace(meaning, interval=replace(meaning.interval, lo=day_shifted(meaning.interval.lo, -1, "day")))
    return replace(meaning, type=TimexType.TIME, value=f"{meaning.value}T{part}")


def _part_alone(words: Words, setting: Setting) -> Meaning | None:
    """`at dawn`, `in the evening`: of the day named just before, or of the report's own."""
    named = next((word for name in _PART_NAMES if (word := words.get(name))), "morning")
    part = words.tables.dayparts[named]
    day = setting.day_named
    stretch = day_at(day) if day else setting.against(day_at, BLANKS["day"])
    if stretch is None:
        return None
    return Meaning(type=TimexType.TIME, value=f"{stretch.value}T{part}", interval=stretch.interval)


def _shifted_unit(words: Words, setting: Setting) -> Meaning | None:
    unit, shift, word = words.unit, words.shift, words.get("shift") or ""
    if unit is None or shift is None:
        return None
    if (words.get("unit") or "").endswith("s") and words.get("unit") not in {"", "this"}:
        return _several(shift, word, setting)
    if word in {"past", "this past"} and not words.portion and not words.match.group().lower().startswith("this"):
        return replace(timex(TimexType.DURATION, period(1, unit)), interval=_up_to_here(setting, unit), fuzzy="past")
    if unit in _HOURS or (unit == "day" and word != "this" and shift != 0):
        return None
    if word in {"following", "previous", "prior", "preceding"}:
        return _beside_previous(unit, shift, words, setting)
    if words.whole.startswith("the next ") and (base := narrated_from(setting)) is not None:
        return counted(unit_shifted(base.interval.low, shift, unit), base, words, setting)
    stretch = setting.against(lambda d: unit_shifted(d, shift, unit), BLANKS[unit])
    meaning = dated(stretch, words, setting, explicit=False)
    if meaning and unit == "week" and words.portion == "mid" and stretch:
        return replace(meaning, interval=_midweek(stretch.interval))
    return meaning


def _several(shift: int, word: str, setting: Setting) -> Meaning | None:
    """`coming months`, `previous years`: no number of them, on one side of the report's day."""
    anchor = setting.anchor
    if shift > 0 and word != "following":
        return Meaning(type=TimexType.DATE, value="FUTURE_REF", interval=Interval(lo=anchor.lo, hi=None))
    if shift < 0:
        return Meaning(type=TimexType.DATE, value="PAST_REF", interval=Interval(lo=None, hi=anchor.hi))
    return None


def _midweek(week: Interval) -> Interval:
    """Tuesday to Thursday of weeks that run from Sunday to Sunday."""
    return Interval(lo=week.lo and week.lo + timedelta(days=2), hi=week.hi and week.hi - timedelta(days=3))


def _midweek_alone(words: Words, setting: Setting) -> Meaning | None:
    """`talks resume midweek`: in the middle of the week around the report."""
    meaning = dated(setting.against(week_at, BLANKS["week"]), words, setting, explicit=False)
    return None if meaning is None else replace(meaning, interval=_midweek(meaning.interval), fuzzy="mid")


def _unit_after_next(words: Words, setting: Setting) -> Meaning | None:
    """`the week before last`, `the month after next`."""
    name, shift = words.unit or "week", -2 if words.get("back") else 2
    meaning = dated(
        setting.against(lambda d: unit_shifted(d, shift, name), BLANKS[name]), words, setting, explicit=False
    )
    if meaning is None or words.get("unit") != "night":
        return meaning
    return replace(meaning, type=TimexType.TIME, value=f"{meaning.value}TNI")


def _up_to_here(setting: Setting, unit: str) -> Interval:
    return stretch_from(setting.anchor, 1, unit, ahead=False)


def _beside_previous(unit: str, shift: int, words: Words, setting: Setting) -> Meaning | None:
    """`the following week`: counted from the time named before, or from the report's day where none was."""
    before = setting.previous
    if before is None or before.interval.days is None or before.interval.lo is None:
        stretch = setting.against(lambda d: unit_shifted(d, shift, unit), BLANKS[unit])
        return dated(stretch, words, setting, explicit=False)
    return counted(unit_shifted(before.interval.lo, shift, unit), before, words, setting)


def _current_unit(words: Words, setting: Setting) -> Meaning | None:
    unit = words.unit
    if unit is None:
        return None
    if unit != "day" and (base := narrated_from(setting)) and (around := unit_around(base.interval.low, unit)):
        return counted(around, base, words, setting)
    here = dated(setting.against(lambda d: unit_around(d, unit), BLANKS[unit]), words, setting, explicit=False)
    over = here is not None and here.interval.hi is not None and here.interval.hi < setting.anchor.low
    if not over or not setting.forward:
        return here
    return dated(setting.against(lambda d: unit_shifted(d, 1, unit), BLANKS[unit]), words, setting, explicit=False)


def _year_end(words: Words, setting: Setting) -> Meaning | None:
    """`year-end` is the year's last day, `the end of the year` the year; its last month holds both."""
    if (base := narrated_from(setting)) is not None:
        december = month_at(base.interval.low.year, 12).interval
        meaning = counted(year_at(base.interval.low.year), base, words, setting)
        return replace(meaning, interval=december, fuzzy="end") if meaning else None
    gone = -1 if setting.before.lower().endswith("since ") else 0
    meaning = dated(
        setting.against(lambda d: year_at(max(1, d.year + gone)), BLANKS["year"]), words, setting, explicit=False
    )
    if meaning is None:
        return None
    hi = meaning.interval.hi
    lo = date(hi.year, 12, 1) if hi else meaning.interval.lo
    sharp = "of" not in words.whole and "'s" not in words.whole and "’s" not in words.whole and hi is not None
    value = f"{meaning.value}-12-31" if sharp else meaning.value
    return replace(meaning, value=value, interval=Interval(lo=lo, hi=hi), fuzzy="end")


def _weekend(words: Words, setting: Setting) -> Meaning | None:
    whole = words.whole
    forward = setting.forward

    def at(anchor: date) -> Stretch:
        if whole.startswith("next"):
            return weekend_at(anchor + timedelta(days=7))
        inside = anchor.weekday() >= _SATURDAY
        ahead = whole.startswith("this") and "past" not in whole and (inside or forward or anchor.weekday() > 1)
        if inside or ahead or (forward and "last" not in whole):
            return weekend_at(anchor - timedelta(days=7 if whole.startswith("last") and inside else 0))
        return weekend_at(anchor - timedelta(days=7))

    return dated(setting.against(at, BLANKS["weekend"]), words, setting, explicit=False)


def _ago(words: Words, setting: Setting) -> Meaning | None:
    unit, count = words.unit, words.count
    sign = -1 if words.get("side") == "ago" else 1
    if words.get("half"):
        count = 0.5
    if unit is None:
        return None
    if unit in _HOURS:
        return replace(timex(TimexType.DURATION, period(count, unit)), interval=_around_here(setting))
    if sign < 0 and unit == "year" and count == 1 and (compared := year_back(words, setting)) is not None:
        return compared
    if count is None:
        reference = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return replace(timex(TimexType.DATE, reference), interval=_beyond(setting, unit, sign))
    finer = {"year": "month", "decade": "year"}.get(unit, unit) if count != int(count) else unit
    stretch = setting.against(lambda d: _moved(d, count * sign, unit, finer), BLANKS[finer])
    return dated(stretch, words, setting, explicit=False)


def _moved(day: date, count: float, unit: str, finer: str) -> Stretch | None:
    moved = day_shifted(day, count, unit)
    if moved is None:
        return None
    around = unit_around(moved, finer)
    if around is None:
        return None
    if finer not in _LOOSE:
        return around
    # Who says "two months ago" counts in months, not in days: half a unit either way.
    step, of = _LOOSE[finer]
    before, after = day_shifted(moved, -step, of), day_shifted(moved, step, of)
    if before is None or after is None:
        return around
    window = Interval(lo=before, hi=after)
    return Stretch(value=around.value, interval=around.interval.join(window) if of == "day" else window)


def _ago_from(words: Words, setting: Setting) -> Meaning | None:
    """`ten years ago today`, `a week ago on Friday`: counted back from the day named, to the day."""
    unit, count = words.tables.units[words.get("unit") or "year"], words.count
    named, weekday, around = words.get("day"), words.get("weekday"), words.get("of_unit")
    if count is None:
        return None

    def at(anchor: date) -> Stretch | None:
        behind = (anchor.weekday() - words.tables.weekdays[weekday]) % 7 if weekday else 0
        step = words.tables.days[named] if named else -behind
        moved = day_shifted(anchor + timedelta(days=step), -count, unit)
        return unit_around(moved, around or "day") if moved else None

    return dated(setting.against(at, BLANKS[around or "day"]), words, setting, explicit=False)


def _around_here(setting: Setting) -> Interval:
    """The report's day and the one before."""
    lo, hi = setting.anchor.lo, setting.anchor.hi
    return Interval(lo=lo and day_shifted(lo, -1, "day"), hi=hi)


def _beyond(setting: Setting, unit: str, sign: int) -> Interval:
    """At least one unit before or after the report's day."""
    anchor = setting.anchor
    if sign < 0:
        return Interval(lo=None, hi=anchor.hi and day_shifted(anchor.hi, -1, unit))
    return Interval(lo=anchor.lo and day_shifted(anchor.lo, 1, unit), hi=None)


def _reference(words: Words, setting: Setting) -> Meaning | None:
    anchor = setting.anchor
    match words.value:
        case "PRESENT_REF":
            interval = anchor
        case "PAST_REF":
            interval = Interval(lo=None, hi=anchor.hi)
        case _:
            interval = Interval(lo=anchor.lo, hi=None)
    return Meaning(type=TimexType.DATE, value=words.value, interval=interval)


def _soon(words: Words, setting: Setting) -> Meaning | None:
    """`soon` lies ahead, except in a clause that looks back: `he was soon freed`."""
    return None if setting.lean == PAST else _reference(words, setting)


RELATIVE_READINGS: Mapping[str, Reading] = {
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "named_day": _named_day,
    "part_of_day": _part_of_day,
    "part_of_weekday": _weekday,
    "part_alone": _part_alone,
    "shifted_unit": _shifted_unit,
    "current_unit": _current_unit,
    "year_end": _year_end,
    "weekend": _weekend,
    "ago": _ago,
    "ago_from": _ago_from,
    "midweek": _midweek_alone,
    "unit_after_next": _unit_after_next,
    "reference": _reference,
    "soon": _soon,
}
