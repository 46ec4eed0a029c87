"""How a report places an event against its own day, and back: `on Friday`, `in September`, `last year`."""

from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.records import UNKNOWN, Interval, TimeExpression
from onrecord.stages.time.timex_values import day_shifted, month_at, year_at

_WEEK = 7
_FORTNIGHT = 14
_MONTH = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """An event lies `least` to `most` units before publication, or in the `month` last past, or only before it.

    `unit` is `day`, `month`, `year`, `named month` or `before`; months and years are counted by the calendar.
    """

    unit: str
    least: int = 0
    most: int = 0
    month: int = 0

    def event(self, published: Interval) -> Interval:
        """When the event was, for a report published then."""
        match self.unit:
            case "day":
                return Interval(lo=_move(published.lo, -self.most), hi=_move(published.hi, -self.least))
            case "year":
                return _years(published, -self.least)
            case "month":
                return _months(published, -self.least)
            case "named month":
                lo = _last_month(published.lo, self.month)
                hi = _last_month(published.hi, self.month)
                return Interval(lo=lo.lo if lo else None, hi=hi.hi if hi else None)
            case _:
                return Interval(lo=None, hi=published.hi)

    def publication(self, event: Interval) -> Interval:
        """When a report was published that places an event of that time so."""
        match self.unit:
            case "day":
                return Interval(lo=_move(event.lo, self.least), hi=_move(event.hi, self.most))
            case "year":
                return _years(event, self.least)
            case "month":
                return _months(event, self.least)
            case "named month":
                month = self.within(event)
                # A month named bare is over, and the last of its name.
                return Interval(lo=_move(month.hi if month.lo else None, 1), hi=_year_on(month.hi))
            case _:
                return Interval(lo=event.lo, hi=None)

    def within(self, event: Interval) -> Interval:
        """The part of the event's time that this offset's own words leave: for a named month, that month."""
        if self.unit != "named month":
            return event
        lo, hi = _next_month(event.lo, self.month), _last_month(event.hi, self.month)
        if lo and hi and lo.low > hi.high:
            return event
        return Interval(lo=lo.lo if lo else None, hi=hi.hi if hi else None)


BEFORE = Offset(unit="before")
NEWS = Offset(unit="day", least=0, most=_MONTH)


_OF_RULES = {
    "weekday": Offset(unit="day", least=0, most=_WEEK),
    "part of a weekday named after it": Offset(unit="day", least=0, most=_WEEK),
    "named day": Offset(unit="day", least=0, most=2),
    "part of this day": Offset(unit="day", least=0, most=2),
}
_OF_WORDS = {
    "last year": Offset(unit="year", least=1),
    "this year": Offset(unit="year", least=0),
    "last month": Offset(unit="month", least=1),
    "this month": Offset(unit="month", least=0),
    "last week": Offset(unit="day", least=0, most=_FORTNIGHT),
    "this week": Offset(unit="day", least=0, most=_WEEK),
}


def offset_of(time: TimeExpression, words: str) -> Offset | None:
    """The offset that a relative time and its words give; None for one that gives none.

    `last year` lies a calendar year before the report, `in September` in the last September that is over.
    """
    if time.explicit:
        return None
    if time.rule == "month" and time.fuzzy is None and time.value.startswith("XXXX-"):
        return Offset(unit="named month", month=int(time.value[5:7]))
    if time.rule in _OF_RULES:
        return _OF_RULES[time.rule]
    return next((offset for end, offset in _OF_WORDS.items() if words.lower().endswith(end)), None)


def _move(day: date | None, days: int) -> date | None:
    return None if day is None else day + timedelta(days=days)


def _years(interval: Interval, count: int) -> Interval:
    lo, hi = interval.lo, interval.hi
    return Interval(
        lo=year_at(lo.year + count).interval.lo if lo else None, hi=year_at(hi.year + count).interval.hi if hi else None
    )


def _months(interval: Interval, count: int) -> Interval:
    def moved(day: date | None) -> Interval:
        shifted = day and day_shifted(day, count, "month")
        return month_at(shifted.year, shifted.month).interval if shifted else UNKNOWN

    return Interval(lo=moved(interval.lo).lo, hi=moved(interval.hi).hi)


def _last_month(day: date | None, month: int) -> Interval | None:
    """The last month of that number that begins on or before a day."""
    return None if day is None else month_at(day.year - (month > day.month), month).interval


def _next_month(day: date | None, month: int) -> Interval | None:
    """The first month of that number that ends on or after a day."""
    return None if day is None else month_at(day.year + (month < day.month), month).interval


def _year_on(day: date | None) -> date | None:
    return None if day is None else day_shifted(day, 1, "year")
