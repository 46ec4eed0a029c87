"""Deadlines: the days in which the end of a promised act lies, and how the text says so."""

from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.records import UNKNOWN, Deadline, Interval, Span, TimeExpression, TimeRelation, hull

_DAY = timedelta(days=1)
_PAST = frozenset({TimeRelation.SINCE})


def find_deadline(
    times: Sequence[TimeExpression], reach: Sequence[Span], act: Span, published: Interval, *, negated: bool = False
) -> Deadline | None:
    """The deadline among the `times` that lie in one of the `reach` spans, the nearest after `act` first.

    Times that are over before publication set no deadline. With `negated`, `until` bounds from below: `unlikely to
    reopen until May` means not before May.
    """
    inside = [t for t in times if any(r.covers(t.span) for r in reach) and t.relation not in _PAST]
    ranked = sorted(inside, key=lambda t: (t.span.start < act.start, abs(t.span.start - act.end)))
    for time in ranked:
        relation = _relation(time.relation, negated=negated)
        interval = end_point(time.interval, relation)
        if interval.known and not _over(interval, published):
            text = hull([time.cue, time.span]) if time.cue else time.span
            return Deadline(interval=interval, relation=relation, text=text)
    return None


def _relation(relation: TimeRelation, *, negated: bool) -> TimeRelation:
    return TimeRelation.NOT_BEFORE if negated and relation is TimeRelation.UNTIL else relation


def _over(interval: Interval, published: Interval) -> bool:
    return interval.hi is not None and published.lo is not None and interval.hi < published.lo


def end_point(named: Interval, relation: TimeRelation) -> Interval:
    """Where the end of an act lies that stands in `relation` to the days `named`.

    `by September` is at latest its last day, `until at least September` at earliest its first.
    """
    lo, hi = named.lo, named.hi
    match relation:
        case TimeRelation.BY | TimeRelation.WITHIN:
            return Interval(lo=None if hi else lo, hi=hi)
        case TimeRelation.BEFORE:
            return Interval(lo=None, hi=_back(lo)) if lo else UNKNOWN
        case TimeRelation.UNTIL_AT_LEAST | TimeRelation.NOT_BEFORE:
            return Interval(lo=lo, hi=None)
        case TimeRelation.AFTER:
            return Interval(lo=hi + _DAY if hi and hi < date.max else hi, hi=None)
        case TimeRelation.ON | TimeRelation.UNTIL | TimeRelation.DURING | TimeRelation.FROM:
            return named
        case TimeRelation.SINCE:
            return UNKNOWN


def _back(day: date) -> date:
    return day - _DAY if day > date.min else day
