"""Readings of expressions that name the calendar: months, quarters, seasons, years and more."""

import re
from collections.abc import Mapping
from datetime import date

from onrecord.records import TimexType
from onrecord.stages.time.anchoring import Setting
from onrecord.stages.time.timex_narrative import story_date, told_year
from onrecord.stages.time.timex_reading import Meaning, Reading, Words, counted, dated
from onrecord.stages.time.timex_values import (
    Stretch,
    century_at,
    decade_at,
    full_year,
    month_at,
    part_of_year,
    season_at,
    year_at,
)

_FALL_MONTH = 9
_SHORT = 4
# Before this a four-figure number is more often an amount than a year.
_PRINT = 1500
_PERSON = re.compile(r" [A-Z][a-z]")
_WHOLE_NAMES = frozenset({"may", "june", "july"})
_SEASON_CUES = ("in ", "by ", "since ", "until ")


def _calendar_month(words: Words, setting: Setting) -> Meaning | None:
    month, year = words.month or 0, words.year or setting.year_in_brackets
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
    forward = setting.forward

    def at(anchor: date) -> Stretch:
        year = anchor.year
        if year_shift is not None:
            year += year_shift
        elif shift == -1:
            year -= month >= anchor.month
        elif shift == 1:
            year += month <= anchor.month
        elif shift is None and forward:
            year += month < anchor.month
        elif shift is None and (month - anchor.month) % 12 == 1:
            # The month to come is hardly named for the one eleven months ago.
            year += month < anchor.month
        elif shift is None:
            year -= month > anchor.month
        return month_at(max(1, year), month)

    return dated(setting.against(at, f"XXXX-{month:02d}"), words, setting, explicit=False)


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
        return False
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
    letter = "H" if words.get("kind") == "half" else "Q"
    ordinal = words.get("ordinal") or ""
    most = 2 if letter == "H" else 4
    number = words.tables.ordinals.get(ordinal) or (int(ordinal) if ordinal.isdigit() else most)
    if number > most:
        return None
    year = words.year or words.number_of("year_before")
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
    named = any(words.get(way) is not None for way in ("year", "shift", "which_year", "beside"))
    if not named and not _means_season(words, setting, name):
        return None
    if year is not None:
        return dated(season_at(year, code), words, setting, explicit=True)
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
            year -= first > anchor.month
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


def _short_year(words: Words, setting: Setting) -> Meaning | None:
    return dated(year_at(full_year(words.get("short") or "0")), words, setting, explicit=True)


def _year_in_words(words: Words, setting: Setting) -> Meaning | None:
    numbers = words.tables.numbers
    tens = words.get("tens")
    if words.get("plural"):
        return dated(decade_at(190 + numbers[f"{tens}ty"] // 10), words, setting, explicit=True)
    year = 1900 + numbers[tens] + numbers.get(words.get("ones") or "", 0) if tens else 2000
    stretch = month_at(year, words.month) if words.month else year_at(year)
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
    return dated(century_at(number - 1), words, setting, explicit=True) if number and number <= 30 else None


CALENDAR_READINGS: Mapping[str, Reading] = {
    "calendar_month": _calendar_month,
    "month_range": _month_range,
    "quarter": _quarter,
    "season": _season,
    "calendar_year": _calendar_year,
    "split_year": _split_year,
    "era_year": _era_year,
    "short_year": _short_year,
    "year_in_words": _year_in_words,
    "decade": _decade,
    "century": _century,
}
