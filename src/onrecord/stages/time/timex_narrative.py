"""What a passage that tells the past counts its dates from: `In May 1915 it sailed. On 3 June it sank` is one year.

A bare month or day belongs to the report's own year, except where the passage has left the report's time: a history,
or a paragraph of background that names past years and nothing of the present, goes on from the date it named last.
"""

import re
from datetime import date

from onrecord.records import Interval, TimeExpression, TimexType
from onrecord.stages.time.anchoring import Setting
from onrecord.stages.time.timex_reading import Words
from onrecord.stages.time.timex_tense import FUTURE, PAST

_YEAR = re.compile(r"(?<![\w,.$€£/-])(?:1[5-9]|20)\d\d(?![\d,%]|\.\d)")
_PRESENT = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?i:yesterday|today|tomorrow|tonight)"
    r"|(?i:last|this|(?<!the )next|past) (?:night|week|weekend|month|quarter|year)|ago)\b"
)
_WAS = re.compile(r"\b(?:was|were|had|did)\b")
_IS = re.compile(r"\b(?:is|are|has|have|will|says)\b|n['’]t\b")
# A history is told in the past: so many verbs of it for one of the present.
_WAS_TO_IS = 2
# A history names at least so many past years, and so many for each word of the report's own time.
_FEWEST_YEARS = 4
_YEARS_TO_PRESENT = 4
# Fewer will do where all are long past and nothing is said of the present.
_FEWEST_REMOTE = 2
_REMOTE = 5
# How far back a date may lie that a story goes on from: expressions apart in a history, characters in a paragraph.
_BACKGROUND = 1500
_AROUND = 300
_HALF_YEAR = 6
# How many sentences back background goes on from.
_GOES_ON = 3
_LONGEST_FOR_MONTH = 125
_MONTH_VALUE = len("YYYY-MM")
_A_RANGE = 2
# Before a date that only says which thing is meant: `the 4 May 1988 crash`.
_ARTICLE = re.compile(r"\b(?:the|an?|its|his|her|their|this|that)\s$")
_THE_DAY = re.compile(r"the \d{1,2} [A-Z]")
# What stands between two parts of one date.
_ONE_DATE = re.compile(r",? (?:on|in|by) (?:the )?|, ?")
_YEARS_BESIDE = {"that year": 0, "the same year": 0, "the following year": 1, "the previous year": -1}
# Rules whose time is a period of accounts and no point of a story.
_ACCOUNTS = frozenset({"fiscal year", "quarter or half", "period of a year", "split year", "decade", "century"})


def is_history(text: str, anchor: Interval) -> bool:
    """Whether a text tells the past by its dates: many past years in it, hardly a word of the report's own time."""
    own = anchor.lo.year if anchor.lo else date.max.year
    years = [int(m.group()) for m in _YEAR.finditer(text)]
    past = sum(year < own for year in years)
    if past < _FEWEST_REMOTE or _count(_WAS, text) < _WAS_TO_IS * _count(_IS, text):
        return False
    remote = past == len(years) >= _FEWEST_REMOTE and max(years) <= own - _REMOTE
    if remote and not _PRESENT.search(text):
        return True
    present = len(years) - past + _count(_PRESENT, text)
    return past >= _FEWEST_YEARS and present * _YEARS_TO_PRESENT <= past


def _count(words: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in words.finditer(text))


def narrated_from(setting: Setting, month: int | None = None) -> TimeExpression | None:
    """The date that the passage goes on from here; None where it tells of the report's own time."""
    base = _last_dated(setting)
    if base is None or base.interval.lo is None or setting.lean == FUTURE:
        return None
    anchor = setting.anchor
    if anchor.lo is None or setting.history:
        return base if anchor.hi is None or base.interval.lo <= anchor.hi else None
    if base.interval.lo.year >= anchor.lo.year:
        return None
    return base if _in_background(base, month, setting) else None


def _last_dated(setting: Setting) -> TimeExpression | None:
    """The date named last; where that ends a range of a sentence before, the beginning of the range."""
    dated = [t for t in setting.recent if _is_dated(t)]
    if len(dated) < _A_RANGE or dated[-1].sentence == setting.index:
        return dated[-1] if dated else None
    first, last = dated[-2:]
    ends = setting.lexicon.range_link.fullmatch(setting.text, first.span.end, last.span.start)
    return first if ends and not ends["both"] and first.interval.low <= last.interval.low else last


def _is_dated(time: TimeExpression) -> bool:
    return (
        time.explicit
        and time.type in {TimexType.DATE, TimexType.TIME}
        and time.value[:4].isdigit()
        and time.rule not in _ACCOUNTS
    )


def _in_background(base: TimeExpression, month: int | None, setting: Setting) -> bool:
    """Whether both stand in one paragraph that says nothing of the present and tells of more than one date.

    One date is enough where it stands right before and leads on, or where the two are one: `in 1066, on 14 October`.
    """
    text, at = setting.text, setting.span.start
    if _ONE_DATE.fullmatch(text, base.span.end, at):
        return True
    start = max(0, at - _BACKGROUND, text.rfind("\n\n", max(0, at - _BACKGROUND), at))
    if (
        base.span.start < start
        or _IS.search(setting.clause_before)
        or _PRESENT.search(text, start, at)
        or _PRESENT.search(text, setting.span.end, min(setting.sentence.end, at + _AROUND))
    ):
        return False
    if _is_of_a_thing(base, text) or setting.index - base.sentence > _GOES_ON:
        return False
    near = setting.index - base.sentence <= 1
    return (near and _leads_on(base, month, setting)) or len(_YEAR.findall(text, start, at)) > 1


def _is_of_a_thing(time: TimeExpression, text: str) -> bool:
    """Whether a date stands before a noun that it tells apart from others."""
    before = text[max(0, time.span.start - len(" their ")) : time.span.start]
    return _ARTICLE.search(before) is not None or _THE_DAY.match(text, time.span.start) is not None


def _leads_on(base: TimeExpression, month: int | None, setting: Setting) -> bool:
    """Whether a date without a year goes on from the one right before it."""
    if len(base.value) != _MONTH_VALUE:
        return len(base.value) > _MONTH_VALUE
    remote = base.interval.low.year <= setting.anchor.low.year - _REMOTE
    # What has happened cannot lie in a month to come.
    to_come = month is not None and month > setting.anchor.high.month and setting.lean == PAST
    return remote or to_come or month == base.interval.low.month


def _year_in_story(base: TimeExpression, month: int) -> int:
    """The year of a month in a story that was at this date: the same, or the next once the year has turned."""
    lo, hi = base.interval.low, base.interval.high
    if (hi - lo).days > _LONGEST_FOR_MONTH:
        return lo.year
    return lo.year + (month - lo.month < -_HALF_YEAR and lo.year < date.max.year)


def story_date(words: Words, setting: Setting) -> TimeExpression | None:
    """The date named before that a date without a year is counted from; None where that is the report's own day."""
    if (which := words.get("which_year")) is not None:
        return setting.previous if which in _YEARS_BESIDE else None
    return narrated_from(setting, words.month or words.month_of("month_last"))


def told_year(base: TimeExpression, month: int, words: Words) -> int:
    """The year of a month that a story counts from this date, as its words say: `that year`, `the following year`."""
    which = words.get("which_year")
    if which is None:
        return _year_in_story(base, month)
    return min(max(1, base.interval.low.year + _YEARS_BESIDE[which]), date.max.year)
