"""What a matched time expression means: the words of a match looked up, and the meaning handed on."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from onrecord.lexicons.time import TimeTables
from onrecord.records import UNKNOWN, Confidence, Interval, Span, TimeExpression, TimeRelation, TimexType
from onrecord.stages.time.anchoring import Setting
from onrecord.stages.time.timex_values import Stretch, narrow


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Type, value and days of an expression. `relation` is set where the expression itself gives one.

    `anchor` is the expression it is counted from, where that is not the report's own day.
    """

    type: TimexType
    value: str
    interval: Interval = UNKNOWN
    fuzzy: str | None = None
    explicit: bool = False
    relation: TimeRelation | None = None
    anchor: Span | None = None
    confidence: Confidence = Confidence.MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a match by class, in lower case with single spaces, and the tables that give their values."""

    match: re.Match[str]
    value: str
    tables: TimeTables

    def get(self, name: str) -> str | None:
        """The words captured for a class; None where the pattern has no such class or it did not match."""
        found = self.match.groupdict().get(name)
        return None if found is None else " ".join(found.lower().split())

    @property
    def whole(self) -> str:
        """All of the expression."""
        return " ".join(self.match.group().lower().split())

    @property
    def month(self) -> int | None:
        """The number of the month named."""
        return self.month_of("month")

    def month_of(self, name: str) -> int | None:
        """The number of the month captured under another name."""
        word = self.get(name)
        return None if word is None else self.tables.months[word.rstrip(".")]

    def number_of(self, name: str) -> int | None:
        """Digits at the start of a captured group: `3rd` is 3."""
        word = self.get(name)
        digits = re.match(r"\d+", word) if word else None
        return int(digits.group()) if digits else None

    @property
    def year(self) -> int | None:
        """The four-figure year."""
        return self.number_of("year")

    @property
    def unit(self) -> str | None:
        """The unit in the singular."""
        word = self.get("unit")
        return None if word is None else self.tables.units.get(word)

    @property
    def portion(self) -> str | None:
        """Which part is meant: early, mid, late, end, rest, earlier or later."""
        word = self.get("portion")
        return None if word is None else self.tables.portions[word]

    @property
    def shift(self) -> int | None:
        """How many units away; None where the words do not say."""
        word = self.get("shift")
        return None if word is None else self.tables.shifts.get(word.removeprefix("the "))

    @property
    def year_shift(self) -> int | None:
        """How many years away `last year` and its like are; None for `that year`."""
        word = self.get("which_year") or self.get("which_year_before")
        return None if word is None else self.tables.shifts.get(word.removeprefix("the ").removesuffix(" year"))

    @property
    def count(self) -> float | None:
        """How many: `two dozen` is 24, `2 1/2` is 2.5; None for `several`."""
        word = self.get("number")
        return None if word is None else count_of(word, self.tables)


def ordinal_of(words: str, tables: TimeTables) -> int | None:
    """The value of an ordinal: `twenty-first` is 21.

    >>> from onrecord.lexicons.time import load_time
    >>> ordinal_of("twenty-first", load_time().tables)
    21
    """
    parts = [tables.ordinals.get(word) or tables.numbers.get(word) for word in re.split(r"[ -]", words)]
    return None if None in parts else sum(part or 0 for part in parts)


def count_of(words: str, tables: TimeTables) -> float | None:
    """The value of a number in figures or words; None where it has none."""
    figures = re.fullmatch(r"([\d,]+(?:\.\d+)?)(?: (\d)/(\d))?", words)
    if figures:
        part = int(figures[2]) / int(figures[3]) if figures[2] and int(figures[3]) else 0.0
        return float(figures[1].replace(",", "")) + part
    total = 0.0
    for word in re.split(r"[ -]", words):
        if (times := tables.multipliers.get(word)) is not None:
            total = max(total, 1.0) * times
        elif word in tables.numbers:
            total += tables.numbers[word]
    return total or None


def dated(
    stretch: Stretch | None, words: Words, setting: Setting, *, explicit: bool, type_: TimexType = TimexType.DATE
) -> Meaning | None:
    """A date or time of this stretch, narrowed to the part the words name."""
    if stretch is None:
        return None
    portion = words.portion
    meaning = Meaning(
        type=type_,
        value=stretch.value,
        interval=stretch.interval,
        explicit=explicit,
        confidence=Confidence.HIGH if explicit else Confidence.MEDIUM,
    )
    if portion is None:
        return meaning
    return replace(meaning, interval=narrow(stretch.interval, portion, now=setting.anchor), fuzzy=portion)


def counted(stretch: Stretch | None, base: TimeExpression | None, words: Words, setting: Setting) -> Meaning | None:
    """A time counted from another expression; it hangs on the report's own day only where that one does."""
    meaning = dated(stretch, words, setting, explicit=base is not None and base.explicit)
    if meaning is None or base is None:
        return meaning
    return replace(meaning, anchor=base.span, confidence=Confidence.MEDIUM)


def timex(type_: TimexType, value: str) -> Meaning:
    """A meaning with no days of its own."""
    return Meaning(type=type_, value=value)


def with_part(meaning: Meaning | None, words: Words) -> Meaning | None:
    """The part of the day that the words name, if they name one."""
    part = words.get("daypart")
    if meaning is None or part is None:
        return meaning
    return replace(meaning, type=TimexType.TIME, value=f"{meaning.value}T{words.tables.dayparts[part]}")


Reading = Callable[[Words, Setting], Meaning | None]
