"""What a report's metadata say about its publication."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from onrecord.lexicons import TimeLexicon
from onrecord.lexicons.dating import DatingLexicon
from onrecord.records import UNKNOWN, DateField, Interval, TimexType, on
from onrecord.stages.time.dating_signs import Sign, Strength, say_interval
from onrecord.stages.times import find_times_in_text

_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_BASIC_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_MILLISECONDS = 10**11
# Fields left at a system's zero name years outside these.
_OLDEST, _NEWEST = 1800, 2200
# Fields that name neighbouring days differ by a time zone only.
_ZONE = timedelta(days=1)


def metadata_signs(
    fields: Sequence[DateField], lexicon: DatingLexicon, times: TimeLexicon
) -> tuple[tuple[Sign, ...], tuple[str, ...]]:
    """The signs that the date fields give, and a sentence for each field that was set aside.

    The user's own field wins, then the first that gives a day of publication; one that gives a day of change or of
    retrieval says only that the report was out by then.
    """
    signs: list[Sign] = []
    aside: list[str] = []
    chosen: tuple[str, Interval] | None = None
    for field in sorted(fields, key=lambda f: not _is_user(f, lexicon)):
        interval = parse_date(field.value, times)
        if interval is None:
            aside.append(f"{field.name} says “{field.value[:40]}”: set aside, it is no date that can be read")
        elif _any_in(field.name, lexicon.tables.later_fields):
            reason = f"by {say_interval(interval)}: {field.name}"
            signs.append(Sign(interval=Interval(lo=None, hi=interval.hi), strength=Strength.WEAK, reason=reason))
        elif chosen is None:
            chosen = (field.name, interval)
            strength = Strength.USER if _is_user(field, lexicon) else Strength.METADATA
            signs.append(Sign(interval=interval, strength=strength, reason=f"{say_interval(interval)}: {field.name}"))
        elif not _agree(chosen[1], interval):
            aside.append(
                f"{field.name} says {say_interval(interval)}: set aside, {chosen[0]} says {say_interval(chosen[1])}"
            )
    return tuple(signs), tuple(dict.fromkeys(aside))


def parse_date(value: str, times: TimeLexicon) -> Interval | None:
    """The days a metadata value names: ISO 8601, `20090428`, RFC 2822, seconds or milliseconds since 1970, or English.

    Two days with a slash between them are an interval. None where no day can be read.
    """
    value = value.strip()
    first, slash, last = value.partition("/")
    if slash and _ISO_DAY.match(first) and _ISO_DAY.match(last):
        lo, hi = _iso(first), _iso(last)
        return Interval(lo=lo, hi=hi) if lo and hi and lo <= hi else None
    day = _iso(value) or _basic(value) or _epoch(value) or _mail(value)
    if day is not None:
        return on(day) if _OLDEST <= day.year <= _NEWEST else None
    found = [t for t in find_times_in_text(value, UNKNOWN, times) if t.explicit and t.type is not TimexType.SET]
    return found[0].interval if found else None


def _iso(value: str) -> date | None:
    found = _ISO_DAY.match(value)
    return _day(*map(int, found.groups())) if found else None


def _basic(value: str) -> date | None:
    found = _BASIC_DAY.fullmatch(value)
    return _day(*map(int, found.groups())) if found else None


def _epoch(value: str) -> date | None:
    if not _EPOCH.fullmatch(value):
        return None
    seconds = float(value)
    return datetime.fromtimestamp(seconds / 1000 if seconds > _MILLISECONDS else seconds, tz=UTC).date()


def _mail(value: str) -> date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _agree(first: Interval, second: Interval) -> bool:
    return first.low - _ZONE <= second.high and second.low <= first.high + _ZONE


def _is_user(field: DateField, lexicon: DatingLexicon) -> bool:
    return _any_in(field.name, lexicon.tables.user_fields)


def _any_in(name: str, parts: Sequence[str]) -> bool:
    return any(part in name.lower() for part in parts)
