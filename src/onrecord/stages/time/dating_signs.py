"""What speaks for a day of publication: signs, each an interval with its strength and a plain reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from onrecord.records import NO_CLOCK, UNKNOWN, Clock, Confidence, Interval, Publication, tell_day


class Strength(IntEnum):
    """How much a sign is worth; of two that conflict the weaker is set aside."""

    USER = 0
    METADATA = 1
    STAMP = 2
    DATELINE = 3
    PAST_DATE = 4
    PEER = 5
    FUTURE_DATE = 6
    COUNTED = 7
    WEAK = 8


_CONFIDENCE = {
    Strength.USER: Confidence.HIGH,
    Strength.METADATA: Confidence.HIGH,
    Strength.STAMP: Confidence.HIGH,
    Strength.DATELINE: Confidence.MEDIUM,
    Strength.PAST_DATE: Confidence.MEDIUM,
    Strength.PEER: Confidence.MEDIUM,
    Strength.FUTURE_DATE: Confidence.LOW,
    Strength.COUNTED: Confidence.LOW,
    Strength.WEAK: Confidence.LOW,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """The report was published within `interval`, for this `reason`."""

    interval: Interval
    strength: Strength
    reason: str


def weigh_signs(signs: Iterable[Sign], aside: Sequence[str] = ()) -> Publication:
    """The days that the signs together allow, strongest first; one that contradicts stronger ones is set aside.

    A sign that narrows nothing gives no reason. The confidence is that of the weakest sign that sets an end.
    """
    interval, used, set_aside = UNKNOWN, list[Sign](), list(aside)
    for sign in sorted(signs, key=_rank):
        met = interval.meet(sign.interval)
        if met is None:
            set_aside.append(f"{sign.reason}: set aside, it contradicts stronger evidence ({say_interval(interval)})")
        elif met != interval:
            interval = met
            used.append(sign)
    if not used:
        return Publication(clock=NO_CLOCK, reasons=(), set_aside=tuple(set_aside))
    binding = [s for s in used if s.interval.lo == interval.lo or s.interval.hi == interval.hi]
    weakest = max(s.strength for s in binding)
    reasons = tuple(dict.fromkeys(s.reason for s in binding))
    return Publication(
        clock=Clock(interval=interval, reason="; ".join(reasons), confidence=_CONFIDENCE[weakest]),
        reasons=reasons,
        set_aside=tuple(dict.fromkeys(set_aside)),
    )


def _rank(sign: Sign) -> tuple[int, int, int, str]:
    """Strongest first; among equals the one that says most comes first, so that it decides."""
    lo = -sign.interval.low.toordinal() if sign.interval.lo else 0
    return (sign.strength, sign.interval.days or 10**7, lo, sign.reason)


def say_day(day: date) -> str:
    """A day in plain English: `4 May 2012`."""
    return tell_day(day)


def say_interval(interval: Interval) -> str:
    """An interval in plain English."""
    if interval.lo is not None and interval.lo == interval.hi:
        return say_day(interval.lo)
    if interval.lo is None and interval.hi is None:
        return "unknown"
    if interval.hi is None:
        return f"{say_day(interval.low)} or later"
    return (
        f"{say_day(interval.high)} or earlier"
        if interval.lo is None
        else f"{say_day(interval.lo)} to {say_day(interval.hi)}"
    )
