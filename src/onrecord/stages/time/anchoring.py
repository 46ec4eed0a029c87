"""What a time expression is read against: the report's own day, the way its clause looks, what was named before."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.lexicons import TimeLexicon
from onrecord.records import UNKNOWN, Interval, Span, TimeExpression, TimeRelation, TimexType
from onrecord.stages.time.timex_tense import FUTURE, lean_between
from onrecord.stages.time.timex_values import Stretch, day_shifted

# Beyond this many days of doubt about publication, a value counted from it is no longer given.
WIDEST_FOR_VALUE = 31
_BEFORE = 110
_AFTER = 45
_CUE = 40
_YEAR_IN_BRACKETS = re.compile(r" [(\[]((?:1[5-9]|20)\d\d)[)\]]")
# How far around it the words lie that say which way its clause looks.
_CLAUSE_BEFORE = 160
_CLAUSE_AFTER = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where an expression stands: text, sentence and anchor, the last date before it, and all that came last.

    `index` is the number of its sentence; `recent` holds the expressions of the sentences before and of this one, of
    which those count as named before that lie less than `memory` sentences back; `history` is whether the whole text
    tells the past.
    """

    text: str
    sentence: Span
    span: Span
    anchor: Interval
    previous: TimeExpression | None
    lexicon: TimeLexicon
    index: int = 0
    recent: tuple[TimeExpression, ...] = ()
    memory: int = 3
    history: bool = False

    @property
    def before(self) -> str:
        """What the sentence says before the expression, the nearest part of it."""
        return self.text[max(self.sentence.start, self.span.start - _BEFORE) : self.span.start]

    @property
    def after(self) -> str:
        """The clause's next words after the expression."""
        return self.text[self.span.end : min(self.sentence.end, self.span.end + _AFTER)]

    @property
    def clause_before(self) -> str:
        """The words before the expression that may govern it."""
        return self.text[max(self.sentence.start, self.span.start - _CLAUSE_BEFORE) : self.span.start]

    @property
    def clause_after(self) -> str:
        """The words after the expression that may govern it."""
        return self.text[self.span.end : min(self.sentence.end, self.span.end + _CLAUSE_AFTER)]

    @property
    def forward(self) -> bool:
        """Whether the clause looks ahead (`will meet on Monday`); news looks back unless it says so."""
        return looks_forward(self)

    @property
    def year_in_brackets(self) -> int | None:
        """The year that an editor put after a date: `on May 4 (2003)`."""
        found = _YEAR_IN_BRACKETS.match(self.after)
        return int(found[1]) if found else None

    @property
    def lean(self) -> str | None:
        """`past` or `future`, as the clause around the expression says."""
        return lean_of(self)

    @property
    def previous_day(self) -> TimeExpression | None:
        """The last single day named before, from which `the next day` and `two days later` are counted."""
        for time in reversed(self.recent):
            if self.index - time.sentence >= self.memory:
                return None
            if time.interval.days == 1 and time.type in {TimexType.DATE, TimexType.TIME}:
                return time
        return None

    @property
    def day_named(self) -> date | None:
        """The single day that this sentence, or the one before it, named last."""
        last = self.previous
        if last is None or last.interval.days != 1 or self.index - last.sentence > 1:
            return None
        return last.interval.lo

    def against(self, at: Callable[[date], Stretch | None], blank: str) -> Stretch | None:
        """What `at` gives for the report's day; over a wide anchor the hull, with `blank` for a value.

        None where the calendar has no such time.
        """
        anchor = self.anchor
        low = at(anchor.lo) if anchor.lo else None
        high = at(anchor.hi) if anchor.hi else None
        if (anchor.lo and low is None) or (anchor.hi and high is None):
            return None
        if low and high:
            narrow = anchor.days is not None and anchor.days <= WIDEST_FOR_VALUE
            return Stretch(value=high.value if narrow else blank, interval=low.interval.join(high.interval))
        return Stretch(
            value=blank, interval=Interval(lo=low.interval.lo if low else None, hi=high.interval.hi if high else None)
        )


def looks_forward(setting: Setting) -> bool:
    """Whether the nearest tense or cue around the expression speaks of the future."""
    return lean_of(setting) == FUTURE


def lean_of(setting: Setting) -> str | None:
    """`past` or `future`, as the clause around the expression says; None where it does not."""
    return lean_between(setting.clause_before, setting.clause_after, setting.lexicon)


def find_cue(setting: Setting) -> tuple[TimeRelation, Span] | None:
    """The words before the expression that place something against it, with their relation."""
    lexicon, start = setting.lexicon, max(setting.sentence.start, setting.span.start - _CUE)
    found = lexicon.cue.search(setting.text[start : setting.span.start])
    if found is None:
        return None
    words = found.group().rstrip()
    span = Span(start=start + found.start(), end=start + found.start() + len(words))
    relation = lexicon.relations[" ".join(words.lower().split())]
    clause = setting.text[max(setting.sentence.start, span.start - _BEFORE) : span.start]
    if relation is TimeRelation.UNTIL and lexicon.negation.search(clause):
        return TimeRelation.NOT_BEFORE, span
    return relation, span


def end_point(time: TimeExpression, anchor: Interval) -> Interval:
    """The days in which something placed by this expression ends or falls due.

    `by September 2025` is at latest 2025-09-30, `until at least September 2026` at earliest 2026-09-01, `not before
    October` from its first day. What falls due falls due after the report's own earliest day.
    """
    lo, hi = time.interval.lo, time.interval.hi
    match time.relation:
        case TimeRelation.BY | TimeRelation.WITHIN | TimeRelation.DURING:
            return _from_report(anchor, hi)
        case TimeRelation.BEFORE:
            return _from_report(anchor, lo - timedelta(days=1) if lo and lo > date.min else None)
        case TimeRelation.UNTIL_AT_LEAST | TimeRelation.NOT_BEFORE | TimeRelation.FROM:
            return Interval(lo=lo, hi=None)
        case TimeRelation.AFTER:
            return Interval(lo=hi, hi=None)
        case TimeRelation.SINCE:
            return UNKNOWN
        case TimeRelation.ON | TimeRelation.UNTIL:
            return time.interval


def _from_report(anchor: Interval, hi: date | None) -> Interval:
    """From the report's earliest day to `hi`; open below where the two would cross."""
    lo = anchor.lo
    return Interval(lo=lo if lo and hi and lo <= hi else None, hi=hi)


def stretch_from(anchor: Interval, count: float, unit: str, *, ahead: bool) -> Interval:
    """So many units up to the report's day, or from it on: `over the next 12 months`."""
    step = count if ahead else -count

    def moved(day: date | None) -> date | None:
        return None if day is None else (day_shifted(day, step, unit) or day)

    if ahead:
        return Interval(lo=anchor.lo, hi=moved(anchor.hi))
    return Interval(lo=moved(anchor.lo), hi=anchor.hi)
