"""Amounts, times and deadlines as a text states them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from onrecord.records.interval import SHARP, Confidence, Fuzz, Interval
from onrecord.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """From `low` to `high`, both included, exact; None is open. `at least 12` is low 12, high None."""

    low: Decimal | None
    high: Decimal | None

    def __post_init__(self) -> None:
        assert self.low is not None or self.high is not None, "a bound needs at least one end"
        assert self.low is None or self.high is None or self.low <= self.high, f"not a bound: {self.low}..{self.high}"

    @property
    def exact(self) -> bool:
        """Whether it is a single number."""
        return self.low is not None and self.low == self.high

    def overlaps(self, other: "Bound") -> bool:
        """Whether some number may lie in both."""
        below = self.low is not None and other.high is not None and self.low > other.high
        above = self.high is not None and other.low is not None and self.high < other.low
        return not below and not above

    def inside(self, other: "Bound") -> bool:
        """Whether the other covers this one."""
        low = other.low is None or (self.low is not None and self.low >= other.low)
        high = other.high is None or (self.high is not None and self.high <= other.high)
        return low and high


class QuantityKind(StrEnum):
    """State at a time, within a period, running total, per time or per cent, length of time."""

    STOCK = "stock"
    FLOW = "flow"
    CUMULATIVE = "cumulative"
    RATE = "rate"
    DURATION = "duration"


class CountStatus(StrEnum):
    """How well established a count is."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    SUSPECTED = "suspected"
    PROBABLE_AND_CONFIRMED = "probable_and_confirmed"
    UNSPECIFIED = "unspecified"


class TimeRelation(StrEnum):
    """How an expression places its point in or around the interval it names."""

    ON = "on"
    BY = "by"
    BEFORE = "before"
    UNTIL = "until"
    UNTIL_AT_LEAST = "until_at_least"
    NOT_BEFORE = "not_before"
    AFTER = "after"
    SINCE = "since"
    WITHIN = "within"
    FROM = "from"
    DURING = "during"


class TimexType(StrEnum):
    """TIMEX3 types (TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression placed against an anchor.

    `span` is the TIMEX3 extent; `value` its TIMEX3 value; `interval` the days it names, open where unknown (a
    duration that is anchored nowhere is unknown); `relation` with `cue` (`by`, `until at least`) what the text does
    with it; `rule` the pattern that gave it; `anchor` the expression it is counted from, None where that is the
    report's own day or none.
    """

    span: Span
    sentence: int
    type: TimexType
    value: str
    interval: Interval
    relation: TimeRelation = TimeRelation.ON
    cue: Span | None = None
    fuzzy: str | None = None
    explicit: bool = False
    anchor: Span | None = None
    rule: str
    confidence: Confidence = Confidence.MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The interval in which an act's end point lies, and how the text says so (`by September 2025`); `fuzz` tells how
    sharp its ends are, `settled` where else the report gives the day (`for a week`, told further on as `until 7 June`).
    """

    interval: Interval
    relation: TimeRelation
    text: Span
    fuzz: Fuzz = SHARP
    settled: Span | None = None
