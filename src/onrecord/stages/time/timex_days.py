"""Readings of expressions that name a day of the calendar: dates, holidays, the week around a date."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from onrecord.records import Interval
from onrecord.stages.time.anchoring import Setting
from onrecord.stages.time.timex_narrative import story_date, told_year
from onrecord.stages.time.timex_ranges import range_start, year_of_end
from onrecord.stages.time.timex_reading import Meaning, Reading, Words, counted, dated, ordinal_of, with_part
from onrecord.stages.time.timex_values import (
    BLANKS,
    Stretch,
    day_at,
    day_shifted,
    full_year,
    month_at,
    valid_day,
    week_at,
)

# A date without a year that lies this far on the wrong side of the report's day belongs to the year next to it.
_PAST_SLACK = 60
_FUTURE_SLACK = 60
_MONTH = 31
_ALONE = re.compile(
    r"[,.;:)]|$|\s+(?:(?:the|an?|he|she|they|it|his|her|its|their|we|and|at|in|when|after|with)\b|[A-Z])"
)


def _iso_day(words: Words, setting: Setting) -> Meaning | None:
    if words.value:
        return dated(day_at(date.fromisoformat(words.value)), words, setting, explicit=True)
    day = valid_day(words.year or 0, words.number_of("month_number") or 0, words.number_of("dom") or 0)
    return dated(day_at(day), words, setting, explicit=True) if day else None


def _slashed_day(words: Words, setting: Setting) -> Meaning | None:
    """Month first unless that cannot be; where both orders can be, the interval covers both."""
    first, second = words.number_of("first") or 0, words.number_of("second") or 0
    year = full_year(words.get("year") or "")
    days = [d for d in (valid_day(year, first, second), valid_day(year, second, first)) if d]
    if not days:
        return None
    stretch = Stretch(value=days[0].isoformat(), interval=Interval(lo=min(days), hi=max(days)))
    return dated(stretch, words, setting, explicit=True)


def _calendar_day(words: Words, setting: Setting) -> Meaning | None:
    month, dom = words.month or words.month_of("month_last") or 0, _day_of_month(words)
    year = words.year or words.number_of("year_last") or setting.year_in_brackets or year_of_end(month, setting)
    if year is not None:
        day = valid_day(year, month, dom)
        return with_part(dated(day_at(day), words, setting, explicit=True), words) if day else None
    if valid_day(2000, month, dom) is None:
        return None
    forward, shift = setting.forward, words.year_shift
    if (side := words.shift) is not None:
        return _day_beside(month, dom, side, words, setting)
    if (start := range_start(setting)) is not None:
        told = _from_day(start.interval.low, month, dom)
        return with_part(counted(day_at(told), start, words, setting), words) if told else None
    weekday = words.get("weekday")
    if (base := story_date(words, setting)) is not None:
        told = valid_day(told_year(base, month, words), month, dom)
        return with_part(counted(day_at(told), base, words, setting), words) if told else None

    def at(anchor: date) -> Stretch | None:
        day = (
            nearest_day(anchor, month, dom, forward=forward)
            if shift is None
            else valid_day(anchor.year + shift, month, dom)
        )
        if day and shift is None and weekday is not None:
            day = _on_weekday(day, words.tables.weekdays[weekday], anchor)
        return day_at(day) if day else None

    stretch = setting.against(at, f"XXXX-{month:02d}-{dom:02d}")
    return with_part(dated(stretch, words, setting, explicit=False), words)


def _day_of_month(words: Words) -> int:
    """The number of the day, in figures or in words; 0 where it has none."""
    named = words.get("ordinal_day") or words.get("ordinal_first")
    return words.number_of("dom") or (named and ordinal_of(named, words.tables)) or 0


def _from_day(start: date, month: int, dom: int) -> date | None:
    """The first day of that name from a day on."""
    years = range(start.year, min(start.year + 9, date.max.year))
    return next((d for y in years if (d := valid_day(y, month, dom)) and d >= start), None)


def _day_beside(month: int, dom: int, side: int, words: Words, setting: Setting) -> Meaning | None:
    """`last Oct. 23`: the nearest one before the report's day; `next` the nearest after it."""

    def at(anchor: date) -> Stretch | None:
        days = [
            d
            for y in (anchor.year - 1, anchor.year, anchor.year + 1)
            if (d := valid_day(max(1, min(y, 9999)), month, dom))
        ]
        beside = [d for d in days if (d > anchor if side > 0 else d < anchor)]
        return day_at(beside[0] if side > 0 else beside[-1]) if beside else None

    return dated(setting.against(at, f"XXXX-{month:02d}-{dom:02d}"), words, setting, explicit=False)


def _week_of(words: Words, setting: Setting) -> Meaning | None:
    """`the week of March 6`: the week around the day."""
    month, dom = (
        words.month or words.month_of("month_last") or 0,
        words.number_of("dom") or words.number_of("dom_first") or 0,
    )
    edge = words.get("edge")
    if (year := words.year) is not None:
        day = valid_day(year, month, dom)
        return dated(_week_beside(day, edge), words, setting, explicit=True) if day else None
    forward = setting.forward

    def at(anchor: date) -> Stretch | None:
        day = nearest_day(anchor, month, dom, forward=forward) if valid_day(2000, month, dom) else None
        return _week_beside(day, edge) if day else None

    return dated(setting.against(at, BLANKS["week"]), words, setting, explicit=False)


def _week_beside(day: date, edge: str | None) -> Stretch:
    """The week that a day begins or ends, as the word before it says; else the one around it."""
    week = week_at(day)
    if edge is None:
        return week
    other = day_shifted(day, -6 if edge.startswith("end") else 6, "day") or day
    return Stretch(value=week.value, interval=Interval(lo=min(day, other), hi=max(day, other)))


def nearest_day(anchor: date, month: int, dom: int, *, forward: bool) -> date | None:
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
        lo = valid_day(year, month, first) if year else nearest_day(anchor, month, first, forward=forward)
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
    place, _, later = place.partition("+")
    days = month_at(year, int(month)).interval
    first = days.low
    every = [first + timedelta(days=n) for n in range(days.days or 0)]
    every = [day for day in every if day.weekday() == int(weekday)]
    number = int(place)
    return day_at(every[number - 1 if number > 0 else number] + timedelta(days=int(later or 0)))


def _easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher)."""
    golden, century, place = year % 19, year // 100, year % 100
    leap = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - leap + 15) % 30
    step = (32 + 2 * (century % 4) + 2 * (place // 4) - moon - place % 4) % 7
    late = (golden + 11 * moon + 22 * step) // 451
    month, dom = divmod(moon + step - 7 * late + 114, 31)
    return date(year, month, dom + 1)


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


def _numbered_day(words: Words, setting: Setting) -> Meaning | None:
    """`on the 27th`: of the month named last, where no noun follows as in `on the 27th floor`."""
    last, dom = setting.previous, words.number_of("dom") or 0
    if (
        last is None
        or last.interval.lo is None
        or (last.interval.days or 99) > _MONTH
        or not _ALONE.match(setting.after)
    ):
        return None
    day = valid_day(last.interval.lo.year, last.interval.lo.month, dom)
    return counted(day_at(day), last, words, setting) if day else None


DAY_READINGS: Mapping[str, Reading] = {
    "iso_day": _iso_day,
    "slashed_day": _slashed_day,
    "calendar_day": _calendar_day,
    "day_range": _day_range,
    "holiday": _holiday,
    "further_day": _further_day,
    "week_of": _week_of,
    "numbered_day": _numbered_day,
}
