"""Whether a time is still to come when its report appears, whichever of the possible days that is."""

from onrecord.records import Interval, TimeExpression, TimexType


def lies_ahead(time: TimeExpression, published: Interval) -> bool:
    """Whether a time is still to come: one that is counted from an uncertain day of publication is ahead when it lies
    ahead of each such day (`next month`).
    """
    interval = time.interval
    if interval.lo is None or published.lo is None:
        return False
    if published.hi is not None and interval.lo > published.hi:
        return True
    if time.explicit or published.hi is None:
        return False
    later = interval.hi is None or interval.hi > published.hi
    begins = time.type is TimexType.DURATION and interval.lo >= published.lo
    return later and (begins or interval.lo > published.lo)
