"""Readings of expressions that name the calendar: months, quarters, seasons, years and more."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from onrecord.records import Interval, TimexType
from onrecord.stages.time.anchoring import Setting
from onrecord.stages.time.timex_narrative import story_date, told_year
from onrecord.stages.time.timex_ranges import range_start, year_of_end
from onrecord.stages.time.timex_reading import Meaning, Reading, Words, counted, dated, timex
from onrecord.stages.time.timex_values import (
    BLANKS,
    Stretch,
    century_at,
    day_at,
    day_shifted,
    decade_at,
    full_year,
    month_at,
    part_of_year,
    period,
    season_at,
    week_at,
    weekend_at,
    year_at,
)

_FALL_MONTH = 9
_SATURDAY = 5
_LAST_CENTURY = 30
_SHORT = 4
# Before this a four-figure number is more often an amount than a year.
_PRINT = 1500
# What stands around a month that tells one thing from others: `the March meeting`; not `the March on Lenna`.
_OWNER = re.compile(r"\b(?:the|an?|its|his|her|their|this|that)\s$", re.IGNORECASE)
_THING = re.compile(r" (?!(?:of|on|to|for|in|at|and|or|is|was|had|has|from|through|by)\b)[a-z]")
_PERSON = re.compile(r" [A-Z][a-z]")
_WHOLE_NAMES = frozenset({"may", "june", "july"})
_SEASON_CUES = ("in ", "by ", "since ", "until ")


def _calendar_month(words: Words, setting: Setting) -> Meaning | None:
    month = words.month or 0
    year = words.year or setting.year_in_brackets or (year_of_end(month, setting) if words.year_shift is None else None)
    if year is not None and year < _PRINT and setting.lexicon.counted.match(setting.after):
        return None
    if year is not None:
        return dated(month_at(year, month), words, setting, explicit=True)
    shift, year_shift = words.shift, words.year_shift
    bare = shift is None and words.get("which_year") is None
    if bare and not words.portion and not _means_month(words, setting):
        return None
    if words.get("which_year") and year_shift is None and setting.previous is None:
        return None
    if shift is None and (base := story_date(words, setting)) is not None:
        return counted(month_at(told_year(base, month, words), month), base, words, setting)
    if bare and (start := range_start(setting)) is not None:
        first = start.interval.low
        return counted(month_at(first.year + (month < first.month), month), start, words, setting)
    forward = setting.forward

    def at(anchor: date) -> Stretch:
        return month_at(_year_of_month(month, anchor, words, forward=forward), month)

    return dated(setting.against(at, f"XXXX-{month:02d}"), words, setting, explicit=False)


def _year_of_month(month: int, anchor: date, words: Words, *, forward: bool) -> int:
    """The year of a month named without one, as its other words and its clause say."""
    year, shift = anchor.year, words.shift
    if (year_shift := words.year_shift) is not None:
        year += year_shift
    elif shift == -1:
        year -= month >= anchor.month
    elif shift == 1:
        year += month <= anchor.month
    elif forward or (shift is None and (month - anchor.month) % 12 == 1):
        # The month to come is hardly named for the one eleven months ago.
        year += month < anchor.month and shift is None
    elif shift is None:
        year -= month > anchor.month
    return max(1, year)


def _placed_day(words: Words, setting: Setting) -> Meaning | None:
    """`the first Monday of May`, `the last week of the month`, `the first Friday of every month`."""
    if words.get("each"):
        return timex(TimexType.SET, period(1, "month"))
    if (month := words.month) is None:

        def at(anchor: date) -> Stretch | None:
            moved = day_shifted(anchor, words.shift or 0, "month")
            return _placed_in(moved.year, moved.month, words) if moved else None

        return dated(setting.against(at, BLANKS["day"]), words, setting, explicit=False)
    if words.year is not None:
        return dated(_placed_in(words.year, month, words), words, setting, explicit=True)
    if (base := story_date(words, setting)) is not None:
        return counted(_placed_in(told_year(base, month, words), month, words), base, words, setting)
    forward = setting.forward
    stretch = setting.against(
        lambda d: _placed_in(_year_of_month(month, d, words, forward=forward), month, words), f"XXXX-{month:02d}-XX"
    )
    return dated(stretch, words, setting, explicit=False)


def _placed_in(year: int, month: int, words: Words) -> Stretch | None:
    """The day, week or weekend that has this place in a month; None where the month has none such."""
    days = month_at(year, month).interval
    last = words.get("place") in {"last", "final"}
    number = words.tables.ordinals.get(words.get("place") or "", 1) - 1
    unit, weekday = words.unit, words.get("weekday")
    if unit == "week":
        lo = days.high - timedelta(days=6) if last else days.low + timedelta(days=7 * number)
        if lo > days.high:
            return None
        week = Interval(lo=lo, hi=min(lo + timedelta(days=6), days.high))
        return Stretch(value=week_at(lo + timedelta(days=3)).value, interval=week)
    wanted = words.tables.weekdays[weekday] if weekday else _SATURDAY if unit == "weekend" else None
    every = [days.low + timedelta(days=n) for n in range(days.days or 0)]
    every = [day for day in every if wanted is None or day.weekday() == wanted]
    if number >= len(every):
        return None
    day = every[-1 if last else number]
    return weekend_at(day) if unit == "weekend" else day_at(day)


def _means_month(words: Words, setting: Setting) -> bool:
    """Whether a bare month's name is one: not the auxiliary, the verb or a person's name."""
    name = words.match["month"]
    if (
        _PERSON.match(setting.after)
        and not name.endswith(".")
        and len(name) <= _SHORT
        and name.lower() not in _WHOLE_NAMES
    ):
        return False
    short = len(name) <= _SHORT and name.lower() not in _WHOLE_NAMES
    if setting.lexicon.month_context.search(setting.before):
        return not (short and name.isupper())
    if short:
        return name.endswith(".")
    if name.lower() in {"may", "march"}:
        return _OWNER.search(setting.before) is not None and _THING.match(setting.after) is not None
    after = setting.after
    named = name.lower() in {"april", "june", "august"} and after.lstrip()[:1].isupper()
    return not named or after.startswith((",", "\n"))


def _month_range(words: Words, setting: Setting) -> Meaning | None:
    first, last, year = words.month or 1, words.month_of("month_end") or 1, words.year or 1
    lo = month_at(year - (first > last), first).interval
    return dated(
        Stretch(value=f"{year:04d}-{first:02d}", interval=lo.join(month_at(year, last).interval)),
        words,
        setting,
        explicit=True,
    )


def _quarter(words: Words, setting: Setting) -> Meaning | None:
    letter = "H" if (words.get("kind") or "").startswith("h") or words.whole.startswith("h") else "Q"
    ordinal = words.get("ordinal") or words.get("ordinal_first") or ""
    most = 2 if letter == "H" else 4
    number = words.tables.ordinals.get(ordinal) or (int(ordinal) if ordinal.isdigit() else most)
    if number > most:
        return None
    year = words.year or words.number_of("year_before") or _year_of_two_figures(words)
    if year is not None:
        return dated(part_of_year(year, letter, number), words, setting, explicit=True)
    if letter == "H" and not words.get("which_year") and not words.whole.endswith("year"):
        return None
    shift, forward = words.year_shift, setting.forward
    shift = -1 if words.get("earlier") else shift

    def at(anchor: date) -> Stretch:
        if shift is not None:
            return part_of_year(max(1, anchor.year + shift), letter, number)
        current = (anchor.month - 1) // (12 // most) + 1
        return part_of_year(max(1, anchor.year - (number > current and not forward)), letter, number)

    return dated(setting.against(at, f"XXXX-{letter}{number}"), words, setting, explicit=False)


def _season(words: Words, setting: Setting) -> Meaning | None:
    name = words.get("season") or ""
    code = words.tables.seasons[name]
    year, shift, year_shift = words.year, words.shift, words.year_shift
    beside = words.get("beside")
    if beside and setting.previous is None and beside.endswith(("next", "following")):
        shift = 1
    named = any(words.get(way) is not None for way in ("year", "shift", "which_year", "beside"))
    if not named and not _means_season(words, setting, name):
        return None
    if year is not None:
        stretch = season_at(year, code)
        if code == "WI" and words.get("split"):
            # A winter of two years runs from the end of the one to the beginning of the other.
            stretch = replace(stretch, interval=Interval(lo=date(year, 12, 1), hi=stretch.interval.hi))
        return dated(stretch, words, setting, explicit=True)
    first = {"SP": 3, "SU": 6, "FA": _FALL_MONTH, "WI": 12}[code]
    if beside is not None and (last := setting.previous) is not None:
        return counted(_season_beside(last.interval.low, code, first, ahead="that" not in beside), last, words, setting)
    if shift is None and (base := story_date(words, setting)) is not None:
        return counted(season_at(told_year(base, first, words), code), base, words, setting)
    forward = setting.forward

    def at(anchor: date) -> Stretch:
        year = anchor.year
        if year_shift is not None:
            year += year_shift
        elif shift == -1:
            year -= first >= anchor.month - 1
        elif shift == 1:
            year += first <= anchor.month
        elif shift is None and forward:
            year += first + 2 < anchor.month
        elif shift is None:
            # The season about to begin is hardly named for the one three seasons ago.
            year -= first > anchor.month + 1
        return season_at(max(1, year), code)

    return dated(setting.against(at, f"XXXX-{code}"), words, setting, explicit=False)


def _season_beside(day: date, code: str, first: int, *, ahead: bool) -> Stretch:
    """`that summer` is the one of the year named, `the following summer` the first to begin after the day named."""
    return season_at(min(day.year + (ahead and first <= day.month), date.max.year), code)


def _means_season(words: Words, setting: Setting, name: str) -> bool:
    """Whether a bare season's name is one; `fall` and `spring` are more often something else."""
    before = setting.lexicon.month_context.search(setting.before) is not None
    part = words.whole.startswith(("early", "late", "mid", "the early", "the late"))
    if name in {"fall", "spring"}:
        return before and (part or (name == "spring" and setting.before.lower().endswith(_SEASON_CUES)))
    return before or words.whole.startswith(("the ", "early", "late", "mid"))


def _calendar_year(words: Words, setting: Setting) -> Meaning | None:
    if setting.lexicon.counted.match(setting.after) or setting.lexicon.label.search(setting.before):
        return None
    return dated(year_at(words.year or 1), words, setting, explicit=True)


def _fiscal_year(words: Words, setting: Setting) -> Meaning | None:
    """`fiscal 2009` may have begun in the middle of the year before."""
    year = year_at(words.year or 1)
    lo = date(max(1, year.interval.low.year - 1), 7, 1)
    return dated(replace(year, interval=Interval(lo=lo, hi=year.interval.hi)), words, setting, explicit=True)


def _era_year(words: Words, setting: Setting) -> Meaning | None:
    """`480 BC`, `AD 43`; the calendar has no days before the year one."""
    number = words.number_of("after") or words.number_of("count") or 0
    if words.get("before"):
        return Meaning(type=TimexType.DATE, value=f"BC{number:04d}", explicit=True)
    return dated(year_at(number), words, setting, explicit=True) if number else None


def _split_year(words: Words, setting: Setting) -> Meaning | None:
    first = words.year or 1
    short = words.number_of("short") or 0
    last = short if short > 99 else first // 100 * 100 + short
    if not first < last <= first + 50:
        return None
    stretch = Stretch(value=f"{first:04d}", interval=year_at(first).interval.join(year_at(last).interval))
    return dated(stretch, words, setting, explicit=True)


def _year_of_two_figures(words: Words) -> int | None:
    short = words.get("short")
    return full_year(short) if short else None


def _short_year(words: Words, setting: Setting) -> Meaning | None:
    return dated(year_at(full_year(words.get("short") or "0")), words, setting, explicit=True)


def _year_in_words(words: Words, setting: Setting) -> Meaning | None:
    numbers = words.tables.numbers
    tens = words.get("tens")
    if words.get("plural"):
        return dated(decade_at(190 + numbers[f"{tens}ty"] // 10), words, setting, explicit=True)
    year = 1900 + numbers[tens] + numbers.get(words.get("ones") or "", 0) if tens else 2000
    stretch = month_at(year, words.month) if words.month else year_at(year)
    if (season := words.get("season")) is not None:
        stretch = season_at(year, words.tables.seasons[season])
    return dated(stretch, words, setting, explicit=True)


def _decade(words: Words, setting: Setting) -> Meaning | None:
    hundreds, tens = words.get("hundreds") or "", words.get("tens") or ""
    if not hundreds.isdigit():
        if not hundreds and "the " not in words.whole:
            return None
        before = setting.before.lower()
        if before.endswith(("in his ", "in her ", "in their ")):
            return None
        hundreds = "20" if tens in {"0", "1"} else "19"
    return dated(decade_at(int(hundreds + tens)), words, setting, explicit=True)


def _century(words: Words, setting: Setting) -> Meaning | None:
    number = words.number_of("count") or words.tables.ordinals.get(words.get("ordinal") or "")
    if words.get("before"):
        return Meaning(type=TimexType.DATE, value=f"BC{(number or 1) - 1:02d}", explicit=True)
    return dated(century_at(number - 1), words, setting, explicit=True) if number and number <= _LAST_CENTURY else None


CALENDAR_READINGS: Mapping[str, Reading] = {
    "calendar_month": _calendar_month,
    "month_range": _month_range,
    "quarter": _quarter,
    "placed_day": _placed_day,
    "season": _season,
    "calendar_year": _calendar_year,
    "fiscal_year": _fiscal_year,
    "split_year": _split_year,
    "era_year": _era_year,
    "short_year": _short_year,
    "year_in_words": _year_in_words,
    "decade": _decade,
    "century": _century,
}
