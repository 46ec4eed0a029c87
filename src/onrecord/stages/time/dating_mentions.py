"""The calendar that a report names without saying which year or week: weekdays, months, months with their days.

None of it dates a report by itself; among days that something else makes likely, it tells the likelier ones.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.lexicons import Lexicons
from onrecord.lexicons.dating import OddsSettings
from onrecord.records import UNKNOWN, Interval, PassageKind, Reading, TimeRelation
from onrecord.stages.time.anchoring import lean_of
from onrecord.stages.time.dating_evidence import Dated, place_dates
from onrecord.stages.time.timex_values import valid_day
from onrecord.stages.times import find_times_in_text

_LETTERS = re.compile(r"[a-z]+")
_MONTH_DAY = re.compile(r"XXXX-\d\d-\d\d")
_MONTH = re.compile(r"XXXX-(\d\d)")
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_SPOKEN = frozenset({PassageKind.BODY, PassageKind.HEADLINE})
_PLACED = frozenset({TimeRelation.ON, TimeRelation.DURING})
_YEAR = 366
# A weekday that stands right before a month and day belongs to them: `on Monday, April 27`.
_BESIDE = 3
# So near to the days given a day named must be to be told as their reason.
_NEAR, _WEEK = 31, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """A month and day named as past, with the year or the weekday where they are named, too."""

    month: int
    day: int
    year: int | None
    weekday: int | None
    words: str

    def days_before(self, day: date) -> int | None:
        """How many days before that day it was last; None where it was not within the year before."""
        year = self.year or (day.year if (self.month, self.day) <= (day.month, day.day) else day.year - 1)
        named = valid_day(year, self.month, self.day)
        if named is None or (self.weekday is not None and named.isoweekday() != self.weekday):
            return None
        gap = (day - named).days
        return gap if 0 <= gap < _YEAR else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What a report names as past: the first weekday (1 is Monday) with its words, days and months."""

    weekday: int | None
    weekday_words: str
    days: tuple[NamedDay, ...]
    months: tuple[int, ...]

    def odds(self, day: date, settings: OddsSettings) -> float:
        """How much likelier than other days this one is for a report that names these."""
        odds = 1.0
        if self.weekday is not None:
            odds *= settings.weekdays[(day.isoweekday() - self.weekday) % 7]
        if self.days:
            return odds * self._since_last(day, settings)
        if self.months:
            odds *= settings.months[min((day.month - month) % 12 for month in self.months)]
        return odds

    def _since_last(self, day: date, settings: OddsSettings) -> float:
        gaps = [gap for named in self.days if (gap := named.days_before(day)) is not None]
        if not gaps:
            return min(odds for _, odds in settings.mentioned)
        return next((odds for most, odds in settings.mentioned if min(gaps) <= most), 1.0)

    def fitting(self, interval: Interval) -> tuple[str, ...]:
        """The words that speak for these days, as they stand: a day shortly before, a weekday among a week's."""
        last = interval.high
        near = [n.words for n in self.days if (gap := n.days_before(last)) is not None and gap <= _NEAR]
        weekday = self.weekday is not None and interval.days is not None and interval.days <= _WEEK
        return tuple(dict.fromkeys((*near[:1], *([self.weekday_words] if weekday else []))))


def read_mentions(reading: Reading, lexicons: Lexicons) -> Mentions:
    """The weekday, days and months that the report's own passages name as past, or at least not as to come."""
    times = find_times_in_text(reading.text, UNKNOWN, lexicons.time)
    every = [
        d
        for d in place_dates(reading.text, reading.passages, times, lexicons)
        if d.passage is not None and d.passage.kind in _SPOKEN and lean_of(d.setting) != "future"
    ]
    first = next((d for d in every if _weekday_of(d, reading.text, lexicons) is not None), None)
    months = {int(found[1]) for d in every if (found := _MONTH.fullmatch(d.time.value)) and d.time.rule == "month"}
    return Mentions(
        weekday=_weekday_of(first, reading.text, lexicons) if first else None,
        weekday_words=f"“{first.time.span.of(reading.text)}” ({first.paragraph})" if first else "",
        days=tuple(_named_days(reading.text, every, lexicons)),
        months=tuple(sorted(months)),
    )


def _weekday_of(dated: Dated, text: str, lexicons: Lexicons) -> int | None:
    """The weekday that an expression is or holds (`Monday, April 27`), 1 for Monday; none of a time that recurs."""
    if dated.time.rule != "weekday" and not _MONTH_DAY.fullmatch(dated.time.value):
        return None
    names = lexicons.time.tables.weekdays
    return next((names[w] + 1 for w in _LETTERS.findall(dated.time.span.of(text).lower()) if w in names), None)


def _named_days(text: str, every: Sequence[Dated], lexicons: Lexicons) -> list[NamedDay]:
    found: list[NamedDay] = []
    weekday, end = None, 0
    for dated in every:
        time = dated.time
        if time.rule == "weekday":
            weekday, end = _weekday_of(dated, text, lexicons), time.span.end
            continue
        named = _DAY.fullmatch(time.value.partition("T")[0])
        if named is None or time.relation not in _PLACED or not (time.explicit or named[1] == "XXXX"):
            continue
        year = None if named[1] == "XXXX" else int(named[1])
        own = _weekday_of(dated, text, lexicons) or (weekday if 0 <= time.span.start - end <= _BESIDE else None)
        found.append(
            NamedDay(
                month=int(named[2]),
                day=int(named[3]),
                year=year,
                weekday=own if year is None else None,
                words=f"“{time.span.of(text)}” ({dated.paragraph})",
            )
        )
    return found
