"""Readings of expressions that name the calendar: days, months, quarters, seasons, years."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from onrecord.records import Interval, TimeExpression, TimexType
from onrecord.stages.time.anchoring import Setting
from onrecord.stages.time.timex_narrative import narrated_from, year_in_story
from onrecord.stages.time.timex_reading import Meaning, Words, counted, dated
from onrecord.stages.time.timex_values import (
    Stretch,
    century_at,
    day_at,
    day_shifted,
    decade_at,
    month_at,
    part_of_year,
    season_at,
    valid_day,
    year_at,
)

# A date without a year that lies this far on the wrong side of the report's day belongs to the year next to it.
_PAST_SLACK = 60
_FUTURE_SLACK = 60
_CENTURY_TURN = 40
_FALL_MONTH = 9
_SHORT = 4
_WHOLE_NAMES = frozenset({"may", "june", "july"})
_BESIDE_NAMED = {"that year": 0, "the same year": 0, "the following year": 1, "the previous year": -1}
_SEASON_CUES = ("in ", "by ", "since ", "until ")
Reading = Callable[[Words, Setting], Meaning | None]


def _iso_day(words: Words, setting: Setting) -> Meaning | None:
    day = valid_day(words.year or 0, words.number_of("month_number") or 0, words.number_of("dom") or 0)
    return dated(day_at(day), words, setting, explicit=True) if day else None


def _slashed_day(words: Words, setting: Setting) -> Meaning | None:
    """Month first unless that cannot be; where both orders can be, the interval covers both."""
    first, second = words.number_of("first") or 0, words.number_of("second") or 0
    year = _full_year(words.get("year") or "")
    days = [d for d in (valid_day(year, first, second), valid_day(year, second, first)) if d]
    if not days:
        return None
    stretch = Stretch(value=days[0].isoformat(), interval=Interval(lo=min(days), hi=max(days)))
    return dated(stretch, words, setting, explicit=True)


def _calendar_day(words: Words, setting: Setting) -> Meaning | None:
    month, dom = words.month or 0, words.number_of("dom") or 0
    if (year := words.year) is not None:
        day = valid_day(year, month, dom)
        return _with_daypart(dated(day_at(day), words, setting, explicit=True), words) if day else None
    if valid_day(2000, month, dom) is None:
        return None
    forward, shift = setting.forward, words.year_shift
    weekday = words.get("weekday")
    if (base := _story(words, setting)) is not None:
        told = valid_day(_told_year(base, month, words), month, dom)
        return _with_daypart(counted(day_at(told), base, words, setting), words) if told else None

    def at(anchor: date) -> Stretch | None:
        day = (
            _near(anchor, month, dom, forward=forward) if shift is None else valid_day(anchor.year + shift, month, dom)
        )
        if day and shift is None and weekday is not None:
            day = _on_weekday(day, words.tables.weekdays[weekday], anchor)
        return day_at(day) if day else None

    stretch = setting.against(at, f"XXXX-{month:02d}-{dom:02d}")
    return _with_daypart(dated(stretch, words, setting, explicit=False), words)


def _story(words: Words, setting: Setting) -> TimeExpression | None:
    """The date named before that a date without a year is counted from; None where that is the report's own day."""
    if (which := words.get("which_year")) is not None:
        return setting.previous if which in _BESIDE_NAMED else None
    return narrated_from(setting)


def _told_year(base: TimeExpression, month: int, words: Words) -> int:
    which = words.get("which_year")
    if which is None:
        return year_in_story(base, month)
    return min(max(1, base.interval.low.year + _BESIDE_NAMED[which]), date.max.year)


def _near(anchor: date, month: int, dom: int, *, forward: bool) -> date | None:
    """The day of that name nearest to where the clause looks from the anchor."""
    year = anchor.year
    day = valid_day(year, month, dom)
    if day is None:
        return max(
            (d for y in range(year - 4, year + 5) if (d := valid_day(y, month, dom)) and d <= anchor), default=None
        )
    ahead = (day - anchor).days
    if (not forward and ahead > _PAST_SLACK) or (forward and ahead > 365 - _PAST_SLACK):
        return valid_day(year - 1, month, dom) or day
    if ahead < -_FUTURE_SLACK and forward:
        return valid_day(year + 1, month, dom) or day
    return day


def _on_weekday(day: date, weekday: int, anchor: date) -> date:
    """The day moved to the nearest year in which it falls on the weekday named, if one is near."""
    years = sorted(range(anchor.year - 3, anchor.year + 3), key=lambda y: (abs(y - day.year), y))
    return next((d for y in years if (d := valid_day(y, day.month, day.day)) and d.weekday() == weekday), day)


def _day_range(words: Words, setting: Setting) -> Meaning | None:
    month, first, last = words.month or 0, words.number_of("dom") or 0, words.number_of("dom_end") or 0
    if last <= first:
        return None
    year, forward = words.year, setting.forward

    def at(anchor: date) -> Stretch | None:
        lo = valid_day(year, month, first) if year else _near(anchor, month, first, forward=forward)
        hi = valid_day(lo.year, month, last) if lo else None
        return Stretch(value=f"{lo}/{hi}", interval=Interval(lo=lo, hi=hi)) if lo and hi else None

    stretch = at(date(2000, 1, 1)) if year else setting.against(at, f"XXXX-{month:02d}-{first:02d}")
    return dated(stretch, words, setting, explicit=year is not None)


def _holiday(words: Words, setting: Setting) -> Meaning | None:
    code = words.tables.holidays[words.get("holiday") or ""]
    year, shift, forward = words.year, words.year_shift, setting.forward
    if words.get("shift"):
        forward = (words.shift or 0) > 0 or (words.shift == 0 and forward)

    def at(anchor: date) -> Stretch | None:
        if year or shift is not None:
            return _holiday_in(year or anchor.year + (shift or 0), code)
        every = [_holiday_in(y, code) for y in (anchor.year - 1, anchor.year, anchor.year + 1)]
        if setting.lean is None and not words.get("shift"):
            return min((s for s in every if s), key=lambda s: abs(s.interval.low - anchor), default=None)
        sides = [
            s
            for s in every
            if s and s.interval.lo and (s.interval.lo >= anchor if forward else s.interval.lo <= anchor)
        ]
        return (sides[0] if forward else sides[-1]) if sides else None

    blank = "XXXX" if code.startswith("easter") else "XXXX-" + code.partition("-w")[0]
    stretch = at(date(year, 1, 1)) if year else setting.against(at, blank)
    return dated(stretch, words, setting, explicit=year is not None)


def _holiday_in(year: int, code: str) -> Stretch | None:
    if code.startswith("easter"):
        moved = day_shifted(_easter(year), int(code.removeprefix("easter") or 0), "day")
        return day_at(moved) if moved else None
    month, _, rest = code.partition("-")
    if not rest.startswith("w"):
        day = valid_day(year, int(month), int(rest))
        return day_at(day) if day else None
    weekday, _, place = rest[1:].partition("-")
    days = month_at(year, int(month)).interval
    first = days.low
    every = [first + timedelta(days=n) for n in range(days.days or 0)]
    every = [day for day in every if day.weekday() == int(weekday)]
    number = int(place)
    return day_at(every[number - 1 if number > 0 else number])


def _easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher)."""
    golden, century, place = year % 19, year // 100, year % 100
    leap = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - leap + 15) % 30
    step = (32 + 2 * (century % 4) + 2 * (place // 4) - moon - place % 4) % 7
    late = (golden + 11 * moon + 22 * step) // 451
    month, dom = divmod(moon + step - 7 * late + 114, 31)
    return date(year, month, dom + 1)


def _calendar_month(words: Words, setting: Setting) -> Meaning | None:
    month, year = words.month or 0, words.year
    if year is not None:
        return dated(month_at(year, month), words, setting, explicit=True)
    shift, year_shift = words.shift, words.year_shift
    bare = shift is None and words.get("which_year") is None
    if bare and not words.portion and not _means_month(words, setting):
        return None
    if words.get("which_year") and year_shift is None and setting.previous is None:
        return None
    if shift is None and (base := _story(words, setting)) is not None:
        return counted(month_at(_told_year(base, month, words), month), base, words, setting)
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
        elif shift is None:
            year -= month > anchor.month
        return month_at(max(1, year), month)

    return dated(setting.against(at, f"XXXX-{month:02d}"), words, setting, explicit=False)


def _means_month(words: Words, setting: Setting) -> bool:
    """Whether a bare month's name is one: not the auxiliary, the verb or a person's name."""
    name = words.match["month"]
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


def _further_day(words: Words, setting: Setting) -> Meaning | None:
    """`4 and 5 May` named the other way round: in `May 4 and 5` the second number is a day of the same month."""
    before, after = setting.previous, setting.after
    if before is None or before.interval.days != 1 or before.interval.lo is None or after[:1].isalnum():
        return None
    between = setting.text[before.span.end : setting.span.start].strip(" ,\n")
    first, dom = before.interval.lo, words.number_of("dom") or 0
    named = before.span.of(setting.text).endswith(str(first.day))
    follows = not after.strip() or after.startswith(
        (".", ",", ";", ")", "\n", " in ", " at ", " and ", " to ", " for ")
    )
    if between not in {"and", "or"} or not named or not follows or dom <= first.day:
        return None
    day = valid_day(first.year, first.month, dom)
    return dated(day_at(day), words, setting, explicit=before.explicit) if day else None


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
    if shift is None and (base := _story(words, setting)) is not None:
        return counted(season_at(_told_year(base, first, words), code), base, words, setting)
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


def _split_year(words: Words, setting: Setting) -> Meaning | None:
    first = words.year or 1
    short = words.number_of("short") or 0
    last = short if short > 99 else first // 100 * 100 + short
    if not first < last <= first + 50:
        return None
    stretch = Stretch(value=f"{first:04d}", interval=year_at(first).interval.join(year_at(last).interval))
    return dated(stretch, words, setting, explicit=True)


def _short_year(words: Words, setting: Setting) -> Meaning | None:
    return dated(year_at(_full_year(words.get("short") or "0")), words, setting, explicit=True)


def _full_year(digits: str) -> int:
    """A year of two figures as people mean it around the turn of the century."""
    number = int(digits or 0)
    if len(digits) > 2:
        return number
    return number + (1900 if number > _CENTURY_TURN else 2000)


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


def _with_daypart(meaning: Meaning | None, words: Words) -> Meaning | None:
    part = words.get("daypart")
    if meaning is None or part is None:
        return meaning
    return replace(meaning, type=TimexType.TIME, value=f"{meaning.value}T{words.tables.dayparts[part]}")


CALENDAR_READINGS: Mapping[str, Reading] = {
    "iso_day": _iso_day,
    "slashed_day": _slashed_day,
    "calendar_day": _calendar_day,
    "day_range": _day_range,
    "holiday": _holiday,
    "calendar_month": _calendar_month,
    "month_range": _month_range,
    "further_day": _further_day,
    "quarter": _quarter,
    "season": _season,
    "calendar_year": _calendar_year,
    "split_year": _split_year,
    "short_year": _short_year,
    "year_in_words": _year_in_words,
    "decade": _decade,
    "century": _century,
}
